"""What words mean as an answer to the open question, with all that the talk knows to lean on."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from dialogs.interview.agenda import Agenda, Question
from dialogs.interview.suggested_amounts import offered
from dialogs.phrases import say
from dialogs.session import Told
from dialogs.text import tidy
from dialogs.understanding import amounts, answers, choices, dates, reckoning, shares
from dialogs.understanding.clauses import articles
from dialogs.understanding.lexicon import data, lexicon
from dialogs.understanding.marks import sentence
from dialogs.understanding.readings import DontKnow, Misread, Reading, Readings, Understood
from dialogs.understanding.reckoning import Setting
from dialogs.understanding.replies import LONGEST, contradictory, replies, sense
from dialogs.understanding.tokens import tokens
from dialogs.understanding.year_answers import OLDEST

_NUMBERED = re.compile(r"#?\d{1,2}(?:\s*(?:,|&|\+|;|/|\s)\s*(?:\w+ )?#?\d{1,2})+\.?")
_TWO = 2
FINAL = ("currency", "negative", "too_large")  # what was understood, and cannot be
_FEW = 3  # choices of which "all" may be meant


def read(
    text: str, question: Question, agenda: Agenda, today: date, told: Mapping[str, Told] | None = None
) -> Reading:
    """What ``text`` means as an answer to the question; never raises. told: other facts of the same message."""
    setting = Setting(question, agenda, today, told or {})
    plain = answers.read(text, question.card, today)
    reader = _READERS.get(question.card.kind)
    return reader(text, plain, setting) if reader else plain


def _timeless(text: str, setting: Setting) -> str:
    """The text without the year that the question is about anyway: nothing for 2025."""
    plain = tidy(text)
    times = dates.find(plain, setting.today)
    if len(times) != 1 or times[0].said is not dates.Said.YEAR or not reckoning.is_current(times[0], setting):
        return text
    before = tokens(plain[: times[0].start])
    led = bool(before) and lexicon("grammar", "link").at(before, len(before) - 1) is not None
    return plain[: before[-1].start if led else times[0].start] + plain[times[0].end :]


def _money(text: str, plain: Reading, setting: Setting) -> Reading:
    """An amount; what has to be worked out is; none of an income is asked back."""
    said = replies(text) or replies(_timeless(text, setting))
    if isinstance(plain, DontKnow) or (isinstance(plain, Misread) and plain.reason in FINAL):
        return plain
    if isinstance(plain, Readings) and plain.reason == "thousands" and _is_suggested(plain, setting):
        return Understood(plain.values[0], say("talk.worked.thousands"))
    if said & {"zero", "none", "no"} and not said & {"most", "all", "same"} and isinstance(plain, Misread):
        return _none_at_all(said, setting)
    worked = reckoning.read(text, setting) if isinstance(plain, Misread) or _leans(text, plain) else None
    if isinstance(plain, Readings) and plain.reason == "negative" and reckoning.is_reckoned(text):
        worked = reckoning.read(text, setting)
    if worked is None and isinstance(plain, Misread):
        worked = _by_sense(text, setting)
    if isinstance(worked, Readings) and worked.reason == "thousands" and _is_suggested(worked, setting):
        return Understood(worked.values[0], say("talk.worked.thousands"))
    return worked or plain


def _by_sense(text: str, setting: Setting) -> Reading | None:
    """A sentence that says that nobody knows, that it is the most, or that there is none."""
    if any(value not in ("0", 0, False, []) for fact, value in setting.told.items() if fact != setting.fact):
        return None
    match sense(text):
        case "unsure":
            return DontKnow()
        case "most":
            return reckoning.most(setting)
        case "denied" if setting.question.card.offers_none:
            return Understood("0", say("talk.worked.none"))
    return _none_in_a_clause(text, setting)


def _none_in_a_clause(text: str, setting: Setting) -> Reading | None:
    """Of "stopped in 2024, so nothing" the clause that answers."""
    parts = [part for part in re.split(r"[,.;!]", text) if part.strip()]
    said = [replies(part) & {"none", "zero"} for part in parts]
    other = any(span.kind == "money" for span in amounts.find(tidy(text))) or shares.find(tidy(text))
    if len(parts) < _TWO or sum(map(bool, said)) != 1 or not setting.question.card.offers_none:
        return None
    return Readings(("0",), "mentioned") if other else Understood("0", say("talk.worked.none"))


def _none_at_all(said: frozenset[str], setting: Setting) -> Reading:
    """No pay is an answer of somebody who does not work; "no" is none to the question what the income is."""
    card = setting.question.card
    if card.seldom_zero or (not card.offers_none and not said & {"zero", "none"}):
        return Readings(("0",), "nothing")
    return Understood("0")


def _is_suggested(plain: Readings, setting: Setting) -> bool:
    """Whether the amount in thousands is one that many people mean here, the limit of the year above all."""
    question = setting.question
    suggested = offered(question.card.id, setting.agenda.facts, question.who, question.kind)
    return Decimal(str(plain.values[0])) in suggested


def _leans(text: str, plain: Reading) -> bool:
    """So much a month so far: the months that have passed count."""
    return isinstance(plain, Readings) and plain.reason == "period" and len(text.split()) > _FEW


def _cap(text: str, plain: Reading, setting: Setting) -> Reading:
    """A plan's own cap: none, a percentage of pay or dollars, in a sentence too."""
    if isinstance(plain, Understood | Readings | DontKnow):
        return plain
    said = tidy(text)
    uncapped = next(lexicon("plan", "no_cap").find(tokens(said)), None)
    if uncapped is not None or replies(text) & {"no", "none"} or sense(text) == "denied":
        return Understood("no")
    if sense(text) == "unsure":
        return DontKnow()
    found = shares.find(said)
    if len(found) == 1:
        return Understood(f"{found[0].percent.normalize():f}%")
    spans = [span for span in amounts.find(said) if span.kind == "money"]
    if not found and len(spans) == 1 and len(spans[0].values) == 1:
        return Understood(f"{spans[0].values[0]:f}")
    del setting
    return plain


def _several(text: str, plain: Reading, setting: Setting) -> Reading:
    """Choices by their numbers, both of two, as the other spouse has them."""
    card, said = setting.question.card, replies(text)
    if numbered := _by_number(text, setting) or _by_place(text, setting):
        return Understood(list(numbered))
    if isinstance(plain, Understood | DontKnow):
        return plain
    if "same" in said:
        noted = setting.noted().get(setting.of_other())
        return Understood(noted) if isinstance(noted, list) else Misread("same_unknown")
    if said & {"none"}:
        return Understood([])
    if named := _accounts(text, setting):
        return Understood(named)
    match sense(text):
        case "unsure":
            return DontKnow()
        case "denied" if not choices.senses(text, card) and not any(setting.told.values()):
            return Understood([])
    if "both" in said and setting.name == "exits":
        return Understood(["in_plan", "in_service"])
    if said & {"all"} and len(card.choices) <= _FEW:
        return Understood(list(card.choices))
    return plain


def _accounts(text: str, setting: Setting) -> list[str]:
    """Accounts named one after the other, with nothing else in the text: two Roths and a SEP."""
    kind = {"ira_kinds": "ira", "plan_kinds": "plan"}.get(setting.name)
    said = sentence(text, setting.today, {})
    keys = {
        key for mark in said.marks if mark.kind == kind for key in mark.keys if key in setting.question.card.choices
    }
    carries = [
        mark
        for mark in said.marks
        if mark.kind not in {kind, "cut", "time", "you", "both", "spouse"}
        and not (mark.kind == "act" and set(mark.keys) <= {"has"})
        and not (mark.kind == "link" and set(mark.keys) & {"only", "too", "more"})
        and not (mark.kind == "word" and (mark.key in articles() or mark.key in data("calendar")["small"]["2"]))
        and not (mark.kind == "amount" and mark.key == "number")
    ]
    return [key for key in setting.question.card.choices if key in keys] if kind and keys and not carries else []


def _state(text: str, plain: Reading, setting: Setting) -> Reading:
    """A state among words without weight: New York, NY; Georgia I guess."""
    del setting
    if not isinstance(plain, Misread):
        return plain
    said = [token for token in tokens(tidy(text)) if token.kind == "word"]
    words, found = [token.text for token in said], []
    place = 0
    while place < len(words):
        count = next((n for n in (4, 3, 2, 1) if " ".join(words[place : place + n]) in choices.state_names()), 0)
        if count and place + count <= len(words):
            found.append(choices.state_names()[" ".join(words[place : place + count])])
        elif words[place] not in articles():
            return plain
        place += count or 1
    codes = set.intersection(*map(set, found)) if found else set()
    if not codes:
        return plain
    return Understood(codes.pop()) if len(codes) == 1 else Readings(tuple(sorted(codes)), "choices")


def _by_number(text: str, setting: Setting) -> tuple[str, ...]:
    """1 and 3: the choices as they stand."""
    said = text.strip().casefold()
    numbers = [int(number) for number in re.findall(r"\d+", said)]
    keys = list(setting.question.card.choices)
    single = len(numbers) == 1 and re.fullmatch(r"#?\d{1,2}\.?", said)
    if not (single or _NUMBERED.fullmatch(said)) or not all(0 < number <= len(keys) for number in numbers):
        return ()
    chosen = {keys[number - 1] for number in numbers}
    return tuple(key for key in keys if key in chosen)


def _by_place(text: str, setting: Setting) -> tuple[str, ...]:
    """The first and the last: the choices as they stand."""
    said, keys = tokens(tidy(text)), list(setting.question.card.choices)
    found = list(lexicon("replies", "place").find(said))
    spoken = {number for one in found for number in range(one.first, one.end)}
    left = [one for number, one in enumerate(said) if number not in spoken and one.kind != "mark"]
    places = [int(one.keys[0].partition(".")[2]) for one in found]
    if any(one.text not in articles() and one.text not in data("numbers")["joining"] for one in left):
        return ()
    return tuple(keys[place] for place in sorted(place % len(keys) for place in places if place < len(keys)))


def _choice(text: str, plain: Reading, setting: Setting) -> Reading:
    if isinstance(plain, Understood | Readings | DontKnow):
        return plain
    if len(chosen := _by_place(text, setting)) == 1:
        return Readings(chosen, "mentioned")
    said = replies(text)
    came_to = sense(text)
    for word in ("yes", "no"):
        told = word in said or (
            word == "no" and came_to == "denied" and not choices.senses(text, setting.question.card)
        )
        if told and (keys := choices.matches(word, setting.question.card)):
            return Understood(keys[0])
    return DontKnow() if came_to == "unsure" else plain


def _yes_no(text: str, plain: Reading, setting: Setting) -> Reading:
    """Yes or no, also at the head of a sentence, or said in words of the question's own."""
    if contradictory(text):
        return Misread("not_yes_or_no")
    if isinstance(plain, Understood | DontKnow):
        return plain
    said = replies(text)
    if said & {"yes", "no"} and not {"yes", "no"} <= said:
        return Understood("yes" in said)
    if "zero" in said:
        return Understood(value=False)
    head = re.split(r"[,.;!–—]| - ", text)[0]
    first = replies(head) if head != text else frozenset()
    if first & {"yes", "no"} and not {"yes", "no"} <= first:
        return Understood("yes" in first)
    if sense(text) == "unsure":
        return DontKnow()
    return _in_own_words(text, setting) or plain


def _in_own_words(text: str, setting: Setting) -> Reading | None:
    """What means yes or no at this question alone: "we lived together", "box 13 is empty"."""
    words = tokens(tidy(text))
    if setting.name not in data("yes_no") or len(words) > LONGEST or text.rstrip().endswith("?"):
        return None
    found = {key.rpartition(".")[2] for one in lexicon("yes_no", setting.name).find(words) for key in one.keys}
    if len(found) != 1:
        return None
    said_yes = "yes" in found
    if setting.name == "lived_with_spouse":  # "he left in 2024"
        times = dates.find(tidy(text), setting.today)
        year = setting.agenda.facts.tax_year or setting.today.year
        said_yes = said_yes and not (times and times[-1].year < year)
    denied = any("inside.denied" in one.keys for one in lexicon("replies", "inside").find(words))
    return None if said_yes and denied else Understood(said_yes)


def _birth_year(text: str, plain: Reading, setting: Setting) -> Reading:
    """Three years older than the other."""
    if isinstance(plain, Understood | DontKnow):
        return plain
    said = tokens(tidy(text))
    older = next(lexicon("arithmetic", "older").find(said), None)
    noted = setting.noted().get(setting.of_other())
    if older is None or not isinstance(noted, int):
        return plain if older is None else Misread("same_unknown")
    numbers = [int(token.text) for token in said if token.kind == "number" and token.text.isdecimal()]
    numbers += [int(key.split(".")[1]) for one in lexicon("calendar", "small").find(said) for key in one.keys[:1]]
    way = older.keys[0].partition(".")[2]
    if way == "same":
        return Readings((noted,), "two")
    if len(numbers) != 1 or numbers[0] > OLDEST:
        return plain
    return Understood(noted - numbers[0] if way == "older" else noted + numbers[0])


_READERS: Mapping[str, Callable[[str, Reading, Setting], Reading]] = {
    "money": _money,
    "cap": _cap,
    "several": _several,
    "choice": _choice,
    "yes_no": _yes_no,
    "state": _state,
    "birth_year": _birth_year,
}
