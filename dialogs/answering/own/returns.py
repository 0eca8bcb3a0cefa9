"""Where on the return of the household one dollar more changes something."""

from __future__ import annotations

from calc import law
from calc.derivation import ZERO, dollars, given
from calc.pitfalls.boundaries import NIIT
from calc.planning.assessment import Case, Outlook
from calc.planning.paying_in_time import form_of
from calc.planning.sizing import OF_BRACKETS, credit_cliff, sizes
from calc.planning.tax_cost import Taxes, missing
from calc.worksheets.whole_return.medicare import medicare, tier_limits
from dialogs.answering.own import Told


def own_medicare(_one: Outlook, case: Case) -> Told:
    """The steps for the filing status of those who are near the age, and their income."""
    if missing(case.facts) or case.facts.income is None or case.season.split:
        return None
    home = Taxes(case.facts, case.season).home
    near = medicare(home)
    if near is None:
        return None
    income = given(case.facts.income, "agi")
    return "medicare", {"steps": [*tier_limits(home, near)][:-1], "year": near.table_year, "income": income}


def own_cliff(_one: Outlook, case: Case) -> Told:
    """Where a premium credit ends, for a family whose size was told."""
    told = case.facts.whole_return
    if told is None or told.family_size is None or missing(case.facts) or case.season.split:
        return None
    found = credit_cliff(Taxes(case.facts, case.season), ZERO.money)
    if found is None:
        return None
    return "cliff", {"size": found.size, "ends": dollars(found.ends_above), "income": found.income}


def own_niit(_one: Outlook, case: Case) -> Told:
    if case.facts.income is None or case.facts.filing_status is None:
        return None
    line, income = law.standing().figure(NIIT[case.facts.filing_status]), given(case.facts.income, "agi")
    return ("niit_above" if income.value > line.value else "niit_below"), {"line": line, "income": income}


def own_harbor(_one: Outlook, case: Case) -> Told:
    """What is safe by last year's tax: line 8 of Form 2210."""
    facts = case.facts
    if facts.tax_last_year is None or facts.income_last_year is None or facts.filing_status is None:
        return None
    safe = form_of(facts, tax=ZERO, other=ZERO).line("8")
    return "harbor", {"tax": given(facts.tax_last_year, "tax_last_year"), "safe": safe}


def own_bracket(one: Outlook, case: Case) -> Told:
    """The most that stays in the lowest bracket that is still open."""
    found = [size for size in sizes(case, Taxes(case.facts, case.season)) if size.who == one.who]
    first = next((size for size in found if size.edge.startswith(OF_BRACKETS) and size.convert.value), None)
    if first is None:
        return None
    return "bracket", {
        "convert": first.convert,
        "rate": first.edge.removeprefix(OF_BRACKETS),
        "year": case.season.conversion_year,
    }
