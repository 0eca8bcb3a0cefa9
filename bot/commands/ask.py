"""``rothbot ask``: the card that answers a question; without one, a question on each line of standard input.

One line in, one line out: the card as text, or as ``{"card", "score", "others"}``. An unsure answer asks back.
Exit status 1 when a single question was declined.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date

from bot.commands.jsonlines import dump, read_lines
from calc.facts import Facts
from dialogs.answering import classify
from dialogs.answering.answer import from_cards


def main(given: argparse.Namespace) -> int:
    if given.question is not None:
        print(_data(given.question) if given.json else text(given.question))
        return 1 if classify.classify(given.question).outside else 0
    for line in read_lines(sys.stdin.buffer):
        question = line.decode("utf-8", "replace").strip()
        print(_data(question) if given.json else " ".join(text(question).split()), flush=True)
    return 0


def _data(question: str) -> str:
    found = classify.classify(question)
    return dump({"card": found.card, "score": round(found.score, 3), "others": list(found.others)})


def text(question: str) -> str:
    """The answer as a person reads it."""
    today = date.today()  # noqa: DTZ011 - the day where the person sits
    found = from_cards(question, Facts(), today)
    nearest = [f"{code} {title}" for code, title in found.offered]
    return "\n\n".join([*(block.removeprefix("# ") for block in found.blocks), *nearest])
