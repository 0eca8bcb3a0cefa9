"""Files that a person sends in: their text, and whether one is a blank form to be filled.

A file is read in a process of its own that may die, with bounds on size, time and memory; nothing of it is kept.
"""

from __future__ import annotations

import base64
import json
import signal
import subprocess
import sys
from dataclasses import dataclass

from bot.processes import HOME, environment
from dialogs.messages import Kind

LARGEST = 8_000_000  # bytes of a file; a photo of a phone has three or four million
LARGEST_BLANK = 700_000  # bytes of a blank form, which comes back filled in
LONGEST = 20_000  # characters that are read of a paper
TEXTS, PICTURES, PDF = ("txt", "csv", "tsv"), ("jpg", "jpeg", "png", "webp"), "pdf"
MIMES = {
    "application/pdf": "pdf", "text/plain": "txt", "text/csv": "csv", "text/tab-separated-values": "tsv",
    "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp",
}  # fmt: skip
PATIENCE = 30  # seconds for one file
_OUT_OF_TIME = (signal.SIGKILL, signal.SIGXCPU) if sys.platform != "win32" else ()  # of the processor


class Unread(Exception):  # noqa: N818 - the name says what it is
    """reason: a key under ``papers_in.unread``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class InFile:
    """text: of the file. scanned: it was read off a picture.

    form, year: of a blank form with fields to fill; lines: the numbers of those that have a field of their own.
    """

    text: str = ""
    form: str | None = None
    year: int | None = None
    lines: tuple[str, ...] = ()
    scanned: bool = False


def ending(name: object, mime: object) -> str | None:
    """By which a file is read; None for one that is no paper."""
    last = name.rpartition(".")[2].casefold() if isinstance(name, str) and "." in name else ""
    if last in {*TEXTS, *PICTURES, PDF}:
        return last
    return MIMES.get(mime) if isinstance(mime, str) else None


def reads_pictures() -> bool:
    """Whether whoever runs this installed what reads them."""
    from bot.incoming import photo

    return photo.can_read()


def look_into(content: bytes, kind: str) -> InFile:
    """What is in a file of an ``ending``. Unread, with the reason, where that cannot be told.

    Waits for the other process: a server calls it in a thread.
    """
    if len(content) > LARGEST:
        raise Unread("too_large")
    if kind in TEXTS:
        return InFile(plain(content))
    try:
        done = subprocess.run(  # noqa: S603 - this very program
            [sys.executable, "-m", "bot.incoming", kind],
            input=content,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
            cwd=HOME,
            env=environment(),
        )
        told = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        raise Unread("too_slow") from None
    except ValueError:  # it died before it could say anything
        raise Unread("too_slow" if -done.returncode in _OUT_OF_TIME else "damaged") from None
    if "reason" in told:
        raise Unread(told["reason"])
    return InFile(**told)


def said(content: bytes, kind: str) -> tuple[Kind, str]:
    """The same as the conversation takes it; never an error."""
    try:
        found = look_into(content, kind)
    except Unread as error:
        return Kind.UNREAD, error.reason
    if found.form is None:
        return (Kind.SCAN if found.scanned else Kind.PAPER), found.text
    if len(content) > LARGEST_BLANK:
        return Kind.UNREAD, "too_large"
    sent = {
        "form": found.form,
        "year": found.year,
        "fits": found.lines,
        "content": base64.b64encode(content).decode(),
    }
    return Kind.BLANK, json.dumps(sent)


def plain(content: bytes) -> str:
    """The text of a text file, as the programs that save statements write it. Unread where it is none."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", "replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", "replace")
    if "\0" in text:
        raise Unread("damaged")
    return text[: 2 * LONGEST]
