"""Readers of what answers the open question and tells no more than that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from dialogs.interview import agenda as agendas
from dialogs.interview.agenda import Question
from dialogs.interview.questions import card_of
from dialogs.session import DOUBTING, Answers, Told
from dialogs.text import bare, tidy, ways_to_say
from dialogs.understanding import (
    answers,
    choices,
    dates,
    judge,
)
from dialogs.understanding.answered.choosing import is_all, named_besides
from dialogs.understanding.answered.kinds import (
    DATED,
    FEW,
    LISTED,
    circumstances_named,
    is_sum,
    reads_a_button,
    says_that_is_all,
    ticked_with,
    ticks_of,
)
from dialogs.understanding.answered.left_over import left_beside
from dialogs.understanding.answered.noting import is_hedged, noted_or_offered, offered_as, taken_as, unlikely_beside
from dialogs.understanding.answered.slips import are_thousands, is_of_no_account, likely_readings, misread
from dialogs.understanding.clauses import clauses
from dialogs.understanding.facts.telling import Telling
from dialogs.understanding.lexicon import lexicon, pattern
from dialogs.understanding.message import OF_TWO, Heard, Message
from dialogs.understanding.money_answers import is_like_a_year
from dialogs.understanding.readings import DontKnow, Misread, Readings, Understood
from dialogs.understanding.reckoning.setting import Setting, is_current
from dialogs.understanding.replies import is_reply, sense
from dialogs.understanding.replying.words import FINAL
from dialogs.understanding.tokens import tokens

_BY_THE_WAY = ("HI", "OK")  # states, and said without a state in mind
_SOFT = frozenset(
    {
        "birth_year",
        "roth",
        "roth_deferrals",
        "contributed",
        "contributed_roth",
        "compensation",
        "employer_money",
        "wages",
        "agi",
        "net_profit",
        "traditional",
    }
)
_TWO_DIGITS = re.compile(r"\d\d")
_PLACE = re.compile(r"#?(\d)\.?")


def state_or_greeting(message: Message) -> Heard | None:
    """Hawaii or "hi", Oklahoma or "ok": asked back where the state is the question."""
    code, question = bare(message.text).upper(), message.question
    if code in _BY_THE_WAY and not message.text.isupper() and question and question.card.kind == "state":
        return Heard("readings", question.fact, values=(code,), reason="mentioned")
    return None


def bare_amount(message: Message) -> Heard | None:
    """Nothing but an amount that can be read in one way, where one is asked for, as most answers are."""
    question, session = message.question, message.session
    if question is None or question.card.kind != "money" or session.stage in DOUBTING:
        return None
    if session.reading or session.readings or not is_sum(message.text):
        return None
    read = answers.read(message.text, question.card, message.said.today)
    if not isinstance(read, Understood) or read.worked or 0 < Decimal(str(read.value)) < FEW:
        return None
    return taken_as(message, question, read.value)


def answer(message: Message) -> Heard | None:
    """An answer to the open question, and no more than that."""
    text, question = message.text, message.question
    if question is None or (_says_more(message, question) and not reads_a_button(text, question)):
        return None
    if question.card.kind in DATED and pattern("answered", "late").search(tidy(text)):
        return None  # whether something is still possible for a year, and not which year it is
    if question.card.kind in DATED and text.rstrip().endswith("?") and not any(map(str.isdigit, text)):
        return None  # the first one or the one I have now?
    ticks = ticks_of(message, question)
    if question.card.kind == "several" and _closes_the_list(message, question):
        return Heard("all_ticked")
    offered_before = message.session.readings
    if offered_before and question.card.kind == "money" and is_reply(text, "leave"):
        return Heard("repeat")  # none of the readings that were offered
    if len(offered_before) == 1 and is_reply(text, "yes"):
        if _may_be_a_year(offered_before[0], question):
            return Heard("readings", question.fact, values=offered_before, reason="year")
        return Heard("answer", question.fact, offered_before[0])
    offered = offered_before or agendas.hinted(question, message.session)
    if (value := _one_of(text, offered, question)) is not None:
        return Heard("answer", question.fact, value)
    match message.reading:
        case Understood([]) if ticks and judge.denied(text, question, message.said.today):
            return None  # no after-tax: of the plan that is marked
        case Understood([]) if ticks and not _says_none_of(message, question):
            return Heard(
                "readings", question.fact, values=([*ticks], []), reason="choices"
            )  # no more, or none at all?
        case Understood(list() as value) if ticks and value and not set(value) >= set(ticks):
            if message.session.ticks is None and set(value) < set(ticks):
                return Heard("answer", question.fact, [*ticks])  # nothing that was not told before
            return ticked_with(message, question, value)
        case Understood(value, worked, _):
            return noted_or_offered(message, question, value, worked)
        case Readings((value,), "nothing") if doubted := unlikely_beside(message, question, value):
            return Heard("readings", question.fact, values=(value,), doubted=doubted)
        case Readings(values) if (meant := _said_in_full(text, values, question)) in offered:
            return Heard("answer", question.fact, meant)
        case Readings(values) if (beside := _circumstances_beside(message, question)) and len(values) > 1:
            doubt = tuple((question.fact, value) for value in values)
            return Heard("several", found=beside, doubts=(doubt,), text=text)  # getting divorced
        case Readings(values, reason, worked) if not (reason == "mentioned" and text.endswith("?")):
            how = {question.fact: worked} if worked and len(values) == 1 else {}
            return Heard("readings", question.fact, values=values, reason=reason, worked=how)
        case DontKnow() if not (sense(text) == "unsure" and judge.elsewhere(text, question, message.said.today)):
            return Heard("skip")
    return None


def _circumstances_beside(message: Message, question: Question) -> Answers:
    """What applies by the words of an answer to how somebody files, and is not noted."""
    told = message.told.found.get("circumstances")
    return {"circumstances": told} if question.fact == "filing_status" and isinstance(told, list) and told else {}


def _may_be_a_year(offered: Told, question: Question) -> bool:
    """Whether dollars were offered for what looks like a year: a yes may mean either."""
    return question.card.kind == "money" and is_like_a_year(str(offered))


def _one_of(text: str, offered: Sequence[Told], question: Question) -> Told:
    """What is meant by its place among the readings that are offered: the second one, 2 if that is no amount."""
    said = tokens(tidy(text))
    number, named = _PLACE.fullmatch(text.strip()), lexicon("replies", "place").at(said, 0)
    if number and question.card.kind != "money":
        place = int(number[1]) - 1
    elif named and named.end == len(said):
        place = int(named.keys[0].partition(".")[2])
    else:
        return None
    return offered[place] if len(offered) > 1 and -1 <= place < len(offered) else None


def _closes_the_list(message: Message, question: Question) -> bool:
    """Whether what is ticked is all there is: "done", "the 7,500 to the Roth, that's all" of what was told before."""
    if not agendas.ticks(question, message.session):
        return False
    if bare(message.text) in ways_to_say("done") or is_reply(message.text, "only"):
        return True
    if _names_no_other(message, question):
        return True
    last = bare(tidy(message.text).rpartition(",")[2])
    return (
        last in ways_to_say("done") and bool(message.whole.found) and not (message.told.facts or message.whole.lost)
    )


def _names_no_other(message: Message, question: Question) -> bool:
    """Whether nothing is said to be there beside what is ticked: just that, it's all pre-tax, and no other IRAs."""
    told = message.told
    named = {key for keys in choices.senses(message.text, question.card).values() for key in keys}
    return (
        says_that_is_all(message.text)
        and named <= {*agendas.ticks(question, message.session)}
        and not (message.whole.lost or told.doubts)
        and all(value in ([], "0") for value in told.found.values())
    )


def _said_in_full(text: str, values: Sequence[Told], question: Question) -> Told:
    """Of several readings the one that is shown just as the words are; None for none of them. To the question which
    birth year it is, two digits are that of a year.
    """
    if question.card.kind == "birth_year" and _TWO_DIGITS.fullmatch(text.strip(" .!'")):
        return next((value for value in values if isinstance(value, int) and f"{value % 100}" in text), None)
    if question.card.kind not in {"state", "money"}:
        return None
    said = tidy(text).replace("$", "").replace(" ", "")
    shown = {tidy(answers.shown(value, question.card)).replace("$", "").replace(" ", ""): value for value in values}
    return shown.get(said)


def _says_none_of(message: Message, question: Question) -> bool:
    """Whether it is said in so many words that there is none of what is asked for, whatever is marked."""
    if bare(message.text) == bare(question.card.none):
        return True
    marks = [mark for part in clauses(message.text, message.said.today, {}) for mark in part.of("ira", "plan", "act")]
    return any(mark.key != "has" for mark in marks)


def only_answer(message: Message, told: Telling, question: Question) -> Heard:
    """What came in more words than an answer needs, and is one: to the open question."""
    if question.card.kind == "money" and is_of_no_account(message):
        return misread(message)
    if question.fact not in told.found:
        values = likely_readings(message, question, tuple(value for doubt in told.doubts for _, value in doubt))
        if values == ([],) and ticks_of(message, question):
            return ticked_with(message, question, ())  # no pension, where the 401(k) is marked
        single = "one" if question.card.kind == "money" else "mentioned"
        several = "thousands" if are_thousands(question, values) else "two"
        return Heard("readings", question.fact, values=values, reason=several if len(values) > 1 else single)
    value = told.found[question.fact]
    if value == [] and question.fact == "circumstances" and (others := circumstances_named(message)):
        return ticked_with(message, question, others)
    if question.card.kind == "money" and not _is_meant(message, question):
        return Heard("readings", question.fact, values=(value,), reason="one")
    if question.card.kind == "several" and isinstance(value, list) and value:
        read = message.reading.value if isinstance(message.reading, Understood) else None
        if isinstance(read, list) and {*value} < {*read}:
            return taken_as(message, question, read)  # 401(k)s at two jobs
        more = named_besides(message, question, value)
        if (more or question.fact not in told.whole) and not is_all(message, question, [*value, *more]):
            return ticked_with(message, question, [*value, *more])
    worked = told.worked.get(question.fact, "")
    if is_hedged(message, question):
        return offered_as(message.text, question, value, (), worked)
    if left := left_beside(message, question, value, worked):
        return offered_as(message.text, question, value, left, worked)
    return taken_as(message, question, value, worked)


def _all_none(message: Message, others: frozenset[str]) -> bool:
    """Whether nothing is told but that there is nothing: "not contributing this year"."""
    told = message.told
    values = [told.found.get(fact, ...) for fact in others]
    return bool(others) and not told.doubts and all(value in ("0", False, []) for value in values)


def _amounts(message: Message, facts: frozenset[str]) -> bool:
    """Whether one of these facts is told with its amount, which an answer without one would lose."""
    values = (message.told.found.get(fact) for fact in facts)
    return any(isinstance(value, str) and value.strip("0.").replace(".", "").isdecimal() for value in values)


def _is_meant(message: Message, question: Question) -> bool:
    """Not a sum that cannot be as it was read, and not one of another year."""
    if isinstance(message.reading, Misread) and message.reading.reason in FINAL:
        return False
    if message.told.found.get(question.fact) == "0":  # emptied last year, it is empty now
        return True
    setting = Setting(question, message.agenda, message.said.today)
    times = dates.find(tidy(message.text), message.said.today)
    return not times or any(is_current(time, setting) for time in times)


def _belongs(others: frozenset[str], question: Question) -> bool:
    """Whether the other facts are only what the words of a sum can look like: "7k contributed, 500 gain"."""
    if question.card.of in {"all", "desk"}:
        return True
    of_business = {"agi"} if question.fact.endswith(".net_profit") else set()  # the income of the business
    of_same = (fact.partition(".")[0] == question.who or fact in of_business for fact in others)
    return all(of_same) and all(fact.rpartition(".")[2] in _SOFT for fact in others)


def _of_same_plan(others: frozenset[str], question: Question) -> bool:
    """Whether all else that the one figure of an answer may be is of the plan that is asked about."""
    return all(fact.startswith(question.fact.rpartition(".")[0]) for fact in others)


def _says_more(message: Message, question: Question) -> bool:
    """Whether it tells more than an answer to the question on the table would, or speaks of the other spouse."""
    others = message.told.facts - {question.fact}
    if question.card.of == "person" and message.told.facts == OF_TWO:
        return True  # 520 together, where one person's pay is asked
    if message.brief or question.card.kind in LISTED:
        return False
    match message.reading:
        case Understood(_, worked, _) if worked and _belongs(others, question):
            return False
        case Understood(list(), _, True) if message.told.only_ticks(others):
            return False
        case Understood(_, worked, True) if worked and not message.told.found.keys() - {question.fact}:
            return False  # every figure is accounted for, and the rest were guesses at them
        case Understood() if question.card.kind == "cap" and _of_same_plan(others, question):
            return False  # at most 15% of my salary
        case Understood("0" | False | []) if _all_none(message, others):
            return False
        case Understood("0") if question.card.of == "all" and message.told.only_ticks(others):
            return False
        case Readings(_, "thousands" | "two") if question.card.of == "all" and _belongs(others, question):
            return False
        case Understood() if question.card.kind in {"several", "yes_no", "choice"} and _amounts(message, others):
            return True
        case Understood() if question.card.kind == "yes_no" and others and _of_same_plan(others, question):
            return True  # yes, and it converts by itself
        case Understood() if question.card.kind in {"yes_no", "choice"} and message.told.only_ticks(others):
            return False
    if question.card.of == "desk" and all(isinstance(message.told.found.get(fact), list) for fact in others):
        return False
    cards = [card_of(fact) for fact in others]
    of_the_other = any(card is question.card or (card and card.of == "plan") for card in cards)
    return bool(others) and (message.told.pieces > 1 or of_the_other)
