"""Amounts that belong together: parts of a whole, both of a couple, a profit after its costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_FLOOR, Decimal

from dialogs.phrases import money, say
from dialogs.understanding import amounts, dates
from dialogs.understanding import shares as percentages
from dialogs.understanding.clauses import articles
from dialogs.understanding.lexicon import lexicon
from dialogs.understanding.marks import sentence
from dialogs.understanding.readings import Misread, Reading, Readings, Understood
from dialogs.understanding.reckoning.parts import TOGETHER
from dialogs.understanding.reckoning.setting import (
    FEW_DOLLARS,
    MOST_TIMES,
    OF_WORK,
    PAIR,
    SMALL,
    ZERO,
    Setting,
    told_as,
)
from dialogs.understanding.reckoning.so_far import is_raise, so_far_and_on
from dialogs.understanding.reckoning.terms import LISTED, Term, sides_of, terms_of
from dialogs.understanding.reckoning.words import has_op, is_counted, multiplied_by, sum_of
from dialogs.understanding.tokens import Token, tokens

_DIGIT = 10


_MUCH_MORE = 2  # times; of 20k and 25 both are thousands, of 7k and 50 perhaps not


def _current(terms: Sequence[Term]) -> Decimal | None:
    """Of several amounts the one that is said to count now; None where that is not said of one alone."""
    if any(term.operation in {"minus", "times", "back"} for term in terms):
        return None
    now = [term for term in terms if term.holds]
    past = [term for term in terms if term.holds is False]
    if len(terms) < PAIR or (len(now) + len(past) != len(terms) and not (now and past)):
        left = [term for term in terms if term.holds is not False]
        return left[0].value if len(terms) == PAIR and len(past) == 1 and len(left) == 1 and not now else None
    return now[0].value if len(now) == 1 else None


def _times_a_year(plain: str) -> Reading | None:
    """So much a check, 24 checks a year."""
    spans = amounts.find(plain)
    if len(spans) != PAIR or not isinstance(spans[0].amount, amounts.Per) or spans[0].amount.times:
        return None
    number = tokens(spans[1].words)[:1]
    if not number or not number[0].text.isdecimal() or int(number[0].text) > MOST_TIMES:
        return None
    behind = tokens(plain[spans[1].start :])
    if lexicon("arithmetic", "several_times").at(behind, 1) is None and not is_counted(plain[spans[1].end :]):
        return None
    return multiplied_by(int(number[0].text), spans[0].amount.value)


def _with_its_parts(plain: str) -> Reading | None:
    """An amount, and behind it what it is the sum of, or itself again: 7,500 (3,000 in January + 4,500 in March)."""
    spans = [span for span in amounts.find(plain) if span.kind == "money"]
    if len(spans) < PAIR or not all(isinstance(span.amount, amounts.Exact) for span in spans):
        return None
    led = tokens(plain[spans[0].end : spans[1].start])
    told = [one for one in lexicon("grammar", "link").find(led) if "link.total" in one.keys]
    if told and led[told[0].end : told[0].end + 1] and led[told[0].end].text == "(":
        return Understood(told_as(spans[0].values[0]), sure=True)  # 14,512 in total (7k for 25, 7.5k for 26)
    whole, *parts = [span.values[0] for span in spans]
    opens = "(" in plain[spans[0].end : spans[1].start]
    shown = " + ".join(money(part) for part in parts) if len(parts) > 1 else ""
    return Understood(told_as(whole), shown, sure=True) if opens and sum(parts, ZERO) == whole else None


_OF_ANY_YEAR = frozenset({"converted", "converted_next", "withdrew"})  # the money, which may be of earlier years


def _between(plain: str, told: Sequence[amounts.Span]) -> str:
    """What stands between the first of several amounts and the last."""
    return plain[told[0].end : told[-1].start]


def _beside_the_bonus(plain: str, setting: Setting) -> Reading | None:
    """A pay that is told without its bonus: with it, for that is pay as well, or as it was told."""
    told = [one for one in amounts.find(plain) if one.kind == "money" and len(one.values) == 1]
    if setting.name not in OF_WORK or len(told) != PAIR:
        return None
    without = next(lexicon("grammar", "link").find(tokens(plain[told[0].end : told[1].start])), None)
    joined = lexicon("arithmetic", "op").at(tokens(plain[told[1].end :]), 0)
    apart = without is not None and "link.without" in without.keys
    if not apart or joined is None or "op.joined" not in joined.keys or told[1].values[0] >= told[0].values[0]:
        return None
    first, more = told[0].values[0], told[1].values[0]
    return Readings((told_as(first + more), told_as(first)), "parts")


def sum_of_parts(plain: str, said: Sequence[Token], setting: Setting) -> Reading | None:
    """Base and bonus, a match and profit sharing, gross and deductions, a check and how many of them."""
    if (product := _times_a_year(plain)) or (product := _beside_the_bonus(plain, setting)):
        return product
    if going_on := so_far_and_on(plain, said, setting):
        return going_on
    if whole := _with_its_parts(plain):
        return whole
    terms = list(terms_of(plain, said, setting))
    if (current := _current(terms)) is not None:
        scaled = all(term.small for term in terms) and bool(setting.question.card.small)
        values = [term.value * (SMALL if scaled else 1) for term in terms]
        current = current * (SMALL if scaled else 1)
        if is_raise(plain, setting) and len(values) == PAIR:  # from July on: the year holds both
            return Readings(tuple(dict.fromkeys(map(told_as, (current, *values)))), "parts")
        return Understood(told_as(current), sure=True)
    listed = all(term.listed and term.operation != "minus" for term in terms[1:])
    alike = len({term.value for term in terms}) == 1 and terms[0].value >= FEW_DOLLARS  # 500, 500 and 500
    if len(terms) > PAIR and listed and (alike or not any(term.small for term in terms)):
        shown = " + ".join(term.shown for term in terms)
        return Understood(told_as(sum((term.value for term in terms), ZERO)), shown)
    times = dates.find(plain, setting.today)
    in_a_date = {place for when in times for place in range(when.start, when.end)}
    told = [one for one in amounts.find(plain) if one.kind != "year" and one.start not in in_a_date]
    if (
        len(terms) == 1
        and len(told) == PAIR
        and setting.name in _OF_ANY_YEAR
        and has_op(_between(plain, told), "plus")
    ):
        both = [one.values[0] for one in told if len(one.values) == 1]
        return Readings((told_as(sum(both, ZERO)), told_as(terms[0].value)), "parts")  # 6k plus the 5k of last year
    if len(terms) == 1 and len(told) > 1 and not terms[0].small and terms[0].holds is not False:
        worked = terms[0].shown if terms[0].shown != money(terms[0].value) else ""
        return Understood(told_as(terms[0].value), worked, sure=True)  # the others are of another year, or part of it
    if _of_two(terms, plain, setting) and not any(term.small for term in terms):
        return sum_of(terms[0].value, terms[1].value)
    if _of_two(terms, plain, setting):
        terms = [replace(term, operation="plus") for term in terms]
    if _of_both(terms, plain, setting):
        return _either(terms)
    if len(terms) == PAIR and terms[1].operation == "whole":
        return Readings(tuple(told_as(_in_thousands(term).value) for term in reversed(terms)), "parts")
    if len(terms) < PAIR or any(term.operation in {"unclear", "back", "whole"} for term in terms[1:]):
        return _either(terms) if len(terms) == PAIR else None
    all_small = all(term.small for term in terms if term.operation != "times")
    some_small = any(term.small for term in terms if term.operation != "times")
    least = setting.question.card.small or Decimal(FEW_DOLLARS)
    tiny = all(term.value < least for term in terms if term.operation != "times")
    factor = Decimal(SMALL) if all_small and tiny else Decimal(1)
    if (twice_told := _told_twice(terms)) is not None:
        return twice_told
    if some_small and not all_small and (setting.question.card.small or _leads_small(terms) or _has_tiny(terms)):
        return _mixed(terms)
    total, worked = _total(terms)
    if (either := _one_of_them_often(plain, total)) is not None:
        return either
    if factor > 1 and _of_two(terms, plain, setting):  # mine 240, hers 95
        total, worked = _total([_in_thousands(term) for term in terms])
        return Understood(told_as(total), worked)
    digits = all(term.value % 1 == 0 and term.value < _DIGIT for term in terms)  # 1 and 4
    if factor > 1 and (total < least or digits):
        return Readings((told_as(total * factor), told_as(total)), "thousands")
    if total < 0 and not setting.question.card.signed:
        return Misread("negative", {"amount": total})
    sure = setting.name in LISTED or any(term.operation == "corrects" for term in terms)
    return Understood(told_as(total), worked, sure=sure or (setting.name == "deferrals" and sides_of(plain) == PAIR))


def _one_of_them_often(plain: str, total: Decimal) -> Reading | None:
    """Of 2k a month and 300 both sums: the small one may come as often as the other."""
    sums = [span.amount for span in amounts.find(plain) if span.kind == "money"]
    often = [one for one in sums if isinstance(one, amounts.Per)]
    once = [one.value for one in sums if isinstance(one, amounts.Exact)]
    if len(often) != 1 or len(once) != 1 or not 0 < once[0] < often[0].value:
        return None
    return Readings((told_as(total + once[0] * (often[0].times - 1)), told_as(total)), "two")


_OF_BUSINESS = frozenset({"net_profit", "other_income", "compensation"})


def after_expenses(plain: str, said: Sequence[Token], setting: Setting) -> Reading | None:
    """Of what a business took in and what it spent what is left: took in 180k, spent 62k."""
    spans = [span for span in amounts.find(plain) if span.kind in {"money", "number"} and len(span.values) == 1]
    sums = [abs(span.values[0]) for span in spans]
    in_thousands = bool(sums) and max(sums) < SMALL  # took in 165 spent 30: offered, for nobody said thousands
    sums = [one * SMALL for one in sums] if in_thousands else sums
    spent = next(lexicon("accounts", "expenses").find(said), None)
    if setting.name not in _OF_BUSINESS or spent is None or len(sums) != PAIR or percentages.find(plain):
        return None
    if min(sums) <= 0 or has_op(plain, "net"):  # 80k after 20k of expenses
        return None
    costs, taken_in = sorted(sums)
    left, worked = told_as(taken_in - costs), say("talk.worked.minus", first=money(taken_in), second=costs)
    return Readings((left,), "one", worked) if in_thousands else Understood(left, worked)


def _told_twice(terms: Sequence[Term]) -> Reading | None:
    """Of an amount without its cents, and with them, the one with them: 8,600 and some cents, 8,600.40."""
    whole = {term.value.to_integral_value(rounding=ROUND_FLOOR) for term in terms}
    exact = [term.value for term in terms if term.value % 1]
    plain = all(term.operation == "plus" for term in terms)
    return (
        Understood(told_as(exact[0]), sure=True)
        if plain and len(terms) == PAIR and len(whole) == len(exact) == 1
        else None
    )


def _leads_small(terms: Sequence[Term]) -> bool:
    """Whether hundreds without a scale stand before thousands with one: 180 base plus 45k."""
    return len(terms) == PAIR and terms[0].small and terms[0].value >= FEW_DOLLARS and terms[1].operation == "plus"


def _has_tiny(terms: Sequence[Term]) -> bool:
    """Whether a number below a hundred stands beside thousands: 18k and 6.5."""
    tiny = [term for term in terms if term.small and term.value < FEW_DOLLARS and term.operation != "times"]
    return bool(tiny) and any(term.value >= SMALL for term in terms)


def _of_two(terms: Sequence[Term], plain: str, setting: Setting) -> bool:
    """Whether one amount is mine and the other hers, and both are asked for together."""
    found = lexicon("people", "you", "spouse").find(tokens(plain))
    people = {key.partition(".")[0] for one in found for key in one.keys}
    joined = len(terms) == PAIR and terms[1].operation in {"plus", "unclear"}
    return joined and setting.name in TOGETHER and people == {"you", "spouse"}


def _total(terms: Sequence[Term]) -> tuple[Decimal, str]:
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


def _of_both(terms: Sequence[Term], plain: str, setting: Setting) -> bool:
    """Whether two amounts and nothing else stand where the pay of one of a couple is asked: they may be of both."""
    of_pay = setting.name == "compensation" and setting.agenda.facts.joint and len(terms) == PAIR
    of_pay = of_pay and terms[1].operation in {"plus", "unclear"}
    said = [mark for mark in sentence(plain, setting.today, {}).marks if mark.kind not in {"amount", "cut", "link"}]
    return of_pay and not [mark for mark in said if mark.kind != "word" or mark.key not in articles()]


def _mixed(terms: Sequence[Term]) -> Reading | None:
    """Thousands beside numbers without a scale: of "210 plus RSUs 40k" both are, of "190k plus 40" perhaps."""
    if terms[-1].operation == "corrects":
        return Understood(told_as(_in_thousands(terms[-1]).value), sure=True)
    if any(term.operation not in {"plus", "minus"} for term in terms):
        return _either(terms) if len(terms) == PAIR else None
    (plain, how), (scaled, in_full) = _total(terms), _total([_in_thousands(term) for term in terms])
    if terms[0].small and terms[0].value >= FEW_DOLLARS:
        return Understood(told_as(scaled), in_full)
    if terms[0].small and len(terms) == PAIR:
        return _either(terms)
    if _is_out_of_scale(terms):  # 7k and 500 of gain
        return Understood(told_as(plain), how)
    return Readings((told_as(scaled), told_as(plain)), "thousands", in_full)


def _either(terms: Sequence[Term]) -> Reading | None:
    """Two amounts that nothing joins: together, the one, or the other."""
    first, second = (term.value for term in terms)
    thousands = [_in_thousands(term).value for term in terms]
    if all(term.small for term in terms) or not _is_out_of_scale(terms):
        first, second = thousands
    if terms[1].operation == "back":
        return Readings(tuple(map(told_as, (first - second, first))), "parts") if first >= second else None
    return Readings(tuple(map(told_as, (first + second, first, second))), "parts")


def _is_out_of_scale(terms: Sequence[Term]) -> bool:
    """Whether a number without a scale would be more than all that has one, were it thousands: 14,000 and 900."""
    most = max((term.value for term in terms if not term.small), default=ZERO)
    above = [term.value for term in terms if term.small and _in_thousands(term).value > most]
    return any(value >= FEW_DOLLARS or value * SMALL > most * _MUCH_MORE for value in above)


def _in_thousands(term: Term) -> Term:
    value = term.value * SMALL if term.small and term.operation != "times" else term.value
    return Term(value, money(value), small=False, operation=term.operation)
