"""``rothbot docs``: writes the generated pages under ``docs/`` of the checkout; the tests compare them."""

from __future__ import annotations

import argparse
from pathlib import Path

from bot.faults import Fault
from dialogs import diagram
from dialogs.pages import cards, figures
from dialogs.phrases import say

PAGES = {"conversation.md": diagram.page, "cards.md": cards.page, "figures.md": figures.page}


def main(_: argparse.Namespace) -> int:
    folder = Path("docs")
    if not folder.is_dir():
        raise Fault("cli.no_docs")
    for name, page in PAGES.items():
        (folder / name).write_text(page(), "utf-8")
        print(say("channel.cli.written", file=folder / name))
    return 0
