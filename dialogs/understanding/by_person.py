"""An amount of both together that is told person by person: "8% of mine, nothing of hers", "we both max it"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from calc.facts import PlanKind
from dialogs.interview.suggested_amounts import offered
from dialogs.phrases import money, say
from dialogs.text import tidy
from dialogs.understanding import amounts, shares
from dialogs.understanding.lexicon import Lexicon, lexicon
from dialogs.understanding.readings import Understood
from dialogs.understanding.reckoning.setting import Setting
from dialogs.understanding.tokens import Token, tokens

_Part = tuple[Decimal, str]  # what it comes to, and how it was reached
_COUPLE = ("you", "spouse")
_OF_BOTH = frozenset({"taken_off", "wages"})
_BETWEEN = re.compile(r"[,;.]| - ")


def read(text: str, setting: Setting) -> Understood | None:
    """The sum, with how it was reached; None where the text does not tell a part of each of the two."""
    if setting.name not in _OF_BOTH or not setting.agenda.facts.joint or text.rstrip().endswith("?"):
        return None
    plain = tidy(text)
    said = tokens(plain)
    figures = bool(amounts.find(plain) or shares.find(plain))
    if next(_words("arithmetic", "we_each").find(said), None) and _is_most(said) and not figures:
        return _sum([_limit(who, setting) for who in _COUPLE])
    told: dict[str, _Part | None] = {}
    for part in _parts(plain):
        whose = _whose(part)
        if len(whose) != 1 or whose <= told.keys():
            return None
        (who,) = whose
        told[who] = _of(who, part, setting)
    return _sum([told[who] for who in _COUPLE]) if told.keys() == {*_COUPLE} else None


def _parts(plain: str) -> Sequence[str]:
    """At commas and at an "and", each with something in it."""
    pieces: list[str] = []
    for piece in _BETWEEN.split(plain):
        said, start = tokens(piece), 0
        for token in said:
            if _words("arithmetic", "carried").whole([token]):
                pieces.append(piece[start : token.start])
                start = token.end
        pieces.append(piece[start:])
    return [piece for piece in pieces if piece.strip()]


def _whose(part: str) -> set[str]:
    said = tokens(part)
    keys = {key for one in _words("arithmetic", "reference").find(said) for key in one.keys}
    keys |= {key for one in _words("people", "you", "spouse").find(said) for key in one.keys}
    named = {"reference.mine": "you", "reference.theirs": "spouse"}
    return {named.get(key, key.partition(".")[0]) for key in keys} & {*_COUPLE}


def _of(who: str, part: str, setting: Setting) -> _Part | None:
    """What is told of one of them: an amount, a percentage of the pay, the most, nothing."""
    said = tokens(part)
    spans = [span for span in amounts.find(part) if span.kind != "year"]
    found = shares.find(part)
    pay = setting.dollars(f"{who}.compensation")
    if found:
        if spans or len(found) > 1 or pay is None:
            return None
        percent = found[0].percent
        return percent * pay / 100, say("talk.worked.share", percent=f"{percent.normalize():f}", base=pay)
    if spans:
        plain = len(spans) == 1 and spans[0].kind == "money" and len(spans[0].values) == 1
        return _as_said(spans[0].values[0]) if plain else None
    inside = {key for one in _words("replies", "inside").find(said) for key in one.keys}
    if "inside.denied" in inside:
        return _as_said(Decimal(0))
    return _limit(who, setting) if _is_most(said) else None


def _is_most(said: Sequence[Token]) -> bool:
    return any("inside.most" in one.keys for one in _words("replies", "inside").find(said))


def _as_said(value: Decimal) -> _Part:
    return value, money(value)


def _limit(who: str, setting: Setting) -> _Part | None:
    """The most that one of them may defer."""
    if setting.name != "taken_off":
        return None
    limits = offered("deferrals", setting.agenda.facts, who, PlanKind.K401)
    return _as_said(limits[0]) if limits else None


def _sum(parts: Sequence[_Part | None]) -> Understood | None:
    known = [part for part in parts if part is not None]
    if len(known) != len(parts):
        return None
    total = sum((value for value, _ in known), Decimal(0)).quantize(Decimal("0.01"))
    whole = total.to_integral_value()
    how = " + ".join(shown for value, shown in known if value) or money(Decimal(0))
    return Understood(f"{whole if whole == total else total:f}", how, sure=True)


def _words(name: str, *tables: str) -> Lexicon:
    return lexicon(name, *tables)
