"""``rothbot ask``: the answer to a question; without one, a question on each line of standard input.

One line in, one line out: the answer as text, or as ``{"card", "score", "others"}`` with ``computed`` beside where a
worksheet, a limit or a date answers. An unsure answer asks back.
Exit status 1 when a single question was declined.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date

from bot.commands.jsonlines import dump, read_lines
from calc.facts import Facts
from dialogs.answering import cards, classify
from dialogs.answering.answer import Found, from_cards
from dialogs.answering.computed.compute import compute
from dialogs.answering.computed.result import Computed
from dialogs.phrases import say


def main(given: argparse.Namespace) -> int:
    if given.question is not None:
        found = look_up(given.question)
        print(_data(given.question) if given.json else worded(found))
        return 0 if found.settled or found.answered or found.offered else 1
    for line in read_lines(sys.stdin.buffer):
        question = line.decode("utf-8", "replace").strip()
        print(_data(question) if given.json else " ".join(worded(look_up(question)).split()), flush=True)
    return 0


def _data(question: str) -> str:
    if (code := question.upper()) in cards.cards():
        return dump({"card": code, "score": 1.0, "others": [code]})
    found, figure = classify.classify(question), _figure(question)
    data: dict[str, object] = {"card": found.card, "score": round(found.score, 3), "others": list(found.others)}
    if figure is not None:
        card = found.card or figure.card
        others = found.others or ((card,) if card else ())
        data |= {"card": card, "others": list(others), "computed": figure.as_data()}
    return dump(data)


def _figure(question: str) -> Computed | None:
    return compute(question, Facts(), _today(), asked=True)


def look_up(question: str) -> Found:
    """What is found for a question of which nothing else is known."""
    return from_cards(question, Facts(), _today())


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the day where the person sits


def worded(found: Found, asked_back: str = "") -> str:
    """The answer as a person reads it. asked_back: what goes before the nearest cards, where it is no shell."""
    if found.offered:  # in a shell there is nothing to tap
        nearest = "\n".join(f"{code}  {title}" for code, title in found.offered)
        if found.closest:
            return "\n\n".join((*(block.removeprefix("# ") for block in found.blocks), nearest))
        return f"{asked_back or say('channel.cli.asked_back', code=found.offered[0][0])}\n\n{nearest}"
    return "\n\n".join(block.removeprefix("# ") for block in found.blocks)
