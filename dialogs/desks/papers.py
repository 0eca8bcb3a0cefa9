"""From what was told at the checking desk, and the facts of the talk, to one set for the law to check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from calc.checking.entries import NEAR, Lines
from calc.checking.forms import ORDER
from calc.checking.papers import NONE, QUESTIONS, Paper, Told
from calc.checking.tables import KINDS, is_code, payout
from calc.checking.tables import boxes as boxes_of
from calc.checking.verdict import PEOPLE, RETURN, Given, Printed, Work
from calc.facts import AGGREGATED, Facts, Move, Person
from calc.planning.balance import basis_forward
from calc.refusals import Refusal
from dialogs.desks.visit import Visit
from dialogs.interview.questions import card_of
from dialogs.session import Answers, Filed, Stage
from dialogs.session import Told as Answer
from dialogs.understanding.lists import by_form

BOTH = "both"
MOST_ENTRIES = 120  # boxes of the forms of one kind
TOLD_BY = (("roth", "3"), ("roth", "10"), ("sep", "8"), ("simple", "9"))  # boxes that only one kind of account fills
ANSWERS = {
    "contributed": "contributed",
    "late": "contributed_late",
    "converted": "converted",
    "basis": "basis",
    "value": "year_end_value",
}
ADDITIONAL_TAX = ("25", "17", "4")  # lines of Form 5329 that a bare tax on that form may be


def people(visit: Visit) -> tuple[str, ...]:
    """Whose forms are compared here."""
    if not visit.facts.joint:
        return PEOPLE[:1]
    return PEOPLE if visit.choice("who") == BOTH else (visit.who,)


def asked_of(who: str, name: str, visit: Visit) -> str:
    """The name of a question about a person; the second of two has questions of their own."""
    second = who == "spouse" and len(people(visit)) > 1
    return f"spouse.{name}" if second else name


def given(visit: Visit) -> Given:
    """The whole set: papers, facts of the year, answers, and the printed lines."""
    year = visit.year or visit.today.year
    whose = people(visit)
    facts = _facts(visit, year)
    told = {who: _told(visit, who) for who in whose}
    papers = [paper for who in whose for paper in papers_of(visit, who)]
    lines = {who: _lines(visit, who) for who in whose}
    alone = visit.facts.joint and len(whose) == 1
    whole = {} if alone else _of_return(lines[whose[0]])
    forms_ = {
        who: {line: amount for line, amount in own.items() if line in ORDER["8606"]} for who, own in lines.items()
    }
    set_ = Given(year, papers, facts, Printed(forms_, whole, {}), told)
    taxes = {who: _tax(own, set_, who) for who, own in lines.items() if "5329" in own}
    return Given(year, papers, facts, Printed(forms_, whole, taxes), told)


def left_out(visit: Visit) -> bool:
    """Whether lines of the couple's Form 1040 were typed while only one spouse's papers are here."""
    return visit.facts.joint and len(people(visit)) == 1 and bool(_of_return(_lines(visit, visit.who)))


def contradiction(visit: Visit) -> Refusal | None:
    """What two papers, or a paper and an answer, say against each other."""
    set_ = given(visit)
    for who, found in Work(set_).entries.items():
        forms = [paper for paper in set_.papers if paper.form == "1099-R" and paper.owner == who]
        paid_out = sum((p.money("1") for p in forms if "7_or_8" in p.payout.effect and p.year == set_.year), NONE)
        converted = found.beside.box_3 or set_.facts.people.get(who, Person()).converted or NONE
        if forms and converted > paid_out + NEAR:
            return Refusal("converted_above_paid_out", "converted", converted=converted, paid_out=paid_out)
        late = set_.facts.people.get(who, Person()).contributed_late or NONE
        if who in people(visit) and late > found.contributed:
            return Refusal("late_above_whole", "late", late=late, whole=found.contributed)
    return None


def papers_of(visit: Visit, who: str) -> Iterator[Paper]:
    """The papers that were typed or read for one person."""
    for boxes in _forms(visit, who, "paid_out"):
        yield _paid_out(boxes, who, visit.year or 0)
    for boxes in _forms(visit, who, "received"):
        yield _received(boxes, who, visit.year or 0)


def _forms(visit: Visit, who: str, name: str) -> list[dict[str, str]]:
    card = card_of(f"{visit.desk}.{name}")
    return by_form(visit.listed(asked_of(who, name, visit)) or [], card.boxes if card else ())


def _paid_out(boxes: Mapping[str, str], who: str, year: int) -> Paper:
    """An IRA's, as the question says, unless it is marked otherwise; a direct rollover is a plan's."""
    codes = "".join(filter(is_code, boxes.get("7", "").upper()))[:2]
    straight = payout(codes, ticked=False).does == "rolled_over"
    return Paper(
        form="1099-R",
        owner=who,
        year=int(boxes.get("year") or year),
        boxes=_amounts("1099-R", boxes) | ({"7": codes} if codes else {}),
        ira=boxes.get("ira", "no" if straight else "yes") == "yes",
        corrected=boxes.get("corrected") == "yes",
        beneficiary=boxes.get("inherited") == "yes",
    )


def _received(boxes: Mapping[str, str], who: str, year: int) -> Paper:
    held = _amounts("5498", boxes)
    kind = boxes.get("7", "")
    if kind not in KINDS:
        kind = next((of for of, box in TOLD_BY if held.get(box)), "ira")
    return Paper(
        form="5498",
        owner=who,
        year=int(boxes.get("year") or year),
        boxes=held,
        kind=kind,
        corrected=boxes.get("corrected") == "yes",
        beneficiary=boxes.get("inherited") == "yes",
    )


def _amounts(form: str, boxes: Mapping[str, str]) -> dict[str, Decimal | str]:
    money = {box for box, holds in boxes_of(form).items() if holds == "money"}
    return {box: Decimal(content.removesuffix("*")) for box, content in boxes.items() if box in money and content}


def _told(visit: Visit, who: str) -> Told:
    answers = {question: visit.money(asked_of(who, question, visit)) for question in QUESTIONS}
    return Told({question: amount for question, amount in answers.items() if amount is not None})


def _facts(visit: Visit, year: int) -> Facts:
    """The talk's, where it is about the year; of another year only what stays, with the answers of the desk."""
    facts = visit.facts
    if facts.tax_year != year:
        stays = {who: Person(birth_year=person.birth_year) for who, person in facts.people.items()}
        facts = Facts(tax_year=year, filing_status=facts.filing_status, you=stays["you"], spouse=stays.get("spouse"))
    for who in people(visit):
        facts = facts.having(who, _person(visit, who, facts))
    return facts


def _person(visit: Visit, who: str, facts: Facts) -> Person:
    person = facts.people[who]
    told = {fact: visit.money(asked_of(who, name, visit)) for name, fact in ANSWERS.items()}
    basis = told["basis"] if told["basis"] is not None else _basis(who, person)
    value = told["year_end_value"] if told["year_end_value"] is not None else _value(visit, person, facts)
    known = {fact: amount for fact, amount in told.items() if amount is not None}
    known |= {fact: amount for fact, amount in (("basis", basis), ("year_end_value", value)) if amount is not None}
    return person.model_copy(update={**known, "contributed_prior": None})


def _basis(who: str, person: Person) -> Decimal | None:
    """Line 2, as far as the talk tells it."""
    forward = basis_forward(who, person)
    return None if forward is None else forward.money


def _value(visit: Visit, person: Person, facts: Facts) -> Decimal | None:
    """What the IRAs held on December 31; while the year runs, what they hold today."""
    if person.year_end_value is not None or (facts.tax_year or 0) < visit.today.year:
        return person.year_end_value
    values = [person.ira_value(kind) for kind in AGGREGATED]
    known = [value for value in values if value is not None]
    return sum(known, NONE) if len(known) == len(values) else None


def missing(visit: Visit, who: str) -> Iterator[str]:
    """What neither the papers nor the talk tell, and the forms are made of."""
    set_ = given(visit)
    person = set_.facts.people[who]
    mine = [paper for paper in set_.papers if paper.owner == who and paper.year == set_.year]
    received = [paper for paper in mine if paper.form == "5498" and not paper.beneficiary]
    own = [paper for paper in received if paper.kind != "roth"]
    left = any("7_or_8" in paper.payout.effect for paper in mine if paper.form == "1099-R")

    def asked(name: str, *, known: bool) -> bool:
        return visit.answered(asked_of(who, name, visit)) or not known

    if asked("contributed", known=any("1" in p.boxes for p in own) or person.moved(Move.TRADITIONAL) is not None):
        yield "contributed"
    by_paper = any(paper.kind == "roth" for paper in received)
    if left and asked("converted", known=by_paper or person.moved(Move.CONVERTED) is not None):
        yield "converted"
    if left and asked("value", known=any("5" in p.boxes for p in own) or person.year_end_value is not None):
        yield "value"
    found = Work(set_).entries[who]
    if found.contributed and left and asked("late", known=person.contributed_late is not None):
        yield "late"
    if asked("basis", known=person.basis is not None):
        yield "basis"


def _lines(visit: Visit, who: str) -> Lines:
    """The printed lines, empty ones as None, under the names of the desk's card."""
    told = (entry.split(":", 1) for entry in visit.listed(asked_of(who, "printed", visit)) or [])
    plain = {line: content.removesuffix("*") for line, content in told}
    return {line: Decimal(content) if content else None for line, content in plain.items()}


def _of_return(lines: Lines) -> Lines:
    return {line: lines[line] for line in RETURN[:-1] if line in lines}


def _tax(lines: Lines, set_: Given, who: str) -> Lines:
    """A bare tax is of the part of Form 5329 that comes to it; else of the one for excess Roth contributions."""
    shown = lines["5329"] or NONE
    right = Work(set_).right["5329", who]
    fits = (line for line in ADDITIONAL_TAX if right[line] is not None and abs((right[line] or NONE) - shown) < 1)
    return {next(fits, ADDITIONAL_TAX[0]): shown}


KEPT_FOR = {"1099-R": "paid_out", "5498": "received", "8606": "printed", "1040": "printed"}
"""The question at the checking desk that a paper answers."""


def entries_of(filed: Sequence[Filed], answers: Answers, desk: Stage, *, joint: bool) -> dict[str, Answer]:
    """What the papers that were read answer at a desk, beside what was answered there before."""
    if desk is Stage.REPAIR:
        return _of_excess(filed, answers)
    papers = [paper for paper in filed if paper.form in KEPT_FOR]
    years = [paper.year for paper in papers if paper.year is not None]
    told_year = answers.get("check.year")
    year = told_year if isinstance(told_year, int) else years[-1] if years else None
    papers = [paper for paper in papers if paper.year in {None, year} or _of_next_year(paper, year)]
    if not papers:
        return {}
    told: dict[str, Answer] = {} if told_year is not None or year is None else {"check.year": year}
    owners = {paper.who for paper in papers}
    whose = str(answers.get("check.who") or (BOTH if len(owners) > 1 else owners.pop()))
    if joint and "check.who" not in answers:
        told["check.who"] = whose
    for paper in papers:
        second = joint and whose == BOTH and paper.who == "spouse"
        if joint and whose not in {BOTH, paper.who}:
            continue
        fact = f"check.{'spouse.' if second else ''}{KEPT_FOR[paper.form]}"
        before = told.get(fact, answers.get(fact))
        entries = list(before) if isinstance(before, list) else []
        fresh = _fresh(paper, entries, year)
        if fresh:
            told[fact] = [*entries, *fresh][:MOST_ENTRIES]
    return {fact: value for fact, value in told.items() if answers.get(fact) != value}


def _of_next_year(paper: Filed, year: int | None) -> bool:
    """A contribution of the year that came back or was relabeled in the next."""
    codes = next((entry[2:].upper() for entry in paper.boxes if entry.startswith("7:")), "")
    later = paper.form == "1099-R" and year is not None and paper.year == year + 1
    return later and any(map(is_code, codes)) and payout(codes, ticked=True).year_before


def _fresh(paper: Filed, entries: list[str], year: int | None) -> list[str]:
    """The paper's entries; nothing where they are there already. Printed lines take the place of earlier ones."""
    card = card_of(f"check.{KEPT_FOR[paper.form]}")
    known = [entry for entry in paper.boxes if card and entry.partition(":")[0] in card.boxes]
    if paper.form in {"8606", "1040"}:
        there = {entry.partition(":")[0] for entry in entries}
        return [entry for entry in known if entry.partition(":")[0] not in there]
    if paper.year is not None and paper.year != year:
        known.append(f"year:{paper.year}")
    forms = by_form(entries, card.boxes if card else ())
    return [] if dict(entry.split(":", 1) for entry in known) in forms else known


def _of_excess(filed: Sequence[Filed], answers: Answers) -> dict[str, Answer]:
    """What a Form 5329 with an excess tells the repair desk, where nothing was told there yet."""
    paper = next((one for one in reversed(filed) if one.form == "5329"), None)
    if paper is None or answers.get("repair.what"):
        return {}
    told = dict(entry.split(":", 1) for entry in paper.boxes)
    found: dict[str, Answer] = {"repair.what": told["what"], "repair.excess": told["excess"]}
    if paper.year is not None:
        found["repair.year"] = paper.year
    return found
