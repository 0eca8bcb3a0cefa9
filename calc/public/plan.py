"""A plan as data: a small, stable shape for other programs, apart from the program's own objects.

Amounts are decimal strings in dollars. One that is open is a ``Range``; a ratio (Form 8606, line 10) is "n/d".
``Data`` is the whole; ``rothbot schema plan`` prints its JSON Schema. Sentences are handed in: the law has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from calc import law
from calc.derivation import Amount, cents, citations, total
from calc.facts import PlanKind
from calc.planning.assessment import Outlook
from calc.planning.branches import SETTLED
from calc.planning.ledger import Ledger as Kept
from calc.planning.ledger import Share as Part
from calc.planning.ledger import ledger
from calc.planning.net_pay import net_pay_left
from calc.planning.options import Form as Filed
from calc.planning.options import Way as Code
from calc.planning.plan import Alternative
from calc.planning.plan import Plan as Made
from calc.planning.sizing import Size as Sized
from calc.planning.sizing import sizes as sized
from calc.planning.step import Step as Planned
from calc.planning.workplace_plans import WITH_AFTER_TAX

CODES = {  # the stable name of a step, where it is another than the plan's own
    "return_deferrals": "return_excess",
    "return_simple": "return_excess",
    "return_457b": "return_excess",
    "return_additions": "return_excess",
    "remove_excess": "return_excess",
    "recharacterize": "relabel",
    "to_roth": "relabel",
    "rmd_first": "take_distribution",
    "ask_plan_first": "ask",
    "ask_after_tax": "ask",
    "find_basis": "ask",
    "look_up": "ask",
    "convert_part": "convert",
    "convert_share": "convert",
    "convert_wish": "convert",
    "choose_amount": "convert_choice",
    "charity_first": "give_to_charity",
    "zero_check": "check_zero",
    "after_tax_solo": "after_tax",
    "after_tax_in_plan": "move_after_tax",
    "after_tax_in_service": "move_after_tax",
    "roth_catch_up": "catch_up",
    "pay_tax_ahead": "pay_tax",
    "pay_tax_january": "pay_tax",
    "pay_tax_covered": "pay_tax",
    "pay_tax_with_return": "pay_tax",
    "pay_tax_later": "pay_tax",
    "form_8606": "file_8606",
    "late_form_8606": "file_8606",
    "form_8606_open": "file_8606",
    "roth_catch_up_made": "ask",
}
DECIDES = {"contribute_direct": "direct", "contribute_traditional": "contribute", "after_tax": "room"}


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)


class Range(_Part):
    """An amount that is not known: between what and what it lies, and which facts decide.

    It is none where the law of a state is open, or where no fact that is asked for decides.
    """

    low: str
    high: str | None = Field(description="null where nothing told bounds it")
    decided_by: tuple[str, ...]


Dollars = Annotated[str | Range, Field(examples=["7500.00"])]
Who = Annotated[str, Field(pattern="^(you|spouse|both)$")]
Day = Annotated[date, Field(examples=["2026-12-31"])]


class Verdict(_Part):
    who: Who
    code: str
    text: str


class Step(_Part):
    """One thing to do. by: the last day the law allows. branch: the branch it belongs to; null: it holds in all."""

    n: int
    who: Who
    code: str
    plan: str | None = Field(description="the workplace plan it is about, by its kind")
    amount: Dollars | None
    from_: Day = Field(alias="from")
    by: Day | None
    branch: str | None
    text: str
    say: str | None
    proof: str | None


class Branch(_Part):
    id: str
    fact: str
    when: str
    text: str


class Way(_Part):
    """One way of one person. taxed, federal and state are of the whole year, what was converted already included."""

    who: Who
    code: str
    chosen: bool
    contribute: Dollars | None
    taxed: Dollars | None
    federal: Dollars | None
    state: Dollars | None
    early: Dollars | None = Field(description="additional tax on what is taken out before 59½, with the state's own")
    premium_credit_lost: Dollars | None
    basis_left: Dollars | None
    by: Day | None


class Size(_Part):
    """How much to convert from today on, up to an edge; its price beside everything else in the plan.

    next_dollar: what one dollar more costs in federal tax and premium credit; null where the price is a range.
    """

    who: Who
    edge: str = Field(examples=["bracket_12", "credit_cliff", "medicare_step", "niit", "state_exclusion"])
    convert: Dollars
    taxed: Dollars
    federal: Dollars | None
    state: Dollars | None
    premium_credit_lost: Dollars | None
    next_dollar: str | None
    next_dollar_state: str | None


class Form(_Part):
    form: str
    who: Who
    year: int
    branch: str | None
    lines: dict[str, str] = Field(description="lines that the form leaves empty are left out")


class Warned(_Part):
    card: str
    text: str
    at_stake: str | None


class Dated(_Part):
    on: Day
    text: str


class Unknown(_Part):
    fact: str
    decides: str
    text: str


class Letter(_Part):
    to: Annotated[str, Field(pattern="^(hr|custodian)$")]
    text: str


class Share(_Part):
    """Of one limit: what went in and what still can; null where it is not known."""

    limit: Dollars | None
    in_: Dollars | None = Field(alias="in")
    left: Dollars | None


class CatchUp(Share):
    must_be_roth: bool | None
    roth_in: Dollars | None


class PlanLedger(_Part):
    base: Share
    catch_up: CatchUp


class Ledger(PlanLedger):
    """Elective deferrals of one person over all plans that share the limit, and plan by plan."""

    net_pay_left: Dollars | None
    plans: dict[str, PlanLedger]


class Data(_Part):
    """A plan as ``rothbot plan --json`` writes it."""

    tax_year: int
    today: Day
    verdict: tuple[Verdict, ...]
    steps: tuple[Step, ...]
    branches: tuple[Branch, ...]
    ways: tuple[Way, ...]
    sizes: tuple[Size, ...]
    forms: tuple[Form, ...]
    ledger: dict[str, Ledger]
    warnings: tuple[Warned, ...]
    dates: tuple[Dated, ...]
    assumed: tuple[str, ...]
    unknown: tuple[Unknown, ...]
    letters: tuple[Letter, ...]
    law: tuple[str, ...] = Field(description="what its limits, forms and taxes rest on, with the published source")
    checked: Day = Field(description="when the figures of the tax year were last checked")
    text: str


def schema() -> dict[str, Any]:
    """The JSON Schema of a plan as data."""
    return Data.model_json_schema(mode="serialization", by_alias=True)


def as_json(data: Data) -> dict[str, Any]:
    """Ready for JSON."""
    return data.model_dump(mode="json", by_alias=True)


def shown(amount: Amount) -> str:
    """Dollars with cents; what is no money, as a ratio of whole numbers."""
    value = amount.value
    if isinstance(value, Fraction):
        return str(value)
    return f"{value:.2f}" if value == cents(value) else f"{cents(value):.2f}"


def law_behind(plan: Made) -> tuple[str, ...]:
    """The citations behind its limits, forms, room at work and taxes, each once."""
    filed = [*(one.chosen.forms for one in plan.people if one.chosen), *(branch.forms for branch in plan.branches)]
    sheets, amounts = [form.sheet for forms in filed for form in forms], list[Amount | None]()
    for one in plan.people:
        sheets += [sheet for sheet in (one.roth, one.deduction, *(at.room for at in one.plans)) if sheet]
        amounts.append(one.limit or law.year(plan.tax_year).figure("ira_contribution_limit"))
    if plan.tax:
        ends = (*(plan.tax.federal_ends or ()), *(plan.tax.state_ends or ()))
        amounts += [plan.tax.federal, plan.tax.state, *ends]
    lines = (line for sheet in sheets for line in sheet.values())
    return tuple(dict.fromkeys((*citations(*amounts, *lines), *(sheet.source for sheet in sheets if sheet.source))))


def step(
    plan: Made, number: int, one: Planned, *, text: str, say: str, proof: str, branch: str | None = None
) -> Step:
    return Step(
        n=number,
        who=one.who,
        code=_code(one),
        plan=one.kind,
        amount=_amount(plan, one.amount, one.who, "" if branch else DECIDES.get(one.code, ""), one.kind),
        from_=_first_day(plan, one),
        by=one.by,
        branch=branch,
        text=text,
        say=say or None,
        proof=proof or None,
    )


def _code(one: Planned) -> str:
    """The catch-up of a governmental 457(b) stands beside that of the other plans (IRC 414(v)(2)(D))."""
    code = CODES.get(one.code, one.code)
    return "catch_up_457b" if code == "catch_up" and one.kind is PlanKind.GOV457 else code


def _first_day(plan: Made, one: Planned) -> date:
    """Today, but no year's money moves before the year, and no form is filed before the year is over."""
    year = one.year or plan.tax_year
    first = date(year, 12, 31) + timedelta(days=1) if "form_8606" in one.code else date(year, 1, 1)
    return max(plan.today, first if one.by is None or first <= one.by else plan.today)


def ways(plan: Made) -> tuple[Way, ...]:
    """Every way of everyone; while none can be worked out, what is known of it."""
    return tuple(way for one in plan.people for way in _of(plan, one))


def _of(plan: Made, one: Outlook) -> Iterator[Way]:
    own = [way for way in plan.ways if way.who == one.who]
    if not any(way.chosen for way in own):
        yield _otherwise(plan, one)
    yield from (_way(plan, way) for way in own)


def _way(plan: Made, way: Alternative) -> Way:
    option, when, cost = way.option, plan.case.season, way.cost
    moves = option.convert.value or option.roll_in.value or option.way is Code.RELABEL
    last = when.correct_by if option.way is Code.RELABEL else when.convert_by if moves else when.contribute_by
    decides = ("contribute", "taxable") if way.chosen else ("", "")
    return Way(
        who=way.who,
        code=option.way,
        chosen=way.chosen,
        contribute=_amount(plan, option.contribute, way.who, decides[0]),
        taxed=_amount(plan, option.taxable, way.who, decides[1]),
        federal=shown(cost.federal) if cost.federal else _between(cost.federal_ends, cost.moved_by),
        state=shown(cost.state) if cost.state else _between(cost.state_ends, ()),
        early=shown(way.early),
        premium_credit_lost=cost.credit_lost and shown(cost.credit_lost),
        basis_left=shown(option.basis_left),
        by=last if moves or option.contribute.value else None,
    )


def _otherwise(plan: Made, one: Outlook) -> Way:
    """Nothing of the back door: straight to the Roth IRA, or nothing at all; ``open`` while the facts do not tell."""
    settled = one.idle and not one.options
    straight = one.direct if settled and one.direct and one.direct.value else None
    code = "direct" if straight else "nothing" if settled else "open"
    nothing = "0.00" if settled else None
    return Way(
        who=one.who,
        code=code,
        chosen=settled,
        contribute=_amount(plan, straight or one.contribute, one.who, "direct" if straight else "contribute"),
        taxed=_amount(plan, one.taxable, one.who, "taxable"),
        federal=nothing,
        state=nothing,
        early=nothing,
        premium_credit_lost=None,
        basis_left=one.held.basis and shown(one.held.basis),
        by=plan.case.season.contribute_by if straight else None,
    )


def _amount(plan: Made, amount: Amount | None, who: str, decides: str, kind: str | None = None) -> str | Range | None:
    """The amount, or what is known of it while facts are missing that decide it."""
    same = (found for found in plan.ranges if (found.who, found.decides, found.kind or kind) == (who, decides, kind))
    found = next(same, None)
    if found is None:
        return None if amount is None else shown(amount)
    if found.highest is not None and found.lowest.value == found.highest.value:
        return shown(found.lowest)
    return Range(low=shown(found.lowest), high=found.highest and shown(found.highest), decided_by=found.facts)


def sizes(plan: Made) -> tuple[Size, ...]:
    return tuple(_size(one) for one in sized(plan.case, plan.taxes))


def _size(one: Sized) -> Size:
    cost = one.cost
    return Size(
        who=one.who,
        edge=one.edge,
        convert=shown(one.convert),
        taxed=shown(one.taxed),
        federal=shown(cost.federal) if cost.federal else _between(cost.federal_ends, cost.moved_by),
        state=shown(cost.state) if cost.state else _between(cost.state_ends, ()),
        premium_credit_lost=cost.credit_lost and shown(cost.credit_lost),
        next_dollar=one.next_federal and shown(one.next_federal),
        next_dollar_state=one.next_state and shown(one.next_state),
    )


def _between(ends: tuple[Amount, Amount] | None, decided_by: tuple[str, ...]) -> Range | None:
    return ends and Range(low=shown(ends[0]), high=shown(ends[1]), decided_by=decided_by)


def forms(plan: Made) -> tuple[Form, ...]:
    """The lines of each form that the chosen ways make due, then those of each branch.

    Where the rest of a form is open, line 1 stands alone.
    """
    open_still = {one.who for one in plan.branches if one.inline or one.fact == SETTLED}  # an answer decides
    chosen = [one.chosen for one in plan.people if one.chosen and one.who not in open_still]
    settled = [_form(form) for way in chosen for form in way.forms]
    open_ones = [step for step in plan.steps if step.code == "form_8606_open" and step.amount and step.year]
    first = [
        Form(form="8606", who=step.who, year=step.year or plan.tax_year, branch=None, lines={"1": shown(step.amount)})
        for step in open_ones
        if step.amount
    ]
    forked = [_form(form, branch.id) for branch in plan.branches for form in branch.forms]
    return (*settled, *first, *forked)


def _form(form: Filed, branch: str | None = None) -> Form:
    lines = {number: shown(amount) for number, amount in form.sheet.items() if amount is not None}
    if "10" in lines:
        lines["10"] = str(Fraction(form.sheet.line("10").value))
    return Form(form="8606", who=form.who, year=form.year, branch=branch, lines=lines)


def ledgers(plan: Made) -> dict[str, Ledger]:
    return {one.who: _ledger(ledger(plan.case, one), _net_pay_left(plan, one)) for one in plan.people}


def _net_pay_left(plan: Made, one: Outlook) -> Amount | None:
    """Over all employers whose pay is known; None where one of them is not, or there is none."""
    found = [net_pay_left(one, own.kind, plan.case.season) for own in one.plans if own.kind in WITH_AFTER_TAX]
    known = [amount for amount in found if amount is not None]
    return total(*known) if known and len(known) == len(found) else None


def _ledger(kept: Kept, net: Amount | None) -> Ledger:
    plans = {str(kind): _of_plan(own) for kind, own in kept.plans.items()}
    return Ledger(**dict(_of_plan(kept)), net_pay_left=net and shown(net), plans=plans)


def _of_plan(kept: Kept) -> PlanLedger:
    caught = _share(kept.catch_up)
    roth = kept.roth_in and shown(kept.roth_in)
    return PlanLedger(
        base=Share(**_share(kept.base)), catch_up=CatchUp(**caught, must_be_roth=kept.must_be_roth, roth_in=roth)
    )


def _share(part: Part) -> dict[str, Any]:
    amounts = {"limit": part.limit, "in": part.made, "left": part.left}
    return {name: amount and shown(amount) for name, amount in amounts.items()}
