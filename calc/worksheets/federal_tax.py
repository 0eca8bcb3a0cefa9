"""Federal income tax with and without the taxable part of a conversion: Form 1040, lines 11 to 16.

Exact for wages and a conversion with the standard deduction; for everyone else an estimate.
Left out: gains, social security, itemizing, credits, the tax on net investment income, Medicare premiums.
"""

from __future__ import annotations

from functools import cache

from calc import law
from calc.derivation import ZERO, Amount, Money, Worksheet, cents, dollars, entered, given, most, told, total
from calc.facts import FilingStatus
from calc.refusals import Refusal

SOURCE = "Form 1040, lines 11 to 16; IRC 1, 63, 151(d)(5)"
PERCENT = given(100, "percent")


def federal_tax(
    *,
    tax_year: int,
    filing_status: FilingStatus | str,
    age: int,
    spouse_age: int | None,
    wages: Money,
    conversion_taxable: Money,
) -> Worksheet:
    """Deductions, taxable income and tax ``_without`` and ``_with`` the conversion, and what it costs: ``delta``.

    Tax to the cent follows the rate schedule; ``irs_line16_`` is what the instructions print, in whole dollars.
    Rates are in percent. Refusal: a joint return without the spouse's age.
    """
    year, status = law.year(tax_year), FilingStatus(filing_status)
    seniors = _seniors(year, status, age, spouse_age)
    out: dict[str, Amount | None] = {}
    out["standard_deduction"] = standard = standard_deduction(year, status, seniors)
    without = told(wages, "wages")
    incomes = {"without": without, "with": without + told(conversion_taxable, "conversion_taxable")}
    for case, income in incomes.items():
        senior = senior_deduction(year, status, income, seniors)
        out[f"senior_deduction_{case}"] = senior.named(f"senior_deduction_{case}")
        taxable = most(income - total(standard, senior), ZERO).named(f"taxable_income_{case}")
        out[f"taxable_income_{case}"] = taxable
        tax = cents(schedule_tax(year, status, taxable))
        out[f"federal_income_tax_{case}"] = tax.named(f"federal_income_tax_{case}")
        out[f"irs_line16_{case}"] = printed_tax(year, status, taxable).named(f"irs_line16_{case}")
    sheet = Worksheet("federal_tax", out, SOURCE)
    for name, key in (("federal_income_tax", "delta"), ("irs_line16", "irs_line16_delta")):
        out[key] = (sheet.line(f"{name}_with") - sheet.line(f"{name}_without")).named(key)
    out.update(_marginal_rates(sheet, year, status, incomes["with"], seniors))
    return sheet


def tax_on(
    *,
    tax_year: int,
    filing_status: FilingStatus | str,
    age: int,
    spouse_age: int | None,
    income: Amount,
    excluded: Amount = ZERO,
) -> Amount:
    """Tax by the rate schedule on a whole income, to the cent: two of these give what lies between them costs.

    income: below zero in a loss year. excluded: foreign income that only fills the brackets (IRC 911(f)).
    """
    year, status = law.year(tax_year), FilingStatus(filing_status)
    seniors = _seniors(year, status, age, spouse_age)
    senior = senior_deduction(year, status, income + excluded, seniors)
    taxable = most(income - total(standard_deduction(year, status, seniors), senior), ZERO)
    if not excluded.value:
        return cents(schedule_tax(year, status, taxable))
    alone = schedule_tax(year, status, excluded)
    return cents(schedule_tax(year, status, taxable + excluded) - alone) if taxable.value else ZERO


def standard_deduction(year: law.Year, status: FilingStatus, seniors: int) -> Amount:
    """With the addition for each spouse who is 65 or older (IRC 63(c), (f))."""
    return _standard_deduction(year.number, status, seniors)


@cache
def _standard_deduction(number: int, status: FilingStatus, seniors: int) -> Amount:
    year = law.year(number)
    joint = FilingStatus.MFJ if status is FilingStatus.QSS else status
    alone = status in {FilingStatus.SINGLE, FilingStatus.HOH}
    each = year.figure(f"additional_standard_deduction_65_or_blind_{'single_hoh' if alone else 'mfj_mfs_qss'}")
    return total(year.figure(f"standard_deduction_{joint}"), *[each] * seniors).named("standard_deduction")


def senior_deduction(year: law.Year, status: FilingStatus, income: Amount, seniors: int) -> Amount:
    """Each senior's deduction, cut by a share of income over the start (IRC 151(d)(5)(C)); none filing separately."""
    full = year.maybe("senior_deduction_per_person_65")
    if full is None or not seniors or status is FilingStatus.MFS:
        return entered("", ZERO)
    over = most(income - _senior_start(year, status), ZERO)
    each = most(cents(full - year.figure("senior_deduction_phaseout_rate") * over), ZERO)
    return total(*[each] * seniors)


def schedule_tax(year: law.Year, status: FilingStatus, taxable: Amount) -> Amount:
    """The rate schedule, exact, not rounded (IRC 1(j))."""
    filled: list[Amount] = []
    for bracket, whole in _brackets(year.number, status):
        if bracket.up_to is None or taxable.value <= bracket.up_to.value:
            last = [(taxable - bracket.over) * bracket.rate] if taxable.value > bracket.over.value else []
            return total(*last, *filled).named("schedule")
        filled.append(whole)
    raise LookupError("a schedule ends")


@cache
def _brackets(number: int, status: FilingStatus) -> tuple[tuple[law.Bracket, Amount], ...]:
    """Each with the tax on all of it; on nothing in the last one, which has no end."""
    brackets = law.year(number).brackets(status)
    return tuple((one, ((one.up_to or one.over) - one.over) * one.rate) for one in brackets)


def printed_tax(year: law.Year, status: FilingStatus, taxable: Amount) -> Amount:
    """Form 1040, line 16: the Tax Table below 100,000, the schedule from there, in whole dollars."""
    whole = dollars(taxable)
    if whole.money >= year.figure("tax_table_end").money:
        return dollars(schedule_tax(year, status, whole))
    rows = year.figures["tax_table_rows"]
    start, width = next(row for row in reversed(rows.value) if row[0] <= whole.money)
    row = start + (whole.money - start) // width * width
    middle = rows.amount(row + width / 2).named("tax_table_row_middle")
    return dollars(schedule_tax(year, status, middle))


def _marginal_rates(
    sheet: Worksheet, year: law.Year, status: FilingStatus, income: Amount, seniors: int
) -> dict[str, Amount]:
    """Of the last dollar with the conversion, of the next one, and of the next one with the senior phase-out."""
    taxable, senior = sheet.line("taxable_income_with"), sheet.line("senior_deduction_with")
    last = following = ZERO
    for bracket in year.brackets(status):
        last = bracket.rate if bracket.over.value < taxable.value else last
        following = bracket.rate if bracket.over.value <= taxable.value else following
    deductions = total(sheet.line("standard_deduction"), senior)
    effective = following if income.money >= deductions.money else ZERO
    if senior.value and income.money >= _senior_start(year, status).money:
        effective += effective * total(*[year.figure("senior_deduction_phaseout_rate")] * seniors)
    rates = {
        "marginal_rate": last,
        "marginal_rate_next_dollar": following,
        "effective_marginal_next_dollar": effective,
    }
    return {name: (rate * PERCENT).named(name) for name, rate in rates.items()}


def _seniors(year: law.Year, status: FilingStatus, age: int, spouse_age: int | None) -> int:
    """How many on the return are 65 or older."""
    ages = [age]
    if status is FilingStatus.MFJ:
        if spouse_age is None:
            raise Refusal("spouse_age_needed", "spouse_age")
        ages.append(spouse_age)
    return sum(each >= year.whole("senior_age") for each in ages)


def _senior_start(year: law.Year, status: FilingStatus) -> Amount:
    joint = status is FilingStatus.MFJ
    return year.figure(f"senior_deduction_phaseout_start_{'mfj' if joint else 'single_hoh_qss'}")
