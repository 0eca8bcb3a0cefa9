"""So many percent of pay, of a limit or of what the other one has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from dialogs.phrases import say
from dialogs.understanding import amounts, dates
from dialogs.understanding.gathering import pay_of
from dialogs.understanding.lexicon import Found, lexicon
from dialogs.understanding.marks import sentence
from dialogs.understanding.readings import Misread, Reading, Readings, Understood
from dialogs.understanding.reckoning.ratios import of_two_kinds, referred_to
from dialogs.understanding.reckoning.setting import (
    COUPLE,
    INCOMES,
    MONTHS,
    OF_WORK,
    SMALL,
    STRANGE,
    ZERO,
    Setting,
    told_as,
)
from dialogs.understanding.reckoning.words import has_op, leads_to, operation_between, sum_of
from dialogs.understanding.shares import Share
from dialogs.understanding.tokens import Token, tokens

TOGETHER = (*INCOMES, "taken_off")


_SHARED = frozenset({  # what a percentage of something known can be
    "deferrals", "employer_money", "after_tax_made", "taken_off", "withheld", "after_tax_earnings", "held_back"
})  # fmt: skip


_ROUNDED = 50  # a percentage of pay is told rounded: it comes to the amount within a fiftieth


def by_share(plain: str, said: Sequence[Token], setting: Setting) -> Reading | None:
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
    if setting.name in TOGETHER and (maxed or {"you", "spouse"} <= {mark.kind for mark in marks}):
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
    if has_op(rest, "unclear") or (sums and has_op(rest, "part")):  # 10% of it Roth
        return None
    if pay and not (
        len(sums) == 1 and sums[0].end <= shares[0].start and has_op(plain[sums[0].end : shares[0].start], "plus")
    ):
        return None
    own = setting.name in _SHARED
    share_first = (
        bool(sums) and shares[0].end <= sums[0].start and not has_op(plain[shares[0].end : sums[0].start], "plus")
    )
    if sums and own and not share_first:  # 3 % and 2,000 on top
        of = _base(setting, shares[0])
        if of is None:
            return None
        return sum_of(_part(shares, of), sums[0].values[0], _worked_share(shares, of))
    if sums and sums[0].start < shares[0].start:  # 200k plus 10 %
        if operation_between(plain[sums[0].end : shares[0].start], plain[shares[-1].end :]) != "plus":
            return None
        base = sums[0].values[0]
        if base * SMALL > base < setting.question.card.small:  # 160 plus 15 %
            whole = base + _part(shares, base)
            return Readings((told_as(whole * SMALL), told_as(whole)), "thousands")
        return sum_of(_part(shares, base), base, _worked_share(shares, base))
    if sums and share_first and not leads_to(plain[shares[-1].end : sums[0].start]):  # 4% = 9,600
        return _said_with_its_share(plain[shares[-1].end : sums[0].start], shares, sums[0].values[0], setting)
    of = sums[0].values[0] if sums and share_first else _own_pay(plain, shares[-1], setting)
    if of is None:
        return Misread("percent_of_what")
    amount = _part(shares, of)
    closes = any(one.end == len(said) for one in lexicon("arithmetic", "each").find(said))  # 5% Roth and pre-tax each
    if closes and setting.name not in TOGETHER:
        return Readings((told_as(amount * 2), told_as(amount)), "two")
    until = [mark.time for mark in marks if mark.time and mark.time.said >= dates.Said.MONTH]
    if until:
        part = (amount * until[-1].last.month / MONTHS).quantize(Decimal("0.01"))
        return Readings((told_as(part), told_as(amount)), "period")
    most = any("inside.most" in one.keys for one in _inside(said))
    return Understood(told_as(amount), _worked_share(shares, of), sure=most)


def _grown(plain: str, base: amounts.Span, share: Share, setting: Setting) -> Reading | None:
    """An amount, and by what percentage it is more or less now: 171k last year, probably 5% more."""
    behind = tokens(plain[share.end :])[:STRANGE]
    by = next(lexicon("arithmetic", "by").find(behind), None)
    if by is None or base.end > share.start or len(base.values) != 1 or setting.name not in {*OF_WORK, "net_profit"}:
        return None
    value = base.values[0] * (SMALL if base.values[0] < setting.question.card.small else 1)
    part = value * share.percent / 100
    return Readings((told_as(value + part if by.keys[0].endswith("more") else value - part), told_as(value)), "parts")


def _said_with_its_share(between: str, shares: Sequence[Share], value: Decimal, setting: Setting) -> Reading:
    """The amount that a percentage comes to, said beside it; offered where nothing says so."""
    base = _base(setting, shares[0])
    fits = base is not None and abs(_part(shares, base) - value) <= value / _ROUNDED
    if fits and base is not None:
        return Understood(told_as(value), _worked_share(shares, base), sure=True)
    if has_op(between, "corrects") or next(lexicon("arithmetic", "comes_to").find(tokens(between)), None):
        return Understood(told_as(value), sure=True)
    return Readings(tuple(dict.fromkeys((told_as(value), told_as(_part(shares, value))))), "two")


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
    two, base = of_two_kinds(reference, setting), referred_to(reference, setting)
    if two is not None:
        return Readings(tuple(told_as(share.percent * of / 100) for of in two), "two")
    if base is None:
        return Misread("same_unknown")
    worked = say("talk.worked.share", percent=f"{share.percent.normalize():f}", base=base)
    return Understood(told_as(share.percent * base / 100), worked)


def _worked_share(shares: Sequence[Share], base: Decimal) -> str:
    percents = [f"{share.percent.normalize():f}" for share in shares]
    shown = percents[0] if len(percents) == 1 else f"({' + '.join(percents)})"
    return say("talk.worked.share", percent=shown, base=base)


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
            return setting.dollars(*(f"{who}.compensation" for who in COUPLE))
        case "deferrals" | "employer_money" | "after_tax_made":
            kinds = setting.noted().get(f"{who}.plan_kinds")
            employers = _OWN_EMPLOYER & set(kinds) if isinstance(kinds, list) else ()
            if len(employers) > 1 and setting.dollars(f"{plan}.pay") is None:
                return None  # of which employer's pay is not told
            return pay_of(setting.fact, setting.noted())
    return None
