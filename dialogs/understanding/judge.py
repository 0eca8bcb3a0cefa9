"""Whether a message says no more than what was heard in it: only then may an answer be noted in silence.

A message is taken apart into its pieces: amounts, percentages, times and ages, people, accounts, acts, denials, and
the words that nothing recognises. Each has to be accounted for by the answer: it is its value, an operand of the sum
that reached it, or a word that belongs to the question. What is left over may change the meaning ("7,500, but 500 of
it for 2025"), and then the answer is offered under its name instead.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from dialogs.interview.agenda import Question
from dialogs.session import Told
from dialogs.text import bare, tidy
from dialogs.understanding import amounts
from dialogs.understanding.clauses import Clause, clauses, is_harmless
from dialogs.understanding.dates import Said
from dialogs.understanding.lexicon import data, lexicon, pattern
from dialogs.understanding.marks import Mark, sentence, sentences
from dialogs.understanding.measure import WEIGHTY
from dialogs.understanding.numerals import year_in_words
from dialogs.understanding.reckoning.setting import AFTERWARDS, OF_WORK
from dialogs.understanding.reckoning.so_far import SO_FAR
from dialogs.understanding.reckoning.terms import is_unearned
from dialogs.understanding.tokens import tokens

_SAID = frozenset({"has", "is_a", "earned", "works", "opened", "maxed"})  # acts that any answer can be said with
_EARNS = frozenset({"earned", "works"})
_PAID = frozenset({"pay", "bonus", "match"})  # things of work, and no part of a balance
_THOUSAND = Decimal(1000)
_SUMMING = ("ratio", "twice", "beside", "older", "op", "count", "payments", "each", "together", "other_part")
_UNCLEAR = frozenset({"op.unclear", "op.corrects", "op.instead", "op.part"})
_INCOMES = frozenset({"agi", "wages", "taken_off"})
_DEEDS = frozenset({"deferred", "converted", "took_out", "relabeled", "rolled_over"})
_CLOSE = 2  # pieces
_LEAST = 100  # dollars; a smaller amount beside another is a count
_COUNTED = 20  # a smaller bare number counts something: two children, three payments
_RECENT = timedelta(days=60)  # a balance of this age is that of today
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_NAMED = frozenset({"word", "thing", "act", "ira", "plan", "circ", "status", "other"})  # what there may be none of
_DENIED = frozenset({"act", "thing", "ira", "plan", "circ", "status", "state"})
_IRAS = frozenset({"traditional", "rollover", "sep", "simple", "any"})
_CHILD = pattern("clauses", "child")


@dataclass(frozen=True, slots=True)
class _Own:
    """The words that belong to a question, by the keys of their vocabularies."""

    acts: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    iras: frozenset[str] = frozenset()


def _own(acts: str = "", things: str = "", iras: Iterable[str] = ()) -> _Own:
    return _Own(frozenset(acts.split()), frozenset(things.split()), frozenset(iras))


_OWN: Mapping[str, _Own] = {
    "tax_year": _own("", "tax_year"),
    "compensation": _own("idle earned from_firm", "pay income"),
    "wages": _own("earned from_firm", "pay income"),
    "agi": _own("", "agi"),
    "taken_off": _own("paid_in deferred", "pretax hsa pay"),
    "other_income": _own("", "hsa bonus profit income"),
    "add_backs": _own("deducted", "add_backs hsa"),
    "traditional": _own("emptied has", "", {"traditional", "any"}),
    "rollover": _own("emptied rolled_over", "", {"rollover", "any"}),
    "sep": _own("emptied has", "", {"sep", "any"}),
    "simple": _own("emptied has", "", {"simple", "any"}),
    "roth": _own("emptied has", "", {"roth", "any"}),
    "contributed": _own("paid_in", "", {"traditional", "any"}),
    "contributed_roth": _own("paid_in", "", {"roth", "any"}),
    "contributed_prior": _own("paid_in", "", {"traditional", "any"}),
    "contributed_late": _own("paid_in", "", {"traditional", "any"}),
    "converted": _own("converted backdoor", "", {*_IRAS, "roth"}),
    "converted_next": _own("converted", "", {*_IRAS, "roth"}),
    "converted_simple": _own("converted", "", {"simple", "any", "roth"}),
    "withdrew": _own("took_out", "rmd", _IRAS),
    "withdrew_early": _own("took_out", "rmd", _IRAS),
    "ira_rmd": _own("took_out", "rmd", _IRAS),
    "basis": _own("paid_in always_deducted deducted", "basis after_tax", {"traditional", "any"}),
    "value": _own("emptied has rolled_over", "pretax"),
    "year_end_value": _own("", "year_end", _IRAS),
    "withheld": _own("withheld took_out", "withheld"),
    "deferrals": _own("paid_in deferred saved always_deducted", "pretax roth_side pay", {"roth", "traditional"}),
    "roth_deferrals": _own("paid_in deferred", "roth_side", {"roth"}),
    "employer_money": _own("paid_in employer", "match pay"),
    "after_tax_made": _own("paid_in deferred", "after_tax"),
    "after_tax_earnings": _own("", "after_tax"),
    "prior_wages": _own("", "pay"),
    "pay": _own("", "pay"),
    "net_profit": _own("", "profit income"),
    "save": _own("saved paid_in backdoor", "", {"traditional", "roth", "any"}),
    "foreign_excluded": _own("deducted", "foreign pay income"),
    "birth_year": _own("born"),
    "ira_kinds": _own("opened", "", {"any"}),
    "moves": _own("", "", {"any"}),
    "exits": _own("converted took_out rolled_over", "after_tax"),
    "roll_in": _own("rolled_in rolled_over", "", {"rollover", "any"}),
    "after_tax_allowed": _own("paid_in deferred backdoor", "after_tax"),
    "offers_roth": _own("", "roth_side", {"roth"}),
    "taken_out": _own("took_out rolled_over"),
    "held_back": _own("withheld took_out", "withheld"),
    "roth_first_year": _own("paid_in opened converted", "", {"roth", "any"}),
}
_BALANCES = frozenset({"traditional", "rollover", "sep", "simple", "roth", "value"})
_OF_YEAR = frozenset({"compensation", "wages", "pay", "agi", "deferrals", "employer_money", "net_profit"})
_KINDS = frozenset({"other_income", "basis", "prior_wages", "contributed", "converted"})  # of what a sum is told
_CHANGES = frozenset({"of_it", "ytd", "more", "without", "except", "sorry", "instead", "first_one"})
_TURNS = frozenset({"except", "sorry", "instead"})
_TAKEN_OFF = frozenset({"hsa", "pretax", "unearned", "income"})  # of an income, and what is added to it
_NO_INCOME = frozenset({"no_income", "pretax", "match"})  # what may be taken off an income and is never added to it
_SUMS = frozenset({"bonus", "profit", "pay"})  # what the parts of a sum are called


def left_over(text: str, question: Question, value: Told, worked: str, today: date, year: int) -> tuple[Mark, ...]:
    """What a message holds beside its answer and may change it. worked: how the value was reached, where it was
    computed; year: the tax year of the talk.
    """
    parts = [sentence(one, today, {}) for one in sentences(text)]
    asked = {(one.number, mark.start) for one in clauses(text, today, {}) if one.asks for mark in one.marks}
    marks = [mark for part in parts for mark in part.marks]
    judge = _Judge(question, value, worked, today, year, marks)
    left: list[Mark] = []
    for number, part in enumerate(parts):
        own = (*_places(part.text, question, worked), *_held_in(part.marks))
        told = (
            mark
            for mark in part.marks
            if (number, mark.start) not in asked
            and ("match" in mark.keys or not any(a <= mark.start and mark.end <= b for a, b in own))
        )  # "match" joins two amounts, and says what the second is
        elsewhere = question.card.kind == "state" and _is_elsewhere(part.text)
        left += [mark for mark in told if elsewhere or not judge.belongs(mark)]
    return tuple(left)


def set_aside(text: str, question: Question, value: Told, today: date, year: int) -> frozenset[Mark]:
    """The figures of an answer that the words beside them keep out of it, and what is said to be done with those: of
    another year, not this one, net.
    """
    judge = _Judge(question, value, "", today, year, [])
    aside: set[Mark] = set()
    parts = clauses(text, today, {})
    for before, clause in zip((None, *parts), parts, strict=False):
        led = bool(before and before.number == clause.number and _leads_out(before.marks))
        weighty = clause.of(*WEIGHTY)
        if any(mark.amount and judge.belongs(mark) for mark in weighty):  # the answer, and when it was so
            aside |= {mark for mark in weighty if mark.time and mark.time.year <= year}
        elif judge.is_unearned(clause) and clause.has("link", "of_it"):
            continue  # 20k of that is rent, and no pay
        elif (
            led
            or judge.is_unearned(clause)
            or _keeps_out(clause, judge)
            or any(not judge.belongs(mark) for mark in clause.of("time"))
        ):
            aside |= {mark for mark in (*weighty, *clause.of("act")) if mark.key != "number"}
    return frozenset(aside)


_OUT = frozenset({*_TURNS, "without", "from", "of_it"})


def _leads_out(marks: Sequence[Mark]) -> bool:
    """Whether the last word of a clause keeps what follows out of the answer: 200k including, 20k."""
    last = next((mark for mark in reversed(marks) if mark.kind != "word" or not is_harmless(mark.key)), None)
    return last is not None and last.kind == "link" and not _OUT.isdisjoint(last.keys)


def _keeps_out(clause: Clause, judge: _Judge) -> bool:
    """Whether what a clause tells is said not to count: not 14,900; it used to be; after tax; of which 5,000."""
    links = clause.has("link", *_OUT)
    if links or clause.of("not", "other") or clause.has("mood", "used_to"):
        return True
    profit = next(lexicon("arithmetic", "net_profit").find(tokens(clause.text.casefold())), None)
    net = judge.of_work and profit is None
    tables = (*(() if judge.adds_up else ("before",)), *(("take_home",) if net else ()))
    return bool(tables) and any(True for _ in lexicon("arithmetic", *tables).find(tokens(clause.text.casefold())))


def is_aside(mark: Mark, question: Question) -> bool:
    """Whether a thing of work stands beside an amount that is of none: a bonus beside what an account holds. So do
    taxes that were paid, and what is owed.
    """
    own = _OWN.get(question.fact.rpartition(".")[2], _own())
    if mark.kind == "thing" and "loan" in mark.keys:
        return not question.fact.endswith(
            ("itemized", "itemized_state_tax", "tax_withheld", "tax_last_year", "add_backs")
        )
    return (
        mark.kind == "thing"
        and not _PAID.isdisjoint(mark.keys)
        and _PAID.isdisjoint(own.things)
        and question.fact not in _INCOMES
    )


CHOSEN = frozenset({"choice", "several", "yes_no", "state"})  # answered in words, among which a time may stand


def unplaced(
    text: str,
    told: Collection[Told],
    worked: Iterable[str],
    lost: Sequence[str],
    today: date,
    *,
    chosen: bool,
    earlier: Iterable[int] = (),
) -> list[str]:
    """The words for the figures of a message that are nowhere in what was heard of it, its questions left out.

    told: every value that is noted, listed or offered; worked: how computed ones were reached; lost: what is named;
    earlier: years that what is told may be of, each beside its amount.
    chosen: the answer is one in words; else a clause of nothing but such figures is named as a whole.
    """
    figures = {abs(figure) for one in (*told, *worked) for figure in _figures_of(one)}
    years = {Decimal(year) for year in earlier}
    named = [tidy(one) for one in lost]
    words: list[str] = []
    parts = clauses(text, today, {})
    if any(clause.has("each") for clause in parts):
        figures |= {figure / 2 for figure in figures}
    taken_back = {
        mark for clause, behind in pairwise(_without_bare_turns(parts)) for mark in _put_right(clause, behind)
    }
    for clause in parts:
        weighty = [
            mark for mark in clause.marks if (mark.kind in WEIGHTY or _is_of_a_home(mark, told)) and not clause.asks
        ]
        weighty = [mark for mark in weighty if mark not in taken_back]
        if clause.has("act", "idle"):  # at home with two kids
            weighty = [mark for mark in weighty if mark.kind in WEIGHTY]
        if clause.of("status"):  # divorced last year
            weighty = [mark for mark in weighty if not mark.time or any(map(str.isdigit, mark.time.words))]
        of_child = _CHILD.search(clause.text.casefold()) is not None
        left = [mark for mark in weighty if not _is_placed(mark, figures | years, today, counted=not of_child)]
        if clause.has("link", "than") or any(mark.amount for mark in left):  # 5,100 less than in 2023
            left = [mark for mark in weighty if not _is_placed(mark, figures, today, counted=not of_child)]
        said = {mark: clause.text[mark.start - clause.start : mark.end - clause.start] for mark in left}
        left = [mark for mark in left if not any(tidy(said[mark]) in one for one in named)]
        if chosen:
            words += [said[mark] for mark in left if mark.kind not in WEIGHTY or any(map(str.isdigit, said[mark]))]
        else:
            words += [clause.text] if left and left == weighty else [said[mark] for mark in left]
    return list(dict.fromkeys(words))


def _without_bare_turns(parts: Sequence[Clause]) -> list[Clause]:
    """The clauses, each with a bare "no wait" before it as part of it."""
    found: list[Clause] = []
    led = False
    for part in parts:
        if _turns_back(part) and not any(mark.kind in WEIGHTY for mark in part.marks):
            led = True
            continue
        found.append(replace(part, text=f"sorry {part.text}") if led else part)
        led = False
    return found


def _turns_back(part: Clause) -> bool:
    found = lexicon("grammar", "takes_back").at(tokens(part.text.casefold()), 0)
    return found is not None and "takes_back.denied" not in found.keys


def _put_right(clause: Clause, behind: Clause) -> list[Mark]:
    """The figure of a clause that the next one takes back for another of its kind: born 1979, no wait, 1978."""
    figures = [mark for mark in clause.marks if mark.kind in WEIGHTY]
    instead = [mark for mark in behind.marks if mark.kind in WEIGHTY]
    alike = bool(figures and instead) and figures[-1].kind == instead[0].kind
    return figures[-1:] if alike and _turns_back(behind) else []


def _figures_of(value: Told | str) -> list[Decimal]:
    if isinstance(value, bool) or value is None:
        return []
    values = value if isinstance(value, list) else [value]
    return [Decimal(figure.replace(",", "")) for one in values for figure in _NUMBER.findall(str(one))]


def _is_of_a_home(mark: Mark, told: Collection[Told]) -> bool:
    """Whether children are told of, or a circumstance that is not among what was heard: two kids, medicare."""
    if mark.kind == "skip":
        return "children" in mark.keys
    heard = {key for one in told if isinstance(one, list) for key in one}
    return mark.kind == "circ" and heard.isdisjoint(key.partition("_")[0] for key in mark.keys)


def _is_placed(mark: Mark, figures: set[Decimal], today: date, *, counted: bool = True) -> bool:
    """Whether a figure is among those told; a time of the running year belongs to any of them.

    counted: whether a small number may only count something.
    """
    if mark.kind not in WEIGHTY:
        return False
    if mark.time:
        return mark.time.year == today.year or not mark.time.sure or Decimal(mark.time.year) in figures
    if mark.share:
        return mark.share.percent in figures
    values = mark.amount.values if mark.amount else ()
    if mark.amount and not values and not any(map(str.isdigit, mark.amount.words)):  # a quarter of it
        return True
    if counted and mark.key == "number" and all(value < _COUNTED for value in values):
        return True
    ways = {today.year - value - passed for value in values for passed in (-1, 0, 1)}  # an age
    ways |= {century + value for value in values for century in (1900, 2000)}
    spoken = year_in_words(mark.amount.words) if mark.amount else None
    if spoken in figures or (mark.key == "number" and not figures.isdisjoint(ways)):
        return True
    return not figures.isdisjoint({abs(value) for value in values} | {abs(value) * _THOUSAND for value in values})


def other_deeds(text: str, question: Question, today: date) -> tuple[Mark, ...]:
    """Acts of a short reply that are not what the question is about: "I defer the max", of an IRA."""
    marks = (mark for one in sentences(text) for mark in sentence(one, today, {}).marks)
    acts = _OWN.get(question.fact.rpartition(".")[2], _own()).acts
    return tuple(mark for mark in marks if acts and is_other_deed(mark, question))


def is_other_deed(mark: Mark, question: Question) -> bool:
    """Whether an act with money is named that the question is not about: converted, where pay is asked for."""
    own = _OWN.get(question.fact.rpartition(".")[2], _own())
    return mark.kind == "act" and not _DEEDS.isdisjoint(mark.keys) and own.acts.isdisjoint(mark.keys)


def denied(text: str, question: Question, today: date) -> tuple[Mark, ...]:
    """What a message says there is none of, where the question is about something else: "no kids", "no job"."""
    own = _OWN.get(question.fact.rpartition(".")[2], _own())
    label = f" {bare(question.card.label)} "
    left: list[Mark] = []
    for part in (sentence(one, today, {}) for one in sentences(text)):
        left += [mark for mark in part.marks if mark.kind == "act" and "idle" in mark.keys and "idle" not in own.acts]
        for mark in _after_a_no(part.marks):
            said = bare(part.text[mark.start : mark.end])
            if f" {said} " not in label and not _is_of(mark, own, question):
                left.append(mark)
    return tuple(left)


def foreign(text: str, question: Question, today: date) -> tuple[Mark, ...]:
    """What a message that denies something says it of, where the question is about something else: a state that
    somebody does not live in, deductions that nobody takes.
    """
    name, card = question.fact.rpartition(".")[2], question.card
    own = _OWN.get(name, _own())
    labels = " ".join(one.label for one in card.choices.values())
    words = f" {bare(f'{card.text} {card.label} {card.example} {card.plainly} {card.none} {labels}')} "
    denials = data("replies")["denials"]
    plain = {*denials["words"], *denials.get(name, ())}
    left: list[Mark] = []
    for part in (sentence(one, today, {}) for one in sentences(text)):
        for mark in part.marks:
            if mark.kind == "word":
                known = is_harmless(mark.key) or mark.key in plain or f" {mark.key} " in words
                left += [] if known else [mark]
            elif mark.kind in _DENIED and not (mark.kind == "act" and name in _BALANCES):
                of_account = mark.kind == "ira" and not own.iras.isdisjoint(mark.keys)
                left += [] if of_account or _is_of(mark, own, question) else [mark]
    return tuple(left)


def belong(marks: Sequence[Mark], question: Question) -> bool:
    """Whether all that is named is of the question; what goes with any answer counts where nothing else is named."""
    own = _OWN.get(question.fact.rpartition(".")[2], _own())
    acts = [mark for mark in marks if mark.kind == "act"]
    named = [mark for mark in marks if mark not in acts or _SAID.isdisjoint(mark.keys)] or acts
    return all(not own.acts.isdisjoint(mark.keys) if mark in acts else _is_of(mark, own, question) for mark in named)


def elsewhere(text: str, question: Question, today: date) -> bool:
    """Whether what nobody knows is told of something that the question is not about: what he makes, the match."""
    own = _OWN.get(question.fact.rpartition(".")[2], _own())
    marks = [mark for one in sentences(text) for mark in sentence(one, today, {}).marks]
    of_pay = {"bonus"} if "pay" in own.things else frozenset[str]()
    things = [mark for mark in marks if mark.kind in {"thing", "ira", "plan"} and not of_pay & set(mark.keys)]
    asked = question.who if question.card.of in {"person", "plan"} else ""
    others = any(mark.kind == "spouse" for mark in marks) and asked == "you" and not things
    return (bool(things) and not any(_is_of(mark, own, question) for mark in things)) or (
        others and any(mark.kind == "act" and not _EARNS.isdisjoint(mark.keys) for mark in marks)
    )


def _after_a_no(marks: Sequence[Mark]) -> Iterator[Mark]:
    """What stands right behind each denial, over the small words between: of "don't have a pension" the pension."""
    small = data("grammar")["determiners"]["words"]
    for number, mark in enumerate(marks):
        if mark.kind != "not":
            continue
        behind = number + 1
        led = "no" in mark.keys
        while behind < len(marks) and marks[behind].start - marks[behind - 1].end <= 1:
            one = marks[behind]
            has = one.kind == "act" and not _SAID.isdisjoint(one.keys)
            if not has and not (one.kind == "word" and one.key in small):
                if one.kind in _NAMED and (led or one.kind != "word"):
                    yield one
                break
            led = led or has
            behind += 1


def _is_of(mark: Mark, own: _Own, question: Question) -> bool:
    """Whether there being none of it answers the question."""
    keys = set(mark.keys)
    match mark.kind:
        case "word":
            own_words = f" {bare(f'{question.card.text} {question.card.plainly}')} "
            plain = mark.key in data("grammar")["money"]["words"] or f" {mark.key} " in own_words
            return question.card.kind == "cap" or plain
        case "act":
            return not keys.isdisjoint(own.acts | _SAID)
        case "thing":
            several = question.fact in {"taken_off", "other_income", "add_backs"}  # one of them is not all
            return not keys.isdisjoint({"income"} if several else own.things)
        case "ira":
            own_kinds = own.iras - {"any"}
            return "any" in keys & own.iras or (bool(own_kinds) and own_kinds <= keys)
        case "plan":
            every = question.fact.endswith(("plan_kinds", "covered"))
            return every or (question.kind is not None and not keys.isdisjoint({str(question.kind), "any"}))
    return question.fact == {"circ": "circumstances", "status": "filing_status"}.get(mark.kind)


def _held_in(marks: Sequence[Mark]) -> tuple[tuple[int, int], ...]:
    """The places of what an income is said to be with: with the bonus."""
    places: list[tuple[int, int]] = []
    for number, mark in enumerate(marks):
        if mark.kind == "thing" and "bonus" in mark.keys:
            before = marks[max(0, number - _CLOSE) : number]
            if any(one.kind == "act" and "has" in one.keys for one in before):
                places.append((mark.start, mark.end))
    return tuple(places)


def _is_elsewhere(text: str) -> bool:
    """Whether it names where somebody works, or came from."""
    return any("live.here" not in one.keys for one in lexicon("grammar", "live").find(tokens(text)))


def _places(text: str, question: Question, worked: str) -> tuple[tuple[int, int], ...]:
    """The places of phrases that belong to the answer: twice, more than me; outside of."""
    said = tokens(text)
    if question.card.kind == "state":
        return tuple((said[one.first].start, said[one.end - 1].end) for one in lexicon("grammar", "live").find(said))
    if question.fact.endswith(".net_profit"):  # after all expenses
        net = (
            (said[one.first].start, said[one.end - 1].end) for one in lexicon("arithmetic", "net_profit").find(said)
        )
        return (*net, *(_of_sums(text, question) if worked else ()))
    return _of_sums(text, question) if worked or question.card.kind == "birth_year" else ()


def _of_sums(text: str, question: Question) -> tuple[tuple[int, int], ...]:
    """Those that tell what is computed."""
    said = tokens(text)
    places: list[tuple[int, int]] = []
    tables = _SUMMING if question.fact in _INCOMES else (*_SUMMING, "reference")
    for one in lexicon("arithmetic", *tables).find(said):
        if one.keys[0] not in _UNCLEAR:
            leads = one.keys[0].partition(".")[0] in {"ratio", "beside"}
            behind = lexicon("arithmetic", "reference").at(said, one.end) if leads else None
            counted = one.first and one.keys[0].startswith("older.")  # five years older
            places.append((said[one.first - 1 if counted else one.first].start, said[(behind or one).end - 1].end))
    return tuple(places)


def other_sums(left: Iterable[Mark], value: Decimal, text: str) -> tuple[Decimal, ...]:
    """What the answer may be instead: without another amount beside it, or with it; of a sum its parts."""
    parts = [span.values[0] for span in amounts.find(tidy(text)) if span.kind == "money" and span.values]
    if len(parts) > 1 and sum(parts, Decimal(0)) == value:
        return tuple(parts)
    sums = [mark.amount.values[0] for mark in left if mark.amount and mark.amount.values and mark.key != "year"]
    if len(sums) != 1 or sums[0] < _LEAST:
        return ()
    other = sums[0] * (_THOUSAND if sums[0] * _THOUSAND < value else 1)
    return (value - other, value + other) if other < value else (other, value + other)


class _Judge:
    """Decides piece by piece whether it belongs to the answer."""

    def __init__(
        self, question: Question, value: Told, worked: str, today: date, year: int, marks: list[Mark]
    ) -> None:
        self._question, self._value, self._today, self._year = question, value, today, year
        self._aged = any(mark.age and value in mark.age.births for mark in marks)
        self._spelled = any(
            mark.amount and value in (year_in_words(mark.amount.words), *map(int, mark.amount.values))
            for mark in marks
        ) or any(mark.time and mark.time.said is Said.YEAR and mark.time.year == value for mark in marks)
        self._name = question.fact.rpartition(".")[2]
        self._desk = question.card.of == "desk"
        self._own = _OWN.get(self._name, _own())
        self._nothing = value in ("0", False, "no") or value == []
        self._sum = bool(worked)
        self._chosen = frozenset(value) if isinstance(value, list) else frozenset()
        self._emptied = any(mark.kind == "act" and "emptied" in mark.keys for mark in marks)
        each = any(mark.kind == "each" for mark in marks)
        told = [value.rstrip("%")] if isinstance(value, str) else []
        self._figures = {Decimal(one.replace(",", "")) for text in (*told, worked) for one in _NUMBER.findall(text)}
        self._figures |= {figure / 2 for figure in self._figures} if each and worked else set()
        most = max(self._figures, default=Decimal(0))
        self._lowered = self._sum and any(most > figure for figure in _figures_of(value))  # something was taken off
        parts = [mark.amount.values[0] for mark in marks if mark.amount and mark.amount.values]
        scaled = [part * _THOUSAND if part < _LEAST else part for part in parts]  # 18k and 6.5
        if {sum(parts, Decimal(0)), sum(parts, Decimal(0)) * _THOUSAND, sum(scaled, Decimal(0))} & self._figures:
            self._figures |= set(parts)
        percents = [mark.share.percent for mark in marks if mark.share]
        if sum(percents, Decimal(0)) in self._figures:
            self._figures |= set(percents)

    @property
    def of_work(self) -> bool:
        """Whether the question is for what is earned before tax, and what arrives of it is something else."""
        return self._name in OF_WORK

    @property
    def adds_up(self) -> bool:
        """Whether the question is for all that was paid until now, and "so far" takes nothing away."""
        return self._name in SO_FAR

    def is_unearned(self, clause: Clause) -> bool:
        """Whether a clause is about money that the question does not ask for."""
        return is_unearned(clause, self._name)

    def belongs(self, mark: Mark) -> bool:
        """Whether a piece is accounted for by the answer."""
        match mark.kind:
            case "cut" | "skip" | "circ":
                return True
            case "link":
                told = self._sum or self._question.card.kind not in {"money", "cap"}
                return self._nothing or (_TURNS if told else _CHANGES).isdisjoint(mark.keys)
            case "amount" if mark.amount:
                spoken = year_in_words(mark.amount.words) == self._value is not None
                return spoken or self._is_counted(mark.amount.values)
            case "share":
                return self._is_counted((mark.share.percent,) if mark.share else ())
            case "age":
                return self._aged
            case "time":
                return self._is_then(mark)
            case "you" | "spouse" | "both" | "each" | "other":
                return self._is_about(mark.kind)
            case "not":
                return self._nothing
            case "mood":
                return (
                    not {"will_be", "we_stand", "i_stand", "comes_to", "unsure"}.isdisjoint(mark.keys)
                    or self._name == "save"
                )
            case "act" | "thing" | "ira" | "plan":
                return self._nothing or self._desk or self._is_own(mark)
            case "state" | "status":
                return self._value in mark.keys
            case "word":
                return is_harmless(mark.key) and not self._is_deed(mark.key)
        return False

    def _is_deed(self, word: str) -> bool:
        """Whether something was done, where it is asked for what there is: did the 7,500 already."""
        held = self._name in _BALANCES or self._name == "basis"
        return held and not self._nothing and word in data("grammar")["did"]["words"]

    def _is_own(self, mark: Mark) -> bool:
        """Whether it is an act, an account or a thing that the question is about."""
        keys = set(mark.keys)
        match mark.kind:
            case "act":
                balance = self._sum and self._name in _BALANCES
                return balance or not keys.isdisjoint(_SAID | self._own.acts)
            case "thing":
                parts = _SUMS if self._sum and self._name in _OF_YEAR | _INCOMES | _KINDS else frozenset()
                if self._name in _INCOMES and not (self._lowered or keys.isdisjoint(_NO_INCOME)):
                    return False
                parts |= _TAKEN_OFF if self._sum and self._name in _INCOMES else frozenset()
                return not keys.isdisjoint(self._own.things | parts)
            case "ira":
                return not keys.isdisjoint(self._own.iras | self._chosen)
        own = {str(self._question.kind), "any", *self._chosen}
        of_income = self._lowered or "pension" in keys or "pretax" in self._own.things
        return not keys.isdisjoint(own) or (self._name in _INCOMES and of_income)

    def _is_counted(self, values: Iterable[Decimal]) -> bool:
        """Whether a figure is the value, or an operand of the sum that reached it."""
        if self._question.card.kind == "birth_year" and isinstance(self._value, int):
            age = self._today.year - self._value
            return not {self._value, self._value % 100, age, age - 1}.isdisjoint(map(int, values))
        if isinstance(self._value, int) and any(value == self._value % 100 for value in values):  # '25
            return True
        figures = {abs(value) for value in values} | {abs(value) * _THOUSAND for value in values}
        figures |= {figure for figure in self._figures if any(int(figure) == value for value in values)}  # no cents
        return not figures.isdisjoint(self._figures)

    def _is_then(self, mark: Mark) -> bool:
        """Whether a time is the one that the answer is of."""
        when = mark.time
        if when is None or self._desk or self._name == "lived_with_spouse":
            return True
        kind = self._question.card.kind
        if kind == "tax_year" and when.said is not Said.YEAR:
            return True
        if kind == "birth_year" and self._spelled and when.said is not Said.YEAR:  # 1988, in June
            return True
        if kind in {"year", "tax_year", "birth_year"}:
            return when.year == self._value or self._aged
        if kind == "date":
            return isinstance(self._value, str) and when.first.isoformat() <= self._value <= when.last.isoformat()
        if self._name == "basis":
            return True
        if self._name == "contributed_prior":
            return when.year == (self._year - 1 if when.said is Said.YEAR else self._year)
        if self._name == "prior_wages":
            return when.year == self._year - 1
        if self._name in AFTERWARDS:
            return when.year == self._year + 1
        if self._name in _BALANCES and self._nothing and self._emptied:  # it was emptied last year
            return True
        if self._name in _BALANCES and when.said is not Said.YEAR and not self._nothing:
            return self._today - _RECENT <= when.last <= self._today
        if self._name in _OF_YEAR and when.said is not Said.YEAR:
            return self._nothing or when.first == when.last == self._today
        return when.year == self._year

    def _is_about(self, who: str) -> bool:
        """Whether it speaks of whom the question is about."""
        asked = self._question.who if self._question.card.of in {"person", "plan"} else ""
        if who == "other":
            return False
        if not asked:
            return who in {"you", "both"} or self._desk or (who in {"each", "spouse"} and self._sum)
        return who == asked or (who == "you" and asked == "spouse" and self._nothing)
