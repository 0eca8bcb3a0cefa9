"""``python -m bot.papers NAME``: an order on standard input, the paper on standard output; one process, one paper."""

from __future__ import annotations

import base64
import json
import sys
from dataclasses import asdict

from bot.faults import where
from bot.papers import NotDrawn, drawn


def main(name: str) -> int:
    try:
        paper = drawn(name, sys.stdin.read())
    except NotDrawn as error:
        print(where(error.__cause__ or error), file=sys.stderr)
        return 1
    print(json.dumps({**asdict(paper), "content": base64.b64encode(paper.content).decode()}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
