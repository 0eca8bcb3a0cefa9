"""State income tax with and without the taxable part of a conversion.

Wages of one earner, who also converts; the state's own standard deduction and exemptions; no dependents,
no county or city, before refundable credits. For everyone else an estimate.
The figures of each state are in ``calc/law/states/``, the returns in ``calc.states``.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from importlib import import_module
from types import ModuleType

from calc.derivation import CENT, ZERO, Amount, Money, Worksheet, cents, entered, told, total
from calc.facts import FilingStatus
from calc.refusals import Refusal
from calc.states.figures import State, StateLaw, Treatment, state_laws, states
from calc.states.household import Assessment, Household

SOURCE = "the return of the state; calc/law/states"
Befores = dict[tuple[object, ...], tuple[Assessment, Assessment]]  # returns without a conversion, by whose they are


def delta(
    *,
    tax_year: int,
    state: str,
    filing_status: FilingStatus | str,
    age: int,
    spouse_age: int | None,
    wages: Money,
    conversion_taxable: Money,
) -> Worksheet:
    """What ``readings`` agree on. Refusal: as theirs, and ``unsettled`` where they do not agree."""
    found = possible_taxes(
        tax_year=tax_year,
        state=state,
        filing_status=filing_status,
        age=age,
        spouse_age=spouse_age,
        wages=wages,
        conversion_taxable=conversion_taxable,
    )
    ends = {sheet.money("delta") for sheet in found}
    if len(ends) > 1:
        raise unsettled(state, tax_year, *ends)
    return found[0]


def possible_taxes(
    *,
    tax_year: int,
    state: str,
    filing_status: FilingStatus | str,
    age: int,
    spouse_age: int | None,
    wages: Money,
    conversion_taxable: Money,
    beside_pay: Money = ZERO,
    befores: Befores | None = None,
) -> tuple[Worksheet, ...]:
    """Lines ``excluded``, then ``taxable_``, ``schedule_`` and ``tax_``, each ``without`` and ``with``; ``delta``.

    Twice: with what the state leaves open read against the person, and in their favor (``Household.generous``).
    Twice more for each further reading of a year of which a figure is not published.
    beside_pay: the part of ``wages`` that is no pay. Against the person it is retirement income, which has used up an
    exclusion for its age already; in their favor it is none, or, in a further reading, as much as a deduction that
    all have covers, so that the exclusion begins with the conversion.
    befores: who asks for several conversions beside the same income hands the same one over each time.
    Ages are on 31 December; without the spouse's, nothing is claimed for it.
    Refusal: a state or year that was not checked.
    """
    place, status = covered_state(state, tax_year), FilingStatus(filing_status)
    if place.treatment is Treatment.NO_TAX:
        nothing = Amount(ZERO.money, "law", (), "no_state_income_tax", place.citation)
        sheet = _sheet({"tax_without": nothing, "tax_with": nothing})
        return sheet, sheet
    ages = _ages(status, age, spouse_age)
    pay, conversion = told(wages, "wages"), told(conversion_taxable, "conversion_taxable")
    drawn = told(beside_pay, "beside_pay")
    found: list[Worksheet] = []
    befores = {} if befores is None else befores
    for number, law in enumerate(state_laws(place, tax_year, status)):
        if law.has("covered_above") and pay.value <= law.amount("covered_above").value:
            raise _not_covered(place, tax_year)
        for part in _parts(law, ages, pay, drawn):
            before = place.code, number, ages, pay.value, part.value
            if before not in befores:
                befores[before] = _before(law, ages, pay, part)
            found += _in_reading(law, ages, pay, conversion, part, befores[before])
    return tuple(found)


def _parts(law: StateLaw, ages: tuple[int, ...], pay: Amount, drawn: Amount) -> tuple[Amount, ...]:
    """How much may be drawn: all, and where the state has it so, what first brings no more than a deduction does."""
    replaced: Callable[[Household, StateLaw], Amount] | None = getattr(_method(law), "replaced", None)
    if replaced is None or not drawn.value:
        return (drawn,)
    part = replaced(Household(law.year, law.status, ages, pay, ZERO), law)
    return (drawn, part) if 0 < part.value < drawn.value else (drawn,)


def _before(law: StateLaw, ages: tuple[int, ...], pay: Amount, drawn: Amount) -> tuple[Assessment, Assessment]:
    """Without the conversion: of pay alone, and with a part of it drawn."""
    without = _assess(law, ages, pay, ZERO, generous=False)
    return without, _assess(law, ages, pay - drawn, drawn, generous=False) if drawn.value else without


def _in_reading(
    law: StateLaw,
    ages: tuple[int, ...],
    pay: Amount,
    conversion: Amount,
    drawn: Amount,
    before: tuple[Assessment, Assessment],
) -> tuple[Worksheet, Worksheet]:
    """Against the person, and in their favor."""
    without, with_drawn = before
    generous = _sheet(_lines(without, _assess(law, ages, pay, conversion, generous=True)))
    if drawn.value:
        pay, conversion = pay - drawn, total(drawn, conversion)
    strict = _sheet(_lines(with_drawn, _assess(law, ages, pay, conversion, generous=False)))
    return strict, generous


def unsettled(state: str, year: int, *ends: Decimal) -> Refusal:
    """A figure of the year is not published; or the state does not say whether a conversion counts as a distribution;
    or the day of 59 1/2 decides.
    """
    place = states()[state]
    missing = place.missing(year)
    open_or_half = "state_unsettled" if place.open_question else "state_half_year"
    values: dict[str, object] = {"state": place.name, "year": year, "least": min(ends), "most": max(ends)}
    if missing:
        return Refusal("state_figure_missing", "state", figure=missing, **values)
    return Refusal(open_or_half, "state", **values)


def _lines(without: Assessment, with_it: Assessment) -> dict[str, Amount]:
    lines = {
        "excluded": with_it.excluded,
        "taxable_without": without.taxable,
        "taxable_with": with_it.taxable,
        "schedule_without": _schedule(without.tax),
        "schedule_with": _schedule(with_it.tax),
        "tax_without": without.tax,
        "tax_with": with_it.tax,
    }
    return {name: _in_cents(amount).named(name) for name, amount in lines.items() if amount is not None}


def _schedule(tax: Amount) -> Amount | None:
    """What the brackets come to, opened; None for a tax that no bracket was asked for."""
    if tax.name == "schedule":
        return tax.named("")
    return next((found for operand in tax.operands if (found := _schedule(operand))), None)


def _in_cents(amount: Amount) -> Amount:
    """A line is dollars and cents; its trail opens to what the return did, but not to every step of the schedule."""
    opened = amount.named("") if amount.operands and amount.name != "schedule" else entered("", amount)
    return opened if isinstance(opened.value, Decimal) and opened.value % CENT == 0 else cents(opened)


def covered_state(code: str, year: int) -> State:
    """The state, when its schedule was checked for the year; else a Refusal that names the years that were."""
    place = states().get(code)
    if place is None:
        raise Refusal("state_unknown", "state", state=code)
    if not place.covers(year):
        raise _not_covered(place, year)
    return place


def _not_covered(place: State, year: int) -> Refusal:
    return Refusal("state_year_not_covered", "state", state=place.name, year=year, years=list(place.years))


def _ages(status: FilingStatus, age: int, spouse_age: int | None) -> tuple[int, ...]:
    if status is not FilingStatus.MFJ:
        return (age,)
    return age, 0 if spouse_age is None else spouse_age


def _assess(law: StateLaw, ages: tuple[int, ...], wages: Amount, conversion: Amount, *, generous: bool) -> Assessment:
    household = Household(law.year, law.status, ages, wages, conversion, generous)
    assessment: Assessment = _method(law).assess(household, law)
    return assessment


def _method(law: StateLaw) -> ModuleType:
    return import_module(f"calc.states.{law.state.method}")


def _sheet(lines: dict[str, Amount]) -> Worksheet:
    cost = (lines["tax_with"] - lines["tax_without"]).named("delta")
    return Worksheet("state_tax", {**lines, "delta": cost}, SOURCE)
