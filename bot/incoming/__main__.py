"""``python -m bot.incoming KIND``: a file on standard input, what is in it on standard output; one process each."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

from bot.incoming import InFile, Unread

SECONDS = 20  # of processor time
MEMORY = {"pdf": 700_000_000}  # bytes; a picture needs the models that read it
OF_A_PICTURE = 3_000_000_000


def main(kind: str) -> int:
    _bound(MEMORY.get(kind, OF_A_PICTURE))
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
    if kind == "pdf":
        from bot.incoming import pdf

        return pdf.taken_from(content)
    from bot.incoming import photo

    return InFile(photo.words_of(content), scanned=True)


def _bound(memory: int) -> None:
    """No more than this; where a system knows no such bounds the one who waits still has its own."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    except (ImportError, ValueError, OSError):
        return


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
