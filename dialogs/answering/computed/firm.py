"""What keeps a figure from being told: an amount that was not told for what it would be used for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from calc import law
from calc.worksheets.ira_limit import dollar_limit
from dialogs.answering.computed import contributions, kinds, sums, wording
from dialogs.answering.computed.patterns import data, pattern_of
from dialogs.answering.computed.question import Asked
from dialogs.answering.computed.result import Computed
from dialogs.interview.agenda import agenda
from dialogs.understanding import dates
from dialogs.understanding.facts import listen

OF_ONE_YEAR = frozenset({"excess", "ira_amount", "direct"})
SEVERAL = 2  # amounts; a single one is what is asked about
_FROM_55 = 55  # the age from which on a plan pays out without the 10 % to who has left
AT_MOST = 60  # an age with the catch-up
A_PAY = Decimal(1000)  # below it a pay without a dollar sign may be thousands


def is_open(question: Asked, found: Computed) -> bool:
    """Whether the figure leans on an amount whose meaning nobody told, so that it may be wrong."""
    if found.kind not in {"amount", "yes_no", "range"}:
        return False
    of = kinds.roles(question.marked, question.sums, question.kind, question.settled)
    if sums.in_parts(question.spans):
        return True  # so much at a time, and how often nobody told
    if any(role in kinds.EARNED and _is_short(question, n) for n, role in of.items()) or _unread(question):
        return True
    if question.kind in {"deferral_left", "deferral"} and any(_went_in(question, n) for n in of):
        return True
    other = data()["open"].get(question.kind)
    if question.kind == "early_out" and (found.amount == 0 or (question.told_age or _FROM_55) < _FROM_55):
        return False
    if other is not None and not found.of_all and re.search(other, question.marked):
        return not _adds_up(question, found, of)
    if question.kind in kinds.OF_ALL_INCOME and (
        _leaves_out(question, of) or _is_of_each(question) or _is_of_no_name(question, of)
    ):
        return True
    if question.kind == "direct" and question.compensation is None and question.speaks_of("no_pay"):
        return True
    if question.kind in kinds.OF_THE_YEAR and question.sums and _is_of_another_year(question):
        return True
    if question.kind == "prorata" and _is_rolled_in(question):
        return True
    if question.kind in kinds.OF_ALL_INCOME and not question.told("agi") and _is_before_deferrals(question, found):
        return True
    if question.kind in kinds.OF_BASIS and _is_of_old(question, of):
        return True
    if question.kind in kinds.OF_BASIS and (_is_no_contribution(question) or _leaves_out_an_account(question, found)):
        return True
    if question.kind not in OF_ONE_YEAR:
        return False
    if question.kind == "ira_amount" and question.wants_verdict and _is_told_by_nothing(question, of):
        return True
    if _is_of_each_year(question, of):
        return True
    several = re.search(data()["asks"]["in_years"], question.text) is not None
    several = several and not question.says("idle_since")  # one contribution, and nothing in the years behind it
    several = several and not _are_its_year_ends(question) and not found.of_all
    return (
        several
        or contributions.is_of_two(contributions.payers(question))
        or any(role == "excess" and _is_income(question, n) for n, role in of.items())
    )


def _went_in(question: Asked, number: int) -> bool:
    """Whether an amount went into a plan by the words before it, and nothing was worked out with it."""
    left = question.sums[number] in question.aside
    return left and pattern_of("asks", "went_in").search(wording.clause_before(question.marked, number)) is not None


def _adds_up(question: Asked, found: Computed, of: Mapping[int, str]) -> bool:
    """Whether all that is told of several accounts is in what was added up (Form 8606, line 9)."""
    pool = (found.lines or {}).get("9") if question.kind == "prorata" else None
    told = sum((question.sums[n] for n, role in of.items() if role in kinds.OF_ACCOUNTS), Decimal(0))
    apart = question.basis_is_an_account or "contribution" in of.values()
    inside = Decimal(0) if apart else question.figures.get("basis", Decimal(0))
    return pool is not None and kinds.REST not in of.values() and Decimal(str(pool)) in {told, told - inside}


def told_otherwise(question: Asked) -> Mapping[int, str]:
    """What amounts are of, by number, that the same words tell as something else than they are taken for.

    An income is none of what is asked of accounts, nor the other way round; basis is basis.
    """
    of = kinds.roles(question.marked, question.sums, question.kind, question.settled)
    beside = {number: kinds.REST for number, role in of.items() if _is_of_another_world(question, number, role)}
    told = {**beside, **_nameless(question, of), **_heard_otherwise(question, of)}
    if question.kind in kinds.OF_ALL_INCOME:
        elsewhere = {n for n, year in wording.years_of(question.marked).items() if year != question.year}
        told |= {
            n: "magi"
            for n in of.keys() - elsewhere
            if re.search(data()["asks"]["magi_before"], wording.clause_before(question.marked, n))
        }
        if (rises := pattern_of("asks", "from_to").search(question.marked)) and of.get(int(rises["first"])) == "magi":
            told |= {int(rises["first"]): kinds.REST, int(rises["then"]): "magi"}  # my MAGI goes from 150k to 157k
    if question.kind in OF_ONE_YEAR:
        paid = pattern_of("asks", "pay_before")
        told |= {n: "pay" for n in of if paid.search(wording.clause_before(question.marked, n))}
    if question.kind in kinds.OF_BASIS:
        told |= {int(n): "pretax" for n in pattern_of("asks", "all_pretax").findall(question.marked)}
        fresh = [int(n) for n in pattern_of("asks", "new_money").findall(question.marked)]
        told |= {n: "contribution" for n in fresh if of.get(n) == "basis" and "contribution" not in of.values()}
        years = wording.years_of(question.marked)
        old = {n for n, role in of.items() if role == "contribution" and _is_long_ago(question, years.get(n))}
        told |= dict.fromkeys(old, "basis")
    if question.kind in kinds.OF_BASIS and (part := re.search(data()["asks"]["after_tax_in_iras"], question.marked)):
        told |= {int(part["basis"]): "basis", int(part["whole"]): "value"}
    if question.kind in kinds.OF_BASIS and (within := question.basis_within) is not None:
        told |= {within: "basis"} if of.get(within) == "contribution" else {}
    if moved := re.search(data()["asks"]["taken_and_converted"], question.marked):
        told[int(moved[1])] = "conversion"
    return told


def _nameless(question: Asked, of: Mapping[int, str]) -> Mapping[int, str]:
    """Amounts taken for an income that nothing tells to be one, beside others that are told to be: no part of it."""
    earned = [n for n, role in of.items() if role in kinds.EARNED]
    named = {n for n in earned if _is_named_income(question, n)}
    return dict.fromkeys([n for n in earned if named and n not in named], kinds.REST)


def _is_named_income(question: Asked, number: int) -> bool:
    near = wording.nearest(question.marked, number).keys() & kinds.EARNED
    return bool(near) or _is_income(question, number) or _is_joined_to_income(question, number)


def _is_joined_to_income(question: Asked, number: int) -> bool:
    """Whether words join it to the amount before or behind it: "she makes 71 and I 68"."""
    if wording.of_two_earners(question.marked, number):
        return True
    clause = wording.clause_before(question.marked, number).strip()
    owner = wording.owner_of(clause)
    if owner and (owner != wording.SPEAKER or len(clause.split()) == 1):  # "I make 95k, my husband 110k"
        return True
    others = [n for n in (number - 1, number + 1) if 0 <= n < len(question.sums)]
    return any(wording.joined(question.marked, *sorted((n, number))) for n in others)


def _is_of_another_world(question: Asked, number: int, role: str) -> bool:
    """Whether an amount is taken for an income where the words beside it tell an account, or the other way round."""
    near = wording.nearest(question.marked, number)
    plainly = {name for name, weight in near.items() if weight == 1}
    if not plainly or role in near:
        return False
    if role in kinds.OF_INCOME:
        return plainly.isdisjoint(kinds.OF_INCOME)
    return role in kinds.OF_IRAS and plainly <= kinds.OF_INCOME


def _heard_otherwise(question: Asked, of: Mapping[int, str]) -> Mapping[int, str]:
    """What amounts are of, by number, that the readers of the talk hear as something else."""
    if len(of) < SEVERAL or not question.asking or question.asking == (question.marked,):
        return {}
    told = listen(question.said, agenda({}, question.today), question.today)
    names: dict[str, set[str]] = {}
    for fact, value in (*told.found.items(), *(option for doubt in told.doubts for option in doubt)):
        names.setdefault(str(value), set()).add(fact.rpartition(".")[2])
    certain = {str(value) for fact, value in told.found.items() if fact.endswith(".basis")}
    certain = set() if "basis" in of.values() else certain
    found: dict[int, str] = {}
    for number, role in of.items():
        amount = f"{question.sums[number]:f}"
        heard = names.get(amount, set())
        plain = wording.nearest(question.marked, number).get(role) == 1  # "on 250k pay", whatever else is heard
        as_income = role in kinds.OF_INCOME and bool(heard) and heard.isdisjoint(_incomes()) and not plain
        plain = plain and role == "withdrawal"  # "I take 35,000" may be a pay elsewhere
        as_account = role in kinds.OF_IRAS and question.kind not in kinds.OF_ALL_INCOME and not plain
        if amount in certain and question.kind in kinds.OF_BASIS and role in {"value", "pretax", "worth_now"}:
            found[number] = "basis"
        elif as_income or (as_account and bool(heard) and heard <= _incomes()):
            found[number] = kinds.REST
    return found


def _incomes() -> frozenset[str]:
    """The facts that tell an income."""
    return frozenset(data()["asks"]["incomes"])


def _is_of_old(question: Asked, of: Mapping[int, str]) -> bool:
    """Whether a contribution taken for new money is told of a year long before: it is basis, or none."""
    years = wording.years_of(question.marked)
    return any(role == "contribution" and years.get(n, question.year) < question.year - 1 for n, role in of.items())


def _is_long_ago(question: Asked, year: int | None) -> bool:
    """Whether what was paid in for a year is basis on the form of the year after it, and no new money."""
    return year is not None and year < question.today.year - 1


def _is_no_contribution(question: Asked) -> bool:
    """Whether more is taken for new money than two years allow."""
    told = question.figure("contribution")
    year = question.year if question.year in law.years() else law.latest()  # a bound of what can be, and no limit
    return told is not None and told > 2 * dollar_limit(year, AT_MOST).money


def _leaves_out_an_account(question: Asked, found: Computed) -> bool:
    """Whether several accounts are told, and they hold more than was added up."""
    accounts = question.accounts
    pool = (found.lines or {}).get("9")
    told = sum((question.sums[n] for n in accounts), Decimal(0))
    return len(accounts) > 1 and pool is not None and told > Decimal(str(pool))


def _is_rolled_in(question: Asked) -> bool:
    """Whether IRA money went to a plan, and nobody can tell which: by year's end it counts no more."""
    told = question.told("rolled_in") and question.speaks_of("ira", "pretax", "roll")
    return told and re.search(data()["asks"]["into_a_plan"], question.marked) is None


def _is_of_another_year(question: Asked) -> bool:
    """Whether a year is named that is neither asked about nor that of an amount, so that something is left out."""
    bound = {*wording.years_of(question.marked).values(), question.year}
    said = (when for when in question.times if when.said is dates.Said.YEAR)
    beside = re.compile(data()["asks"]["year_beside"])
    apart = (when for when in said if not beside.search(question.text[: when.start]))
    named = {when.year for when in apart if str(when.year) in question.text[when.start : when.end]}
    return not named <= bound


def _are_its_year_ends(question: Asked) -> bool:
    """Whether the years that are named are those at whose ends an excess was there: "for 2024 and 2025 together"."""
    ends = set(range(question.year, question.today.year))
    return (
        question.kind == "excess"
        and question.asks("six", "penalty")
        and set(question.years) - {question.today.year} == ends
    )


def _is_told_by_nothing(question: Asked, of: Mapping[int, str]) -> bool:
    """Whether an amount is taken for a contribution that no word beside it tells to be one, nor what is asked."""
    paid = [n for n, role in of.items() if role == "contribution"]
    asked = {n for n in paid if any(f"§{n}§" in part for part in question.asking)}
    asked |= {n for n in paid if n - 1 in paid and wording.joined(question.marked, n - 1, n)}  # "a Roth plus b trad"
    near = (wording.nearest(question.marked, n).keys() for n in paid if n not in asked)
    return any(words.isdisjoint({*kinds.OF_PAID_IN, "excess"}) for words in near)


def _is_of_each_year(question: Asked, of: Mapping[int, str]) -> bool:
    """Whether a contribution goes in year by year since one of them: no worksheet here is of several years."""
    paid = [n for n, role in of.items() if role in {"contribution", "excess"}]
    beside = (f"{question.spans[n].words} {wording.clause_behind(question.marked, n)}" for n in paid)
    yearly = any(re.search(data()["asks"]["each_year"], words) for words in beside)
    return yearly and question.kind != "direct" and question.told("each_year_since")


def _is_of_no_name(question: Asked, of: Mapping[int, str]) -> bool:
    """Whether an amount is taken for the income that no word beside it tells to be one."""
    earned = [n for n, role in of.items() if role in kinds.EARNED]
    marks = (wording.nearest(question.marked, n).keys() & kinds.EARNED for n in earned)
    named = any(marks) or any(
        _of_income(one) for one in wording.sentences(question.marked) for n in earned if f"§{n}§" in one
    )
    return bool(earned) and not named


def _leaves_out(question: Asked, of: Mapping[int, str]) -> bool:
    """Whether an income that is told beside the pay is in no income that counts."""
    found = re.finditer(data()["asks"]["more_earned"], question.marked)
    numbers = (int(one["behind"] or one["before"]) for one in found)
    settled = question.change_of_income is not None or question.compensation == 0
    return not settled and any(of.get(number) not in kinds.EARNED for number in numbers)


def _is_before_deferrals(question: Asked, found: Computed) -> bool:
    """Whether a pay closes the way that what goes into a plan before tax may leave open."""
    full = dollar_limit(question.year, question.age).money
    if question.takes_off_deferrals:
        return False
    closed = found.amount not in {True, full} if question.kind != "excess" else bool(found.amount)
    return closed and re.search(data()["asks"]["deferring"], question.marked) is not None


def _is_of_each(question: Asked) -> bool:
    """Whether one pay is told of each of two people: "we both make 130k" may be 130,000 or 260,000."""
    return re.search(data()["asks"]["each_earns"], question.marked) is not None


def _unread(question: Asked) -> bool:
    """Whether a pay is told in a number that was not read as an amount."""
    left = re.search(data()["asks"]["bare_pay"], question.marked)
    return left is not None and bool(question.sums)


def _is_short(question: Asked, number: int) -> bool:
    return question.sums[number] < A_PAY and "$" not in question.spans[number].words


def _of_income(words: str) -> bool:
    return re.search(data()["asks"]["of_income"], words) is not None


def _is_income(question: Asked, number: int) -> bool:
    """Whether the words around an amount tell an income, and none an excess."""
    before = wording.clause_before(question.marked, number)
    around = f"{before} {wording.clause_behind(question.marked, number)}"
    return _of_income(around) and re.search(data()["asks"]["too_much"], around) is None
