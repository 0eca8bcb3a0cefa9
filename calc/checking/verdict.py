"""Printed lines against the lines that follow from the papers: right, wrong at its first line, or something to ask.

A set is right where every printed line agrees on the ordinary footing. Where it does not, each question that no paper
answers is tried with every amount that could be meant; only what no answer makes right is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from itertools import product

from calc import law
from calc.checking import forms
from calc.checking.entries import NEAR, Entries, Lines, entries
from calc.checking.papers import NONE, QUESTIONS, Paper, Told, standing
from calc.facts import Facts, Person
from calc.refusals import Refusal
from calc.worksheets.ira_deduction import ira_deduction

PEOPLE = ("you", "spouse")
ORDER = forms.ORDER["8606"]
RETURN = ("4a", "4b", "5a", "5b", "25b")
BASIS = "basis"
THOUSANDTH = Decimal("0.001")
MOST_TRIED = 40  # amounts to a question


class Judged(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Printed:
    """Lines as they stand on the forms; a blank one is None, one that is not judged is not there."""

    form_8606: Mapping[str, Lines] = field(default_factory=dict)  # by person
    form_1040: Lines = field(default_factory=dict)
    form_5329: Mapping[str, Lines] = field(default_factory=dict)

    def of(self, form: str, who: str) -> Lines:
        by_person = {"8606": self.form_8606, "5329": self.form_5329}.get(form)
        return self.form_1040 if by_person is None else by_person.get(who, {})

    def __bool__(self) -> bool:
        """Whether there is a line to compare."""
        return any((self.form_1040, *self.form_8606.values(), *self.form_5329.values()))


@dataclass(frozen=True, slots=True)
class Given:
    """One set: the papers of a tax year, the public facts, what was told beside them, and the printed lines."""

    year: int
    papers: Sequence[Paper]
    facts: Facts
    printed: Printed
    told: Mapping[str, Told] = field(default_factory=dict)

    def of(self, who: str) -> Told:
        return self.told.get(who, Told())

    def having(self, who: str, question: str, amount: Decimal) -> Given:
        """The same set with one question answered."""
        if question != BASIS:
            return replace(self, told={**self.told, who: self.of(who).having(question, amount)})
        person = (self.facts.people.get(who) or Person()).model_copy(update={"basis": amount})
        return replace(self, facts=self.facts.having(who, person))

    @property
    def people(self) -> tuple[str, ...]:
        """Whose forms there are: of the spouse on a joint return, or where papers or lines are the spouse's."""
        spouse = self.facts.joint or any(p.owner == "spouse" for p in self.papers)
        return (
            PEOPLE if spouse or self.printed.of("8606", "spouse") or self.printed.of("5329", "spouse") else PEOPLE[:1]
        )

    @property
    def filers(self) -> tuple[str, ...]:
        """Whose entries the printed Form 1040 holds: both, unless they file separately."""
        separately = self.facts.filing_status is not None and not self.facts.joint
        return PEOPLE[:1] if separately else self.people


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line and what it should be."""

    form: str
    who: str
    line: str
    printed: Decimal | None
    right: Decimal | None


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask, about whom, and the amount that would make the printed lines right."""

    name: str
    who: str
    amount: Decimal


@dataclass(frozen=True)
class Work:
    """The lines of everybody that follow from one set, in the manner nearest to what is printed."""

    given: Given

    @cached_property
    def counted(self) -> tuple[list[Paper], list[Paper]]:
        return standing(self.given.papers)

    @cached_property
    def entries(self) -> dict[str, Entries]:
        given = self.given
        return {
            who: entries(who, self.counted[0], given.facts, given.of(who), given.year, given.printed.of("8606", who))
            for who in given.people
        }

    @cached_property
    def right(self) -> Mapping[tuple[str, str], Lines]:
        """Lines by form and person (Form 1040 is you's)."""
        return lines_of(self.given, self.entries)

    @cached_property
    def first_wrong(self) -> Line | None:
        return first_difference(self.given, self.right)


def lines_of(given: Given, people: Mapping[str, Entries]) -> Mapping[tuple[str, str], Lines]:
    """Every form worked out; of the manners allowed, those that go furthest with the printed lines."""
    nearest = {who: _nearest(found, given.printed.of("8606", who)) for who, found in people.items()}
    chosen, whole = _with_1040(given, people, nearest)
    out: dict[tuple[str, str], Lines] = {("8606", who): lines for who, lines in chosen.items()}
    out["1040", "you"] = whole
    for who, found in people.items():
        out["5329", who] = forms.form_5329(found, chosen[who], given.printed.of("5329", who))
    return out


def _nearest(found: Entries, printed: Lines) -> list[Lines]:
    """The manners whose first difference is furthest down the form; the plain one first.

    One that leaves a part of the form empty is none of them where that part was filled in.
    """
    reach: dict[tuple[bool, int], list[Lines]] = {}
    for lines in forms.manners(found, printed):
        far = _reach(lines, printed)
        reach.setdefault((far == len(ORDER) or not _leaves_out(lines, printed), far), []).append(lines)
    return reach[max(reach)]


def _leaves_out(lines: Lines, printed: Lines) -> bool:
    return any(printed.get(line) and lines.get(line) is None for line in ORDER)


def _reach(lines: Lines, printed: Lines) -> int:
    return next((n for n, line in enumerate(ORDER) if differs("8606", line, printed, lines)), len(ORDER))


def _with_1040(
    given: Given, people: Mapping[str, Entries], nearest: Mapping[str, list[Lines]]
) -> tuple[dict[str, Lines], Lines]:
    """Form 1040 in the manner nearest to the printed one, from the forms it follows from."""
    printed, filers = given.printed.form_1040, [who for who in given.filers if who in people]
    best: tuple[int, dict[str, Lines], Lines] | None = None
    for some in product(*nearest.values()):
        chosen = dict(zip(nearest, some, strict=True))
        of = {who: (people[who], chosen[who]) for who in filers}
        whole = dict(forms.form_1040(of))
        for line, blank in (("4a", forms.may_leave_4a(of)), ("5a", whole["5a"] == whole["5b"])):
            if blank and line in printed and not printed[line]:
                whole[line] = None
        more = printed.get("25b")
        if more is not None and more > (whole["25b"] or NONE):
            whole["25b"] = more  # other Forms 1099 withhold as well
        far = next((n for n, line in enumerate(RETURN) if differs("1040", line, printed, whole)), len(RETURN))
        if best is None or far > best[0]:
            best = far, chosen, whole
    assert best is not None
    return best[1], best[2]


def first_difference(given: Given, right: Mapping[tuple[str, str], Lines]) -> Line | None:
    """In the order: Form 8606 of you, of the spouse, Form 1040, Form 5329 of you, of the spouse."""
    order = [("8606", who) for who in PEOPLE] + [("1040", "you")] + [("5329", who) for who in PEOPLE]
    for form, who in order:
        printed, lines = given.printed.of(form, who), right.get((form, who), {})
        for line in forms.ORDER.get(form, RETURN):
            if differs(form, line, printed, lines):
                return Line(form, who, line, printed[line], lines[line])
    return None


def differs(form: str, line: str, printed: Lines, right: Lines) -> bool:
    """A blank and a zero are the same; what the facts do not tell is not judged."""
    if line not in printed or line not in right or (form == "5329" and right[line] is None):
        return False
    shown, meant = printed[line] or NONE, right[line] or NONE
    return abs(shown - meant) >= (THOUSANDTH if (form, line) == ("8606", "10") else NEAR)


@dataclass(frozen=True, slots=True)
class Verdict:
    """``work``: the lines as they should be, on the ordinary footing. ``questions``: in the order to ask them."""

    judged: Judged
    work: Work
    first_wrong: Line | None = None
    questions: tuple[Question, ...] = ()


def check(given: Given) -> Verdict:
    """A year without a form, or a printed line that no form has, is the caller's to refuse."""
    work = Work(given)
    if work.first_wrong is None:
        return Verdict(Judged.RIGHT, work)
    questions = tuple(_answers_that_help(given, work))
    if questions:
        return Verdict(Judged.ASK, work, questions=questions)
    return Verdict(Judged.WRONG, work, work.first_wrong)


def _answers_that_help(given: Given, work: Work) -> Iterator[Question]:
    """Each untold question with the first amount that makes every printed line agree."""
    for who in given.people:
        amounts = _amounts(given, work, who)
        for question in (*QUESTIONS, BASIS):
            if not _open(given, who, question):
                continue
            for amount in amounts:
                if not _possible(given, work, who, question, amount):
                    continue
                tried = Work(given.having(who, question, amount))
                if not _hopeless(tried) and tried.first_wrong is None:
                    yield Question(question, who, amount)
                    break


def _hopeless(work: Work) -> bool:
    """Whether a line that is entered, not worked out, shows another amount already: no manner of filling in helps."""
    for who, found in work.entries.items():
        printed = work.given.printed.of("8606", who)
        meant = {
            "1": found.line_1,
            "2": found.basis,
            "6": found.value + found.under_way,
            "7": found.line_7,
            "8": found.converted,
        }
        if any((shown := printed.get(line)) and abs(shown - amount) >= NEAR for line, amount in meant.items()):
            return True
    return False


def _open(given: Given, who: str, question: str) -> bool:
    person = given.facts.people.get(who) or Person()
    match question:
        case "basis":
            return person.basis is None
        case "charity":
            return question not in given.of(who) and person.charity is None
        case _:
            return question not in given.of(who)


def _amounts(given: Given, work: Work, who: str) -> list[Decimal]:
    """What an answer could be: the printed lines, what they are off by, and the boxes of the papers."""
    printed, right = given.printed.of("8606", who), work.right["8606", who]
    shown = [amount for line, amount in printed.items() if amount and line != "10"]
    off = [abs((printed[line] or NONE) - (right[line] or NONE)) for line in printed if line in right and line != "10"]
    total, whole = given.printed.form_1040, work.right["1040", "you"]
    off += [abs((total[line] or NONE) - (whole[line] or NONE)) for line in ("4a", "4b", "5a", "5b") if line in total]
    carried = given.printed.of("5329", who)
    off += [
        abs((carried[line] or NONE) - (work.right["5329", who][line] or NONE))
        for line in ("15", "23")
        if line in carried
    ]
    boxes = [
        paper.money(box)
        for paper in work.counted[0]
        if paper.owner == who
        for box in ("1", "2", "5", "10")
        if paper.money(box)
    ]
    candidates = dict.fromkeys(amount for amount in (*off, *boxes, *shown) if amount)
    return list(candidates)[:MOST_TRIED]


def _possible(given: Given, work: Work, who: str, question: str, amount: Decimal) -> bool:
    """Whether the papers, the facts and the law leave room for the answer."""
    found = work.entries[who]
    person = given.facts.people.get(who) or Person()
    match question:
        case "charity":
            age = law.standing().figure("qcd_age").value
            old = person.birth_year is None or given.year - person.birth_year >= int(age)
            kept = found.pool - found.beside.box_3 + found.beside.inherited_paid
            return old and amount <= min(_late_in_life(given, work, who), kept) + NEAR
        case "rolled_over":
            required = max((person.ira_rmd or NONE) - found.given - found.beside.given, NONE)
            return (
                amount
                <= max(
                    found.pool - found.converted - required - found.under_way, found.plan, found.beside.inherited_paid
                )
                + NEAR
            )
        case "rollover_under_way":
            return amount <= found.pool - found.converted - given.of(who)["rolled_over"] + NEAR
        case "deducted":
            most = _deductible(given, who, found)
            return amount <= min(found.contributed, found.contributed if most is None else most) + NEAR
        case "inherited":
            return any(abs(amount - part) < NEAR for part in _maybe_inherited(work, who))
        case "inherited_basis":
            return amount <= found.beside.inherited_paid + NEAR
        case "returned":
            return amount <= max(_may_come_back(given, work, who), found.beside.roth_contributed) + NEAR
        case "roth_contributions" | "roth_conversions":
            return bool(found.roth_paid)
    return True


def _may_come_back(given: Given, work: Work, who: str) -> Decimal:
    """Of a traditional contribution, what a return that no Form 1099-R of the year tells of can have taken.

    It left after December 31, out of what was there then or came in later. What was converted comes back out of the
    Roth IRA, and the conversion with it, so the printed form would be another.
    """
    found, person = work.entries[who], given.facts.people.get(who) or Person()
    own = [
        p for p in work.counted[0] if (p.form, p.owner) == ("5498", who) and p.kind != "roth" and not p.beneficiary
    ]
    known = any("5" in p.boxes for p in own) or person.year_end_value is not None
    known = known or "6" in given.printed.of("8606", who)
    return min(found.contributed, found.value + found.late) if known else found.contributed


def _late_in_life(given: Given, work: Work, who: str) -> Decimal:
    """What IRAs paid out with the codes that a gift can have: 7, or of an inherited IRA 4."""
    out = (p for p in work.counted[0] if (p.form, p.owner, p.year) == ("1099-R", who, given.year) and p.ira)
    return sum((p.money("1") for p in out if set(p.payout.codes) & {"4", "7", "K"}), NONE)


def _maybe_inherited(work: Work, who: str) -> Iterable[Decimal]:
    """Values of accounts, alone and together, into which nothing went that only an owner can put there."""
    own = {"1", "2", "8", "9", "13a"}
    values = [
        p.money("5")
        for p in work.counted[0]
        if (p.form, p.owner, p.year) == ("5498", who, work.given.year)
        and p.kind != "roth"
        and not p.beneficiary
        and not any(p.money(box) for box in own)
    ]
    sums = {NONE}
    for value in values[:8]:
        sums |= {known + value for known in sums}
    return sums - {NONE}


def _deductible(given: Given, who: str, found: Entries) -> Decimal | None:
    """The most that can be deducted; None where a fact is missing."""
    facts, person = given.facts, given.facts.people.get(who) or Person()
    other = facts.people.get("spouse" if who == "you" else "you") or facts.spouse or Person()
    unknown = (
        facts.filing_status is None or facts.income is None or person.covered is None or person.birth_year is None
    )
    if unknown or given.year not in law.years():
        return None
    assert facts.income is not None and person.birth_year is not None and person.covered is not None  # noqa: PT018
    try:
        sheet = ira_deduction(
            tax_year=given.year,
            filing_status=facts.filing_status or "",
            lived_with_spouse=facts.lived_with_spouse,
            covered=person.covered,
            spouse_covered=other.covered,
            age=given.year - person.birth_year,
            magi=facts.income + (facts.add_backs or NONE),
            compensation=found.contributed if person.compensation is None else person.compensation,
            contribution=found.contributed,
        )
    except Refusal:
        return None
    return sheet.money("deduction")
