"""When a question is asked: one function for each card that is not always asked, under the card's name.

A function sees what was told so far and answers ``True`` (ask), ``False`` (the answer cannot change anything: it is
not asked, and does not count if it was given) or ``TAKE`` (it counts if told, but nobody is asked for it).
It reads only facts of questions that come before its own. The modules are the sections of the interview.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dialogs.interview.about import About, Need
from dialogs.interview.asked_when import aim, income, iras, plan_at_work, you

CONDITIONS: Mapping[str, Callable[[About], bool | Need]] = {
    name: thing
    for section in (you, income, iras, plan_at_work, aim)
    for name, thing in vars(section).items()
    if callable(thing) and not name.startswith("_") and thing.__module__ == section.__name__
}
