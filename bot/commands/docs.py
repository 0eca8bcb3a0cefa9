"""``rothbot docs``: writes the generated pages under ``docs/`` of the checkout; the tests compare them.

Beside them the picture of each plan in ``docs/sample``: facts as JSON, under the day they were told.
"""

from __future__ import annotations

import argparse
from datetime import date
from importlib.resources import files
from pathlib import Path

from bot.faults import Fault
from calc.facts import Facts
from calc.planning.plan import plan
from dialogs import machine
from dialogs.pages import cards, figures, phrases
from dialogs.phrases import say

PAGES = {
    "conversation.md": machine.page,
    "cards.md": cards.page,
    "phrases.md": lambda: phrases.page((files("bot"), files("dialogs"), files("calc"))),
    "figures.md": figures.page,
}


def main(_: argparse.Namespace) -> int:
    folder = Path("docs")
    if not (folder.is_dir() and Path("dialogs").resolve() == Path(str(files("dialogs"))).resolve()):
        raise Fault("cli.no_docs")
    for name, page in PAGES.items():
        (folder / name).write_text(page(), "utf-8")
        print(say("channel.cli.written", file=folder / name))
    for sample in sorted(folder.glob("sample/*.json")):
        picture = sample.with_suffix(".png")
        picture.write_bytes(_drawn(sample))
        print(say("channel.cli.written", file=picture))
    return 0


def _drawn(sample: Path) -> bytes:
    from bot import papers

    facts = Facts.model_validate_json(sample.read_bytes())
    return papers.make("picture", plan(facts, date.fromisoformat(sample.stem))).content
