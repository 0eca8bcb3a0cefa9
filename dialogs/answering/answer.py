"""A question in words answered by a worksheet or a confusion card; or the nearest cards where none is sure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from calc import law
from calc.facts import Facts
from calc.planning.assess import look
from calc.planning.assessment import Case
from calc.refusals import Refusal
from calc.states.figures import states
from dialogs import state_notes
from dialogs.answering import cards, classify, elsewhere, terms
from dialogs.answering.computed import follow, prorata, wording
from dialogs.answering.computed.compute import FIGURES, compute
from dialogs.answering.computed.question import Asked, data
from dialogs.answering.computed.result import Computed
from dialogs.phrases import say
from dialogs.text import bare
from dialogs.understanding.basics import basic
from dialogs.understanding.lexicon import pattern
from dialogs.understanding.questions import year_asked

TAXED = "C137"  # the card that tells whether a backdoor is taxed
OF_STATES = "C90"  # the card of what the states make of a conversion
UNDECIDED = frozenset({"missing", "range", "limits", "yes_no"})  # kinds of figures that settle no amount
SURE_APART = 0.9  # the chance that a question of several needs, which is heard without the others
MOST_APART = 2  # questions of one message
ITS_OWN = 4  # words of a question that leans on nothing
MOVED = "C105"  # the card of who lives in one state and moves to another


@dataclass(frozen=True, slots=True)
class Found:
    """answered: the code of the card that is told. offered: code and title of the nearest, when none is sure.

    settled: answered without a card. figured: the question in full that a worksheet answered.
    """

    blocks: tuple[str, ...]
    answered: tuple[str, ...] = ()
    offered: tuple[tuple[str, str], ...] = ()
    settled: bool = False
    figured: str = ""
    computed: Computed | None = None


def from_cards(question: str, facts: Facts, today: date, before: str = "", *, beside: bool = False) -> Found:
    """A question in words, or the code of a card that was picked. before: what a worksheet answered last.

    beside: whether facts of the asker were heard beside it.
    """
    picked = question.upper() if question.upper() in cards.cards() else None
    if picked is None and (about := terms.about_the_bot(question)) is not None:
        return Found((about,), settled=True)
    defined = picked is None and terms.is_defined(question)
    found = classify.classify(question)
    found = replace(found, card=asked_of) if (asked_of := basic(question)) in cards.cards() else found
    figure = None if picked or defined else compute(question, facts, today, before, asked=True)
    figure = None if figure is not None and _is_of_a_card(found, figure, question, few=bool(asked_of)) else figure
    several, each = (False, ()) if picked or defined or asked_of else _asked_apart(question)
    if figure is not None:
        leans = follow.leaning(question, before, today) or question
        answered = (figure.card,) if figure.card else ()
        return Found((figure.text,), answered, settled=True, figured=leans, computed=figure)
    asked = Asked(question, facts, today, beside=beside)
    if asked.alone and (apart := classify.classify(asked.alone)).card is not None:
        found = apart  # what is told beside it is no part of what is asked
    meant = terms.meaning(question) if picked is None else None
    if meant is not None and (found.card is None or defined):
        return Found((meant,), (found.card,) if found.card else (), settled=True)
    code = picked or (each[0] if len(each) > 1 else found.card) or _of_a_move(asked) or next(iter(each), None)
    if picked is None and code == TAXED and (own := prorata.backdoor(asked)) is not None:
        return Found((own.text,), (TAXED,), settled=True, figured=question, computed=own)
    if code is not None:
        year = year_asked(question) or facts.tax_year or min(today.year, law.latest())
        card = cards.card(code)
        of_state = _of_state(question, facts, year) if card.state else ""
        may = picked is None and asked.asks_whether_it_may
        asked_so = "" if picked else question
        told = cards.in_full(code, _case(facts, today), year, instead=of_state, may=may, asked=asked_so)
        if picked is None and (asked.asks_how or asked.denies):
            told = _without_verdict(told)
        first = picked is None and asked.wants_verdict and re.match(data()["asks"]["verdict_first"], told) is not None
        title = "" if first else f"# {card.title}\n"  # the first words answer
        blocks = (f"{title}{told}", say("talk.authority", authority=card.authority))
        also = tuple(other for other in each if other != code) if several and not picked else ()
        return Found((*blocks, *(block for other in also for block in _in_short(other))), (code, *also))
    if found.outside:
        return Found((" ".join(filter(None, (say("talk.outside"), elsewhere.place(question)))),))
    return Found(
        (say("talk.which_question"),), offered=tuple((code, cards.card(code).title) for code in found.others)
    )


def nearest(said: str) -> Found:
    """The cards that may have been meant by what has not the form of a question."""
    codes = classify.classify(said).others
    return Found((say("talk.which_told"),), offered=tuple((code, cards.card(code).title) for code in codes))


def _is_of_a_card(found: classify.Answer, figure: Computed, question: str, *, few: bool) -> bool:
    """Whether a card answers what is asked, and the figure something that only sounds like it.

    few: the question is one that nearly everybody asks, and what answers it is known.
    """
    if few or found.card is None or figure.is_of_its_amounts:
        return False
    if cards.answers_just_that(found.card, question) and not (figure.kind == "date" and figure.card == found.card):
        return True
    sure = found.card not in FIGURES
    another = sure and figure.card not in found.others and figure.kind in UNDECIDED
    return another and figure.asked is not None and not figure.asked.asks("much", "what", "limit")


def _asked_apart(question: str) -> tuple[bool, tuple[str, ...]]:
    """Whether a message asks several questions one after the other, and the cards of those that are sure alone."""
    parts = [one for part in wording.asking_parts(question) for one in pattern("questions", "joined").split(part)]
    found = [classify.classify(part) for part in parts if part != question and len(part.split()) >= ITS_OWN]
    sure = (one.card for one in found if one.card is not None and one.score >= SURE_APART)
    return len(parts) > 1, tuple(dict.fromkeys(card for card in sure if card is not None))[:MOST_APART]


def _in_short(code: str) -> tuple[str, ...]:
    """What answers the second question of a message: the first sentence, and where the law says so."""
    card = cards.card(code)
    return f"# {card.title}\n{cards.first_sentence(code)}", say("talk.authority", authority=card.authority)


def again(question: str, facts: Facts, today: date) -> Found | None:
    """The answer of a worksheet to a question in full; None where none answers it."""
    figure = compute(question, facts, today, asked=True)
    return Found((figure.text,), settled=True, figured=question, computed=figure) if figure else None


def _of_a_move(asked: Asked) -> str | None:
    """The card for who asks what is taxed and moves: of both states where they are named, else of the move."""
    if not asked.moves_home or not asked.speaks_of("tax", "taxed", "state"):
        return None
    return OF_STATES if len(set(wording.states_named(asked.text))) > 1 else MOVED


def for_anybody(question: str, today: date) -> list[tuple[str, tuple[str, ...]]]:
    """Title and blocks of what answers without knowing who asks, the likeliest first; without words the limits.

    Where a year is named its limits can be chosen too.
    """
    alone = next((year for year in law.years() if bare(question) == str(year)), None)
    year = alone or year_asked(question) or min(today.year, law.latest())
    limits = (say("talk.inline.limits", year=year), (_limits(year), _footer(year)))
    if alone or not bare(question):
        return [limits]
    found = from_cards(question, Facts(), today)
    codes = [*found.answered, *(code for code, _ in found.offered)]
    if found.settled and not found.answered:
        return [(question, (*found.blocks, _footer(year)))]
    told = [(cards.card(code).title, (*from_cards(code, Facts(), today).blocks, _footer(year))) for code in codes]
    if found.settled:
        told = [(question, (*found.blocks, _footer(year))), *told]
    return [*told[:1], limits, *told[1:]] if year_asked(question) else told or [limits]


def _without_verdict(told: str) -> str:
    """An answer without the yes or no in front: it is asked how or why, and not whether."""
    found = re.match(data()["asks"]["verdict_first"], told)
    if found is None:
        return told
    rest = told[found.end() :]
    return rest[:1].upper() + rest[1:]


def _limits(year: int) -> str:
    of = law.year(min(max(year, law.years()[0]), law.latest()))
    limit = of.figure("ira_contribution_limit")
    return say(
        "plan.figures.limits",
        limit=limit,
        limit50=limit + of.figure("ira_catch_up_50"),
        deferrals=of.figure("elective_deferral_limit_402g"),
        additions=of.figure("annual_additions_limit_415c"),
    )


def _footer(year: int) -> str:
    return say("talk.inline.footer", year=year)


def _of_state(question: str, facts: Facts, year: int) -> str:
    """What the states that the question names, or else the person's own, make of a conversion; empty for none.

    Of several, the one of the day of the conversion taxes it: that comes first.
    """
    named = _states_in(question)
    notes = [state_notes.note(code, year) for code in named]
    if len(notes) > 1:
        return " ".join([cards.card(MOVED).verdict, *notes])
    return notes[0] if notes else state_notes.note(facts.state, year) if facts.state else ""


def _states_in(question: str) -> list[str]:
    """The states that a question names, in its order: by name, or by code behind a word of place ("from NJ")."""
    asked = " " + bare(question.replace("'s", "")) + " "
    names = {code: f" {bare(state.name)} " for code, state in states().items()}
    named = [code for code in names if names[code] in asked]
    longer = [names[code].strip() for code in named]
    found = {
        code: asked.index(names[code]) for code in named if sum(names[code].strip() in one for one in longer) == 1
    }
    for place in re.finditer(data()["asks"]["state_code"], question):
        if place[1] in names and not question.isupper():
            found.setdefault(place[1], asked.find(f" {place[1].lower()} "))
    return sorted(found, key=found.__getitem__)


def is_settled(question: str, facts: Facts, today: date, before: str = "") -> bool:
    """Whether a worksheet, a date or a limit answers, or the meaning of a word is asked."""
    return compute(question, facts, today, before) is not None or terms.meaning(question) is not None


def has_answer(question: str) -> bool:
    """Whether a card stands out as the answer."""
    return bool(basic(question)) or classify.classify(question).card is not None


def _case(facts: Facts, today: date) -> Case | None:
    """What the law says of this person so far; None while too little is known."""
    if facts.tax_year is None or facts.filing_status is None:
        return None
    try:
        return look(facts, today)
    except Refusal:
        return None
