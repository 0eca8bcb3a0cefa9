"""Of whom a text speaks: the speaker, the spouse by role or by name, both, each of them, or somebody else."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dialogs.text import bare, clean, tidy, without_pictures
from dialogs.understanding.choices import state_names, state_words
from dialogs.understanding.lexicon import data, lexicon
from dialogs.understanding.spelling import vocabulary
from dialogs.understanding.tokens import Token, tokens

YOU, SPOUSE, BOTH, EACH, OTHER = "you", "spouse", "both", "each", "other"
COUPLE = (YOU, SPOUSE)
EITHER = "either"  # one of the couple, and nobody told which


@dataclass(frozen=True, slots=True)
class Person:
    """start, end: place in the text. who: you, spouse, both, each or other. role: wife, husband, she, he or empty."""

    start: int
    end: int
    words: str
    who: str
    role: str = ""


def find(text: str, names: Mapping[str, str] | None = None) -> tuple[Person, ...]:
    """The people in a text, from left to right. names: in lower case, each with ``you`` or ``spouse``."""
    said = tokens(text)
    known = names or {}
    found = [
        Person(
            said[m.first].start, said[m.end - 1].end, text[said[m.first].start : said[m.end - 1].end], *_who(m.keys)
        )
        for m in lexicon("people", *_TABLES).find(said)
    ]
    for token in said:
        name = token.text if token.text in known else token.text.removesuffix("s")
        if name in known and not any(p.start <= token.start < p.end for p in found):
            found.append(Person(token.start, token.end, text[token.start : token.end], known[name]))
    return tuple(sorted(found, key=lambda person: person.start))


_TABLES = ("you", "spouse", "both", "each", "either", "other")


def _who(keys: tuple[str, ...]) -> tuple[str, str]:
    table, _, role = keys[0].partition(".")
    return table, role if table == SPOUSE and role != SPOUSE else ""


def learned(text: str, known: Mapping[str, str], *, joint: bool = False, asked_of: str = "") -> dict[str, str]:
    """The names in a text with whom they stand for (you, spouse, either, other), besides those known already.

    A name is told beside a role ("my husband Mark", "Ben, my wife's"), or is the only one left in a text of a couple.
    joint: whether the talk is of two people; who then earns, has or was born beside an "I" is the other one, and so
    is who is named where the spouse is asked about (asked_of).
    """
    plain = without_pictures(clean(text))
    said = tokens(plain)
    names = dict(known)
    left: list[str] = []
    couple = False
    small = {
        token.text
        for place, token in enumerate(said)
        if plain[token.start].islower() and not _is_small_subject(said, place, plain)
    }  # a clinic … Clinic's got a 403(b)
    towns = {one for found in state_words().find(said) for one in range(found.first, found.end)}  # San Jose
    for place, token in enumerate(said):
        couple = couple or lexicon("people", "spouse", "both").at(said, place) is not None
        is_name = _is_name(token, plain) or _is_small_name(said, place, plain)
        if place in towns or not (is_name or _is_small_subject(said, place, plain)):
            continue
        who = _told_before(said, place) or _told_behind(said, place)
        base = token.text.removesuffix("s") if plain[token.end - 2 : token.end] == "'s" else token.text
        if who and names.get(base, EITHER) == EITHER:
            names[base] = who
        elif base not in names and base not in small:
            left.append(base)
    names |= _beside_the_speaker(said, names, left) if couple or joint else {}
    unknown = [name for name in dict.fromkeys(left) if name not in names][:_MOST]
    subjects = [
        name
        for name in unknown
        if _acts(name, said, within=_is_within(name, said, plain)) or (joint and _owns(name, said))
    ]
    names = _told_apart(names, said)
    spouse_named = SPOUSE in names.values()
    persons = [name for name in subjects if _lives(name, said)] if joint and not couple and not spouse_named else []
    if len(persons) == 1:
        return names | {persons[0]: SPOUSE if _says_i(said) or asked_of == SPOUSE else EITHER}
    if len(persons) == len(COUPLE) and YOU not in names.values():
        return names | dict.fromkeys(persons, EITHER)
    if len(subjects) == 1 and couple and not spouse_named:
        names[subjects[0]] = SPOUSE
        subjects = []
    if len(subjects) == len((YOU, SPOUSE)) and couple and not {YOU, SPOUSE} & set(names.values()):
        return names | dict.fromkeys(subjects, EITHER)  # "we're Ann and Joe"
    return names | dict.fromkeys(subjects, OTHER)


def _told_apart(names: Mapping[str, str], said: Sequence[Token]) -> dict[str, str]:
    """Names of a couple, once one of the two is told: who is spoken of beside an "I" is the other one."""
    of_either = [name for name, who in names.items() if who == EITHER]
    acting = [name for name in of_either if _lives(name, said)]
    told = {who for who in names.values() if who in COUPLE}
    if not told and _says_i(said) and len(acting) == 1:
        told, names = {SPOUSE}, {**names, acting[0]: SPOUSE}
        of_either.remove(acting[0])
    if len(told) == 1 and len(of_either) == 1:
        return {**names, of_either[0]: YOU if told == {SPOUSE} else SPOUSE}
    return dict(names)


def _says_i(said: Sequence[Token]) -> bool:
    return any(said[found.first].text != "me" for found in lexicon("people", "you").find(said))  # not: Kit is me


def _lives(name: str, said: Sequence[Token]) -> bool:
    """Whether what somebody of the name does or has is what only a person does: Dan makes 121k, and Dan 121k."""
    for place, token in enumerate(said[:-1]):
        if token.text not in {name, f"{name}s"}:
            continue
        led = place > 0 and lexicon("grammar", "employed").at(said, place - 1) is not None  # I'm at Nvidia
        act = lexicon("acts", "act").at(said, place + 1)
        lives = act is not None and not _LIVING.isdisjoint(key.partition(".")[2] for key in act.keys)
        if not led and (lives or said[place + 1].kind == "number" or _is_born_beside(said, place + 1)):
            return True
    return _owns(name, said)


def _owns(name: str, said: Sequence[Token]) -> bool:
    """Whether a clause ends in whose it is: the SEP is Luis's."""
    return any(
        token.text in {f"{name}s", name}
        and led.text in data("people")["is_of"]["words"]
        and (behind is None or behind.kind == "mark")
        for led, token, behind in zip(said, said[1:], [*said[2:], None], strict=False)
    )


_LIVING = frozenset({"earned", "works", "born", "has", "is_a", "opened", "maxed", "retired", "idle"})


def _beside_the_speaker(said: Sequence[Token], names: Mapping[str, str], left: Sequence[str]) -> dict[str, str]:
    """Of "we're Ana and Luis", where Ana speaks, Luis is the spouse."""
    pairs = [
        {one.text, other.text}
        for one, joined, other in zip(said, said[1:], said[2:], strict=False)
        if lexicon("grammar", "cut").whole([joined]) and {one.text, other.text} & {*names, *left}
    ]
    mine = {name for name, who in names.items() if who == YOU}
    others = {name for pair in pairs if pair & mine for name in pair - mine if name in left and name not in names}
    return dict.fromkeys(others, SPOUSE) if len(others) == 1 and SPOUSE not in names.values() else {}


_BIRTH = re.compile(r"19\d\d|200\d")
_MOST = 6  # names of one message that are looked at


def _is_name(token: Token, plain: str) -> bool:
    """Written like a name, and no word that is often written large."""
    raw = plain[token.start : token.end]
    base = token.text.removesuffix("s") if raw.endswith("'s") else token.text
    if token.kind != "word" or len(base) < 2 or not raw[0].isupper() or not raw[1:2].islower() or "'" in base:
        return False  # We're
    return (
        base not in _no_names()
        and base not in data("grammar")["harmless"]["words"]
        and bare(base) not in state_names()
    )


def _is_small_subject(said: Sequence[Token], place: int, plain: str) -> bool:
    """Whether a word written small is a name of which something is told: dan has a rollover; dan 121k, priya 168k.

    A given name that is known may stand anywhere; another that no vocabulary knows, where a clause begins and only
    a person does what follows.
    """
    token = said[place]
    if token.kind != "word" or not plain[token.start].islower():
        return False
    base = token.text.removesuffix("s") if plain[token.end - 2 : token.end] == "'s" else token.text
    if base in data("people")["given_names"]["words"]:
        return True
    if base in vocabulary() or len(base) < _SHORTEST or base.endswith(_ADVERB) or place + 1 >= len(said):
        return False
    begins = place == 0 or said[place - 1].kind == "mark" or lexicon("grammar", "cut").whole([said[place - 1]])
    act = lexicon("acts", "act").at(said, place + 1)
    return bool(begins) and act is not None and not _LIVING.isdisjoint(key.partition(".")[2] for key in act.keys)


def _is_small_name(said: Sequence[Token], place: int, plain: str) -> bool:
    """Whether a word behind "my wife" is her name, all being written small: she is named so once more, and acts."""
    token = said[place]
    base = token.text.removesuffix("s") if plain[token.end - 2 : token.end] == "'s" else token.text
    if (
        token.kind != "word"
        or not plain.islower()
        or base in _no_names()
        or base in data("grammar")["harmless"]["words"]
    ):
        return False
    known = base.endswith(_ADVERB) or lexicon("acts", "act").at(said, place) or len(base) < _SHORTEST
    if known or _told_before(said, place) != SPOUSE:
        return False
    named = [n for n, one in enumerate(said) if n != place and one.text in {base, f"{base}s"}]
    return any(plain[said[n].end - 2 : said[n].end] == "'s" or lexicon("acts", "act").at(said, n + 1) for n in named)


_ADVERB = "ly"
_SHORTEST = 3  # letters


@cache
def _no_names() -> frozenset[str]:
    words = frozenset(bare(word) for word in data("people")["no_names"]["words"])
    months = {
        word
        for table in ("month", "shy", "day", "weekday")
        for said in data("calendar")[table].values()
        for word in said
    }
    return words | months


def _told_before(said: Sequence[Token], place: int) -> str:
    """Of "my husband Mark" the husband."""
    for start in range(max(0, place - 4), place):
        found = lexicon("people", "names").at(said, start)
        if found and found.end == place:
            name = found.keys[0].partition(".")[2]
            return name if name in {YOU, SPOUSE, OTHER} else ""
    return ""


def _told_behind(said: Sequence[Token], place: int) -> str:
    """Of "Ben, my husband" the husband; of "Ifeoma, that's me" and "Kit 118k is me" the speaker."""
    after = place + 1 + (place + 1 < len(said) and said[place + 1].kind == "number")
    plainly = lexicon("people", "names").at(said, after)
    if plainly and (name := plainly.keys[0].partition(".")[2]) in {"is_me", "is_spouse"}:
        return YOU if name == "is_me" else SPOUSE
    comma = after < len(said) and said[after].text in {",", "("}
    if not comma:
        return ""
    found = lexicon("people", "names").at(said, after + 1)
    name = found.keys[0].partition(".")[2] if found else ""
    closes = found is not None and (found.end == len(said) or said[found.end].kind == "mark")
    return {"me_behind": YOU, "spouse_behind": SPOUSE}.get(name, "") if closes else ""


def _is_within(name: str, said: Sequence[Token], plain: str) -> bool:
    """Whether the name is written large within a sentence, where another word would be written small."""
    return any(
        token.text in {name, f"{name}s"} and plain[token.start].isupper() and place and said[place - 1].kind == "word"
        for place, token in enumerate(said)
    )


def _acts(name: str, said: Sequence[Token], *, within: bool) -> bool:
    """Whether somebody of the name does or has something: an act, a number or a possession follows.

    within: a word between is allowed; at the head of a sentence another word may be written large: Really, it's.
    """
    for place, token in enumerate(said[:-1]):
        led = place > 0 and lexicon("grammar", "employed").at(said, place - 1) is not None  # I'm at Nvidia
        if token.text == name and (led or lexicon("accounts", "plan").at(said, place + 1)):  # my Lockheed 401(k)
            continue
        if token.text in {name, f"{name}s"}:
            if _is_born_beside(said, place + 1):  # Ruth, 1968, is head of nursing
                return True
            behind = said[place + 1 : place + (3 if within or token.text != name else 2)]
            if token.text != name or any(
                one.kind == "number"
                or (
                    one.text not in data("grammar")["with"]["words"]  # Photographer with my own LLC
                    and lexicon("acts", "act").at(said, place + 1 + far)
                )
                for far, one in enumerate(behind)
            ):
                return True
    return False


def _is_born_beside(said: Sequence[Token], place: int) -> bool:
    """Whether a year of birth between two commas follows."""
    marks = [token.text for token in said[place : place + 3]]
    return len(marks) > 2 and (marks[0], marks[2]) == (",", ",") and bool(_BIRTH.fullmatch(marks[1]))


def named(text: str) -> str | None:
    """The one person that a text speaks of, or ``both``; None where nobody is named, or one and the other."""
    whose = {person.who for person in find(tidy(text)) if person.who != OTHER}
    if whose & {BOTH, EACH} or len(whose) > 1:
        return BOTH
    return whose.pop() if whose else None


def taking_over(text: str, names: Mapping[str, str]) -> str:
    """``wife``, ``husband`` or, by a name that is known, ``spouse`` where another person says that they speak now;
    ``back`` the one before; else empty.
    """
    said = tokens(tidy(text))
    presented = _without_names(said, text)
    found = next((one for words in (said, presented) for one in lexicon("people", "takes_over").find(words)), None)
    if found:
        return found.keys[0].partition(".")[2]
    who = next((names[token.text] for place, token in enumerate(said) if _presents(said, place, names)), "")
    return {YOU: "back", SPOUSE: SPOUSE}.get(who, "")


def _without_names(said: Sequence[Token], text: str) -> list[Token]:
    """The words without names and the commas beside them: this is Ellen now, his wife; it's Ellen, Walt's wife."""
    plain = without_pictures(clean(text))
    large = {token.text for token in tokens(plain) if _is_name(token, plain)}
    names = large | {*data("people")["given_names"]["words"]}
    return [one for one in said if one.text != "," and not {one.text, one.text.removesuffix("s")} & names]


def hands_over(text: str) -> bool:
    """Whether words are of somebody who gives the phone away, and not of who has it now."""
    return next(lexicon("people", "hands_on").find(tokens(tidy(text))), None) is not None


def _presents(said: Sequence[Token], place: int, names: Mapping[str, str]) -> bool:
    """Whether somebody whose name is known speaks from now on: Marcus here; this is Marcus now; handing to Marcus."""
    if said[place].text not in names:
        return False
    if any(one.end == place for one in lexicon("people", "hands_to").find(said)):
        return True
    here = lexicon("people", "speaks_here").at(said, place + 1)
    led = any(
        found.end == place
        for start in range(max(0, place - 2), place)
        if (found := lexicon("people", "speaks_as").at(said, start))
    )
    end = here.end if here else place + 1
    ends = end == len(said) or said[end].text in data("people")["speaks_then"]["words"]
    greeted = [*lexicon("people", "speaks_first").find(said)]
    first = all(
        token.kind == "mark" or any(one.first <= far < one.end for one in greeted)
        for far, token in enumerate(said[:place])
    )
    return (first and here is not None and ends) or (led and ends)
