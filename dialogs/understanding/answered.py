"""Readers of what may answer the open question. Each gives an event, or None when the words are something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from calc.contradictions import Contradiction
from calc.unlikely import BEARING, unlikely
from dialogs.interview import agenda as agendas
from dialogs.interview.agenda import Question
from dialogs.interview.belonging import days_of
from dialogs.interview.questions import Card, card_of
from dialogs.session import DESKS, DOUBTING, Answers, Stage, Told
from dialogs.text import bare, tidy, ways_to_say
from dialogs.understanding import (
    about_question,
    accounts,
    amounts,
    answers,
    choices,
    dates,
    days_told,
    facts,
    judge,
    replying,
    stories,
    verbs,
    year_answers,
)
from dialogs.understanding.clauses import PEOPLE, Clause, clauses, danger
from dialogs.understanding.facts.telling import Telling, one_sum_as
from dialogs.understanding.gathering import OTHER, Doubt
from dialogs.understanding.lexicon import data, lexicon, pattern
from dialogs.understanding.marks import Mark, sentence, sentences
from dialogs.understanding.measure import WEIGHTY
from dialogs.understanding.message import OF_TWO, Heard, Message
from dialogs.understanding.money_answers import is_like_a_year
from dialogs.understanding.questions import is_question
from dialogs.understanding.readings import DontKnow, Misread, Readings, Understood
from dialogs.understanding.reckoning.setting import Setting, is_current
from dialogs.understanding.reckoning.words import is_gross, is_part, is_reckoned
from dialogs.understanding.replies import contradictory, is_reply, replies, sense
from dialogs.understanding.replying.words import FINAL, is_suggested
from dialogs.understanding.slots import LEAST_PAY
from dialogs.understanding.tokens import Token, tokens

BY_THE_WAY = ("HI", "OK")  # states, and said without a state in mind
DATED = ("date", "year", "tax_year", "birth_year")
LISTED = ("boxes", "by_year")  # several numbers are one answer there
BOUNDED = ("yes_no", "choice", "cap")  # answers that "only" or "if" takes back
_NOT_THAT = ("link", "instead")
_THOUSAND = 1000
FEW = 100  # dollars; a sum of numbers without a unit that comes to less was of something else
WITHOUT_ACCOUNTS = frozenset({"birth_year", "tax_year", "state"})  # an account named there is told of itself
_WORDED = WITHOUT_ACCOUNTS | {"", "choice", "yes_no", "several"}  # a sum is no answer there; empty: beside a list
_MARKS = " ,;:.!-–—"
_DAY = re.compile(r"\d{1,2}([-./])\d{1,2}(?:\1\d{2,4})?")
_CHOSEN = frozenset({"word", "time", "link", "act", "thing", "mood", *PEOPLE})
_DATED = frozenset({"word", "link", "mood", "you", "both", "each"})
_LIGHT = {  # what stands beside such an answer, once it is read, and does not change it
    "choice": _CHOSEN | {"ira", "plan"},
    "yes_no": _CHOSEN,
    "several": _CHOSEN,
    "cap": _CHOSEN,
    "tax_year": _DATED | {"not", "thing"},
    "year": _DATED | {"thing", "time"},
    "birth_year": _DATED - {"word"},  # "graduated 2004" tells nothing of a birth
    "date": _DATED,
    "state": _DATED | {"time", "act"},
}
_KNOWN = frozenset({"not", "state", "status", "cut", "amount", "ira", "plan", "time"})  # where the whole was weighed
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


def state_or_greeting(message: Message) -> Heard | None:
    """Hawaii or "hi", Oklahoma or "ok": asked back where the state is the question."""
    code, question = bare(message.text).upper(), message.question
    if code in BY_THE_WAY and not message.text.isupper() and question and question.card.kind == "state":
        return Heard("readings", question.fact, values=(code,), reason="mentioned")
    return None


_LOW_BETWEEN_HIGH = 3  # readings of a range
_TWO_DIGITS = re.compile(r"\d\d")
_PLACE = re.compile(r"#?(\d)\.?")
_SUM = re.compile(r"\$? ?\d[\d,]*(?:\.\d+)? ?[km]?", re.IGNORECASE)


def bare_amount(message: Message) -> Heard | None:
    """Nothing but an amount that can be read in one way, where one is asked for, as most answers are."""
    question, session = message.question, message.session
    if question is None or question.card.kind != "money" or session.stage in DOUBTING:
        return None
    if session.reading or session.readings or not _SUM.fullmatch(message.text):
        return None
    read = answers.read(message.text, question.card, message.said.today)
    if not isinstance(read, Understood) or read.worked or 0 < Decimal(str(read.value)) < FEW:
        return None
    return _taken(message, question, read.value)


def is_sum(text: str) -> bool:
    """Whether a text is an amount and nothing else."""
    return _SUM.fullmatch(text.strip()) is not None


def answer(message: Message) -> Heard | None:
    """An answer to the open question, and no more than that."""
    text, question = message.text, message.question
    if question is None or (_says_more(message, question) and not reads_a_button(text, question)):
        return None
    if question.card.kind in DATED and pattern("answered", "late").search(tidy(text)):
        return None  # whether something is still possible for a year, and not which year it is
    if question.card.kind in DATED and text.rstrip().endswith("?") and not any(map(str.isdigit, text)):
        return None  # the first one or the one I have now?
    ticks = _ticks(message, question)
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
            return _ticked(message, question, value)
        case Understood(value, worked, _):
            return _noted_or_offered(message, question, value, worked)
        case Readings((value,), "nothing") if doubted := _doubted(message, question, value):
            return Heard("readings", question.fact, values=(value,), doubted=doubted)
        case Readings(values) if (meant := _said_in_full(text, values, question)) in offered:
            return Heard("answer", question.fact, meant)
        case Readings(values, reason, worked) if not (reason == "mentioned" and text.endswith("?")):
            how = {question.fact: worked} if worked and len(values) == 1 else {}
            return Heard("readings", question.fact, values=values, reason=reason, worked=how)
        case DontKnow() if not (sense(text) == "unsure" and judge.elsewhere(text, question, message.said.today)):
            return Heard("skip")
    return None


def _ticks(message: Message, question: Question) -> tuple[str, ...]:
    """What is marked: by taps and, in a first answer, by what was told before."""
    if question.fact in message.session.answers:
        return message.session.ticks or ()
    return agendas.ticks(question, message.session)


def _ticked(message: Message, question: Question, meant: Sequence[str]) -> Heard:
    """These marked beside what is marked already, without what is denied: no, traditional, not Roth."""
    parts = [part for part in clauses(message.text, message.said.today, {}) if part.of("not") or part.has(*_NOT_THAT)]
    denied = {key for part in parts for kind in ("ira", "plan") for key in part.keys(kind)}
    marked = {*_ticks(message, question)} - denied | {*meant}
    return Heard("ticked", question.fact, [key for key in question.card.choices if key in marked])


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
    last = bare(tidy(message.text).rpartition(",")[2])
    return (
        last in ways_to_say("done") and bool(message.whole.found) and not (message.told.facts or message.whole.lost)
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


def answer_and_question(message: Message) -> Heard | None:
    """An answer to the open question, and behind it a question without a figure: Massachusetts, does that matter?"""
    question, session = message.question, message.session
    if question is None or session.stage in DOUBTING or session.planned is not None:
        return None
    first, asked = _question_behind(message.text)
    if not asked or is_question(first) or any(map(str.isdigit, asked)) or about_question.is_put_right(asked):
        return None
    yes, _, rest = first.partition(",")
    first = rest.strip() if rest.strip() and is_reply(yes, "yes") else first  # yes, head of household
    said = replace(message, said=replace(message.said, text=first))
    beside = replace(message, said=replace(message.said, text=asked))
    if said.told.facts - {question.fact} or question.fact in beside.told.facts:
        return None
    heard = bare_amount(said) or answer(said)
    if heard is None or heard.event not in {"answer", "readings"} or heard.lost:
        return None
    why = verbs.in_words(asked) == "why"
    explained = Heard("why") if why else about_question.about_question(beside) or Heard("question")
    return replace(heard, asked=asked, asks=explained.event, text=explained.text)


def _question_behind(text: str) -> tuple[str, str]:
    """What is told before the question that a text ends in, or behind the one it begins with, and that question; both
    empty where there is none.
    """
    parts = sentences(text)
    place = next((place for place, one in enumerate(parts) if is_question(one)), 0)
    figure = any(map(str.isdigit, "".join(parts[1:])))  # a bare no may be to what was asked
    if len(parts) > 1 and figure and is_question(parts[0]) and not any(map(is_question, parts[1:])):
        return " ".join(parts[1:]), f"{parts[0].rstrip(' ?.!')}?"  # is it before taxes? 196k
    if place and all(is_question(one) for one in parts[place:]):
        return " ".join(parts[:place]), " ".join(f"{one.rstrip(' ?.!')}?" for one in parts[place:])
    told, _, asked = text.rpartition(", ")
    apart = len(parts) == 1 and text.rstrip().endswith("?") and is_question(asked)
    return (told, f"{asked.rstrip(' ?')}?") if apart else ("", "")


def put_right(message: Message) -> Heard | None:
    """An answer that takes back the one before it in the same message: Texas, no wait, Florida; not 5k, 6k."""
    question = message.question
    if question is None or question.card.kind in LISTED or message.text.rstrip().endswith("?"):
        return None
    before, behind = _taken_back(message.text)
    if question.card.kind == "several" and behind and f"no {behind}" in tidy(message.text):
        return None  # 403(b), no 401(k): there is none
    if not before or not behind or not isinstance(message.reads(before), Understood):
        return None
    if not isinstance(message.reads(behind), Understood | Readings) or message.told.facts - {question.fact}:
        return None
    return answer(replace(message, said=replace(message.said, text=behind)))


def _taken_back(text: str) -> tuple[str, str]:
    """What is taken back, and what is said instead; both empty where nothing is."""
    plain = tidy(text).replace("…", "...")
    said = tokens(plain)
    denied = lexicon("grammar", "takes_back").at(said, 0)
    if denied and "takes_back.denied" in denied.keys:
        cut = next((n for n in range(denied.end, len(said)) if _ends(said, n)), None)
        return ("", "") if cut is None else _apart(plain, said, denied.end, cut, _begins(said, cut))
    found = [one for one in lexicon("grammar", "takes_back").find(said) if one.first > 0 and one.end < len(said)]
    if not found or "takes_back.denied" in found[-1].keys:
        return "", ""
    before = plain[: said[found[0].first].start].strip(_MARKS)
    if "takes_back.between" in found[0].keys and replies(before) & {"no", "none"}:
        return "", ""  # nope, no cap
    return _apart(plain, said, 0, found[0].first, found[-1].end)


def _begins(said: Sequence[Token], place: int) -> int:
    """Where what is said instead begins, behind a comma and a "but"."""
    while place < len(said) and _ends(said, place):
        place += 1
    return place


def _ends(said: Sequence[Token], place: int) -> bool:
    return said[place].text == "-" or lexicon("arithmetic", "ends").at(said, place) is not None


def _apart(plain: str, said: Sequence[Token], start: int, cut: int, again: int) -> tuple[str, str]:
    """The words from ``start`` to ``cut``, and those from ``again`` on."""
    if not start < cut or again >= len(said):
        return "", ""
    return plain[said[start].start : said[cut - 1].end].strip(_MARKS), plain[said[again].start :].strip(_MARKS)


def of_the_other_too(message: Message) -> Heard | None:
    """An answer, and behind it the other spouse's, reckoned from it: 120k, hers is half of that."""
    question, agenda, today = message.question, message.agenda, message.said.today
    if question is None or question.card.kind != "money" or question.card.of != "person" or not agenda.facts.joint:
        return None
    if question.who not in OTHER or message.text.rstrip().endswith("?") or message.session.stage in DOUBTING:
        return None
    plain = tidy(message.text)
    said = tokens(plain)
    both = {who: agendas.bound(question.fact.replace(question.who, who, 1)) for who in OTHER}
    for cut in (place for place in range(1, len(said) - 1) if lexicon("arithmetic", "ends").at(said, place)):
        before, behind = plain[: said[cut].start].strip(_MARKS), plain[said[cut].end :].strip(_MARKS)
        led = {mark.kind for mark in sentence(before, today, {}).marks if mark.kind in PEOPLE} or {question.who}
        spoken = {mark.kind for mark in sentence(behind, today, {}).marks if mark.kind in PEOPLE}
        if len(led) != 1 or not led <= OTHER.keys():
            continue
        (who,) = led
        role, own, other = OTHER[who], both[who], both[OTHER[who]]
        first = replying.read(before, own, agenda, today, {})
        told = {} if isinstance(first, Understood) else facts.listen(before, agenda, today).found
        if told.keys() == {own.fact}:
            first = Understood(told[own.fact])  # she earns 110k
        same = next((part for part in _ends_of(behind) if is_reply(part, "same")), "")
        if not isinstance(first, Understood) or spoken != {role} or not (same or is_reckoned(behind)):
            continue
        found = {own.fact: first.value}
        then = Understood(first.value) if same else replying.read(behind, other, agenda, today, found)
        if isinstance(then, Understood):
            worked = {fact: how for fact, how in ((own.fact, first.worked), (other.fact, then.worked)) if how}
            return Heard("several", found={**found, other.fact: then.value}, text=message.text, worked=worked)
    return None


def _ends_of(text: str) -> Iterator[str]:
    """What is left of it behind each of its words."""
    return (text[token.start :] for token in tokens(text))


def asked_softly(message: Message) -> Heard | None:
    """An amount with a question mark behind it and no question: not sure yet, 15 grand?"""
    question = message.question
    if question is None or question.card.kind != "money" or not message.text.endswith("?"):
        return None
    last = re.split(r"[,.;!?]\s", message.text)[-1].rstrip(" ?")
    read = answers.read(last, question.card, message.said.today)
    spans = [one for one in amounts.find(tidy(message.text)) if one.kind == "money"]
    if not isinstance(read, Understood | Readings) or len(spans) != 1 or not any(map(str.isdigit, last)):
        return None
    values = (read.value,) if isinstance(read, Understood) else read.values
    return Heard("readings", question.fact, values=values, reason="one" if len(values) == 1 else "two")


def last_answer(message: Message) -> Heard | None:
    """The answer before is put right: "wait, I meant 175k" belongs to the question that was answered last."""
    session, plain = message.session, tidy(message.text)
    said = tokens(plain)
    begins = 0
    fits = isinstance(message.reading, Understood | Readings)  # "no, 95k" answers the question that is open
    while found := lexicon("grammar", "takes_back").at(said, begins):
        if "takes_back.words" not in found.keys and (fits or "takes_back.between" not in found.keys):
            break
        begins = found.end + sum(1 for token in said[found.end : found.end + 1] if token.kind == "mark")
    last = message.agenda.question(next(reversed(session.history), None))
    if not 0 < begins < len(said):
        return None
    if last is None or session.stage in (*DOUBTING, *DESKS) or session.planned is not None or session.revisit:
        return None
    instead = plain[said[begins].start :].strip(_MARKS)
    if session.readings and message.question is not None and isinstance(message.reads(instead), Understood):
        return answer(replace(message, said=replace(message.said, text=instead)))  # which of the readings is meant
    if last.card.kind == "money" and is_like_a_year(instead):
        return None
    told = facts.listen(instead, message.agenda, message.said.today, names=message.names)
    of_others = [doubt for doubt in told.doubts if last.fact not in dict(doubt) or len({f for f, _ in doubt}) > 1]
    if told.found.keys() - {last.fact} or of_others or instead.endswith("?"):
        return None
    read = replying.read(instead, last, message.agenda, message.said.today)
    first, _, why = instead.partition(", ")
    if isinstance(read, Misread) and not any(map(str.isdigit, why)):  # sorry, 172k, forgot the interest
        read = replying.read(first, last, message.agenda, message.said.today)
    match read:
        case Understood("0" | False | []) if judge.denied(instead, last, message.said.today):
            return None  # no, there is no extra cap
        case Understood(value, worked, _) if session.answers.get(last.fact) != value:
            return Heard(
                "several", found={last.fact: value}, text=message.text, worked={last.fact: worked} if worked else {}
            )
        case Readings(values) if any(value != session.answers.get(last.fact) for value in values):
            return Heard("several", doubts=(tuple((last.fact, value) for value in values),), text=message.text)
    return None


def reads_a_button(text: str, question: Question) -> bool:
    """Whether the words are those of one of the question's own buttons, whatever else they might tell."""
    return question.card.kind == "choice" and bare(text) in {
        bare(one.label) for one in question.card.choices.values()
    }


def _noted_or_offered(message: Message, question: Question, value: Told, worked: str) -> Heard | None:
    """The answer where the message says no more than that, else what it may be; None where it tells other facts."""
    if question.card.kind == "money" and not question.card.signed and isinstance(value, str) and Decimal(value) < 0:
        return None
    if value == [] and question.fact == "circumstances" and (more := _circumstances(message)):
        return _ticked(message, question, more)  # none, well, we might move to Nevada
    if other := _of_neither(message, question, value):
        return Heard("several", found={question.fact: value, other: value}, text=message.text)
    if _is_answered_of_the_other(message, question):
        of_the_other = question.fact.replace(question.who, OTHER[question.who], 1)
        return Heard("several", doubts=(((of_the_other, value), (question.fact, value)),))
    left = _left_over(message, question, value, worked)
    least = max(Decimal(FEW), question.card.small)
    few = worked and question.card.kind == "money" and isinstance(value, str) and 0 < Decimal(value) < least
    if question.fact == "agi" and isinstance(value, str) and not worked and is_gross(message.text):
        return _offered(message.text, question, value, left, worked)
    if _is_hedged(message, question):
        return _offered(message.text, question, value, left, worked)
    if not left and not (few and question.card.of != "desk"):
        return _taken(message, question, value, worked)
    about_another = any(mark.kind in PEOPLE for mark in left)
    if message.told.facts - {question.fact} and (about_another or not message.brief):
        return None
    return _offered(message.text, question, value, left, worked)


def _of_neither(message: Message, question: Question, value: Told) -> str:
    """The fact of the other spouse, where there is none of it for either: nothing, both of us; neither of us did."""
    if value not in ("0", False, []) or question.card.of != "person" or not message.agenda.facts.joint:
        return ""
    marks = sentence(tidy(message.text), message.said.today, {}).marks
    both = any(mark.kind in {"each", "either"} for mark in marks) or any(
        one in tidy(message.text) for one in data("grammar")["neither"]["words"]
    )
    other = question.fact.replace(question.who, OTHER[question.who], 1)
    return other if both and message.session.answers.get(other, ...) != value else ""


def _is_hedged(message: Message, question: Question) -> bool:
    """Whether it is told as what it may be, where nothing but the truth decides: basis, the filing status."""
    if question.card.kind == "cap" and _trails_off(message.text):
        return True
    if question.fact.rpartition(".")[2] not in {"basis", "filing_status"} or reads_a_button(message.text, question):
        return False
    parts = clauses(message.text, message.said.today, {})
    hedged = any(part.has("mood", "unsure") for part in parts)
    return hedged and len(message.text.split()) > 1 and (question.card.kind != "money" or _tells_a_deed(parts))


def _trails_off(text: str) -> bool:
    """Whether it ends in that nobody is sure: 10%? not sure."""
    last = [part for part in re.split(r"[,.;?!]", tidy(text)) if part.strip()][-1:]
    return text.rstrip().endswith("?") or any(sense(part) == "unsure" for part in last)


def _tells_a_deed(parts: Sequence[Clause]) -> bool:
    """Whether what was done with money is told, and not only an amount: never deducted the 6,000."""
    return any(
        part.has("act", "paid_in", "deducted") or part.of("not") or part.has("thing", "basis") for part in parts
    )


def _offered(text: str, question: Question, value: Told, left: Sequence[Mark], worked: str = "") -> Heard:
    """An answer under its name, beside what else it may be."""
    if question.card.kind == "money" and isinstance(value, str):
        sums = (f"{one:f}" for one in judge.other_sums(left, Decimal(value), text) if one > 0 or question.card.signed)
        values = tuple(dict.fromkeys((value, *sums)))[:3]
        how = {question.fact: worked} if worked and len(values) == 1 else {}
        return Heard("readings", question.fact, values=values, reason="two" if len(values) > 1 else "one", worked=how)
    if question.card.kind == "state":
        named = [key for mark in left if mark.kind == "state" for key in mark.keys]
        return Heard("readings", question.fact, values=tuple(dict.fromkeys((value, *named)))[:3], reason="mentioned")
    if question.card.kind in {*DATED, "choice"}:
        return Heard("readings", question.fact, values=(value,), reason="mentioned")
    return Heard("several", found={question.fact: value})


def _left_over(message: Message, question: Question, value: Told, worked: str) -> Sequence[Mark]:
    """What of the message the answer does not account for."""
    whole = reads_a_button(message.text, question) or choices.is_exact(message.text, question.card)
    misspelled = question.card.kind == "choice" and choices.matches(message.text, question.card) == (value,)
    whole = whole or misspelled
    today = message.said.today
    whole = whole or (question.card.kind == "yes_no" and value is False and "no" in replies(message.text))
    nothing = value in ("0", "no", False, []) and not whole
    if nothing and (other := judge.denied(message.text, question, today)):
        return other
    if nothing and _only_denies(message.text, question) and (other := judge.foreign(message.text, question, today)):
        return other
    if nothing and _is_of_the_other(message, question):
        return [mark for one in clauses(message.text, today, {}) for mark in one.of("spouse")]
    if nothing and question.card.kind == "money" and _only_explains(message.text, today):
        return ()
    listed = question.card.kind == "several" and value and message.reading == Understood(value)
    desk = question.card.of == "desk" and question.card.kind != "money"
    said = replies(message.text) and not (contradictory(message.text) or is_part(message.text))
    if whole or listed or desk or said:
        return ()
    if sense(message.text) == "most" and (other := judge.other_deeds(message.text, question, today)):
        return other
    year = message.agenda.facts.tax_year or today.year
    left = judge.left_over(message.text, question, value, worked, today, year)
    kind, told = question.card.kind, message.told.found.get(question.fact, ...) == value
    read_so = isinstance(message.reading, Understood) and message.reading.value == value
    if kind != "money" and (read_so or told):
        light = (
            frozenset()
            if kind not in _LIGHT
            else _LIGHT[kind] | (_KNOWN if told or _is_sure(message) else frozenset())
        ) - ({"status"} if kind == "birth_year" else frozenset())
        light |= {"word"} if told else frozenset()
        turns = [mark for mark in left if kind in BOUNDED and _turns(mark)]
        left = tuple(m for m in left if (m in turns or m.kind not in light) and not _is_year(m, value))
    elif read_so and _is_sure(message):
        income = question.card.section is Stage.INCOME and question.card.of != "desk"
        whose = frozenset(PEOPLE) if question.card.of in {"person", "plan"} else frozenset({"other"})
        accounts_of = {"ira"} if question.fact.endswith(("agi", "compensation")) else {"ira", "plan"}
        others = whose | (frozenset() if income and len(accounts_of) > 1 else accounts_of)
        sums = amounts.find(tidy(message.text))
        corrected = any("sorry" in mark.keys for mark in left)
        aside = judge.set_aside(message.text, question, value, today, year)
        of_it = any("of_it" in mark.keys for mark in left)
        left = tuple(
            mark
            for mark in left
            if mark.kind in others
            or judge.is_aside(mark, question)
            or (judge.is_other_deed(mark, question) and mark not in aside)
            or ("no_income" in mark.keys and income and sums and mark.start < sums[0].start)
            or (not corrected and _is_against(mark, aside))
            or (of_it and mark.time is not None)
        )
    elif kind == "money" and answers.read(message.text, question.card, today) == Understood(value):
        left = tuple(mark for mark in left if mark.kind in {*PEOPLE, "time"})
    return tuple(mark for mark in left if not _is_noted(mark, message) and not _is_of_question(mark, question))


def _only_explains(text: str, today: date) -> bool:
    """Whether there is none, and the rest only says why: nothing, he takes care of the kids."""
    head, _, rest = re.sub(r"[,.;:!–—]\s+|\s-+\s", "\n", tidy(text)).partition("\n")
    if not rest or not replies(head) & {"none", "zero"} or rest.endswith("?"):
        return False
    marks = [mark for part in clauses(rest, today, {}) for mark in part.marks]
    turned = any(not _TAKEN_BACK.isdisjoint(mark.keys) for mark in marks)
    told = any(mark.kind in {*WEIGHTY, "ira", "plan", "thing", "state", "status"} for mark in marks)
    done = any(mark.kind == "act" and "idle" not in mark.keys for mark in marks)
    return not (turned or told or done)


_TAKEN_BACK = frozenset({"only", "except", "instead", "sorry", "ytd", "without"})


def _only_denies(text: str, question: Question) -> bool:
    """Whether there being nothing follows from a word of denial alone: no clause of it is a reply, and none answers
    in words of the question's own.
    """
    plain, name = tidy(text), question.fact.rpartition(".")[2]
    owned = name in data("own_words") and next(lexicon("own_words", name).find(tokens(plain)), None)
    parts = [part for part in re.split(r"[,.;!]", plain) if part.strip()]
    answers_it = {"none", "zero"} if question.card.kind in {"money", "several"} else {"none", "zero", "no"}
    told = any(replies(part) & answers_it for part in parts)
    return sense(text) == "denied" and not owned and not told


def _is_against(mark: Mark, aside: frozenset[Mark]) -> bool:
    """Whether a piece speaks against an amount that was picked out: a figure that nothing keeps out, half of it."""
    if mark.kind in WEIGHTY:
        return mark not in aside
    return mark.kind == "word" and is_part(mark.key)


def _turns(mark: Mark) -> bool:
    """Whether a word bounds what is said: only, except, if."""
    return not {"only", "except", "instead", "sorry", "supposed", "wished"}.isdisjoint(mark.keys)


def _is_sure(message: Message) -> bool:
    return isinstance(message.reading, Understood) and message.reading.sure


def _is_year(mark: Mark, value: Told) -> bool:
    """The digits of the year that was understood: 25, 12.3.1984."""
    if mark.amount is None or not isinstance(value, int):
        return False
    if _DAY.fullmatch(mark.amount.words):
        return True
    return str(value) in mark.amount.words or {value, value % 100} >= set(mark.amount.values)


def _is_noted(mark: Mark, message: Message) -> bool:
    """The state that is known already."""
    return mark.kind == "state" and message.session.answers.get("state") in mark.keys


def _is_of_question(mark: Mark, question: Question) -> bool:
    """A word without a meaning of its own that the question has too."""
    words = f"{question.card.text} {question.card.label} {question.card.example} {question.card.plainly}"
    turning = danger() | {*data("grammar")["did"]["words"]}
    return mark.kind == "word" and f" {mark.key} " in f" {bare(words)} " and mark.key not in turning


def _taken(message: Message, question: Question, value: Told, worked: str = "") -> Heard:
    """The answer; asked back where it is unlikely beside what is noted."""
    how = {question.fact: worked} if worked else {}
    if not worked and _is_small(message.text, question, value):  # same as last year, 141
        both = (f"{_THOUSAND * Decimal(str(value)):f}", value)
        return Heard("readings", question.fact, values=both, reason="thousands")
    if doubted := _doubted(message, question, value):
        return Heard("readings", question.fact, values=(value,), doubted=doubted, worked=how)
    return Heard("answer", question.fact, value, found=_days(message, question, value), worked=how)


def _is_small(text: str, question: Question, value: Told) -> bool:
    """Whether an amount was probably meant in thousands."""
    if question.card.kind != "money" or not isinstance(value, str) or amounts.is_named(tidy(text)):
        return False
    return 0 < Decimal(value) < question.card.small


def _days(message: Message, question: Question, value: Told) -> Answers:
    """The days of a sum, where its parts were told with them."""
    if not days_of(question.fact):
        return {}
    today = message.said.today
    year = message.agenda.facts.tax_year or today.year
    return days_told.read(clauses(message.text, today, {}), {question.fact: value}, year, today)


def _doubted(message: Message, question: Question, value: Told) -> Contradiction | None:
    """Why the answer is unlikely beside what is noted; what is said again, or pressed, is meant."""
    told_again = value in message.session.readings or message.session.answers.get(question.fact, ...) == value
    supposed = message.session.planned is not None
    if supposed or told_again or question.fact.rpartition(".")[2] not in BEARING:
        return None
    told = agendas.facts_of({**message.agenda.answers, question.fact: value})
    return next((one for one in unlikely(told) if question.fact in one.fields), None)


def impossible_date(message: Message) -> Heard | None:
    """A day or a year was understood, and it cannot be right."""
    question = message.question
    if question is None or question.card.kind not in DATED:
        return None
    if is_question(message.text) and about_question.names_another(message, question):
        return None  # never filed 8606 for 2010, how do I report it now?
    slip = misread(message)
    return slip if slip.shown and not message.told.facts - {question.fact} else None


def told_at_a_desk(message: Message) -> Heard | None:
    """A desk asks what happened, and people tell the story."""
    text, question = message.text, message.question
    if question is None or question.card.of != "desk" or text.endswith("?"):
        return None
    meant = choices.told_of(text, question.card)
    if len(meant) == 1 and (story := story_of(message, question.card, meant[0])):
        return story
    return Heard("readings", question.fact, values=meant, reason="mentioned") if meant else None


def story_of(message: Message, what: Card, happened: str) -> Heard | None:
    """What happened, with what was told beside it, to be listed; None where nothing was."""
    text, born = message.text, message.agenda.facts.you.birth_year
    besides = stories.besides(text, what, happened, message.said.today, born)
    if not besides:
        return None
    told = [part for value in besides.values() for part in (value if isinstance(value, list) else [value])]
    values = (str(value).rpartition(":")[2] for value in told)
    placed = {Decimal(value) for value in values if value.isdecimal()}
    sums = (one for one in amounts.find(tidy(text)) if one.kind == "money")
    lost = tuple(one.words for one in sums if not placed & {*one.values})
    births = () if born is not None else tuple(birth_years(message))
    return Heard("several", found={what.fact: happened, **besides}, doubts=births, lost=lost)


def birth_years(message: Message) -> Iterator[Doubt]:
    """The birth years that the speaker's age leaves open."""
    told = dates.ages(tidy(message.text), message.said.today)
    if len(told) == 1 and told[0].births and told[0].whose == 0:
        yield tuple(("you.birth_year", born) for born in told[0].births)


def choice_in_a_sentence(message: Message) -> Heard | None:
    """Choices of the open question that are named among other words."""
    question = message.question
    meant = choices.mentioned(message.text, question.card) if question else ()
    if (
        question is None
        or not meant
        or _is_of_the_other(message, question)
        or _is_general(message.text)
        or _is_of_another_year(message)
    ):
        return None
    if question.fact.endswith(".ira_kinds") and not replying.names_an_ira(message.text, message.said.today):
        return None  # the Roth side of a plan
    if question.fact.endswith(".moves") and _only_moves(message):
        meant = tuple(key for key in meant if key not in _PAID_IN)
        if not meant:
            return None
    if question.card.kind != "several":
        return Heard("readings", question.fact, values=meant, reason="mentioned")
    if _is_all(message, question, meant):
        return Heard("answer", question.fact, list(meant))
    return _ticked(message, question, meant)


def _is_all(message: Message, question: Question, meant: Sequence[str]) -> bool:
    """Whether a few words name choices and hold nothing else: medicare next year, a SEP from freelancing days."""
    text, today = tidy(message.text), message.said.today
    if len(text.split()) > _FEW_WORDS or text.endswith("?") or _ticks(message, question):
        return False
    parts = [part for part in pattern("choices", "between").split(text) if bare(part)]
    named = [choices.told_of(part, question.card) for part in parts]
    if not all(named) or {key for keys in named for key in keys} != {*meant}:
        return False
    marks = [mark for part in clauses(text, today, {}) for mark in part.marks]
    later = any(mark.time and mark.time.year > today.year + 1 for mark in marks)
    words = {token.text for token in tokens(text)} & {*data("grammar")["had"]["words"]}
    words |= {mark.key for mark in marks if mark.kind == "word"} & danger()
    counted = question.fact == "circumstances" and next(lexicon("calendar", "small").find(tokens(text)), None)
    turned = any(mark.kind == "link" and _turns(mark) for mark in marks)
    return not (later or words or counted or turned or any(mark.kind in _NOT_ALL for mark in marks))


_FEW_WORDS = 7
_NOT_ALL = frozenset({"not", "mood", "other", "amount", "share", "age", *PEOPLE}) - {"you"}


_PAID_IN = ("traditional", "roth")  # what was paid in, by the account


def _only_moves(message: Message) -> bool:
    """Whether an account is only named as where money came from or went: moved my Roth to Schwab."""
    acts = {key for part in clauses(message.text, message.said.today, {}) for key in part.keys("act")}
    return "rolled_over" in acts and "paid_in" not in acts


def _is_of_the_other(message: Message, question: Question) -> bool:
    """Whether it speaks of the spouse alone, where it is the person's own that are asked for: she has an old IRA; or
    of oneself, where it is a yes or a no of the spouse: my job covers me, yes.
    """
    people = {mark.kind for clause in clauses(message.text, message.said.today, {}) for mark in clause.of(*PEOPLE)}
    if question.card.of not in {"person", "plan"} or (question.who == "spouse" and question.card.kind != "yes_no"):
        return False
    return people == {OTHER.get(question.who, "")} and message.agenda.facts.joint


def _is_answered_of_the_other(message: Message, question: Question) -> bool:
    """Whether a yes or a no speaks of the one of two who is not asked about, and not only of who says so."""
    if question.card.kind != "yes_no" or not _is_of_the_other(message, question):
        return False
    return next(lexicon("people", "tells").find(tokens(tidy(message.text))), None) is None


def _is_of_another_year(message: Message) -> bool:
    """Whether all that is told of what was done is of an earlier year: converted 30k in 2023.

    What was paid in last year may have been for the year before this one; a conversion is of its own year.
    """
    question, year = message.question, message.agenda.facts.tax_year
    times = dates.find(tidy(message.text), message.said.today)
    moved = question is not None and question.fact.endswith(".moves") and year is not None
    done = {key for clause in clauses(message.text, message.said.today, {}) for key in clause.keys("act")}
    last = year if year and done & {"converted", "took_out"} and "paid_in" not in done else (year or 0) - 1
    return moved and bool(times) and all(when.year < last for when in times)


def _is_general(text: str) -> bool:
    """Whether it says how things are for everybody, or what somebody else has: RMDs start at 73, my ex kept it."""
    return next(lexicon("grammar", "general").find(tokens(tidy(text))), None) is not None


def misread(message: Message) -> Heard:
    """Nothing that we understand, and why, where the open question knows."""
    text, question = message.text, message.question
    if question is None:
        beside = message.session.stage is Stage.CONFIRMING and not message.session.doubts
        if beside and (doubt := _income(message)):
            return Heard("several", doubts=(doubt,), text=text)
        return Heard("misread", text=text, lost=_unplaced(message))
    reading = (
        message.reading if message.reading != DontKnow() else answers.read("", question.card, message.said.today)
    )
    dollars = question.card.kind == "money" and reading != Misread("currency")
    numbered = next(lexicon("grammar", "no_sum").find(tokens(tidy(text))), None) is not None
    dollars = dollars and not (numbered or _is_only_a_time(message) or _is_only_an_age(message))
    if dollars and not _is_of_no_account(message) and (sums := one_sum_as(question.fact, text, message.said.today)):
        values = _likely(message, question, sums)
        if len(values) == 1 and len(often := amounts.in_a_year(tidy(text), Decimal(str(values[0])))) > 1:
            return Heard("readings", question.fact, values=tuple(f"{one:f}" for one in often), reason="period")
        return Heard("readings", question.fact, values=values, reason="one" if len(values) == 1 else "thousands")
    if isinstance(reading, Misread):
        if question.card.kind in _WORDED and _is_foreign(text):
            return Heard("misread", question.fact, text=text, reason="currency")
        if question.card.kind in WITHOUT_ACCOUNTS and not numbered and (doubt := _income(message)):
            return Heard("several", doubts=(doubt,), text=text)
        lost = _unplaced(message)
        return Heard("misread", question.fact, text=text, reason=reading.reason, shown=reading.shown, lost=lost)
    if isinstance(reading, Understood) and reading.value == [] and _ticks(message, question):  # no pension
        return _ticked(message, question, ())
    if isinstance(reading, Understood):
        return Heard("readings", question.fact, values=(reading.value,), reason="mentioned")
    return Heard("misread", question.fact, text=text)


def _likely(message: Message, question: Question, values: Sequence[Told]) -> tuple[Told, ...]:
    """Of an amount and its thousands the thousands alone, where they are the limit of the year; of one that changed
    what it is now and what it was, and nothing between.
    """
    if len(values) == _LOW_BETWEEN_HIGH and amounts.is_either(tidy(message.text)):
        return values[0], values[-1]
    both = Readings(tuple(values), "thousands")
    scaled = _are_thousands(question, values)
    setting = Setting(question, message.agenda, message.said.today)
    return both.values[:1] if scaled and is_suggested(both, setting) else both.values


def _are_thousands(question: Question, values: Sequence[Told]) -> bool:
    """Whether these are an amount in thousands, and the bare number as dollars."""
    scaled = question.card.kind == "money" and len(values) == len(("thousands", "dollars"))
    return scaled and Decimal(str(values[0])) == _THOUSAND * Decimal(str(values[1]))


def _is_only_an_age(message: Message) -> bool:
    """Whether the one number in it says how old somebody is: I'm still working at 66."""
    plain = tidy(message.text)
    told = dates.ages(plain, message.said.today)
    numbers = [token for token in tokens(plain) if any(map(str.isdigit, token.text))]
    return len(told) == len(numbers) == 1 and told[0].start <= numbers[0].start < told[0].end


def _is_only_a_time(message: Message) -> bool:
    """Whether every number in it is part of a day or a month: February 12, 2025."""
    plain = tidy(message.text)
    times = dates.find(plain, message.said.today)
    numbers = [token for token in tokens(plain) if any(map(str.isdigit, token.text))]
    inside = (any(when.start <= one.start < when.end for when in times) for one in numbers)
    dated = any(when.said is not dates.Said.YEAR for when in times)
    return dated and bool(numbers) and all(inside)


def _is_of_no_account(message: Message) -> bool:
    """Whether the amount is of a thing that no question of a person's pay, accounts or plans asks for: a loan."""
    question = message.question
    if question is None or (question.card.of == "all" and question.fact != "wages") or question.card.of == "desk":
        return False
    aside = {"loan"} if question.card.section is not Stage.INCOME else {"loan", "hsa", "unearned"}
    own = {"pay", "bonus", "profit"}
    told = clauses(message.text, message.said.today, {})
    parts = [(before, part) for before, part in zip((None, *told), told, strict=False) if part.amount]
    return bool(parts) and all(
        (part.has("thing", *aside) and not part.has("thing", *own))
        or (part.has("other") and part.amount is not None and part.amount.key == "number")  # my son 12
        or (before is not None and before.has("thing", *aside) and not part.of("thing", "act"))  # disability, 24k
        for before, part in parts
    )


def _is_foreign(text: str) -> bool:
    return any(one.amount == amounts.Wrong("currency") for one in amounts.find(tidy(text)))


def _income(message: Message) -> Doubt | None:
    """One large amount where none is asked for: the pay, or the income of the return."""
    sums = [one for one in amounts.find(tidy(message.text)) if one.kind == "money"]
    session = message.session
    told = (session.answers.keys() | session.found.keys()) & {"agi", "you.compensation"}
    if told or len(sums) != 1 or not isinstance(sums[0].amount, amounts.Exact):
        return None
    value = sums[0].amount.value
    if f"{value:f}" in session.found.values():
        return None  # it stands in the list already
    slip = session.stage is not Stage.CONFIRMING and year_answers.is_slip(message.text)
    plain = (
        value >= LEAST_PAY
        and not slip
        and not (message.wordy or is_question(message.text) or accounts.find(message.text))
    )
    return (("you.compensation", f"{value:f}"), ("agi", f"{value:f}")) if plain else None


def _unplaced(message: Message) -> tuple[str, ...]:
    """The amounts, and where none can be part of an answer the accounts, of words that nothing was understood of."""
    kind, text = message.question.card.kind if message.question else "", tidy(message.text)
    if kind not in _WORDED or is_question(text):
        return ()
    spelled = not kind.endswith("year")  # "nineteen eighty" is no sum there
    sums = [one for one in amounts.find(text) if one.kind == "money"]
    named = [(one.start, one.words) for one in sums if spelled or any(map(str.isdigit, one.words))]
    if kind in WITHOUT_ACCOUNTS:
        named += [(one.start, one.words) for one in accounts.find(text) if one.kind in {"ira", "plan"}]
    return tuple(dict.fromkeys(words for _, words in sorted(named)))


def one_amount(message: Message) -> Heard | None:
    """The one amount of a text that asks nothing, where an amount is asked for."""
    question = message.question
    if question is None or question.card.kind != "money" or message.text.endswith("?"):
        return None
    heard = misread(message)
    return heard if heard.event == "readings" else None


def only_answer(message: Message, told: Telling, question: Question) -> Heard:
    """What came in more words than an answer needs, and is one: to the open question."""
    if question.card.kind == "money" and _is_of_no_account(message):
        return misread(message)
    if question.fact not in told.found:
        values = _likely(message, question, tuple(value for doubt in told.doubts for _, value in doubt))
        if values == ([],) and _ticks(message, question):
            return _ticked(message, question, ())  # no pension, where the 401(k) is marked
        single = "one" if question.card.kind == "money" else "mentioned"
        several = "thousands" if _are_thousands(question, values) else "two"
        return Heard("readings", question.fact, values=values, reason=several if len(values) > 1 else single)
    value = told.found[question.fact]
    if value == [] and question.fact == "circumstances" and (others := _circumstances(message)):
        return _ticked(message, question, others)
    if question.card.kind == "money" and not _is_meant(message, question):
        return Heard("readings", question.fact, values=(value,), reason="one")
    if question.card.kind == "several" and isinstance(value, list) and value:
        read = message.reading.value if isinstance(message.reading, Understood) else None
        if isinstance(read, list) and {*value} < {*read}:
            return _taken(message, question, read)  # 401(k)s at two jobs
        more = _named_besides(message, question, value)
        if (more or question.fact not in told.whole) and not _is_all(message, question, [*value, *more]):
            return _ticked(message, question, [*value, *more])
    worked = told.worked.get(question.fact, "")
    if _is_hedged(message, question):
        return _offered(message.text, question, value, (), worked)
    if left := _left_over(message, question, value, worked):
        return _offered(message.text, question, value, left, worked)
    return _taken(message, question, value, worked)


def _named_besides(message: Message, question: Question, value: Sequence[str]) -> list[str]:
    """The choices of a list that a message names and does not deny, beside those that were understood."""
    of_others = {"other", *OTHER.values()} - {question.who}
    parts = (
        part
        for part in clauses(message.text, message.said.today, {})
        if not (part.asks or part.of("not", *of_others) or (part.has("mood", "used_to") and part.has("act", "has")))
    )
    kept = list(parts)
    named = {key for part in kept for key in part.keys("ira")}
    if question.fact.endswith(".ira_kinds"):
        unnamed = (part.text for part in kept if not part.of("ira", "plan"))  # the regular kind
        named |= {key for part in unnamed for key in choices.told_of(part, question.card)}
    return sorted(named & question.card.choices.keys() - {*value})


def _circumstances(message: Message) -> list[str]:
    """The circumstances that a message names and does not deny."""
    parts = [part for part in clauses(message.text, message.said.today, {}) if not (part.asks or part.of("not"))]
    return [key.partition("_")[0] for part in parts for key in part.keys("circ")]


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
