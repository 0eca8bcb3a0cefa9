"""The plan in words. Every sentence is a phrase card; this file only chooses and fills them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from calc import law
from calc.derivation import dollars, total
from calc.facts import PlanKind
from calc.planning.branches import Branch
from calc.planning.early import Early
from calc.planning.half_birthday import half_birthday
from calc.planning.plan import Plan
from calc.planning.steps import Step
from calc.planning.tax_cost import TaxCost
from calc.refusals import Refusal
from calc.worksheets.conversion_tax import Irmaa
from calc.worksheets.whole_return.medicare import surcharge
from dialogs.interview.questions import label
from dialogs.phrases import listed, phrases, refused, say
from dialogs.views.plan import open_ends
from dialogs.views.plan.names import kind_name, short_kind, state_name, who, who_knows
from dialogs.views.plan.verdict import verdict

__all__ = [
    "StepWords",
    "branch_steps",
    "by_number",
    "footer",
    "kind_name",
    "kind_of",
    "line",
    "money",
    "numbered",
    "step_words",
    "verdict",
    "who",
    "whole",
]

SOON = timedelta(days=10)  # what takes less is begun in time by whoever keeps the last day
_UNSETTLED = {
    "state_unsettled",
    "state_half_year",
    "state_other_income",
    "state_loss",
    "state_figure_missing",
}  # what the state leaves open is said, with both ends


@dataclass(frozen=True, slots=True)
class StepWords:
    """One step in its parts. who: empty for a person alone; say: the words to use, empty where none are needed.

    short: what to do, in a few words and without a full stop. rest: how, in whole sentences; may be empty.
    """

    who: str
    short: str
    rest: str
    say: str
    proof: str

    @property
    def do(self) -> str:
        """What to do and how, in sentences."""
        return f"{self.short}. {self.rest}".rstrip()


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of one person, or one that both have to take alike. number: as ``/done`` counts: "2", "2–3", "a1"."""

    number: str
    words: StepWords
    step: Step


def numbered(plan: Plan, steps: Sequence[Step], *, first: int = 1, letter: str = "") -> list[StepLine]:
    """The steps in their order; equal steps of both spouses that follow each other are one."""
    found: list[StepLine] = []
    for number, step in enumerate(steps, start=first):
        words = step_words(plan, step)
        last = found[-1] if found else None
        if last and last.step.who != step.who and _alike(last, words, step):
            both = replace(words, who=f"{say('plan.who.both')} ")
            found[-1] = StepLine(f"{last.number}–{letter}{number}", both, step)
        else:
            found.append(StepLine(f"{letter}{number}", words, step))
    return found


def _alike(last: StepLine, words: StepWords, step: Step) -> bool:
    same = (last.step.code, last.step.kind, last.step.by, last.step.start) == (
        step.code,
        step.kind,
        step.by,
        step.start,
    )
    return same and replace(last.words, who="") == replace(words, who="")


def whole(one: StepLine, plan: Plan) -> str:
    """A step with everything: what, how, the words to use, from when and by when, what proves it."""
    words, step = one.words, one.step
    parts = [f"{one.number}. {words.who}{words.do}"]
    if words.say:
        parts.append(say("plan.step.say", say=words.say))
    if step.start and (step.by is None or step.by - step.start > SOON or step.start == plan.today):
        parts.append(say(f"plan.step_part.{'start' if step.start > plan.today else 'today'}", start=step.start))
    if step.by:
        parts.append(say("plan.step.by", by=step.by))
    return " ".join([*parts, say("plan.step.proof", proof=words.proof)])


def how(one: StepLine, plan: Plan) -> str:
    """What a line leaves out: how, the words to use, from when, what proves it; "" where the line says it all."""
    words, step = one.words, one.step
    parts = [words.rest] if words.rest else []
    if words.say:
        parts.append(say("plan.step.say", say=words.say))
    if step.start and step.by and step.by - step.start > SOON and step.start > plan.today:
        parts.append(say("plan.step_part.start_short", start=step.start))
    return " ".join([*parts, say("plan.step.proof", proof=words.proof)]) if parts else ""


def in_branch(one: StepLine, plan: Plan, told: dict[str, str]) -> str:
    """A step of a branch: its line, and how, unless that was told of another step. told: gains what it tells."""
    text = how(one, plan)
    other = told.setdefault(text, one.number) if text else one.number
    more = [text] if other == one.number else [say("plan.step_part.alike", number=other)]
    return ". ".join([line(one), *(more if text else [])]) + ("" if text else ".")


def line(one: StepLine) -> str:
    """A step on one line: what, how much, by when."""
    by = one.step.by or one.step.values.get("day")
    code = "line_by" if isinstance(by, date) else "line"
    return say(f"plan.step_part.{code}", number=one.number, who=one.words.who, short=one.words.short, by=by)


def branch_steps(plan: Plan, one: Branch) -> list[StepLine]:
    """What a branch adds, numbered with its letter; its head names whose it is."""
    return [replace(found, words=replace(found.words, who="")) for found in numbered(plan, one.steps, letter=one.id)]


def by_number(plan: Plan, number: str) -> StepLine | None:
    """The step that is counted so, alone or as one of both spouses; of a branch after its letter: "2", "a1"."""
    branch = next((one for one in plan.forks if number.startswith(one.id)), None)
    lines = branch_steps(plan, branch) if branch else numbered(plan, plan.steps)
    letter = branch.id if branch else ""
    wanted = number.removeprefix(letter)
    for one in lines if wanted.isdecimal() else ():
        first, _, last = one.number.replace(letter, "").partition("–")
        if int(first) <= int(wanted) <= int(last or first):
            return one
    return None


def branch_words(plan: Plan, one: Branch, *, brief: bool = False) -> str:
    """If it is so: the answer that leads into this branch, with where it stands in one's own papers.

    brief: in a few words, for who has read it in whole.
    """
    *_, name = one.fact.split(".")
    kind = PlanKind(one.fact.split(".")[2]) if name == "roll_in" else None
    limit = next(person.cap for person in plan.people if person.who == one.who)
    text = say(
        f"plan.{'branch_short' if brief else 'branch'}.{name}.{one.answer}",
        kind=kind_name(kind),
        year=plan.tax_year,
        limit=limit,
        by=plan.case.season.convert_by,
    )
    return who(plan, one.who) + text


def step_words(plan: Plan, step: Step) -> StepWords:
    card = phrases()["plan"]["step"][step.code]
    values: dict[str, object] = {
        "amount": step.amount,
        "year": step.year,
        "kind": kind_of(plan, step),
        "whom": who_knows(step.kind),
        "named": step.kind,  # to a plan that is not known nothing can be sent
        "apart": f" {say('plan.apart.inherited')}" if step.values.get("inherited") else "",
        **step.values,
    }
    for name in ("income", "harbor"):
        if code := step.values.get(name):
            values[name] = say(f"plan.{name}.{code}", **step.values)
    if isinstance(later := step.values.get("later"), tuple):
        values["later"] = listed([say("plan.later.payment", amount=amount, day=day) for day, amount in later])
    if isinstance(kinds := step.values.get("plans"), list):
        values["plans"] = f" {say('plan.joined.or')} ".join(kind_name(one) for one in kinds)
    parts = ("do_deducted" if "deducted" in values else "do", "say", "proof")
    do, words, proof = (say(f"plan.step.{step.code}.{part}", **values) if part in card else "" for part in parts)
    more = [say(f"plan.step.{step.code}.also.{name}", **values) for name in card.get("also", ()) if values.get(name)]
    short = say(f"plan.step.{step.code}.short", **values | {"kind": short_kind(step.kind or _own(plan, step))})
    return StepWords(who(plan, step.who), short, " ".join(filter(None, [do, *more])), words, proof)


def kind_of(plan: Plan, step: Step) -> str:
    """The plan that a step speaks of; a step kept from an earlier talk may not name it."""
    return kind_name(step.kind or _own(plan, step))


def _own(plan: Plan, step: Step) -> PlanKind | None:
    own = (p.kind for one in plan.people if one.who == step.who for p in one.plans)
    return next(own, None)


def money(plan: Plan) -> list[str]:
    """Tax and basis, and the year's limits."""
    year, tax = law.year(plan.tax_year), plan.tax
    limit = year.figure("ira_contribution_limit")
    lines = [
        say(
            "plan.figures.limits",
            limit=limit,
            limit50=limit + year.figure("ira_catch_up_50"),
            deferrals=year.figure("elective_deferral_limit_402g"),
            additions=year.figure("annual_additions_limit_415c"),
        )
    ]
    taxable = plan.case.taxable
    growth = total(*(one.growth for one in plan.people))
    if plan.behind:
        lines.append(say("plan.figures.behind", year=plan.tax_year, taxable=plan.behind.taxable))
        lines.extend(_costs(plan, plan.behind.cost) if plan.behind.taxable.value else ())
    still = open_ends.of_tax(plan)
    if still:
        lines.extend(still)
    elif taxable is not None and tax is not None:
        if _converted(plan) or growth.value:
            lines.append(say("plan.figures.taxable", taxable=plan.case.from_converting))
        if growth.value:
            lines.append(say("plan.figures.growth", growth=growth))
        if plan.case.payout.value:
            lines.append(say("plan.figures.payout", payout=plan.case.payout))
            if taxable.value > plan.case.payout.value:
                lines.append(say("plan.figures.together", taxable=taxable))
        if taxable.value:
            lines.extend((*_tax_lines(plan, tax), *open_ends.of_growth(plan)))
    return [*lines, *additional(plan)]


def additional(plan: Plan) -> list[str]:
    """A line for each additional tax before 59½."""
    return [_early(plan, one) for one in plan.early]


def _early(plan: Plan, one: Early) -> str:
    """The additional tax before 59½; where the birthday decides, between which days."""
    standing = law.standing()
    born = next(person.person.birth_year for person in plan.people if person.who == one.who)
    code = ("early_simple" if "simple" in one.sheet else "early") if one.sure else "early_unsure"
    line = say(
        f"plan.figures.{code}",
        who=who(plan, one.who),
        tax=one.tax,
        taxable=one.taxed,
        rate=standing.figure("early_distribution_additional_tax_rate_72t"),
        more=standing.figure("simple_first_two_years_additional_tax_rate_72t6"),
        **half_birthday(born or 0)._asdict(),
    )
    return f"{line} {say('plan.figures.early_california', tax=one.of_state)}" if one.of_state.value else line


def _converted(plan: Plan) -> bool:
    """Whether something is converted in the year of the plan's conversions, or was."""
    year = plan.case.season.conversion_year
    forms = (form for one in plan.people if one.chosen for form in one.chosen.forms if form.year == year)
    return any(form.sheet["16"] for form in forms)


def _tax_lines(plan: Plan, tax: TaxCost) -> Iterator[str]:
    if plan.case.season.split:
        yield say("plan.figures.other_year", year=plan.case.season.conversion_year)
        yield from _costs(plan, tax) if tax.state else ()
    else:
        yield from _costs(plan, tax)


def _costs(plan: Plan, tax: TaxCost) -> Iterator[str]:
    when, name = plan.case.season, state_name(plan.case.facts.state)
    if tax.federal_ends:
        low, high = map(dollars, tax.federal_ends)
        yield say("plan.figures.federal_range", low=low, high=high)
        yield _moved(plan, tax)
    elif tax.federal is not None:
        code = "federal" if tax.federal.value else "federal_none"
        yield say(f"plan.figures.{code}", federal=dollars(tax.federal))
    if tax.credit_lost and tax.credit_lost.value > 0:
        yield say("plan.figures.credit_lost", lost=dollars(tax.credit_lost))
    yield from _medicare(tax)
    if tax.state is not None:
        code = "state_at_most" if tax.ceiling else "state" if tax.state.value else "state_none"
        yield say(f"plan.figures.{code}", state=name, tax=dollars(tax.state))
    elif name:
        open_point = of_state(tax)
        short = say("plan.figures.state_unknown", state=name, year=when.tax_year)
        yield refused(open_point) if open_point else short


def of_state(tax: TaxCost) -> Refusal | None:
    """The point of its law that the state leaves open, with both ends."""
    return next((found for found in tax.refused if found.reason in _UNSETTLED), None)


def moved(plan: Plan) -> list[str]:
    """What decides where the tax lies between its ends."""
    costs = [plan.behind.cost if plan.behind else None, plan.tax]
    return list(dict.fromkeys(_moved(plan, cost) for cost in costs if cost and cost.federal_ends))


def _moved(plan: Plan, tax: TaxCost) -> str:
    return say("plan.figures.federal_moved", facts=listed([label(fact, plan.tax_year) for fact in tax.moved_by]))


def medicare(plan: Plan) -> list[str]:
    """What the income adds to Medicare premiums two years later."""
    return list(_medicare(plan.tax)) if plan.tax else []


def _medicare(tax: TaxCost) -> Iterator[str]:
    if tax.medicare and tax.medicare.with_it > tax.medicare.without:
        yield say("plan.figures.medicare", **_premiums(tax.medicare))


def _premiums(found: Irmaa) -> dict[str, object]:
    """What the higher tier adds to one person's premiums in a year, by the newest table."""
    more = surcharge(found.looked_at, found.with_it) - surcharge(found.looked_at, found.without)
    return {"year": found.looked_at.premium_year, "table": found.looked_at.table_year, "more": dollars(more)}


def footer(plan: Plan) -> str:
    code = "assumed" if plan.case.facts.year_assumed else "education"
    return say(f"plan.footer.{code}", year=plan.tax_year, checked=plan.checked)
