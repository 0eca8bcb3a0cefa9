"""``rothbot quotes FOLDER``: the quotations of the law against the documents that an operator has put into a folder.

Text, HTML and PDFs with text are read; nothing is fetched. Exit status 1 where a document does not hold its words.
"""

from __future__ import annotations

import argparse
from html.parser import HTMLParser
from pathlib import Path

from bot.faults import Fault
from calc.law.quotes import holds, quotes
from dialogs.phrases import say


def main(given: argparse.Namespace) -> int:
    if not given.folder:  # as "make quotes" without one gives it; "" would be the folder at hand
        raise Fault("quotes.no_name")
    folder = Path(given.folder)
    if not folder.is_dir():
        raise Fault("quotes.no_folder", folder=folder)
    texts = {file.stem: _READERS[file.suffix](file) for file in sorted(folder.iterdir()) if _readable(file)}
    wrong = False
    for quote in quotes():
        found = (
            "missing" if quote.document not in texts else "here" if holds(texts[quote.document], quote) else "wrong"
        )
        wrong |= found == "wrong"
        print(say(f"channel.quotes.{found}", place=quote.place, document=quote.document, text=quote.text))
    return 1 if wrong else 0


def _readable(file: Path) -> bool:
    return file.suffix in _READERS and file.is_file()


def _of_text(file: Path) -> str:
    return file.read_text("utf-8", errors="replace")


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def _of_html(file: Path) -> str:
    page = _Words()
    page.feed(_of_text(file))
    return "".join(page.words)


def _of_pdf(file: Path) -> str:
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ModuleNotFoundError as missing:
        raise Fault("cli.no_extra", command="quotes", module=missing.name, extra="papers") from None
    try:
        return "\n".join(page.extract_text() for page in PdfReader(file).pages)
    except PyPdfError:
        raise Fault("quotes.unreadable", file=file) from None


_READERS = {".txt": _of_text, ".html": _of_html, ".htm": _of_html, ".pdf": _of_pdf}
