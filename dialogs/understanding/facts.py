"""Facts told in passing, at any moment: found, listed and confirmed; only what was said, nothing guessed.

"42, married filing jointly, we make 310k, I have 58k in a rollover IRA, my 401k has after-tax"
A clause tells whose, which act and which account (``slots``); from these follows the fact. What can mean two things
is a doubt, to be asked with both as buttons; what told nothing is named too. Every value is read by the card of its
own question.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from calc import law
from calc.effort import CLAUSE, spend
from calc.facts import FilingStatus, PlanKind
from dialogs.interview.agenda import Agenda, Question
from dialogs.interview.questions import Card, card_of, cards
from dialogs.interview.suggested_amounts import offered
from dialogs.phrases import money as dollars
from dialogs.phrases import say
from dialogs.session import Answers, Told
from dialogs.text import tidy
from dialogs.understanding import amounts as money
from dialogs.understanding import answers, dates, letters, people, relabeling
from dialogs.understanding.clauses import Clause, articles, clauses, is_harmless
from dialogs.understanding.dates import Said
from dialogs.understanding.gathering import Doubt, Gathering, Option, still_open
from dialogs.understanding.letters import likeliest_plan
from dialogs.understanding.lexicon import data, lexicon
from dialogs.understanding.marks import Mark, is_part_of, sentences
from dialogs.understanding.measure import CLAUSES, figures_of
from dialogs.understanding.numerals import year_in_words
from dialogs.understanding.readings import Readings, Understood
from dialogs.understanding.slots import (
    LAST,
    OTHER,
    THIS,
    VALUES,
    Meant,
    Slots,
    at_an_employer_with,
    meant,
    of_the_job,
    relative,
    slots,
)
from dialogs.understanding.tokens import tokens
from dialogs.understanding.whose import only_plan

ADULT, YOUNG, OLDEST = 18, 10, 110
_THOUSAND = 1000
_CENTURY = 100  # a smaller number is a year without its century
_LIKELY_YEAR = 75  # a number from here on beside a person is rather a year of birth than an age
DEFERRED = 40_000  # dollars; hardly anybody defers as much in a year
LEAST_PAY = 10_000  # dollars; a smaller amount beside a name may be of anything
COUPLE = ("you", "spouse")
_DECEMBER = 12
_DEADLINE = (4, 15)  # of contributions for the year before
_NEAR = 60  # characters
_NO_PAY = ("ira", "plan", "thing", "not", "circ", "share", "time", "age")  # an amount beside them is another thing
_BEFORE_OTHERS = frozenset({"link", "you", "spouse", "both", "word", "cut"})  # his sister, and our son too
_PAST = "ed"
_THEIRS = "'s"
_GREETING = 6  # words
_INCOMES = frozenset({"agi", "wages", "compensation"})
_SAID = frozenset({"has", "is_a", "earned", "opened"})  # acts that an answer to any question can be said with
_ACTS_OF = {  # acts that an answer to one question can be said with
    "withheld": frozenset({"took_out", "withheld"}),
    "withdrew": frozenset({"took_out"}),
    "deferrals": frozenset({"paid_in", "deferred", "saved"}),
    "after_tax_made": frozenset({"paid_in", "deferred"}),
    "employer_money": frozenset({"paid_in", "employer"}),
    "contributed": frozenset({"paid_in"}),
    "contributed_roth": frozenset({"paid_in"}),
    "contributed_prior": frozenset({"paid_in"}),
    "contributed_late": frozenset({"paid_in"}),
    "converted": frozenset({"converted"}),
    "converted_next": frozenset({"converted"}),
    "foreign_excluded": frozenset({"deducted"}),
    "compensation": frozenset({"employer"}),
}
_MOVES = frozenset({"converted", "withdrew", "contributed", "contributed_roth"})  # often several a year, each dated
_TAKEN = frozenset({"converted", "withdrew"})  # what an amount of an account can be, where it is asked for
_OTHER_YEAR = {  # where one year's contribution is asked for, what an amount for the other is
    ("contributed", LAST): "contributed_prior",
    ("contributed_prior", THIS): "contributed",
}
_FEW = 10  # a smaller number without a unit, which no question asked for, counts something
_STRANGE = 2  # words of a clause that may mean anything, and of which it is still clear
_STATUSES: Mapping[str, tuple[str, ...]] = {  # what a word for a status can be, the likelier first
    "married": ("mfj", "mfs"),
    "separated": ("mfj", "mfs", "hoh"),
    "divorced": ("single", "hoh"),
    "widowed": ("single", "hoh", "qss"),
    "widowed_now": ("mfj", "mfs"),  # in the tax year itself: the return is still a joint one
}


@dataclass(frozen=True, slots=True)
class Telling:
    """found: facts by name; doubts: what may be one fact or another; lost: words that told nothing.

    asks: part of it is a question. pieces: how many clauses it has. worked: how a computed value was reached.
    whole: lists of which all was said. clear: hardly a word of it may mean something else. strange: a word may.
    """

    found: Answers
    doubts: tuple[Doubt, ...] = ()
    lost: tuple[str, ...] = ()
    asks: bool = False
    pieces: int = 0
    worked: Mapping[str, str] = field(default_factory=dict)
    whole: tuple[str, ...] = ()
    clear: bool = True
    strange: bool = False

    @property
    def weighty(self) -> tuple[str, ...]:
        """Of what told nothing the parts with a figure in them."""
        return tuple(part for part in self.lost if any(character.isdigit() for character in part))

    @property
    def ticks(self) -> bool:
        """Whether it tells no more than what somebody has, or did, without an amount."""
        lists = [value for value in self.found.values() if isinstance(value, list)]
        return bool(lists) and len(lists) == len(self.found) and not self.doubts

    def only_ticks(self, facts: Collection[str]) -> bool:
        """Whether these facts are no more than what somebody has, or did, without an amount."""
        return bool(facts) and not self.doubts and all(isinstance(self.found.get(fact), list) for fact in facts)

    @property
    def facts(self) -> frozenset[str]:
        return frozenset(self.found) | {fact for doubt in self.doubts for fact, _ in doubt}

    def without(self, noted: Answers) -> Telling:
        """What is news."""
        found = {fact: value for fact, value in self.found.items() if noted.get(fact, ...) != value}
        return replace(self, found=found, doubts=still_open(self.doubts, noted))

    def along_with(self, fact: str, value: Told, words: str) -> Telling:
        """With one more fact, which the words told."""
        lost = tuple(part for part in self.lost if tidy(part) not in tidy(words))
        found = {fact: value, **self.found}
        return replace(self, found=found, doubts=still_open(self.doubts, found), lost=lost)

    def meaning(self, fact: str) -> Telling:
        """Of a doubt that can be the fact that was asked for, only that."""
        found, doubts = dict(self.found), []
        for doubt in self.doubts:
            asked = tuple(option for option in doubt if option[0] == fact)
            if len(asked) == 1 < len(doubt):
                found[fact] = asked[0][1]
            else:
                doubts.append(asked or doubt)
        return replace(self, found=found, doubts=tuple(doubts))


def listen(
    text: str,
    agenda: Agenda,
    today: date,
    who: str = "you",
    kind: PlanKind | None = None,
    names: Mapping[str, str] | None = None,
    asked: Question | None = None,
    letter: str = "",
) -> Telling:
    """What a text tells. who, kind: of whom and of which plan we were speaking; names: of people, known already;
    asked: the open question, which an amount without a word for what it is answers; letter: the whole of what was
    pasted, where the text is only its beginning.
    """
    if not re.search(r"[^\W\d_]", text):  # a bare number, which no question asked for
        return Telling({})
    text = _without_its_box(text, asked)
    known = people.learned(text, names or {})
    parts = clauses(text, today, known)
    gathering = Gathering(agenda.answers)
    for option in letters.read(letter or text, agenda, today, who, kind, known).items():
        gathering.add((option,))
    of_plans = frozenset(
        n
        for n, one in enumerate(sentences(text))
        if letters.is_of_the_other(one) or letters.read(one, agenda, today, who, kind, known)
    )
    relabeled, of_it = relabeling.read(parts, (agenda.facts.tax_year or today.year, today.year), who)
    for option in relabeled.items():
        gathering.add((option,))
    unread = any(mark.amount and not mark.amount.values for clause in parts for mark in clause.marks)
    often = {number: money.often(tidy(one)) for number, one in enumerate(sentences(text))}
    listener = _Listener(agenda, today, who, of_plans, gathering, None if unread else asked, often)
    listener.told_pays(parts)
    listener.general = frozenset(
        number
        for number, one in enumerate(sentences(text))
        if next(lexicon("grammar", "general").find(tokens(tidy(one))), None)
    )
    told_whole = _parts_of_sums(parts)
    left = [
        clause for place, clause in enumerate(parts[:CLAUSES]) if clause.text not in of_it and place not in told_whole
    ]
    lost = [words for clause in left for words in listener.hear(clause)]
    lost += [figure for clause in parts[CLAUSES:] for figure in figures_of(clause.marks, clause.text, clause.start)]
    lost = lost if unread else listener.placed_at_last(lost)
    found, doubts = gathering.settled()
    found = _without_the_part(found, listener.parts, gathering.worked)
    if asked is not None and asked.card.kind == "money":
        found, doubts = _netted(found, doubts, asked.fact, listener.turned)
    if asked is not None and asked.kind is not None:
        found = {fact: value for fact, value in found.items() if not _of_the_plan(fact, value, asked)}
    asks = any(clause.asks for clause in parts)
    once = tuple(dict.fromkeys(lost))
    clear = all(not part.dangerous and len(part.strange) <= _STRANGE for part in parts)
    return Telling(
        found,
        doubts,
        once,
        asks,
        len(parts),
        gathering.worked,
        gathering.whole,
        clear,
        any(part.strange for part in parts),
    )


def _parts_of_sums(parts: Sequence[Clause]) -> frozenset[int]:
    """The places of clauses that only take an amount apart which was told before them: "350k: 200 base, 150 RSU"."""
    found: set[int] = set()
    for place, clause in enumerate(parts):
        whole = _plain_value(clause)
        if whole is None or place in found or clause.has("thing", "agi", "income") or clause.of("both"):
            continue
        total = Decimal(0)
        for behind in range(place + 1, min(place + 1 + _FEW, len(parts))):
            part = parts[behind]
            value = _plain_value(part)
            if (
                value is None
                or part.number != clause.number
                or part.of("you", "spouse", "each", "both", "ira", "plan")
            ):
                break
            total += value
            if behind > place + 1 and total in {whole, whole / 1000, whole * 1000}:
                found.update(range(place + 1, behind + 1))
                break
    return frozenset(found)


def _plain_value(clause: Clause) -> Decimal | None:
    """The one value of the amount in a clause."""
    span = clause.amount.amount if clause.amount else None
    return span.values[0] if span is not None and len(span.values) == 1 else None


def _without_its_box(text: str, asked: Question | None) -> str:
    """A text without the box of a form that a desk asks for by name: at another question it may be a W-2's."""
    if asked is None or asked.card.of != "desk":
        return text
    own = {number for _, _, number in _boxes(asked.card.text)}
    for start, end, number in reversed(_boxes(text)):
        text = text if number not in own else f"{text[:start]} {text[end:]}"
    return text


def _boxes(text: str) -> list[tuple[int, int, str]]:
    """The boxes of a form that a text names: start, end, number."""
    plain = tidy(text)
    said = tokens(plain)
    if len(plain) != len(text):
        return []
    found = [one for one in lexicon("plan", "box").find(said) if one.end < len(said)]
    return [(said[one.first].start, said[one.end].end, said[one.end].text) for one in found]


def _of_the_plan(fact: str, value: Told, asked: Question) -> bool:
    """Whether it is only what a plan takes in, or converts inside: accepts rollover IRA money, it converts daily."""
    name = fact.rpartition(".")[2]
    return (name == "converted" and value == "0") or (name == "ira_kinds" and asked.fact.endswith("roll_in"))


def find(text: str, agenda: Agenda, today: date, who: str = "you", kind: PlanKind | None = None) -> Answers:
    """Facts that a text tells for sure, by name."""
    return listen(text, agenda, today, who, kind).found


def one_sum(text: str) -> str | None:
    """The one amount of dollars in a text, as money is stored; None where there is none, more than one, or doubt."""
    sums = [span for span in money.find(tidy(text)) if span.kind != "year"]
    if len(sums) == 1 and isinstance(sums[0].amount, money.Exact):
        return f"{sums[0].amount.value:f}"
    return None


def one_sum_as(fact: str, text: str, today: date) -> tuple[Told, ...]:
    """What the one amount of a text can be as the fact."""
    sums = [span for span in money.find(tidy(text)) if span.kind != "year"]
    return tuple(value for _, value in options(fact, sums[0].words, today)) if len(sums) == 1 else ()


def heads(text: str, today: date) -> tuple[str, ...]:
    """The first clause and the first sentence of a text: what may answer the open question."""
    parts, whole = clauses(text, today, {}), sentences(text)
    if parts and parts[0].asks:
        return ()
    return tuple(dict.fromkeys([*(clause.text for clause in parts[:1]), *whole[:1]]))


def options(fact: str, words: str, today: date, *, sure: bool = False) -> Doubt:
    """What the words can mean as the fact, read by the card that asks for it. sure: only what has one reading."""
    card = card_of(fact)
    if card is None:
        amount = one_sum(words)
        return ((fact, amount),) if amount else ()
    match answers.read(words, card, today):
        case Understood(value):
            return ((fact, value),)
        case Readings(values) if not sure:
            return tuple((fact, value) for value in values)
    return ()


def _without_the_part(found: Mapping[str, Told], parts: Sequence[Decimal], worked: dict[str, str]) -> dict[str, Told]:
    """Of 7,500 of which 500 were for the year before, 7,000 for this one."""
    left = dict(found)
    for who in COUPLE if parts else ():
        whole, prior = found.get(f"{who}.contributed"), found.get(f"{who}.contributed_prior")
        if not (isinstance(whole, str) and isinstance(prior, str)) or Decimal(prior) not in parts:
            continue
        if Decimal(prior) < Decimal(whole):
            fact = f"{who}.contributed"
            left[fact] = f"{Decimal(whole) - Decimal(prior):f}"
            worked[fact] = say("talk.worked.minus", first=dollars(Decimal(whole)), second=Decimal(prior))
    return left


def _netted(
    found: dict[str, Told], doubts: tuple[Doubt, ...], fact: str, turned: list[Decimal]
) -> tuple[dict[str, Told], tuple[Doubt, ...]]:
    """Of an amount of which some went away again: before, or after. turned: what came back or was relabeled."""
    who, _, name = fact.rpartition(".")
    value = found.get(fact)
    gone = [found.get(f"{who}.{one}") for one in (("converted", "withdrew") if name in {*VALUES, "basis"} else ())]
    left = [Decimal(one) for one in gone if isinstance(one, str) and one != "0"] + turned
    if not isinstance(value, str) or len(left) != 1 or not 0 < left[0] < Decimal(value):
        return found, doubts
    rest = {one: told for one, told in found.items() if one != fact}
    return rest, (((fact, value), (fact, f"{Decimal(value) - left[0]:f}")), *doubts)


class _Listener:
    """Hears clause after clause; what one leaves out is taken from the one before."""

    def __init__(
        self,
        agenda: Agenda,
        today: date,
        who: str,
        of_plans: frozenset[int],
        gathering: Gathering,
        asked: Question | None,
        often: Mapping[int, int],
    ) -> None:
        self._agenda, self._today, self._of_plans, self._gathering = agenda, today, of_plans, gathering
        self._question, self._often = asked, often
        self._years = agenda.facts.tax_year or today.year, today.year
        self._asked_of = self._who = who
        self._whose_sure = True
        self._before = Slots()
        self._facts: tuple[str, ...] = ()  # that the last amount was of
        self._value = Decimal(0)  # the last amount
        self._of_others = False
        self._sentence = -1
        self._has = False  # in this sentence somebody has something
        self._return_of: str | None = None  # the year of the tax return that the sentence is about
        self._lost = ""
        self._named_in = -1
        self._both_plans = False  # the clause says "both" of two plans
        self._spoken_of_last = ""
        self._at_home = False  # who was spoken of last has no work
        self._month = today.month
        self.turned: list[Decimal] = []  # amounts that came back
        self.parts: list[Decimal] = []  # of what was paid in: for the year before
        self._of_two = False  # somewhere both were spoken of
        self._alone_said = False  # an amount stands alone in such a list
        self._listed = False  # the clause before told a status, a state or an age, and no more
        self._jointly = False  # an income of two people together was told
        self._ticked: tuple[tuple[int, str, str], ...] = ()  # by the number of their sentence
        self._bare: list[tuple[str, str]] = []  # clauses of nothing but an amount
        self._of_pays: frozenset[tuple[int, int]] = frozenset()  # clauses with a person and a bare number, of two
        self.general: frozenset[int] = frozenset()  # sentences that say how things are for everybody
        self._days: dict[str, frozenset[str]] = {}  # on which a move was made, as far as told
        self._wishing = False  # in this sentence something is only planned
        self._correcting = False  # in this sentence something was taken back, and not yet said anew
        self._person_alone = False  # the clause before only named somebody
        self._aside = False  # the clause says beside a person what both of them are
        self._unknown_subject = False  # the sentence went on to somebody by a name that nobody told
        self._idle_in: dict[str, set[str]] = {}  # of whom it was said that nothing went in, or was moved
        self._summed_in = -1  # the sentence in which an amount was told last
        self._account_in = -1  # the sentence in which an account was named last
        self._beside: tuple[str, ...] = ()  # plans that the sentence named beside a pay
        self._divorced_before = False  # a divorce of an earlier year was told

    def told_pays(self, parts: Sequence[Clause]) -> None:
        """Find sentences of two people with a number each, of which one is no age: hubby 210, me 95."""
        found: dict[int, list[tuple[str, int, int]]] = {}
        for clause in parts:
            numbers = [mark.age.years for mark in clause.marks if mark.age]
            span = clause.amount.amount if clause.amount else None
            numbers += [int(span.words[:9])] if span is not None and span.words.isdecimal() else []
            people_in = [mark.kind for mark in clause.of(*COUPLE)] or ["you" for mark in clause.marks if mark.age]
            if len(numbers) == 1 and len(people_in) == 1 and self._is_bare(clause):
                found.setdefault(clause.number, []).append((people_in[0], numbers[0], clause.start))
        for number, told in found.items():
            if {who for who, _, _ in told} == set(COUPLE) and OLDEST < max(value for _, value, _ in told) < _THOUSAND:
                self._of_pays |= {(number, start) for _, _, start in told}
                for who, value, _ in told:
                    self._gathering.add(options(f"{who}.compensation", str(value), self._today), sure=False)

    def hear(self, clause: Clause) -> Iterator[str]:
        """Gather what the clause tells; its words where it told nothing and there was something in it."""
        spend(CLAUSE)
        if (clause.number, clause.start) in self._of_pays:
            return
        new = clause.number != self._sentence
        self._sentence = clause.number
        if new:
            self._has = self._wishing = self._correcting = False
            self._return_of, self._beside = None, ()
        self._whose(clause, new=new)
        self._of_two = self._of_two or bool(clause.of("both", "each"))
        own = self._of_that_year(clause, self._in_plan(self._without_pay(clause, new=new)))
        self._remember(clause, own)
        before = self._before
        if new and own.empty and not _points_back(clause):
            self._before = replace(before, acts=frozenset(), iras=(), plans=(), things=frozenset())
        if new:
            acts = before.acts if clause.has("link", "it") else before.acts & {"born"}
            before = replace(before, acts=acts, things=frozenset(), into=False, year=None)
        if "employer" in before.acts and clause.of("you", "spouse") and (own.own or not own.any("match")):
            before = replace(before, acts=before.acts - {"employer"} | {"deferred"})
        before = self._with_plan_beside(clause, before)
        it = clause.has("link", "it") or clause.has("word", "its") or clause.relative
        left = clause.has("link", "left")  # what is left is 33,000
        if (("has" in own.acts and it) or left) and clause.amount:  # it holds so much now
            acts = frozenset({"has"}) if left else before.acts & {"has"}
            before = replace(before, acts=acts, things=frozenset(), into=False, year=None, for_year=None)
        if "has" in own.acts and clause.amount and "basis" in before.things:  # 4,300 basis and 9,900 value
            before = replace(before, things=frozenset())
        alone = self._listed and not new and clause.amount is not None and self._is_bare(clause)  # single, 190k
        alone = alone and not clause.of(*COUPLE)
        self._listed = (bool(clause.of("status", "state", "age")) and own.empty and not self._aside) or alone
        self._alone_said = alone
        of_it = lexicon("arithmetic", "part_of").at(tokens(clause.text.casefold()), 0) is not None
        alone = alone or (of_it and bool(own.iras) and clause.amount is not None)  # convert 50k of my 200k IRA
        if (not new or _points_back(clause)) and not (_of_another_thing(clause) or alone):
            own = own.after(before)
        own = own.resolved
        if clause.asks or self._of_others:
            yield from self._not_of_them(clause)
            return
        told = self._tells(clause, own)
        if not own.empty:
            self._before = own
        told = told or (clause.number in self._of_plans and clause.amount is None)
        if self._lost:
            yield self._lost
            self._lost = ""
        if not told and (clause.amount or clause.of("share") or _weighs(clause)):
            yield clause.text

    def _not_of_them(self, clause: Clause) -> Iterator[str]:
        """What a question, or words about somebody else, tells all the same; an amount of others is named."""
        if "aid" in clause.keys("circ") and not clause.of("not"):  # a child's
            self._gathering.add((("circumstances", ["aid"]),))
        if clause.amount and not clause.asks:
            yield clause.text

    def _without_pay(self, clause: Clause, *, new: bool) -> Slots:
        """What stands in it, and no pay where it is somebody's account: my SEP is at 41,000, my wife's at 19,500."""
        own = slots(clause, self._years)
        goes_on = not new and bool(self._before.iras or self._before.plans)
        theirs = any(_words_of(clause, mark).endswith(_THEIRS) for mark in clause.of("spouse"))
        return replace(own, acts=own.acts - {"earned"}) if goes_on and theirs and not clause.of("act") else own

    def _with_plan_beside(self, clause: Clause, before: Slots) -> Slots:
        """The plan that was named beside a pay, where the clause is about it: a 457(b), in which I save 6,000."""
        if at_an_employer_with(clause):
            self._beside = clause.keys("plan")
        return replace(before, plans=self._beside) if clause.relative and self._beside else before

    def _of_that_year(self, clause: Clause, own: Slots) -> Slots:
        """What was done is of the year whose return the sentence is about: "my 2024 return …, I put in 7,000"."""
        told = [m.time.year for m in clause.marks if m.time and m.time.said is Said.YEAR]
        if told and any(True for _ in lexicon("grammar", "of_return").find(tokens(clause.text.casefold()))):
            self._return_of = relative(told[0], self._years[0])
        past = self._return_of in {LAST, OTHER} and own.year is None and own.for_year is None
        return replace(own, year=self._return_of) if past and own.any("paid_in", "converted", "took_out") else own

    def _remember(self, clause: Clause, own: Slots) -> None:
        """What the rest of the sentence goes on with: its account, that it told an amount, that it took one back."""
        months = [m.time.last.month for m in clause.marks if m.time and m.time.said is Said.MONTH]
        self._month = months[0] if months else self._month
        taken_back = clause.has("link", "sorry") or (_is_bare_no(clause) and self._summed_in == clause.number)
        self._correcting = self._correcting or (taken_back and clause.amount is None and own.empty)
        self._account_in = clause.number if own.iras or own.plans else self._account_in
        self._summed_in = clause.number if clause.amount else self._summed_in

    def _in_plan(self, own: Slots) -> Slots:
        """Roth and traditional are the two sides of a plan where its deferrals are asked for."""
        question = self._question
        if question is None or question.kind is None:
            return own
        if own.acts & {"pays", "from_firm"} and not own.things & {"pay", "income"} and not own.iras:
            own = replace(
                own, acts=own.acts - {"pays", "from_firm"} | {"employer"}, plans=own.plans or (question.kind.value,)
            )
        if not question.fact.endswith("deferrals"):
            return own
        if not own.iras or set(own.iras) - {"roth", "traditional"}:
            return own
        side = "roth_side" if "roth" in own.iras else "pretax"
        return replace(own, iras=(), plans=(question.kind.value,), things=own.things | {side})

    def _tells(self, clause: Clause, own: Slots) -> bool:
        supposed = clause.has("mood", "supposed", "limit")
        past = clause.has("mood", "used_to") and not _is_old(clause)
        wished = clause.has("mood", "wished") or (self._wishing and _goes_on_wishing(clause))
        self._wishing = wished
        told = False
        if supposed:
            return False
        if not past:
            told |= self._household(clause, own)
        aged = self._births(clause, own) or self._older(clause)
        told |= aged
        if clause.amount is not None and not (aged and clause.amount.key == "number"):
            if not past:
                told |= self._amount(clause, own, clause.amount, wished=wished)
                if at_an_employer_with(clause):
                    self._ticks(clause, replace(own, plans=clause.keys("plan")))
        elif not wished and (not past or "always_deducted" in own.acts):
            told |= self._no_amount(clause, own)
        if not (wished or past):
            told |= (not self._of_a_plan(clause) and self._shares(clause, own)) | self._dated(clause, own)
        return told

    # whose

    def _whose(self, clause: Clause, *, new: bool) -> None:
        """Of whom the clause speaks: you, spouse, both, each; or of somebody whose taxes are not asked about."""
        told = clause.of("you", "spouse", "both", "either", "other")
        people_in = [mark for mark in told if not (_is_joint(clause) or _is_source(clause, mark))]
        before, self._spoken_of_last = self._spoken_of_last, told[-1].kind if told else self._spoken_of_last
        of_plans = self._both_plans and not new and not people_in[:-1]  # she maxes both, 24,500 each
        self._both_plans = _is_of_plans(clause) or (of_plans and clause.has("each"))
        if clause.has("each") and not self._both_plans:
            self._who, self._whose_sure, self._of_others = "each", True, False
            self._named_in = clause.number
            return
        self._aside = False
        self._unknown_subject = not people_in and ((self._unknown_subject and not new) or _names_somebody(clause))
        if not people_in:
            if clause.relative and before in COUPLE:  # joint with my wife, who earns nothing
                self._who, self._whose_sure = before, True
            if self._who == "spouse" and self._at_home and _is_earning(clause):
                self._who, self._whose_sure = "you", True  # my wife stays home, W2 of 520k
            if new:
                self._of_others = False
                self._whose_sure = self._who == self._asked_of or _points_back(clause)
            return
        first = people_in[0]
        self._aside = self._person_alone and bool(clause.of("status")) and first.kind == "both"
        self._person_alone = all(mark.kind in {*COUPLE, "cut"} or mark.key in articles() for mark in clause.marks)
        if self._aside:  # my partner, we are married, 105
            return
        self._at_home = first.kind == "spouse" and clause.has("act", "idle", "retired")
        if _left_to_me(clause):
            self._who, self._whose_sure, self._of_others = "you", True, False
            return
        if first.kind in {*COUPLE, "both"} and len(people_in) > 1 and people_in[1].kind == "other":  # his sister
            close = not clause.text[first.end - clause.start : people_in[1].start - clause.start].strip()
            first = people_in[1] if close else first
        if first.kind == "other":
            leads = not clause.relative and not [
                m for m in clause.marks if m.end <= first.start and m.kind not in _BEFORE_OTHERS
            ]
            counted = dates.small_count(tokens(clause.text.casefold()), 0) is not None  # two kids
            self._of_others = leads and not counted and not clause.has("act", "inherited")
            if leads and not self._of_others:
                self._who = self._asked_of
        elif first.kind == "either":
            self._who, self._whose_sure, self._of_others = self._asked_of, False, False
        elif self._of_others and first.kind == "spouse" and first.key in {"she", "he"}:
            return  # the friend, still
        else:
            self._who, self._whose_sure, self._of_others = first.kind, True, False
            self._named_in = clause.number

    @property
    def _people(self) -> tuple[str, ...]:
        """Whose a fact is that is told once of everybody who is meant."""
        if self._who in {"each", "both"}:
            return ("you",) if self._alone else COUPLE
        return (self._who,)

    @property
    def _alone(self) -> bool:
        return self._agenda.facts.filing_status not in {None, FilingStatus.MFJ}

    # status, state, circumstances, ages

    def _household(self, clause: Clause, own: Slots) -> bool:
        told = False
        if _is_joint(clause):
            self._gathering.add((("filing_status", "mfj"),))
            told = True
        for mark in clause.of("status"):
            before = [one for one in clause.marks if one.end <= mark.start][-1:]
            denied = bool(before) and before[0].kind == "not" and mark.key != "single"
            past = mark.key in {"mfj", "mfs"} and not clause.has("act", "opened")
            if denied or (past and slots(clause, self._years).year in {LAST, OTHER}):  # filed jointly last year
                continue
            self._divorced_before |= mark.key == "divorced" and own.year in {LAST, OTHER}
            key = "widowed_now" if mark.key == "widowed" and own.year == THIS else mark.key
            keys = _STATUSES.get(key, (key,))
            self._gathering.add(tuple(("filing_status", key) for key in keys))
            told = True
        if codes := _lived_in(clause):
            self._gathering.add(tuple(("state", code) for code in codes))
            told = True
        if not clause.of("not") and clause.number not in self.general:
            if "rmd" in slots(clause, self._years).things and (clause.amount or not self._asks_of_payouts):
                self._gathering.add((("circumstances", ["rmd"]),))
                told = told or not self._asks_of_payouts
            for key in clause.keys("circ"):
                past = key == "divorce" and (self._divorced_before or own.year in {LAST, OTHER})
                if not past and (key != "moving" or own.year == THIS):
                    self._gathering.add((("circumstances", [key.removesuffix("_now")]),))
                    told = True
        return told

    def _births(self, clause: Clause, own: Slots) -> bool:
        ages = [mark.age for mark in clause.marks if mark.age]
        if self._question_of_plan and next(lexicon("plan", "from_age").find(tokens(clause.text.casefold())), None):
            return False  # at which the plan lets money go
        for age in ages:
            paired = len(ages) == 2 and ages[1].whose == 1
            people_of = (COUPLE[age.whose],) if paired and age.whose is not None else self._aged(age.whose)
            for who in people_of:
                last = clause.text[age.start - clause.start : age.end - clause.start].rpartition(" ")[2]
                read = _births_of(int(last), age.births) if last.isdecimal() else age.births
                born = tuple((f"{who}.birth_year", year) for year in read)
                self._gathering.add(born, sure=len(born) == 1)
        if ages:
            return True
        time, amount = next((mark.time for mark in clause.marks if mark.time), None), clause.amount
        of_years = self._question is not None and self._question.card.kind in {"year", "date"}
        if (of_years and "born" not in own.acts) or (time and self._today.year - time.year < YOUNG):
            return False
        of_account = clause.has("link", "it") and bool(self._before.iras)  # Roths, mine from 1999
        if time and ("born" in own.acts or (_is_from(clause) and not of_account)):
            return self._born(time.year)
        if "born" in own.acts and (spoken := self._spoken_year(clause)):
            return self._born(spoken)
        terse = not (set(clause.unknown) - articles() or clause.of("ira", "plan", "thing", "act", "not"))
        terse = terse and not clause.has("link", "for", "than", "more", "of_it")
        of_sums = self._question is not None and self._question.card.kind == "money"
        if terse and clause.of("you", "spouse") and (spoken := self._spoken_year(clause, whole=True)):
            return self._born(spoken)
        terse = terse and not of_sums  # a bare number is a sum there
        if amount and amount.key == "number" and amount.amount and terse and amount.amount.words.isdecimal():
            years = int(amount.amount.words)
            if clause.has("link", "from") or "born" in own.acts:  # my wife's from 81
                return self._born(dates.two_digits(years, self._today))
            for who in self._people if years >= ADULT else ():
                read = _births_of(years, dates.births(years, self._today))
                self._gathering.add(tuple((f"{who}.birth_year", year) for year in read), sure=False)
            return years >= ADULT
        written = time is not None and time.said is Said.YEAR and time.words.isdecimal()
        if time and written and terse and not amount and self._today.year - time.year >= ADULT:
            return self._born(time.year)
        return False

    def _spoken_year(self, clause: Clause, *, whole: bool = False) -> int | None:
        """A year of birth that is told like an amount: 87, nineteen eighty, 1981. whole: of four digits."""
        span = next((mark.amount for mark in clause.marks if mark.amount), None)
        if span is None:
            return None
        year = year_in_words(span.words)
        if year is None and span.words.isdecimal():
            number = int(span.words)
            years = (number,) if number >= _CENTURY or whole else (1900 + number, 2000 + number)
            year = next((one for one in years if YOUNG < self._today.year - one <= OLDEST), None)
        return year if year and YOUNG < self._today.year - year <= OLDEST else None

    def _older(self, clause: Clause) -> bool:
        """Two years older: than the other, whose year of birth was told."""
        said = tokens(clause.text.casefold())
        found = next(lexicon("arithmetic", "older").find(said), None)
        way = found.keys[0].partition(".")[2] if found else ""
        if way not in {"older", "younger"} or len(self._people) != 1:
            return False
        (who,) = self._people
        born = self._gathering.value(f"{'spouse' if who == 'you' else 'you'}.birth_year")
        counts = [count[0] for place in range(len(said)) if (count := dates.small_count(said, place))]
        if not isinstance(born, int) or len(counts) != 1:
            return False
        self._gathering.add(((f"{who}.birth_year", born - counts[0] if way == "older" else born + counts[0]),))
        return True

    def _aged(self, whose: int | None) -> tuple[str, ...]:
        if whose is None:
            return COUPLE
        return self._people if self._who != "both" else ("you",)

    def _born(self, year: int) -> bool:
        for who in self._people:
            self._gathering.add(options(f"{who}.birth_year", str(year), self._today))
        return True

    # amounts

    @property
    def _asks_of_payouts(self) -> str:
        """The open question, where it is one about what was taken out or has to be; empty elsewhere."""
        name = self._question.fact.rpartition(".")[2] if self._question else ""
        return name if name in {"withdrew", "ira_rmd"} else ""

    def _of_a_plan(self, clause: Clause) -> bool:
        """Whether it tells how a plan works, and nothing of anybody's own money."""
        someones = self._named_in == clause.number or clause.of("you", "spouse", "both")
        return clause.number in self._of_plans and not someones

    def _amount(self, clause: Clause, own: Slots, mark: Mark, *, wished: bool) -> bool:
        span = mark.amount
        if span is None or not span.values or self._of_a_plan(clause):
            return False
        said_anew = self._correcting and slots(clause, self._years).empty
        corrects = clause.has("link", "sorry") or clause.has("mood", "comes_to") or said_anew
        self._correcting = False
        if clause.turns and own.any("paid_in", "took_out", "relabeled", "returned", "converted"):
            self.turned.append(span.values[0])
            return False
        if self._takes_expenses(clause, span):
            return True
        found = self._meant(clause, own, mark)
        counted = mark.key == "number" and max(span.values) < _FEW and self._question is None  # a mother of 3
        if found is None or counted:
            return False
        moved = self._on_another_day(clause, found)
        elsewhere = moved or self._of_account(clause, own, found)
        if not elsewhere and self._answers_question(clause, found, wished=wished):
            return self._answer(clause, span)
        if corrects and self._facts and slots(clause, self._years).empty:
            for fact in self._facts:
                self._gathering.add(options(fact, span.words, self._today), corrects=True)
            return True
        only = clause.has("link", "except") and bool(clause.of("not") and own.iras)  # nothing except a SEP with 20k
        if only:
            for who in self._people:
                self._gathering.close(f"{who}.ira_kinds", [kind for kind in own.iras if kind != "any"])
        if (clause.has("link", "instead") or clause.of("not")) and not only:
            return bool(self._facts) and slots(clause, self._years).empty  # "45k, not 40k"
        if wished and found.facts != ("save",):
            return found.facts == ("converted",) and self._wishes(span)
        of_plan = self._question is not None and self._question.kind is not None
        if of_plan and "converted" in own.acts and not own.iras:  # inside the plan
            return False
        if found.adds and self._gathering.add_in_thousands(f"{self._people[0]}.{found.facts[0]}", span.values[0]):
            return True
        if not found.facts:
            return self._of_nothing_named(clause, own, span)
        if own.iras == ("any",) and not span.values[0] and set(found.facts) & set(VALUES):  # zero in any IRA
            return self._nothing(clause, own)
        found = self._or_for_the_year_before(clause, own, _in_or_there(found, span.values[0]))
        doubt = self._by_period(clause, self._options(found, own, span.words), span)
        if "profit" in own.things:
            together = self._with_pay(doubt, span)
            corrects, doubt = corrects or together != doubt, together
        if not doubt:
            return False
        self._has = True
        if self._is_of_a_firm(own, found):
            return False
        self._facts, self._value = tuple(dict.fromkeys(fact for fact, _ in doubt)), span.values[0]
        if self._of_each(clause, own, found, span, doubt, corrects=corrects):
            return True
        if "contributed_prior" in found.facts and clause.has("link", "of_it"):
            self.parts.append(span.values[0])
        more = found.adds or clause.has("link", "more") or moved
        plain = isinstance(span.amount, money.Exact) and span.kind == "money"
        if clause.has("link", "ytd"):
            doubt = self._of_the_year(doubt)
        of_moves = self._question is not None and self._question.fact.endswith(".moves")
        sure = found.sure or (of_moves and "contributed_prior" in found.facts)
        sure = len(doubt) == 1 and plain and (sure or (self._who == "spouse" and "agi" in found.facts))
        if self._of_no_plan(clause, found, own):
            sure, doubt = False, (*self._into_a_sep(span), *doubt)
        sure = sure and not clause.dangerous
        self._gathering.add(doubt, sure=sure, more=more, corrects=corrects)
        return True

    def _of_each(
        self, clause: Clause, own: Slots, found: Meant, span: money.Span, doubt: Doubt, *, corrects: bool
    ) -> bool:
        """Whether an amount is of each: of both plans of one person, or of two people that the sentence names."""
        if self._both_plans and clause.has("each") and found.facts == ("plans.?.deferrals",):
            for fact in self._maxed_in(own):
                self._gathering.add(options(fact, span.words, self._today), corrects=True)
            return True
        of_both = self._who == "each" and self._named_in == clause.number
        if not of_both or not found.sure or len(self._facts) != len(doubt):
            return False
        for option in doubt:
            self._gathering.add((option,), corrects=corrects)
        return True

    def _takes_expenses(self, clause: Clause, span: money.Span) -> bool:
        """Of what a business took in, just told, what is left after its expenses: 160k gross, 30k expenses."""
        if next(lexicon("accounts", "expenses").find(tokens(clause.text.casefold())), None) is None:
            return False
        names = {fact.rpartition(".")[2] for fact in self._facts}
        if not names or not names <= {"net_profit", "compensation"} or not 0 < span.values[0] < self._value:
            return False
        rest = self._value - span.values[0]
        doubt = tuple((fact, f"{rest:f}") for fact in self._facts)
        self._gathering.add(doubt, sure=len(doubt) == 1, corrects=True)
        for fact in self._facts:
            self._gathering.worked[fact] = say("talk.worked.minus", first=dollars(self._value), second=span.values[0])
        return True

    def _is_of_a_firm(self, own: Slots, found: Meant) -> bool:
        """Whether what was taken out stands beside a W-2: the distributions of one's own corporation."""
        after_pay = self._facts[:1] == (f"{self._who}.compensation",)
        return found.facts == ("withdrew",) and not own.iras and after_pay

    def _wishes(self, span: money.Span) -> bool:
        """How much somebody would like to convert."""
        wish = options(f"{self._people[0]}.wish_convert", span.words, self._today) if len(self._people) == 1 else ()
        self._gathering.add(wish, sure=len(wish) == 1 and self._whose_sure)
        return bool(wish)

    def _or_for_the_year_before(self, clause: Clause, own: Slots, found: Meant) -> Meant:
        """What was paid in just before the deadline, and of which no year is told, may be for the year before."""
        days = [m.time for m in clause.marks if m.time and m.time.said is Said.DAY]
        late = any((4, 1) <= (day.last.month, day.last.day) <= _DEADLINE for day in days)
        if not late or own.for_year or not {"contributed", "contributed_roth"} & set(found.facts):
            return found
        if own.iras == ("roth",):
            return replace(found, sure=False)
        return Meant(("contributed_prior", *found.facts), sure=False)

    def _of_no_plan(self, clause: Clause, found: Meant, own: Slots) -> bool:
        """Whether it is employer money, and no plan was named that it could be in: perhaps it went into a SEP."""
        matched = next(lexicon("accounts", "matched").find(tokens(clause.text.casefold())), None)
        if found.facts != ("plans.?.employer_money",) or matched or own.plans or self._question_of_plan:
            return False
        return not all(self._gathering.plan_of(who) or only_plan(who, self._agenda) for who in self._people)

    def _into_a_sep(self, span: money.Span) -> Doubt:
        """Employer money as what went into a SEP, of whoever has one."""
        kinds = ((who, self._agenda.answers.get(f"{who}.ira_kinds")) for who in self._people)
        has = [
            who
            for who, noted in kinds
            if self._gathering.value(f"{who}.sep") or (isinstance(noted, list) and "sep" in noted)
        ]
        return tuple(one for who in has for one in options(f"{who}.sep_contribution", span.words, self._today))

    @property
    def _question_of_plan(self) -> bool:
        return self._question is not None and self._question.kind is not None

    def _on_another_day(self, clause: Clause, found: Meant) -> bool:
        """Whether it is a further conversion, payout or contribution: each of them was told with a day of its own."""
        if len(found.facts) != 1 or found.facts[0] not in _MOVES:
            return False
        days = frozenset(m.time.words for m in clause.marks if m.time and m.time.said is not Said.YEAR)
        fact = f"{self._people[0]}.{found.facts[0]}"
        before = self._days.get(fact, frozenset())
        self._days[fact] = before | days
        return bool(days) and bool(before) and not days & before and fact in self._gathering

    def _meant(self, clause: Clause, own: Slots, mark: Mark) -> Meant | None:
        """The facts that an amount may be, by its clause and the open question; None where it is taken off a sum."""
        found = meant(own)
        if found.facts and (_is_taken_off(clause, mark) or _is_compared(clause, mark)):  # my pay less 24,500
            return None
        if (
            found.facts
            and set(found.facts) <= set(VALUES)
            and is_part_of(clause.text.casefold(), clause.marks, mark, clause.start)
        ):  # 15k of the rollover
            asked = self._question.fact.rpartition(".")[2] if self._question else ""
            return Meant((asked,)) if asked in _TAKEN else None
        if found.facts == ("ira_rmd",) and mark.key == "number" and not self._asks_of_payouts:  # RMDs start at 73
            return None
        if found.facts and _is_base(clause, mark):  # 6% on 180k
            return None
        if found.facts == ("ira_rmd",) and self._asks_of_payouts:
            return Meant((self._asks_of_payouts,))
        if found.facts == ("plans.pension.value",) and money.is_paid(clause.text):  # it is paid, not held
            return Meant()
        if found.adds and clause.has("act", "has") and self._gathering.value(f"{self._people[0]}.compensation"):
            return Meant(found.facts, sure=False)  # 170k with the bonus
        pay = f"{self._people[0]}.compensation"
        if found.adds and self._gathering.value(pay) is None and not self._gathering.doubts(pay):
            return Meant()
        if not found.facts and own.empty and self._question is not None:  # "6,000 for 2026 and 1,000 for 2025"
            other = _OTHER_YEAR.get((self._question.fact.rpartition(".")[2], own.for_year or ""))
            return Meant((other,)) if other else found
        return found

    def _of_nothing_named(self, clause: Clause, own: Slots, span: money.Span) -> bool:
        """An amount that no word tells what it is of: of an inherited account, perhaps somebody's pay."""
        if "inherited" in own.iras or (own.any("inherited") and own.iras):
            for who in self._people:
                self._tick(who, "ira_kinds", "inherited")
            self._lost = span.words
            return True
        of_one = self._who in COUPLE and not self._unknown_subject
        if of_one and span.kind == "money" and span.values[0] >= LEAST_PAY and _earns(clause):
            self._gathering.add(options(f"{self._who}.compensation", span.words, self._today), sure=False)
            return True
        if own.total and clause.of("both") and own.empty and span.kind == "money" and span.values[-1] >= LEAST_PAY:
            self._jointly = True  # married, combined 340k
            self._gathering.add(
                tuple(o for fact in ("agi", "wages") for o in options(fact, span.words, self._today)[:1])
            )
            return True
        person = self._named_in == clause.number and self._who in COUPLE and clause.marks[0].kind != "link"
        person = person and not self._alone_said
        pay = span.kind == "money" and span.values[0] >= LEAST_PAY
        if person and (pay or span.values[0] == 0) and self._is_bare(clause):
            self._gathering.add(options(f"{self._who}.compensation", span.words, self._today), sure=False)
            return True
        kinds = [mark.kind for mark in clause.marks if mark.kind != "word" or mark.key not in articles()]
        there = kinds == ["amount", "link", "state"]  # 92k in Minneapolis
        plain = not clause.of("ira", "plan", "thing", "act", "link", "not", "mood")
        if not set(clause.unknown) - articles() and (plain or there):
            self._bare.append((clause.text, span.words))
        return False

    @staticmethod
    def _is_bare(clause: Clause) -> bool:
        """Whether nothing stands beside the amount but whose it is."""
        plain = ("amount", "age", "you", "spouse", "cut")
        return all(
            mark.kind in plain or "it" in mark.keys or (mark.kind == "word" and is_harmless(mark.key))
            for mark in clause.marks
        )

    def _by_period(self, clause: Clause, doubt: Doubt, span: money.Span) -> Doubt:
        """An amount whose sentence says that it comes many times a year: all of them first, then the one."""
        times = self._often.get(clause.number, 0)
        dollars = [(fact, value) for fact, value in doubt if isinstance(value, str) and not value.endswith("%")]
        if not times or isinstance(span.amount, money.Per) or len(dollars) != len(doubt):
            return doubt
        return tuple(
            option for fact, value in dollars for option in ((fact, f"{Decimal(value) * times:f}"), (fact, value))
        )

    def _with_pay(self, doubt: Doubt, span: money.Span) -> Doubt:
        """Profit beside a salary: together it is the pay."""
        fact = f"{self._people[0]}.compensation"
        pay = self._gathering.value(fact)
        if pay is None or not span.values:
            return doubt
        both = Decimal(str(pay)) + span.values[0]
        return ((fact, f"{both:f}"), (fact, pay), *(option for option in doubt if option[0] != fact))

    def _of_account(self, clause: Clause, own: Slots, found: Meant) -> bool:
        """Whether the sentence named another account that it is of: the rollover, the statement says 57,210."""
        asked = self._question.fact.rpartition(".")[2] if self._question else ""
        if self._account_in != clause.number or clause.of("ira", "plan") or asked in own.iras:
            return False
        told = set(found.facts) <= set(VALUES) and bool(found.facts) and found.sure
        held = own.any("has", "rolled_over", "rolled_in")
        return told or (held and asked in _INCOMES and not clause.of("thing", "act"))

    def _answers_question(self, clause: Clause, found: Meant, *, wished: bool) -> bool:
        """Whether an amount without a word for what it is stands where the open question wants one."""
        question, bare = self._question, slots(clause, self._years)
        if question is None or question.card.kind != "money" or wished or clause.of("not"):
            return False
        name = question.fact.rpartition(".")[2]
        if bare.total or _is_reckoned(clause) or _of_another_thing(clause):
            return False
        if bare.year not in {None, THIS} and name not in {"basis", "contributed_prior"}:
            return False
        if bare.for_year not in {None, THIS} and name not in {"basis", "contributed_prior"}:
            return False
        accounts = {*bare.iras, *bare.plans} - {"any", name, question.kind or "any"}
        if (
            accounts
            or bare.things - {"pay", "income", "bonus", "year_end" if name == "year_end_value" else "pay"}
            or bare.acts - _SAID - _ACTS_OF.get(name, frozenset())
        ):
            return False
        own = _ACTS_OF.get(name, frozenset())
        said_so = not found.sure and bool(bare.acts & own) and not accounts
        return not found.facts or name in found.facts or bare.empty or said_so

    def _answer(self, clause: Clause, span: money.Span) -> bool:
        """The open question's fact, of whoever the clause speaks of."""
        question = self._question
        if question is None:
            return False
        who, _, rest = question.fact.partition(".")
        named = self._named_in == clause.number and self._who in COUPLE
        whose = [self._who] if named and who in COUPLE else [who]
        if clause.has("each") and who in COUPLE and not self._alone:
            whose = list(COUPLE)
        for one in whose:
            fact = f"{one}.{rest}" if rest else one
            doubt = self._by_period(clause, options(fact, span.words, self._today), span)
            if clause.has("each") and who not in COUPLE and span.values:
                doubt = ((fact, f"{span.values[0] * 2:f}"), *doubt)
            self._facts = (fact,)
            clear = not clause.dangerous and len(clause.strange) <= _STRANGE
            sure = clear and len(doubt) == 1 and isinstance(span.amount, money.Exact)
            corrects = clause.has("link", "sorry") and fact in self._gathering
            self._gathering.add(doubt, sure=sure, more=clause.has("link", "more"), corrects=corrects)
        return True

    def _of_the_year(self, doubt: Doubt) -> Doubt:
        """What a stub says up to its month, as it is and as it will be in December."""
        told: list[Option] = []
        for fact, value in doubt:
            told.append((fact, value))
            if fact.endswith((".deferrals", ".employer_money", "compensation", ".pay")) and self._month < _DECEMBER:
                year = Decimal(str(value)) * _DECEMBER / self._month
                told.append((fact, f"{year.quantize(Decimal('0.01')):f}"))
        return tuple(told)

    def _options(self, found: Meant, own: Slots, words: str) -> Doubt:
        told: list[Option] = []
        for name in found.facts:
            if name == "agi" and self._who == "spouse" and len(found.facts) > 1:
                continue  # one spouse's income is no joint return's
            for fact in self._named(name, own):
                read = options(fact, words, self._today)
                if own.total and name in {"agi", "wages"}:
                    read = read[:1]  # two people do not make $500 together
                    self._jointly = True
                told += [option for option in read if option not in told]
        return tuple(told)

    def _is_elsewhere(self, card: Card | None) -> bool:
        """Whether nobody was named, and the question that is open asks the spouse about something else."""
        question = self._question
        if question is None or card is None or question.who != "spouse" or self._named_in >= 0:
            return False
        return card.section is not question.card.section

    def _named(self, name: str, own: Slots) -> list[str]:
        """Dotted names of the fact, for whoever is spoken of: IRAs and pay are never shared."""
        last = name.rpartition(".")[2]
        card = next((card for card in cards() if card.fact == last and card.of != "all"), None)
        if card_of(name) and card is None:
            return [name]
        whose = self._people if (self._whose_sure and not self._is_elsewhere(card)) or self._alone else COUPLE
        if "?" not in name:
            return [f"{who}.{name}" for who in whose]
        plan = next((kind for kind in own.plans if kind != "any"), None)
        kinds = [(who, plan or self._gathering.plan_of(who) or likeliest_plan(who, self._agenda)) for who in whose]
        return [f"{who}.{name.replace('?', kind)}" for who, kind in kinds if kind]

    def _shares(self, clause: Clause, own: Slots) -> bool:
        """A percentage of pay, computed once the pay is known."""
        share = next((mark.share for mark in clause.marks if mark.share), None)
        if share is None or clause.of("not"):
            return False
        if self._question is not None and self._question.fact.endswith(".deferrals") and not own.any("employer"):
            return False  # the question's own, or none of it
        if own.any("after_tax") and not own.any("paid_in", "deferred", "employer", "match"):
            return False  # how much the plan takes
        if own.any("employer", "match"):
            name = "plans.?.employer_money"
        elif own.any("after_tax") and own.any("paid_in"):
            name = "plans.?.after_tax_made"
        elif (
            own.any("deferred")
            or (own.any("paid_in") and not own.iras and not own.plans)
            or (own.plans and (own.any("paid_in", "saved", "earned") or own.into))
        ):
            name = "plans.?.deferrals"
        else:
            return False
        for fact in self._named(name, own):
            self._gathering.share(fact, share.percent)
        return True

    # what is told without an amount

    def _no_amount(self, clause: Clause, own: Slots) -> bool:
        if "unfiled" in own.things and self._question is not None and self._question.fact.endswith(".basis"):
            self._gathering.add(((self._question.fact, "0"),))  # the answer to what the last form shows
            return True
        if clause.of("not"):
            of_plan = clause.number in self._of_plans and (own.plans or not own.iras)
            return not (of_plan or self._of_a_plan(clause)) and self._nothing(clause, own)
        if "covered" in own.acts:
            for who in self._people:
                self._gathering.add(((f"{who}.covered", True),))
            return True
        if (
            "returned" in own.acts
            and self._facts[:1]
            and self._facts[0].endswith(".withdrew")
            and not own.any("paid_in")
        ):
            (fact,) = self._facts[:1]  # what is back within sixty days counts as none
            self._gathering.add(((fact, self._gathering.value(fact)), (fact, "0")), corrects=True)
            return True
        if "converted" in own.acts and (clause.has("link", "it") or not own.iras):  # a Roth is not converted
            for who in self._people:
                self._gathering.settle(f"{who}.contributed", f"{who}.contributed_roth")
                if f"{who}.contributed" in self._facts and _move(own) == "converted":
                    self._tick(who, "moves", "converted")
                    return True
        if clause.of("each") and not clause.of("act", "not") and self._whole_of_people(clause):
            return self._tick_alike()
        asked = self._question.fact if self._question else ""
        emptied = own.any("rolled_in", "emptied") or (
            own.any("converted", "rolled_over") and clause.has("link", "all")
        )
        if emptied and asked.rpartition(".")[2] in VALUES and not set(own.iras) - {"any"}:
            self._gathering.add(((asked, "0"),))
            return True
        if "always_deducted" in own.acts and not {"roth", "inherited"} & set(own.iras) and not own.plans:
            for who in self._people:
                self._gathering.add(((f"{who}.basis", "0"),))
            return True
        if asked.endswith(".moves") and (moves := _moves(own)):
            for move in moves:
                self._tick(asked.partition(".")[0], "moves", move)
            return True
        return (
            self._the_same(clause)
            or self._for_the_year_before(clause)
            or self._year_as_amount(clause, own)
            or self._idle(clause, own)
            or self._emptied(own)
            or self._maxed(clause, own)
            or self._ticks(clause, own)
        )

    def _dated(self, clause: Clause, own: Slots) -> bool:
        """Since when there is a Roth; when the first deposit went into a SIMPLE; the tax year that is spoken of."""
        aside = of_the_job(clause)
        time = next((mark.time for mark in clause.marks if mark.time and mark not in aside), None)
        if time is None or clause.of("not"):
            return False
        asked = self._question
        of_another = clause.of("ira", "plan", "amount") or slots(clause, self._years).acts - _SAID
        if asked is not None and asked.card.kind == "year" and self._correcting and not of_another:
            self._gathering.add(options(asked.fact, str(time.year), self._today), corrects=True)
            return True
        of_year = self._question is not None and self._question.fact == "tax_year"
        only = [mark.kind for mark in clause.marks if mark.kind != "cut"] == ["time"]
        if of_year and only and time.said is Said.YEAR and time.year in law.years():  # 2026, single, Texas
            self._gathering.add((("tax_year", time.year),))
            return True
        if "tax_year" in own.things:
            self._gathering.add(options("tax_year", str(time.year), self._today))
            return True
        named = [mark for mark in clause.marks if mark.kind in {"ira", "time"}]
        close = [mark.kind for mark in named] == ["ira", "time"] and named[1].start - named[0].end <= 1  # Roth 2018
        since = (clause.amount is None or close) and own.iras == ("roth",) and time.said is Said.YEAR
        alone = not clause.of("ira") and clause.joined  # a Roth with 9k (2015)
        since = since and (close or alone or not own.acts) and not own.acts - _SAID
        since = since and time.year < self._today.year - 1 and not clause.strange  # Roth 2017
        begins = own.any("opened") or clause.has("link", "first_one") or _is_since(clause) or since
        if not begins or _is_before(clause):
            return False
        for who in self._people:
            if "simple" in (*own.iras, *own.plans):
                self._gathering.add(((f"{who}.simple_first_deposit", time.last.isoformat()),))
            elif "roth" in own.iras and "converted" not in own.acts:
                self._gathering.add(options(f"{who}.roth_first_year", str(time.year), self._today))
                self._tick(who, "ira_kinds", "roth")
            else:
                return False
        return True

    def _nothing(self, clause: Clause, own: Slots) -> bool:
        """Accounts, moves and pay of which somebody says that there are none."""
        told = False
        bare = slots(clause, self._years).empty
        if bare and (clause.strange or _of_a_noun(clause)):  # no employees, no kids
            return False
        told_before = self._summed_in == clause.number or not (own.iras or own.plans)
        if _is_bare_no(clause) and told_before:  # 3,600; no, wait
            return False
        if any(mark.time and mark.time.said is Said.MONTH for mark in clause.marks):  # I skipped July
            return False
        minds = next(lexicon("grammar", "minds").find(tokens(clause.text.casefold())), None)
        if minds or _denies_a_deed(clause, "thing" if "basis" in own.things else "ira"):
            return False
        only = clause.has("link", "only", "except")
        if clause.has("link", "except") and own.any("converted", "paid_in", "took_out"):
            return False
        if self._question is not None and self._question.card.of == "plan" and own.iras and not clause.of(*COUPLE):
            return False
        if self._question_of_plan and own.any("paid_in") and not own.iras:  # into the plan, that is
            return False
        if "covered" in own.acts:
            for who in self._people:
                self._gathering.add(((f"{who}.covered", False),))
            return True
        has_none = clause.has("not", "words") and not clause.of("ira") and "has" in own.acts
        if (
            has_none and (own.iras or self._gathering.tells("ira_kinds", *VALUES)) and _is_nothing(clause)
        ):  # she has a SEP, I have nothing
            for who in self._people:
                self._gathering.add(((f"{who}.ira_kinds", []),))
            return True
        for who in self._people:
            self._idle_moves(who, own)
            for fact, value, sure in _none_of(own, only=only):
                name = f"{who}.{fact}"
                if sure or not self._agenda.answers.get(name):
                    self._gathering.add(((name, value),), sure=sure)
                told = True
        return told

    def _idle_moves(self, who: str, own: Slots) -> None:
        """Who paid nothing in and moved nothing did nothing."""
        if own.iras not in {(), ("any",)} or own.plans or own.year in {LAST, OTHER} or own.for_year in {LAST, OTHER}:
            return
        done = {"in"} if "paid_in" in own.acts else {"out"} if own.any("converted", "rolled_over") else set[str]()
        told = self._idle_in.setdefault(who, set())
        told |= done
        if told == {"in", "out"}:
            self._gathering.close(f"{who}.moves", [])

    def _year_as_amount(self, clause: Clause, own: Slots) -> bool:
        """Of "my basis is 1985" four digits that may be a year."""
        time = next((mark for mark in clause.marks if mark.time and mark.time.words.isdecimal()), None)
        led = time and any(
            m.end <= time.start and time.start - m.end <= 1 and (m.kind == "link" or m.key == "of")
            for m in clause.marks
        )
        found = meant(replace(own, year=None))
        if (
            time is None
            or time.time is None
            or led
            or not found.facts
            or not own.any("basis", "pay", "agi", "income")
        ):
            return False
        self._gathering.add(self._options(found, own, time.time.words), sure=False)
        return True

    def _the_same(self, clause: Clause) -> bool:
        """Of "my salary is 300k, spouse same" the last amount, for the other of the couple."""
        alike = clause.has("link", "alike") and all(
            mark.kind in {*COUPLE, "cut"}
            or mark.key in articles()
            or (mark.kind == "link" and {"alike", "for", "it"} & set(mark.keys))
            for mark in clause.marks
        )
        whose = {fact.partition(".")[0] for fact in self._facts}
        other = next((mark.kind for mark in clause.of(*COUPLE) if whose == {*COUPLE} - {mark.kind}), None)
        if not alike or other is None:
            return False
        for fact in self._facts:
            value = self._gathering.value(fact)
            if value is not None:
                self._gathering.add(((f"{other}.{fact.partition('.')[2]}", value),))
        return any(self._gathering.value(fact) is not None for fact in self._facts)

    def _for_the_year_before(self, clause: Clause) -> bool:
        """Of "I sent 6,500, it was for 2025" the contribution just told, as one for the year before."""
        fact = next((fact for fact in self._facts if fact.endswith((".contributed", ".contributed_roth"))), "")
        said = slots(clause, self._years)
        alone = {mark.kind for mark in clause.marks} <= {"link", "time", "cut"}  # 7,000 in January, for 2025, and …
        of_it = clause.has("link", "it") or (alone and self._before.for_year is None)
        if not fact or not said.empty or said.for_year != LAST or not of_it:
            return False
        if self._gathering.value(fact) != f"{self._value:f}":  # not the only one of this year
            return False
        to_roth = fact.endswith("_roth")  # what went into a Roth for the year before is nothing that is asked for
        self._facts = () if to_roth else (f"{fact.rpartition('.')[0]}.contributed_prior",)
        self._gathering.rename(fact, *self._facts)
        return not to_roth

    def _idle(self, clause: Clause, own: Slots) -> bool:
        asked = self._question.fact if self._question else ""
        retired = "retired" in own.acts and asked.endswith(".compensation")
        named = clause.of("you", "spouse", "both") or self._named_in == clause.number  # I'm 55 and stay home
        if not (retired or "idle" in own.acts) or not (named or asked.endswith(".compensation")):
            return False
        for who in self._people:
            self._gathering.add(((f"{who}.compensation", "0"),))
        return True

    def _emptied(self, own: Slots) -> bool:
        kinds = [kind for kind in own.iras if kind in VALUES] if "emptied" in own.acts else []
        for who in self._people:
            for kind in kinds:
                self._gathering.add(((f"{who}.{kind}", "0"),))
                self._gathering.gone |= {(f"{who}.ira_kinds", kind)} if "closed" in own.acts else set()
        return bool(kinds)

    def _maxed(self, clause: Clause, own: Slots) -> bool:
        """Of "I max out my 401(k)" the deferral limit, once the year and the age are known."""
        if "maxed" not in own.acts or not own.plans or own.any("after_tax", "match") or own.year in {LAST, OTHER}:
            return False
        if clause.of("share"):  # I max the 401(k), she does 5%
            return False
        for fact in self._maxed_in(own):
            who, kind = fact.split(".")[0], PlanKind(fact.split(".")[2])
            self._tick(who, "plan_kinds", kind.value)
            for limit in offered("deferrals", self._agenda.facts, who, kind)[:1]:
                self._gathering.add(((fact, f"{limit:f}"),))
        return True

    def _maxed_in(self, own: Slots) -> Iterator[str]:
        """The deferrals of each plan that was named in the sentence: "a 403(b) and a 457(b), I max both"."""
        named = [key for number, many, key in self._ticked if number == self._sentence and many == "plan_kinds"]
        for plan in dict.fromkeys([*(kind for kind in named if self._both_plans), *own.plans]):
            yield from self._named("plans.?.deferrals", replace(own, plans=(plan,)))

    def _ticks(self, clause: Clause, own: Slots) -> bool:
        """Accounts and plans that somebody is said to have, without a sum."""
        self._has = (
            self._has or clause.has("act", "has", "opened", "inherited") or clause.has("link", "only", "except")
        )
        if clause.has("link", "except") and not clause.of("not"):  # everything except a SEP
            return False
        kinds = [kind for kind in clause.keys("ira") if kind in own.iras and kind != "any"]
        if clause.has("act", "inherited") and "any" in own.iras:
            kinds = ["inherited"]
        if _is_taken_in(clause):
            kinds = []
        plans = [kind for kind in clause.keys("plan") if kind in own.plans and kind != "any"]
        moved = clause.has("mood", "ended") or own.any(
            "paid_in", "converted", "rolled_over", "rolled_in", "took_out", "withheld", "relabeled"
        )
        named = self._has or not _strange_before_place(clause) or clause.of("you", "both", "spouse")
        if moved or not (kinds or plans) or not named:
            return False
        self._has = True
        for who in self._people:
            if kinds and clause.has("link", "only", "except"):
                self._gathering.close(f"{who}.ira_kinds", kinds)
            for kind in kinds:
                self._tick(who, "ira_kinds", kind)
            for kind in plans:
                self._tick(who, "plan_kinds", kind)
        return True

    def _tick(self, who: str, many: str, key: str) -> None:
        self._gathering.add(((f"{who}.{many}", [key]),))
        self._ticked = (*self._ticked, (self._sentence, many, key))

    @staticmethod
    def _whole_of_people(clause: Clause) -> bool:
        """Whether a clause says no more than of whom it is: both of us."""
        return all(mark.kind in {"each", "both", "link", "cut"} or mark.key in articles() for mark in clause.marks)

    def _tick_alike(self) -> bool:
        """Of "a 401k, both of us" what was just ticked for one, for the other as well."""
        alike = [(many, key) for number, many, key in self._ticked if number == self._sentence]
        for many, key in alike:
            for who in self._people:
                self._tick(who, many, key)
        return bool(alike)

    def placed_at_last(self, lost: list[str]) -> list[str]:
        """The one amount of a terse list ("MFJ, TX, 400k") that no word places, where no income is told or known."""
        if self._jointly:  # married, we make 500 together
            self._gathering.choose("filing_status", "mfj")
        if len(self._bare) == len(COUPLE) and self._of_two and not self._gathering.tells("agi", "compensation"):
            sums = [
                options(f"{who}.compensation", words, self._today)
                for who, (_, words) in zip(COUPLE, self._bare, strict=True)
            ]
            likely = [doubt[:1] for doubt in sums if doubt and Decimal(str(doubt[0][1])) >= LEAST_PAY]
            if len(likely) == len(sums):
                for doubt in likely:
                    self._gathering.add(doubt, sure=False)
                return [part for part in lost if part not in {text for text, _ in self._bare}]
        placed = self._gathering.tells("filing_status", "state", "birth_year")
        if len(self._bare) != 1 or not placed or self._gathering.tells("agi", "compensation"):
            return lost
        text, words = self._bare[0]
        if money.is_below_zero(words):  # hardly anybody's income or pay: asked for again
            return lost
        self._gathering.add(
            tuple(option for fact in ("agi", "you.compensation") for option in options(fact, words, self._today))
        )
        return [part for part in lost if part != text]


def _in_or_there(found: Meant, amount: Decimal) -> Meant:
    """What a plan holds, and what went in this year, may be one or the other where the amount could be both."""
    held, put_in = "plans.?.value", "plans.?.deferrals"
    if found.facts == (held,) and amount < DEFERRED:
        return Meant((held, put_in), sure=False)
    return Meant((held, put_in), sure=False) if found.facts == (put_in,) and amount >= DEFERRED else found


def _is_reckoned(clause: Clause) -> bool:
    """Whether the amount is only a part of what is meant: twice it, half of it, less something."""
    words = tokens(clause.text.casefold())
    return any(True for _ in lexicon("arithmetic", "twice", "ratio").find(words))


def _moves(own: Slots) -> tuple[str, ...]:
    """Of what was done without an amount the ticks in the list of moves; a back door is both."""
    if "backdoor" in own.acts and own.year in {None, THIS} and own.for_year in {None, THIS}:
        return ("traditional", "converted")
    move = _move(own)
    return (move,) if move else ()


def _move(own: Slots) -> str:
    current = own.year in {None, THIS} and own.for_year in {None, THIS}
    if "converted" in own.acts:
        return "converted" if current else ""
    if "took_out" in own.acts:
        return "withdrew" if current and not own.plans else ""
    if "paid_in" not in own.acts or own.plans:
        return ""
    if own.for_year == LAST:
        return "prior" if own.year in {None, THIS} else ""
    return ("roth" if own.iras == ("roth",) else "traditional") if current else ""


def _is_joint(clause: Clause) -> bool:
    """Whether the whole clause is the status: "joint"."""
    return bool(lexicon("grammar", "terse_status").whole(tokens(clause.text.casefold())))


def _is_taken_off(clause: Clause, amount: Mark) -> bool:
    """Whether an amount is taken from the thing that is named before it, and so is not it."""
    before = [mark for mark in clause.marks if mark.end <= amount.start]
    while before and before[-1].kind in {"plan", "ira"}:  # salary minus 401(k) 20k
        before.pop()
    return (
        len(before) > 1 and before[-1].kind == "link" and "without" in before[-1].keys and before[-2].kind == "thing"
    )


def _is_compared(clause: Clause, amount: Mark) -> bool:
    """Whether an amount is only by how much one thing is more or less than another: 15k less than my pay."""
    behind = [mark for mark in clause.marks if mark.start >= amount.end][:2]
    said = [key for mark in behind for key in mark.keys]
    return len(behind) > 1 and not {"less", "more", "without"}.isdisjoint(said) and "than" in behind[1].keys


def _is_old(clause: Clause) -> bool:
    """Whether only what somebody has is from another time: I have a Roth from years ago."""
    since = [mark for mark in clause.marks if mark.kind == "mood" and "used_to" in mark.keys]
    before = [mark for mark in clause.marks if mark.end <= since[0].start]
    return clause.has("act", "has") and bool(before) and before[-1].kind == "link" and "from" in before[-1].keys


def _of_a_noun(clause: Clause) -> bool:
    """Whether "no" stands before the word for what there is none of."""
    pairs = zip(clause.marks, clause.marks[1:], strict=False)
    return any(m.kind == "not" and _words_of(clause, m) == "no" and n.kind in {"word", "other"} for m, n in pairs)


def _denies_a_deed(clause: Clause, kind: str) -> bool:
    """Whether what is denied was done, or not, with a thing that is there: did not touch the IRAs."""
    thing = next(iter(clause.of(kind)), None)
    denied = next((mark for mark in clause.of("not") if _words_of(clause, mark).split()[-1:] != ["no"]), None)
    if thing is None or denied is None or clause.has("act", "paid_in", "converted", "took_out", "deducted"):
        return False
    between = [mark for mark in clause.marks if denied.end <= mark.start and mark.end <= thing.start]
    strange = any(mark.kind == "word" and not is_harmless(mark.key) for mark in between)
    last = between[-1] if between else denied
    if kind == "thing":
        return strange and last.key not in data("grammar")["indefinite"]["words"]
    return strange and (last.kind in {*COUPLE, "both"} or last.key in data("grammar")["definite"]["words"])


def _is_taken_in(clause: Clause) -> bool:
    """Whether an account is only what a plan does something with: the new plan accepts rollovers."""
    plan, account = (next(iter(clause.of(kind)), None) for kind in ("plan", "ira"))
    if plan is None or account is None or clause.of("act", "link"):
        return False
    between = (m for m in clause.of("word") if plan.end <= m.start and m.end <= account.start)
    return any(not is_harmless(mark.key) for mark in between)


def _strange_before_place(clause: Clause) -> set[str]:
    """The words that nothing recognised, without those that say where an account is: at Schwab."""
    place = next((mark.end for mark in clause.of("link") if "in" in mark.keys), None)
    words = [mark.key for mark in clause.of("word") if place is None or mark.start < place]
    return set(words) - articles()


def _is_bare_no(clause: Clause) -> bool:
    """Whether a clause says no more than no."""
    return all(mark.kind in {"link", "cut"} or (mark.kind == "not" and "no" in mark.keys) for mark in clause.marks)


def _is_nothing(clause: Clause) -> bool:
    """Whether a clause denies all there could be: nothing, none."""
    return any(lexicon("grammar", "nothing").whole(tokens(_words_of(clause, mark))) for mark in clause.of("not"))


def _words_of(clause: Clause, mark: Mark) -> str:
    return clause.text[mark.start - clause.start : mark.end - clause.start].casefold()


def _left_to_me(clause: Clause) -> bool:
    """Whether somebody left it to the speaker: my husband left me his IRA."""
    left = [mark for mark in clause.of("act") if "inherited" in mark.keys]
    return any(next(lexicon("people", "you").find(tokens(_words_of(clause, mark))), None) for mark in left)


def _is_base(clause: Clause, amount: Mark) -> bool:
    """Whether a percentage is told of the amount: 6% on 180k."""
    before = [mark for mark in clause.marks if mark.end <= amount.start and not _is_article(mark)]
    of = len(before) > 1 and (before[-1].kind == "link" or before[-1].key == "of")
    return of and before[-2].kind == "share"


def _is_article(mark: Mark) -> bool:
    return mark.kind == "word" and mark.key in articles() and mark.key != "of"


def _is_earning(clause: Clause) -> bool:
    """Whether it tells of pay: W2 of 520k."""
    return clause.amount is not None and (clause.has("thing", "pay") or clause.has("act", "earned"))


def _is_of_plans(clause: Clause) -> bool:
    """Whether "both" are two plans that were named, and not two people: I max both."""
    both = clause.of("each")
    before = [mark for mark in clause.marks if both and mark.end <= both[0].start]
    return (
        len(both) == 1
        and _words_of(clause, both[0]) == "both"
        and clause.has("act", "maxed")
        and bool(before)
        and before[0].kind in COUPLE
    )


def _is_source(clause: Clause, person: Mark) -> bool:
    """In "12,000 from me" and "more than hers" nobody is the one spoken of."""
    before = [mark for mark in clause.marks if mark.end <= person.start]
    return bool(before) and before[-1].kind == "link" and not {"from", "than"}.isdisjoint(before[-1].keys)


def _of_another_thing(clause: Clause) -> bool:
    """Whether it is about somebody's yacht: a possession that is none of ours."""
    owner = next((place for place, mark in enumerate(clause.marks) if mark.kind in {"you", "spouse", "both"}), None)
    if owner is None or owner + 1 >= len(clause.marks) or clause.of("ira", "plan", "thing"):
        return False
    thing = clause.marks[owner + 1]
    return thing.kind == "word" and thing.key not in articles() and clause.has("act", "has")


def _points_back(clause: Clause) -> bool:
    """Whether a new sentence goes on with what was spoken of: "It has 20k"."""
    return clause.has("link", "it", "too", "first_one", "sorry", "more", "left")


def _names_somebody(clause: Clause) -> bool:
    """Whether a clause begins with what is written like a name and nobody knows: "Andre sells software"."""
    first = clause.marks[0] if clause.marks else None
    return first is not None and first.kind == "word" and clause.text[:1].isupper() and not is_harmless(first.key)


def _births_of(number: int, births: tuple[int, ...]) -> tuple[int, ...]:
    """Of a bare number beside a person the years of birth: of a high one first the year without its century."""
    return (1900 + number, *births) if _LIKELY_YEAR <= number < _CENTURY else births


def _goes_on_wishing(clause: Clause) -> bool:
    """Whether a clause without a subject of its own goes on with what is planned: "and convert it right away"."""
    acts = [mark for mark in clause.of("act") if not {"has", "is_a"} & set(mark.keys)]
    past = any(_words_of(clause, mark).endswith(_PAST) for mark in acts)
    return bool(acts) and not past and not clause.of("you", "spouse", "both")


def _earns(clause: Clause) -> bool:
    """Whether an amount is what somebody gets, told by what they do: "a hygienist with 79,400", "will be at 240k"."""
    other = [mark for mark in clause.of(*_NO_PAY) if "bonus" not in mark.keys]
    if other or clause.has("mood", "wished", "supposed", "used_to", "limit"):
        return False
    if clause.has("mood", "will_be"):
        return True
    words = [mark for mark in clause.marks if mark.kind == "word"]
    described = bool(words) and clause.marks[0].key in {"a", "an"} and len(words) > 1
    kinds = [mark.kind for mark in clause.marks if mark.kind != "word"]
    return described and kinds == ["act", "amount"] and clause.has("act", "has") and not clause.dangerous


def _weighs(clause: Clause) -> bool:
    """Whether there is anything in it to miss: more than filler, and no greeting or signature."""
    said = tokens(clause.text.casefold())
    if len(said) <= _GREETING and lexicon("grammar", "courtesy").at(said, 0):
        return False
    if clause.of("other") and not clause.of("amount", "share", "time", "age", "ira", "plan"):  # two kids live with me
        return False
    told = clause.of("amount", "share", "time", "age", "ira", "plan", "thing", "act", "circ")
    return bool(told) and len(clause.unknown) > 1 and not clause.of("status", "state", "cut")


def _before_the_time(clause: Clause) -> tuple[str, ...]:
    """The keys of the link that leads the first time in a clause: in, from, before."""
    time = next((mark.start for mark in clause.of("time")), 0)
    before = [m for m in clause.marks if m.end <= time and m.key not in articles()][-1:]
    return before[0].keys if before and before[0].kind == "link" else ()


def _is_since(clause: Clause) -> bool:
    """Whether something is from a time, and not only from somewhere: a Roth from 2012."""
    return "from" in _before_the_time(clause)


def _is_before(clause: Clause) -> bool:
    """Whether a time only bounds when it was: before 2010."""
    return "without" in _before_the_time(clause)


def _is_from(clause: Clause) -> bool:
    """Of "I'm from 1986" the year of birth."""
    about = clause.of("ira", "plan", "thing", "act", "amount", "share", "state")
    return clause.has("link", "from") and not about and bool(clause.of("you", "spouse"))


def _lived_in(clause: Clause) -> tuple[str, ...]:
    """The states that a clause says somebody lives in now: not where they came from, or where the employer is."""
    found: list[tuple[str, ...]] = []
    for mark in clause.of("state"):
        words = tokens(clause.text[max(0, mark.start - clause.start - _NEAR) : mark.start - clause.start])
        before = next(
            (one for start in range(max(0, len(words) - 7), len(words)) if (one := _before_place(words, start))), ""
        )
        if before not in {"there", "commute"}:
            found.append(tuple(mark.keys))
    either = {key for keys in found if len(keys) > 1 for key in keys}
    sure = [keys for keys in found if len(keys) == 1 and keys[0] in either]  # Portland, Oregon
    return tuple(dict.fromkeys(key for keys in sure or found for key in keys))


def _before_place(words: tuple[object, ...], start: int) -> str:
    """``here`` or ``there``, by the phrase that ends just before the name of a place."""
    found = lexicon("grammar", "live").at(words, start)  # type: ignore[arg-type]
    if found is None or found.end < len(words) - 1:
        return ""
    return found.keys[0].partition(".")[2]


def _none_of(own: Slots, *, only: bool) -> Iterator[tuple[str, Told, bool]]:
    """Facts, values, and whether they are sure, of a clause that denies."""
    if own.any("converted"):
        yield "converted", "0", True
    elif own.any("paid_in") and not own.plans:
        if own.iras != ("roth",):
            yield "contributed", "0", True
        if "traditional" not in own.iras:
            yield "contributed_roth", "0", True
    elif own.any("idle", "works", "earned"):
        yield "compensation", "0", True
    elif "basis" in own.things and "unfiled" not in own.things:
        yield "basis", "0", True
    elif own.any("match", "employer", "after_tax"):
        return
    elif only:
        kinds: list[str] = [kind for kind in own.iras if kind != "any"]
        if "any" in own.iras or kinds:
            yield "ira_kinds", list(kinds), bool(kinds)
    elif own.iras:
        if "any" in own.iras:
            yield "ira_kinds", [], True
        for kind in own.iras:
            if kind in VALUES and kind != "roth":
                yield kind, "0", True
    elif own.plans:
        yield "plan_kinds", [], own.plans == ("any",)
