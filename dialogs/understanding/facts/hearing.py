"""What the clauses of a text are heard in, one after the other: the talk, and what was told so far."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from calc.facts import FilingStatus
from dialogs.interview.agenda import Agenda, Question
from dialogs.interview.questions import Card, card_of, cards
from dialogs.session import Told
from dialogs.understanding.clauses import Clause, articles
from dialogs.understanding.gathering import Gathering
from dialogs.understanding.letters import likeliest_plan
from dialogs.understanding.slots import Slots

COUPLE = ("you", "spouse")
STRANGE = 2  # words of a clause that may mean anything, and of which it is still clear


@dataclass(slots=True)
class Hearing:
    """What clauses are heard in: the talk they were said into, and what those before them told."""

    agenda: Agenda
    today: date
    who: str
    of_plans: frozenset[int]
    gathering: Gathering
    question: Question | None
    often: Mapping[int, int]
    years: tuple[int, int] = field(init=False)
    asked_of: str = field(init=False)
    month: int = field(init=False)
    whose_sure: bool = True
    before: Slots = field(default_factory=Slots)
    facts: tuple[str, ...] = ()  # that the last amount was of
    facts_in: int = -1  # the sentence of the last amount
    value: Decimal = Decimal(0)  # the last amount
    of_others: bool = False
    sentence: int = -1
    has: bool = False  # in this sentence somebody has something
    return_of: str | None = None  # the year of the tax return that the sentence is about
    lost: str = ""
    named_in: int = -1
    both_plans: bool = False  # the clause says "both" of two plans
    spoken_of_last: str = ""
    at_home: bool = False  # who was spoken of last has no work
    turned: list[Decimal] = field(default_factory=list)  # amounts that came back
    parts: list[Decimal] = field(default_factory=list)  # of what was paid in: for the year before
    of_two: bool = False  # somewhere both were spoken of
    with_two: bool = False  # the text, or the talk before it, is about two people
    alone_said: bool = False  # an amount stands alone in such a list
    listed: bool = False  # the clause before told a status, a state or an age, and no more
    together_said: bool = False  # an income was called a joint or combined one
    jointly: bool = False  # an income of two people together was told
    ticked: tuple[tuple[int, str, str], ...] = ()  # by the number of their sentence
    bare: list[tuple[str, str]] = field(default_factory=list)  # clauses of nothing but an amount
    placed: frozenset[tuple[int, int]] = frozenset()  # clauses that were heard together with another
    general: frozenset[int] = frozenset()  # sentences that say how things are for everybody
    over_years: frozenset[int] = frozenset()  # sentences that tell what was done in several years
    heads: frozenset[tuple[int, int]] = frozenset()  # clauses that only name an account, and its amount follows
    headed: frozenset[tuple[int, int]] = frozenset()  # clauses that only lead into the next
    undeducted: frozenset[int] = frozenset()  # sentences that say that what went in was not deducted
    full: list[tuple[bool, tuple[str, ...]]] = field(default_factory=list)  # the limit of one of these is meant
    days: dict[str, frozenset[str]] = field(default_factory=dict)  # on which a move was made, as far as told
    door: str = ""  # the words that told of a back door that was done
    door_ticked: bool = False  # and they told facts
    converted_whole: list[tuple[str, Told]] = field(default_factory=list)  # what went in, as what was converted
    retired: list[str] = field(default_factory=list)  # who is told to be retired
    put_in_before: tuple[tuple[str, Decimal], ...] = ()  # who paid how much in, in the year before
    sides: dict[tuple[int, int], str] = field(default_factory=dict)  # clauses: what money of a plan each tells
    pretax_in: int = -1  # the sentence that said how much of a plan's money is pre-tax
    taken_apart: int = -1  # the sentence that says of what a plan's money is made up
    wishing: bool = False  # in this sentence something is only planned
    bonus: Decimal = Decimal(0)  # told before the pay that it comes on top of
    bonus_in: int = -1  # the sentence that told it
    wished_in: int = -1  # the last sentence in which something was only planned
    filed_in: int = -1  # the sentence that told how somebody files
    listed_people: frozenset[str] = frozenset()  # of whom the sentence tells no more than a figure each
    aged_in: int = -1  # the sentence that told an age
    born_in: int = -1  # the sentence that told a year of birth
    after_tax_in: int = -1  # the sentence that began with a word for after-tax money
    moved_in: int = -1  # the sentence that told of what went into an IRA or out of one
    taken_back_in: int = -1  # the sentence in which something was taken back last
    correcting: bool = False  # in this sentence something was taken back, and not yet said anew
    person_alone: bool = False  # the clause before only named somebody
    aside: bool = False  # the clause says beside a person what both of them are
    unknown_subject: bool = False  # the sentence went on to somebody by a name that nobody told
    idle_in: dict[str, set[str]] = field(default_factory=dict)  # of whom: nothing went in, or was moved
    deed_in: int = -1  # the sentence that began with what somebody did in a plan
    month_in: int = -1  # the sentence in which a month was told last
    past_in: int = -1  # the sentence that tells of earlier jobs
    stopped_in: int = -1  # the sentence in which somebody stopped working
    changed_jobs: frozenset[str] = frozenset()  # who began a job in the year, or has more than one
    stopped: bool = False  # somebody stopped working in the year
    summed_in: int = -1  # the sentence in which an amount was told last
    account_in: int = -1  # the sentence in which an account was named last
    accounts: frozenset[str] = frozenset()  # the kinds of IRA that it named
    beside: tuple[str, ...] = ()  # plans that the sentence named beside a pay
    denied: tuple[tuple[str, Told], ...] = ()  # facts of which there is nothing, without their owner
    denied_in: int = -1  # the sentence that said so
    has_had: tuple[str, ...] = ()  # values of accounts that are told as of before
    net_in: int = -1  # the sentence that tells what arrives of a pay
    commutes: tuple[str, ...] = ()  # the state that somebody works in
    apart: bool | None = None  # a couple lives together, or does not
    told_alone: bool = False  # the whole text speaks of nobody but one who files alone
    pretax: set[str] = field(default_factory=set)  # deferrals of which only the pre-tax side was told
    of_somebody: frozenset[int] = frozenset()  # sentences that tell what only a person has
    puts_right: bool = False  # what is told takes the place of what was told before
    instead_of: frozenset[Decimal] = frozenset()  # amounts that are denied
    divorced_before: bool = False  # a divorce of an earlier year was told

    def __post_init__(self) -> None:
        self.years = self.agenda.facts.tax_year or self.today.year, self.today.year
        self.asked_of, self.month = self.who, self.today.month

    @property
    def people(self) -> tuple[str, ...]:
        """Whose a fact is that is told once of everybody who is meant."""
        if self.who in {"each", "both"}:
            return ("you",) if self.alone else COUPLE
        return (self.who,)

    @property
    def alone(self) -> bool:
        return self.told_alone or self.agenda.facts.filing_status not in {None, FilingStatus.MFJ}

    @property
    def files_apart(self) -> bool:
        """Whether a couple files separately, as was told before or is told here."""
        told = self.gathering.value("filing_status")
        return told == "mfs" or (told is None and self.agenda.facts.filing_status is FilingStatus.MFS)

    @property
    def asks_of_payouts(self) -> str:
        """The open question, where it is one about what was taken out or has to be; empty elsewhere."""
        name = self.question.fact.rpartition(".")[2] if self.question else ""
        return name if name in {"withdrew", "ira_rmd"} else ""

    @property
    def question_of_plan(self) -> bool:
        return self.question is not None and self.question.kind is not None

    def _is_elsewhere(self, card: Card | None) -> bool:
        """Whether nobody was named, and the question that is open asks the spouse about something else."""
        question = self.question
        if question is None or card is None or question.who != "spouse" or self.named_in >= 0:
            return False
        return card.section is not question.card.section

    def named(self, name: str, own: Slots) -> list[str]:
        """Dotted names of the fact, for whoever is spoken of: IRAs and pay are never shared."""
        last = name.rpartition(".")[2]
        card = next((card for card in cards() if card.fact == last and card.of != "all"), None)
        if card_of(name) and card is None:
            return [name]
        whose = self.people if (self.whose_sure and not self._is_elsewhere(card)) or self.alone else COUPLE
        if "?" not in name:
            return [f"{who}.{name}" for who in whose]
        plan = next((kind for kind in own.plans if kind != "any"), None)
        kinds = [(who, plan or self.gathering.plan_of(who) or likeliest_plan(who, self.agenda)) for who in whose]
        return [f"{who}.{name.replace('?', kind)}" for who, kind in kinds if kind]

    def maxed_in(self, own: Slots) -> Iterator[str]:
        """The deferrals of each plan that was named in the sentence: "a 403(b) and a 457(b), I max both"."""
        named = [key for number, many, key in self.ticked if number == self.sentence and many == "plan_kinds"]
        for plan in dict.fromkeys([*(kind for kind in named if self.both_plans), *own.plans]):
            yield from self.named("plans.?.deferrals", replace(own, plans=(plan,)))

    def tick(self, who: str, many: str, key: str, *, corrects: bool = False) -> None:
        """One of a list. corrects: a none that was said before it is taken back."""
        fact = f"{who}.{many}"
        self.gathering.add(((fact, [key]),), corrects=corrects and self.gathering.value(fact) == [])
        self.ticked = (*self.ticked, (self.sentence, many, key))


def is_or_so(hearing: Hearing, clause: Clause) -> bool:
    """Whether a clause only gives the amount before it another size: 20k, maybe 22."""
    span = clause.amount.amount if clause.amount else None
    bare = all(mark.kind in {"amount", "mood", "cut"} or mark.key in articles() for mark in clause.marks)
    told = bare and clause.has("mood", "unsure") and hearing.facts_in == clause.number
    return told and span is not None and len(span.values) == 1 and span.kind in {"money", "number"}
