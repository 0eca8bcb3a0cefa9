"""``rothbot check``: papers and printed lines as JSON to the verdict on them, one set or one a line."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from bot.commands.jsonlines import dump, read_lines
from bot.faults import where
from bot.log import log
from calc.checking.verdict import check
from calc.public import checks, untrusted
from calc.refusals import Refusal
from dialogs.desks.telling_checks import told
from dialogs.messages import plain
from dialogs.phrases import Refused, say


def main(given: argparse.Namespace) -> int:
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    if not given.lines:
        result = answer(sys.stdin.buffer.read(untrusted.LONGEST))
        print(dump(result) if given.json else result.get("error") or result["text"])
        return 1 if "error" in result else 0
    wrong = False
    for line in read_lines(sys.stdin.buffer):
        result = answer(line)
        wrong |= "error" in result
        print(dump(result), flush=True)
    return 1 if wrong else 0


def answer(line: bytes) -> dict[str, Any]:
    """The verdict on one set, or ``{"error": sentence, "field": name or null}``."""
    try:
        given, today = checks.given(untrusted.read(line))
        verdict = check(given)
        return {**checks.as_data(verdict), "text": "\n\n".join(map(plain, told(verdict, today)))}
    except untrusted.Unreadable as reason:
        return {"error": say(f"channel.cli.papers.{reason}", name=reason.name), "field": None}
    except Refusal as refusal:
        return {"error": Refused(refusal), "field": refusal.field}
    except Exception as error:  # noqa: BLE001 - a mistake of ours in one line must not cost the others
        log().error("check_failed", error=where(error))
        return {"error": say("channel.cli.our_mistake"), "field": None}
