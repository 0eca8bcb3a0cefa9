"""Last days, first days, and whether something can still be done."""

from __future__ import annotations

import re
from datetime import date, timedelta

from calc import law
from calc.planning.balance import unlocked_on
from calc.worksheets.required_distribution import first_distribution_year
from dialogs.answering.computed.patterns import data, pattern_of
from dialogs.answering.computed.question import Asked
from dialogs.answering.computed.result import Computed, computed
from dialogs.phrases import say
from dialogs.understanding import dates
from dialogs.understanding.questions import year_asked

MONTHS_TO_HALF = 59 * 12 + 6  # until somebody is 59½


def simple_lock(question: Asked) -> Computed | None:
    """When a SIMPLE IRA may be moved or converted, or whether it was free when it moved."""
    exact = (when for when in question.times if when.said > dates.Said.SEASON)
    opened = question.when("simple_opened") or next(exact, None)
    if opened is None:
        return None
    free, latest = unlocked_on(opened.first), unlocked_on(opened.last)
    shown = _as_closely(free, opened.said)
    key, rule = "day" if opened.said is dates.Said.DAY else "month", say("asked.simple.rule")
    if not question.wants_verdict:
        head = say(f"asked.simple.{key}", day=shown)
        return computed(question, "date", head, amount=free, rule=rule, card="C12")
    told = question.when("simple_moved")
    moved = told if told is not None and told.first < question.today else None
    start, end = (moved.first, moved.last) if moved else (question.today, question.today)
    yes = start >= latest
    if not yes and end >= free and (moved or opened.said < dates.Said.MONTH):
        return None  # the very day decides, and nobody told it
    head = say(f"asked.simple.{'yes_moved' if yes and moved else f'yes_{key}' if yes else f'no_{key}'}", day=shown)
    return computed(question, "yes_no", head, amount=yes, rule=rule, card="C12")


def _as_closely(day: date, said: dates.Said) -> date | str:
    """A day no closer than what it follows from was told."""
    if said is dates.Said.DAY:
        return day
    return f"{day:%B %Y}" if said is dates.Said.MONTH else str(day.year)


def sixty_days(question: Asked) -> Computed | None:
    """The last day of a 60-day rollover."""
    paid = next((when for when in question.times if when.said is dates.Said.DAY), None)
    if paid is None:
        return None
    last = paid.first + timedelta(days=law.standing().whole("sixty_day_rollover_days"))
    head = say("asked.sixty.gone" if last < question.today else "asked.sixty.last", day=last)
    return computed(question, "date", head, amount=last, rule=say("asked.sixty.rule"))


def conversion_clock(question: Asked) -> Computed | None:
    """When a conversion can leave the Roth IRA without the 10 %."""
    told = re.search(data()["asks"]["conversion_made"], question.text)
    made = min((year for year in question.years if year <= question.today.year), default=None)
    made = int(told["before"] or told["behind"]) if told else made
    if made is None:
        return None
    free = date(made + law.standing().whole("roth_clock_years"), 1, 1)
    head = say("asked.clock.free", day=free)
    return computed(question, "date", head, amount=free, rule=say("asked.clock.rule", made=made), card="C65")


def half_reached(question: Asked) -> Computed | None:
    """The day on which somebody is 59½: six months after the 59th birthday; None where no birthday is told."""
    asks = pattern_of("asks", "when_half").search(" ".join(question.asking))
    told = [when for when in question.times if when.said is dates.Said.DAY and when.first < question.today]
    if asks is None or len(told) != 1 or question.sums:
        return None
    born = told[0].first
    months = born.month - 1 + MONTHS_TO_HALF
    year, month = born.year + months // 12, months % 12 + 1
    ends = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    day = date(year, month, min(born.day, ends))
    head = say("asked.clock.half", day=day, born=born)
    return computed(question, "date", head, amount=day, rule=say("asked.clock.rule_half"), card="C66")


def roth_clock(question: Asked) -> Computed | None:
    """When earnings of a Roth IRA are tax-free: five years from its first contribution, and 59 1/2."""
    first = min((year for year in question.years if year <= question.today.year), default=None)
    if first is None:
        first = question.person.roth_first_year
    if first is None:
        head = say("asked.roth_clock.missing")
        return computed(question, "missing", head, missing=("roth_first_year",), card="C65")
    free = date(first + law.standing().whole("roth_clock_years"), 1, 1)
    age = question.told_age
    head = say("asked.roth_clock.free", day=free)
    turns = question.year - age + 59 if age is not None else None
    if turns is not None and turns > free.year:
        head = say("asked.roth_clock.age", day=free, year=turns)
    return computed(question, "date", head, amount=free, rule=say("asked.roth_clock.rule", made=first), card="C65")


def first_rmd(question: Asked) -> Computed | None:
    """The year of the first required minimum distribution, and the last day for it."""
    age = question.told_age
    if age is None:
        head = say("asked.rmd.missing")
        return computed(question, "missing", head, missing=("birth_year",), card="C48")
    born = question.year - age
    year = first_distribution_year(born)
    begins = year - born
    last = date(year + 1, 4, 1)
    head = say("asked.rmd.first", year=year, day=last)
    return computed(
        question, "date", head, amount=last, rule=say("asked.rmd.rule", age=begins, born=born), card="C48"
    )


def of_both_acts(question: Asked) -> Computed | None:
    """Of which years a contribution and its conversion are, where both were made and their days are told."""
    paid = question.when("contributed_on", dates.Said.MONTH)
    moved = question.when("converted_on", dates.Said.MONTH)
    named = re.search(data()["asks"]["contributed_for"], question.text)
    if paid is None or moved is None or named is None or question.asks("much", "share", "taxed"):
        return None
    question.year = year = int(named["for"] or named["of"])
    by = question.law.date("ira_contribution_deadline")
    if year == moved.year or moved.first > question.today or paid.first <= by < paid.last:
        return None  # where the very day decides, a card tells the rule
    late = paid.first > by
    values = {"year": year, "converted": moved.year, "by": by}
    values |= {name: _as_closely(one.first, one.said) for name, one in (("paid", paid), ("moved", moved))}
    head = say(f"asked.both_acts.{'late' if late else 'counts'}", **values)
    if question.wants_verdict and question.told("in_time") and not question.asks("late"):
        head = say("asked.no" if late else "asked.yes", rest=head)
    balances = date(moved.year, 12, 31)
    rule = say("asked.both_acts.rule", **values)
    return computed(question, "date", head, amount=balances, rule=rule, card="C28")


def of_a_conversion(question: Asked) -> Computed | None:
    """Whether a conversion of a day that is told counts for a year; None where not just that is asked."""
    counts = pattern_of("asks", "conversion_counts_for").search(question.text)
    day = question.stated_day
    if counts is None or day is None or not question.wants_verdict or question.sums:
        return None
    year = int(counts["year"])
    question.year = year
    head = say("asked.day.convert", day=question.law.date("conversion_deadline_for_tax_year"), year=year)
    yes, rule = day.year == year, say("asked.day.rule_convert")
    return computed(
        question, "yes_no", say(f"asked.{'yes' if yes else 'no'}", rest=head), amount=yes, rule=rule, card="C28"
    )


def of_the_year(question: Asked) -> tuple[str, bool]:
    """The last days of a tax year to convert and to contribute, and whether both are over."""
    ends = {
        "converted": question.law.date("conversion_deadline_for_tax_year"),
        "contributed": question.law.date("ira_contribution_deadline"),
    }
    over = [name for name, last in ends.items() if last < question.today]
    head = say(f"asked.late_year.{('open', 'half', 'gone')[len(over)]}", year=question.year, **ends)
    return head, len(over) == len(ends)


def _both_for_a_year(question: Asked) -> Computed:
    """Whether a contribution and its conversion can still both be of the year, with the last day of each."""
    head, late = of_the_year(question)
    verdict = late if question.asks("late") else not late
    return computed(question, "yes_no", head, amount=verdict, rule=say("asked.late_year.rule"), card="C28")


def late_for_a_year(question: Asked) -> Computed | None:
    """Whether anything can still be done for a year, where nothing more is named."""
    of_something = question.speaks_of(
        "convert", "contribute", "excess", "remove", "backdoor_fund", "filed", "withdraw"
    )
    if not question.told("late_for_a_year") or of_something or question.sums:
        return None
    return _both_for_a_year(question)


def over_for_a_year(question: Asked) -> Computed | None:
    """That nothing may be contributed any more for a year that is named; None where it may, or more is asked."""
    of_it = question.asks("contribute", "ira", "roth") and question.told("may_now")
    named = year_asked(question.text) is not None or question.told("for_year")
    beside = question.speaks_of(
        "convert", "remove", "withdraw", "excess", "deduct", "defer", "plan", "rmd", "earnings"
    )
    if not of_it or beside or question.asks("late") or not question.wants_verdict or not named:
        return None
    last: date = question.law.date("ira_contribution_deadline")
    if (question.planned or question.today) <= last:
        return None
    head = say("asked.day.no_contribute", day=last, year=question.year)
    return computed(question, "yes_no", head, amount=False, rule=say("asked.day.rule_contribute"), card="C28")


def last_day(question: Asked) -> Computed | None:
    """The last day to contribute, convert, or take an excess back; or whether it has passed."""
    if question.told("income_too_high") and question.asks("contribute") and not question.asks("remove"):
        return None  # the income is what it turns on, and no day
    if question.told("tax_due") and not question.asks("when"):
        return None  # whether tax is due, and not when
    if question.told("overpaid_tax"):
        return None  # too much tax is claimed back, and no excess
    if question.wants_verdict and not question.times and question.told("on_a_condition"):
        return None  # what stands in the way is no day
    if question.wants_verdict and question.told("no_day_decides"):
        return None  # whether it can be done at all, or what it counts as, is no day
    deferred = question.speaks_of("defer") and question.speaks_of("excess", "remove")
    notions = {"deferred": deferred, "excess": question.speaks_of("excess", "remove", "six")}
    notions |= {name: question.speaks_of(name) for name in ("convert", "contribute")}
    if question.told("contributions_to_a_roth"):
        notions["convert"] = False  # "to a Roth" says where they go
    name = next((name for name, meant in notions.items() if meant), None)
    puts_in = name == "contribute" and question.asks("contribute") and question.wants_verdict
    if name in {None, "contribute"} and question.speaks_of("filed") and not puts_in:
        last = question.law.date("ira_contribution_deadline")
        head = say("asked.day.return_filed", day=last, year=question.year)
        return computed(question, "date", head, amount=last, rule=say("asked.day.rule_return"), card="C55")
    of_a_plan = question.speaks_of("plan") and not question.speaks_of("ira") and not question.asks("roth")
    if name is None or (name == "contribute" and of_a_plan):
        return None  # what goes into a plan is withheld from pay, and has no day in April
    if name == "convert" and question.speaks_of("backdoor_fund"):
        name = "contribute"
    of_one_year = len({when.words for when in question.times}) <= 1 and not question.planned
    if (
        name == "convert"
        and notions["contribute"]
        and question.wants_verdict
        and of_one_year
        and not question.stated_day
    ):
        return _both_for_a_year(question)
    figure = {
        "deferred": "excess_deferral_return_deadline",
        "excess": "excess_removal_and_recharacterization_deadline",
        "convert": "conversion_deadline_for_tax_year",
        "contribute": "ira_contribution_deadline",
    }[name]
    last = question.law.date(figure)
    if question.wants_verdict:
        if (stated := question.stated_day) is not None and question.asks("deadline") and not question.asks("may"):
            right = (stated.month, stated.day) == (last.month, last.day)
            told = say(f"asked.day.{name}", day=last, year=question.year)
            head = say("asked.yes" if right else "asked.no", rest=told)
            return computed(question, "yes_no", head, amount=right, rule=say(f"asked.day.rule_{name}"), card="C28")
        until = _until(question)
        if until is not None and until > last:
            head = say("asked.no", rest=say(f"asked.day.{name}", day=last, year=question.year))
            rule = say(f"asked.day.rule_{name}")
            return computed(question, "yes_no", head, amount=False, rule=rule, card="C28")
        open_ = (question.planned or question.today) <= last
        if question.asks("late"):
            head = say(f"asked.day.late_{'no' if open_ else 'yes'}", day=last, year=question.year)
            return computed(
                question, "yes_no", head, amount=not open_, rule=say(f"asked.day.rule_{name}"), card="C28"
            )
        head = say(f"asked.day.{'yes' if open_ else 'no'}_{name}", day=last, year=question.year)
        return computed(question, "yes_no", head, amount=open_, rule=say(f"asked.day.rule_{name}"), card="C28")
    head = say(f"asked.day.{name}", day=last, year=question.year)
    return computed(question, "date", head, amount=last, rule=say(f"asked.day.rule_{name}"), card="C28")


def _until(question: Asked) -> date | None:
    """The day or the month until which somebody hopes to have time: the next of that name."""
    if not question.says("until_then"):
        return None
    named = [when for when in question.times if when.said in {dates.Said.DAY, dates.Said.MONTH}]
    if len(named) != 1:
        return None
    first = named[0].first
    ahead = first >= question.today or named[0].sure
    return first if ahead else first.replace(year=first.year + 1)


def spouse_apart(question: Asked) -> Computed | None:
    """Whether a spouse's IRAs count for one's own conversion: never."""
    return computed(question, "yes_no", say("asked.apart.no"), amount=False, rule=say("asked.apart.rule"), card="C13")
