"""What words around an answer say, whatever is asked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from dialogs.interview.suggested_amounts import offered
from dialogs.text import tidy
from dialogs.understanding import dates
from dialogs.understanding.lexicon import lexicon
from dialogs.understanding.marks import sentence
from dialogs.understanding.readings import Readings
from dialogs.understanding.reckoning.setting import Setting
from dialogs.understanding.replies import replies, sense
from dialogs.understanding.tokens import tokens

TWO = 2


FINAL = ("currency", "negative", "too_large")  # what was understood, and cannot be


FEW = 3  # choices of which "all" may be meant


def nobody_knows(text: str, today: date) -> bool:
    """Whether nobody knows it, also where a time is told besides: no clue, it pays when he is 60."""
    if sense(text) == "unsure" or "unsure" in replies(text):
        return True
    head, _, rest = tidy(text).partition(",")
    if "unsure" not in replies(head):
        return False
    times = [(one.start, one.end) for one in dates.ages(rest, today)]
    times += [(one.start, one.end) for one in dates.find(rest, today)]
    numbers = [token for token in tokens(rest) if token.kind == "number"]
    return bool(times) and all(any(start <= one.start < end for start, end in times) for one in numbers)


def is_of_a_home(text: str, setting: Setting) -> bool:
    """Whether it denies where somebody lives, or how they file: Washington, not DC."""
    return any(mark.kind in {"state", "status"} for mark in sentence(tidy(text), setting.today, {}).marks)


def is_suggested(plain: Readings, setting: Setting) -> bool:
    """Whether the amount in thousands is one that many people mean here, the limit of the year above all."""
    question = setting.question
    suggested = offered(question.card.id, setting.agenda.facts, question.who, question.kind)
    return Decimal(str(plain.values[0])) in suggested


def not_yet_old_enough(text: str, setting: Setting) -> bool:
    """Whether a way out of a plan opens at an age that the person does not reach this year: after 59½ only."""
    from_age = next(lexicon("plan", "from_age").find(tokens(tidy(text))), None)
    born = setting.noted().get(f"{setting.question.who}.birth_year")
    if from_age is None or not isinstance(born, int):
        return False
    age = int(from_age.keys[0].partition(".")[2])
    return (setting.agenda.facts.tax_year or setting.today.year) - born < age
