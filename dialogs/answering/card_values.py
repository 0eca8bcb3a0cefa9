"""What of one person a confusion card may show: numbers, and sentences that differ by what the law makes of them.

Every figure comes from the outlook of the case or from a worksheet of ``calc``. None is left unsaid.
Sentences are those of ``[own]`` in ``locale/en/phrases/confusions.toml``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from calc import law
from calc.derivation import ZERO, Amount, dollars, given
from calc.facts import FilingStatus, PlanKind
from calc.pitfalls.boundaries import NIIT
from calc.pitfalls.facts import as_is
from calc.planning.assessment import OPEN, Case, MegaPath, Outlook
from calc.planning.balance import unlocked_on
from calc.planning.clocks import clocks_of
from calc.planning.deferrals import Limit
from calc.planning.early import early
from calc.planning.half_birthday import half_birthday
from calc.planning.ledger import Ledger, ledger
from calc.planning.rmd import of_charity_age
from calc.planning.sizing import credit_cliff, sizes
from calc.planning.stakes import excise
from calc.planning.tax_cost import Taxes, missing
from calc.worksheets.deferral_limits import CatchUp
from calc.worksheets.form_2210 import form_2210
from calc.worksheets.required_distribution import first_distribution_year
from calc.worksheets.whole_return.medicare import medicare, tier_limits
from dialogs.phrases import say

_CLOCKS = frozenset({"earnings", "earnings_clock", "earnings_age", "converted_taxed", "converted_age"})
_CLOSED = frozenset({MegaPath.CLOSED})
_BRACKET = "bracket_"  # so begins the name of an edge that ends a bracket (``sizing.Size``)


def of_person(one: Outlook, case: Case, names: Collection[str], whose: Mapping[str, object]) -> dict[str, object]:
    """Values by those of the names that are known here, in dollars of the tax year. whose: the person in words."""
    values: dict[str, object] = dict(whose)
    for name in names:
        if name in _NUMBERS:
            values[name] = _shown(_NUMBERS[name](one, case))
        elif name in _SENTENCES:
            found = _SENTENCES[name](one, case)
            values[name] = found and say(f"confusions.own.{found[0]}", **whose, **found[1])
        elif name == "own_clock":
            values[name] = _clock(one, case, whose)
    return values


def _shown(value: object) -> object:
    """Nothing and zero are left unsaid; a sentence says them where they are the answer."""
    return (value.value if isinstance(value, Amount) else value) or None


_Said = tuple[str, dict[str, object]] | None


def _tax_free_share(one: Outlook, case: Case) -> Amount | None:
    """Line 10 of Form 8606 when the new money is converted and nothing else changes until 31 December."""
    option = as_is(one)
    if option is None:
        return None
    sheets = [form.sheet for form in option.forms if form.year == case.season.conversion_year]
    return sheets[-1]["10"] if sheets else None


def _mix(one: Outlook, case: Case) -> _Said:
    """What pre-tax money in the IRAs makes of a conversion."""
    if one.pretax is None:
        return None
    year, share = case.season.conversion_year, _tax_free_share(one, case)
    if not one.pretax.value and case.season.closed:
        return None
    if not one.pretax.value:
        return "no_pretax", {"year": year}
    if share is None:
        return "pretax", {"pretax": one.pretax}
    return "share", {"year": year, "share": share, "pretax": one.pretax}


def _direct(one: Outlook, case: Case) -> _Said:
    """What the income leaves of a contribution straight to a Roth IRA, by the worksheet of the limit."""
    sheet = one.roth
    if sheet is None or one.roth_range is None:
        return None
    start, end = one.roth_range
    values: dict[str, object] = {"magi": sheet.line("1"), "start": start, "end": end, "year": case.season.tax_year}
    outside = sheet["5"] is None
    if outside and sheet["3"] is not None:
        return "direct_none", values
    amount = sheet.line("limit")
    return ("direct_all" if outside else "direct_part", values | {"amount": amount}) if amount.value else None


def _contribution(one: Outlook, case: Case) -> _Said:
    """The most that may go into IRAs: the limit, or the pay that counts."""
    if one.limit is None or one.compensation is None or one.cap is None:
        return None
    values = {"year": case.season.tax_year, "pay": one.compensation, "limit": one.limit, "cap": one.cap}
    if not one.cap.value:
        return "no_pay", values
    return "by_pay" if one.cap.value < one.limit.value else "by_limit", values


def _limit_left(one: Outlook, case: Case) -> _Said:
    if one.limit is None:
        return None
    values = {"year": case.season.tax_year, "limit": one.limit, "left": one.room}
    return ("limit" if one.room is None or case.season.over else "limit_left"), values


def _deduction(one: Outlook, case: Case) -> _Said:
    if one.deduction is None or not one.deduction.line("6").value:
        return None
    amount, year = one.deduction.line("deduction"), case.season.tax_year
    return ("deductible" if amount.value else "not_deductible"), {"amount": amount, "year": year}


def _dates(_one: Outlook, case: Case) -> _Said:
    when = case.season
    if not when.open:
        return None
    return "dates", {"tax_year": when.tax_year, "by": when.contribute_by, "year": when.conversion_year}


def _shared(one: Outlook, case: Case) -> Ledger | None:
    """The deferrals that share 402(g); a SIMPLE plan has a lower limit inside it, a 457(b) one beside it."""
    kinds = set(one.person.plan_kinds or ()) - {PlanKind.OLD, PlanKind.PENSION, PlanKind.A401}
    other = {PlanKind.SIMPLE, PlanKind.GOV457, PlanKind.EXEMPT457}
    return None if one.age is None or kinds & other else ledger(case, one)


def _deferral_limit(one: Outlook, case: Case) -> Amount | None:
    found = _shared(one, case)
    return found.base.limit + found.catch_up.limit if found and found.base.limit and found.catch_up.limit else None


def _deferral(one: Outlook, case: Case) -> _Said:
    """The limit by age, and what of it is used."""
    found, limit = _shared(one, case), _deferral_limit(one, case)
    if found is None or limit is None:
        return None
    values: dict[str, object] = {"year": case.season.tax_year, "limit": limit}
    over = next((above for above in one.above if above.limit is Limit.SHARED), None)
    if over:
        return "deferred_above", values | {"excess": over.excess}
    left = found.base.left, found.catch_up.left
    if not one.person.plan_kinds or left[0] is None or left[1] is None or case.season.over:
        return "deferral_limit", values
    return "deferral_left", values | {"left": left[0] + left[1]}


def _catch_up(one: Outlook, case: Case) -> _Said:
    """Whether the plan's catch-up has to be Roth, by last year's wages."""
    year = law.year(case.season.tax_year)
    threshold = year.maybe("roth_catch_up_wage_threshold_414v7")
    plan = next(
        (p for p in one.plans if p.kind in {PlanKind.K401, PlanKind.B403, PlanKind.TSP, PlanKind.GOV457}), None
    )
    if one.age is None or threshold is None:
        return None
    if one.age < year.whole("plan_catch_up_age"):
        return "no_catch_up", {"year": year.number, "age": one.age}
    told = one.person.plan(plan.kind) if plan else None
    if plan is None or told is None or told.prior_wages is None:
        return None
    amount = ledger(case, one).plans[plan.kind].catch_up.limit
    names = {CatchUp.ROTH_ONLY: "catch_up_roth", CatchUp.FREE: "catch_up_free", CatchUp.BARRED: "catch_up_barred"}
    wages = given(told.prior_wages, "prior_wages")
    values: dict[str, object] = {"year": year.number, "amount": amount, "wages": wages, "threshold": threshold}
    return (names[plan.catch_up], values) if plan.catch_up in names else None


def _mega(one: Outlook, case: Case) -> _Said:
    """What the plan allows, as told: both things, no way out, or no after-tax money at all."""
    if case.season.over or not one.plans:
        return None
    year = case.season.tax_year
    room = _mega_room(one, case)
    if room is not None:
        return ("room" if room.value else "no_room"), {"room": room, "year": year}
    if any(plan.path is MegaPath.NO_EXIT for plan in one.plans):
        return "no_exit", {}
    return ("no_after_tax", {}) if {plan.path for plan in one.plans} == _CLOSED else None


def _mega_room(one: Outlook, _case: Case) -> Amount | None:
    return next((plan.room.line("room") for plan in one.mega if plan.room is not None), None)


def _after_tax_left(one: Outlook, case: Case) -> _Said:
    """The room beside the overall limit of the year."""
    room = _mega_room(one, case)
    if room is None or case.season.over:
        return None
    whole = law.year(case.season.tax_year).figure("annual_additions_limit_415c")
    return ("room_of" if room.value else "no_room"), {"room": room, "whole": whole, "year": case.season.tax_year}


def _solo_room(one: Outlook, _case: Case) -> Amount | None:
    own = next((plan for plan in one.plans if plan.kind is PlanKind.SOLO and plan.path in OPEN), None)
    return own.room.line("room") if own and own.room else None


def _growth(one: Outlook, _case: Case) -> _Said:
    sheet = next((plan.growth for plan in one.plans if plan.growth), None)
    if sheet is None:
        return None
    return "growth", {"value": sheet.line("moved"), "taxed": sheet.line("taxable"), "untaxed": sheet.line("untaxed")}


def _pay_limit(one: Outlook, case: Case) -> _Said:
    paid = [plan.pay for plan in one.person.plans.values() if plan.pay is not None]
    if len(paid) != 1:
        return None
    cap = law.year(case.season.tax_year).figure("compensation_cap_401a17")
    values = {"pay": given(paid[0], "pay"), "cap": cap, "year": case.season.tax_year}
    return ("pay_above" if paid[0] > cap.money else "pay_below"), values


def _half(one: Outlook, case: Case) -> _Said:
    """Whether 59½ is reached; of a year of birth between which days."""
    if one.person.birth_year is None:
        return None
    half = half_birthday(one.person.birth_year)
    if half.last < case.today:
        return "half_reached", {}
    return "half_ahead", {"first": half.first, "last": half.last}


def _clock(one: Outlook, case: Case, whose: Mapping[str, object]) -> str | None:
    """What the plan says of the five years: of the year's conversion, and of earnings."""
    found = [note for note in clocks_of(case, one) if note.code in _CLOCKS]
    of = whose["who"] if len(case.people) > 1 else ""
    return " ".join(say(f"plan.clock.{note.code}", who=of, **note.values) for note in found) or None


def _rmd(one: Outlook, case: Case) -> _Said:
    """From which year on, or what is still to come out this year."""
    if one.person.birth_year is None or case.season.closed:
        return None
    first, year = first_distribution_year(one.person.birth_year), case.season.conversion_year
    if not one.owes_rmd:
        return ("rmd_later", {"first": first}) if first > year else None
    if one.rmd is None:
        return "rmd_since", {"year": year}
    return ("rmd_left" if one.rmd.value else "rmd_out"), {"year": year, "amount": one.rmd}


def _form_lines(one: Outlook, case: Case) -> _Said:
    """Lines of the year's Form 8606 when the way is followed that the plan chooses."""
    year = case.season.conversion_year
    sheet = next((form.sheet for form in one.chosen.forms if form.year == year), None) if one.chosen else None
    if sheet is None or not sheet["16"]:
        return None
    lines = {"converted": sheet.line("16"), "taxed": sheet.line("18"), "left": sheet.line("14")}
    return "form_lines", {"year": year, **lines}


def _charity(one: Outlook, case: Case) -> _Said:
    year = law.year(case.season.conversion_year) if case.season.conversion_year in law.years() else None
    limit = year and year.maybe("qcd_limit")
    if one.age is None or year is None or limit is None:
        return None
    if of_charity_age(one.age):
        return "charity", {"year": year.number, "limit": limit}
    young = one.age < int(law.standing().figure("qcd_age").money)
    return ("charity_later", {"age": one.age, "year": case.season.tax_year}) if young else None


def _medicare(_one: Outlook, case: Case) -> _Said:
    """The steps for the filing status of those who are near the age, and their income."""
    if missing(case.facts) or case.facts.income is None or case.season.split:
        return None
    home = Taxes(case.facts, case.season).home
    near = medicare(home)
    if near is None:
        return None
    income = given(case.facts.income, "agi")
    return "medicare", {"steps": [*tier_limits(home, near)][:-1], "year": near.table_year, "income": income}


def _cliff(_one: Outlook, case: Case) -> _Said:
    """Where a premium credit ends, for a family whose size was told."""
    told = case.facts.whole_return
    if told is None or told.family_size is None or missing(case.facts) or case.season.split:
        return None
    found = credit_cliff(Taxes(case.facts, case.season), ZERO.money)
    if found is None:
        return None
    return "cliff", {"size": found.size, "ends": dollars(found.ends_above), "income": found.income}


def _niit(_one: Outlook, case: Case) -> _Said:
    if case.facts.income is None or case.facts.filing_status is None:
        return None
    line, income = law.standing().figure(NIIT[case.facts.filing_status]), given(case.facts.income, "agi")
    return ("niit_above" if income.value > line.value else "niit_below"), {"line": line, "income": income}


def _harbor(_one: Outlook, case: Case) -> _Said:
    """What is safe by last year's tax: line 8 of Form 2210."""
    facts = case.facts
    if facts.tax_last_year is None or facts.income_last_year is None or facts.filing_status is None:
        return None
    sheet = form_2210(
        tax=ZERO,
        other=ZERO,
        withheld=ZERO,
        last_year=facts.tax_last_year,
        last_income=facts.income_last_year,
        separate=facts.filing_status is FilingStatus.MFS,
    )
    return "harbor", {"tax": given(facts.tax_last_year, "tax_last_year"), "safe": sheet.line("8")}


def _bracket(one: Outlook, case: Case) -> _Said:
    """The most that stays in the lowest bracket that is still open."""
    found = [size for size in sizes(case, Taxes(case.facts, case.season)) if size.who == one.who]
    first = next((size for size in found if size.edge.startswith(_BRACKET) and size.convert.value), None)
    if first is None:
        return None
    return "bracket", {
        "convert": first.convert,
        "rate": first.edge.removeprefix(_BRACKET),
        "year": case.season.conversion_year,
    }


def _excess(one: Outlook, case: Case) -> _Said:
    if one.excess is None or not one.excess.value:
        return None
    return "excess", {"amount": one.excess, "each": excise(one), "year": case.season.tax_year}


def _old_plan(one: Outlook, _case: Case) -> object:
    old = one.person.plan(PlanKind.OLD)
    return old.value if old else None


def _state_early(one: Outlook, case: Case) -> object:
    return next((found.of_state for found in early(case) if found.who == one.who), None)


_NUMBERS: Mapping[str, Callable[[Outlook, Case], object]] = {
    "year": lambda _, case: case.season.conversion_year,
    "tax_year": lambda _, case: case.season.tax_year,
    "tax_free_share": _tax_free_share,
    "pretax": lambda one, _: one.pretax,
    "basis": lambda one, _: one.basis,
    "sep": lambda one, case: case.facts.people[one.who].sep,
    "simple_first_deposit": lambda one, case: case.facts.people[one.who].simple_first_deposit,
    "simple_free_from": lambda one, case: (
        (day := case.facts.people[one.who].simple_first_deposit) and unlocked_on(day)
    ),
    "limit": lambda one, _: one.limit,
    "compensation": lambda one, _: one.compensation,
    "roth_magi": lambda one, _: one.roth_magi,
    "contributed_roth": lambda one, case: case.facts.people[one.who].contributed_roth,
    "excess": lambda one, _: one.excess,
    "along": lambda one, _: one.along,
    "withheld": lambda one, case: case.facts.people[one.who].withheld,
    "mega_room": _mega_room,
    "solo_room": _solo_room,
    "deferral_limit": _deferral_limit,
    "after_tax_earnings": lambda one, _: next(
        (plan.after_tax_earnings for plan in one.person.plans.values() if plan.after_tax_earnings), None
    ),
    "taxable": lambda _, case: case.taxable,
    "old_plan": _old_plan,
    "state_early": _state_early,
}

_SENTENCES: Mapping[str, Callable[[Outlook, Case], _Said]] = {
    "own_mix": _mix,
    "own_direct": _direct,
    "own_contribution": _contribution,
    "own_limit": _limit_left,
    "own_deduction": _deduction,
    "own_dates": _dates,
    "own_deferral": _deferral,
    "own_catch_up": _catch_up,
    "own_mega": _mega,
    "own_room": _after_tax_left,
    "own_growth": _growth,
    "own_pay": _pay_limit,
    "own_half": _half,
    "own_rmd": _rmd,
    "own_form": _form_lines,
    "own_charity": _charity,
    "own_medicare": _medicare,
    "own_cliff": _cliff,
    "own_niit": _niit,
    "own_harbor": _harbor,
    "own_bracket": _bracket,
    "own_excess": _excess,
}
