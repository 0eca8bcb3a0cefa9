"""The steps that put right what is above a limit: IRA contributions, deferrals, additions to a plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from calc import law
from calc.derivation import ZERO, Amount, Worksheet, given, least, most, total
from calc.facts import Move, PlanKind
from calc.planning.assessment import Case, Outlook, PlanOutlook
from calc.planning.deferrals import Above, Limit
from calc.planning.season import Season
from calc.planning.step import Step
from calc.planning.workplace_plans import after_tax_made
from calc.repairs.excess_left import Account, YearEnd, excise_by_year
from calc.worksheets.deferral_limits import SHARED


def putting_right(case: Case, one: Outlook) -> Iterator[Step]:
    when = case.season
    for found in one.above:
        yield _deferrals(case, one, found)
    for plan in one.plans:
        if plan.excess_additions and plan.excess_additions.value:
            yield _additions(one, plan, plan.excess_additions, when)
    if one.relabel and one.relabel.value:
        move = Step("recharacterize", one.who, one.relabel, when.tax_year, when.correct_by, values=_undoing(when))
        settled = before_converting(one, move, when)
        yield settled if one.roth else replace(settled, values=settled.values | {"at_least": True})
    yield from _meant(one, when)
    if one.to_roth.value:
        yield Step("to_roth", one.who, one.to_roth, when.tax_year, when.correct_by, values=_undoing(when))
    rest = still_above(one)
    if rest.value and when.correctable:
        both = _in_roth(case, one) if case.facts.people[one.who].moved(Move.TRADITIONAL) else ZERO
        first = least(both, rest)  # a Roth contribution takes what the traditional one leaves (IRC 408A(c)(2))
        values = _undoing(when) | {
            "along": one.along if one.along.value else None,
            "roth": first if first.value else None,
        }
        out = Step("remove_excess", one.who, rest, when.tax_year, when.correct_by, values=values)
        inside = rest.value > _in_roth(case, one).value  # what is converted along must leave the Roth
        yield replace(moved := before_converting(one, out, when), values=values | moved.values) if inside else out
    elif rest.value:
        yield _left_in(case, one, rest)


def _additions(one: Outlook, plan: PlanOutlook, excess: Amount, when: Season) -> Step:
    """Above 415(c) after-tax money goes back first, then deferrals; employer money leaves the account.

    Rev. Proc. 2021-30, section 6.06(2) and appendix A.08. A match on what is paid back goes with it, so how much of
    the rest is deferrals the plan alone can tell. What counts as catch-up stays (Reg. 1.414(v)-1(b)).
    """
    made = after_tax_made(one.who, plan.kind, one.person) or ZERO
    back = least(excess, made)
    rest, counted = excess - back, ZERO
    if plan.additions is not None:
        sheet = plan.additions
        counted = most(sheet.line("counted_deferrals") - sheet.line("more_as_catch_up"), ZERO)
    own = "deferrals" if counted.value else "employer"
    values: dict[str, object] = {"after_tax": back if back.value else None, own: rest if rest.value else None}
    return Step("return_additions", one.who, excess, when.tax_year, None, plan.kind, values)


def _undoing(when: Season) -> dict[str, object]:
    """What the October date needs: a return on time and, once it may have been filed, an amended one."""
    return {"filed": True, "amend": when.over}


def _meant(one: Outlook, when: Season) -> Iterator[Step]:
    """What was called a conversion and is none; what of it is above the limit is an excess like any other."""
    for code, amount in (
        ("withheld", one.meant.withheld),
        ("simple_early", one.meant.simple),
        ("rmd_converted", one.meant.rmd),
    ):
        if amount.value:
            days = law.standing().whole("sixty_day_rollover_days")
            yield Step(code, one.who, amount, when.tax_year, values={"days": days})


def before_converting(one: Outlook, step: Step, when: Season) -> Step:
    """The step with the last day of the conversion that takes along what it moves, where that day comes first.

    ``later``: until when the law allows it for its year, if the conversion waits for ``next_year`` too.
    """
    feeds = one.chosen is not None and one.chosen.convert.value > 0
    if not feeds or step.by is None or step.by <= when.convert_by:
        return step
    return replace(step, by=when.convert_by, values={"later": step.by, "next_year": when.conversion_year + 1})


def _deferrals(case: Case, one: Outlook, found: Above) -> Step:
    year = case.season.tax_year
    values: dict[str, object] = {"allowed": found.allowed, "at_most": found.at_most}
    sharing = [kind for kind in SHARED if (plan := one.person.plan(kind)) and plan.deferrals]
    if found.limit is not Limit.SHARED:
        simple = found.limit is Limit.SIMPLE
        code, kind = ("return_simple", PlanKind.SIMPLE) if simple else ("return_457b", PlanKind.GOV457)
        return Step(code, one.who, found.excess, year, None, kind, values)
    due = law.year(year).date("excess_deferral_return_deadline")
    if case.today > due:
        return Step("deferrals_left", one.who, found.excess, year, values=values | {"due": due})
    values |= {"plans": sharing, "apart": one.person.plan(PlanKind.GOV457) is not None, "still": not case.season.over}
    return Step("return_deferrals", one.who, found.excess, year, due, values=values)


def still_above(one: Outlook) -> Amount:
    """Contributed to IRAs above the law, and no recharacterization helps."""
    return one.excess - (one.relabel or ZERO) if one.excess else ZERO


def _in_roth(case: Case, one: Outlook) -> Amount:
    """Contributed straight to a Roth IRA."""
    return given(case.facts.people[one.who].moved(Move.ROTH) or 0, f"{one.who}.contributed_roth")


def _left_in(case: Case, one: Outlook, rest: Amount) -> Step:
    """Too late to undo it for its year: 6 % for every year-end, up to now and the next one (Form 5329)."""
    when = case.season
    forms = excise(case, one)
    year_end = when.convert_by.replace(year=when.today.year)
    values: dict[str, object] = {
        "years": list(forms),
        "so_far": total(ZERO, *(form.line("tax") for form in forms.values())),
        "each": forms[max(forms)].line("tax"),
        "rate": law.standing().figure("excess_contribution_excise_rate_4973"),
        "along": one.along if one.along.value else None,
    }
    return Step("excess_left", one.who, rest, when.tax_year, year_end, values=values)


def excise(case: Case, one: Outlook) -> dict[int, Worksheet]:
    """Form 5329 of every year whose end has passed with the excess in it; empty while it can still be undone.

    What the account was worth on those days is not asked: the tax is the most it can be.
    """
    when, rest = case.season, still_above(one)
    if not rest.value or when.correctable:
        return {}
    account = Account.ROTH if one.person.moved(Move.ROTH) or one.along.value else Account.TRADITIONAL
    first = YearEnd(year=when.tax_year, contributed=rest, value=rest)
    later = (YearEnd(year=year, value=rest) for year in range(when.tax_year + 1, when.today.year))
    return excise_by_year(account, (first, *later))
