"""What an amount can be, by its clause, the question that is open and what was told before."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from dialogs.interview.suggested_amounts import limits_in_full
from dialogs.understanding import amounts as money
from dialogs.understanding.clauses import Clause, articles
from dialogs.understanding.dates import Said
from dialogs.understanding.facts.hearing import Hearing
from dialogs.understanding.facts.signs import words_of
from dialogs.understanding.facts.telling import options
from dialogs.understanding.gathering import Doubt, Option
from dialogs.understanding.lexicon import data, lexicon, pattern
from dialogs.understanding.marks import Mark, is_part_of
from dialogs.understanding.slots import (
    LAST,
    THIS,
    VALUES,
    Meant,
    Slots,
    meant,
)
from dialogs.understanding.tokens import tokens
from dialogs.understanding.whose import only_plan

_DECEMBER = 12
_DEADLINE = (4, 15)  # of contributions for the year before
_TAKEN = frozenset({"converted", "withdrew"})  # what an amount of an account can be, where it is asked for
_CONTRIBUTED = frozenset({"contributed", "contributed_roth", "contributed_prior"})
_OTHER_YEAR = {  # where one year's contribution is asked for, what an amount for the other is
    ("contributed", LAST): "contributed_prior",
    ("contributed_prior", THIS): "contributed",
}

_A_FORTUNE = 100_000  # dollars; nobody pays so much in every month


def or_for_the_year_before(clause: Clause, own: Slots, found: Meant) -> Meant:
    """What was paid in just before the deadline, and of which no year is told, may be for the year before."""
    days = [m.time for m in clause.marks if m.time and m.time.said is Said.DAY]
    late = any((4, 1) <= (day.last.month, day.last.day) <= _DEADLINE for day in days)
    if not late or own.for_year or not {"contributed", "contributed_roth"} & set(found.facts):
        return found
    if own.iras == ("roth",):
        return replace(found, sure=False)
    return Meant(("contributed_prior", *found.facts), sure=False)


def of_no_plan(hearing: Hearing, clause: Clause, found: Meant, own: Slots) -> bool:
    """Whether it is employer money, and no plan was named that it could be in: perhaps it went into a SEP."""
    matched = next(lexicon("accounts", "matched").find(tokens(clause.text.casefold())), None)
    if found.facts != ("plans.?.employer_money",) or matched or own.plans or hearing.question_of_plan:
        return False
    return not all(hearing.gathering.plan_of(who) or only_plan(who, hearing.agenda) for who in hearing.people)


def into_a_sep(hearing: Hearing, span: money.Span) -> Doubt:
    """Employer money as what went into a SEP, of whoever has one."""
    kinds = ((who, hearing.agenda.answers.get(f"{who}.ira_kinds")) for who in hearing.people)
    has = [
        who
        for who, noted in kinds
        if hearing.gathering.value(f"{who}.sep") or (isinstance(noted, list) and "sep" in noted)
    ]
    return tuple(one for who in has for one in options(f"{who}.sep_contribution", span.words, hearing.today))


def _is_growth(hearing: Hearing, clause: Clause, own: Slots) -> bool:
    """Whether it is money that earned something: it earned 900; where the desk asks what happened, earned 900."""
    if not clause.has("act", "earned") or clause.of("you", "spouse", "both", "each") or own.things:
        return False
    at_desk = hearing.question is not None and hearing.question.card.of == "desk"
    deed = next(mark for mark in clause.of("act") if "earned" in mark.keys)
    if words_of(clause, deed) in data("grammar")["pays"]["words"]:
        return False  # a new job, it pays 140k
    before = [mark for mark in clause.of("link") if mark.end <= deed.start]  # made 38k there; earn 11,000 with it
    return at_desk or any("it" in mark.keys for mark in before)


def _is_earned_in_it(clause: Clause, mark: Mark) -> bool:
    """Whether it is what an account has earned or lost, told right behind its name: my IRA had earned $43."""
    accounts = (one for one in clause.of("ira", "plan") if one.end <= mark.start)
    between = (clause.text[one.end - clause.start : mark.start - clause.start].casefold() for one in accounts)
    return any(pattern("growth", "of_an_account").fullmatch(words) for words in between)


def _is_after_tax(hearing: Hearing, clause: Clause, own: Slots, found: Meant) -> bool:
    """Whether money went in of which the question is, and nothing else is named: after-tax? Yes, I put 5,000."""
    asked = hearing.question is not None and hearing.question.card.id.startswith("after_tax_")
    into = {fact.rpartition(".")[2] for fact in found.facts} & {"deferrals", "contributed", "contributed_roth"}
    named = clause.of("ira", "plan") or own.things & {"pretax", "roth", "match"} or own.iras
    allowed = next(lexicon("arithmetic", "allowed").find(tokens(clause.text.casefold())), None)
    return asked and bool(into) and not (named or allowed)


def meant_by_amount(hearing: Hearing, clause: Clause, own: Slots, mark: Mark) -> Meant | None:
    """The facts that an amount may be, by its clause and the open question; None where it is taken off a sum."""
    in_ira = bool(hearing.facts) and {fact.rpartition(".")[2] for fact in hearing.facts} <= {*VALUES} - {"roth"}
    if _is_earned_in_it(clause, mark):
        return Meant()
    if "after_tax" in own.things and not own.plans and in_ira and clause.has("link", "of_it", "it"):
        own = replace(own, acts=frozenset(), things=frozenset({"basis"}))  # 90k, of which 20k was after-tax
    found = meant(own)
    if _is_after_tax(hearing, clause, own, found):
        return Meant(("plans.?.after_tax_made",))
    into_plan = found.facts == ("plans.?.deferrals",) and not (clause.of("plan", "thing") or own.own)
    if into_plan and hearing.after_tax_in == clause.number:
        return Meant(("plans.?.after_tax_made", *found.facts), sure=False)  # after-tax: on request, I've put 25k
    if found.facts == ("converted",) and hearing.before.plans and not clause.of("ira"):
        found = replace(found, sure=False)  # perhaps inside the plan
    of_moves = hearing.question is not None and hearing.question.fact.endswith(".moves")
    if of_moves and set(found.facts) <= set(VALUES) and own.iras and not clause.has("act", "has"):
        return replace(meant(replace(own, acts=own.acts | {"paid_in"})), sure=False)  # just the Roth, 3k
    if _goes_into_a_plan(hearing, clause, found, mark):
        both = ("plans.?.after_tax_made", "plans.?.deferrals")
        return Meant(both, sure=False) if _takes_more(hearing) else Meant(both[1:])
    if found.facts == ("plans.?.roth_deferrals",) and _is_a_balance(hearing, own, mark):
        return Meant()
    if _is_of_several_years(hearing, found, mark):
        return Meant() if own.total else replace(found, sure=False)
    if own.plans == ("any",) and "opened" in own.acts and not own.things and mark.key == "money":
        return Meant(("compensation",), sure=False)  # started a new job at 120k
    if found.facts == ("compensation",) and _is_base_pay(hearing, clause):
        return Meant(("plans.?.pay", "compensation"), sure=False)
    wished = hearing.question is not None and hearing.question.fact == "save"
    if wished and set(found.facts) <= set(VALUES) and not clause.has("act", "has"):
        return Meant()  # 7,500 IRA, where it is asked how much shall go in
    if found.facts == ("compensation",) and _is_growth(hearing, clause, own):
        return Meant()
    if found.facts == ("compensation",) and "pay" in own.things and own.total and clause.of("both"):
        found = Meant(("agi", "wages"), sure=False)  # our W-2s together
    if found.facts and (_is_taken_off(clause, mark) or _is_compared(clause, mark)):  # my pay less 24,500
        return None
    if (
        found.facts
        and set(found.facts) <= set(VALUES)
        and is_part_of(clause.text.casefold(), clause.marks, mark, clause.start)
    ):  # 15k of the rollover
        asked = hearing.question.fact.rpartition(".")[2] if hearing.question else ""
        return Meant((asked,)) if asked in _TAKEN else None
    if found.facts == ("ira_rmd",) and mark.key == "number" and not hearing.asks_of_payouts:  # RMDs start at 73
        return None
    if found.facts and is_base(clause, mark):  # 6% on 180k
        return None
    if found.facts == ("ira_rmd",) and hearing.asks_of_payouts:
        return Meant((hearing.asks_of_payouts,))
    if found.facts == ("plans.pension.value",) and money.is_paid(clause.text):  # it is paid, not held
        return Meant()
    if found.facts == ("compensation",) and _is_the_bonus(clause, mark):  # I get a 30k bonus
        found = replace(found, adds=True)
    if found.adds and clause.has("act", "has") and hearing.gathering.value(f"{hearing.people[0]}.compensation"):
        return Meant(found.facts, sure=False)  # 170k with the bonus
    if found.adds and clause.has("link", "of_it"):  # 410k, of which 200k RSUs
        return None
    pay = f"{hearing.people[0]}.compensation"
    if found.adds and "is_a" in own.acts | hearing.before.acts and _is_with(clause, mark):
        return Meant(("compensation",))  # I'm a nurse, 103k with overtime
    if found.adds and hearing.gathering.value(pay) is None and not hearing.gathering.doubts(pay):
        hearing.bonus, hearing.bonus_in = mark.amount.values[0] if mark.amount else Decimal(0), clause.number
        return Meant()
    if not found.facts and own.empty and hearing.question is not None:  # "6,000 for 2026 and 1,000 for 2025"
        other = _OTHER_YEAR.get((hearing.question.fact.rpartition(".")[2], own.for_year or ""))
        if of_moves and mark.amount and not other and own.for_year in {LAST, THIS} and own.year != LAST:
            return replace(meant(replace(own, acts=frozenset({"paid_in"}))), sure=False)  # in March 7,000 for 2025
        return Meant((other,)) if other else found
    return found


def _is_a_balance(hearing: Hearing, own: Slots, mark: Mark) -> bool:
    """Whether it is what the Roth side of a plan holds: I have 45k in the Roth 401(k)."""
    most = max(limits_in_full("deferrals", max(hearing.years), ()), default=Decimal(0))
    large = mark.amount is not None and bool(mark.amount.values) and mark.amount.values[0] > most > 0
    return large or ("has" in own.acts and not own.any("paid_in", "deferred", "maxed") and own.year is None)


def _is_of_several_years(hearing: Hearing, found: Meant, mark: Mark) -> bool:
    """Whether more is told than two years' limits let into an IRA: contributions total 38k."""
    if mark.amount is None or not mark.amount.values or not found.facts or not {*found.facts} <= _CONTRIBUTED:
        return False
    most = max(limits_in_full("contributed", max(hearing.years), ()), default=Decimal(0))
    return bool(most) and mark.amount.values[0] > 2 * most


def _goes_into_a_plan(hearing: Hearing, clause: Clause, found: Meant, mark: Mark) -> bool:
    """Whether more was paid in than an IRA takes, no account is named, and there is a plan: I put in 23,000."""
    span = mark.amount
    if (
        span is None
        or clause.of("ira")
        or not found.facts
        or not {*found.facts} <= {"contributed", "contributed_roth"}
    ):
        return False
    most = max(limits_in_full("contributed", max(hearing.years), ()), default=Decimal(0))
    planned = all(hearing.gathering.plan_of(who) or only_plan(who, hearing.agenda) for who in hearing.people)
    planned = planned or span.values[0] in limits_in_full("deferrals", hearing.years[0], ())  # I put in 24,500
    return bool(most) and span.values[0] > most and planned


def _is_base_pay(hearing: Hearing, clause: Clause) -> bool:
    """Whether a base pay is told where a plan is asked about, and all the pay is known."""
    words = (clause.text[m.start - clause.start : m.end - clause.start].casefold() for m in clause.of("thing"))
    based = any(word in data("plan")["base"]["words"] for word in words)
    of_cap = hearing.question is not None and hearing.question.fact.endswith("after_tax_capped")
    return based and of_cap and bool(hearing.agenda.answers.get(f"{hearing.people[0]}.compensation"))


def _takes_more(hearing: Hearing) -> bool:
    """Whether deferrals are told already, of a plan that takes after-tax money as well."""
    plans = [f"{who}.plans.{hearing.gathering.plan_of(who)}" for who in hearing.people]
    told = (bool(hearing.gathering.values(f"{plan}.deferrals")) for plan in plans)
    taken = (hearing.gathering.value(f"{plan}.after_tax_allowed") for plan in plans)
    return any(one and other for one, other in zip(told, taken, strict=True))


def by_period(hearing: Hearing, clause: Clause, doubt: Doubt, span: money.Span) -> Doubt:
    """An amount whose sentence says that it comes many times a year: all of them first, then the one."""
    times = hearing.often.get(clause.number, 0)
    dollars = [(fact, value) for fact, value in doubt if isinstance(value, str) and not value.endswith("%")]
    if (
        not times
        or (span.values[0] >= money.LEAST_OF_A_YEAR and not money.often(clause.text))  # 310,000 in it; 500 a month
        or isinstance(span.amount, money.Per)
        or len(dollars) != len(doubt)
        or money.is_of_a_year(clause.text)
    ):
        return doubt
    return tuple(
        option for fact, value in dollars for option in ((fact, f"{Decimal(value) * times:f}"), (fact, value))
    )


def with_pay(hearing: Hearing, doubt: Doubt, span: money.Span) -> Doubt:
    """Profit beside a salary: together it is the pay."""
    fact = f"{hearing.people[0]}.compensation"
    pay = hearing.gathering.value(fact)
    if pay is None or not span.values:
        return doubt
    both = Decimal(str(pay)) + span.values[0]
    return ((fact, f"{both:f}"), (fact, pay), *(option for option in doubt if option[0] != fact))


def _is_the_bonus(clause: Clause, mark: Mark) -> bool:
    """Whether the amount is called the bonus, and no pay that holds one: a 30k bonus, and not 180k bonus included."""
    behind = [one for one in clause.marks if one.start >= mark.end]
    noun = behind[0] if behind and behind[0].start - mark.end <= 1 else None
    return noun is not None and noun.kind == "thing" and noun.keys == ("bonus",) and len(behind) == 1


def with_bonus(hearing: Hearing, clause: Clause, doubt: Doubt, span: money.Span) -> Doubt:
    """A pay behind the bonus that comes with it: together, and as it stands."""
    fact = f"{hearing.people[0]}.compensation"
    if not hearing.bonus or hearing.bonus_in != clause.number or {name for name, _ in doubt} != {fact}:
        return doubt
    both = span.values[0] + hearing.bonus
    hearing.bonus = Decimal(0)
    return ((fact, f"{both:f}"), *doubt)


def of_whole_year(hearing: Hearing, doubt: Doubt) -> Doubt:
    """What a stub says up to its month, as it is and as it will be in December; of who stopped working as it is."""
    told: list[Option] = []
    month = hearing.month if hearing.month_in == hearing.sentence else hearing.today.month
    for fact, value in doubt:
        told.append((fact, value))
        if (
            fact.endswith((".deferrals", ".employer_money", "compensation", ".pay"))
            and month < _DECEMBER
            and not hearing.stopped
        ):
            year = Decimal(str(value)) * _DECEMBER / month
            told.append((fact, f"{year.quantize(Decimal('0.01')):f}"))
    return tuple(told)


def options_of(hearing: Hearing, found: Meant, own: Slots, words: str) -> Doubt:
    told: list[Option] = []
    for name in found.facts:
        if name == "agi" and hearing.who == "spouse" and len(found.facts) > 1:
            continue  # one spouse's income is no joint return's
        for fact in hearing.named(name, own):
            read = options(fact, words, hearing.today)
            if own.total and name in {"agi", "wages"}:
                read = read[:1]  # two people do not make $500 together
                hearing.jointly = True
            told += [option for option in read if option not in told]
    return tuple(told)


def _is_with(clause: Clause, amount: Mark) -> bool:
    """Whether what is named behind an amount is in it: 103k with overtime."""
    behind = [mark for mark in clause.marks if mark.start >= amount.end][:2]
    return [mark.kind for mark in behind] == ["act", "thing"] and "has" in behind[0].keys


def _is_taken_off(clause: Clause, amount: Mark) -> bool:
    """Whether an amount is taken from the thing that is named before it, and so is not it."""
    before = [mark for mark in clause.marks if mark.end <= amount.start]
    while before and before[-1].kind in {"plan", "ira"}:  # salary minus 401(k) 20k
        before.pop()
    return (
        len(before) > 1 and before[-1].kind == "link" and "without" in before[-1].keys and before[-2].kind == "thing"
    )


def _is_compared(clause: Clause, amount: Mark) -> bool:
    """Whether an amount is only by how much one thing is more or less than another: 15k less than my pay."""
    behind = [mark for mark in clause.marks if mark.start >= amount.end][:2]
    said = [key for mark in behind for key in mark.keys]
    return len(behind) > 1 and not {"less", "more", "without"}.isdisjoint(said) and "than" in behind[1].keys


def is_base(clause: Clause, amount: Mark) -> bool:
    """Whether a percentage is told of the amount: 6% on 180k."""
    before = [mark for mark in clause.marks if mark.end <= amount.start and not _is_article(mark)]
    of = len(before) > 1 and (before[-1].kind == "link" or before[-1].key == "of")
    return of and before[-2].kind == "share"


def _is_article(mark: Mark) -> bool:
    return mark.kind == "word" and mark.key in articles() and mark.key != "of"
