"""A question that leans on the one before it: "and with 200k?", "what about 2025?", "and if she is 51?"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from calc.facts import Facts, FilingStatus
from dialogs.answering.computed import kinds, used, wording
from dialogs.answering.computed.patterns import data
from dialogs.answering.computed.question import Asked
from dialogs.text import tidy
from dialogs.understanding import dates
from dialogs.understanding.questions import year_asked

MOST = 12  # words; a longer question stands by itself
_SUPPOSED = " if "
Change = tuple[int, int, str]  # where in the question before, and what stands there instead


def leaning(text: str, before: str, today: date) -> str | None:
    """The question before, with what the new one says in its place; None for a question of its own."""
    text = _pattern("change_to").sub(data()["follow"]["changed_to"], tidy(text))
    new, old = Asked(text, Facts(), today), Asked(before, Facts(), today)
    rest = _pattern("opening").sub("", new.text, count=1)
    if before and not new.sums and len(new.text.split()) <= MOST and _pattern("of_the_same").search(new.text):
        return _of_the_same(new, old)
    if not before or rest == new.text or len(new.text.split()) > MOST or _pattern("own").search(rest):
        return None
    if spouse := _pattern("for_spouse").match(new.text):
        return None if old.status is FilingStatus.SINGLE else _of_spouse(old.text, spouse["who"])
    if _pattern("for_me").match(new.text):
        return _of_speaker(old.text)
    if aged := _pattern("aged_so").match(new.text):
        return used.changed(before, used.AGE, aged[1], today)
    changes, beside = list(_times(new, old)), _status(new, old)
    amounts = list(_amounts(Asked(_pattern("no_dollars").sub("$0", rest), Facts(), today), old))
    if None in amounts:
        return None
    told = [one for one in amounts if one is not None]
    changes += [one for one in told if one[0] >= 0]
    added = [words for start, _, words in told if start < 0]
    if not (changes or beside or added or _names_more(new)):
        return None
    said = old.text
    for start, end, words in sorted([*changes, *beside], reverse=True):
        said = said[:start] + words + said[end:]
    more = [*added, *([rest] if beside or (_names_more(new) and not changes) else [])]
    return " ".join([said.rstrip(" ?.!"), *(f", {words.rstrip(' ?.!')}" for words in more)]) + "?"


def _of_the_same(new: Asked, old: Asked) -> str | None:
    """Another figure of what the question before told: "how much basis would be left after that"."""
    told = old.text
    for start, end in reversed(wording.asking_spans(old.text)):
        part = old.text[start:end]
        kept = part.partition(_SUPPOSED)[2] if any(map(str.isdigit, part)) else ""
        if not kept and any(map(str.isdigit, part)):
            return None  # what it tells stands among what it asks
        told = f"{told[:start]} {kept} {told[end:]}"
    asked = _pattern("of_the_same").sub(" ", new.text)
    told = told.strip(" ?.!,;")
    return f"{told}. {asked.strip(' ?.!,')}?" if told and old.sums else None


def _of_spouse(said: str, who: str) -> str:
    """The question asked of the speaker, asked of the spouse."""
    name = data()["follow"]["spouse"].get(who, who)
    for own, theirs in data()["follow"]["swap"]:
        said = re.sub(own, theirs.format(who=name), said)
    return said


def _of_speaker(said: str) -> str:
    """The question asked of the spouse, asked of the speaker."""
    for theirs, own in data()["follow"]["swap_back"]:
        said = re.sub(theirs, own, said)
    return said


def _times(new: Asked, old: Asked) -> Iterator[Change]:
    """Another year, and another age of the one person of whom one was told."""
    year = year_asked(new.said)
    year = new.today.year + 1 if year is None and _pattern("next_year").search(new.text) else year
    if year is not None:
        named = [when for when in old.times if when.said is dates.Said.YEAR and when.first.year == old.year]
        place = (named[-1].start, named[-1].end) if named else (len(old.text.rstrip(" ?.!")),) * 2
        yield (*place, f"{year}" if named else f" in {year}")
    then, now = dates.ages(old.text, old.today), dates.ages(new.text, new.today)
    if len(then) == 1 and len(now) == 1:
        yield then[0].start, then[0].end, data()["follow"]["aged"].format(years=now[0].years)


def _status(new: Asked, old: Asked) -> list[Change]:
    """Where another way to file is named, all that named one before goes."""
    if not any(_people(name).search(new.text) for name in data()["follow"]["statuses"]):
        return []
    found = [m for name in data()["follow"]["statuses"] for m in _people(name).finditer(old.text)]
    return [(m.start(), m.end(), "") for m in found] or [(len(old.text), len(old.text), "")]


def _amounts(new: Asked, old: Asked) -> Iterator[Change | None]:
    """Each amount in the place of that which it is of; None where nobody can tell of what."""
    kind = kinds.kinds(old.marked)[0][0]
    drives = data()["follow"]["drives"]
    drives = ["withdrawal", *drives] if kind in kinds.OF_WITHDRAWALS else drives
    of = kinds.roles(old.marked, old.sums, kind)
    for number, span in enumerate(new.spans):
        near = wording.nearest(new.marked, number)
        role = max(near, key=lambda name: near[name]) if near else None
        if role is None or (role not in of.values() and role not in data()["follow"]["words"]):
            role = next((name for name in drives if name in of.values()), None)
        place = next((at for at, name in of.items() if name == role), None)
        if role is None:
            yield None
        elif place is None:
            yield -1, -1, f"{data()['follow']['words'][role]} {span.words}"
        else:
            yield old.spans[place].start, old.spans[place].end, span.words


def _names_more(new: Asked) -> bool:
    return bool(dates.ages(new.text, new.today) or wording.states_named(new.text))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(data()["follow"][name])


@cache
def _people(name: str) -> re.Pattern[str]:
    return re.compile(data()["people"][name])
