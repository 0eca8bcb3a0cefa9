"""What is told without an amount: accounts, plans, dates, the limit, the same as hers."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from calc import law
from calc.facts import PlanKind
from calc.worksheets.ira_limit import dollar_limit
from dialogs.interview.suggested_amounts import limits_in_full
from dialogs.session import Told
from dialogs.understanding import amounts
from dialogs.understanding.clauses import Clause, articles, is_harmless
from dialogs.understanding.dates import Said, in_full
from dialogs.understanding.facts.back_doors import hear_back_door, is_back_door
from dialogs.understanding.facts.denied import hear_none
from dialogs.understanding.facts.hearing import COUPLE, Hearing
from dialogs.understanding.facts.meanings import options_of
from dialogs.understanding.facts.signs import words_of
from dialogs.understanding.facts.sums import SAID_WITH, is_of_a_plan
from dialogs.understanding.facts.telling import options
from dialogs.understanding.lexicon import data, lexicon
from dialogs.understanding.slots import (
    LAST,
    OTHER,
    THIS,
    VALUES,
    Slots,
    meant,
    of_the_job,
    slots,
)
from dialogs.understanding.tokens import tokens

_CONTRIBUTED = {"traditional": "contributed", "roth": "contributed_roth"}
_SHORT_YEAR = re.compile(r"\d\d")
_FIRST_ROTH = 1998  # before it there was none
_FIFTY = 50  # the age from which more may go in

_FULL = {  # whose limit is meant where an IRA is maxed
    frozenset({"traditional", "any", "rollover"}): "contributed",
    frozenset({"roth", "any"}): "contributed_roth",
}


def hear_without_amount(hearing: Hearing, clause: Clause, own: Slots) -> bool:
    if "unfiled" in own.things and hearing.question is not None and hearing.question.fact.endswith(".basis"):
        hearing.gathering.add(((hearing.question.fact, "0"),))  # the answer to what the last form shows
        return True
    if _is_another_account(hearing, clause) or _is_now_mine(hearing, clause):
        return True
    if "rolled_over" in own.acts and next(lexicon("accounts", "own_now").find(tokens(clause.text.casefold())), None):
        for who in hearing.people:
            hearing.gathering.drop(f"{who}.ira_kinds", "inherited")
        return True
    if clause.relative and "basis" in own.things and hearing.denied_in == clause.number:
        return _never_after_tax(hearing)
    if clause.of("not"):
        of_plan = clause.number in hearing.of_plans - hearing.of_somebody and (own.plans or not own.iras)
        of_plan = of_plan or is_of_a_plan(hearing, clause)
        of_plan = of_plan and not (_denies_a_plan(clause) or _denies_own_deed(clause))
        return not of_plan and hear_none(hearing, clause, own)
    if "covered" in own.acts:
        for who in hearing.people:
            hearing.gathering.add(((f"{who}.covered", True),))
        return True
    if _as_much(hearing, clause, own):
        return True
    if "foreign" in own.things and clause.has("link", "all"):  # 98,000, and I exclude all of it
        pays = [fact for fact in hearing.facts if fact.endswith(".compensation")]
        for fact in pays:
            excluded = f"{fact.partition('.')[0]}.foreign_excluded"
            hearing.gathering.add(((excluded, hearing.gathering.value(fact)),))
        return bool(pays)
    if _went_in(hearing, clause):
        return True
    if (
        "returned" in own.acts
        and hearing.facts[:1]
        and hearing.facts[0].endswith(".withdrew")
        and not own.any("paid_in")
    ):
        (fact,) = hearing.facts[:1]  # what is back within sixty days counts as none
        hearing.gathering.add(((fact, hearing.gathering.value(fact)), (fact, "0")), corrects=True)
        return True
    own_words = slots(clause, hearing.years)
    if is_back_door(own_words) and not asks_for_a_list(hearing) and hear_back_door(hearing, clause, own):
        return True
    if "converted" in own.acts and (clause.has("link", "it", "all") or not (own_words.iras or own_words.plans)):
        for who in hearing.people:
            hearing.gathering.settle(f"{who}.contributed", f"{who}.contributed_roth")
        if _move(own) == "converted" and _converts_what_went_in(hearing, clause, own):
            return True
    if clause.of("each") and not clause.of("act", "not") and _whole_of_people(clause):
        return _tick_alike(hearing)
    asked = hearing.question.fact if hearing.question else ""
    emptied = own.any("rolled_in", "emptied") or (own.any("converted", "rolled_over") and clause.has("link", "all"))
    away = _into_the_roth(clause, own) and not asked.endswith(".roth")
    if emptied and asked.rpartition(".")[2] in VALUES and (away or not set(own.iras) - {"any"}):
        hearing.gathering.add(((asked, "0"),))
        return True
    if "always_deducted" in own.acts and not {"roth", "inherited"} & set(own.iras) and not own.plans:
        for who in hearing.people:
            hearing.gathering.add(((f"{who}.basis", "0"),))
        return True
    if asks_for_a_list(hearing) and (moves := _moves(own)):
        for move in moves:
            hearing.tick(asked.partition(".")[0], "moves", move)
        return True
    return (
        _the_same(hearing, clause)
        or _for_the_year_before(hearing, clause)
        or _year_as_amount(hearing, clause, own)
        or _idle(hearing, clause, own)
        or _emptied(hearing, clause, own)
        or _maxed(hearing, clause, own)
        or hear_kinds(hearing, clause, own)
        or _own_business(hearing, clause)
    )


def _is_another_account(hearing: Hearing, clause: Clause) -> bool:
    """Whether it says anew what the amount before is in: a rollover with 33k, wait, that's my old 401(k)."""
    own = slots(clause, hearing.years)
    led = lexicon("grammar", "that_is").at(tokens(clause.text.casefold()), 0)
    near = hearing.facts_in in {clause.number, clause.number - 1}
    told = [
        fact for fact in hearing.facts if fact.rpartition(".")[2] in {*VALUES, "value"} and fact in hearing.gathering
    ]
    if led is None or not near or len(told) != 1 or hearing.taken_back_in != clause.number or clause.of("not"):
        return False
    kind = next((key for key in own.iras if key in VALUES), None)
    plan = next((key for key in own.plans if key != "any"), None)
    name = kind or (f"plans.{plan}.value" if plan else None)
    if name is None or len(own.iras) + len(own.plans) > 1:
        return False
    (fact,) = told
    who = fact.partition(".")[0]
    hearing.gathering.drop(f"{who}.ira_kinds", fact.rpartition(".")[2])
    hearing.gathering.rename(fact, f"{who}.{name}")
    hearing.facts = (f"{who}.{name}",)
    return True


def _is_now_mine(hearing: Hearing, clause: Clause) -> bool:
    """Whether an account of the other is one's own now: he had an IRA with 210k, which I moved into my own name."""
    said = tokens(clause.text.casefold())
    moved = clause.has("act", "rolled_over", "inherited") and next(lexicon("accounts", "own_now").find(said), None)
    theirs = [fact for fact in hearing.facts if fact.rpartition(".")[2] in VALUES and fact in hearing.gathering]
    if not moved or hearing.facts_in != clause.number or len(theirs) != 1 or not clause.of(*COUPLE):
        return False
    (fact,) = theirs
    who, _, name = fact.partition(".")
    mine = clause.of(*COUPLE)[0].kind
    if who == mine:
        return False
    hearing.gathering.drop(f"{who}.ira_kinds", name)
    hearing.gathering.rename(fact, f"{mine}.{name}")
    hearing.facts, hearing.who = (f"{mine}.{name}",), mine
    return True


def _denies_a_plan(clause: Clause) -> bool:
    """Whether it says that there is no plan, and nothing of how one works: my job has no 401(k)."""
    told = [mark for mark in clause.marks if mark.kind != "word"]
    return not clause.of("thing", "amount", "share") and any(
        denied.kind == "not" and named.kind == "plan" for denied, named in pairwise(told)
    )


def _denies_own_deed(clause: Clause) -> bool:
    """Whether one of the couple says that they did nothing, beside a word of a plan: she did no conversions."""
    first = next(iter(clause.marks), None)
    doer = first is not None and first.kind in {*COUPLE, "both"}
    return doer and clause.has("act", "converted", "paid_in", "took_out") and not clause.of("plan", "thing")


def _own_business(hearing: Hearing, clause: Clause) -> bool:
    """Whether somebody is told to work for themselves: he has his own consulting business."""
    said = tokens(clause.text.casefold())
    told = {key for one in lexicon("own_words", "self_employed").find(said) for key in one.keys}
    past = any(token.text in data("grammar")["had"]["words"] for token in said)  # when I had my own shop
    if past or told != {"self_employed.yes"} or clause.has("mood", "used_to", "supposed", "wished", "ended"):
        return False
    for who in hearing.people:
        hearing.gathering.add(((f"{who}.self_employed", True),))
    return True


def asks_for_a_list(hearing: Hearing) -> bool:
    """Whether the open question is for what was done."""
    return hearing.question is not None and hearing.question.fact.endswith(".moves")


def _never_after_tax(hearing: Hearing) -> bool:
    """Whether what never went in was only what is not deducted: I never put money in that was not deducted."""
    whose = [who for who in hearing.people if ("contributed", "0") in hearing.denied]
    for who in whose:
        for name in ("contributed", "contributed_roth"):
            if hearing.gathering.value(f"{who}.{name}") == "0":
                hearing.gathering.rename(f"{who}.{name}")
        hearing.gathering.add(((f"{who}.basis", "0"),))
    return bool(whose)


def _went_in(hearing: Hearing, clause: Clause) -> bool:
    """Whether all that an account holds went in this year: I have 5k in a Roth that I contributed in April."""
    said = slots(clause, hearing.years)
    held = [fact for fact in hearing.facts if fact.rpartition(".")[2] in _CONTRIBUTED]
    this = said.year in {None, THIS} and said.for_year in {None, THIS} and bool(clause.of("time"))
    possible = hearing.value <= dollar_limit(law.latest(), _FIFTY).money
    if said.acts != {"paid_in"} or said.iras or said.plans or clause.has("link", "too"):
        return False
    if not (held and this and possible and hearing.account_in == clause.number):
        return False
    for fact in held:
        who, _, kind = fact.rpartition(".")
        hearing.gathering.add(((f"{who}.{_CONTRIBUTED[kind]}", f"{hearing.value:f}"),), sure=False)
    return True


def _converts_what_went_in(hearing: Hearing, clause: Clause, own: Slots) -> bool:
    """Of "put in 7,500 and converted it all" the conversion; how much it was by then is asked.

    What went in the year before is converted in this one where that is said.
    """
    words = tokens(clause.text.casefold())
    at_once = next(lexicon("grammar", "at_once").find(words), None) is not None
    whole = clause.has("link", "all") or at_once
    whole = whole and next(lexicon("grammar", "in_part").find(words), None) is None
    told = [fact for fact in hearing.facts if fact.endswith((".contributed", ".contributed_prior"))]
    for fact in told:
        who, values = fact.partition(".")[0], set(hearing.gathering.values(fact))
        value = values.pop() if len(values) == 1 else None
        hearing.gathering.choose(fact, value)
        hearing.tick(who, "moves", "converted")
        earlier = hearing.gathering.value(f"{who}.contributed_prior") if fact.endswith(".contributed") else None
        if isinstance(value, str) and isinstance(earlier, str) and clause.has("link", "all"):
            value = f"{Decimal(value) + Decimal(earlier):f}"  # for both years, all converted
        if value is not None and whole:
            hearing.converted_whole += [(f"{who}.converted", value)]
    before = hearing.put_in_before if own.year == THIS and not told else ()
    hearing.converted_whole += [(f"{who}.converted", f"{amount:f}") for who, amount in before]
    return bool(told or before)


def hear_date(hearing: Hearing, clause: Clause, own: Slots) -> bool:
    """Since when there is a Roth; when the first deposit went into a SIMPLE; the tax year that is spoken of."""
    aside = of_the_job(clause)
    times = [mark for mark in clause.marks if mark.time and mark not in aside]
    from_then = [n for m, n in pairwise(clause.marks) if n in times and "opened" in m.keys]  # every year since 2011
    time = (from_then or times)[0].time if times else None
    led = slots(clause, hearing.years)
    denied = bool(clause.of("not")) and not clause.has("link", "except")  # no other IRA but the Roth from 2021
    if time is None or denied or (led.for_year and not led.year and clause.amount):
        return False
    asked = hearing.question
    of_another = clause.of("ira", "plan", "amount") or slots(clause, hearing.years).acts - SAID_WITH
    if asked is not None and asked.card.kind == "year" and hearing.correcting and not of_another:
        hearing.gathering.add(options(asked.fact, str(time.year), hearing.today), corrects=True)
        return True
    of_year = hearing.question is not None and hearing.question.fact == "tax_year"
    kinds = [mark.kind for mark in clause.marks if mark.kind != "cut"]
    only = kinds == ["time"] or kinds[:2] == ["time", "status"]  # 2026 single Chicago
    only = only and (kinds != ["time"] or (clause.number, clause.start) not in hearing.headed)  # last year I did
    only = only and "words" not in clause.joined.split()  # for 2021 and 2022
    if of_year and only and time.said is Said.YEAR and time.year in law.years():  # 2026, single, Texas
        hearing.gathering.add((("tax_year", time.year),))
        return True
    if "tax_year" in own.things:
        hearing.gathering.add(options("tax_year", str(time.year), hearing.today))
        return True
    named = [mark for mark in clause.marks if mark.kind in {"ira", "time"}]
    close = [mark.kind for mark in named] == ["ira", "time"] and named[1].start - named[0].end <= 1  # Roth 2018
    since = (clause.amount is None or close) and own.iras == ("roth",) and time.said is Said.YEAR
    alone = not clause.of("ira") and clause.joined  # a Roth with 9k (2015)
    since = since and (close or alone or not own.acts) and not own.acts - SAID_WITH
    since = since and time.year < hearing.today.year - 1 and not clause.strange  # Roth 2017
    begins = own.any("opened") or clause.has("link", "first_one") or _is_since(clause) or since
    begins = begins or (clause.amount is None and _is_first(clause))
    monthly = clause.amount is not None and amounts.is_periodic(clause.text) and own.any("paid_in")
    if not begins or _is_before(clause) or (monthly and time.said is Said.MONTH):  # 500 a month since January
        return False
    for who in hearing.people:
        if "simple" in (*own.iras, *own.plans) and time.said is Said.YEAR:
            return False  # a year is no day
        if "simple" in (*own.iras, *own.plans):
            hearing.gathering.add(((f"{who}.simple_first_deposit", time.last.isoformat()),))
        elif "roth" in own.iras and "converted" not in own.acts:
            hearing.gathering.add(options(f"{who}.roth_first_year", str(time.year), hearing.today))
            hearing.tick(who, "ira_kinds", "roth")
        else:
            return False
    return True


def _year_as_amount(hearing: Hearing, clause: Clause, own: Slots) -> bool:
    """Of "my basis is 1985" four digits that may be a year."""
    time = next((mark for mark in clause.marks if mark.time and mark.time.words.isdecimal()), None)
    led = time and any(
        m.end <= time.start and time.start - m.end <= 1 and (m.kind == "link" or m.key == "of") for m in clause.marks
    )
    found, itself = meant(replace(own, year=None)), slots(clause, hearing.years)
    if time is None or time.time is None or led or not found.facts or not itself.any("basis", "pay", "agi", "income"):
        return False
    hearing.gathering.add(options_of(hearing, found, own, time.time.words), sure=False)
    return True


def _as_much(hearing: Hearing, clause: Clause, own: Slots) -> bool:
    """Whether as much was converted as went in: 7,500 on August 3, converted on August 6, same amount."""
    put_in = [fact for fact in hearing.facts if fact.endswith((".contributed", ".contributed_prior"))]
    alike = clause.has("link", "alike") and all(mark.kind in {"link", "cut"} for mark in clause.marks)
    if not alike or "converted" not in own.acts or hearing.facts_in != clause.number:
        return False
    for fact in put_in:
        hearing.gathering.add(((f"{fact.partition('.')[0]}.converted", f"{hearing.value:f}"),))
    return bool(put_in)


def _the_same(hearing: Hearing, clause: Clause) -> bool:
    """Of "my salary is 300k, spouse same" the last amount, for the other of the couple."""
    alike = clause.has("link", "alike") and all(
        mark.kind in {*COUPLE, "cut"}
        or mark.key in articles()
        or (mark.kind == "word" and is_harmless(mark.key))
        or (mark.kind == "act" and mark.keys == ("has",))
        or (mark.kind == "link" and {"alike", "for", "it"} & set(mark.keys))
        for mark in clause.marks
    )
    whose = {fact.partition(".")[0] for fact in hearing.facts}
    other = next((mark.kind for mark in clause.of(*COUPLE) if whose == {*COUPLE} - {mark.kind}), None)
    if not alike or other is None:
        return False
    for fact in hearing.facts:
        value = hearing.gathering.value(fact)
        if value is not None:
            hearing.gathering.add(((f"{other}.{fact.partition('.')[2]}", value),))
    return any(hearing.gathering.value(fact) is not None for fact in hearing.facts)


def _for_the_year_before(hearing: Hearing, clause: Clause) -> bool:
    """Of "I sent 6,500, it was for 2025" the contribution just told, as one for the year before."""
    fact = next((fact for fact in hearing.facts if fact.endswith((".contributed", ".contributed_roth"))), "")
    said = slots(clause, hearing.years)
    alone = {mark.kind for mark in clause.marks} <= {"link", "time", "cut"}  # 7,000 in January, for 2025, and …
    of_it = clause.has("link", "it") or (alone and hearing.before.for_year is None)
    if not fact or not said.empty or said.for_year != LAST or not of_it:
        return False
    if hearing.gathering.value(fact) != f"{hearing.value:f}":  # not the only one of this year
        return False
    to_roth = fact.endswith("_roth")  # what went into a Roth for the year before is nothing that is asked for
    hearing.facts = () if to_roth else (f"{fact.rpartition('.')[0]}.contributed_prior",)
    hearing.gathering.rename(fact, *hearing.facts)
    return not to_roth


def _idle(hearing: Hearing, clause: Clause, own: Slots) -> bool:
    asked = hearing.question.fact if hearing.question else ""
    retired = "retired" in own.acts and asked.endswith(".compensation")
    named = clause.of("you", "spouse", "both") or hearing.named_in == clause.number  # I'm 55 and stay home
    itself = clause.has("act", "idle", "retired") or clause.has("link", "too")  # he stays home, we file jointly
    if clause.has("act", "retired") and not clause.of("not", "ira", "plan", "thing"):
        hearing.retired += [who for who in hearing.people if clause.of(*COUPLE, "both", "each")]
    if not itself or not (retired or "idle" in own.acts) or not (named or asked.endswith(".compensation")):
        return False
    if own.any("opened", "paid_in", "converted"):  # opened it as a student
        return False
    acts = [mark.end for mark in clause.of("act") if not {"idle", "retired"}.isdisjoint(mark.keys)]
    theirs = any(acts and acts[0] <= mark.start for mark in clause.of("both"))  # stays home with our two kids
    for who in (hearing.asked_of,) if theirs and not clause.of("you", "spouse") else hearing.people:
        hearing.gathering.add(((f"{who}.compensation", "0"),), sure=not theirs)
    return True


def _into_the_roth(clause: Clause, own: Slots) -> bool:
    """Whether a Roth is only where the money of another account went: I emptied it into the Roth."""
    return own.iras == ("roth",) and clause.has("link", "into")


def _emptied(hearing: Hearing, clause: Clause, own: Slots) -> bool:
    past = clause.has("link", "without") or set(data("grammar")["was"]["words"]) & set(clause.unknown)
    known = own.iras == ("any",) and not past and hearing.gathering.tells("contributed", "traditional")
    known = known or (
        not own.iras and "has" in own.acts and hearing.gathering.tells("converted")
    )  # nothing left in it
    iras = ("traditional",) if known else own.iras
    into = _into_the_roth(clause, own)
    kinds = [kind for kind in iras if kind in VALUES and not into] if "emptied" in own.acts else []
    for who in hearing.people:
        for kind in kinds:
            hearing.gathering.add(((f"{who}.{kind}", "0"),))
            hearing.gathering.gone |= {(f"{who}.ira_kinds", kind)} if "closed" in own.acts else set()
            if hearing.question is not None and hearing.question.fact == f"{who}.ira_kinds" and not own.any("closed"):
                hearing.tick(who, "ira_kinds", kind)  # a traditional with nothing in it
    return bool(kinds)


def _maxed(hearing: Hearing, clause: Clause, own: Slots) -> bool:
    """That somebody puts in as much as the law lets them; how much that is, is known when all was heard."""
    if "maxed" not in own.acts or own.any("after_tax", "match") or own.year in {LAST, OTHER}:
        return False
    if clause.of("share") or not _tells_of_a_limit(clause):  # I max the 401(k), she does 5%
        return False
    if own.plans:
        for fact in hearing.maxed_in(own):
            hearing.tick(fact.split(".")[0], "plan_kinds", PlanKind(fact.split(".")[2]).value)
            hearing.full.append((fact not in hearing.gathering, (fact,)))
        return True
    if not clause.has("act", "maxed"):  # I max the 401(k), all of it Roth
        return False
    into = [name for kinds, name in _FULL.items() if kinds & set(own.iras)]
    if (
        not own.iras and own.any("paid_in", "deferred") and any(map(hearing.gathering.plan_of, hearing.people))
    ):  # my 401(k) takes after-tax money. I put in the max
        into = ["plans.?.deferrals"]
    hearing.full += [(False, facts) for facts in zip(*(hearing.named(name, own) for name in into), strict=True)]
    return bool(into) and (hear_kinds(hearing, clause, own) or True)


def hear_aim_at_the_limit(hearing: Hearing, clause: Clause) -> bool:
    """That what was just told of a plan shall become the limit: 18k so far, going to max it."""
    if not clause.has("act", "maxed") or hearing.facts_in not in {clause.number, clause.number - 1}:
        return False
    aims = [(fact,) for fact in hearing.facts if fact.endswith(".deferrals")]
    hearing.full += [(False, facts) for facts in aims]
    return bool(aims)


def _tells_of_a_limit(clause: Clause) -> bool:
    """Whether it can tell that something is maxed, with what was said before it: she hers; her 403(b) too."""
    theirs = any(words_of(clause, mark) in data("people")["possessed"]["words"] for mark in clause.marks)
    named = bool(clause.of("plan", "ira", "act", "each", "thing"))
    return theirs or named or clause.has("link", "too", "alike", "all")


def told_in_full(hearing: Hearing) -> None:
    """Gather the limits that were meant, with the catch-up of the age where it is known."""
    told = hearing.gathering
    year = next((int(str(one)) for one in (*told.values("tax_year"), hearing.agenda.facts.tax_year) if one), None)
    for sure, facts in hearing.full:
        if any(told.doubts(fact) for fact in facts):
            continue
        options: list[tuple[str, Told]] = []
        for fact in facts:
            who, _, rest = fact.partition(".")
            noted = hearing.agenda.answers.get(f"{who}.birth_year")
            born = told.values(f"{who}.birth_year") or ((noted,) if noted is not None else ())
            kind = PlanKind(rest.split(".")[1]) if rest.startswith("plans.") else None
            ages = [(year or hearing.today.year) - int(str(one)) for one in born]
            limits = limits_in_full(rest.rpartition(".")[2], year or hearing.today.year, ages, kind)
            options += [(fact, f"{limit:f}") for limit in limits]
        before = [(fact, told.value(fact)) for fact in facts if fact in told]
        if not before:
            told.add(tuple(options), sure=sure)
        elif not sure and len(facts) == 1 and options and before[0] not in options:  # 18k so far, going to max it
            told.either(*before[0], options[0])


def told_as_a_whole(hearing: Hearing) -> None:
    """Offer what went in as what was converted, and no pay for who is retired, where nothing was told besides."""
    for who in dict.fromkeys(hearing.retired):
        fact = f"{who}.compensation"
        known = fact in hearing.agenda.answers or fact in hearing.gathering
        if not known and not hearing.gathering.doubts(fact):
            hearing.gathering.add(((fact, "0"),), sure=False)
    for who in COUPLE:
        if hearing.gathering.value(f"{who}.contributed") == "0":  # 8,000 for 2025, but nothing this year
            hearing.gathering.unsettle(f"{who}.contributed_prior")
    for option in hearing.converted_whole:
        if option[0] not in hearing.gathering and not hearing.gathering.doubts(option[0]):
            hearing.gathering.add((option,), sure=False)


def hear_kinds(hearing: Hearing, clause: Clause, own: Slots) -> bool:
    """Accounts and plans that somebody is said to have, without a sum."""
    hearing.has = (
        hearing.has or clause.has("act", "has", "opened", "inherited") or clause.has("link", "only", "except")
    )
    if clause.has("link", "except") and not clause.of("not"):  # everything except a SEP
        return False
    either = [list(mark.keys) for mark in clause.of("ira") if len(mark.keys) > 1]  # a rIRA: rollover, or Roth
    mixed = {kind for keys in either for kind in keys}
    kinds = [kind for kind in clause.keys("ira") if kind in own.iras and kind not in {"any", *mixed}]
    if clause.has("act", "inherited") and "inherited" in own.iras:
        kinds = ["inherited"]
    if _is_taken_in(clause) or _is_any_one(clause):
        kinds = []
    asked = hearing.question.fact.rpartition(".")[2] if hearing.question else ""
    plans = [kind for kind in clause.keys("plan") if kind in own.plans and kind != "any"]
    if asked == "ira_kinds" and _is_an_old_one(clause):
        plans = [kind for kind in plans if kind != "old"]
    if clause.has("act", "earned") and not clause.has("act", "has"):  # I get his pension: it is paid, not held
        plans = [kind for kind in plans if kind != "pension"]
    moved = clause.has("mood", "ended") or own.any(
        "paid_in", "converted", "rolled_over", "rolled_in", "took_out", "withheld", "relabeled"
    )
    named = hearing.has or not _strange_before_place(clause) or clause.of("you", "both", "spouse")
    is_asked = asked == ("ira_kinds" if kinds or either else "plan_kinds")  # the hospital's 403(b)
    only_one = asked == "moves" and clause.has("link", "only") and not clause.has("act", "has")  # of what was done
    if moved or only_one or not (kinds or plans or either) or not (named or is_asked):
        return False
    hearing.has = True
    for who in hearing.people:
        for keys in either:
            hearing.gathering.add(tuple((f"{who}.ira_kinds", [kind]) for kind in keys), sure=False)
    if "or" in clause.joined.split() and (hearing.denied_in == clause.number or _either(hearing, kinds, plans)):
        return True  # or, after a denial, denies that one too
    whole = is_asked and len(hearing.people) > 1 and clause.has("each")  # we both have 403(b)s
    for who in hearing.people:
        if kinds and asked != "plan_kinds" and (whole or clause.has("link", "only", "except")):
            hearing.gathering.close(f"{who}.ira_kinds", kinds)
        if plans and whole:
            hearing.gathering.close(f"{who}.plan_kinds", plans)
        for kind in kinds:
            hearing.tick(who, "ira_kinds", kind, corrects=clause.has("link", "sorry"))
        at_home = hearing.who == "both" and hearing.gathering.value(f"{who}.compensation") == "0"
        for kind in () if at_home else plans:  # my wife is a homemaker; we have a 401(k)
            hearing.tick(who, "plan_kinds", kind)
    return True


def _either(hearing: Hearing, kinds: list[str], plans: list[str]) -> bool:
    """Whether it is this account or the one just told, which somebody mixes up: a 401(k) or a 403(b)."""
    many, keys = ("plan_kinds", plans) if plans else ("ira_kinds", kinds)
    values = [fact for fact in hearing.facts if fact.rpartition(".")[2] in VALUES]
    if len(keys) == 1 and keys[0] in VALUES and values:  # 20k in the traditional, or it's the rollover
        for fact in values:
            told = hearing.gathering.value(fact)
            if told is not None:
                hearing.gathering.either(fact, told, (f"{fact.rpartition('.')[0]}.{keys[0]}", told))
        return True
    last = [key for number, list_, key in hearing.ticked if number == hearing.sentence and list_ == many][-1:]
    if len(keys) != 1 or not last or last == keys:
        return False
    for who in hearing.people:
        fact = f"{who}.{many}"
        hearing.gathering.either(fact, last, (fact, keys))
    return True


def _whole_of_people(clause: Clause) -> bool:
    """Whether a clause says no more than of whom it is: both of us."""
    return all(mark.kind in {"each", "both", "link", "cut"} or mark.key in articles() for mark in clause.marks)


def _tick_alike(hearing: Hearing) -> bool:
    """Of "a 401k, both of us" what was just ticked for one, or denied, for the other as well."""
    alike = [(many, key) for number, many, key in hearing.ticked if number == hearing.sentence]
    denied = hearing.denied if hearing.denied_in == hearing.sentence else ()
    asked = hearing.question.fact.rpartition(".")[2] if hearing.question else ""
    for who in hearing.people:
        for many, key in alike:
            hearing.tick(who, many, key)
        if asked in {many for many, _ in alike}:  # the whole answer, of both: 401(k), both of us
            hearing.gathering.close(f"{who}.{asked}", [key for many, key in alike if many == asked])
        for fact, value in denied:
            hearing.gathering.add(((f"{who}.{fact}", value),))
    return bool(alike or denied)


def _moves(own: Slots) -> tuple[str, ...]:
    """Of what was done without an amount the ticks in the list of moves; a back door is both."""
    if "backdoor" in own.acts and own.year in {None, THIS} and own.for_year in {None, THIS}:
        return ("traditional", "converted")
    move = _move(own)
    return (move,) if move else ()


def _move(own: Slots) -> str:
    current = own.year in {None, THIS} and own.for_year in {None, THIS}
    if "converted" in own.acts:
        return "converted" if current else ""
    if "took_out" in own.acts:
        return "withdrew" if current and not own.plans else ""
    if "paid_in" not in own.acts or own.plans:
        return ""
    if own.for_year == LAST:
        return "prior" if own.year in {None, THIS} else ""
    return ("roth" if own.iras == ("roth",) else "traditional") if current else ""


def _is_taken_in(clause: Clause) -> bool:
    """Whether an account is only what a plan does something with: the new plan accepts rollovers."""
    plan, account = (next(iter(clause.of(kind)), None) for kind in ("plan", "ira"))
    if plan is None or account is None or clause.of("act"):
        return False
    if any(mark.end <= account.start for mark in clause.of("link")):  # a 401(k) beside an IRA
        return False
    between = (m for m in clause.of("word") if plan.end <= m.start and m.end <= account.start)
    return any(not is_harmless(mark.key) for mark in between)


def hear_short_year(hearing: Hearing, clause: Clause, own: Slots) -> bool:
    """Since when there is a Roth, in two digits: she has a Roth since 09."""
    span = clause.amount.amount if clause.amount else None
    if span is None or own.iras != ("roth",) or not _SHORT_YEAR.fullmatch(span.words):
        return False
    before = [mark for mark in clause.marks if clause.amount and mark.end <= clause.amount.start][-1:]
    led = bool(before) and ("opened" in before[0].keys or "from" in before[0].keys)
    year = in_full(int(span.words), hearing.today)
    if not led or year > hearing.today.year or year < _FIRST_ROTH:
        return False
    for who in hearing.people:
        hearing.gathering.add(((f"{who}.roth_first_year", year),))
    return True


def _is_an_old_one(clause: Clause) -> bool:
    """Whether "old" is all that is said of a plan: my own old one, where IRAs are asked for."""
    named = [words_of(clause, mark) for mark in clause.of("plan") if "old" in mark.keys]
    return bool(named) and all(lexicon("accounts", "old_one").whole(tokens(one)) for one in named)


def _is_any_one(clause: Clause) -> bool:
    """Whether an account is any there may be, and nobody's: from any pre-tax IRA."""
    pairs = pairwise(clause.marks)
    return any(n.kind == "ira" and m.key in data("grammar")["indefinite"]["words"] for m, n in pairs)


def _strange_before_place(clause: Clause) -> set[str]:
    """The words that nothing recognised, without those that say where an account is: at Schwab."""
    place = next((mark.end for mark in clause.of("link") if "in" in mark.keys), None)
    words = [mark.key for mark in clause.of("word") if place is None or mark.start < place]
    return set(words) - articles()


def _before_the_time(clause: Clause) -> tuple[str, ...]:
    """The keys of the link that leads the first time in a clause: in, from, before."""
    time = next((mark.start for mark in clause.of("time")), 0)
    before = [m for m in clause.marks if m.end <= time and m.key not in articles()][-1:]
    return before[0].keys if before and before[0].kind == "link" else ()


def _is_since(clause: Clause) -> bool:
    """Whether something is from a time, and not only from somewhere: a Roth from 2012."""
    return "from" in _before_the_time(clause)


def _is_first(clause: Clause) -> bool:
    """Whether what went in is called the first: my first Roth contribution was in 2010."""
    pairs = pairwise(clause.marks)
    led = any(m.key in data("grammar")["first"]["words"] and n.kind in {"ira", "act"} for m, n in pairs)
    return led and clause.has("act", "paid_in")


def _is_before(clause: Clause) -> bool:
    """Whether a time only bounds when it was: before 2010."""
    return "without" in _before_the_time(clause)
