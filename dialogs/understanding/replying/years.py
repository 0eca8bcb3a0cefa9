"""A year, and a year of birth, as the answer."""

from __future__ import annotations

import re

from dialogs.text import tidy
from dialogs.understanding import dates
from dialogs.understanding.lexicon import lexicon
from dialogs.understanding.readings import DontKnow, Misread, Reading, Readings, Understood
from dialogs.understanding.reckoning.setting import Setting
from dialogs.understanding.replies import replies
from dialogs.understanding.replying.words import TWO
from dialogs.understanding.tokens import tokens
from dialogs.understanding.year_answers import OLDEST


def a_birth_year(text: str, plain: Reading, setting: Setting) -> Reading:
    """Three years older than the other."""
    if isinstance(plain, Understood | DontKnow):
        return plain
    said = tokens(tidy(text))
    older = next(lexicon("arithmetic", "older").find(said), None)
    noted = setting.noted().get(setting.of_other())
    both = (
        any(age.whose is None and age.years == noted % 100 for age in dates.ages(tidy(text), setting.today))
        if isinstance(noted, int)
        else False
    )
    if both:  # "we're both 84", beside somebody born in 1984
        return Understood(noted)
    if older is None or not isinstance(noted, int):
        return plain if older is None else Misread("same_unknown")
    numbers = [int(token.text) for token in said if token.kind == "number" and token.text.isdecimal()]
    numbers += [int(key.split(".")[1]) for one in lexicon("calendar", "small").find(said) for key in one.keys[:1]]
    way = older.keys[0].partition(".")[2]
    if way == "same":
        return Readings((noted,), "two")
    if way == "same_year":
        return Understood(noted)
    if len(numbers) != 1 or numbers[0] > OLDEST:
        return plain
    return Understood(noted - numbers[0] if way == "older" else noted + numbers[0], sure=True)


def a_year(text: str, plain: Reading, setting: Setting) -> Reading:
    """When I was 25: one of two years."""
    born, said = setting.noted().get(f"{setting.question.who}.birth_year"), tokens(tidy(text))
    when = next(lexicon("calendar", "when_aged").find(said), None)
    aged = [int(token.text) for token in said if token.kind == "number" and token.text.isdecimal()]
    other = setting.noted().get(setting.of_other())
    if isinstance(plain, Misread) and "same" in replies(text) and isinstance(other, int):
        return Understood(other)
    if isinstance(plain, Misread) and when and isinstance(born, int) and len(aged) == 1 and aged[0] < OLDEST:
        return Readings((born + aged[0], born + aged[0] + 1), "two")
    apart = next(lexicon("arithmetic", "years_apart").find(said), None)
    counts = [int(key.partition(".")[2]) for one in lexicon("calendar", "small").find(said) for key in one.keys[:1]]
    if apart and isinstance(plain, Misread) and isinstance(other, int) and len({*aged, *counts}) == 1:
        number = (*aged, *counts)[0]
        return Understood(other + number if "years_apart.after" in apart.keys else other - number, sure=True)
    years = [int(token.text) for token in said if re.fullmatch(r"(?:19|20)\d\d", token.text)]
    of_year = isinstance(plain, Readings) and len(years) == TWO and lexicon("grammar", "link").at(said, 1)
    if of_year and "link.for" in of_year.keys:  # paid in 2019 for 2018
        return Understood(years[-1], sure=True)
    return plain
