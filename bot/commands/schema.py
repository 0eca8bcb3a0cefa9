"""``rothbot schema [NAME]``: the JSON Schema of the facts, of the plan, or of what a worksheet takes."""

from __future__ import annotations

import argparse

from bot.commands.jsonlines import dump
from bot.faults import Fault


def main(given: argparse.Namespace) -> int:
    if given.of == "facts":
        from dialogs.views import exporting

        print(dump(exporting.schema()))
    elif given.of == "plan":
        from calc.public import plan

        print(dump(plan.schema()))
    else:
        from calc.public import worksheets

        if given.of not in worksheets.WORKSHEETS:
            raise Fault("cli.no_schema", name=given.of, names=sorted(worksheets.WORKSHEETS))
        print(dump(worksheets.schema(given.of)))
    return 0
