"""``python -m bot.incoming KIND``: a file on standard input, what is in it on standard output; one process each."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict

from bot.incoming import LONGEST, InFile, Unread

SECONDS = 20  # of processor time
OF_A_FILE, OF_A_PICTURE = 700_000_000, 3_000_000_000  # bytes of memory; a picture needs the models that read it


def main(kind: str) -> int:
    _bound(OF_A_FILE)
    try:
        told: dict[str, object] = asdict(_found(sys.stdin.buffer.read(), kind))
    except Unread as error:
        told = {"reason": error.reason}
    except (MemoryError, RecursionError):
        told = {"reason": "too_much"}
    except ImportError:
        told = {"reason": "no_pdf"}
    except Exception:  # noqa: BLE001 - a file can be broken in any way
        told = {"reason": "damaged"}
    print(json.dumps(told))
    return 0


def _found(content: bytes, kind: str) -> InFile:
    if kind != "pdf":
        return _read_off([content], "no_photos")
    from bot.incoming import pdf

    found = pdf.taken_from(content)
    return found if isinstance(found, InFile) else _read_off(found, "no_text")


def _read_off(pictures: Sequence[bytes], unable: str) -> InFile:
    """The words of pictures; ``unable``: the reason where there is nobody to read them."""
    from bot.incoming import photo

    if not (pictures and photo.can_read()):
        raise Unread(unable)
    _bound(OF_A_PICTURE)
    return InFile("\n".join(map(photo.words_of, pictures))[: 2 * LONGEST], scanned=True)


def _bound(memory: int) -> None:
    """No more than this; where a system knows no such bounds the one who waits still has its own."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
        resource.setrlimit(resource.RLIMIT_AS, (memory, OF_A_PICTURE))
    except (ImportError, ValueError, OSError):
        return


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
