"""``rothbot figures [YEAR]``: the figures of a year with citation and date checked; the latest year without one."""

from __future__ import annotations

import argparse

from calc import law
from calc.refusals import Refusal
from dialogs.pages.figures import figures_of, unfinished
from dialogs.phrases import Refused


def main(given: argparse.Namespace) -> int:
    try:
        print(figures_of(law.latest() if given.year is None else given.year))
    except Refusal as refusal:
        print(Refused(refusal))
        return 1
    if given.year is None and (missing := unfinished()):
        print(f"\n{missing}")
    return 0
