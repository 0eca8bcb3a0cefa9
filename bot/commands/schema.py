"""``rothbot schema [facts or plan]``: the JSON Schema of what goes into the plan, or of what comes out."""

from __future__ import annotations

import argparse

from bot.commands.jsonlines import dump


def main(given: argparse.Namespace) -> int:
    if given.of == "facts":
        from dialogs.views import exporting

        print(dump(exporting.schema()))
    else:
        from calc.public.plan import schema

        print(dump(schema()))
    return 0
