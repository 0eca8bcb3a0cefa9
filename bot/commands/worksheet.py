"""``rothbot worksheet NAME``: JSON Lines in, JSON Lines out, one at a time; a wrong line stops no other."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from bot.commands.jsonlines import dump, read_lines
from bot.faults import Fault, where
from bot.log import log
from calc.public import untrusted, worksheets
from calc.refusals import Refusal
from dialogs.phrases import Refused, say


def main(given: argparse.Namespace) -> int:
    if given.name not in worksheets.WORKSHEETS:
        raise Fault("cli.no_worksheet", name=given.name, names=sorted(worksheets.WORKSHEETS))
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    wrong = False
    for line in read_lines(sys.stdin.buffer):
        result = answer(given.name, line)
        wrong |= "error" in result
        print(dump(result), flush=True)
    return 1 if wrong else 0


def answer(name: str, line: bytes, *, cited: bool = False) -> dict[str, Any]:
    """The worksheet of one line, or ``{"error": sentence, "field": name or null}``; cited: with the law behind it.

    Where the amount is known to lie between two others, ``between`` has them.
    """
    try:
        return worksheets.answer(name, untrusted.read(line), cited=cited)
    except untrusted.Unreadable as reason:
        return {"error": say(f"channel.cli.line.{reason}", name=reason.name), "field": None}
    except Refusal as refusal:
        between = worksheets.between(refusal)
        return {"error": Refused(refusal), "field": refusal.field} | ({"between": between} if between else {})
    except Exception as error:  # noqa: BLE001 - a mistake of ours in one line must not cost the others
        log().error("worksheet_failed", error=where(error))
        return {"error": say("channel.cli.our_mistake"), "field": None}
