"""Answers in dollars that have to be worked out: the most allowed, the same as hers, half of mine, 10 % of pay, two
amounts that belong together, so much a month. What is computed comes with how it was reached.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_FLOOR, Decimal

from calc import law
from calc.facts import PlanKind
from calc.worksheets.ira_limit import dollar_limit
from dialogs.interview import codec
from dialogs.interview.agenda import Agenda, Question
from dialogs.interview.suggested_amounts import before_catch_up, offered
from dialogs.phrases import money, say
from dialogs.session import Answers, Told
from dialogs.text import tidy
from dialogs.understanding import amounts, dates, income_parts, people
from dialogs.understanding import shares as percentages
from dialogs.understanding.clauses import Clause, articles, clauses, weightless
from dialogs.understanding.gathering import OTHER, pay_of
from dialogs.understanding.lexicon import Found, Lexicon, data, lexicon
from dialogs.understanding.marks import Mark, sentence, sentences
from dialogs.understanding.readings import DontKnow, Misread, Reading, Readings, Understood
from dialogs.understanding.replies import replies
from dialogs.understanding.shares import Share
from dialogs.understanding.tokens import Token, tokens

ZERO = Decimal(0)
_COUPLE = ("you", "spouse")
_BESIDE_ACCOUNTS = frozenset({"taken_off", "other_income", "deferrals", "deferred", "agi"})  # parts bear their names
_OF_PAY = {
    "foreign_excluded": "compensation",
    "converted_simple": "converted",
    "withdrew_early": "withdrew",
}  # what "half" is half of
_OF_DESK = {"excess": "contributed", "late": "contributed", "held_back": "gross"}
_FLOWS = frozenset({"contributed", "contributed_roth", "contributed_prior", "converted", "withdrew"})
_INCOMES = ("agi", "wages")  # of both together
OF_WORK = frozenset({*_INCOMES, "compensation", "pay"})  # where what arrives is less than what is asked for
_OF_ONESELF = frozenset({"deferrals", "roth_deferrals", "after_tax_made"})  # and nothing of the employer's
_TOGETHER = (*_INCOMES, "taken_off")
_LISTED = (
    "taken_off",
    "other_income",
    "add_backs",
    "itemized",
    "taxable_interest",
    "long_term_gains",
)  # several kinds of them come one after the other
_STRANGE = 2  # words that may mean anything
_LONG_AGO = 50  # years
_MOST_TIMES = 60  # payments
_A_MONTH = 3  # payments that can come in one month
_SMALL = 1000  # below this an amount of a year was probably meant in thousands
_DIGIT = 10
_OLD = 99  # an age at which every catch-up is open
_PAYDAYS = (26, 24)  # a year: every two weeks, twice a month
_A_STUB = 20_000  # dollars; more than most are paid at once
_LONG_WEEK = 100  # hours
_MONTHS, _WEEKS, _HOURS = 12, 52, 2080  # of a year


@dataclass(frozen=True)
class Setting:
    """What an answer can lean on. told: facts of the same message, which go before those noted."""

    question: Question
    agenda: Agenda
    today: date
    told: Mapping[str, Told] = field(default_factory=dict)

    @property
    def fact(self) -> str:
        return self.question.fact

    @property
    def name(self) -> str:
        """Of the fact, without its owner and its plan."""
        return self.fact.rpartition(".")[2]

    def noted(self) -> Answers:
        return {**codec.encode(self.agenda.facts), **self.agenda.answers, **self.told}

    def dollars(self, *facts: str) -> Decimal | None:
        """The sum of facts that are known; None where none is."""
        noted = self.noted()
        told = [Decimal(value) for fact in facts if isinstance(value := noted.get(fact), str) and _is_amount(value)]
        return sum(told, ZERO) if told else None

    def of_other(self) -> str:
        """The same fact of the other spouse, of the one plan it is told of; empty where there is none."""
        who, _, rest = self.fact.partition(".")
        other = OTHER.get(who)
        told = [
            fact
            for fact in self.noted()
            if rest.startswith("plans.") and fact.startswith(f"{other}.plans.") and fact.endswith(f".{self.name}")
        ]
        return told[0] if len(told) == 1 else f"{other}.{rest}" if other else ""


def read(text: str, setting: Setting) -> Reading | None:
    """A money answer that leans on other facts or on arithmetic; None where it is plain, or something else."""
    plain = tidy(text)
    unpaid = setting.name == "agi" and setting.agenda.facts.no_pay
    if (unpaid or setting.name == "other_income") and not _op(plain, "corrects"):  # its own sum is told behind
        by_parts = income_parts.read(plain, setting.agenda.facts)
        if by_parts is not None:
            return by_parts
    said = tokens(plain)
    spans = [span for span in amounts.find(plain) if not _is_ratio(said, span.start)]
    if len(spans) > _MOST_TIMES:  # so many amounts are no answer
        return None
    if yearly := _yearly(plain, said, spans, setting):
        return yearly
    if len(spans) == 1 and isinstance(spans[0].amount, amounts.Per):
        if counted := _counted(plain, said):
            monthly = counted[0] <= _A_MONTH and spans[0].amount.times == _MONTHS  # two paychecks of 3,200 a month
            return _product(counted[0] * (_MONTHS if monthly else 1), spans[0].amount.value)
        if spans[0].amount.times == _MONTHS and next(lexicon("arithmetic", "whole_year").find(said), None):
            return _product(_MONTHS, spans[0].amount.value)
        if months := _months(plain, spans[0].amount, setting):
            return _product(months, spans[0].amount.value)
    unread = any(not span.values for span in spans)
    hourly = any(isinstance(span.amount, amounts.Per) and span.amount.times == _HOURS for span in spans)
    unread = unread or (hourly and setting.name not in {*OF_WORK, "prior_wages"})
    unread = unread or (len(spans) > 1 and any(isinstance(span.amount, amounts.Between) for span in spans))
    several = len([one for one in sentences(text) if amounts.find(tidy(one)) or percentages.find(tidy(one))]) > 1
    several = several or (len(sentences(text)) > 1 and setting.name != "basis")
    if unread or several or _of_accounts(plain, setting) or plain.rstrip().endswith("?"):
        return None
    if _of_another(plain, setting) or _of_the_employer(plain, setting):
        return None
    for reader in _WAYS:
        found = reader(plain, said, setting)
        if isinstance(found, Understood) and _of_each(plain, spans, setting):
            value = Decimal(str(found.value))
            return Readings((_text(value * 2), _text(value)), "two")  # we each put 20k in the 401k and 8k in the HSA
        if found is not None:
            return found if _is_clear(plain, setting) or not isinstance(found, Understood) else _offered(found)
    return None


def _of_each(plain: str, spans: Sequence[amounts.Span], setting: Setting) -> bool:
    """Whether several amounts are told of each of two, where both are asked about together."""
    led = tokens(plain[: spans[0].start]) if len(spans) > 1 else []
    joint = setting.question.card.of == "all" and setting.agenda.facts.joint
    return joint and next(lexicon("arithmetic", "we_each").find(led), None) is not None


def _yearly(plain: str, said: Sequence[Token], spans: Sequence[amounts.Span], setting: Setting) -> Reading | None:
    """Basis of so much in each of several years, to be tapped: 6,000 each year 2020-2022; 6,500 for 2021 and 2022."""
    past = range(setting.today.year - _LONG_AGO, setting.today.year + 1)
    years = [place for place, token in enumerate(said) if token.text.isdecimal() and int(token.text[:5]) in past]
    sums = [span for span in spans if span.values and not any(int(value) in past for value in span.values)]
    if setting.name != "basis" or len(years) < _PAIR or len(sums) != 1 or len(sums[0].values) != 1:
        return None
    if not (_says_each(plain) or amounts.is_paid(plain)):
        return None
    first, last = (int(said[place].text) for place in (years[0], years[-1]))
    through = lexicon("arithmetic", "through").whole(said[years[0] + 1 : years[-1]]) and last > first
    times = last - first + 1 if through else len({said[place].text for place in years})
    worked = say("talk.worked.times", times=times, base=sums[0].values[0])
    return Readings((_text(times * sums[0].values[0]),), "one", worked)


def _is_ratio(said: Sequence[Token], start: int) -> bool:
    """Whether what looks like an amount is a part of something that follows: a quarter of my salary."""
    place = next((number for number, token in enumerate(said) if token.start == start), None)
    found = lexicon("arithmetic", "ratio").at(said, place) if place is not None else None
    return found is not None and lexicon("arithmetic", "reference").at(said, found.end) is not None


def _offered(found: Understood) -> Reading:
    """What was computed among words that may change it, to be tapped."""
    return Readings((found.value,), "one", found.worked)


def _is_clear(plain: str, setting: Setting) -> bool:
    """Whether hardly a word of it may mean something else."""
    parts = clauses(plain, setting.today, {})
    return sum(len(part.strange) for part in parts) <= _STRANGE


def _of_accounts(plain: str, setting: Setting) -> bool:
    """Whether amounts of more than one account stand side by side."""
    marks = sentence(plain, setting.today, {}).marks
    own = {setting.name, setting.question.kind, "any"}
    others = [mark for mark in marks if mark.kind in {"ira", "plan"} and not own & set(mark.keys)]
    several = len([mark for mark in marks if mark.kind == "amount"]) > 1
    return bool(others) and several and setting.name not in _BESIDE_ACCOUNTS


def _of_the_employer(plain: str, setting: Setting) -> bool:
    """Whether what stands beside one's own money is what the employer adds to a plan: 250k and they match 4%."""
    marks = sentence(plain, setting.today, {}).marks
    adds = any(mark.kind == "act" and "employer" in mark.keys for mark in marks)
    told = [mark for mark in marks if mark.kind in {"amount", "share"}]
    if setting.name in OF_WORK:
        return adds and (len(told) > 1 or any(mark.kind == "share" for mark in told))
    adds = adds or any(mark.kind == "thing" and "match" in mark.keys for mark in marks)
    return adds and len(told) > 1 and setting.name in _OF_ONESELF  # 20k, and my employer adds 6k


def _of_another(plain: str, setting: Setting) -> bool:
    """Whether an amount of the other spouse stands beside the person's own."""
    if setting.question.card.of not in {"person", "plan"}:
        return False
    marks = sentence(plain, setting.today, {}).marks
    people = {mark.kind for mark in marks if mark.kind in {"you", "spouse"}}
    other = OTHER.get(setting.question.who)
    amounts_told = [mark for mark in marks if mark.kind in {"amount", "share"}]
    return other in people and len(amounts_told) > 1 and (len(people) > 1 or other == "spouse")


def _speaks_of_other(plain: str, setting: Setting) -> bool:
    """Whether the other spouse is spoken of, where one of the two is asked about."""
    other = OTHER.get(setting.question.who)
    own = setting.question.card.of in {"person", "plan"}
    return own and other == "spouse" and any(mark.kind == other for mark in sentence(plain, setting.today, {}).marks)


def _is_amount(value: str) -> bool:
    return value.replace(".", "", 1).removeprefix("-").isdecimal()


def _text(value: Decimal) -> str:
    """As stored: to the cent, no exponent, no minus zero."""
    value = value.quantize(Decimal("0.01"))
    whole = value.to_integral_value()
    return f"{(whole if value == whole else value) + 0:f}"


# ---------------------------------------------------------------- the most, all, the same


def _as_reply(plain: str, said: Sequence[Token], setting: Setting) -> Reading | None:
    found = replies(plain)
    if is_part(plain):  # half the limit
        found = frozenset()
    if "most" in found:
        return most(setting, said)
    if "all" in found and setting.fact == "save":
        return DontKnow()
    if "all" in found:
        values = _whole(setting)
        left_today = setting.name == "converted" and len(values) == 1  # what is there now was not converted
        return Readings(tuple(map(_text, values)), "all") if left_today else _choose(values)
    if "same" in found:
        return _same(plain, setting)
    return None


def most(setting: Setting, said: Sequence[Token] = ()) -> Reading | None:
    """The limit of the year; where no one amount is the limit, all that is allowed is an answer by itself."""
    question = setting.question
    only_ira = next(lexicon("accounts", "ira").find(said), None) or next(
        lexicon("arithmetic", "no_mega").find(said), None
    )
    if question.fact == "save" and only_ira:  # just the IRA limit
        whose = _COUPLE if setting.agenda.facts.joint else _COUPLE[:1]
        most_of = [offered("contributed", setting.agenda.facts, who, None)[:1] for who in whose]
        return Readings((_text(sum((one for of in most_of for one in of), ZERO)),), "one") if all(most_of) else None
    if question.fact == "save":
        return DontKnow()
    limits = offered(question.card.id, setting.agenda.facts, question.who, question.kind)
    if limits and setting.name in {"contributed", "contributed_roth", "contributed_prior", "deferrals"}:
        if next(lexicon("arithmetic", "no_catch_up").find(said), None):
            return _choose(before_catch_up(question.card.id, setting.agenda.facts, question.kind))
        return Understood(_text(limits[0]))
    return _choose(_most_of_desk(setting) or _whole(setting)) or Misread("most")


def _most_of_desk(setting: Setting) -> tuple[Decimal, ...]:
    """The IRA limit of the year that a desk is about: by the birth year, else under 50 and from 50 on."""
    desk, _, name = setting.fact.partition(".")
    noted = setting.noted()
    year, born = noted.get(f"{desk}.year"), noted.get("you.birth_year")
    if setting.question.card.of != "desk" or name != "contributed" or not isinstance(year, int):
        return ()
    if year not in law.years():
        return ()
    ages = (year - born,) if isinstance(born, int) else (0, _OLD)
    return tuple(dict.fromkeys(dollar_limit(year, age).money for age in ages))


def _whole(setting: Setting) -> tuple[Decimal, ...]:
    """What "all of it" can be."""
    who, name = setting.question.who, setting.name
    match name:
        case "contributed_late" | "excess" | "late":
            desk = setting.fact.partition(".")[0]
            facts: tuple[tuple[str, ...], ...] = ((f"{who}.contributed",),)
            if setting.question.card.of == "desk":
                facts = ((f"{desk}.contributed",),)
        case "converted_simple":
            return _least(setting, f"{who}.converted")
        case "withdrew_early":
            return _least(setting, f"{who}.withdrew")
        case "pay":
            return _least(setting, f"{who}.compensation")
        case "converted":
            put_in = (f"{who}.contributed", f"{who}.contributed_prior")
            facts = (put_in, tuple(f"{who}.{kind}" for kind in ("traditional", "rollover", "sep", "simple")))
        case "year_end_value":
            facts = (tuple(f"{who}.{kind}" for kind in ("traditional", "rollover", "sep", "simple")),)
        case _:
            return ()
    known = (setting.dollars(*names) for names in facts)
    return tuple(dict.fromkeys(value for value in known if value))


def _least(setting: Setting, *facts: str) -> tuple[Decimal, ...]:
    known = [value for fact in facts if (value := setting.dollars(fact)) is not None]
    return (min(known),) if known else ()


def _same(plain: str, setting: Setting) -> Reading | None:
    """As the other spouse, or as what it is the same money as."""
    other = setting.of_other()
    noted = setting.noted()
    points = [reference for reference in ("mine", "theirs") if _has(plain, reference)]
    if other in noted and (points or setting.question.who == "spouse") and noted[other] is not None:
        return Understood(noted[other], _worked_same(noted[other]))
    if points and setting.name != "employer_money":
        return Misread("same_unknown")
    who = setting.question.who
    alike = {
        "converted": ((f"{who}.contributed",), (f"{who}.contributed", f"{who}.contributed_prior")),
        "contributed_prior": ((f"{who}.contributed",),),
        "contributed_late": ((f"{who}.contributed",),),
        "prior_wages": ((f"{setting.fact.rpartition('.')[0]}.pay",), (f"{who}.compensation",)),
        "employer_money": ((f"{setting.fact.rpartition('.')[0]}.deferrals",),),
        "pay": ((f"{who}.compensation",),),
        "wages": (tuple(f"{one}.compensation" for one in _COUPLE),),
    }.get(setting.name, ())
    if setting.name == "agi" and (pays := setting.dollars(*(f"{one}.compensation" for one in _COUPLE))):
        return Readings((_text(pays),), "one")  # the same as the pay, or as last year
    values = tuple(dict.fromkeys(value for names in alike if (value := setting.dollars(*names))))
    if not values and setting.name == "year_end_value":  # what there is now
        values = offered(setting.question.card.id, setting.agenda.facts, who, setting.question.kind)[:1]
    return _choose(values) or Misread("same_unknown")


def _worked_same(value: Told) -> str:
    del value
    return say("talk.worked.same")


def _choose(values: Sequence[Decimal]) -> Reading | None:
    """One value is the answer; several are offered."""
    if not values:
        return None
    texts = tuple(dict.fromkeys(map(_text, values)))
    return Understood(texts[0]) if len(texts) == 1 else Readings(texts, "all")


def _few(plain: str, said: Sequence[Token], setting: Setting) -> Reading | None:
    """Next to nothing: it can be called none."""
    del plain, setting
    found = next(lexicon("arithmetic", "none").find(said), None)
    rest = [token for token in said if token.kind == "number"]
    return Readings(("0",), "bound") if found and not rest and len(said) - (found.end - found.first) < _FEW else None


_SHARED = frozenset({  # what a percentage of something known can be
    "deferrals", "employer_money", "after_tax_made", "taken_off", "withheld", "after_tax_earnings", "held_back"
})  # fmt: skip
_NEAR = 4  # words at an amount
_ROUNDED = 50  # a percentage of pay is told rounded: it comes to the amount within a fiftieth
_MUCH_MORE = 2  # times; of 20k and 25 both are thousands, of 7k and 50 perhaps not
_FEW, _PAIR, _FEW_DOLLARS = 6, 2, 100  # other words; terms; below which an amount beside thousands is unclear


# ---------------------------------------------------------------- half of mine, double hers, 10 % of pay


def is_part(text: str) -> bool:
    """Whether words speak of a part or a multiple: half the limit."""
    return any("ratio.1" not in one.keys for one in lexicon("arithmetic", "ratio").find(tokens(tidy(text))))


def is_gross(text: str) -> bool:
    """Whether an income is told with what is taken off it still in: 310k before the 401(k)."""
    return any("gross.words" in one.keys for one in lexicon("arithmetic", "gross").find(tokens(tidy(text))))


def is_reckoned(text: str) -> bool:
    """Whether words point at other amounts: what we make, half of mine."""
    return next(lexicon("arithmetic", "reference", "ratio").find(tokens(tidy(text))), None) is not None


def _has(plain: str, reference: str) -> bool:
    return any(
        f"reference.{reference}" in found.keys for found in lexicon("arithmetic", "reference").find(tokens(plain))
    )


def _ratio(plain: str, said: Sequence[Token], setting: Setting) -> Reading | None:
    """A multiple of another fact: half of mine, double what she makes, the sum of both."""
    for place in range(len(said)):
        found = lexicon("arithmetic", "ratio").at(said, place)
        behind = lexicon("arithmetic", "reference").at(said, found.end) if found else None
        if found and behind is None and (held := _held_in(plain, said[found.first].start, setting)) is not None:
            ratio = Decimal(found.keys[0].partition(".")[2])
            worked = say("talk.worked.times", times=f"{ratio.normalize():f}", base=held)
            return Understood(_text((ratio * held).quantize(Decimal(1))), worked)
        begins = found.end + _small_words(said[found.end :]) if found else len(said)
        of = _alone_at(plain, said[begins].start) if begins < len(said) else None
        if found and of is not None and not percentages.find(plain):
            ratio = Decimal(found.keys[0].partition(".")[2])
            worked = say("talk.worked.times", times=f"{ratio.normalize():f}", base=of)
            return Understood(_text((ratio * of).quantize(Decimal(1)) if ratio % 1 else ratio * of), worked)
        as_much = found is not None and found.end == len(said) and setting.question.card.of == "person"
        if found and as_much and behind is None and (other := setting.dollars(setting.of_other())) is not None:
            ratio = Decimal(found.keys[0].partition(".")[2])  # she makes twice as much
            worked = say("talk.worked.times", times=f"{ratio.normalize():f}", base=other)
            if amounts.find(plain) or ratio == 1:
                continue
            return Understood(_text((ratio * other).quantize(Decimal(1))), worked)
        if found is None or behind is None:
            continue
        if behind.keys[0] == "reference.that" and setting.question.card.of == "all" and people.find(plain):
            return None  # half of it is his
        base = _referred(behind.keys[0].partition(".")[2], setting)
        if (two := _of_two_kinds(behind.keys[0].partition(".")[2], setting)) is not None:
            ratio = Decimal(found.keys[0].partition(".")[2])
            return Readings(tuple(_text(ratio * of) for of in two), "two")
        ratio = Decimal(found.keys[0].partition(".")[2])
        if [span for span in amounts.find(plain) if span.kind == "money"] and behind.keys[0] == "reference.that":
            return None  # half of it, 3,750
        wholes = _whole(setting) if base is None or behind.keys[0] == "reference.that" else ()
        if len(wholes) > 1:
            return Readings(tuple(_text(ratio * whole) for whole in wholes), "all")
        if base is None and behind.keys[0] == "reference.that":  # half of it
            base = wholes[0] if wholes else _of_what(setting)
        if base is None:
            return Misread("same_unknown")
        worked = say("talk.worked.times", times=f"{ratio.normalize():f}", base=base)
        return Understood(_text((ratio * base).quantize(Decimal(1)) if ratio % 1 else ratio * base), worked)
    carrying = [token for token in said if token.text not in articles() and token.kind == "word"]
    light = weightless() | {*data("arithmetic")["harmless"].get(setting.name, ())}
    ratio_alone = lexicon("arithmetic", "ratio").whole([token for token in carrying if token.text not in light])
    wholes = _whole(setting) if ratio_alone else ()
    of = _of_what(setting) or (wholes[0] if len(wholes) == 1 else None)
    if ratio_alone and of is not None:  # half, of the pay that is asked about
        ratio = Decimal(ratio_alone[0].partition(".")[2])
        worked = say("talk.worked.times", times=f"{ratio.normalize():f}", base=of)
        return Understood(_text((ratio * of).quantize(Decimal(1))), worked)
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
        and setting.name in {*_INCOMES, "converted", "taken_off"}
        and "reference.that" not in alone
    ):
        base = _referred(alone[0].partition(".")[2], setting)
        return Understood(_text(base), say("talk.worked.same"), sure=True) if base is not None else None
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


def _of_two_kinds(reference: str, setting: Setting) -> tuple[Decimal, ...] | None:
    """A match that is half of "mine" is half of the other spouse's match, or of what is paid in beside it."""
    other = {"mine": "you", "theirs": "spouse"}.get(reference)
    if setting.name != "employer_money" or other in {None, setting.question.who}:
        return None
    match, own = setting.dollars(setting.of_other()), _referred(reference, setting)
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


def _difference(plain: str, said: Sequence[Token], setting: Setting) -> Reading | None:
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
        if other is not None and value < _SMALL < other and not amounts.is_named(plain):
            return Readings((_text(other + sign * value * _SMALL), _text(other + sign * value)), "thousands")
        return (
            other
            if other is None
            else Understood(_text(other + sign * value), say(name, first=money(other), second=value))
        )
    for place in range(len(said)):
        found = lexicon("arithmetic", "beside").at(said, place)
        behind = lexicon("arithmetic", "reference").at(said, found.end) if found else None
        led = found and said[found.first].start - spans[0].end in {0, 1}  # "5k less than", and not "less than …, 5k"
        if found and led and behind and (base := _referred(behind.keys[0].partition(".")[2], setting)) is not None:
            sign = 1 if found.keys[0].endswith("more") else -1
            value = spans[0].values[0]
            of_pay = behind.keys[0] != "reference.limit" and value * _SMALL < base
            if of_pay and value < _SMALL and not amounts.is_named(plain):  # 5 less than me
                return Readings((_text(base + sign * value * _SMALL), _text(base + sign * value)), "thousands")
            name = "talk.worked.plus" if sign > 0 else "talk.worked.minus"
            return Understood(_text(base + sign * value), say(name, first=money(base), second=value))
    return None


def _referred(reference: str, setting: Setting) -> Decimal | None:
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
        reference = "ours" if name in _INCOMES else ""
    other = {"mine": "you", "theirs": "spouse"}.get(reference, setting.question.who)
    if name == "converted" and other != setting.question.who and (of := setting.dollars(setting.of_other())):
        return of
    if reference == "put_in" or name == "converted":
        who = setting.question.who
        return setting.dollars(f"{who}.contributed", f"{who}.contributed_prior")
    if name == "employer_money" and reference in {"mine", "theirs", "put_in"}:
        return setting.dollars(f"{setting.fact.rpartition('.')[0]}.deferrals")
    if name in _INCOMES or reference == "ours":
        people = {"mine": _COUPLE[:1], "theirs": _COUPLE[1:]}.get(reference, _COUPLE)
        return setting.dollars(*(f"{who}.compensation" for who in people))
    whose = {"mine": "you", "theirs": "spouse"}.get(reference)
    if whose and whose != setting.question.who:
        return setting.dollars(setting.of_other())
    return None


def _with_catch_up(plain: str, said: Sequence[Token], setting: Setting) -> Reading | None:
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
    value = spans[0].values[0] * (_SMALL if spans[0].values[0] < _FEW_DOLLARS else 1)
    if not limits or not bases or value > bases[0] or limits[0] == bases[0]:
        return None
    more = limits[0] - bases[0]
    if value == bases[0]:
        return _plus(value, more)
    return Readings((_text(value + more), _text(value)), "parts")


def _share(plain: str, said: Sequence[Token], setting: Setting) -> Reading | None:
    """A percentage of pay, or of the amount that stands beside it."""
    if setting.question.card.kind != "money":
        return None
    pay = setting.name in {"compensation", "pay"}
    if setting.name not in _SHARED and not pay and setting.question.card.of != "all":
        return None
    marks = sentence(plain, setting.today, {}).marks
    shares = [mark.share for mark in marks if mark.share]
    if not shares or (setting.name != "employer_money" and any(share.matched for share in shares)):
        return None
    maxed = any(mark.kind == "act" and "maxed" in mark.keys for mark in marks)
    if setting.name in _TOGETHER and (maxed or {"you", "spouse"} <= {mark.kind for mark in marks}):
        return None  # I max mine, she does 5%
    inside = [(mark.start, mark.end) for mark in marks if mark.share]
    sums = [
        mark.amount
        for mark in marks
        if mark.amount and mark.amount.kind != "year" and not any(a <= mark.start < b for a, b in inside)
    ]
    if len(sums) > 1:
        return None
    if not sums and len(shares) == 1 and (told := _share_of_other(plain, shares[0], setting)) is not None:
        return told
    rest = plain
    for share in shares:
        rest = rest.replace(share.words, " ", 1)
    for_match = next(lexicon("arithmetic", "for_match").find(tokens(rest)), None) is not None
    if any("inside.most" in one.keys for one in _inside(tokens(rest))) or (for_match and setting.name == "deferrals"):
        rest = ""
    if len(sums) == len(shares) == 1 and (grown := _grown(plain, sums[0], shares[0], setting)):
        return grown
    if _op(rest, "unclear") or (sums and _op(rest, "part")):  # 10% of it Roth
        return None
    if pay and not (
        len(sums) == 1 and sums[0].end <= shares[0].start and _op(plain[sums[0].end : shares[0].start], "plus")
    ):
        return None
    own = setting.name in _SHARED
    share_first = (
        bool(sums) and shares[0].end <= sums[0].start and not _op(plain[shares[0].end : sums[0].start], "plus")
    )
    if sums and own and not share_first:  # 3 % and 2,000 on top
        of = _base(setting, shares[0])
        if of is None:
            return None
        return _plus(_part(shares, of), sums[0].values[0], _worked_share(shares, of))
    if sums and sums[0].start < shares[0].start:  # 200k plus 10 %
        if _operation(plain[sums[0].end : shares[0].start], plain[shares[-1].end :]) != "plus":
            return None
        base = sums[0].values[0]
        if base * _SMALL > base < setting.question.card.small:  # 160 plus 15 %
            whole = base + _part(shares, base)
            return Readings((_text(whole * _SMALL), _text(whole)), "thousands")
        return _plus(_part(shares, base), base, _worked_share(shares, base))
    if sums and share_first and not _leads_to(plain[shares[-1].end : sums[0].start]):  # 4% = 9,600
        return _said_with_its_share(plain[shares[-1].end : sums[0].start], shares, sums[0].values[0], setting)
    of = sums[0].values[0] if sums and share_first else _own_pay(plain, shares[-1], setting)
    if of is None:
        return Misread("percent_of_what")
    amount = _part(shares, of)
    closes = any(one.end == len(said) for one in lexicon("arithmetic", "each").find(said))  # 5% Roth and pre-tax each
    if closes and setting.name not in _TOGETHER:
        return Readings((_text(amount * 2), _text(amount)), "two")
    until = [mark.time for mark in marks if mark.time and mark.time.said >= dates.Said.MONTH]
    if until:
        part = (amount * until[-1].last.month / _MONTHS).quantize(Decimal("0.01"))
        return Readings((_text(part), _text(amount)), "period")
    most = any("inside.most" in one.keys for one in _inside(said))
    return Understood(_text(amount), _worked_share(shares, of), sure=most)


def _grown(plain: str, base: amounts.Span, share: Share, setting: Setting) -> Reading | None:
    """An amount, and by what percentage it is more or less now: 171k last year, probably 5% more."""
    behind = tokens(plain[share.end :])[:_STRANGE]
    by = next(lexicon("arithmetic", "by").find(behind), None)
    if by is None or base.end > share.start or len(base.values) != 1 or setting.name not in {*OF_WORK, "net_profit"}:
        return None
    value = base.values[0] * (_SMALL if base.values[0] < setting.question.card.small else 1)
    part = value * share.percent / 100
    return Readings((_text(value + part if by.keys[0].endswith("more") else value - part), _text(value)), "parts")


def _leads_to(between: str) -> bool:
    """Whether words between a percentage and an amount say that it is taken of the amount: of, on, times."""
    return next(lexicon("arithmetic", "share_of").find(tokens(between)), None) is not None


def _said_with_its_share(between: str, shares: Sequence[Share], value: Decimal, setting: Setting) -> Reading:
    """The amount that a percentage comes to, said beside it; offered where nothing says so."""
    base = _base(setting, shares[0])
    fits = base is not None and abs(_part(shares, base) - value) <= value / _ROUNDED
    if fits and base is not None:
        return Understood(_text(value), _worked_share(shares, base), sure=True)
    if _op(between, "corrects") or next(lexicon("arithmetic", "comes_to").find(tokens(between)), None):
        return Understood(_text(value), sure=True)
    return Readings(tuple(dict.fromkeys((_text(value), _text(_part(shares, value))))), "two")


def _own_pay(plain: str, share: Share, setting: Setting) -> Decimal | None:
    """What a percentage is of: of what both earn, the pay of the one that is named."""
    if setting.name != "taken_off":
        return _base(setting, share)
    said = tokens(plain[share.start :])
    behind = next(iter(lexicon("arithmetic", "reference").find(said)), None)
    who = {"reference.mine": "you", "reference.theirs": "spouse"}.get(behind.keys[0] if behind else "")
    return setting.dollars(f"{who}.compensation") if who else _base(setting, share)


def _share_of_other(plain: str, share: Share, setting: Setting) -> Reading | None:
    """30 % of mine: of the same fact of the other spouse."""
    if setting.name == "taken_off":  # of what is earned, whose it is
        return None
    of_person = setting.question.card.of == "person"  # 35% of what I make
    said, own = tokens(plain[share.start if of_person else share.end :]), len(tokens(share.words)) * of_person
    behind = next((one for one in lexicon("arithmetic", "reference").find(said) if one.first <= own + 1), None)
    reference = behind.keys[0].partition(".")[2] if behind else ""
    if {"mine": "you", "theirs": "spouse"}.get(reference, setting.question.who) == setting.question.who:
        return None
    two, base = _of_two_kinds(reference, setting), _referred(reference, setting)
    if two is not None:
        return Readings(tuple(_text(share.percent * of / 100) for of in two), "two")
    if base is None:
        return Misread("same_unknown")
    worked = say("talk.worked.share", percent=f"{share.percent.normalize():f}", base=base)
    return Understood(_text(share.percent * base / 100), worked)


def _worked_share(shares: Sequence[Share], base: Decimal) -> str:
    percents = [f"{share.percent.normalize():f}" for share in shares]
    shown = percents[0] if len(percents) == 1 else f"({' + '.join(percents)})"
    return say("talk.worked.share", percent=shown, base=base)


def _plus(first: Decimal, second: Decimal, how: str = "") -> Understood:
    """how: in what way the first was reached, where it was not said itself."""
    worked = say("talk.worked.plus", first=how or money(first), second=second)
    return Understood(_text(first + second), worked)


def _inside(said: Sequence[Token]) -> Iterator[Found]:
    """Up to the limit."""
    return lexicon("replies", "inside").find(said)


def _part(shares: Sequence[Share], base: Decimal) -> Decimal:
    return sum((share.percent for share in shares), ZERO) * base / 100


_OWN_EMPLOYER = frozenset(
    {"401k", "other401k", "403b", "tsp", "simple", "solo401k"}
)  # two of them are two employers'


def _base(setting: Setting, share: Share) -> Decimal | None:
    """What a percentage is of, where no amount beside it says so."""
    plan, who = setting.fact.rpartition(".")[0], setting.question.who
    if setting.name == "employer_money" and share.of == "own":
        return setting.dollars(f"{plan}.deferrals")
    match setting.name:
        case "taken_off":
            return setting.dollars("wages")
        case "withheld":
            return setting.dollars(f"{who}.converted")
        case "held_back":
            return setting.dollars(f"{plan}.gross")
        case "after_tax_earnings":
            return setting.dollars(f"{plan}.after_tax_made")
        case "save":
            return setting.dollars(*(f"{who}.compensation" for who in _COUPLE))
        case "deferrals" | "employer_money" | "after_tax_made":
            kinds = setting.noted().get(f"{who}.plan_kinds")
            employers = _OWN_EMPLOYER & set(kinds) if isinstance(kinds, list) else ()
            if len(employers) > 1 and setting.dollars(f"{plan}.pay") is None:
                return None  # of which employer's pay is not told
            return pay_of(setting.fact, setting.noted())
    return None


def _twice(plain: str, said: Sequence[Token], setting: Setting) -> Reading | None:
    """Two times 1,500; three payments of 2,500; 6,000 each for 3 years."""
    spans = [span for span in amounts.find(plain) if span.kind == "money" and len(span.values) == 1]
    if _speaks_of_other(plain, setting):  # 120k, and she makes twice as much
        return None
    for place in range(len(said)):
        found = lexicon("arithmetic", "twice").at(said, place)
        if found and amounts.is_periodic(plain[said[place].start :]):  # twice a month
            continue
        if found is None or len(spans) != 1:
            continue
        ahead = found.end < len(said) and said[found.end].start >= spans[0].start - 1
        behind = 0 <= said[place].start - spans[0].end <= 1 and found.end == len(said)
        if ahead or behind:
            return _product(int(found.keys[0].partition(".")[2]), spans[0].values[0])
    counted = _counted(plain, said)
    if counted is None:
        return None
    times, start, end = counted
    spans = [span for span in spans if not span.start <= start < span.end]  # 90k over 9 months
    if not spans:
        return None
    if len(spans) == 1 and spans[0].end <= start:  # "5k in two steps" is the whole, unless so much each is said
        first = spans[0].amount
        if isinstance(first, amounts.Per):
            return _product(times, first.value)
        each_said = lexicon("arithmetic", "each").at(tokens(plain[spans[0].end :]), 0)
        yearly = next(lexicon("arithmetic", "several_times").find(tokens(plain[spans[0].start : start])), None)
        if each_said or yearly:
            return _product(times, spans[0].values[0])
        return Understood(_text(spans[0].values[0]), sure=True)
    each = next((span.values[0] for span in spans if span.start > start), spans[-1].values[0])
    whole = {span.values[0] for span in spans} - {each}
    if not whole <= {times * each}:  # said with what it comes to, or without
        return None
    between = plain[start : spans[-1].start] if not whole else ""
    if whole or _leads_to_each(between) or _says_each(plain):
        return _product(times, each)
    bare = not plain[end : spans[-1].start].strip(" ,:")  # 9 months, 90k
    return Readings((_text(each), _text(times * each)), "period") if bare else None


def _months(plain: str, each: amounts.Per, setting: Setting) -> int:
    """How many months an amount of each month came in, where the first and the last are named; 0 elsewhere."""
    months = [when for when in dates.find(plain, setting.today) if when.said is dates.Said.MONTH]
    if (
        each.times == _MONTHS
        and len(months) == 1
        and setting.name == "compensation"
        and is_current(months[0], setting)
    ):
        paid = amounts.find(plain)[0]  # 8.5k a month through June
        led = lexicon("arithmetic", "through").whole(tokens(plain[paid.end : months[0].start]))
        return months[0].last.month if led and paid.end <= months[0].start else 0
    if each.times != _MONTHS or len(months) != _PAIR or not all(is_current(when, setting) for when in months):
        return 0
    between = plain[months[0].end : months[1].start].strip(" ,")
    if lexicon("arithmetic", "through").whole(tokens(between)) == ():
        return 0
    return max(0, months[1].last.month - months[0].last.month + 1)


def _leads_to_each(between: str) -> bool:
    """Whether words between a number of payments and an amount say that each is so much: checks of, months at."""
    return next(lexicon("arithmetic", "of_each").find(tokens(between)[-_PAIR:]), None) is not None


def _counted(plain: str, said: Sequence[Token]) -> tuple[int, int, int] | None:
    """How many payments or years are spoken of, and where that starts and ends."""
    for place in range(len(said)):
        number = dates.small_count(said, place)
        behind = lexicon("arithmetic", "payments").at(said, number[1]) if number else None
        jobs = behind is not None and "payments.each" in behind.keys
        if place and said[place - 1].text in data("grammar")["owning"]["words"]:  # our two paychecks
            continue
        if number and behind and 1 < number[0] <= _MOST_TIMES and (not jobs or _says_each(plain)):
            return number[0], said[place].start, said[behind.end - 1].end
    return None


def _says_each(plain: str) -> bool:
    return next(lexicon("arithmetic", "each").find(tokens(plain)), None) is not None


def _product(times: int, each: Decimal) -> Reading:
    return Understood(_text(times * each), say("talk.worked.times", times=times, base=each), sure=True)


# ---------------------------------------------------------------- several amounts


@dataclass(frozen=True, slots=True)
class _Term:
    value: Decimal
    shown: str
    small: bool  # below a thousand and without a scale: perhaps thousands are meant
    operation: str = "plus"
    listed: bool = False  # nothing but a comma or an "and" before it
    holds: bool | None = None  # said to count now, or not any more


def _current(terms: Sequence[_Term]) -> Decimal | None:
    """Of several amounts the one that is said to count now; None where that is not said of one alone."""
    if any(term.operation in {"minus", "times", "back"} for term in terms):
        return None
    now = [term for term in terms if term.holds]
    past = [term for term in terms if term.holds is False]
    if len(terms) < _PAIR or (len(now) + len(past) != len(terms) and not (now and past)):
        left = [term for term in terms if term.holds is not False]
        return left[0].value if len(terms) == _PAIR and len(past) == 1 and len(left) == 1 and not now else None
    return now[0].value if len(now) == 1 else None


def _so_far_and_on(plain: str, said: Sequence[Token], setting: Setting) -> Reading | None:
    """So much until now and so much a month from here on: the year's, the one until now, twelve months of it."""
    spans = [span for span in amounts.find(plain) if span.kind == "money"]
    until_now = next(lexicon("arithmetic", "so_far").find(said), None)
    if len(spans) != _PAIR or until_now is None or setting.agenda.facts.tax_year != setting.today.year:
        return None
    behind = plain[spans[1].end :]
    both = all(len(span.values) == 1 and isinstance(span.amount, amounts.Exact) for span in spans)
    if both and _op(behind, "joined") and setting.name not in SO_FAR:  # 14,000 till now and 900 more
        return replace(_plus(spans[0].values[0], spans[1].values[0]), sure=True)
    monthly = [span.amount for span in spans if isinstance(span.amount, amounts.Per) and span.amount.times == _MONTHS]
    whole = [span.amount for span in spans if isinstance(span.amount, amounts.Exact)]
    if len(monthly) != 1 or len(whole) != 1:
        return None
    each, passed = monthly[0].value, whole[0].value
    if setting.name in SO_FAR:
        return Readings((_text(passed),), "one")
    year = passed + each * (_MONTHS - setting.today.month)
    return Readings(tuple(dict.fromkeys(map(_text, (year, passed, each * _MONTHS)))), "parts")


def _is_raise(plain: str, setting: Setting) -> bool:
    """Whether a pay changed in the course of the year."""
    times = dates.find(plain, setting.today)
    month = any(time.said is not dates.Said.YEAR and is_current(time, setting) for time in times)
    return month and setting.name in {"compensation", "pay", *_INCOMES}


def _times_a_year(plain: str) -> Reading | None:
    """So much a check, 24 checks a year."""
    spans = amounts.find(plain)
    if len(spans) != _PAIR or not isinstance(spans[0].amount, amounts.Per) or spans[0].amount.times:
        return None
    number = tokens(spans[1].words)[:1]
    if not number or not number[0].text.isdecimal() or int(number[0].text) > _MOST_TIMES:
        return None
    behind = tokens(plain[spans[1].start :])
    if lexicon("arithmetic", "several_times").at(behind, 1) is None and not _counts(plain[spans[1].end :]):
        return None
    return _product(int(number[0].text), spans[0].amount.value)


def _with_its_parts(plain: str) -> Reading | None:
    """An amount, and behind it what it is the sum of, or itself again: 7,500 (3,000 in January + 4,500 in March)."""
    spans = [span for span in amounts.find(plain) if span.kind == "money"]
    if len(spans) < _PAIR or not all(isinstance(span.amount, amounts.Exact) for span in spans):
        return None
    led = tokens(plain[spans[0].end : spans[1].start])
    told = [one for one in lexicon("grammar", "link").find(led) if "link.total" in one.keys]
    if told and led[told[0].end : told[0].end + 1] and led[told[0].end].text == "(":
        return Understood(_text(spans[0].values[0]), sure=True)  # 14,512 in total (7k for 25, 7.5k for 26)
    whole, *parts = [span.values[0] for span in spans]
    opens = "(" in plain[spans[0].end : spans[1].start]
    shown = " + ".join(money(part) for part in parts) if len(parts) > 1 else ""
    return Understood(_text(whole), shown, sure=True) if opens and sum(parts, ZERO) == whole else None


def _sum_of_parts(plain: str, said: Sequence[Token], setting: Setting) -> Reading | None:
    """Base and bonus, a match and profit sharing, gross and deductions, a check and how many of them."""
    if product := _times_a_year(plain):
        return product
    if going_on := _so_far_and_on(plain, said, setting):
        return going_on
    if whole := _with_its_parts(plain):
        return whole
    terms = list(_terms(plain, said, setting))
    if (current := _current(terms)) is not None:
        scaled = all(term.small for term in terms) and bool(setting.question.card.small)
        values = [term.value * (_SMALL if scaled else 1) for term in terms]
        current = current * (_SMALL if scaled else 1)
        if _is_raise(plain, setting) and len(values) == _PAIR:  # from July on: the year holds both
            return Readings(tuple(dict.fromkeys(map(_text, (current, *values)))), "parts")
        return Understood(_text(current), sure=True)
    listed = all(term.listed and term.operation != "minus" for term in terms[1:])
    alike = len({term.value for term in terms}) == 1 and terms[0].value >= _FEW_DOLLARS  # 500, 500 and 500
    if len(terms) > _PAIR and listed and (alike or not any(term.small for term in terms)):
        shown = " + ".join(term.shown for term in terms)
        return Understood(_text(sum((term.value for term in terms), ZERO)), shown)
    times = dates.find(plain, setting.today)
    in_a_date = {place for when in times for place in range(when.start, when.end)}
    told = [one for one in amounts.find(plain) if one.kind != "year" and one.start not in in_a_date]
    if len(terms) == 1 and len(told) > 1 and not terms[0].small and terms[0].holds is not False:
        worked = terms[0].shown if terms[0].shown != money(terms[0].value) else ""
        return Understood(_text(terms[0].value), worked, sure=True)  # the others are of another year, or a part of it
    if _of_two(terms, plain, setting) and not any(term.small for term in terms):
        return _plus(terms[0].value, terms[1].value)
    if _of_two(terms, plain, setting):
        terms = [replace(term, operation="plus") for term in terms]
    if _of_both(terms, plain, setting):
        return _either(terms)
    if len(terms) == _PAIR and terms[1].operation == "whole":
        return Readings(tuple(_text(_in_thousands(term).value) for term in reversed(terms)), "parts")
    if len(terms) < _PAIR or any(term.operation in {"unclear", "back", "whole"} for term in terms[1:]):
        return _either(terms) if len(terms) == _PAIR else None
    all_small = all(term.small for term in terms if term.operation != "times")
    some_small = any(term.small for term in terms if term.operation != "times")
    least = setting.question.card.small or Decimal(_FEW_DOLLARS)
    tiny = all(term.value < least for term in terms if term.operation != "times")
    factor = Decimal(_SMALL) if all_small and tiny else Decimal(1)
    if (twice_told := _told_twice(terms)) is not None:
        return twice_told
    if some_small and not all_small and (setting.question.card.small or _leads_small(terms) or _has_tiny(terms)):
        return _mixed(terms)
    total, worked = _total(terms)
    if (either := _one_of_them_often(plain, total)) is not None:
        return either
    if factor > 1 and _of_two(terms, plain, setting):  # mine 240, hers 95
        total, worked = _total([_in_thousands(term) for term in terms])
        return Understood(_text(total), worked)
    digits = all(term.value % 1 == 0 and term.value < _DIGIT for term in terms)  # 1 and 4
    if factor > 1 and (total < least or digits):
        return Readings((_text(total * factor), _text(total)), "thousands")
    if total < 0 and not setting.question.card.signed:
        return Misread("negative", {"amount": total})
    sure = setting.name in _LISTED or any(term.operation == "corrects" for term in terms)
    return Understood(_text(total), worked, sure=sure or (setting.name == "deferrals" and _sides(plain) == _PAIR))


def _one_of_them_often(plain: str, total: Decimal) -> Reading | None:
    """Of 2k a month and 300 both sums: the small one may come as often as the other."""
    sums = [span.amount for span in amounts.find(plain) if span.kind == "money"]
    often = [one for one in sums if isinstance(one, amounts.Per)]
    once = [one.value for one in sums if isinstance(one, amounts.Exact)]
    if len(often) != 1 or len(once) != 1 or not 0 < once[0] < often[0].value:
        return None
    return Readings((_text(total + once[0] * (often[0].times - 1)), _text(total)), "two")


_OF_BUSINESS = frozenset({"net_profit", "other_income", "compensation"})


def _after_expenses(plain: str, said: Sequence[Token], setting: Setting) -> Reading | None:
    """Of what a business took in and what it spent what is left: took in 180k, spent 62k."""
    sums = [abs(span.values[0]) for span in amounts.find(plain) if span.kind == "money" and len(span.values) == 1]
    spent = next(lexicon("accounts", "expenses").find(said), None)
    if setting.name not in _OF_BUSINESS or spent is None or len(sums) != _PAIR or percentages.find(plain):
        return None
    if min(sums) <= 0 or _op(plain, "net"):  # 80k after 20k of expenses
        return None
    costs, taken_in = sorted(sums)
    return Understood(_text(taken_in - costs), say("talk.worked.minus", first=money(taken_in), second=costs))


def _told_twice(terms: Sequence[_Term]) -> Reading | None:
    """Of an amount without its cents, and with them, the one with them: 8,600 and some cents, 8,600.40."""
    whole = {term.value.to_integral_value(rounding=ROUND_FLOOR) for term in terms}
    exact = [term.value for term in terms if term.value % 1]
    plain = all(term.operation == "plus" for term in terms)
    return (
        Understood(_text(exact[0]), sure=True)
        if plain and len(terms) == _PAIR and len(whole) == len(exact) == 1
        else None
    )


def _leads_small(terms: Sequence[_Term]) -> bool:
    """Whether hundreds without a scale stand before thousands with one: 180 base plus 45k."""
    return len(terms) == _PAIR and terms[0].small and terms[0].value >= _FEW_DOLLARS and terms[1].operation == "plus"


def _has_tiny(terms: Sequence[_Term]) -> bool:
    """Whether a number below a hundred stands beside thousands: 18k and 6.5."""
    tiny = [term for term in terms if term.small and term.value < _FEW_DOLLARS and term.operation != "times"]
    return bool(tiny) and any(term.value >= _SMALL for term in terms)


def _of_two(terms: Sequence[_Term], plain: str, setting: Setting) -> bool:
    """Whether one amount is mine and the other hers, and both are asked for together."""
    found = lexicon("people", "you", "spouse").find(tokens(plain))
    people = {key.partition(".")[0] for one in found for key in one.keys}
    joined = len(terms) == _PAIR and terms[1].operation in {"plus", "unclear"}
    return joined and setting.name in _TOGETHER and people == {"you", "spouse"}


def _total(terms: Sequence[_Term]) -> tuple[Decimal, str]:
    """What the terms come to one after the other, and how."""
    total, worked = terms[0].value, terms[0].shown
    for term in terms[1:]:
        match term.operation:
            case "plus":
                total, worked = total + term.value, say("talk.worked.plus", first=worked, second=term.shown)
            case "minus":
                total, worked = total - term.value, say("talk.worked.minus", first=worked, second=term.shown)
            case "times":
                total, worked = total * term.value, say("talk.worked.times", times=f"{term.value:f}", base=total)
            case "corrects":
                total, worked = term.value, ""
    return total, worked


def _of_both(terms: Sequence[_Term], plain: str, setting: Setting) -> bool:
    """Whether two amounts and nothing else stand where the pay of one of a couple is asked: they may be of both."""
    of_pay = setting.name == "compensation" and setting.agenda.facts.joint and len(terms) == _PAIR
    of_pay = of_pay and terms[1].operation in {"plus", "unclear"}
    said = [mark for mark in sentence(plain, setting.today, {}).marks if mark.kind not in {"amount", "cut", "link"}]
    return of_pay and not [mark for mark in said if mark.kind != "word" or mark.key not in articles()]


def _mixed(terms: Sequence[_Term]) -> Reading | None:
    """Thousands beside numbers without a scale: of "210 plus RSUs 40k" both are, of "190k plus 40" perhaps."""
    if terms[-1].operation == "corrects":
        return Understood(_text(_in_thousands(terms[-1]).value), sure=True)
    if any(term.operation not in {"plus", "minus"} for term in terms):
        return _either(terms) if len(terms) == _PAIR else None
    (plain, how), (scaled, in_full) = _total(terms), _total([_in_thousands(term) for term in terms])
    if terms[0].small and terms[0].value >= _FEW_DOLLARS:
        return Understood(_text(scaled), in_full)
    if terms[0].small and len(terms) == _PAIR:
        return _either(terms)
    if _is_out_of_scale(terms):  # 7k and 500 of gain
        return Understood(_text(plain), how)
    return Readings((_text(scaled), _text(plain)), "thousands", in_full)


def _either(terms: Sequence[_Term]) -> Reading | None:
    """Two amounts that nothing joins: together, the one, or the other."""
    first, second = (term.value for term in terms)
    thousands = [_in_thousands(term).value for term in terms]
    if all(term.small for term in terms) or not _is_out_of_scale(terms):
        first, second = thousands
    if terms[1].operation == "back":
        return Readings(tuple(map(_text, (first - second, first))), "parts") if first >= second else None
    return Readings(tuple(map(_text, (first + second, first, second))), "parts")


def _is_out_of_scale(terms: Sequence[_Term]) -> bool:
    """Whether a number without a scale would be more than all that has one, were it thousands: 14,000 and 900."""
    most = max((term.value for term in terms if not term.small), default=ZERO)
    above = [term.value for term in terms if term.small and _in_thousands(term).value > most]
    return any(value >= _FEW_DOLLARS or value * _SMALL > most * _MUCH_MORE for value in above)


def _in_thousands(term: _Term) -> _Term:
    value = term.value * _SMALL if term.small and term.operation != "times" else term.value
    return _Term(value, money(value), small=False, operation=term.operation)


def _hourly(plain: str, said: Sequence[Token], setting: Setting) -> Reading | None:
    """So much an hour, and how many hours a week; also the hours first: 30 hours a week at 40."""
    spans = amounts.find(plain)
    if len(spans) != _PAIR or setting.name not in {*OF_WORK, "prior_wages"}:
        return None
    for paid, worked in (spans, reversed(spans)):
        led = lexicon("arithmetic", "hours").at(tokens(plain[worked.end :]), 0)
        if led is None or not worked.values or not isinstance(paid.amount, amounts.Per | amounts.Exact):
            continue
        rate, hours = paid.amount.value, worked.values[0]
        hourly = isinstance(paid.amount, amounts.Per) and paid.amount.times == _HOURS
        if not hourly and (worked is not spans[0] or isinstance(paid.amount, amounts.Per) or rate >= _SMALL):
            continue
        weekly = hours <= _LONG_WEEK  # more are those of the year
        weeks = _weeks(said)
        times = f"{hours:f} × {weeks}" if weekly else f"{hours:f}"
        how = say("talk.worked.times", times=times, base=rate)
        return Understood(_text(rate * hours * (weeks if weekly else 1)), how, sure=True)
    return None


def _weeks(said: Sequence[Token]) -> int:
    """How many weeks of the year are worked; all where that is not told."""
    counted = (dates.small_count(said, place) for place in range(len(said)))
    told = (number[0] for number in counted if number and lexicon("arithmetic", "weeks").at(said, number[1]))
    return next(told, _WEEKS)


_Place = tuple[int, int, Mark | None, Decimal | None]  # start and end, the amount or the value that words point at


def _terms(plain: str, said: Sequence[Token], setting: Setting) -> Iterator[_Term]:
    """The amounts of the answer and the facts it points at, each with what it does to those before it."""
    told = sentence(plain, setting.today, {})
    marks = [mark for mark in told.marks if mark.kind in {"amount", "time"}]
    aside = _aside(plain, setting)
    places = _placed(said, told.marks, setting)
    times = _times_of(marks, [(start, end) for start, end, *_ in places], plain)
    before, kept, minus, times_each, led = 0, 0, False, Decimal(1), None
    for number, (start, end, place, value) in enumerate(places):
        following = places[number + 1][0] if number + 1 < len(places) else len(plain)
        between, behind = _without_owners(plain[before:start]), _without_owners(plain[end:following])
        before = end
        if number + 1 < len(places) and _is_multiplied(place, behind):
            times_each, led = _often(_value(place, value), between)  # 38k plus 4 x 1,500
            continue
        between, led = (between, None) if led is None else (led, None)
        time = times.get(start)
        holds = None if setting.name in _FLOWS else _holds(between, behind, setting, first=not kept)
        if time is not None and not holds and setting.name != "basis" and not is_current(time, setting):
            if kept and _op(f"{between} {behind}", "part", "minus"):
                yield _Term(_value(place, value), "", small=_is_small(place), operation="minus")
            continue
        operation = "plus" if not kept else _operation(between, behind)
        listed = setting.name in _LISTED and _lists(between)
        if operation == "unclear" and listed and not _op(f"{between} {behind}", "unclear", "from"):
            operation = "plus"  # 24.5k 401k, 8k HSA
        if operation == "unclear" and setting.name == "deferrals" and _sides(plain) == len(places) == _PAIR:
            operation = "plus"  # 15k traditional, 5k Roth
        apart = start in times and kept and len(times) == len(places)
        if operation == "unclear" and setting.name in _FLOWS and apart and not _op(between, "unclear", "from"):
            operation = "plus"  # 4,000 in January, 3,500 in May
        if operation == "plus" and setting.name in OF_WORK and _is_kept_somewhere(behind):
            operation = "unclear"  # 190k and 58k at Vanguard: a second job, or what lies there
        operation = "drop" if start in aside else operation
        few = number + 1 < len(places)
        if (
            operation == "drop"
            or (few and not kept and _counts(behind) and not (_is_count(behind) or _says_each(plain)))
            or (setting.name in OF_WORK and _is_net(between, behind) and (kept or few))
            or (not kept and _op(between, "instead") and number + 1 < len(places))
        ):
            continue
        times_two = 2 if _each_of(behind) and setting.question.card.of in {"all", "desk"} else 1
        each = place.amount.amount if place is not None and place.amount is not None else None
        many = isinstance(each, amounts.Per) and _op(behind, "times")  # 19,000 a month x 12
        shown = each.value if many and isinstance(each, amounts.Per) else _value(place, value)
        shown, how, times_each = *_multiplied(shown * times_two, times_each), Decimal(1)
        if shown < 0 and kept and operation in {"plus", "unclear", "minus"}:
            shown, operation = -shown, "minus"
        if operation == "plus" and minus and _goes_on_so(between, behind):
            operation = "minus"  # minus 24.5k and 4k
        minus = operation == "minus"
        small = _is_small(place) and not (_counts(behind) or how)
        kept += 1
        joined = not [
            word for word in tokens(between) if word.text not in {",", ";", "+", "&"} and not _op(word.text, "plus")
        ]
        operation = "times" if _counts(behind) and kept > 1 else operation
        yield _Term(shown, how or money(shown), small, operation, joined, holds)


def _is_multiplied(place: Mark | None, behind: str) -> bool:
    """Whether a number says how often what follows it comes: 4 x 1,500."""
    times = _value(place, None) if place is not None and place.amount else ZERO
    counts = 1 < abs(times) <= _MOST_TIMES and times % 1 == 0
    return counts and "op.times" in _ops().whole(tokens(behind))


def _often(number: Decimal, before: str) -> tuple[Decimal, str]:
    """How often an amount comes, and the words before that; the sign of "minus 4 x 1,500" is read with the number."""
    return abs(number), f"{before} -" if number < 0 else before


def _multiplied(each: Decimal, times: Decimal) -> tuple[Decimal, str]:
    """So often so much, and how that is worked out; nothing where it comes once."""
    return each * times, say("talk.worked.times", times=f"{times:f}", base=each) if times > 1 else ""


def _without_owners(words: str) -> str:
    """Words without those that only say out of whose pay an amount comes: 24,500 from me, 9k from him."""
    said = tokens(words)
    for found in reversed(list(lexicon("grammar", "link").find(said))):
        if "link.own_part" in found.keys:
            words = f"{words[: said[found.first].start]}{words[said[found.end - 1].end :]}"
    return words


def _placed(said: Sequence[Token], told: Sequence[Mark], setting: Setting) -> list[_Place]:
    """The amounts of an answer and the facts it points at, from left to right."""
    carrying = sorted(
        mark.start for mark in told if mark.kind in {"act", "thing"}
    )  # what she makes, and not "my wife"
    places: list[_Place] = [
        (mark.start, mark.end, mark, None) for mark in told if mark.amount and mark.amount.kind != "year"
    ]
    amount_at = {edge: mark for start, end, mark, _ in places if mark for edge in (start, end)}
    taken = {place for start, end, *_ in places for place in range(start, end)}
    for found in lexicon("arithmetic", "reference").find(said):
        start, end = said[found.first].start, said[found.end - 1].end
        key = found.keys[0].partition(".")[2]
        if (
            key in {"ours", "put_in", "limit"}
            or (key == "pay" and setting.name in _INCOMES and _goes_on(said, found.end))
            or (key in {"mine", "theirs"} and bisect_left(carrying, start) < bisect_left(carrying, end))
        ):
            value = None if _is_its_own(key, setting) else _referred(key, setting)
            beside = [amount_at[edge] for edge in (start - 1, start, end, end + 1) if edge in amount_at]
            if any(_value(mark, None) >= 0 for mark in beside):
                continue  # "I make 250k" and "250k salary" tell the amount itself
            if value is not None and taken.isdisjoint(range(start, end)):
                places.append((start, end, None, value))
                taken |= {*range(start, end)}
    return sorted(places, key=lambda place: place[0])


def _lists(between: str) -> bool:
    """Whether one thing follows another, and nothing is set against it: 24.5k 401k, 8k HSA."""
    against = next(lexicon("arithmetic", "against").find(tokens(between)), None)
    return bool(between.strip()) and against is None


def _goes_on_so(between: str, behind: str) -> bool:
    """Whether an amount is only joined to the one before, and is none of a kind that comes on top: and 4k hsa."""
    said = tokens(between)
    joins = {said[one.first].text for one in _ops().find(said) if {"op.plus", "op.joined"} & set(one.keys)}
    added = {key for one in _ops().find(tokens(behind)) for key in one.keys} & {"op.joined"}
    return joins <= set(data("arithmetic")["carried"]["words"]) and not added


def _goes_on(said: Sequence[Token], place: int) -> bool:
    """Whether something is added to it or taken off it: salary less 20k; of "salary 190k" it is not."""
    found = _ops().at(said, place)
    return found is not None and not {"op.plus", "op.minus"}.isdisjoint(found.keys)


def _sides(plain: str) -> int:
    """How often a side of a plan is named: pre-tax, Roth."""
    return len(list(lexicon("arithmetic", "side").find(tokens(plain))))


def _is_its_own(reference: str, setting: Setting) -> bool:
    """Whether it points at the very fact that is asked for: "her salary is 95,000"."""
    if setting.name == "wages":  # our two paychecks, 335
        return reference in {"ours", "pay"}
    return setting.question.card.of != "all" and reference == {"you": "mine", "spouse": "theirs"}.get(
        setting.question.who
    )


def _holds(before: str, behind: str, setting: Setting, *, first: bool) -> bool | None:
    """Whether the words right at an amount say that it counts now, or that it did, or is what arrives of a pay.

    What comes on top does neither: bonus was 18k; plus 6k from before.
    """
    if _op(before, "joined") or (not first and _op(before, "plus")):
        return None
    past = ("before", "take_home") if setting.name in OF_WORK and not _is_profit(behind) else ("before",)
    for words in _beside(before, behind):
        for tables, holds in ((("now",), True), (past, False)):
            if next(lexicon("arithmetic", *tables).find(words), None):
                return holds
    return None


def _is_net(before: str, behind: str) -> bool:
    """Whether the words right at an amount say that it is what arrives."""
    net = any(next(lexicon("arithmetic", "take_home").find(words), None) for words in _beside(before, behind))
    return net and not _is_profit(behind)


def _is_kept_somewhere(behind: str) -> bool:
    """Whether the words behind an amount name a house that keeps money."""
    return next(lexicon("grammar", "custodian").find(tokens(behind)), None) is not None


def _is_profit(behind: str) -> bool:
    """Whether the words behind an amount say that a business of one's own leaves it: 30k Schedule C net."""
    return next(lexicon("arithmetic", "net_profit").find(tokens(behind)), None) is not None


def _beside(before: str, behind: str) -> tuple[Sequence[Token], Sequence[Token]]:
    """The few words right before and right behind an amount, up to where a clause ends."""
    head, tail = list(tokens(before)), list(tokens(behind))
    ends = [number for number, token in enumerate(head) if lexicon("arithmetic", "ends").at(head, number) and token]
    begins = next(
        (number for number in range(len(tail)) if lexicon("arithmetic", "ends").at(tail, number)), len(tail)
    )
    return head[ends[-1] + 1 if ends else 0 :][-_NEAR:], tail[:begins][:_NEAR]


def _aside(plain: str, setting: Setting) -> set[int]:
    """The places of amounts that are somebody else's, or of no work where pay is asked for: a friend's, dividends."""
    found: set[int] = set()
    for clause in clauses(plain, setting.today, {}):
        if clause.amount and (clause.has("other") or is_unearned(clause, setting.name)):
            found.add(clause.amount.start)
    return found


def is_unearned(clause: Clause, name: str) -> bool:
    """Whether a clause is about money that is no pay where pay is asked for, and no deferral where those are."""
    unearned = clause.has("thing", "hsa", "unearned", "loan", "firm") or clause.has("act", "took_out")
    return unearned if name == "compensation" else name == "deferrals" and clause.has("thing", "after_tax")


def _times_of(marks: Sequence[Mark], places: Sequence[tuple[int, int]], plain: str) -> dict[int, dates.When]:
    """The time of each amount, by its place: the one right behind it, else the last before it that is of no other."""
    found: dict[int, dates.When] = {}
    left = [mark for mark in marks if mark.time]
    for start, end in places:
        behind = next(
            (mark for mark in left if mark.start >= end and _is_right_behind(plain[end : mark.start])), None
        )
        if behind is not None and behind.time:
            found[start] = behind.time
            left.remove(behind)
    for number, (start, _) in enumerate(places):
        after = places[number - 1][1] if number else 0
        ahead = [mark for mark in left if after <= mark.start < start]
        if start not in found and ahead and (time := ahead[-1].time):
            found[start] = time
    return found


def _is_right_behind(between: str) -> bool:
    """Whether no more than a small word stands between an amount and its time."""
    words = tokens(between)
    if "(" in between or next(lexicon("arithmetic", "ends").find(words), None):
        return False
    return len(words) <= 1 + sum(1 for word in words if word.text in articles()) and "," not in between


def _value(mark: Mark | None, value: Decimal | None) -> Decimal:
    if mark is None or mark.amount is None:
        return value if value is not None else ZERO
    match mark.amount.amount:
        case amounts.Per(each, 0):
            return each
        case amounts.Per(each, times):
            return each * times
    return mark.amount.values[0] if mark.amount.values else ZERO


def _is_small(mark: Mark | None) -> bool:
    if mark is None or mark.amount is None:
        return False
    if mark.key == "number" and not any(map(str.isdigit, mark.amount.words)):  # ninety five
        return True
    number = mark.amount.words.split()[-1] if mark.amount.words.split() else ""
    return mark.amount.values != () and 0 < abs(mark.amount.values[0]) < _SMALL and not _unit(number)


def _unit(words: str) -> bool:
    return any(not (c.isdigit() or c in ".,+-") for c in words)


AFTERWARDS = frozenset({"contributed_late", "converted_next"})  # what was done in the year behind the tax year


def is_current(time: dates.When, setting: Setting) -> bool:
    """Whether the time is in the year that the question is about."""
    year = setting.agenda.facts.tax_year or setting.today.year
    if setting.name in {"contributed_prior", "prior_wages"}:
        year -= 1
        return time.year in {year, year + 1}
    if setting.name in AFTERWARDS:
        return time.year == year + 1
    if setting.name == "basis":  # as of the last form
        return time.year <= year
    return setting.question.card.of == "desk" or time.year == year


def _ops() -> Lexicon:
    return lexicon("arithmetic", "op")


def _op(words: str, *wanted: str) -> bool:
    keys = {key.partition(".")[2] for found in _ops().find(tokens(words)) for key in found.keys}
    return not keys.isdisjoint(wanted)


def _operation(between: str, behind: str) -> str:
    """What an amount does to those before it, by the words before it and those behind it."""
    between, behind = (re.sub(r"(?<=\w)-(?=\w)", "", words) for words in (between, behind))
    keys = [key.partition(".")[2] for found in _ops().find(tokens(between)) for key in found.keys]
    after = [key.partition(".")[2] for found in _ops().find(tokens(behind)) for key in found.keys]
    if "corrects" in keys:
        return "corrects"
    if _is_whole(between, behind):
        return "whole"
    if "net" in keys and "minus" in {*keys, *after}:  # after expenses of 30k, after 20k of expenses
        return "unclear"
    for name, operation in (("instead", "drop"), ("part", "drop"), ("minus", "minus"), ("times", "times")):
        if name in keys:
            return operation
    if "part" in after:
        return "drop"
    if "minus" in after:
        return "minus"
    if "back" in keys or "back" in after:
        return "back"
    if "unclear" in keys or "unclear" in after or ("from" in keys and "plus" not in keys):
        return "unclear"
    if _counts(behind) or _counts(between):
        return "times"
    return "plus" if not {"plus", "joined"}.isdisjoint(keys) or "joined" in after else "unclear"


def _is_whole(between: str, behind: str) -> bool:
    """Whether an amount is said to have the one before it in itself: 165k, 170k with the bonus."""
    said = tokens(behind.lstrip(" ,("))
    begins = _ops().at(said, 0)
    return (begins is not None and "op.whole" in begins.keys) or _op(between, "whole")


def _counts(words: str) -> bool:
    """Whether the words begin with what is counted: checks, months, times."""
    return lexicon("arithmetic", "count").at(tokens(words.strip(" ,")), 0) is not None


def _is_count(words: str) -> bool:
    """Whether nothing stands between a number and an amount but what is counted: 26 checks of 3k, 26 checks 3k."""
    said = tokens(words.strip(" ,"))
    found = lexicon("arithmetic", "count").at(said, 0)
    return found is not None and (found.end == len(said) or _leads_to_each(words))


def _each_of(words: str) -> bool:
    """Whether "each" stands right behind an amount, or behind the one account it went into: 24.5k 401k each."""
    said = tokens(words)
    account = lexicon("accounts", "plan").at(said, 0)
    begins = account.end if account else 0
    return lexicon("arithmetic", "each").at(said, begins) is not None


def _each(plain: str, said: Sequence[Token], setting: Setting) -> Reading | None:
    """So much each, where both are asked about together; so much for both, where one is."""
    del said
    marks = [mark for mark in sentence(plain, setting.today, {}).marks if mark.amount and mark.amount.kind != "year"]
    if len(marks) != 1 or not setting.agenda.facts.joint:
        return None
    mark = marks[0]
    behind = tokens(plain[mark.end :])
    value = _value(mark, None)
    tenths = setting.question.card.of == "all" and value < _FEW_DOLLARS and value % 1  # 24.5 each
    value = value * _SMALL if _is_small(mark) and (setting.question.card.small or tenths) else value
    both = next(lexicon("arithmetic", "we_each").find(tokens(plain[: mark.start])), None)
    both = both or next(lexicon("arithmetic", "each").find(behind), None)
    if setting.question.card.of == "all" and both:
        return Understood(_text(value * 2), say("talk.worked.times", times="2", base=value))
    if setting.question.card.of == "person" and any(True for _ in lexicon("arithmetic", "together").find(behind)):
        return Readings((_text(value / 2), _text(value)), "two")
    return None


def _for_other_too(plain: str, said: Sequence[Token], setting: Setting) -> Reading | None:
    """So much for one and the same for the other, where both are asked about together."""
    spans = [span for span in amounts.find(plain) if span.kind != "year"]
    same = next(lexicon("arithmetic", "same_for_other").find(said), None)
    if same is None or len(spans) != 1 or len(spans[0].values) != 1 or setting.question.card.of != "all":
        return None
    value = spans[0].values[0] * (_SMALL if spans[0].values[0] < setting.question.card.small else 1)
    joint = setting.agenda.facts.joint and spans[0].end <= said[same.first].start + 1
    return Understood(_text(value * 2), say("talk.worked.times", times="2", base=value)) if joint else None


def _so_far(plain: str, said: Sequence[Token], setting: Setting) -> Reading | None:
    """So much a month until now: for the months that have passed, or for all twelve."""
    spans = amounts.find(plain)
    until_now = any(True for _ in lexicon("arithmetic", "so_far").find(said))
    if len(spans) != 1 or not until_now or not isinstance(spans[0].amount, amounts.Per):
        return None
    each, times = spans[0].amount.value, spans[0].amount.times
    if not times or setting.agenda.facts.tax_year not in {None, setting.today.year}:
        return None
    passed = each * times * setting.today.month / _MONTHS
    return Readings((_text(passed), _text(each * times)), "period")


def _unchanged(plain: str, said: Sequence[Token], setting: Setting) -> Reading | None:
    """Last year's amount, and that it is about the same."""
    spans = [span for span in amounts.find(plain) if span.kind in {"money", "number"}]
    same = next(lexicon("arithmetic", "unchanged").find(said), None)
    if same is None or len(spans) != 1 or len(spans[0].values) != 1:
        return None
    spoken = {mark.kind for mark in sentence(plain, setting.today, {}).marks}
    if "spouse" in spoken and setting.question.who != "spouse":  # 7,500 for me and the same for her
        return None
    value = spans[0].values[0]
    if 0 < value < setting.question.card.small:
        return Readings((_text(value * _SMALL), _text(value)), "thousands")
    return Understood(_text(value), sure=True) if spans[0].kind == "money" else None


SO_FAR = frozenset(
    {"contributed", "contributed_roth", "contributed_prior", "converted", "withdrew", "after_tax_made"}
)


def by_now(text: str, setting: Setting, *, dated: bool = False) -> Reading | None:
    """So much a month, where what was paid until now is asked: the months that have passed, or all of the year.

    dated: only where the first or the last month is named.
    """
    spans = amounts.find(tidy(text))
    if setting.name not in SO_FAR or len(spans) != 1 or not isinstance(spans[0].amount, amounts.Per):
        return None
    each, times = spans[0].amount.value, spans[0].amount.times
    if times != _MONTHS or setting.agenda.facts.tax_year != setting.today.year:
        return None
    months = [when for when in dates.find(tidy(text), setting.today) if when.said is dates.Said.MONTH]
    if len(months) == 1 and is_current(months[0], setting):
        before = tokens(tidy(text)[: months[0].start])[-1:]
        if lexicon("arithmetic", "through").whole(before):  # until June
            return Readings((_text(each * months[0].first.month),), "one")
        passed, left = setting.today.month - months[0].first.month + 1, _MONTHS - setting.today.month
        return Readings((_text(each * passed), _text(each * (passed + left))), "period")  # since March
    if dated:
        return None
    return Readings((_text(each * setting.today.month), _text(each * times)), "period")


def _not_all(plain: str, said: Sequence[Token], setting: Setting) -> Reading | None:
    """The pay until now, or what arrives of it, where that of the whole year before tax is asked: asked back."""
    spans = [span for span in amounts.find(plain) if span.kind == "money"]
    if len(spans) != 1 or len(spans[0].values) != 1 or not isinstance(spans[0].amount, amounts.Exact):
        return None
    until_now = setting.name not in SO_FAR and next(lexicon("arithmetic", "so_far").find(said), None)
    if not until_now and (payday := _of_a_payday(spans[0].values[0], said, setting)):
        return payday
    net = setting.name in OF_WORK and next(lexicon("arithmetic", "take_home").find(said), None)
    profit = next(lexicon("arithmetic", "net_profit").find(said), None)
    if net and profit and setting.name == "compensation":  # what is left of what a freelancer takes in
        return Understood(_text(spans[0].values[0]), sure=True)
    running = setting.agenda.facts.tax_year == setting.today.year and setting.question.card.kind == "money"
    flows = setting.name in {
        *_INCOMES,
        "compensation",
        "pay",
        "deferrals",
        "employer_money",
        "taken_off",
        "net_profit",
    }
    if (until_now and running and flows) or net:
        value = spans[0].values[0]
        scaled = (value * _SMALL, value) if 0 < value < setting.question.card.small else (value,)
        return Readings(tuple(map(_text, scaled)), "so_far" if until_now else "net")
    return None


def _of_a_payday(value: Decimal, said: Sequence[Token], setting: Setting) -> Reading | None:
    """What a stub shows is of one payday or of the year until now; what comes now and then is asked back."""
    if setting.name not in {*OF_WORK, "deferrals", "employer_money", "taken_off"}:
        return None
    if next(lexicon("arithmetic", "irregular").find(said), None):
        return Readings((_text(value),), "one")
    if next(lexicon("arithmetic", "stub").find(said), None) is None:
        return None
    if value >= _A_STUB:
        return Readings((_text(value),), "so_far")
    return Readings((*(_text(value * often) for often in _PAYDAYS), _text(value)), "period")


def points_at(text: str, setting: Setting) -> bool:
    """Whether an amount stands beside another that is known, or beside words that change what it means."""
    said = tokens(tidy(text))
    others = {
        key
        for found in lexicon("arithmetic", "reference").find(said)
        for key in found.keys
        if not _is_its_own(key.partition(".")[2], setting)
    }
    spans = amounts.find(tidy(text))
    often = len(spans) == 1 and _counted(tidy(text), said) is not None
    return (
        often
        or bool(others & {"reference.ours"})
        or isinstance(_not_all(tidy(text), said, setting), Readings)
        or (isinstance(_difference(tidy(text), said, setting), Understood))
    )


_WAYS = (
    _as_reply, _few, _for_other_too, _unchanged, _not_all, _with_catch_up, _share, _difference, _ratio, _hourly,
    _twice, _after_expenses, _sum_of_parts, _each, _so_far,
)  # fmt: skip
