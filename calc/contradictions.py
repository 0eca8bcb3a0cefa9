"""Facts that cannot both be true. Unusual but real facts are not here: they are computed and named in the plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from calc import law
from calc.facts import (
    AGGREGATED,
    AMOUNT_OF,
    PARTS_OF,
    WHOLE_OF,
    Dated,
    Exit,
    Facts,
    FilingStatus,
    IraKind,
    Move,
    Person,
    WorkPlan,
)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """reason: a key of ``contradictions`` in the phrase cards. fields: the facts that clash, dotted, newest first."""

    reason: str
    fields: tuple[str, ...]
    values: dict[str, object] = field(default_factory=dict)


def contradictions(facts: Facts, today: date) -> tuple[Contradiction, ...]:
    of_people = (found for who, person in facts.people.items() for found in _person(who, person, facts, today))
    return (*_household(facts), *of_people)


def clash(facts: Facts, today: date) -> Contradiction | None:
    """The first pair of facts that cannot both be true."""
    return next(iter(contradictions(facts, today)), None)


def _household(facts: Facts) -> Iterator[Contradiction]:
    if facts.filing_status in UNMARRIED and facts.spouse is not None and facts.spouse != Person():
        yield Contradiction("spouse_of_unmarried", ("filing_status", "spouse"))
    yield from _part("taken_off_above_wages", "taken_off", facts.taken_off, "wages", facts.wages)
    told = facts.model_copy(update={"agi": None}).income
    if facts.agi is not None and told is not None and told != facts.agi:
        fields = ("agi", "wages", "taken_off", "other_income")
        yield Contradiction("agi_and_parts", fields, {"agi": facts.agi, "sum": told})


UNMARRIED = {FilingStatus.SINGLE, FilingStatus.HOH, FilingStatus.QSS}


def _person(who: str, person: Person, facts: Facts, today: date) -> Iterator[Contradiction]:
    yield from _birth(who, person, facts, today)
    yield from _not_among(who, person)
    yield from _nowhere(who, person, facts, today)
    for part, reason in ABOVE_WHOLE.items():
        whole = WHOLE_OF[part]
        part_, whole_ = getattr(person, part), getattr(person, whole)
        yield from _part(reason, f"{who}.{part}", part_, f"{who}.{whole}", whole_)
    basis, prior = person.basis, person.contributed_prior
    if person.basis_includes_prior and basis is not None and prior is not None and basis < prior:
        both = (f"{who}.basis_includes_prior", f"{who}.basis", f"{who}.contributed_prior")
        yield Contradiction("line14_below_prior", both, {"basis": basis, "prior": prior})
    yield from _days(who, person, facts, today)
    for kind, plan in person.plans.items():
        yield from _plan(f"{who}.plans.{kind}", plan)
        if person.plan_kinds is not None and kind not in person.plan_kinds and plan != WorkPlan():
            yield Contradiction("plan_not_had", (f"{who}.plan_kinds",), {"kind": kind})


ABOVE_WHOLE = {
    "contributed_late": "late_above_whole",
    "converted_simple": "simple_above_converted",
    "withheld": "withheld_above_converted",
    "charity": "charity_above_withdrew",
    "withdrew_early": "early_above_withdrew",
    "foreign_excluded": "excluded_above_pay",
}


def _part(
    reason: str, part: str, part_told: Decimal | None, whole: str, whole_told: Decimal | None
) -> Iterator[Contradiction]:
    """A part that is more than its whole."""
    if part_told is not None and whole_told is not None and part_told > whole_told:
        yield Contradiction(reason, (part, whole), {"part": part_told, "whole": whole_told})


def _birth(who: str, person: Person, facts: Facts, today: date) -> Iterator[Contradiction]:
    born, field_ = person.birth_year, f"{who}.birth_year"
    if born is None:
        return
    if born > today.year:
        yield Contradiction("born_ahead", (field_,), {"year": born})
    if facts.tax_year is not None and born > facts.tax_year:
        yield Contradiction("born_after_year", (field_, "tax_year"), {"year": born, "tax": facts.tax_year})
    if born < today.year - law.threshold("oldest_age").money:
        yield Contradiction("born_long_ago", (field_,), {"year": born})
    opened, first = person.roth_first_year, person.simple_first_deposit
    if opened is not None and opened < born:
        fields = (f"{who}.roth_first_year", field_)
        yield Contradiction("roth_before_birth", fields, {"opened": opened, "year": born})
    if first is not None and first.year < born:
        yield Contradiction(
            "deposit_before_birth", (f"{who}.simple_first_deposit", field_), {"day": first, "year": born}
        )


def _not_among(who: str, person: Person) -> Iterator[Contradiction]:
    """An amount in an IRA that nobody has, or of something that was not done."""
    for kind in (*AGGREGATED, IraKind.ROTH):
        value = getattr(person, kind)
        if value and person.ira_kinds is not None and kind not in person.ira_kinds:
            yield Contradiction(f"no_ira_{kind}", (f"{who}.{kind}", f"{who}.ira_kinds"), {"amount": value})
    for move, fact in AMOUNT_OF.items():
        amount = getattr(person, fact)
        if amount and person.moves is not None and move not in person.moves:
            yield Contradiction(f"not_done_{move}", (f"{who}.{fact}", f"{who}.moves"), {"amount": amount})


HOLDING = {IraKind.TRADITIONAL, IraKind.ROLLOVER, IraKind.SEP}  # where a contribution of one's own can lie
GONE_ON = {Move.CONVERTED, Move.WITHDREW, Move.RELABELED}


def _nowhere(who: str, person: Person, facts: Facts, today: date) -> Iterator[Contradiction]:
    """A contribution that has gone nowhere since, and no IRA that could hold it: a SIMPLE IRA takes none."""
    if person.ira_kinds is None or person.moves is None or HOLDING & person.ira_kinds or GONE_ON & person.moves:
        return
    over = facts.tax_year is not None and today.year > facts.tax_year
    if over and person.converted_next != 0:  # it may have been converted since
        return
    for fact in ("contributed", "contributed_prior"):
        if amount := getattr(person, fact):
            yield Contradiction("no_ira_for_it", (f"{who}.ira_kinds", f"{who}.{fact}"), {"amount": amount})


def _days(who: str, person: Person, facts: Facts, today: date) -> Iterator[Contradiction]:
    """What has not come yet, or came too early to be."""
    first = person.simple_first_deposit
    if first is not None and first > today:
        yield Contradiction("deposit_ahead", (f"{who}.simple_first_deposit",), {"day": first})
    moved = person.relabeled_on
    if moved is not None and moved > today:
        yield Contradiction("relabeled_ahead", (f"{who}.relabeled_on",), {"day": moved})
    contributed_for = person.relabeled_year
    if moved is not None and contributed_for is not None and contributed_for > moved.year:
        both = f"{who}.relabeled_year", f"{who}.relabeled_on"
        yield Contradiction("relabeled_before_its_year", both, {"year": contributed_for, "day": moved})
    start = law.standing().whole("first_roth_ira_year")
    opened, year = person.roth_first_year, facts.tax_year
    if opened is not None and not start <= opened <= today.year:
        yield Contradiction("roth_year_impossible", (f"{who}.roth_first_year",), {"year": opened, "first": start})
    if year is None:
        return
    if opened is not None and opened > year and person.contributed_roth:
        fields = (f"{who}.roth_first_year", f"{who}.contributed_roth")
        yield Contradiction("roth_year_too_late", fields, {"year": opened, "tax": year})
    yield from _parts(who, person, year, today)
    late = {"contributed_late": person.contributed_late, "converted_next": person.converted_next}
    for fact, amount in late.items():
        if amount and today.year <= year:
            yield Contradiction(f"{fact}_ahead", (f"{who}.{fact}", "tax_year"), {"amount": amount, "year": year})
    for fact in AMOUNT_OF.values():
        if getattr(person, fact) and today.year < year:
            values = {"amount": getattr(person, fact), "year": year}
            yield Contradiction("done_ahead", (f"{who}.{fact}", "tax_year"), values)


def _parts(who: str, person: Person, year: int, today: date) -> Iterator[Contradiction]:
    """Days of what was moved that are not in the year, or have not come, and parts that are not the sum told."""
    for many, whole in PARTS_OF.items():
        parts: tuple[Dated, ...] = getattr(person, many) or ()
        fields = f"{who}.{many}", f"{who}.{whole}"
        outside = next((part for part in parts if part.on.year != year), None)
        if outside is not None:
            yield Contradiction("moved_in_another_year", fields[:1], {"day": outside.on, "year": year})
        ahead = next((part for part in parts if part.on > today), None)
        if ahead is not None:
            yield Contradiction("moved_ahead", fields[:1], {"day": ahead.on})
        told, together = getattr(person, whole), sum((part.amount for part in parts), Decimal(0))
        if parts and told != together:
            yield Contradiction("parts_and_sum", fields, {"sum": together, "whole": told})


def _plan(path: str, plan: WorkPlan) -> Iterator[Contradiction]:
    yield from _part("deferrals_above_pay", f"{path}.deferrals", plan.deferrals, f"{path}.pay", plan.pay)
    roth = plan.roth_deferrals
    yield from _part("roth_above_deferrals", f"{path}.roth_deferrals", roth, f"{path}.deferrals", plan.deferrals)
    caught_up = plan.catch_up_roth
    fields = f"{path}.catch_up_roth", f"{path}.deferrals"
    yield from _part("catch_up_above_deferrals", fields[0], caught_up, fields[1], plan.deferrals)
    if roth and plan.offers_roth is False:
        yield Contradiction("roth_not_offered", (f"{path}.roth_deferrals", f"{path}.offers_roth"), {"roth": roth})
    if plan.after_tax_made and plan.after_tax_allowed is False:
        fields = (f"{path}.after_tax_made", f"{path}.after_tax_allowed")
        yield Contradiction("after_tax_not_allowed", fields, {"made": plan.after_tax_made})
    caps = [fact for fact in ("after_tax_percent", "after_tax_dollars") if getattr(plan, fact) is not None]
    if plan.after_tax_capped is False and caps:
        yield Contradiction("cap_and_no_cap", (f"{path}.{caps[0]}", f"{path}.after_tax_capped"))
    exits = plan.exits
    if exits is not None and Exit.NEITHER in exits and len(exits) > 1:
        yield Contradiction("exits_and_none", (f"{path}.exits",))
    if exits is not None and plan.automatic and Exit.IN_PLAN not in exits:
        yield Contradiction("automatic_without_in_plan", (f"{path}.automatic", f"{path}.exits"))
