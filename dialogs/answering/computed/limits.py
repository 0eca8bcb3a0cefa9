"""A year's published limits and ranges, and the refusal of a year that is not covered."""

from __future__ import annotations

import re
from decimal import Decimal

from calc import law
from calc.facts import FilingStatus
from calc.pitfalls.boundaries import NIIT
from calc.worksheets.deferral_limits import deferral_limits
from calc.worksheets.ira_limit import dollar_limit
from calc.worksheets.roth_limit import roth_range
from dialogs.answering.computed import coverage, plans
from dialogs.answering.computed.patterns import data
from dialogs.answering.computed.question import Asked
from dialogs.answering.computed.result import Computed, computed
from dialogs.phrases import phrases, say
from dialogs.text import bare
from dialogs.understanding import dates
from dialogs.understanding.questions import year_asked

_ONLY_THE_SPOUSE = ({"spouse": True}, {"spouse": True, "you": False})
TIERS, NET_INVESTMENT = "medicare_tiers", "niit"
JOINT = {FilingStatus.MFJ, FilingStatus.QSS}


def uncovered(question: Asked) -> Computed | None:
    """A figure asked for a year that has none; no other year's stands in."""
    year = year_asked(question.of_tax_years(question.text))
    ahead = {when.year for when in question.times if when.year > law.latest()}
    covered = any(when.year in law.years() for when in question.times if when.said is dates.Said.YEAR)
    year = ahead.pop() if year is None and len(ahead) == 1 and not covered else year
    if year is None or year in law.years():
        return None
    key = "unpublished" if year > law.latest() else "too_early"
    head = say(f"asked.refused.{key}", asked=year, first=law.years()[0], latest=law.latest())
    out_already = _out(question, year)
    if out_already:
        head = out_already
    return computed(question, "refused", head, card="C99")


def _out(question: Asked, year: int) -> str:
    """A figure of the year ahead that is out and is asked for by its name."""
    number, figures = law.ahead()
    if year != number:
        return ""
    card = phrases()["figures"]
    own = {name: words for section in card["section"] for name, words in card[section].items() if name in figures}
    said = f" {bare(question.said)} "
    for name, words in own.items():
        figure = figures[name]
        if figure.amounts and f" {bare(words)} " in said:
            value, citation = figure.amounts[0], figure.citation
            return say("asked.refused.out", what=words, value=value, year=year, citation=citation)
    return ""


def limit(question: Asked) -> Computed | None:
    """The limit, or the ends of a range, that is asked for."""
    if question.kind == "limit_ira" and re.search(data()["asks"]["limit_of_converting"], question.text):
        return None  # a conversion has none
    if question.kind == "limit_additions" and question.asks("me", "us") and question.case is not None:
        return plans.mega(question)
    return {"limit_roth_range": _roth, "limit_deduction_range": _deduction, "limit_ira": _ira}.get(
        question.kind, _plan
    )(question)


def _status(question: Asked) -> FilingStatus | None:
    """How the return is filed, of which the range is asked; None for both ways."""
    both = question.says("single") and (question.says("joint") or question.says("married"))
    return None if both else question.status


def _roth(question: Asked) -> Computed:
    status = _status(question)
    if status is None:
        one, two = (roth_range(question.year, s, None) for s in (FilingStatus.SINGLE, FilingStatus.MFJ))
        ends = (*(end.money for end in one), *(end.money for end in two))
        head = say("asked.limit.roth_both", year=question.year, a=ends[0], b=ends[1], c=ends[2], d=ends[3])
        return computed(question, "limits", head, amount=ends, card="C99")
    start, end = roth_range(question.year, status, question.lived)
    return _range(question, "roth", status, start.money, end.money, start.source)


def _deduction(question: Asked) -> Computed:
    status = _status(question)
    names = {
        True: "trad_ira_deduction_phaseout_covered_mfj_qss",
        False: "trad_ira_deduction_phaseout_covered_single_hoh",
    }
    if status is None:
        one, two = (question.law.range(names[joint]) for joint in (False, True))
        ends = (*(end.money for end in one), *(end.money for end in two))
        head = say("asked.limit.deduction_both", year=question.year, a=ends[0], b=ends[1], c=ends[2], d=ends[3])
        return computed(question, "limits", head, amount=ends, card="C122")
    if status is FilingStatus.MFJ and coverage.said(question) in _ONLY_THE_SPOUSE:
        name = "trad_ira_deduction_phaseout_not_covered_spouse_covered_mfj"
    elif status is FilingStatus.MFS and question.lived:
        name = "phaseout_mfs_lived_with_spouse"
    else:
        name = names[status in JOINT]
    start, end = question.law.range(name)
    return _range(question, "deduction", status, start.money, end.money, start.source)


def _range(question: Asked, key: str, status: FilingStatus, start: Decimal, end: Decimal, source: str) -> Computed:
    head = say(
        f"asked.limit.{key}", year=question.year, start=start, end=end, status=say(f"asked.status.{status.value}")
    )
    rule = say("asked.law", source=source)
    return computed(question, "limits", head, amount=(start, end), rule=rule, card="C99")


def _ira(question: Asked) -> Computed | None:
    figures = question.law
    base, extra = figures.figure("ira_contribution_limit"), figures.figure("ira_catch_up_50")
    rule = say("asked.law", source=base.source)
    if question.asks("catch_up") or question.told("more_than_others"):
        head = say("asked.limit.ira_catch_up", year=question.year, extra=extra, both=(base + extra).money)
        return computed(question, "amount", head, amount=extra.money, rule=rule, card="C99")
    told = question.told_age is not None or question.compensation is not None
    of_two = question.asks("both_of_us") or question.ages_of_two is not None
    if question.of_a_couple and (of_two or (told and question.status is FilingStatus.MFJ)):
        one = dollar_limit(question.year, question.age).money
        other = dollar_limit(question.year, question.other_age).money
        values = {"both": one + other, "one": one, "other": other, "year": question.year}
        pay = question.compensation
        head = say("asked.limit.ira_couple", **values)
        if pay is not None and pay < one + other:
            head = say("asked.limit.ira_couple_pay", **{**values, "both": pay})
        return computed(question, "amount", head, amount=min(pay or one + other, one + other), rule=rule, card="C99")
    if len({age.years for age in dates.ages(question.text, question.today)}) > 1:
        return None  # of two people, and nobody can tell of which
    joint = question.status is FilingStatus.MFJ
    pay = question.compensation if joint and question.sums else None if joint else question.figure("pay")
    most = dollar_limit(question.year, question.age).money
    if joint and pay is not None and pay < most:
        return None  # what the other spouse earns counts as well
    if pay is not None and pay < most:
        head = say("asked.limit.ira_pay", year=question.year, pay=pay, most=most)
        return computed(question, "amount", head, amount=pay, rule=rule, card="C99")
    if question.told_age is not None:
        head = say("asked.limit.ira_age", year=question.year, most=most, age=question.told_age)
        return computed(question, "amount", head, amount=most, rule=rule, card="C99")
    both = (base + extra).money
    head = say("asked.limit.ira", year=question.year, most=base.money, older=both)
    return computed(question, "limits", head, amount=(base.money, both), rule=rule, card="C99")


def _plan(question: Asked) -> Computed:
    top = question.law.figure("annual_additions_limit_415c")
    own = deferral_limits(tax_year=question.year, age=0, deferred={}).money("limit")
    head = say("asked.limit.additions", year=question.year, top=top.money, left=top.money - own, own=own)
    rule = say("asked.law", source=top.source)
    return computed(question, "limits", head, amount=(top.money,), rule=rule, card="C72")


def other(question: Asked) -> Computed | None:
    """Any other published figure that is asked for by its name."""
    name = next((name for name, words in data()["figures"].items() if re.search(words, question.text)), None)
    if name is None:
        return None
    if (gone := uncovered(question)) is not None:
        return gone
    if name == TIERS:
        return _tiers(question)
    if name == NET_INVESTMENT:
        return _net_investment(question)
    by_status = f"{name}_{_status_key(question)}"
    figure = question.law.maybe(by_status if by_status in law.known() else name)
    if figure is None:
        return None  # the law of that year has no such thing: a card tells since when
    head = say("asked.limit.other", value=figure, year=question.year, what=say(f"asked.figure.{name}"))
    rule = say("asked.law", source=figure.source)
    return computed(question, "limits", head, amount=(figure.money,), rule=rule, card="C99")


def _net_investment(question: Asked) -> Computed | None:
    """The modified AGI above which investment income bears a tax of its own."""
    if question.wants_verdict:
        return None
    statuses = (FilingStatus.SINGLE, FilingStatus.MFJ) if question.status is None else (question.status,)
    lines = [law.standing().figure(NIIT[status]) for status in statuses]
    told = [say(f"asked.status.{status.value}") for status in statuses]
    ends = [say("asked.limit.of_status", value=line, status=one) for line, one in zip(lines, told, strict=True)]
    head, rule = say("asked.limit.niit", ends=ends), say("asked.law", source=lines[0].source)
    return computed(question, "limits", head, amount=tuple(line.money for line in lines), rule=rule, card="C95")


def _tiers(question: Asked) -> Computed | None:
    """The incomes above which Medicare premiums rise; None for a year whose table is not known, or for one's own."""
    if question.sums or question.speaks_of("convert"):
        return None
    status = question.status or FilingStatus.SINGLE
    group = (
        "mfs_together"
        if status is FilingStatus.MFS and question.lived
        else "mfj"
        if status is FilingStatus.MFJ
        else "single"
    )
    tiers = question.law.figures.get(f"{TIERS}_{group}")
    if tiers is None or question.status is None:
        return None
    first, *more = tiers.amounts
    values = {"first": first, "year": question.year, "before": question.year - 2}
    head = say("asked.limit.tiers", status=say(f"asked.status.{status.value}"), **values)
    rule = say("asked.limit.tiers_rule", more=more, source=first.source)
    return computed(
        question, "limits", head, amount=tuple(one.money for one in (first, *more)), rule=rule, card="C91"
    )


def _status_key(question: Asked) -> str:
    return {FilingStatus.QSS: "mfj"}.get(question.status, question.status.value) if question.status else "single"
