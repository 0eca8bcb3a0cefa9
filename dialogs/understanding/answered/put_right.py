"""Readers of an answer that takes back one before it, or has a question or the other spouse's answer behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dialogs.interview import agenda as agendas
from dialogs.session import DESKS, DOUBTING
from dialogs.text import tidy
from dialogs.understanding import (
    about_question,
    facts,
    judge,
    replying,
    verbs,
)
from dialogs.understanding.answered.kinds import LISTED
from dialogs.understanding.answered.outright import answer, bare_amount
from dialogs.understanding.clauses import PEOPLE
from dialogs.understanding.gathering import OTHER
from dialogs.understanding.lexicon import lexicon
from dialogs.understanding.marks import sentence, sentences
from dialogs.understanding.message import Heard, Message
from dialogs.understanding.money_answers import is_like_a_year
from dialogs.understanding.questions import is_question
from dialogs.understanding.readings import DontKnow, Misread, Readings, Understood
from dialogs.understanding.reckoning.words import is_reckoned
from dialogs.understanding.replies import is_reply, replies
from dialogs.understanding.tokens import Token, tokens

_MARKS = " ,;:.!-–—"


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
    if not 0 < begins < len(said) or message.reading == DontKnow():  # no clue
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
