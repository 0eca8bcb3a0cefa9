"""What may go into an IRA: straight to a Roth IRA, and what of a traditional contribution is deductible."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from calc.facts import FilingStatus
from calc.planning.coverage import covered as is_covered
from calc.worksheets.deferral_limits import deferral_limits
from calc.worksheets.ira_deduction import deduction_range
from calc.worksheets.ira_limit import dollar_limit
from calc.worksheets.roth_limit import roth_range
from dialogs.answering.computed import coverage, kinds, wording
from dialogs.answering.computed.patterns import data, pattern_of
from dialogs.answering.computed.question import Asked
from dialogs.answering.computed.result import Computed, computed, facts_in_words
from dialogs.phrases import say
from dialogs.understanding import amounts

ROTH, DEDUCTION = "roth-limit", "ira-deduction"
NOTHING, MINUTE = Decimal(0), Decimal("0.01")
SPAN = 2  # amounts: the ends of an income


def direct(question: Asked) -> Computed | None:
    """The most that may go straight to a Roth IRA, or whether an amount may."""
    most = dollar_limit(question.year, question.age).money
    earned = question.figure("contribution") if question.magi is None and question.asks("much") else None
    works = question.speaks_of("wage", "job") or question.of_a_child
    if (pay := earned) is not None and works and not question.plainly("contribution", *kinds.OF_PAID_IN):
        question.tell({**question.figures, "pay": pay})  # asked for the limit, an amount is what was earned
        del question.magi
    if question.magi is None and question.compensation == 0:
        question.magi = NOTHING  # without pay no income decides
        question.status = question.status or FilingStatus.SINGLE
    if question.magi is None:
        return _income_missing(question, most)
    if question.status is None:
        return _status_missing(question)
    return _direct(question, question.status)


def roth_most(question: Asked, status: FilingStatus) -> tuple[Decimal, dict[str, object]]:
    """The limit in dollars, and the lines of the worksheet."""
    pay = question.compensation
    most = dollar_limit(question.year, question.age).money
    if pay is None:
        question.assume("pay_enough", most=most)
    out = question.work(
        ROTH,
        {
            "tax_year": question.year,
            "filing_status": status.value,
            "lived_with_spouse": question.lived,
            "age": question.age,
            "magi": question.magi,
            "compensation": most if pay is None else pay,
        },
    )
    lines = out["lines"]
    return Decimal(str(out["limit"])), dict(lines) if isinstance(lines, dict) else {}


def _direct(question: Asked, status: FilingStatus) -> Computed:
    if question.asks("still") and (paid := question.figure("contribution")) and _is_in(question):
        return _left(question, status, paid)
    if question.asks("much") and (already := re.search(data()["asks"]["already_in_ira"], question.marked)):
        question.take_all()
        return _left(question, status, question.sums[int(already["number"])])
    limit, lines = roth_most(question, status)
    start, end = (end.money for end in roth_range(question.year, status, question.lived))
    values = {"year": question.year, "limit": limit, "magi": question.magi, "start": start, "end": end}
    pay = question.compensation
    most = dollar_limit(question.year, question.age).money if pay is None else Decimal(str(lines["6"]))
    asked = None if any(_is_in_a_plan(question, n) for n in _paid(question)) else question.figure("contribution")
    if asked is None and question.wants_verdict and question.told("full_amount"):
        asked = most
    change = question.change_of_income
    if change is not None:
        question.assume("income_then", magi=question.magi)
    if not most:
        head = say(f"asked.direct.{'no_no_pay' if question.wants_verdict else 'no_pay'}", year=question.year)
        none: Decimal | bool = not question.wants_verdict and limit
        kind = "yes_no" if question.wants_verdict and asked is not None else "amount"
        return computed(question, kind, head, amount=none, rule=say("asked.direct.rule_no_pay"), card="C31")
    key = "none" if not limit else "part" if lines["8"] is not None else "full"
    against = question.asks("over") or question.told("against_it")  # "am I over the limit?"
    if question.wants_verdict and asked is not None and limit and (made := _made_before(question, asked)):
        return _left(question, status, made, asked)
    if question.wants_verdict and asked is not None and not against:
        key = "no_none" if not limit else "yes" if asked <= limit else "no_part"
        head = say(f"asked.direct.{key}", asked=asked, back_door=min(asked, most), **values)
        allowed: Decimal | bool = asked <= limit
        kind = "yes_no"
    else:
        of_range = question.wants_verdict and against
        verdict = ("yes_" if limit else "no_") if question.wants_verdict and not of_range else ""
        each = "" if limit else _each(question, status, pay)
        head = say(f"asked.direct.{verdict}{key}{each}", back_door=most, asked=most, **values)
        if of_range:
            over = head if limit else say("asked.direct.over", back_door=most, **values)
            head = say("asked.yes" if limit < most else "asked.no", rest=over)
        allowed, kind = limit, "amount"
    if kind == "amount" and question.asks("both_of_us") and question.of_a_couple:
        theirs = _of_the_other(question) or limit
        allowed = limit + theirs
        if pay is not None and pay < allowed:  # one pay is not counted twice
            head = say("asked.direct.together_pay", both=pay, other=theirs, **values)
            allowed = pay
        else:
            head = say("asked.direct.together", both=allowed, other=theirs, **values)
    elif kind == "amount" and (pair := _of_two(question, status)):
        one, other = pair
        head = say("asked.direct.of_two", other=other, **{**values, "limit": one})
    rule = say(f"asked.direct.rule_{'part' if lines['8'] is not None else 'none' if not limit else 'full'}", **values)
    if question.of_a_child and limit:
        rule = f"{say('asked.direct.child')} {rule}"
    return computed(question, kind, head, amount=allowed, rule=rule, worksheet=ROTH, lines=lines, card="C31")


def _is_in(question: Asked) -> bool:
    """Whether the contribution that is told was made, before it is asked how much more may go in."""
    in_question = any(f"§{n}§" in part for n in _paid(question) for part in question.asking)
    return not in_question and not any(_is_in_a_plan(question, n) for n in _paid(question))


def _paid(question: Asked) -> list[int]:
    """The numbers of the amounts that are told as contributions."""
    return [n for n, value in enumerate(question.sums) if value in question.all_figures.get("contribution", ())]


def _is_in_a_plan(question: Asked, number: int) -> bool:
    """Whether an amount went into a plan at work: 401k through work, put in 15k."""
    told = next((one for one in wording.sentences(question.marked) if f"§{number}§" in one), "")
    named = {bool(one["plan"]) for one in pattern_of("asks", "account").finditer(told)}
    return named == {True}


def _made_before(question: Asked, asked: Decimal) -> Decimal | None:
    """What was paid into another IRA already, beside what is asked about; None where nothing is told."""
    found = re.search(data()["asks"]["made_already"], question.marked)
    if found is None or any(found[0] in part for part in question.asking):
        return None
    number = int(found["number"])
    of_ira = question.account_beside(number) == "ira" and question.sums[number] != asked
    if of_ira:
        question.take_all()
    return question.sums[number] if of_ira else None


def _left(question: Asked, status: FilingStatus, paid: Decimal, asked: Decimal | None = None) -> Computed:
    """What may still go straight into a Roth IRA after a contribution of the year, to whichever IRA it went."""
    limit, lines = roth_most(question, status)
    whole = Decimal(str(lines["6"]))
    straight = not question.speaks_of("traditional")
    left = max(min(limit - paid, whole - paid) if straight else min(limit, whole - paid), NOTHING)
    head = say("asked.direct.left", left=left, year=question.year, limit=limit, paid=paid, whole=whole)
    if question.wants_verdict:
        head = say("asked.yes" if left >= (asked or MINUTE) else "asked.no", rest=head)
    rule = say("asked.ira.rule")
    return computed(question, "amount", head, amount=left, rule=rule, worksheet=ROTH, lines=lines, card="C31")


def payers(question: Asked) -> dict[int, str]:
    """Whose each contribution is, by the number of its amount."""
    of = kinds.roles(question.marked, question.sums, question.kind, question.settled)
    return {n: wording.paid_for(question.marked, n) for n, role in of.items() if role in {"contribution", "excess"}}


def is_of_two(whose: Mapping[int, str]) -> bool:
    """Whether the speaker and one other person both paid in."""
    return wording.SPEAKER in whose.values() and len(set(whose.values()) - {"", wording.SPEAKER}) == 1


def of_two_people(question: Asked) -> Computed | None:
    """What each of two spouses paid in, against a limit of their own; None where one person's is told."""
    whose = payers(question)
    others = set(whose.values()) - {"", wording.SPEAKER}
    if not is_of_two(whose) or question.status is not FilingStatus.MFJ or question.magi is None:
        return None
    ages = question.ages_of_two or (question.age, question.other_age)
    paid, limits = [], []
    for age, owners in zip(ages, ({wording.SPEAKER, ""}, others), strict=True):
        one = replace(question, assumed=[], age_told=age)
        one.magi, one.compensation = question.magi, question.compensation
        limits.append(roth_most(one, FilingStatus.MFJ)[0])
        paid.append(sum((question.sums[n] for n, owner in whose.items() if owner in owners), NOTHING))
    over = [max(one - limit, NOTHING) for one, limit in zip(paid, limits, strict=True)]
    head = say(
        "asked.excess.of_two" if any(over) else "asked.excess.fine_of_two",
        year=question.year,
        over=over[0],
        over_spouse=over[1],
        paid=paid[0],
        paid_spouse=paid[1],
        limit=limits[0],
        limit_spouse=limits[1],
    )
    fine = not question.asks("over")
    if question.wants_verdict:
        head = say("asked.yes" if any(over) is not fine else "asked.no", rest=head)
    rule = say("asked.ira.rule")
    return computed(question, "amount", head, amount=sum(over, NOTHING), rule=rule, worksheet=ROTH, card="C36")


def of_incomes(question: Asked) -> Computed | None:
    """The limit at both ends of an income that is told as a span; None where not just that is told and asked."""
    spans = [span for span in amounts.find(question.text) if span.kind == "money" and len(span.values) == SPAN]
    if len(spans) != 1 or question.sums or question.status is None or question.wants_verdict:
        return None
    of_roth = question.asks("roth", "direct", "contribute") and question.asks("much", "range", "what", "limit")
    if not of_roth or not question.told("income_between") or question.speaks_of("convert", "deduct", "withdraw"):
        return None
    low, high = spans[0].values
    question.kind = "direct"
    found = []
    for magi in (low, high):
        one = replace(question, assumed=[])
        one.magi = magi
        found.append(roth_most(one, question.status)[0])
        question.assumed += [words for words in one.assumed if words not in question.assumed]
    values = {"low": low, "high": high, "most": found[0], "least": found[1], "year": question.year}
    start, end = (one.money for one in roth_range(question.year, question.status, question.lived))
    rule = say("asked.direct.rule_part", magi=low, start=start, end=end) if found[0] != found[1] else ""
    head = say("asked.direct.of_incomes", **values)
    ends = (found[1], found[0])
    return computed(question, "range", head, amount=ends, rule=rule, worksheet=ROTH, card="C31")


def of_both_limits(question: Asked) -> Computed | None:
    """Deferrals to a plan and a contribution to an IRA, each against its limit; None where not just that is asked."""
    names = [question.account_beside(n) for n in range(len(question.sums))]
    of_plan, of_ira = ([n for n, name in enumerate(names) if name == one] for one in ("plan", "ira"))
    more = question.speaks_of("convert", "deduct", "gov457", "simple", "solo", "mega", "roll", "withdraw", "catch_up")
    if not question.wants_verdict or len(of_plan) != 1 or len(of_ira) != 1 or more or question.of_two:
        return None
    deferred, paid = (question.sums[n] for n in (*of_plan, *of_ira))
    top = deferral_limits(tax_year=question.year, age=question.age, deferred={}).money("limit")
    most = dollar_limit(question.year, question.age).money
    over = max(deferred - top, NOTHING) + max(paid - most, NOTHING)
    values = {"deferred": deferred, "paid": paid, "top": top, "most": most, "over": over, "year": question.year}
    head = say("asked.ruled.both_limits_over" if over else "asked.ruled.both_limits", **values)
    question.take_all()
    rule = say("asked.ruled.rule_both_limits")
    return computed(question, "yes_no", head, amount=not over, rule=rule, card="C27")


def of_two_years(question: Asked) -> Computed | None:
    """What was paid in for each of two years, against the limit of each; None where not just that is asked."""
    found = re.search(data()["asks"]["for_two_years"], question.marked)
    if found is None or not (question.wants_verdict or question.asks("over")):
        return None
    first, then = int(found["year"]), int(found["next"])
    paid = question.sums[int(found["paid"])]
    also = question.sums[int(found["also"])] if found["also"] else paid
    if first == then or len(question.sums) > 1 + (found["also"] is not None):
        return None
    question.year = max(first, then)
    parts, fine = [], True
    for year, one in ((first, paid), (then, also)):
        most = dollar_limit(year, question.age - (question.year - year)).money
        over = max(one - most, NOTHING)
        fine = fine and not over
        name = "year_over" if over else "year_fine"
        parts.append(say(f"asked.ira.{name}", paid=one, year=year, most=most, over=over))
    wrong = question.asks("over") and not question.told("fine")
    head = say("asked.yes" if fine is not wrong else "asked.no", rest=" ".join(parts))
    return computed(question, "yes_no", head, amount=fine, rule=say("asked.ira.rule"), card="C27")


def _each(question: Asked, status: FilingStatus, pay: Decimal | None) -> str:
    """The ending of a phrase that speaks of both spouses, whose pay is enough for two; empty for one person."""
    enough = pay is None or pay >= 2 * dollar_limit(question.year, question.age).money
    return "_each" if status is FilingStatus.MFJ and question.who != "spouse" and enough else ""


def _of_two(question: Asked, status: FilingStatus) -> tuple[Decimal, Decimal] | None:
    """What each of two spouses may pay in, you first, where both are asked about and it is not the same."""
    if question.who != "both" or status is not FilingStatus.MFJ:
        return None
    ages = question.ages_of_two
    if ages is not None:
        pair = tuple(roth_most(replace(question, assumed=[], age_told=age), status)[0] for age in ages)
        return None if pair[0] == pair[1] else (pair[0], pair[1])
    other = _of_the_other(question)
    own = roth_most(question, status)[0]
    return None if other in {None, own} or other is None else (own, other)


def _of_the_other(question: Asked) -> Decimal | None:
    """The spouse's limit, where both are asked about and the talk knows both."""
    if question.who != "both" or question.case is None or len(question.case.people) == 1:
        return None
    other = Asked(question.said, question.facts, question.today, question.kind)
    other.who = "spouse"
    return roth_most(other, other.status)[0] if other.status else None


def _income_missing(question: Asked, most: Decimal) -> Computed:
    status = question.status
    if status is None:
        single = roth_range(question.year, FilingStatus.SINGLE, None)
        joint = roth_range(question.year, FilingStatus.MFJ, None)
        head = say(
            "asked.direct.missing_both",
            most=most,
            year=question.year,
            start=single[0].money,
            end=single[1].money,
            joint_start=joint[0].money,
            joint_end=joint[1].money,
        )
        return computed(question, "missing", head, missing=("agi", "filing_status"), worksheet=ROTH, card="C31")
    start, end = (end.money for end in roth_range(question.year, status, question.lived))
    head = say("asked.direct.missing_income", most=most, year=question.year, start=start, end=end)
    ends = (Decimal(0), most)
    return computed(question, "range", head, amount=ends, missing=("agi",), worksheet=ROTH, card="C31")


def _status_missing(question: Asked) -> Computed:
    (single, lines), (joint, _) = (roth_most(question, s) for s in (FilingStatus.SINGLE, FilingStatus.MFJ))
    if single == joint:
        return _direct(question, FilingStatus.SINGLE)
    head = say("asked.direct.missing_status", single=single, joint=joint, year=question.year)
    ends = (min(single, joint), max(single, joint))
    return computed(
        question, "range", head, amount=ends, missing=("filing_status",), worksheet=ROTH, lines=lines, card="C31"
    )


def ira_amount(question: Asked) -> Computed | None:
    """Whether amounts are within the IRA limit of the year, or how much more may go in."""
    asked = question.figure("contribution", "excess")
    if asked is None or (question.compensation is None and question.speaks_of("no_pay")):
        return None
    most = dollar_limit(question.year, question.age).money
    if (pay := question.compensation) is not None:
        most = min(most, pay)
    if question.told("each_account") and not question.of_a_couple:
        head = say("asked.ira.no_each", most=most, year=question.year)
        return computed(question, "yes_no", head, amount=False, rule=say("asked.ira.rule"), card="C27")
    within = asked <= most
    over = max(asked - most, NOTHING)
    values = {"asked": asked, "most": most, "over": over, "left": max(most - asked, NOTHING), "year": question.year}
    rule = say("asked.ira.rule")
    if not question.wants_verdict and not question.asks("over"):
        return computed(
            question, "amount", say("asked.ira.left", **values), amount=most - asked + over, rule=rule, card="C99"
        )
    key = ("fine" if within else "over") if question.asks("over") else "yes" if within else "no"
    return computed(question, "yes_no", say(f"asked.ira.{key}", **values), amount=within, rule=rule, card="C99")


def deduction(question: Asked) -> Computed | None:
    """The deductible part of a contribution to a traditional IRA."""
    if question.told("each_apart"):
        return None  # each has a range of their own, and one of them is not both
    most = dollar_limit(question.year, question.age).money
    paid = question.figure("contribution", "value") or most
    missing = _missing_for_deduction(question)
    if missing:
        head = say("asked.deduction.missing", what=facts_in_words(missing), year=question.year)
        return computed(question, "missing", head, missing=missing, worksheet=DEDUCTION, card="C122")
    covered, spouse_covered = _covered(question)
    status, magi = question.status or FilingStatus.SINGLE, question.magi
    if question.status is None and (covered or magi is None):
        head = say("asked.deduction.missing", what=facts_in_words(("filing_status",)), year=question.year)
        return computed(question, "missing", head, missing=("filing_status",), worksheet=DEDUCTION, card="C122")
    pay = question.compensation
    if pay is None:
        question.assume("pay_enough", most=most)
    out = question.work(
        DEDUCTION,
        {
            "tax_year": question.year,
            "filing_status": status.value,
            "lived_with_spouse": question.lived,
            "covered": bool(covered),
            "spouse_covered": spouse_covered,
            "age": question.age,
            "magi": magi or Decimal(0),
            "compensation": max(most, paid) if pay is None else pay,
            "contribution": paid,
        },
    )
    part, left = Decimal(str(out["deduction"])), Decimal(str(out["nondeductible"]))
    reach = deduction_range(
        question.year, status, lived_with_spouse=question.lived, covered=bool(covered), spouse_covered=spouse_covered
    )
    key = "none" if not part else "full" if not left else "part"
    verdict = ("yes_" if part else "no_") if question.wants_verdict else ""
    if verdict and key == "part" and question.told("in_full"):
        verdict = "no_"
    values: dict[str, object] = {"part": part, "paid": paid, "left": left, "year": question.year, "magi": magi}
    head = say(f"asked.deduction.{verdict}{key}", **values)
    ages = question.ages_of_two
    if ages and covered and spouse_covered and question.told("of_each") and "contribution" not in question.figures:
        each = [_full_deduction(question, status, age) for age in ages]
        head = say("asked.deduction.of_two", own=each[0], other=each[1], year=question.year)
        part = sum(each, NOTHING)
    if question.asks("both_of_us") and question.of_a_couple:
        if bool(covered) is not bool(spouse_covered) or question.ages_of_two:
            return None  # each has a range of their own
        part *= 2
        head = say("asked.deduction.both", both=part, one=part / 2, year=question.year)
    if reach is None:
        rule = say("asked.deduction.rule_free")
    else:
        name = "rule_own" if covered else "rule_spouse"
        rule = say(f"asked.deduction.{name}", start=reach[0].money, end=reach[1].money, **values)
    return computed(question, "amount", head, amount=part, rule=rule, worksheet=DEDUCTION, lines=out, card="C122")


def _full_deduction(question: Asked, status: FilingStatus, age: int) -> Decimal:
    """What of a full contribution somebody of this age may deduct who is covered by a plan at work."""
    most = dollar_limit(question.year, age).money
    out = question.work(
        DEDUCTION,
        {
            "tax_year": question.year,
            "filing_status": status.value,
            "lived_with_spouse": question.lived,
            "covered": True,
            "spouse_covered": True,
            "age": age,
            "magi": question.magi or NOTHING,
            "compensation": most,
            "contribution": most,
        },
    )
    return Decimal(str(out["deduction"]))


def _covered(question: Asked) -> tuple[bool | None, bool | None]:
    """Whether the person, and the spouse, are covered by a plan at work; None where nobody said."""
    said = coverage.said(question)
    asked, beside = ("spouse", "you") if question.who == "spouse" else ("you", "spouse")
    own, other = said.get(asked), said.get(beside)
    if own is None and question.outlook is not None:
        own = is_covered(question.outlook.person)
    if own is None and said.get("nobody_else") is not None and other:
        own = False
    return own, other if other is not None else _told_spouse(question)


def _told_spouse(question: Asked) -> bool | None:
    if question.case is None:
        return None
    name = "you" if question.who == "spouse" else "spouse"
    people = {one.who: is_covered(one.person) for one in question.case.people}
    return people.get(name)


def _missing_for_deduction(question: Asked) -> tuple[str, ...]:
    own, other = _covered(question)
    missing = []
    if own is None:
        missing.append("covered")
    if own is False and other is None and question.status in {FilingStatus.MFJ, FilingStatus.MFS}:
        missing.append("spouse_covered")
    if question.magi is None and (own or other or own is None):
        missing.append("agi")
    return tuple(missing)
