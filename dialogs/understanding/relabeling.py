"""A contribution that was moved to the other kind of IRA (recharacterized), told in a sentence or two.

"I put 7,000 into my Roth for 2025, recharacterized it in February 2026": what went in, for which year, from where and
when it moved. The conversion that often follows is told like any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from dialogs.session import Told
from dialogs.understanding.clauses import Clause
from dialogs.understanding.slots import LAST, THIS, Slots, slots

NOTHING: dict[str, Told] = {}


def read(parts: Sequence[Clause], years: tuple[int, int], who: str) -> tuple[dict[str, Told], frozenset[str]]:
    """The facts, and the texts of the clauses that told them; nothing where no move was made.

    years: the talk's tax year and the running one.
    """
    own = [slots(part, years) for part in parts]
    place = next((n for n, one in enumerate(own) if "relabeled" in one.acts), None)
    if place is None or any(part.asks for part in parts) or parts[place].has("mood", "wished", "supposed", "limit"):
        return NOTHING, frozenset()
    if parts[place].of("not"):
        return NOTHING, frozenset()
    moved = parts[place]
    put_in = next((n for n in range(place, -1, -1) if _is_put_in(parts[n], own[n])), None)
    if put_in is None:
        return NOTHING, frozenset()
    contributed = parts[put_in]
    amount, year = _dollars(contributed), _year(contributed, own[put_in], years)
    if amount is None:
        return NOTHING, frozenset()
    who = "spouse" if contributed.of("spouse") or moved.of("spouse") else who
    found: dict[str, Told] = {
        f"{who}.relabeled_contribution": f"{amount:f}",
        f"{who}.relabeled_from": _source(own[put_in], own[place], together=put_in == place),
    }
    if year is not None:
        found[f"{who}.relabeled_year"] = year
    if put_in != place and (with_growth := _dollars(moved)) is not None and "converted" not in own[place].acts:
        found[f"{who}.relabeled"] = f"{with_growth:f}"
    by_then = _grown(parts, own, place, amount)
    if by_then is not None:
        found[f"{who}.relabeled"] = f"{_dollars(by_then):f}"
    if (day := _day(moved, own[put_in] if put_in == place else None)) is not None:
        found[f"{who}.relabeled_on"] = day.isoformat()
    return found, frozenset({contributed.text, moved.text, *([by_then.text] if by_then else [])})


def _is_put_in(part: Clause, own: Slots) -> bool:
    """A contribution with its amount; the clause that tells of the move may hold it too."""
    if part.amount is None or "converted" in own.acts:
        return False
    return bool(own.any("paid_in") or ("relabeled" in own.acts and own.iras)) and "401k" not in own.plans


def _grown(parts: Sequence[Clause], own: Sequence[Slots], place: int, amount: Decimal) -> Clause | None:
    """The clause behind the move that tells what it had become: "it was 7,420 by then"."""
    behind = parts[place + 1] if place + 1 < len(parts) else None
    value = _dollars(behind) if behind else None
    if behind is None or value is None or not own[place + 1].empty or not behind.has("link", "it"):
        return None
    return behind if amount / 2 < value < amount * 2 and not behind.of("not", "mood") else None


def _dollars(part: Clause) -> Decimal | None:
    span = part.amount.amount if part.amount else None
    return span.values[0] if span is not None and len(span.values) == 1 else None


def _year(part: Clause, own: Slots, years: tuple[int, int]) -> int | None:
    """The year it was for: as told, else that of the day on which it went in."""
    named = {THIS: years[0], LAST: years[0] - 1}
    told = named.get(own.for_year or "") or named.get(own.year or "")
    return told or next((mark.time.year for mark in part.marks if mark.time), None)


def _source(put_in: Slots, moved: Slots, *, together: bool) -> str:
    """The kind that it went into first: where the move names where it went, the other one."""
    if not together and "traditional" in put_in.iras:
        return "traditional"
    if together and moved.iras[:1] == ("traditional",):
        return "traditional"
    return "roth"


def _day(part: Clause, same: Slots | None) -> date | None:
    """Of the move, its last possible one; None where the clause has only the day of the contribution."""
    times = [mark.time for mark in part.marks if mark.time]
    if same is not None and (same.for_year or same.year) and len(times) < 2:
        return None
    return times[-1].last if times else None
