"""``python -m bot.papers``: an order a line on standard input, its paper a line on standard output, until it ends.

The first line holds the year files that came beside the package, by their number.
"""

from __future__ import annotations

import base64
import json
import sys
from contextlib import suppress
from dataclasses import asdict
from importlib import import_module

from bot.faults import where
from bot.papers import NotDrawn, NotInstalled, drawn
from calc import law

LIBRARIES = ("bot.papers.pdf", "bot.papers.picture", "bot.papers.ics")  # what draws is loaded before it is asked to


def order_done(line: str) -> dict[str, object]:
    """The paper, or where it failed: never what was said."""
    asked = json.loads(line)
    try:
        paper = drawn(asked["name"], asked["order"])
    except NotInstalled as error:
        return {"missing": str(error)}
    except NotDrawn as error:
        return {"error": where(error.__cause__ or error)}
    return {**asdict(paper), "content": base64.b64encode(paper.content).decode()}


def main() -> None:
    for number, text in json.loads(sys.stdin.readline() or "{}").items():
        law.take(int(number), text)
    for name in LIBRARIES:
        with suppress(ModuleNotFoundError):  # of an extra that is not installed; the rest is drawn
            import_module(name)
    for line in sys.stdin:
        print(json.dumps(order_done(line)), flush=True)


if __name__ == "__main__":
    main()
