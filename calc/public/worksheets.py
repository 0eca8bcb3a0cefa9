"""The worksheets of the public interface: a mapping of inputs in, a mapping ready for JSON out.

Amounts come back as decimal strings in dollars and cents, line 10 of Form 8606 as a fraction, empty lines as None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pydantic import ValidationError

from calc import law
from calc.derivation import Amount, Worksheet, cents, citations
from calc.derivation import given as given_amount
from calc.facts import FilingStatus
from calc.public import inputs as given
from calc.public.faults import refusal
from calc.refusals import Refusal
from calc.repairs.early import additional_tax
from calc.worksheets.conversion_tax import conversion_tax
from calc.worksheets.federal_tax import federal_tax
from calc.worksheets.form_8606 import PART_1, PART_2, PART_3, form_8606, part_2_alone, part_3
from calc.worksheets.ira_deduction import ira_deduction
from calc.worksheets.mega_room import binding, mega_room
from calc.worksheets.roth_distribution import SOURCE, RothDistribution, roth_distribution
from calc.worksheets.roth_limit import roth_limit
from calc.worksheets.whole_return.household import household

Answer = dict[str, object]
Worked = tuple[Answer, tuple[Worksheet, ...]]  # what comes out, and what it was read off


def answer(name: str, inputs: Mapping[str, object], *, cited: bool = False) -> Answer:
    """The worksheet ``name`` (one of ``WORKSHEETS``) worked out for one line of input; Refusal where it cannot be.

    cited: with the law behind it (``law``) and the day on which its figures were checked (``checked``).
    """
    told, (out, sheets) = _told_and_worked(name, inputs)
    return out | _law(told, sheets) if cited else out


def worked(name: str, inputs: Mapping[str, object]) -> Worked:
    """As ``answer``, with the worksheets that it was read off."""
    return _told_and_worked(name, inputs)[1]


def _told_and_worked(name: str, inputs: Mapping[str, object]) -> tuple[given.Inputs, Worked]:
    model, work = WORKSHEETS[name]
    try:
        told = model.model_validate(inputs)
    except ValidationError as error:
        raise refusal(error, model) from None
    return told, work(told)


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of what the worksheet ``name`` takes."""
    described: dict[str, Any] = WORKSHEETS[name][0].model_json_schema()
    return described


def _law(told: given.Inputs, sheets: Iterable[Worksheet]) -> Answer:
    """The citations, and the day on which their figures were checked: the first, where there are several.

    What no figure entered (a payout that is free by its clocks) rests on the law that no year changes.
    """
    cited = [source for sheet in sheets for source in (sheet.source, *citations(*sheet.values())) if source]
    year = getattr(told, "tax_year", None)
    held = law.year(year) if year in law.years() else law.standing()
    days = [figure.checked for figure in held.figures.values() if figure.citation in cited]
    if isinstance(told, given.StateTax):
        from calc.states.figures import states  # late, as below

        days.append(states()[told.state].checked)
    days = days or [figure.checked for figure in law.standing().figures.values()]
    return {"law": list(dict.fromkeys(cited)), "checked": min(days).isoformat()}


def between(refusal: Refusal) -> tuple[str, str] | None:
    """The least and the most that the state could take, where a figure or a rule of it is open: dollars and cents."""
    if not refusal.reason.startswith("state_") or "least" not in refusal.values:
        return None
    return f"{refusal.values['least']:.2f}", f"{refusal.values['most']:.2f}"


def _form_8606(told: given.Form8606) -> Worked:
    out: Answer = {}
    third: tuple[Worksheet, ...] = ()
    if told.line19 is not None:
        lines = ("line19", "line20", "line22", "line24", "line25b")
        third = (part_3(**_told(told, *lines)),)
        out["part3"] = _lines(third[0], PART_3)
    if told.net_converted is not None:
        if told.complete_part1 or told.line1 or told.line8:
            raise Refusal("part_2_not_alone", "net_converted", converted=told.net_converted)
        alone = part_2_alone(net_converted=told.net_converted, basis_in_converted=_needed(told, "basis_in_converted"))
        return {"part2": _lines(alone, PART_2)} | out, (alone, *third)
    part_1 = told.complete_part1 if told.complete_part1 is not None else told.line1 is not None or not out
    if not part_1:
        if not out:
            raise Refusal("missing_field", "net_converted", entry="net_converted")
        return out, third
    sheet = _parts_1_and_2(told)
    first: Answer = {"part1": _lines(sheet, PART_1, ratio="10")}
    second: Answer = {"part2": _lines(sheet, PART_2)} if sheet["16"] is not None else {}
    return first | second | out, (sheet, *third)


def _parts_1_and_2(told: given.Form8606) -> Worksheet:
    for field in ("line1", "line2"):
        _needed(told, field)
    moved = told.distribution_or_conversion
    if moved or (moved is None and (told.line7 or told.line8)):
        _needed(told, "line6")
    lines = ("line1", "line2", "line4", "line6", "line7", "line8", "line15b")
    return form_8606(**_told(told, *lines), distribution_or_conversion=moved)


def _roth_limit(told: given.RothLimit) -> Worked:
    sheet = roth_limit(
        tax_year=told.tax_year,
        filing_status=told.filing_status,
        lived_with_spouse=told.lived_with_spouse,
        age=told.age,
        magi=told.magi,
        compensation=_compensation(told),
        **_told(told, "traditional_contributions"),
    )
    return {"limit": _shown(sheet["limit"]), "lines": _lines(sheet, ratio="5")}, (sheet,)


def _compensation(told: given.RothLimit) -> Decimal:
    """As given; else own pay and, on a joint return, that of a spouse who earns more, less the spouse's contributions
    (IRC 219(c)).
    """
    own, other = told.own_compensation, told.spouse_compensation
    if told.compensation is None:
        if own is None:
            raise Refusal("missing_field", "compensation", entry="compensation")
        lent = (other or Decimal(0)) - (told.spouse_ira_contributions or Decimal(0))
        lends = told.filing_status is FilingStatus.MFJ and own < (other or Decimal(0))
        return own + max(lent, Decimal(0)) if lends else own
    if own is not None and other is not None and told.compensation > own + other:
        raise Refusal("compensation_above_both", "compensation", compensation=told.compensation, both=own + other)
    return told.compensation


def _ira_deduction(told: given.IraDeduction) -> Worked:
    sheet = ira_deduction(**dict(told))
    results = ("dollar_limit_after_phaseout", "deduction", "nondeductible", "excess_contribution")
    return {**_lines(sheet, results), "lines": _lines(sheet)}, (sheet,)


def _mega_room(told: given.MegaRoom) -> Worked:
    sheet = mega_room(**dict(told))
    return {**_lines(sheet), "binding": binding(sheet).value}, (sheet,)


def _federal_tax(told: given.FederalTax) -> Worked:
    sheet = federal_tax(**dict(told))
    return _lines(sheet), (sheet,)


def _state_tax(told: given.StateTax) -> Worked:
    from calc.worksheets.state_tax import delta  # late: fifty tables are read only when a state is asked for

    sheet = delta(**dict(told))
    return _lines(sheet), (sheet,)


def _conversion_tax(told: given.ConversionTax) -> Worked:
    inputs = told.model_dump(exclude_none=True, exclude={"conversion_taxable", "state_income_tax_with"})
    qualified, ordinary = told.qualified_dividends or 0, told.ordinary_dividends or 0
    if qualified > ordinary:
        raise Refusal("qualified_above_all", "qualified_dividends", qualified=qualified, ordinary=ordinary)
    inputs["state_income_tax"] = inputs.pop("state_income_tax_without", None)
    home = household(**{"spouse_age": None, **inputs})
    deducted = given_amount(told.state_income_tax_with or 0, "state_income_tax_with")
    result = conversion_tax(home, told.conversion_taxable, state_income_tax_with=deducted)
    out: Answer = {**_lines(result.sheet)}
    out |= {"itemizes_without": result.without.itemizes, "itemizes_with": result.with_it.itemizes}
    if irmaa := result.irmaa:
        out["irmaa"] = {
            "premium_year": irmaa.looked_at.premium_year,
            "table_year": irmaa.looked_at.table_year,
            "tier_without": irmaa.without,
            "tier_with": irmaa.with_it,
        }
    return out, (result.sheet,)


def _roth_distribution(told: given.RothDistribution) -> Worked:
    result = roth_distribution(**dict(told))
    taken = result.taken
    out: Answer = {
        "qualified": result.qualified,
        "from_contributions": None if taken is None else _shown(taken.contributions),
        "from_conversions": None if taken is None else _layers(result),
        "from_earnings": None if taken is None else _shown(taken.earnings),
        "taxable": _shown(result.taxable),
        "penalty_base": _shown(result.penalty_base),
        "additional_tax": _shown(result.additional_tax),
    }
    if result.home is not None:
        out["qualified_first_home_part"] = _shown(result.home)
    return out, (Worksheet("roth_distribution", _in_order(result), SOURCE),)


def _in_order(result: RothDistribution) -> dict[str, Amount | None]:
    """What comes out first, then next, and what it costs, each by itself."""
    taken = result.taken
    lines: dict[str, Amount | None] = {}
    if taken is not None:
        converted = sum((one.taxed.money + one.untaxed.money for one in taken.conversions), Decimal(0))
        lines["from_contributions"] = given_amount(taken.contributions.money, "from_contributions")
        lines["from_conversions"] = given_amount(converted, "from_conversions")
        lines["from_earnings"] = given_amount(taken.earnings.money, "from_earnings")
    base = given_amount(result.penalty_base.money, "penalty_base")
    lines |= {"taxable": given_amount(result.taxable.money, "taxable"), "penalty_base": base}
    return {**lines, "additional_tax": additional_tax(base)}


def _layers(result: RothDistribution) -> list[Answer]:
    return [
        {
            "year": layer.year,
            "taxable_part": _shown(layer.taxed),
            "nontaxable_part": _shown(layer.untaxed),
            "within_5_years": result.within_five_years(layer),
        }
        for layer in (result.taken.conversions if result.taken else ())
    ]


def _told(told: given.Inputs, *fields: str) -> dict[str, Any]:
    """The inputs that were given; a line left out stays at the form's own default."""
    return {field: value for field in fields if (value := getattr(told, field)) is not None}


def _needed(told: given.Inputs, field: str) -> Any:
    value = getattr(told, field)
    if value is None:
        raise Refusal("missing_field", field, entry=field)
    return value


def _lines(sheet: Worksheet, numbers: Iterable[str] | None = None, *, ratio: str = "") -> Answer:
    """Lines as dollars and cents; the line named by ``ratio`` as a fraction."""
    return {n: _fraction(sheet[n]) if n == ratio else _shown(sheet[n]) for n in numbers or sheet}


def _shown(amount: Amount | None) -> str | None:
    if amount is None:
        return None
    return f"{cents(amount.value):.2f}"


def _fraction(amount: Amount | None) -> str | None:
    if amount is None:
        return None
    ratio = Fraction(amount.value)
    return f"{ratio.numerator}/{ratio.denominator}"


WORKSHEETS: dict[str, tuple[type[Any], Callable[[Any], Worked]]] = {
    "form-8606": (given.Form8606, _form_8606),
    "roth-limit": (given.RothLimit, _roth_limit),
    "ira-deduction": (given.IraDeduction, _ira_deduction),
    "mega-room": (given.MegaRoom, _mega_room),
    "roth-distribution": (given.RothDistribution, _roth_distribution),
    "federal-tax": (given.FederalTax, _federal_tax),
    "state-tax": (given.StateTax, _state_tax),
    "conversion-tax": (given.ConversionTax, _conversion_tax),
}
