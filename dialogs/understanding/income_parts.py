"""An income beside pay that is told by its parts: a pension, Social Security, distributions, a loss.

Of Social Security only the taxed part counts, and it turns on the rest; what comes out of IRAs is asked about with
the IRAs. Whoever adds the amounts up as they stand is thousands off.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from calc.facts import Facts
from calc.planning.households import taxed_benefits
from dialogs.phrases import listed, money, say
from dialogs.understanding import amounts
from dialogs.understanding.lexicon import lexicon
from dialogs.understanding.readings import Misread, Readings, Understood
from dialogs.understanding.tokens import Token, tokens

OWN = {"benefits", "from_iras", "converted", "loss"}  # what is not simply added
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class _Part:
    value: Decimal
    keys: frozenset[str]


def read(plain: str, facts: Facts) -> Understood | Readings | Misread | None:
    """The whole of a tidied text with how it was reached; None where it has no part that needs it.

    Misread: parts that are not told one by one; Social Security where the year or the filing status is not known.
    """
    said = tokens(plain)
    if not _keys(said) & OWN or next(lexicon("income", "whole").find(said), None):
        return None
    parts = _parts(plain)
    if not parts:
        return Misread("parts") if len(amounts.find(plain)) > 1 else None
    left_out = [part for part in parts if part.keys & {"from_iras", "converted"}]
    gross = [part for part in parts if "benefits" in part.keys and "taxed" not in part.keys and part not in left_out]
    rest = [part for part in parts if part not in left_out and part not in gross]
    beside = sum((-part.value if "loss" in part.keys else part.value for part in rest), ZERO)
    benefits = sum((part.value for part in gross), ZERO)
    if not gross and not rest:
        return None
    taxed = taxed_benefits(facts, benefits, beside)
    if taxed is None:
        return Misread("benefits_first")
    total = beside + taxed
    how = [
        *(f"-{money(part.value)}" if "loss" in part.keys else money(part.value) for part in rest),
        *([say("talk.worked.benefits", taxed=taxed, benefits=benefits)] if gross else []),
    ]
    worked = " + ".join(how).replace("+ -", "- ") or money(ZERO)
    if left_out:
        amount = listed([money(part.value) for part in left_out])
        worked = say("talk.worked.left_out", sum=worked, amount=amount)
    return Understood(f"{total:f}", worked, sure=True)


def _parts(plain: str) -> Sequence[_Part]:
    """One for each amount, with the words of its own piece of the text; empty where a piece has several amounts."""
    said = tokens(plain)
    spans = [span for span in amounts.find(plain) if span.kind != "year"]
    yearly = (
        span.amount.times > 0 if isinstance(span.amount, amounts.Per) else len(span.values) == 1 for span in spans
    )
    if not all(yearly):
        return ()
    pieces: list[list[Token]] = [[]]
    for place, token in enumerate(said):
        inside = any(span.start <= token.start < span.end for span in spans)
        if not inside and lexicon("income", "between").at(said, place):
            pieces.append([])
        else:
            pieces[-1].append(token)
    found: list[_Part] = []
    before: list[Token] = []
    for piece in filter(None, pieces):
        whole = before + piece
        own = [span for span in spans if piece[0].start <= span.start < piece[-1].end]
        if not own:  # "just social security, 30k"
            before = whole
            continue
        if len(own) > 1:
            return ()
        beside = [token for token in whole if not own[0].start <= token.start < own[0].end]
        again = found and lexicon("income", "again").whole(beside)  # "and hers 18k"
        found.append(_Part(_of_the_year(own[0]), found[-1].keys if again else _keys(whole)))
        before = []
    return () if _keys(before) else found


def _keys(piece: Sequence[Token]) -> frozenset[str]:
    return frozenset(key.partition(".")[2] for one in lexicon("income", "part").find(piece) for key in one.keys)


def _of_the_year(span: amounts.Span) -> Decimal:
    """So much a month counts twelve times."""
    return span.amount.value * span.amount.times if isinstance(span.amount, amounts.Per) else span.values[0]
