"""Half of mine, twice hers, three less than last year: an amount by its relation to another one."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from calc.facts import PlanKind
from dialogs.interview.suggested_amounts import before_catch_up, offered
from dialogs.phrases import money, say
from dialogs.understanding import amounts, dates, people
from dialogs.understanding import shares as percentages
from dialogs.understanding.clauses import articles, weightless
from dialogs.understanding.lexicon import data, lexicon
from dialogs.understanding.marks import sentence
from dialogs.understanding.readings import Misread, Reading, Readings, Understood
from dialogs.understanding.reckoning.most import whole_amount
from dialogs.understanding.reckoning.setting import COUPLE, FEW_DOLLARS, INCOMES, PAIR, SMALL, Setting, told_as
from dialogs.understanding.reckoning.words import sum_of
from dialogs.understanding.tokens import Token, tokens

_OF_PAY = {
    "foreign_excluded": "compensation",
    "converted_simple": "converted",
    "withdrew_early": "withdrew",
}  # what "half" is half of


_OF_DESK = {"excess": "contributed", "late": "contributed", "held_back": "gross"}


def by_ratio(plain: str, said: Sequence[Token], setting: Setting) -> Reading | None:
    """A multiple of another fact: half of mine, double what she makes, the sum of both."""
    for place in range(len(said)):
        found = lexicon("arithmetic", "ratio").at(said, place)
        behind = lexicon("arithmetic", "reference").at(said, found.end) if found else None
        if found and behind is None and (held := _held_in(plain, said[found.first].start, setting)) is not None:
            ratio = Decimal(found.keys[0].partition(".")[2])
            worked = say("talk.worked.times", times=f"{ratio.normalize():f}", base=held)
            return Understood(told_as((ratio * held).quantize(Decimal(1))), worked)
        begins = found.end + _small_words(said[found.end :]) if found else len(said)
        of = _alone_at(plain, said[begins].start) if begins < len(said) else None
        if found and of is not None and not percentages.find(plain):
            ratio = Decimal(found.keys[0].partition(".")[2])
            worked = say("talk.worked.times", times=f"{ratio.normalize():f}", base=of)
            return Understood(told_as((ratio * of).quantize(Decimal(1)) if ratio % 1 else ratio * of), worked)
        as_much = found is not None and found.end == len(said) and setting.question.card.of == "person"
        if found and as_much and behind is None and (other := setting.dollars(setting.of_other())) is not None:
            ratio = Decimal(found.keys[0].partition(".")[2])  # she makes twice as much
            worked = say("talk.worked.times", times=f"{ratio.normalize():f}", base=other)
            if amounts.find(plain) or ratio == 1:
                continue
            return Understood(told_as((ratio * other).quantize(Decimal(1))), worked)
        if found is None or behind is None:
            continue
        if behind.keys[0] == "reference.that" and setting.question.card.of == "all" and people.find(plain):
            return None  # half of it is his
        base = referred_to(behind.keys[0].partition(".")[2], setting)
        if (two := of_two_kinds(behind.keys[0].partition(".")[2], setting)) is not None:
            ratio = Decimal(found.keys[0].partition(".")[2])
            return Readings(tuple(told_as(ratio * of) for of in two), "two")
        ratio = Decimal(found.keys[0].partition(".")[2])
        if [span for span in amounts.find(plain) if span.kind == "money"] and behind.keys[0] == "reference.that":
            return None  # half of it, 3,750
        wholes = whole_amount(setting) if base is None or behind.keys[0] == "reference.that" else ()
        if len(wholes) > 1:
            return Readings(tuple(told_as(ratio * whole) for whole in wholes), "all")
        if base is None and behind.keys[0] == "reference.that":  # half of it
            base = wholes[0] if wholes else _of_what(setting)
        if base is None:
            return Misread("same_unknown")
        worked = say("talk.worked.times", times=f"{ratio.normalize():f}", base=base)
        return Understood(told_as((ratio * base).quantize(Decimal(1)) if ratio % 1 else ratio * base), worked)
    carrying = [token for token in said if token.text not in articles() and token.kind == "word"]
    light = weightless() | {*data("arithmetic")["harmless"].get(setting.name, ())}
    ratio_alone = lexicon("arithmetic", "ratio").whole([token for token in carrying if token.text not in light])
    wholes = whole_amount(setting) if ratio_alone else ()
    of = _of_what(setting) or (wholes[0] if len(wholes) == 1 else None)
    if ratio_alone and of is not None:  # half, of the pay that is asked about
        ratio = Decimal(ratio_alone[0].partition(".")[2])
        worked = say("talk.worked.times", times=f"{ratio.normalize():f}", base=of)
        return Understood(told_as((ratio * of).quantize(Decimal(1))), worked)
    closing = [
        token for one in lexicon("arithmetic", "nothing_more").find(said) for token in said[one.first : one.end]
    ]
    open_ = [token for token in said if token not in closing]
    only = [token for token in open_ if token.text not in weightless()]
    ways = (said, carrying, open_, only)
    alone = next((keys for words in ways if (keys := lexicon("arithmetic", "reference").whole(words))), None)
    if (
        alone
        and not amounts.find(plain)
        and setting.name in {*INCOMES, "converted", "taken_off"}
        and "reference.that" not in alone
    ):
        base = referred_to(alone[0].partition(".")[2], setting)
        return Understood(told_as(base), say("talk.worked.same"), sure=True) if base is not None else None
    return None


def _of_what(setting: Setting) -> Decimal | None:
    """What "half" is half of, where nothing else is named: of the pay, of what was paid in."""
    if setting.question.card.of == "desk" and setting.name in _OF_DESK:
        return setting.dollars(f"{setting.fact.partition('.')[0]}.{_OF_DESK[setting.name]}")
    return setting.dollars(f"{setting.question.who}.{_OF_PAY[setting.name]}") if setting.name in _OF_PAY else None


def _small_words(said: Sequence[Token]) -> int:
    """How many words only lead to what follows: half of my 20k."""
    small = data("grammar")["determiners"]["words"]
    return next((number for number, token in enumerate(said) if token.text not in small), 0)


def of_two_kinds(reference: str, setting: Setting) -> tuple[Decimal, ...] | None:
    """A match that is half of "mine" is half of the other spouse's match, or of what is paid in beside it."""
    other = {"mine": "you", "theirs": "spouse"}.get(reference)
    if setting.name != "employer_money" or other in {None, setting.question.who}:
        return None
    match, own = setting.dollars(setting.of_other()), referred_to(reference, setting)
    return None if match is None or own is None or match == own else (match, own)


def _held_in(plain: str, start: int, setting: Setting) -> Decimal | None:
    """What the one account that is named behind a place holds: half of the rollover."""
    marks = sentence(plain, setting.today, {}).marks
    named = [mark for mark in marks if mark.start > start and mark.kind == "ira" and "any" not in mark.keys]
    others = [mark for mark in marks if mark.amount or mark.share]
    return setting.dollars(f"{setting.question.who}.{named[0].key}") if len(named) == 1 and not others else None


def _alone_at(plain: str, start: int) -> Decimal | None:
    """The one amount of a text, where it begins at the place."""
    spans = [span for span in amounts.find(plain) if span.kind != "year"]
    return spans[0].values[0] if len(spans) == 1 and spans[0].start == start and spans[0].values else None


def by_difference(plain: str, said: Sequence[Token], setting: Setting) -> Reading | None:
    """10,000 less than mine; 5k more than she makes; 30k more."""
    spans = [span for span in amounts.find(plain) if span.kind != "year"]
    if len(spans) != 1 or not spans[0].values:
        return None
    ends = tokens(plain[spans[0].end :])
    if (
        setting.of_other()
        and len(ends) == 1
        and any(ends[0].text in words for words in data("arithmetic")["by"].values())
    ):
        other = setting.dollars(setting.of_other())
        sign = 1 if ends[0].text in data("arithmetic")["by"]["more"] else -1
        name = "talk.worked.plus" if sign > 0 else "talk.worked.minus"
        value = spans[0].values[0]
        if other is not None and value < SMALL < other and not amounts.is_named(plain):
            return Readings((told_as(other + sign * value * SMALL), told_as(other + sign * value)), "thousands")
        return (
            other
            if other is None
            else Understood(told_as(other + sign * value), say(name, first=money(other), second=value))
        )
    for place in range(len(said)):
        found = lexicon("arithmetic", "beside").at(said, place)
        behind = lexicon("arithmetic", "reference").at(said, found.end) if found else None
        led = found and said[found.first].start - spans[0].end in {0, 1}  # "5k less than", and not "less than …, 5k"
        if found and led and behind and (base := referred_to(behind.keys[0].partition(".")[2], setting)) is not None:
            sign = 1 if found.keys[0].endswith("more") else -1
            value = spans[0].values[0]
            of_pay = behind.keys[0] != "reference.limit" and value * SMALL < base
            if of_pay and value < SMALL and not amounts.is_named(plain):  # 5 less than me
                return Readings((told_as(base + sign * value * SMALL), told_as(base + sign * value)), "thousands")
            name = "talk.worked.plus" if sign > 0 else "talk.worked.minus"
            return Understood(told_as(base + sign * value), say(name, first=money(base), second=value))
    return None


def since_last_year(plain: str, said: Sequence[Token], setting: Setting) -> Reading | None:
    """What it was, and by how much it is more or less this year: last year 298k, this year 10k more; to be tapped."""
    del said
    spans = [span for span in amounts.find(plain) if span.kind != "year" and len(span.values) == 1]
    years = [time.year for time in dates.find(plain, setting.today) if time.said is dates.Said.YEAR]
    by = data("arithmetic")["by"]
    behind = [token.text for token in tokens(plain[spans[-1].end :])[:1]] if len(spans) == PAIR else []
    signs = [1 if name == "more" else -1 for name, words in by.items() for word in words if word in behind]
    this = setting.agenda.facts.tax_year or setting.today.year
    if len(signs) != 1 or years not in ([this - 1], [this - 1, this]):
        return None
    base, change = (span.values[0] for span in spans)
    small = base < setting.question.card.small
    base, change = base * (SMALL if small else 1), change * (SMALL if small or change < FEW_DOLLARS else 1)
    name = "talk.worked.plus" if signs[0] > 0 else "talk.worked.minus"
    return Readings((told_as(base + signs[0] * change),), "one", say(name, first=money(base), second=change))


def referred_to(reference: str, setting: Setting) -> Decimal | None:
    """What "mine", "hers", "our pay" or "what I put in" come to, at the question."""
    name = setting.name
    if reference == "that" and setting.of_other():
        return setting.dollars(
            f"{setting.fact.rpartition('.')[0]}.deferrals" if name == "employer_money" else setting.of_other()
        )
    if reference == "limit":
        of_plan = setting.name == "taken_off"  # the 401(k), that is
        card, kind = ("deferrals", PlanKind.K401) if of_plan else (setting.question.card.id, setting.question.kind)
        limits = offered(card, setting.agenda.facts, "you" if of_plan else setting.question.who, kind)
        return limits[0] if limits else None
    if reference == "pay":
        reference = "ours" if name in INCOMES else ""
    other = {"mine": "you", "theirs": "spouse"}.get(reference, setting.question.who)
    if name == "converted" and other != setting.question.who and (of := setting.dollars(setting.of_other())):
        return of
    if reference == "put_in" or name == "converted":
        who = setting.question.who
        return setting.dollars(f"{who}.contributed", f"{who}.contributed_prior")
    if name == "employer_money" and reference in {"mine", "theirs", "put_in"}:
        return setting.dollars(f"{setting.fact.rpartition('.')[0]}.deferrals")
    if name in INCOMES or reference == "ours":
        people = {"mine": COUPLE[:1], "theirs": COUPLE[1:]}.get(reference, COUPLE)
        return setting.dollars(*(f"{who}.compensation" for who in people))
    whose = {"mine": "you", "theirs": "spouse"}.get(reference)
    if whose and whose != setting.question.who:
        return setting.dollars(setting.of_other())
    return None


def with_catch_up(plain: str, said: Sequence[Token], setting: Setting) -> Reading | None:
    """The limit of everybody "plus catch-up": with that of the age; an amount above it has that in it already."""
    spans = [span for span in amounts.find(plain) if span.kind != "year"]
    if (
        len(spans) != 1
        or len(spans[0].values) != 1
        or next(lexicon("arithmetic", "catch_up").find(said), None) is None
    ):
        return None
    question, facts = setting.question, setting.agenda.facts
    limits = offered(question.card.id, facts, question.who, question.kind)[:1]
    bases = before_catch_up(question.card.id, facts, question.kind)
    value = spans[0].values[0] * (SMALL if spans[0].values[0] < FEW_DOLLARS else 1)
    if not limits or not bases or value > bases[0] or limits[0] == bases[0]:
        return None
    more = limits[0] - bases[0]
    if value == bases[0]:
        return sum_of(value, more)
    return Readings((told_as(value + more), told_as(value)), "parts")
