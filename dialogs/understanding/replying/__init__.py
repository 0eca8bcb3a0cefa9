"""What words mean as an answer to the open question, with all that the talk knows to lean on."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from dialogs.interview.agenda import Agenda, Question, bound
from dialogs.interview.questions import card_of
from dialogs.phrases import say
from dialogs.session import Told
from dialogs.text import bare, tidy
from dialogs.understanding import amounts, answers, choices, dates, people, shares
from dialogs.understanding.clauses import articles, clauses
from dialogs.understanding.lexicon import data, lexicon
from dialogs.understanding.marks import Mark, sentence
from dialogs.understanding.questions import is_question
from dialogs.understanding.readings import DontKnow, Misread, Reading, Readings, Understood
from dialogs.understanding.reckoning.setting import Setting
from dialogs.understanding.replies import LONGEST, contradictory, replies, sense
from dialogs.understanding.replying.money import a_cap, amounts_by_year, an_amount
from dialogs.understanding.replying.several import not_the_other, one_choice, several_of
from dialogs.understanding.replying.words import FEW, FINAL, TWO, nobody_knows, not_yet_old_enough
from dialogs.understanding.replying.years import a_birth_year, a_year
from dialogs.understanding.slots import COUPLE
from dialogs.understanding.tokens import tokens

__all__ = []


def read(
    text: str, question: Question, agenda: Agenda, today: date, told: Mapping[str, Told] | None = None
) -> Reading:
    """What ``text`` means as an answer to the question; never raises. told: other facts of the same message."""
    setting = Setting(question, agenda, today, told or {})
    plain = answers.read(text, question.card, today)
    later = question.card.id == "exits" and not_yet_old_enough(text, setting)
    own = _in_own_words(text, setting) if isinstance(plain, Misread | Readings) and not later else None
    reader = _READERS.get(question.card.kind)
    read_ = own or (reader(text, plain, setting) if reader else plain)
    unsure = isinstance(read_, Misread) and read_.reason not in FINAL and nobody_knows(text, today)
    return DontKnow() if unsure else read_


def besides(text: str, question: Question, agenda: Agenda, today: date) -> Mapping[str, Understood]:
    """What an answer tells by the way of another question: a cap with the yes, no IRA beside only a plan."""
    plan, _, name = question.fact.rpartition(".")
    if name == "after_tax_allowed":
        told = {**_cap_besides(text, question, agenda, today), **_exits_besides(text, plan)}
        return {question.fact: Understood(value=True), **told} if told else {}
    if name == "deferrals":
        return _after_tax_besides(text, plan, today)
    if name == "ira_kinds":
        marks = sentence(tidy(text), today, {}).marks
        only = any(mark.kind == "link" and "only" in mark.keys for mark in marks)
        kinds = {mark.kind for mark in marks}
        moved = any(mark.kind == "act" and set(mark.keys) - {"has", "works"} for mark in marks)
        if _is_a_simple_at_work(marks):
            return {question.fact: Understood(["simple"])}
        if only and "plan" in kinds and not (moved or {"amount", "share", "not"} & kinds or _iras(marks)):
            plans = [key for mark in marks if mark.kind == "plan" for key in mark.keys]
            whose = question.fact.partition(".")[0]
            at_work = {f"{whose}.plan_kinds": Understood(plans)} if "any" not in plans else {}
            return {question.fact: Understood([]), **at_work}
    return {}


def _after_tax_besides(text: str, plan: str, today: date) -> Mapping[str, Understood]:
    """What goes in after tax beside what is deferred: 20,000, and 5,000 after tax."""
    parts = clauses(tidy(text), today, {})[1:]
    sums = [part.amount for part in parts if part.has("thing", "after_tax") and not part.of("not", "both", *COUPLE)]
    said = sums[0].amount if len(sums) == 1 and sums[0] is not None else None
    values = said.values if said else ()
    return {f"{plan}.after_tax_made": Understood(f"{values[0]:f}")} if len(values) == 1 else {}


def _is_a_simple_at_work(marks: Sequence[Mark]) -> bool:
    """Whether a SIMPLE IRA is all that is told, which is an IRA as well as a plan: a SIMPLE IRA through work."""
    named = [mark for mark in marks if mark.kind in {"ira", "plan"}]
    only = bool(named) and all(set(mark.keys) <= {"simple", "any"} for mark in named)
    return only and any("simple" in mark.keys for mark in named) and not {"amount", "not"} & {m.kind for m in marks}


def _cap_besides(text: str, question: Question, agenda: Agenda, today: date) -> Mapping[str, Understood]:
    """The plan's own cap beside a yes to after-tax money, or what went in: yes, up to 10%; yes, I've put in 5,000."""
    made = _is_done(text, today)
    fact = f"{question.fact.rpartition('.')[0]}.{'after_tax_made' if made else 'after_tax_capped'}"
    cap = agenda.question(fact)
    card = cap.card if cap else card_of(fact)
    figure = shares.find(tidy(text)) or [one for one in amounts.find(tidy(text)) if one.kind == "money"]
    if not figure or card is None:
        return {}
    said = read(_after_yes(text), replace(question, card=card, fact=fact), agenda, today)
    return {fact: Understood(said.value)} if isinstance(said, Understood) else {}


def _is_done(text: str, today: date) -> bool:
    """Whether what is told beside the yes is what somebody does, and not what the plan allows."""
    said = tokens(tidy(text))
    if next(lexicon("arithmetic", "allowed").find(said), None):
        return False  # you can put in 10%
    deeds = {key for mark in sentence(tidy(text), today, {}).marks if mark.kind == "act" for key in mark.keys}
    return bool(deeds & {"act.paid_in", "act.deferred", "paid_in", "deferred"}) or bool(
        next(lexicon("arithmetic", "so_far", "by_now").find(said), None)
    )


def _exits_besides(text: str, plan: str) -> Mapping[str, Understood]:
    """The ways out beside a yes to after-tax money: yes, and it converts by itself in the plan."""
    fact, rest = f"{plan}.exits", _after_yes(text)
    card = card_of(fact)
    if card is None or bare(rest) == bare(text) or is_question(text):
        return {}
    ways = choices.mentioned(rest, card)
    ways = tuple(way for way in ways if not (way == "in_plan" and "automatic" in ways))
    return {fact: Understood([*ways])} if ways else {}


def of_the_firm(
    text: str, question: Question | None, agenda: Agenda, today: date, noted: Mapping[str, Told]
) -> Mapping[str, Understood]:
    """What the employer puts into the plan that is asked about, or the only one there is, where that is not asked.

    noted: all that was told before, asked or not.
    """
    owners = {person.who for person in people.find(tidy(text))} & {*COUPLE}
    if question is not None and question.card.kind == "money" and (question.kind or not owners):
        return {}
    owners = owners or {*COUPLE}
    kinds = ((who, noted.get(f"{who}.plan_kinds")) for who in owners)
    plans = {f"{who}.plans.{kind}" for who, told in kinds if isinstance(told, list) for kind in told}
    plans |= {fact.rpartition(".")[0] for fact in noted if ".plans." in fact and fact.partition(".")[0] in owners}
    plans = {question.fact.rpartition(".")[0]} if question is not None and question.kind else plans
    if len(plans) != 1 or not _tells_of_the_firm(text, today):
        return {}
    money = bound(f"{plans.pop()}.employer_money")
    said = read(text, money, agenda, today, noted)
    return {money.fact: said} if isinstance(said, Understood) and said.value != "0" else {}


def _tells_of_the_firm(text: str, today: date) -> bool:
    """Whether what the employer puts in is told: they match 50%."""
    marks = [mark for part in clauses(text, today, {}) for mark in part.marks]
    named = any({"match", "employer", "pays"} & set(mark.keys) for mark in marks if mark.kind in {"thing", "act"})
    matched = any(share.matched or share.of == "own" for share in shares.find(tidy(text)))
    return named or matched or next(lexicon("arithmetic", "to_the_dollar").find(tokens(tidy(text))), None) is not None


def _after_yes(text: str) -> str:
    """Without the yes that it opens with."""
    said = tokens(tidy(text))
    opening = lexicon("replies", "opening").at(said, 0)
    begins = opening.end if opening else 0
    begins += begins < len(said) and said[begins].text == ","
    return tidy(text)[said[begins].start :] if begins < len(said) else text


def names_an_ira(text: str, today: date) -> bool:
    """Whether a text names an IRA, or no plan: no Roth 401(k) alone."""
    marks = sentence(tidy(text), today, {}).marks
    return _iras(marks) or not any(mark.kind == "plan" for mark in marks)


def _iras(marks: Sequence[Mark]) -> bool:
    """Whether an IRA is named that is not the Roth side of a plan."""
    places = {mark.start for mark in marks if mark.kind == "plan"}
    named = [mark for mark in marks if mark.kind == "ira"]
    return any(not any(0 <= start - mark.end <= 1 for start in places) for mark in named)


def _state(text: str, plain: Reading, setting: Setting) -> Reading:
    """A state among words without weight: New York, NY; Georgia I guess."""
    if (kept := not_the_other(text, setting)) is not None:
        return kept
    if not isinstance(plain, Misread):
        return plain
    if either := _either(text, setting):
        return either
    if visa := _visa(text):
        return read(visa, setting.question, setting.agenda, setting.today) if visa.strip() else plain
    alone = len(tokens(tidy(text))) == 1  # "nothing yet this year" answers something else
    if (alone and replies(text) & {"none", "no"}) or lexicon("own_words", "state").whole(tokens(tidy(text))):
        return DontKnow()  # abroad there is none
    said = [token for token in tokens(tidy(text)) if token.kind == "word"]
    words, found, names = [token.text for token in said], [], choices.state_names()
    place = 0
    while place < len(words):
        if place and (light := lexicon("replies", "closing", "opening").at(said, place)):
            place = light.end
            continue
        count = next(
            (n for n in (4, 3, 2, 1) if place + n <= len(words) and " ".join(words[place : place + n]) in names), 0
        )
        if count:
            found.append(names[" ".join(words[place : place + count])])
        elif words[place] not in articles():
            return plain
        place += count or 1
    codes = set.intersection(*map(set, found)) if found else set()
    if not codes:
        return plain
    return Understood(codes.pop()) if len(codes) == 1 else Readings(tuple(sorted(codes)), "choices")


def _either(text: str, setting: Setting) -> Reading | None:
    """Of "Georgia or Florida" both."""
    plain = tidy(text)
    said = tokens(plain)
    found = [*lexicon("arithmetic", "two_homes").find(said)]
    found = found or [one for one in lexicon("arithmetic", "op").find(said) if "op.unclear" in one.keys]
    if len(found) != 1 or not 0 < found[0].first < found[0].end < len(said):
        return None
    parts = plain[: said[found[0].first].start], plain[said[found[0].end].start :]
    read_ = [answers.read(part.strip(" ,;-"), setting.question.card, setting.today) for part in parts]
    told = [
        one.values if isinstance(one, Readings) else (one.value,)
        for one in read_
        if not isinstance(one, Misread | DontKnow)
    ]
    values = tuple(dict.fromkeys(value for one in told for value in one))
    return Readings(values[:FEW], "choices") if len(told) == len(parts) and len(values) > 1 else None


def _visa(text: str) -> str:
    """A text without the letters of a visa; empty where it names none."""
    plain = tidy(text)
    said = tokens(plain)
    for place in range(1, len(said)):
        found = lexicon("grammar", "no_place").at(said, place)
        if found and len(said[place - 1].text) == TWO:
            return f"{plain[: said[place - 1].start]} {plain[said[found.end - 1].end :]}"
    return ""


def _yes_no(text: str, plain: Reading, setting: Setting) -> Reading:
    """Yes or no, also at the head of a sentence, or said in words of the question's own."""
    if contradictory(text):
        return Misread("not_yes_or_no")
    if isinstance(plain, Understood) and not plain.value and nobody_knows(text, setting.today):
        return DontKnow()  # no clue
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
    led = [text.rfind(word) + len(word) for word in data("replies")["leads_to_it"]["words"] if word in text]
    ends = max(led, default=0)
    denied = next(lexicon("grammar", "not").find(tokens(tidy(text[:ends]))), None)  # HR never said no
    ends = 0 if denied and not text[:ends].endswith(",") else ends
    last = replies(text[ends:]) if ends else frozenset()  # it is in the booklet, yes; a pension, so yes
    if last & {"yes", "no"} and not {"yes", "no"} <= last and not text.rstrip().endswith("?"):
        return Understood("yes" in last)
    if sense(text) == "unsure":
        return DontKnow()
    return _away_since(text, setting) or _of_the_year_of_the_form(text, setting) or plain


def _away_since(text: str, setting: Setting) -> Reading | None:
    """Whether one of a couple has been somewhere else since before the year: she's been in Spain since 2024."""
    if setting.name != "lived_with_spouse":
        return None
    plain = tidy(text)
    times, said = dates.find(plain, setting.today), tokens(plain)
    year = setting.agenda.facts.tax_year or setting.today.year
    led = tokens(plain[: times[0].start])[-1:] if len(times) == 1 else []
    since = bool(led) and led[0].text in data("grammar")["since"]["words"] and times[0].year < year
    together = next(lexicon("grammar", "status", "lives_together").find(said), None)
    apart = any(mark.kind in {"spouse", "you"} for mark in sentence(plain, setting.today, {}).marks)
    return Understood(value=False, sure=True) if since and apart and not together else None


def _of_the_year_of_the_form(text: str, setting: Setting) -> Reading | None:
    """Whether a form holds what was paid in for the year before: that of this year does, an older one does not."""
    year = setting.agenda.facts.tax_year
    times = dates.find(tidy(text), setting.today)
    years = {when.year for when in times if when.said is dates.Said.YEAR}
    if setting.name != "basis_includes_prior" or year is None or len(years) != 1 or len(times) > 1:
        return None
    marks = sentence(tidy(text), setting.today, {}).marks
    if any(mark.kind in _OF_OTHERS or (mark.amount and mark.key != "year") for mark in marks):
        return None
    return Understood(years == {year - 1}, sure=True) if max(years) < year else None


_OF_OTHERS = frozenset({"status", "state", "spouse", "other", "plan", "circ"})  # divorced since 2019: of no form


_NAMED = {"ira_kinds": "ira", "plan_kinds": "plan"}  # the accounts that a list is of


def _in_own_words(text: str, setting: Setting) -> Reading | None:
    """What answers this question alone: "we lived together", "box 13 is empty", "only when I leave"."""
    words = [token for token in tokens(tidy(text)) if token.text not in set(',;.:!"“”')]
    if setting.name not in data("own_words") or len(words) > LONGEST or text.rstrip().endswith("?"):
        return None
    phrases_told = list(lexicon("own_words", setting.name).find(words))
    told = {key.rpartition(".")[2] for one in phrases_told for key in one.keys}
    kind = setting.question.card.kind
    if setting.name == "exits" and told == {"automatic", "in_plan"}:  # automatic conversion in the plan
        joins = any({"op.plus", "op.unclear"} & set(one.keys) for one in lexicon("arithmetic", "op").find(words))
        told = told if joins else {"automatic"}
    if setting.name == "circumstances" and told:  # living in Canada, and going through a divorce
        beside = choices.senses(tidy(text), setting.question.card).values()
        told |= {key for keys in beside for key in keys}
    if setting.name in _NAMED and told:  # a Roth, and my father left me his
        marks = sentence(tidy(text), setting.today, {}).marks
        told |= {
            key for mark in marks if mark.kind == _NAMED[setting.name] for key in mark.keys
        } & setting.question.card.choices.keys()
    if kind == "several" and told:
        return Understood([key for key in setting.question.card.choices if key in told], sure=True)
    if len(told) != 1:
        return None
    (key,) = told
    inside = {place for one in phrases_told for place in range(one.first, one.end)}
    figures = any(word.kind == "number" for place, word in enumerate(words) if place not in inside)
    if setting.name == "lived_with_spouse" and key == "yes":  # "he left in 2024"
        times = dates.find(tidy(text), setting.today)
        year = setting.agenda.facts.tax_year or setting.today.year
        key = "no" if times and times[-1].year < year else key
    denied = any("inside.denied" in one.keys for one in lexicon("replies", "inside").find(words))
    if key == "unknown":
        return DontKnow()
    if kind == "yes_no":
        return None if key == "yes" and denied else Understood(key == "yes", sure=True)
    if kind == "money":
        return (
            None
            if figures and setting.question.card.of != "plan"
            else Understood("0", say("talk.worked.none"), sure=True)
        )
    return None if denied and key != "no" else Understood(key, sure=True)


_READERS: Mapping[str, Callable[[str, Reading, Setting], Reading]] = {
    "money": an_amount,
    "cap": a_cap,
    "several": several_of,
    "choice": one_choice,
    "yes_no": _yes_no,
    "state": _state,
    "birth_year": a_birth_year,
    "year": a_year,
    "by_year": amounts_by_year,
}
