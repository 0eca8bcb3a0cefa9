"""A question in words answered by a worksheet or a confusion card; or the nearest cards where none is sure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import chain

from calc import law
from calc.facts import Facts
from calc.planning.assess import look
from calc.planning.assessment import Case
from calc.refusals import Refusal
from calc.states.figures import states
from dialogs import state_notes
from dialogs.answering import cards, classify, counsel, elsewhere, terms, usual, verdicts
from dialogs.answering.asks import Ask, asks, halves
from dialogs.answering.computed import follow, prorata, wording
from dialogs.answering.computed.compute import OF_THE_YEARS_LIMIT, compute
from dialogs.answering.computed.kinds import EARNED, OF_THE_YEAR
from dialogs.answering.computed.patterns import data, pattern_of
from dialogs.answering.computed.question import Asked, of_whom
from dialogs.answering.computed.result import Computed, assumed_together, without_assumed
from dialogs.answering.precedence import Rivals
from dialogs.answering.unspoken import turned, unaccounted, unspoken
from dialogs.phrases import say
from dialogs.text import bare, tidy
from dialogs.understanding import dates
from dialogs.understanding.basics import basic
from dialogs.understanding.lexicon import lexicon, pattern
from dialogs.understanding.questions import is_question, year_asked
from dialogs.understanding.tokens import tokens

TAXED = "C137"  # the card that tells whether a backdoor is taxed
OF_STATES = "C90"  # the card of what the states make of a conversion
# what only a figure of the whole answers
OF_A_FIGURE = ("much", "taxed", "tax", "deadline", "still", "penalty", "limit", "excess", "six")
LIKELY = 0.4  # the chance of a card from which on it is told as what comes closest
OFTEN = 3  # ways of asking for a card, which then means what they speak of
MOST_TOLD = 3  # answers to the questions of one message
NEAR = 2  # of the cards that may answer a question, those that are told for another one too
TELLS_MORE = 40  # words; what is told in so many leads a question of several to answers by chance
FEW = 8  # words; of what leans on the story as few lead to a card by chance
BRIEF = 320  # characters of an answer that stands behind another
OF_BOTH_DAYS = "deadline"  # the kind that tells all days of a tax year
MOVED = "C105"  # the card of who lives in one state and moves to another


@dataclass(frozen=True, slots=True)
class Found:
    """answered: the code of the card that is told. offered: code and title of the nearest, when none is sure.

    closest: the code of the card that is told though none is sure. settled: answered without a card. figured: the
    question in full that a worksheet answered. usual: the answer that was known for what is asked. advised: it is
    what is said to a whole situation.
    """

    blocks: tuple[str, ...]
    answered: tuple[str, ...] = ()
    offered: tuple[tuple[str, str], ...] = ()
    settled: bool = False
    figured: str = ""
    computed: Computed | None = None
    usual: usual.Usual | None = None
    closest: str = ""
    advised: bool = False


def from_cards(question: str, facts: Facts, today: date, before: str = "", *, beside: bool = False) -> Found:
    """A question in words, or the code of a card that was picked. before: what a worksheet answered last.

    beside: whether facts of the asker were heard beside it.
    """
    question = cards.titled(question) or question
    facts = of_whom(question, facts)
    if question.upper() in cards.cards():
        return _of_one(question, facts, today, before, beside=beside)
    several, advised = asks(question), counsel.of(question, today)
    if not several:
        found = _of_one(question, facts, today, before, beside=beside)
        only = (Ask(". ".join(wording.asking_parts(question)), question),)
        return _advised(advised, only, [found], facts, today) or _with_a_second(found, question, facts, today)
    several = tuple(replace(ask, alone=_in_context(ask.alone, question, today)) for ask in several)
    each = [_of_one(ask.alone, facts, today, beside=beside, words=ask.words, whole=question) for ask in several]
    tells_more = len(question.split()) >= TELLS_MORE
    sure = _without_chance(each, several, facts, today) if tells_more else each
    if told := _advised(advised, several, sure, facts, today):
        return told
    whole = _of_one(question, facts, today, before, beside=beside)
    if tells_more and not all({*whole.answered} & {*one.answered} for one in each):
        whole = _known_whole(whole, several, sure, facts, today)
    return _together(whole, several, sure, facts, today)


def _advised(
    advised: Sequence[counsel.Advice], several: Sequence[Ask], each: Sequence[Found], facts: Facts, today: date
) -> Found | None:
    """What is said to the situation that answers most of what is asked, and what answers the rest; None for none.

    What nothing answers is named.
    """
    if not advised:
        return None
    sure = _without_chance(each, several, facts, today)
    tells_more = len(several) > 1 and any(len(one.message.text.split()) >= TELLS_MORE for one in advised)
    points = {advice: _points(advice, several, sure if tells_more else each) for advice in advised}
    order = sorted(points, key=lambda one: -sum(map(bool, points[one])))
    owner = [next((one for one in order if points[one][n]), None) for n in range(len(several))]
    for n in range(1, len(several)):  # "is that on top" goes with the question before it
        if owner[n] is None and not classify.tells_by_itself(several[n].words):
            owner[n] = owner[n - 1]
    if not any(owner):
        return None
    blocks: list[str] = []
    each = [one if own else alone for one, alone, own in zip(each, sure, owner, strict=True)]
    told, kinds, said = list[str](), set[str](), set[counsel.Advice]()
    for n, (one, ask) in enumerate(zip(each, several, strict=True)):
        advice = owner[n]
        if advice is None:
            blocks += _beside(_without_assumed(one), ask, told, kinds, blocks, facts, today)
            told += one.answered
            kinds |= _kind_of(one)
        elif advice not in said:
            said.add(advice)
            texts = [
                text for own, said_to in zip(owner, points[advice], strict=True) if own is advice for text in said_to
            ]
            blocks += (advice.in_order(texts), say("talk.authority", authority=advice.counsel.law))
            told += (advice.counsel.card, *advice.counsel.also)
    alone = [
        (ask, one) for one, ask, own in zip(each, several, owner, strict=True) if not own and _is_unanswered(one)
    ]
    near = _closest_to(alone, told)
    blocks += chain.from_iterable(near.values())
    if left := [ask.words for ask, _ in alone if ask.words not in near]:
        blocks.append(say("talk.left_open", asked="”, “".join(left)))
    return Found(tuple(blocks), tuple(dict.fromkeys(told)), advised=True)


def _without_chance(each: Sequence[Found], several: Sequence[Ask], facts: Facts, today: date) -> list[Found]:
    """The answers to the questions of a message, without those to which only the story around one leads."""
    pairs = zip(each, several, strict=True)
    sure = (_asks_for_much(one, ask) or _is_known_by_its_words(one, ask, facts, today) for one, ask in pairs)
    known = zip(each, several, sure, strict=True)
    return [one if is_sure or _is_closest_alone(one, ask, facts, today) else Found(()) for one, ask, is_sure in known]


def _is_closest_alone(found: Found, ask: Ask, facts: Facts, today: date) -> bool:
    """Whether what comes closest to a question does so without the story around it."""
    return bool(found.closest) and found.closest == _of_one(ask.words, facts, today, words=ask.words).closest


def _known_whole(whole: Found, several: Sequence[Ask], each: Sequence[Found], facts: Facts, today: date) -> Found:
    """What answers a message that tells more, taken as one question: nothing beside the answer to a question of it,
    and what only its story leads to as what comes closest.
    """
    if any(one.answered or one.settled for one in each):
        return Found(())
    words = ". ".join(ask.words for ask in several)
    is_firm = whole.usual is not None and whole.usual.firm
    if not whole.answered or whole.computed is not None or is_firm or _asks_for_much(whole, Ask(words, words)):
        return whole
    if _is_known_by_its_words(whole, Ask(words, words), facts, today):
        return whole
    return _closest(whole.answered[0], (), words, facts, today, words)


def _is_known_by_its_words(found: Found, ask: Ask, facts: Facts, today: date) -> bool:
    """Whether a question gets the same answer without the story around it."""
    leans = len(ask.words.split()) <= FEW and pattern("questions", "stands_for").search(ask.words) is not None
    if not (found.answered or found.settled) or (leans and found.usual is None and found.computed is None):
        return False
    alone = _of_one(ask.words, facts, today, words=ask.words)
    if found.computed is not None and alone.computed is not None:
        return found.computed.asked.kind == alone.computed.asked.kind
    return found.computed is None and bool({*found.answered} & {*alone.answered})


def _asks_for_much(found: Found, ask: Ask) -> bool:
    """Whether it is an answer that asks for so much of the story that it is hardly there by chance, or a sure one to
    a question that leans on the story.
    """
    known = found.usual
    if known is None:
        return False
    return known.weight >= usual.CERTAIN or (known.sure and not classify.tells_by_itself(ask.words))


def _is_of_the_other(ask: Ask, advice: counsel.Advice) -> bool:
    """Whether it is asked of the spouse, and the figures of the situation are of who asks."""
    return bool(advice.counsel.needs) and _people_of(ask.words) == {"spouse"}


def _is_unanswered(found: Found) -> bool:
    return not (found.answered or found.settled)


def _points(advice: counsel.Advice, several: Sequence[Ask], each: Sequence[Found]) -> list[list[str]]:
    """What it says to each question; nothing to one whose own answer is surer."""
    told = [
        [] if _is_of_the_other(ask, advice) else advice.answers(ask.words, [o.words for o in several if o is not ask])
        for ask in several
    ]
    return [
        [] if texts and _stands_before(one, advice, texts) else texts for one, texts in zip(each, told, strict=True)
    ]


def _stands_before(found: Found, advice: counsel.Advice, texts: Sequence[str]) -> bool:
    """Whether a question has an answer that is surer than these points of its whole situation."""
    if advice.counsel.firm:
        return False
    settled = found.computed is not None and found.computed.is_settled and _wants_a_figure(found)
    if len(advice.message.text.split()) >= TELLS_MORE:
        settled = settled and _is_worked_out(found)
    if advice.is_figured([*texts, *advice.unasked]):
        return settled and _is_worked_out(found) and len(advice.message.text.split()) < classify.LONG_STORY
    of_all = found.computed is not None and found.computed.is_of_all_amounts
    return settled or of_all or found.usual is not None


def _with_a_second(found: Found, question: str, facts: Facts, today: date) -> Found:
    """With the second figure of one question: "what is taxed and what basis is left", where one answer lacks one."""
    for parts in halves(question):
        if len({frozenset(of) for ask in parts if (of := _people_of(ask.words))}) > 1:
            continue  # "what about her and what about me": an answer does not say whose it is
        figures = _all_of(parts, question, facts, today)
        if not figures or len({str(one.amount) for one in figures}) < len(figures):
            continue
        own = found.computed
        if own is not None and own.is_settled and own.amount == figures[0].amount:
            figures[0] = own
        told = [figures[0]]
        told += [one for one in figures[1:] if not _is_told_by(one, told)]
        return _figured(tuple(told), question)
    return _of_two_years(question, facts, today) or found


def _people_of(words: str) -> set[str]:
    found = lexicon("people", "you", "spouse", "both").find(tokens(tidy(words)))
    return {key.partition(".")[0] for one in found for key in one.keys}


def _of_two_years(question: str, facts: Facts, today: date) -> Found | None:
    """What two years tell of a figure that each year has; None where not just that is asked."""
    for pair in _of_each_year(question):
        figures = _all_of(pair, question, facts, today)
        of_a_year = all(one.asked.kind in OF_THE_YEAR | OF_THE_YEARS_LIMIT for one in figures)
        if figures and of_a_year and figures[0].text != figures[1].text:
            return _figured(tuple(figures), question)
    return None


def _all_of(parts: tuple[Ask, ...], question: str, facts: Facts, today: date) -> list[Computed]:
    """What the parts of one question are answered; nothing where one of them is not."""
    found = [compute(_in_context(ask.alone, question, today), facts, today, asked=True) for ask in parts]
    figures = [one for one in found if one is not None]
    if len(figures) < len(parts) or not figures[0].is_settled:
        return []
    fine = (one.is_settled or (one.kind == "refused" and one.asked.kind != figures[0].asked.kind) for one in figures)
    return figures if all(fine) else []


def _is_told_by(figure: Computed, others: Sequence[Computed]) -> bool:
    """Whether every amount of its first sentence stands in an answer before it."""
    shown = figure.amounts_shown
    return bool(shown) and all(any(amount in one.text for one in others) for amount in shown)


def _of_each_year(question: str) -> Iterator[tuple[Ask, ...]]:
    """The question for each of two years that it names: "the limit in 2025 and 2026"."""
    for pair in pattern("questions", "two_years").finditer(question):
        each = (f"{question[: pair.start()]}{year}{question[pair.end() :]}" for year in pair.groups())
        yield tuple(Ask(year, text) for year, text in zip(pair.groups(), each, strict=True))


def _in_context(alone: str, question: str, today: date) -> str:
    """One question of a message with the age, the way to file and the year that are told in the words of another."""
    whole, part = Asked(question, Facts(), today), Asked(alone, Facts(), today)
    ages, year = {age.years for age in dates.ages(whole.text, today)}, year_asked(question)
    told = []
    if whole.told_age is not None and part.told_age is None and len(ages) <= 1:
        told.append(say("asked.of_age", age=whole.told_age))
    if whole.status is not None and part.status is None:
        told.append(say(f"asked.status.{whole.status.value}"))
    if (magi := _income_beside(whole, part)) is not None:
        told.append(say("asked.of_magi", magi=magi))
    if year is not None and not part.times:
        told.append(say("asked.of_year", year=year))
    return f"{', '.join(told)}. {alone}" if told else alone


def _income_beside(whole: Asked, part: Asked) -> Decimal | None:
    """The modified AGI that the words of another question tell, for one that asks what is too much or deductible."""
    of_income = part.speaks_of("excess", "six", "deduct") and part.sums and len(part.sums) < len(whole.sums)
    if not of_income or not EARNED.isdisjoint(replace(part, kind="direct", assumed=[]).figures):
        return None
    return replace(whole, kind="direct", assumed=[]).figure("magi")


def _figured(figures: tuple[Computed, ...], question: str) -> Found:
    """What worksheets answer to a question, with what they assumed told once."""
    first = figures[0]
    blocks: tuple[str, ...] = (first.text,)
    if len(figures) > 1:
        assumed = assumed_together(figures)
        blocks = (*map(without_assumed, figures), *([assumed] if assumed else []))
    return Found(blocks, (first.card,) if first.card else (), settled=True, figured=question, computed=first)


def _of_one(
    question: str,
    facts: Facts,
    today: date,
    before: str = "",
    *,
    beside: bool = False,
    words: str = "",
    whole: str = "",
) -> Found:
    """The answer to a message that is taken for one question.

    words: those that ask, of a message with several. whole: that message.
    """
    picked = question.upper() if question.upper() in cards.cards() else None
    if picked is None and (about := terms.about_the_bot(question)) is not None:
        return Found((about,), settled=True)
    defined = picked is None and terms.is_defined(question)
    found = classify.classify(question, words)
    asked = Asked(question, facts, today, beside=beside)
    behind_a_story = beside and not basic(question)
    asked_of = "" if asked.speaks_of("excluded_pay") else basic(asked.alone if behind_a_story else question)
    found = replace(found, card=asked_of) if asked_of in cards.cards() else found
    known = None if picked or defined else _known(question, whole, words, found, today)
    if asked_of and behind_a_story and known is not None and known.firm:
        asked_of = ""  # the story makes it another question than nearly everybody asks
    elif asked_of:
        known = None
    figure = None if picked or defined or _asks_a_way(words) else compute(question, facts, today, before, asked=True)
    if behind_a_story and asked_of and (figure is None or figure.asked.kind != asked_of):
        figure = compute(_without_its_story(asked), facts, today, asked=True)
    if figure is not None and (_leans_on_what_was_told(figure, words) or _is_turned(whole or question, figure.text)):
        figure = None
    if figure is not None and Rivals(question, figure, known, found).figure_stands(few=bool(asked_of)):
        leans = follow.leaning(question, before, today) or question
        answered = (figure.card,) if figure.card else ()
        return Found((figure.text,), answered, settled=True, figured=leans, computed=figure)
    if known is not None:
        return Found(_told(known.card, question, facts, today, known=known, words=words), (known.card,), usual=known)
    of_itself = asked.alone if not words and not asked_of else ""
    if of_itself and (own := classify.classify(question, of_itself)).card is not None:
        found = own  # what is told beside it is no part of what is asked
    of_the_bot = usual.is_long(whole) and terms.about_the_bot(words) is not None  # "can I do this" of what is told
    meant = terms.meaning(words or question) if picked is None and not of_the_bot else None
    if meant is not None and (found.card is None or defined):
        return Found((meant,), (found.card,) if found.card else (), settled=True)
    code = picked or found.card or _of_a_move(asked)
    if picked is None and code == TAXED and (own_tax := prorata.backdoor(asked)) is not None:
        return Found((own_tax.text,), (TAXED,), settled=True, figured=question, computed=own_tax)
    if code is not None:
        told = _told(code, question, facts, today, words=words, picked=picked is not None)
        if picked or asked_of or not _leaves_unspoken(code, told, question, words, whole):
            return Found(told, (code,))
        return _closest(code, found.others, question, facts, today, words)
    if not found.outside and found.score >= LIKELY:
        nearest = found.others[0]
        told = _told(nearest, question, facts, today, words=words)
        if not _leaves_unspoken(nearest, told, question, words, whole):
            return _closest(nearest, found.others, question, facts, today, words)
    if found.outside:
        return Found((" ".join(filter(None, (say("talk.outside"), elsewhere.place(question)))),))
    return Found(
        (say("talk.which_question"),), offered=tuple((code, cards.card(code).title) for code in found.others)
    )


def _is_turned(message: str, told: str) -> bool:
    """Whether what is told at length turns around an answer that does not speak of it."""
    return usual.is_long(message) and bool(turned(message, told))


def _leaves_unspoken(code: str, told: Sequence[str], question: str, words: str, whole: str) -> bool:
    """Whether what a card says does not speak of what tells the question from others."""
    card = cards.card(code)
    said = " ".join((card.title, *told[:1]))
    if _is_turned(whole or question, said):
        return True
    asking = usual.sentences_asking(words or ". ".join(wording.asking_parts(question)), question)
    without = ("people",) if usual.is_long(question) else ()  # whom else a story is about
    return bool(unspoken(asking, said, taught=card.asked, least=OFTEN, without=without))


def _closest(code: str, nearest: Sequence[str], question: str, facts: Facts, today: date, words: str) -> Found:
    """What comes closest, where nothing answers just what is asked: without its yes or no, and the nearest cards."""
    told, authority = _told(code, question, facts, today, words=words, neutral=True)
    codes = tuple(dict.fromkeys((code, *nearest)))[: classify.OFFERED]
    offered = tuple((one, cards.card(one).title) for one in codes)
    return Found((say("talk.closest"), told, authority), offered=offered, closest=code)


def _without_its_story(asked: Asked) -> str:
    """What is asked alone, behind a story that was heard: with the age of the one person."""
    told = dates.ages(asked.text, asked.today)
    return f"{told[0].words}, {asked.alone}" if len(told) == 1 and not told[0].bounded else asked.alone


def _told(
    code: str,
    question: str,
    facts: Facts,
    today: date,
    *,
    words: str = "",
    picked: bool = False,
    known: usual.Usual | None = None,
    longest: int = cards.LONGEST,
    neutral: bool = False,
) -> tuple[str, ...]:
    """What a card says to a question, and where the law says so. picked: the card was asked for by its code.

    known: the answer that is known for it. neutral: under its title, without a yes or no.
    """
    asked, card = Asked(question, facts, today), cards.card(code)
    year = year_asked(question) or facts.tax_year or min(today.year, law.latest())
    told = cards.in_full(
        code,
        _case(facts, today),
        year,
        instead=_of_state(question, facts, year) if card.state else "",
        may=not picked and asked.asks_whether_it_may,
        asked=() if picked else (words, question),
        variant=known.variant if known else None,
        longest=longest,
    )
    if neutral or (not picked and known is None and (asked.asks_how or asked.denies)):
        told = _without_verdict(told)
    sure = known is not None or asked.asks_whether_it_may
    asks_for_it = not picked and asked.wants_verdict
    holds = asks_for_it and _verdict_is_of(told, words or question, sure=sure)
    if asks_for_it and not (holds and _decides(told, code, known, question, words, today)):
        told = _without_verdict(told)
    elif asks_for_it and pattern_of("asks", "conditional").match(told):
        told = say("talk.depends", answer=told[0].casefold() + told[1:])  # no yes to whom the condition may not fit
    if known is not None:
        if usual.is_long(question) and not _is_asked_for(told, words or question, known, facts, today):
            told = _without_verdict(told)
        return told, say("talk.authority", authority=known.law or card.authority)
    first = not (picked or neutral) and asked.wants_verdict and verdicts.begins(told)
    title = "" if first else f"# {card.title}\n"  # the first words answer
    return f"{title}{told}", say("talk.authority", authority=card.authority)


def _together(whole: Found, several: Sequence[Ask], each: Sequence[Found], facts: Facts, today: date) -> Found:
    """The answers to the questions of a message, the first in full; a question that found none is named.

    whole: what answers the message taken as one question; it stands for one that alone finds no answer.
    """
    found = [(one, ask) for one, ask in zip(each, several, strict=True) if one.answered or one.settled]
    codes = {code for one, _ in found for code in one.answered}
    told_too = _answered_too(found, several, today)
    left = [ask.words for one, ask in zip(each, several, strict=True) if _is_left(one, codes) and ask not in told_too]
    worked = _is_worked_out(whole) and not any(_is_worked_out(one) for one in each)
    long = sum(len(ask.alone.split()) for ask in several[:1]) >= classify.LONG_STORY
    near = classify.classify(left[0]).others if left else ()
    by_chance = long and left and whole.computed is None and not {*whole.answered} & {*near}
    if (left or worked) and _stands_for(whole) and not codes & {*whole.answered} and not by_chance:
        found, left = [(whole, Ask("", "")), *found], left[1:]
    if not found:
        others = _closest_to(zip(several, each, strict=True), [whole.closest]) if whole.closest else {}
        return replace(whole, blocks=(*whole.blocks, *chain.from_iterable(others.values())))
    first = found[0][0]
    figures = [one.computed for one, _ in found if one.computed is not None]
    shown = _without_assumed if len(figures) > 1 else _as_it_is
    blocks, told, kinds = list(shown(first).blocks), list(first.answered), _kind_of(first)
    behind = [(one, ask) for one, ask in zip(each, several, strict=True) if one is not first and ask not in told_too]
    for one, ask in behind[: MOST_TOLD - 1]:
        blocks += _beside(shown(one), ask, told, kinds, blocks, facts, today)
        told += one.answered
        kinds |= _kind_of(one)
    if len(figures) > 1 and (assumed := assumed_together(figures)):
        blocks.append(assumed)
    pairs = [(ask, one) for ask, one in zip(several, each, strict=True) if ask.words in left]
    closest = _closest_to(pairs, told)
    blocks += chain.from_iterable(closest.values())
    if left := [words for words in left if words not in closest]:
        blocks.append(say("talk.left_open", asked="”, “".join(left)))
    return replace(first, blocks=tuple(blocks), answered=tuple(dict.fromkeys(told)))


def _closest_to(pairs: Iterable[tuple[Ask, Found]], told: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """By the words of each question that nothing answers surely: what comes closest to it, where that is not told."""
    near, codes = dict[str, tuple[str, ...]](), {*told}
    for ask, one in pairs:
        if one.closest and one.closest not in codes:
            codes.add(one.closest)
            near[ask.words] = (say("talk.closest_to", asked=ask.words), *one.blocks[1:])
    return near


def _kind_of(found: Found) -> set[str]:
    return {found.computed.asked.kind} if found.computed is not None else set()


def _answered_too(found: Sequence[tuple[Found, Ask]], several: Sequence[Ask], today: date) -> list[Ask]:
    """The questions without a known answer of their own that the known answer to another one answers as well."""
    known = [(one.usual, ask) for one, ask in found if one.usual is not None]
    unknown = [ask for ask in several if not any(ask == own for _, own in known)]
    return [ask for ask in unknown if any(usually.answers_too(ask.words, today) for usually, _ in known)]


def _without_assumed(found: Found) -> Found:
    """An answer of a worksheet without what it assumed, which is told behind all of them."""
    return found if found.computed is None else replace(found, blocks=(without_assumed(found.computed),))


def _as_it_is(found: Found) -> Found:
    return found


def _beside(
    found: Found, ask: Ask, told: Sequence[str], kinds: set[str], blocks: Sequence[str], facts: Facts, today: date
) -> Sequence[str]:
    """What answers another question of a message: in short, and without what was said already.

    kinds: of the figures told before it, whose amounts may say the same.
    """
    if found.usual is not None:
        return _known_beside(found.usual, ask, told, blocks, facts, today)
    near = (*found.answered, *(code for code, _ in found.offered[:NEAR]))
    known = next((code for code in near if code in told), "")
    if known and (found.computed is None or any(block in blocks for block in found.blocks)):
        verdict = cards.verdict_for(known, (ask.words,))
        if verdict or (own := _of_its_words(ask, known)) is None or own in told:
            return () if not verdict or any(verdict in block for block in blocks) else (verdict,)
        return _told(own, ask.alone, facts, today, words=ask.words, longest=BRIEF)
    if not (found.answered or found.settled):
        return ()
    if found.answered and found.computed is None:
        return _told(found.answered[0], ask.alone, facts, today, words=ask.words, longest=BRIEF)
    shown = found.computed.amounts_shown if found.computed is not None and found.computed.asked.kind in kinds else ()
    if shown and all(any(one in block for block in blocks) for one in shown):
        return ()
    heads = tuple(block.partition("\n\n")[0] for block in blocks)
    return tuple(block for block in found.blocks if not block.startswith(heads))


def _known_beside(
    known: usual.Usual, ask: Ask, told: Sequence[str], blocks: Sequence[str], facts: Facts, today: date
) -> Sequence[str]:
    """The known answer to another question of a message: its first sentence alone where its rule was told."""
    verdict = cards.verdict_of(known.variant)
    said = _without_verdict(verdict).casefold()
    if any(said in block.casefold() for block in blocks):
        return ()
    if known.card in told:
        return (verdict,)
    return _told(known.card, ask.alone, facts, today, known=known, longest=BRIEF)


def _known(question: str, whole: str, words: str, found: classify.Answer, today: date) -> usual.Usual | None:
    """The answer known for what is asked, by itself or with the whole message.

    None where its words alone speak for other rules: what needs little and is not near answers something else.
    """
    known = usual.leading(question, today, words, whole) or (usual.leading(whole, today, words) if whole else None)
    if known is None or known.card in found.others:
        return known
    told = whole or question
    asking = words or ". ".join(wording.asking_parts(told))
    if not known.firm and len(told.split()) >= classify.LONG_STORY and _speaks_for_others(asking, known.card):
        return None  # of what is told at length, its topics may stand there by chance
    return known if known.sure or known.firm or known.weight >= usual.CERTAIN else None


def _speaks_for_others(words: str, code: str) -> bool:
    """Whether the words that ask are sure of a card, and of none near to this one."""
    own = classify.classify(words) if classify.tells_by_itself(words) else None
    return own is not None and own.card is not None and code not in own.others


def _of_its_words(ask: Ask, told: str) -> str | None:
    """The card that the words of a question are sure of, where its story only leads to what is told already."""
    own = classify.classify(ask.words)
    leans = pattern("questions", "leans").search(ask.words)
    return own.card if told not in own.others and not leans else None


def _is_left(found: Found, codes: set[str]) -> bool:
    """Whether a question has no answer, not even by a card that is told for another one."""
    return not (found.answered or found.settled) and not codes & {code for code, _ in found.offered[:NEAR]}


def _stands_for(whole: Found) -> bool:
    """Whether what answers the whole message may stand for a question of it: a card, or what was worked out."""
    return (_is_worked_out(whole) and _wants_a_figure(whole)) or bool(whole.answered and whole.computed is None)


def _wants_a_figure(whole: Found) -> bool:
    return whole.computed is not None and whole.computed.asked.asks(*OF_A_FIGURE)


def _is_worked_out(found: Found) -> bool:
    return found.computed is not None and found.computed.is_of_its_amounts


def in_brief(question: str, facts: Facts, today: date) -> tuple[str, ...]:
    """What the card that is sure says to a question, shortly; nothing where none is."""
    found = from_cards(question, facts, today)
    if found.advised:
        return found.blocks
    if not found.answered or found.computed is not None:
        return ()
    return _told(found.answered[0], question, facts, today, known=found.usual, longest=BRIEF)


def nearest(said: str) -> Found:
    """The cards that may have been meant by what has not the form of a question."""
    codes = classify.classify(said).others
    return Found((say("talk.which_told"),), offered=tuple((code, cards.card(code).title) for code in codes))


def _asks_a_way(words: str) -> bool:
    """Whether one question of several asks how, where or by whom something is done: no figure tells that."""
    return pattern("questions", "of_a_way").match(bare(words)) is not None


def _leans_on_what_was_told(figure: Computed, words: str) -> bool:
    """Whether a figure of one question of several is refused for a year that was only told beside it, or lacks what
    "it" stands for.
    """
    if figure.asked.kind == OF_BOTH_DAYS:
        return pattern("questions", "leans").search(words) is not None
    if not words or figure.kind not in {"refused", "missing"}:
        return False
    if figure.kind == "missing":
        leans = pattern("questions", "leans").search(words) is not None
        return leans and not figure.asked.asks("much", "taxed", "limit")
    return pattern("questions", "of_a_year").search(bare(words)) is None


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


def _verdict_is_of(told: str, question: str, *, sure: bool) -> bool:
    """Whether the yes or no in front of an answer is the one that a question asks for; so too where there is none.

    sure: the answer is known for what is asked, whatever words it speaks by.
    """
    if not verdicts.begins(told):
        return True
    asking, verdict = wording.asking_parts(tidy(question)), verdicts.behind(told)
    return not verdicts.asks_the_reverse(verdict, asking) and (sure or verdicts.speaks_of(verdict, asking, question))


def _is_asked_for(told: str, words: str, known: usual.Usual, facts: Facts, today: date) -> bool:
    """Whether words at the end of a long story ask for the yes or no in front of an answer that is known for them."""
    if not Asked(words, facts, today).wants_verdict:
        return False
    return known.firm or _verdict_is_of(told, words, sure=False)


def _decides(told: str, code: str, known: usual.Usual | None, question: str, words: str, today: date) -> bool:
    """Whether the first sentence speaks of all that tells a question from others, so that its yes or no holds."""
    asking = usual.to_be_spoken_of(words or ". ".join(wording.asking_parts(question)), question)
    if known is not None:
        return known.decides(asking, today)
    card = cards.card(code)
    first = f"{card.title} {wording.sentences(told)[0]}"
    if unaccounted(asking, first, card.asked):
        return False
    return not unspoken(asking, first, taught=card.asked, least=OFTEN, without=("roth", "papers"))


def _without_verdict(told: str) -> str:
    """An answer without the yes or no in front: it is asked how or why, and not whether."""
    rest = verdicts.behind(told)
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
    if cards.titled(question):
        return True
    if compute(question, facts, today, before) is not None or terms.meaning(question) is not None:
        return True
    return is_question(question) and _of_two_years(question, facts, today) is not None


def has_answer(question: str) -> bool:
    """Whether a card stands out as the answer."""
    return bool(cards.titled(question)) or bool(basic(question)) or classify.classify(question).card is not None


def _case(facts: Facts, today: date) -> Case | None:
    """What the law says of this person so far; None while too little is known."""
    if facts.tax_year is None or facts.filing_status is None:
        return None
    try:
        return look(facts, today)
    except Refusal:
        return None
