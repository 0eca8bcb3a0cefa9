"""What a state makes of a conversion, in words: taxed or not, left out from which age, own basis, what to look up."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal

from calc.facts import FilingStatus
from calc.refusals import Refusal
from calc.states.figures import State, StateLaw, Treatment, state_law, states
from dialogs.phrases import phrases, say

HALF = Decimal("0.5")
FROM_AGE = ("exclusion_age", "pension_exclusion_age", "excluded_from_age", "exempt_from_age")  # figures of states


def note(state: str, year: int, ages: Collection[int] | None = None) -> str:
    """A few sentences on one state (two letters); amounts only for a year whose law was checked.

    ages: of the people it is for, at the end of the year; None while they are not known.
    Refusal: a state that is none of the fifty or DC.
    """
    place = states().get(state)
    if place is None:
        raise Refusal("state_unknown", "state", state=state)
    return " ".join(sentence for sentence in _sentences(place, year, ages) if sentence)


def is_plain(state: str, year: int, ages: Collection[int] | None) -> bool:
    """Whether there is nothing to say but that all of a conversion is taxed, or that nothing is."""
    place = states()[state]
    rows = _left_out(state_law(place, year, FilingStatus.SINGLE))
    reached = ages is None or any(age <= max(ages) for age, _ in rows)
    whole = place.treatment not in {Treatment.AGE, Treatment.AMOUNT} or (bool(rows) and not reached)
    return whole and not say(f"states.basis.{place.basis}")


def brief(state: str, year: int, ages: Collection[int] | None) -> str:
    """Of it what bears on these people: an exclusion that nobody reaches yet is none, nothing to look up."""
    place = states()[state]
    rows = _left_out(state_law(place, year, FilingStatus.SINGLE))
    reached = rows if ages is None else [(age, amount) for age, amount in rows if age <= max(ages)]
    first = _first_age(state_law(place, year, FilingStatus.SINGLE))
    young = ages is not None and first is not None and all(age < first for age in ages)
    later = min((age for age, _ in rows), default=first) if rows or young else None
    kind = f"{place.treatment}_parts" if reached else place.treatment if later is None else "taxed_before"
    halves = [age for age, _ in reached if age % 1]
    parts = [
        say(
            f"states.kind.{kind}",
            state=place.name,
            year=year,
            parts=[_part(age, amount) for age, amount in reached],
            age=later and _age(later),
        ),
        say("states.half", year=year) if any(abs(age - half) < 1 for age in ages or () for half in halves) else "",
        *_ended(place, year),
        say(f"states.basis.{place.basis}"),
    ]
    return " ".join(filter(None, parts))


def _sentences(place: State, year: int, ages: Collection[int] | None) -> Iterator[str]:
    rows = _left_out(state_law(place, year, FilingStatus.SINGLE))
    kind = f"states.kind.{place.treatment}{'_parts' if rows else ''}"
    yield say(kind, state=place.name, year=year, parts=[_part(age, amount) for age, amount in rows])
    yield from _ended(place, year)
    halves = [age for age, _ in rows if age % 1]
    if halves and (ages is None or any(abs(age - half) < 1 for age in ages for half in halves)):
        yield say("states.half", year=year)
    yield phrases()["states"]["more"].get(place.code, "")
    yield say(f"states.basis.{place.basis}")
    if place.local_tax:
        yield say("states.local")
    if place.code in phrases()["states"]["look_up"]:
        yield say("states.to_look_up", what=phrases()["states"]["look_up"][place.code])


def _left_out(law: StateLaw) -> list[tuple[Decimal, Decimal]]:
    """From which age how much, where that is all there is to it."""
    told = {Treatment.AGE, Treatment.AMOUNT}
    if law.state.treatment not in told or not law.has("retirement_exclusion") or law.state.open_question:
        return []
    return [(age.money, amount.money) for age, amount in law.rows("retirement_exclusion") if amount.money]


def _first_age(law: StateLaw) -> Decimal | None:
    """The age from which the state leaves something out, however much that is; None where its figures name none."""
    if law.state.treatment is not Treatment.AGE:
        return None
    if law.has("retirement_exclusion"):
        return min((age.money for age, amount in law.rows("retirement_exclusion") if amount.money), default=None)
    return next((law.amount(name).money for name in FROM_AGE if law.has(name)), None)


def _part(age: Decimal, amount: Decimal) -> str:
    if not age:
        return say("states.part_any_age", amount=amount)
    return say("states.part", amount=amount, age=_age(age))


def _age(age: Decimal) -> str:
    return f"{age:f}".replace(f"{HALF:f}"[1:], "½")


def _ended(place: State, year: int) -> Iterator[str]:
    """Where what is not taxed counts toward the income that ends an exemption."""
    alone, joint = (
        state_law(place, year, status).maybe("exemption_ends_above")
        for status in (FilingStatus.SINGLE, FilingStatus.MFJ)
    )
    if place.treatment is Treatment.EXEMPT and alone.value:
        yield say("states.ends", alone=alone, joint=joint)
