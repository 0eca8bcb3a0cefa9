"""How people say that a step is done: "step 2 is done", "done on 3 March, 7,500", "/done 1 7500 yesterday".

Read into the step, the amount and the day; whether the plan has such a step is not decided here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from dialogs.text import tidy
from dialogs.understanding import amounts, year_answers
from dialogs.understanding.lexicon import pattern
from dialogs.understanding.readings import Misread

_DAY = pattern("steps_told", "day")
_STEP = pattern("steps_told", "step")
_SAYS_STEP = pattern("steps_told", "says_step")
_ONE_STEP = pattern("steps_told", "one_step")
_SAYS_DONE = pattern("steps_told", "says_done")
_CARRIED_OUT = pattern("steps_told", "carried_out")
_ASIDE = pattern("steps_told", "aside")
_NOT_YET = pattern("steps_told", "not_yet")
_NAME = pattern("steps_told", "name")


@dataclass(frozen=True, slots=True)
class Spoken:
    """number: of the step as the plan counts them, in a branch after its letter; name: its key; amount: dollars.

    None for what was not said.
    """

    number: int | None = None
    letter: str = ""
    name: str | None = None
    amount: Decimal | None = None
    on: date | None = None


def says_done(text: str, *, while_asked: bool) -> bool:
    """Whether the words say that a step is done. while_asked: a question is open, and a bare "done" belongs to it."""
    said = tidy(text)
    if _NOT_YET.search(said):
        return False
    return bool(_SAYS_STEP.search(said) or (not while_asked and _SAYS_DONE.search(said)))


def says_carried_out(text: str) -> bool:
    """Whether something was put, moved, converted or filed, of which the words name no step."""
    said = tidy(text)
    return bool(_CARRIED_OUT.search(said)) and not _NOT_YET.search(said)


def names_a_step(text: str) -> bool:
    """Whether a step is named by its number."""
    return _ONE_STEP.search(tidy(text)) is not None


def step_named(text: str) -> str:
    """The number of the one step that is named and not said to be done, with the letter of its branch; or nothing."""
    said = tidy(text)
    steps = {found[1] for found in _ONE_STEP.finditer(said)}
    return steps.pop() if len(steps) == 1 and not _SAYS_STEP.search(said) else ""


def read(text: str, today: date) -> Spoken | Misread:
    """What was said of a step; a Misread names the amount or the day that cannot be."""
    said = tidy(text)
    name = _NAME.match(said)
    left = said[name.end() :] if name else said
    on, left = _taken_day(left, today)
    if isinstance(on, Misread):
        return on
    step = None if name else _STEP.search(left.strip())
    if step:
        left = left.strip().replace(step[0], " ", 1)
    amount = _amount(_ASIDE.sub(" ", left).strip(" ,."))
    if isinstance(amount, Misread):
        return amount
    number = int(step[2] or step[4]) if step else None
    letter = (step[1] or step[3] or "") if step else ""
    return Spoken(number, letter, name[1] if name else None, amount, on)


def _amount(figures: str) -> Decimal | Misread | None:
    if not any(character.isdigit() for character in figures):
        return None
    match amounts.read(figures):
        case amounts.Exact(value) if value < 0:
            return Misread("negative", {"amount": value})
        case amounts.Exact(value):
            return value
        case amounts.Wrong(reason):
            return Misread(reason)
    return Misread("unclear")


def _taken_day(said: str, today: date) -> tuple[date | Misread | None, str]:
    """The day that a text names and the text without it."""
    found = _DAY.search(said)
    if found is None:
        return None, said
    left = f"{said[: found.start()]} {said[found.end() :]}"
    if found["word"]:
        return today - timedelta(days=found["word"] == "yesterday"), left
    if found["iso"] or found["full"]:
        return _checked(found["iso"] or found["full"], today), left
    year = found["y1"] or found["y2"] or found["y3"]
    if found["short"]:
        words = found["short"] + "/{year}"
    elif found["whole"]:
        words = f"{found['whole']} {{year}}"
    else:
        words = f"{found['month'] or found['named']} {found['after'] or found['before']}, {{year}}"
    years = [int(year)] if year else [today.year, today.year - 1]
    days = [_checked(words.format(year=number), today, whole=bool(found["whole"])) for number in years]
    return next((day for day in days if isinstance(day, date)), days[0]), left


def _checked(words: str, today: date, *, whole: bool = False) -> date | Misread:
    """The day in words; of a month that is not over, today. A day ahead of us is a Misread."""
    day = year_answers.dated(words, today)
    if day is None:
        return Misread("not_a_date")
    if whole and (day.year, day.month) == (today.year, today.month):
        return today
    return Misread("date_ahead", {"day": day}) if day > today else day
