"""Which questions this person is asked, in order, and which answers count: computed from the facts alone.

An answer counts while its question would be asked. Nothing else is thrown away: an answer that stops counting
(the spouse's, after a change to single) waits under its name and counts again when its question is back.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property
from typing import Any

from pydantic import ValidationError

from calc import needs
from calc.effort import once_for
from calc.facts import Facts, PlanKind, exists
from calc.needs import About, Ask
from calc.planning.coverage import pays_in
from calc.planning.paying_in_time import TIMING
from calc.planning.price_questions import QUESTIONS
from dialogs.interview import codec, tax_years
from dialogs.interview.belonging import choice_of, whole_of
from dialogs.interview.questions import Card, card_of, cards
from dialogs.session import Answers, Session, Stage, Told

SECTIONS = (Stage.YOU, Stage.INCOME, Stage.IRAS, Stage.PLAN_AT_WORK, Stage.AIM)
OF_THE_PRICE = frozenset({*QUESTIONS, *TIMING})
NOTHING: Answers = {}
TOGETHER = (Stage.YOU, Stage.INCOME)  # by number alone: who earns what decides before age and state sharpen it
ONE_BY_ONE = (Stage.IRAS, Stage.PLAN_AT_WORK)  # first everything about one spouse, then about the other


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """A card bound to its fact: whose it is and, for a workplace plan, which plan."""

    card: Card
    fact: str
    who: str = "you"
    kind: PlanKind | None = None


@dataclass(frozen=True)
class Agenda:
    """asked: the questions of this person, in order; taken: facts that count if told and are offered; counted: those
    that count and are not offered; facts: what counts.

    idle: answers that count nowhere yet, or no more; they wait for a question that asks for them.
    assumed: those of the answers that nobody told; anew: those of them that have to be asked by now.
    """

    facts: Facts
    answers: Answers
    asked: tuple[Question, ...]
    taken: tuple[Question, ...]
    idle: Answers = field(default_factory=dict)
    counted: tuple[Question, ...] = ()
    assumed: Answers = field(default_factory=dict)
    anew: frozenset[str] = frozenset()

    @cached_property
    def open(self) -> tuple[Question, ...]:
        """Asked and not yet answered; "I don't know" is an answer."""
        return tuple(q for q in self.asked if q.fact not in self.answers or q.fact in self.anew)

    @cached_property
    def told(self) -> tuple[Question, ...]:
        """Everything that was answered and counts, in order."""
        return tuple(
            q for q in sorted((*self.asked, *self.taken, *self.counted), key=_place) if q.fact in self.answers
        )

    @cached_property
    def facts_ahead(self) -> Facts:
        """What counts, and what was told before the question that asks for it; no answer speaks against that."""
        ahead = {fact: value for fact, value in self.idle.items() if not self._is_gone(fact)}
        if not ahead:
            return self.facts
        found = facts_of({**self.answers, **ahead})
        return found.assuming_year() if self.assumed else found

    def _is_gone(self, fact: str) -> bool:
        """Whether a list that was answered leaves it out, or it is of the spouse of somebody who files alone."""
        alone = self.facts.filing_status is not None and not self.facts.joint
        return choice_of(fact)[0] in self.answers or (alone and fact.startswith("spouse."))

    @cached_property
    def waiting(self) -> tuple[Question, ...]:
        """What was told and counts nowhere yet, in order."""
        return tuple(sorted(map(bound, self.idle), key=_place))

    def of_a_trial(self) -> Agenda:
        """Without open questions about the return and its payments: what is only tried has a range at once.

        Nor is it asked for what would show no more than another way, or a warning.
        """
        asked = (q for q in self.asked if q.fact in self.answers or not _beside_a_trial(q.fact))
        return replace(self, asked=tuple(asked))

    def section(self, question: Question) -> Stage:
        """Where the question is asked."""
        return question.card.section

    def question(self, fact: str | None) -> Question | None:
        asked = next((q for q in (*self.asked, *self.taken, *self.counted) if q.fact == fact), None)
        return bound(fact) if fact is not None and fact in self.idle else asked


def _beside_a_trial(fact: str) -> bool:
    known = needs.need(fact)
    return fact in OF_THE_PRICE or (known is not None and known.decides == {needs.Decides.WARNINGS})


def agenda(answers: Answers, today: date, assumed: Answers = NOTHING) -> Agenda:
    """A fact that no question asks for counts once told; what can no longer be read is kept but does not count.

    assumed: what counts where it was not told. Worked out once a step.
    """
    return once_for((agenda, repr(answers), today, repr(assumed)), lambda: _agenda(answers, today, assumed))


def _agenda(answers: Answers, today: date, assumed: Answers) -> Agenda:
    untold = {name: value for name, value in assumed.items() if name not in answers}
    known = untold | {name: value for name, value in answers.items() if exists(name)}
    try:
        found = _settled(known, today)
    except ValidationError:
        found = _settled(codec.readable(known), today)
    if not untold:
        return found
    anew = frozenset(untold) if untold != tax_years.assumed(today) else frozenset[str]()
    return replace(found, facts=found.facts.assuming_year(), assumed=untold, anew=anew)


def facts_of(answers: Answers) -> Facts:
    """The facts that answers tell, each taken to count."""
    known = {name: value for name, value in answers.items() if exists(name)}
    try:
        return codec.decode(known)
    except ValidationError:
        return codec.decode(codec.readable(known))


def _settled(answers: Answers, today: date) -> Agenda:
    """Leaving out what does not count settles in a few rounds.

    Where two facts hang on each other, as whether each spouse is covered does, the rounds come back to where they
    were; then each of them counts.
    """
    counting, rounds = dict(answers), []
    while True:
        facts = codec.decode(counting)
        found = _asked(facts, answers, today)
        names = {q.fact for questions in found.values() for q in questions} | {
            name for name in answers if card_of(name) is None and whole_of(name) in {"", *counting}
        }
        settled = {name: value for name, value in answers.items() if name in names}
        rounds.append(counting)
        if settled in rounds:
            ring = rounds[rounds.index(settled) :]
            counting = {name: value for name, value in answers.items() if any(name in one for one in ring)}
            if len(ring) > 1:
                facts = codec.decode(counting)
                found = _asked(facts, answers, today)
            idle = {name: value for name, value in answers.items() if name not in counting and card_of(name)}
            asked, taken, counted = (tuple(found[ask]) for ask in (Ask.ASK, Ask.TAKE, Ask.COUNT))
            return Agenda(_implied(facts), counting, asked, taken, idle, counted)
        counting = settled


def _asked(facts: Facts, answers: Answers, today: date) -> dict[Ask, list[Question]]:
    unknown = frozenset(name for name, value in answers.items() if value is None)
    spouse = facts.spouse.plan_kinds or frozenset() if facts.spouse and facts.joint else None
    seen: dict[tuple[str, PlanKind | None], About] = {}
    found: dict[Ask, list[Question]] = {Ask.ASK: [], Ask.TAKE: [], Ask.COUNT: []}
    for question in _order(facts.you.plan_kinds or frozenset(), spouse):
        whose = question.who, question.kind
        if whose not in seen:
            who = "spouse" if question.who == "spouse" else "you"
            seen[whose] = About(facts, today, who, question.kind, unknown)
        need = needs.ask(question.card.fact.rpartition(".")[2], seen[whose])
        if need is not Ask.NO:
            found[need].append(question)
    return found


@cache
def _order(yours: frozenset[PlanKind], spouses: frozenset[PlanKind] | None) -> tuple[Question, ...]:
    """Every question that these people and plans can have, in the order of the interview."""
    plans = {"you": yours} if spouses is None else {"you": yours, "spouse": spouses}
    bound = [Question(card, card.fact, "you" if spouses is None else "both") for card in cards() if card.of == "all"]
    if spouses is None:  # on a separate return one thing about the spouse can matter
        bound += [Question(card, f"spouse.{card.fact}", "spouse") for card in cards() if card.id == "covered"]
    for who, kinds in plans.items():
        bound += [Question(card, f"{who}.{card.fact}", who) for card in cards() if card.of == "person"]
        bound += [
            Question(card, f"{who}.plans.{kind}.{card.fact}", who, kind)
            for kind in kinds
            for card in cards()
            if card.of == "plan"
        ]
    return tuple(sorted(bound, key=_place))


def bound(fact: str) -> Question:
    """The question of a fact by its name alone, whether or not it is asked."""
    card = card_of(fact)
    if card is None:
        raise KeyError(fact)
    who, _, rest = fact.partition(".")
    kind = PlanKind(rest.split(".")[1]) if rest.startswith("plans.") else None
    return Question(card, fact, who if who in {"you", "spouse"} else "both", kind)


def _place(question: Question) -> tuple[int, ...]:
    """Section; in some sections the person; plans one after the other between the person's own questions."""
    card, kinds = question.card, list(PlanKind)
    person = int(question.who == "spouse")
    plan = -1 if question.kind is None else kinds.index(question.kind)
    first = _first_of_plans() if question.kind else card.number
    if card.section in ONE_BY_ONE:
        return SECTIONS.index(card.section), person, first, plan, card.number
    section = TOGETHER[0] if card.section in TOGETHER else card.section
    return SECTIONS.index(section), card.number, person


@cache
def _first_of_plans() -> int:
    return min(card.number for card in cards() if card.of == "plan")


def _implied(facts: Facts) -> Facts:
    """Who pays into a plan is covered by it; nobody is asked twice."""
    update: dict[str, Any] = {}
    for who, person in facts.people.items():
        if person.covered is None and pays_in(person):
            update[who] = person.model_copy(update={"covered": True})
    return facts.model_copy(update=update) if update else facts


def depend_on(fact: str, answers: Answers) -> frozenset[str]:
    """The answers that mean something else once ``fact`` has changed, and are asked again."""
    return frozenset(
        name
        for name in answers
        if whole_of(name) == fact or ((card := card_of(whole_of(name) or name)) and fact in card.changes_with)
    )


def ticks(question: Question, session: Session) -> tuple[str, ...]:
    """What is ticked: by taps, else as answered before, else what later answers already tell."""
    if session.ticks is not None:
        return session.ticks
    before = session.answers.get(question.fact)
    if isinstance(before, list):
        return tuple(before)
    return tuple(key for key in question.card.choices if _is_told(key, question, session))


def hinted(question: Question, session: Session) -> tuple[Told, ...]:
    """What an earlier message may have said in answer to this question, each once."""
    if question.card.kind in {"several", "by_year", "boxes"}:
        return ()
    said = [value for doubt in session.hinted for fact, value in doubt if fact == question.fact]
    return tuple(value for number, value in enumerate(said) if value not in said[:number])


def heard_of(question: Question, session: Session) -> tuple[tuple[tuple[str, Told], ...], ...]:
    """The doubts that a yes left open, where each reading belongs to another choice, one of them of this list."""
    if question.card.kind != "several" or question.fact in session.answers:
        return ()
    open_ = [doubt for doubt in session.hinted if not any(fact in session.answers for fact, _ in doubt)]
    found = []
    for doubt in open_:
        choices = {choice_of(fact) for fact, _ in doubt}
        if len(choices) > 1 and question.fact in {owner for owner, _ in choices} and doubt not in found:
            found.append(doubt)
    return tuple(found)


def _is_told(key: str, question: Question, session: Session) -> bool:
    """A sum "in a rollover IRA" ticks the rollover IRA before the question comes up; so does its name alone."""
    told = (name for name, value in session.answers.items() if value not in ("0", None))
    return key in session.mentioned.get(question.fact, ()) or any(choice_of(n) == (question.fact, key) for n in told)
