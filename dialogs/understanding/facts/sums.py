"""What is told with an amount, or with a share of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from calc.facts import PlanKind
from dialogs.interview.suggested_amounts import limits_in_full, offered
from dialogs.phrases import money as dollars
from dialogs.phrases import say
from dialogs.session import Stage, Told
from dialogs.understanding import amounts as money
from dialogs.understanding.clauses import Clause, articles, is_harmless
from dialogs.understanding.dates import Said
from dialogs.understanding.facts.back_doors import hear_sum_of_back_door, is_back_door, is_done
from dialogs.understanding.facts.denied import hear_none
from dialogs.understanding.facts.hearing import COUPLE, STRANGE, Hearing, is_or_so
from dialogs.understanding.facts.meanings import (
    by_period,
    into_a_sep,
    is_base,
    meant_by_amount,
    of_no_plan,
    of_whole_year,
    options_of,
    or_for_the_year_before,
    with_bonus,
    with_pay,
)
from dialogs.understanding.facts.signs import (
    could_be_an_age,
    does_another_thing,
    is_an_age,
    is_at_a_job,
    is_bare,
    is_of_catch_up,
    of_another_thing,
    words_of,
)
from dialogs.understanding.facts.telling import options
from dialogs.understanding.gathering import Doubt, Option
from dialogs.understanding.lexicon import Found, data, lexicon
from dialogs.understanding.marks import Mark
from dialogs.understanding.slots import (
    LAST,
    LEAST_PAY,
    OTHER,
    THIS,
    VALUES,
    Meant,
    Slots,
    is_firms,
    slots,
)
from dialogs.understanding.tokens import Token, tokens

DEFERRED = 40_000  # dollars; hardly anybody defers as much in a year
_NO_PAY = ("ira", "plan", "thing", "not", "circ", "share", "age")  # an amount beside them is another thing
_GROWN = Decimal("1.1")
_INCOMES = frozenset({"agi", "wages", "compensation"})
_THOUSAND = 1000
_FEW = 10  # a smaller number without a unit, which no question asked for, counts something
SAID_WITH = frozenset({"has", "is_a", "earned", "opened"})  # acts that an answer to any question can be said with
_ACTS_OF = {  # acts that an answer to one question can be said with
    "withheld": frozenset({"took_out", "withheld"}),
    "withdrew": frozenset({"took_out"}),
    "deferrals": frozenset({"paid_in", "deferred", "saved"}),
    "after_tax_made": frozenset({"paid_in", "deferred"}),
    "employer_money": frozenset({"paid_in", "employer"}),
    "contributed": frozenset({"paid_in"}),
    "contributed_roth": frozenset({"paid_in"}),
    "contributed_prior": frozenset({"paid_in"}),
    "contributed_late": frozenset({"paid_in"}),
    "converted": frozenset({"converted"}),
    "converted_next": frozenset({"converted"}),
    "foreign_excluded": frozenset({"deducted"}),
    "compensation": frozenset({"employer"}),
}
_TAKEN = frozenset({"converted", "withdrew"})  # out of an account
_MOVES = frozenset({"converted", "withdrew", "contributed", "contributed_roth"})  # often several a year, each dated


def is_of_a_plan(hearing: Hearing, clause: Clause) -> bool:
    """Whether it tells how a plan works, and nothing of anybody's own money."""
    if _tells_a_deed(clause):
        hearing.deed_in = clause.number
    someones = clause.number in {hearing.named_in, hearing.deed_in, *hearing.of_somebody}
    someones = someones or bool(clause.of("you", "spouse", "both"))
    return clause.number in hearing.of_plans and not someones


def hear_amount(hearing: Hearing, clause: Clause, own: Slots, mark: Mark, *, wished: bool) -> bool:
    span = mark.amount
    if span is None or not span.values or is_of_a_plan(hearing, clause) or _is_bound_of_an_age(clause, span):
        return False
    corrects = _says_anew(hearing, clause, own, span)
    if clause.turns and own.any("paid_in", "took_out", "relabeled", "returned", "converted"):
        hearing.turned.append(span.values[0])
        return False
    if _takes_expenses(hearing, clause, span) or _is_benefit(hearing, own, span):
        return True
    part = _part_of_plan(hearing, clause, span)
    if part is not None:
        return part
    if _is_told_already(hearing, clause, mark, span):
        return True
    if is_back_door(own) and not own.plans and is_done(hearing, clause) and not wished:
        return hear_sum_of_back_door(hearing, own, clause.text, span)
    if "after_tax" in own.things and isinstance(span.amount, money.Bound) and not own.acts - SAID_WITH:
        return any(f"{who}.plans.{kind}.after_tax_capped" in hearing.gathering for who in COUPLE for kind in PlanKind)
    if "after_tax" in own.things and _is_led_by_most(clause, mark):
        kinds = hearing.named("plans.?.after_tax_capped", own)
        for fact in kinds:
            hearing.gathering.add(options(fact, span.words, hearing.today))
        return bool(kinds)
    if is_or_so(hearing, clause):
        return _or_so(hearing, span)
    if "basis" in own.things and next(lexicon("grammar", "by_the_form").find(tokens(clause.text.casefold())), None):
        corrects = True
    if (first := _went_in_before(hearing, clause, own, mark)) is not None:
        return first
    found = meant_by_amount(hearing, clause, own, mark)
    counted = mark.key == "number" and 0 < max(span.values) < _FEW and hearing.question is None  # a mother of 3
    if found is None or counted or (mark.key == "number" and is_an_age(clause, mark)):
        return False
    if _is_part_of_account(hearing, clause, found, mark):
        return True
    moved = _on_another_day(hearing, clause, found)
    elsewhere = moved or _of_account(hearing, clause, own, found)
    if not elsewhere and _answers_question(hearing, clause, found, wished=wished):
        return _answer(hearing, clause, span)
    if corrects and hearing.facts and slots(clause, hearing.years).empty:
        for fact in hearing.facts:
            hearing.gathering.add(options(fact, span.words, hearing.today), corrects=True)
        return True
    only = clause.has("link", "except") and bool(clause.of("not") and own.iras)  # nothing except a SEP with 20k
    if only:
        for who in hearing.people:
            hearing.gathering.close(f"{who}.ira_kinds", [kind for kind in own.iras if kind != "any"])
    if (clause.has("link", "instead") or clause.of("not")) and not only:
        return bool(hearing.facts) and slots(clause, hearing.years).empty  # "45k, not 40k"
    if wished and found.facts != ("save",):
        return found.facts == ("converted",) and _wishes(hearing, span)
    of_plan = hearing.question is not None and hearing.question.kind is not None
    if of_plan and "converted" in own.acts and not own.iras:  # inside the plan
        return False
    if found.adds and hearing.gathering.add_in_thousands(f"{hearing.people[0]}.{found.facts[0]}", span.values[0]):
        return True
    if not found.facts and "paid_in" in own.acts and own.year == LAST and not (own.plans or "roth" in own.iras):
        hearing.put_in_before = tuple((who, span.values[0]) for who in hearing.people)
    if not found.facts:
        return _of_nothing_named(hearing, clause, own, span)
    bare = slots(clause, hearing.years)
    if clause.has("act", "has") and bare.empty and not span.values[0] and own.any("converted", "paid_in"):
        found, own = replace(found, facts=("traditional",)), replace(own, iras=("any",))  # converted it, balance 0
    empty = own.iras == ("any",) and not span.values[0] and set(found.facts) & set(VALUES)
    if (
        empty and clause.has("act", "has") and hearing.gathering.tells("contributed")
    ):  # paid in and converted: at zero
        for who in hearing.people:
            hearing.gathering.add(((f"{who}.traditional", "0"),))
        return True
    if empty:  # zero in any IRA
        return hear_none(hearing, clause, own)
    _settle_what_was_converted(hearing, found, span)
    found = or_for_the_year_before(clause, own, _in_or_there(found, span.values[0]))
    return _note(hearing, clause, own, found, span, corrects=corrects, moved=moved)


def _is_bound_of_an_age(clause: Clause, span: money.Span) -> bool:
    """Whether a bare number is what somebody's age is below or above: both under 50."""
    of_somebody = bool(clause.of("you", "spouse", "both", "each")) and not clause.of("act", "thing", "ira", "plan")
    return of_somebody and isinstance(span.amount, money.Bound) and could_be_an_age(span.values[0])


def _is_told_already(hearing: Hearing, clause: Clause, mark: Mark, span: money.Span) -> bool:
    """Whether an amount is only spoken of again: no, the 12,100 is what's left."""
    led = [one for one in clause.marks if one.end <= mark.start][-1:]
    definite = bool(led) and led[0].key in data("grammar")["definite"]["words"]
    bare = slots(clause, hearing.years)
    return definite and bare.empty and not bare.acts and hearing.gathering.holds(span.values)


def _says_anew(hearing: Hearing, clause: Clause, own: Slots, span: money.Span) -> bool:
    """Whether an amount stands in the place of the one before it; that one is forgotten, whatever it was of."""
    if hearing.correcting and hearing.value != span.values[0]:
        hearing.gathering.take_back(f"{hearing.value:f}")  # 5k, sorry, 6k in my traditional
    said_anew = hearing.correcting and slots(clause, hearing.years).empty
    hearing.correcting = False
    return _takes_back(hearing, clause, own) or clause.has("mood", "comes_to") or said_anew


def _takes_back(hearing: Hearing, clause: Clause, own: Slots) -> bool:
    """Whether something is said anew; "should be" beside a thing of its own only expects."""
    expected = {mark.start for mark in clause.of("mood") if "will_be" in mark.keys}
    said = [mark for mark in clause.of("link") if "sorry" in mark.keys and mark.start not in expected]
    return bool(said) or (clause.has("link", "sorry") and not own.things and slots(clause, hearing.years).empty)


def _is_led_by_most(clause: Clause, amount: Mark) -> bool:
    """Whether an amount is the most there may be: max. 12,000 a year."""
    before = [mark for mark in clause.marks if mark.end <= amount.start and not _is_small_word(mark)]
    return len(before) == 1 and before[0].kind == "act" and "maxed" in before[0].keys


def _is_small_word(mark: Mark) -> bool:
    return mark.kind == "word" and mark.key in articles()


def _or_so(hearing: Hearing, span: money.Span) -> bool:
    """The amount before, and of another size: 20k, maybe 22."""
    small = span.values[0] < _THOUSAND <= hearing.value
    value = span.values[0] * (_THOUSAND if small else 1)
    told = {fact: hearing.gathering.value(fact) for fact in hearing.facts}
    for fact, before in told.items():
        if before is not None:
            hearing.gathering.either(fact, before, (fact, f"{value:f}"))
    return any(before is not None for before in told.values())


def _went_in_before(hearing: Hearing, clause: Clause, own: Slots, mark: Mark) -> bool | None:
    """Of what went into an IRA in an earlier year: whether it is told as basis; None for any other amount.

    Opened in 2021 with 6,000, never deducted: what it was opened with is not what it holds.
    """
    led = [token.text for token in tokens(clause.text[: mark.start - clause.start].casefold())][-1:]
    opened = "opened" in own.acts and bool(led) and led[0] in data("grammar")["opened_with"]["words"]
    past = own.year in {LAST, OTHER} and own.for_year in {None, LAST, OTHER}
    holds = [one for one in clause.of("act") if one.start >= mark.end and "has" in one.keys]  # with 30k in it
    begins = any(words_of(clause, one) in data("grammar")["begins"]["words"] for one in clause.of("act"))
    if past and opened and begins and own.iras == ("roth",) and not holds:
        return False
    if not past or not (opened or "paid_in" in own.acts) or not own.iras or set(own.iras) - {"traditional", "any"}:
        return None
    if clause.number not in hearing.undeducted or mark.amount is None:
        return False if opened else None
    for who in hearing.people:
        hearing.gathering.add(options(f"{who}.basis", mark.amount.words, hearing.today))
    return True


def _settle_what_was_converted(hearing: Hearing, found: Meant, span: money.Span) -> None:
    """What went in just before, and was converted with little growth, went into no Roth."""
    put_in = any(fact.endswith(".contributed") for fact in hearing.facts)
    if found.facts == ("converted",) and put_in and hearing.value <= span.values[0] <= hearing.value * _GROWN:
        for who in hearing.people:
            hearing.gathering.settle(f"{who}.contributed", f"{who}.contributed_roth")


def _readings(hearing: Hearing, clause: Clause, own: Slots, found: Meant, span: money.Span) -> Doubt:
    """What an amount may be, with the account named beside an "or", and with the bonus told before a pay."""
    doubt = by_period(hearing, clause, options_of(hearing, found, own, span.words), span)
    other = _other_account(hearing, doubt) if "or" in clause.joined.split() else None
    doubt = (*doubt, other) if other else doubt
    return doubt if found.adds else with_bonus(hearing, clause, doubt, span)


def _note(
    hearing: Hearing, clause: Clause, own: Slots, found: Meant, span: money.Span, *, corrects: bool, moved: bool
) -> bool:
    """Gather an amount as the facts that it may be of."""
    doubt = _readings(hearing, clause, own, found, span)
    if "profit" in own.things:
        together = with_pay(hearing, doubt, span)
        corrects, doubt = corrects or together != doubt, together
    if not doubt:
        return False
    hearing.has = True
    if _is_of_a_firm(hearing, own, found):
        return False
    hearing.facts, hearing.value = tuple(dict.fromkeys(fact for fact, _ in doubt)), span.values[0]
    hearing.facts_in = clause.number
    if "pretax" in own.things and all(fact.endswith(".value") for fact in hearing.facts):
        hearing.pretax_in = clause.number
    if _of_each(hearing, clause, own, found, span, doubt, corrects=corrects):
        return True
    if "contributed_prior" in found.facts and clause.has("link", "of_it"):
        hearing.parts.append(span.values[0])
    more = found.adds or clause.has("link", "more") or moved
    catch_up = is_of_catch_up(clause) and "plans.?.deferrals" in found.facts
    if catch_up:
        doubt, more = tuple(option for option in doubt if option[0].endswith(".deferrals")), True
        for fact, _ in doubt:
            hearing.gathering.settle_as(fact)
    plain = isinstance(span.amount, money.Exact) and span.kind == "money"
    _remember_what_was(hearing, clause)
    so_far = clause.has("link", "ytd")
    doubt = of_whole_year(hearing, doubt) if so_far else doubt
    of_moves = hearing.question is not None and hearing.question.fact.endswith(".moves")
    sure = found.sure or catch_up or (of_moves and "contributed_prior" in found.facts)
    sure = len(doubt) == 1 and plain and (sure or (hearing.who == "spouse" and "agi" in found.facts))
    if of_no_plan(hearing, clause, found, own):
        sure, doubt = False, (*into_a_sep(hearing, span), *doubt)
    on_top = clause.has("link", "more") and found.facts == ("compensation",) and not _is_told(hearing, doubt)
    months = [mark for mark in clause.of("time") if mark.time and mark.time.said is Said.MONTH]
    on_top = on_top or (found.facts == ("compensation",) and len(months) > 1)  # from January to March: a part of it
    unsure = _is_take_home(hearing, clause, found) or clause.dangerous or so_far or on_top
    sure = sure and not unsure
    if found.facts == ("compensation",) and _is_paid_by_a_firm(clause):
        sure, more, doubt = False, False, (*_into_the_plan(hearing, own, span), *doubt)
    if not corrects:
        doubt, sure = _beside_noted(hearing, clause, doubt, sure=sure)
    if _is_all_roth(hearing, clause, found) and hearing.question is not None:
        whole = options(hearing.question.fact, span.words, hearing.today)
        limit = offered("deferrals", hearing.agenda.facts, hearing.question.who, hearing.question.kind)[:1]
        if plain or {Decimal(str(value)) for _, value in whole[:1]} == {*limit}:  # 24.5 all Roth
            for fact in (hearing.question.fact, doubt[0][0]):
                hearing.gathering.add(((fact, whole[0][1]),))
            return True
    hearing.gathering.add(doubt, sure=sure, more=more, corrects=corrects)
    if found.facts == ("compensation",) and hearing.who in hearing.changed_jobs:
        hearing.gathering.partial.add(f"{hearing.who}.compensation")
    if clause.of("plan"):
        _tick_plan(hearing, doubt)
    return True


def _is_paid_by_a_firm(clause: Clause) -> bool:
    """Whether a firm is said to pay an amount, and nobody that it goes to: and the company paid 20,000 on top."""
    span = clause.amount.amount if clause.amount else None
    small = span is not None and span.values[0] < DEFERRED
    job = any(words_of(clause, mark).split()[0] in data("plan")["job"]["words"] for mark in clause.of("act"))
    return small and clause.has("act", "pays", "from_firm") and not clause.of(*COUPLE, "thing") and not job


def _into_the_plan(hearing: Hearing, own: Slots, span: money.Span) -> Doubt:
    """An amount as what a firm put into the plan at work."""
    plans = hearing.named("plans.?.employer_money", own)
    return tuple(option for fact in plans for option in options(fact, span.words, hearing.today))


def _beside_noted(hearing: Hearing, clause: Clause, doubt: Doubt, *, sure: bool) -> tuple[Doubt, bool]:
    """What was done now beside what is noted of the year: on top of it, or all there is. Another 1,000 converted.

    A contribution that the two together would not fit into is all there is.
    """
    if any(fact.rpartition(".")[2] not in _MOVES or fact in hearing.gathering for fact, _ in doubt):
        return doubt, sure
    together = [(fact, f"{sum_:f}") for fact, value in doubt if (sum_ := _with_noted(hearing, fact, value))]
    if not together:
        return doubt, sure
    return ((*together, *doubt) if clause.has("link", "more") else (*doubt, *together)), False


def _with_noted(hearing: Hearing, fact: str, value: Told) -> Decimal | None:
    """An amount and what is noted of it; None where nothing else is, or where the two cannot be together."""
    who, _, name = fact.partition(".")
    before = hearing.agenda.answers.get(fact)
    if not (isinstance(value, str) and isinstance(before, str)) or "%" in value:
        return None
    noted, told = Decimal(before), Decimal(value)
    if hearing.puts_right or noted in hearing.instead_of:
        return None
    year = hearing.agenda.facts.tax_year or hearing.today.year
    born = hearing.agenda.answers.get(f"{who}.birth_year")
    most = limits_in_full("contributed", year, (year - born,) if isinstance(born, int) else ())
    fits = not name.startswith("contributed") or not most or noted + told <= max(most)
    return noted + told if fits and noted and noted != told else None


def _tick_plan(hearing: Hearing, doubt: Doubt) -> None:
    """The plan in which an amount is, whatever it is there."""
    plans = {tuple(fact.split(".")[:3]) for fact, _ in doubt if ".plans." in fact}
    only = len(plans) == 1 and all(".plans." in fact for fact, _ in doubt)
    if only and hearing.whose_sure and not hearing.question_of_plan:
        who, _, kind = plans.pop()
        hearing.tick(who, "plan_kinds", kind)


def _is_told(hearing: Hearing, doubt: Doubt) -> bool:
    """Whether something was told of one of the facts already."""
    noted = hearing.agenda.answers
    return any(fact in hearing.gathering or hearing.gathering.doubts(fact) or fact in noted for fact, _ in doubt)


def _is_all_roth(hearing: Hearing, clause: Clause, found: Meant) -> bool:
    """Whether what is told of the Roth side of a plan is all that goes into it, where that is asked for."""
    asked = hearing.question.fact.endswith(".deferrals") if hearing.question else False
    return asked and found.facts == ("plans.?.roth_deferrals",) and clause.has("link", "all")


def _other_account(hearing: Hearing, doubt: Doubt) -> Option | None:
    """The account named just before, in which the amount may be as well: either a SEP or a SIMPLE with 21k."""
    who, _, name = doubt[0][0].rpartition(".")
    last = [key for number, many, key in hearing.ticked if number == hearing.sentence and many == "ira_kinds"][-1:]
    if len(doubt) > 1 or name not in VALUES or not last or last[0] == name or last[0] not in VALUES:
        return None
    hearing.gathering.drop(f"{who}.ira_kinds", last[0])
    return f"{who}.{last[0]}", doubt[0][1]


def _is_take_home(hearing: Hearing, clause: Clause, found: Meant) -> bool:
    """Whether a pay may be what arrives after tax, as the sentence says: I bring home 190, my partner 105."""
    if found.facts != ("compensation",):
        return False
    said = tokens(clause.text.casefold())
    if next(lexicon("arithmetic", "take_home", "brings_home").find(said), None) is not None:
        hearing.net_in = clause.number
    arrives = hearing.net_in == clause.number
    hearing.gathering.net |= set(hearing.facts) if arrives else set()
    return arrives


def _remember_what_was(hearing: Hearing, clause: Clause) -> None:
    """What an account had need not be there any more."""
    if any(words_of(clause, one) in data("grammar")["had"]["words"] for one in clause.of("act")):
        hearing.has_had = (*hearing.has_had, *(fact for fact in hearing.facts if fact.rpartition(".")[2] in VALUES))


def _of_each(
    hearing: Hearing, clause: Clause, own: Slots, found: Meant, span: money.Span, doubt: Doubt, *, corrects: bool
) -> bool:
    """Whether an amount is of each: of both plans of one person, or of two people that the sentence names."""
    plans = hearing.both_plans and clause.has("each")
    if plans and (found.facts == ("plans.?.deferrals",) or "contributed" in found.facts):
        for fact in hearing.maxed_in(own):
            hearing.gathering.add(options(fact, span.words, hearing.today), corrects=True)
        return True
    of_both = hearing.who == "each" and hearing.named_in == clause.number
    if of_both and not found.sure and set(found.facts) == {"contributed", "contributed_roth"}:
        for who in hearing.people:
            hearing.gathering.add(tuple(one for one in doubt if one[0].startswith(f"{who}.")), sure=False)
        return True
    if not of_both or not found.sure or len(hearing.facts) != len(doubt):
        return False
    for option in doubt:
        hearing.gathering.add((option,), corrects=corrects)
    return True


def _takes_expenses(hearing: Hearing, clause: Clause, span: money.Span) -> bool:
    """Of what a business took in, just told, what is left after its expenses: 160k gross, 30k expenses."""
    if next(lexicon("accounts", "expenses").find(tokens(clause.text.casefold())), None) is None:
        return False
    names = {fact.rpartition(".")[2] for fact in hearing.facts}
    if not names or not names <= {"net_profit", "compensation"} or not 0 < span.values[0] < hearing.value:
        return False
    rest = hearing.value - span.values[0]
    asked = hearing.question.fact if hearing.question else ""
    if asked.endswith(".net_profit") and len(hearing.facts) == 1 and hearing.gathering.value(hearing.facts[0]):
        hearing.gathering.rename(hearing.facts[0], asked)  # what was made there is the business's
        hearing.facts = (asked,)
    doubt = tuple((fact, f"{rest:f}") for fact in hearing.facts)
    hearing.gathering.add(doubt, sure=len(doubt) == 1, corrects=True)
    for fact in hearing.facts:
        hearing.gathering.worked[fact] = say("talk.worked.minus", first=dollars(hearing.value), second=span.values[0])
    return True


def _part_of_plan(hearing: Hearing, clause: Clause, span: money.Span) -> bool | None:
    """Whether the pre-tax part of what a plan holds is told, and taken as its value; None where it is no part at all.

    A part that is after-tax or Roth comes off, and is told nowhere else: 212k, of which 38k is after-tax.
    """
    plans = [fact for fact in hearing.facts if ".plans." in fact and fact.endswith(".value")]
    in_it = hearing.summed_in == clause.number and bool(plans) and plans == list(hearing.facts)
    bare = slots(clause, hearing.years)
    side = hearing.sides.get((clause.number, clause.start))
    if side is not None and plans:
        if side == "pretax":
            for fact in plans:
                hearing.gathering.add(options(fact, span.words, hearing.today), corrects=True)
        return side == "pretax"
    sides = bare.things & {"after_tax", "roth_side", "pretax"} or ({"roth_side"} if bare.iras == ("roth",) else set())
    if not in_it or len(sides) != 1 or bare.plans or set(bare.iras) - {"roth"} or bare.acts - SAID_WITH:
        return None
    led = clause.has("link", "of_it", "without") or "bracket" in clause.joined
    led = led or span.values[0] < 0 or hearing.taken_apart == clause.number  # minus 12k
    if "pretax" in sides:
        hearing.pretax_in = clause.number
        for fact in plans:
            hearing.gathering.add(options(fact, span.words, hearing.today), corrects=True)
        return True
    part = abs(span.values[0])
    rest = hearing.value - part
    if hearing.pretax_in == clause.number:
        return False
    if not led or rest <= 0:
        return None
    hearing.taken_apart = clause.number
    for fact in plans:
        hearing.gathering.add(((fact, f"{rest:f}"),), corrects=True)
        hearing.gathering.worked[fact] = say("talk.worked.minus", first=dollars(hearing.value), second=part)
    hearing.value = rest
    return False


def _is_benefit(hearing: Hearing, own: Slots, span: money.Span) -> bool:
    """Whether it is Social Security, of the year and of both: his 1,900 a month and mine 1,500."""
    asked = hearing.question.card.section if hearing.question else None
    if "social_security" not in own.things or asked is Stage.INCOME or own.year not in {None, THIS}:
        return False
    if (
        not span.values
        or own.acts - {"has", "earned", "retired", "took_out"}
        or own.iras
        or own.plans
        or span.kind != "money"
    ):
        return False
    fact = "whole_return.social_security"
    told = (((fact, f"{value:f}"),) for value in (span.values[0], span.values[-1]))
    exact = isinstance(span.amount, money.Exact | money.Per)
    doubt = tuple(option for one in told for option in one)
    hearing.facts, hearing.value = (fact,), span.values[0]
    hearing.gathering.add(doubt[:1] if exact else doubt, more=fact in hearing.gathering)
    if isinstance(span.amount, money.Per) and span.amount.times:
        hearing.gathering.worked.setdefault(
            fact, say("talk.worked.times", times=span.amount.times, base=span.amount.value)
        )
    return True


def _is_part_of_account(hearing: Hearing, clause: Clause, found: Meant, mark: Mark) -> bool:
    """Whether a share of an account is told with all that was in it: converted half of my 50k traditional IRA."""
    account = next((one for one in clause.of("ira") if mark.end <= one.start), None)
    kind = account.key if account else ""
    said = tokens(clause.text.casefold())
    ratio = next((one for one in lexicon("arithmetic", "ratio").find(said) if _leads(clause, said, one, mark)), None)
    if len(found.facts) != 1 or found.facts[0] not in _TAKEN or kind not in VALUES or ratio is None:
        return False
    part = Decimal(ratio.keys[0].partition(".")[2])
    span = mark.amount
    if span is None or not isinstance(span.amount, money.Exact) or not 0 < part < 1:
        return False
    whole = span.values[0]
    moved = (whole * part).quantize(Decimal(1))
    for who in hearing.people:
        fact = f"{who}.{found.facts[0]}"
        hearing.gathering.add(((fact, f"{moved:f}"),))
        hearing.gathering.worked[fact] = say("talk.worked.times", times=part, base=whole)
        rest = (f"{who}.{kind}", f"{whole - moved:f}")
        hearing.gathering.add((rest, (f"{who}.{kind}", f"{whole:f}")), sure=False)
    return True


def _leads(clause: Clause, said: Sequence[Token], ratio: Found, amount: Mark) -> bool:
    """Whether a ratio stands right before an amount, but for whose it is: half of my 50k."""
    places = [(one.start - clause.start, one.end - clause.start) for one in clause.of(*COUPLE)]
    if any(start <= said[ratio.first].start < end for start, end in places):  # my better half
        return False
    between = clause.text[said[ratio.end - 1].end : max(0, amount.start - clause.start)]
    return amount.start - clause.start >= said[ratio.end - 1].end and len(between.split()) <= 1


def _is_of_a_firm(hearing: Hearing, own: Slots, found: Meant) -> bool:
    """Whether what was taken out stands beside a W-2: the distributions of one's own corporation."""
    after_pay = hearing.facts[:1] == (f"{hearing.who}.compensation",)
    return found.facts == ("withdrew",) and not own.iras and after_pay


def _wishes(hearing: Hearing, span: money.Span) -> bool:
    """How much somebody would like to convert."""
    wish = tuple(o for who in hearing.people for o in options(f"{who}.wish_convert", span.words, hearing.today)[:1])
    hearing.gathering.add(wish, sure=len(wish) == 1 and hearing.whose_sure)
    return bool(wish)


def _on_another_day(hearing: Hearing, clause: Clause, found: Meant) -> bool:
    """Whether it is a further conversion, payout or contribution: each of them was told with a day of its own."""
    if len(found.facts) != 1 or found.facts[0] not in _MOVES:
        return False
    days = frozenset(m.time.words for m in clause.marks if m.time and m.time.said is not Said.YEAR)
    fact = f"{hearing.people[0]}.{found.facts[0]}"
    before = hearing.days.get(fact, frozenset())
    hearing.days[fact] = before | days
    return bool(days) and bool(before) and not days & before and fact in hearing.gathering


def _of_nothing_named(hearing: Hearing, clause: Clause, own: Slots, span: money.Span) -> bool:
    """An amount that no word tells what it is of: of an inherited account, perhaps somebody's pay."""
    if "inherited" in own.iras or (own.any("inherited") and own.iras):
        for who in hearing.people:
            hearing.tick(who, "ira_kinds", "inherited")
        hearing.lost = span.words
        return True
    of_one = hearing.who in COUPLE and not hearing.unknown_subject and own.year in {None, THIS}
    of_one = of_one and not clause.has("mood", "we_stand")
    if own.things & {"hsa", "unearned"}:  # Social Security, 21,000 me and 29,000 him
        return False
    if of_one and span.kind == "money" and span.values[0] >= LEAST_PAY and _earns(clause):
        hearing.gathering.add(options(f"{hearing.who}.compensation", span.words, hearing.today), sure=False)
        return True
    if of_one and span.kind == "money" and span.values[0] >= LEAST_PAY and _works_for(clause):
        hearing.gathering.add(options(f"{hearing.who}.compensation", span.words, hearing.today), sure=False)
        return True
    several = of_one and hearing.who in hearing.changed_jobs and not (own.acts or own.iras or own.plans or own.things)
    if several and span.kind == "money" and span.values[0] >= LEAST_PAY and _is_paid(clause):
        hearing.gathering.add(options(f"{hearing.who}.compensation", span.words, hearing.today))
        hearing.gathering.partial.add(f"{hearing.who}.compensation")
        return True
    if of_one and span.kind == "money" and span.values[0] >= LEAST_PAY and _is_pay_so_far(hearing, clause):
        hearing.gathering.add(options(f"{hearing.who}.compensation", span.words, hearing.today), sure=False)
        return True
    if (
        (clause.has("mood", "we_stand") or (own.total and clause.of("both")))
        and slots(clause, hearing.years).empty
        and span.kind == "money"
        and (read := options("agi", span.words, hearing.today))
        and Decimal(str(read[0][1])) >= LEAST_PAY
        and Decimal(str(read[0][1])) in {span.values[-1], _THOUSAND * span.values[-1]}  # and not 3,000 a month
    ):
        hearing.jointly = True  # married, combined 340k; together 340
        hearing.gathering.add(tuple((fact, read[0][1]) for fact in ("agi", "wages")))
        return True
    if "bracket" in clause.joined.split() and hearing.account_in == clause.number and not clause.of(*COUPLE):
        return False  # I might roll my 401(k) (240k)
    person = hearing.named_in == clause.number and hearing.who in COUPLE and clause.marks[0].kind != "link"
    person = person and not hearing.alone_said
    pay = span.kind == "money" and span.values[0] >= LEAST_PAY
    listed = hearing.filed_in == clause.number and not clause.of(*COUPLE) and hearing.asked_of == hearing.who
    if listed and pay and is_at_a_job(clause):  # head of household, Atlanta, 99k at Delta
        hearing.gathering.add(options(f"{hearing.who}.compensation", span.words, hearing.today), sure=False)
        return True
    if person and (pay or span.values[0] == 0) and (is_bare(clause) or is_at_a_job(clause)):
        plan = hearing.gathering.plan_of(hearing.who) if 0 < span.values[0] < DEFERRED else None
        facts = [f"plans.{plan}.deferrals"] if plan else []  # my 401(k) has after-tax; I do 24,500
        facts += [] if plan and hearing.gathering.value(f"{hearing.who}.compensation") else ["compensation"]
        doubt = [option for fact in facts for option in options(f"{hearing.who}.{fact}", span.words, hearing.today)]
        hearing.gathering.add(tuple(doubt), sure=False)
        return True
    kinds = [mark.kind for mark in clause.marks if mark.kind != "word" or mark.key not in articles()]
    there = kinds == ["amount", "link", "state"]  # 92k in Minneapolis
    total = all("total" in mark.keys for mark in clause.of("link"))  # 210k all in
    plain = total and not clause.of("ira", "plan", "thing", "act", "not", "mood")
    if not set(clause.unknown) - articles() and (plain or there):
        hearing.bare.append((clause.text, span.words))
    return False


def _is_paid(clause: Clause) -> bool:
    """Whether an amount is what one of several jobs pays: one paying 95k and weekends at a clinic for 31k."""
    before = [
        mark
        for mark in clause.marks
        if clause.amount and mark.end <= clause.amount.start and not _is_small_word(mark)
    ]
    led = bool(before) and (before[-1].key in data("grammar")["pays"]["words"] or "for" in before[-1].keys)
    return led and not clause.of("not", "mood", "other") and not clause.dangerous


def _works_for(clause: Clause) -> bool:
    """Whether an amount is what somebody does something for: I bookkeep for a restaurant for 21,000."""
    before = [mark for mark in clause.marks if clause.amount and mark.end <= clause.amount.start]
    before = [mark for mark in before if mark.kind != "word" or not is_harmless(mark.key)]
    return does_another_thing(clause) and bool(before) and before[-1].kind == "link" and "for" in before[-1].keys


def _is_pay_so_far(hearing: Hearing, clause: Clause) -> bool:
    """Whether it is so much so far, of who stopped working: quit in April. 46k so far this year."""
    plain = not clause.of("ira", "plan", "thing", "act", "spouse", "not", "mood")
    to_date = next(lexicon("arithmetic", "so_far").find(tokens(clause.text.casefold())), None) is not None
    return hearing.stopped and plain and to_date


def _of_account(hearing: Hearing, clause: Clause, own: Slots, found: Meant) -> bool:
    """Whether the sentence named another account that it is of: the rollover, the statement says 57,210."""
    asked = hearing.question.fact.rpartition(".")[2] if hearing.question else ""
    if hearing.account_in != clause.number or clause.of("ira", "plan") or asked in own.iras:
        return False
    told = set(found.facts) <= set(VALUES) and bool(found.facts) and found.sure
    held = own.any("has", "rolled_over", "rolled_in")
    return told or (held and asked in _INCOMES and not clause.of("thing", "act"))


def _answers_question(hearing: Hearing, clause: Clause, found: Meant, *, wished: bool) -> bool:
    """Whether an amount without a word for what it is stands where the open question wants one."""
    question, bare = hearing.question, slots(clause, hearing.years)
    if question is None or question.card.kind != "money" or wished or clause.of("not") or _is_difference(clause):
        return False
    name = question.fact.rpartition(".")[2]
    if bare.total or _is_reckoned(clause) or of_another_thing(clause):
        return False
    if bare.year not in {None, THIS} and name not in {"basis", "contributed_prior"}:
        return False
    if bare.for_year not in {None, THIS} and name not in {"basis", "contributed_prior"}:
        return False
    accounts = {*bare.iras, *bare.plans} - {"any", name, question.kind or "any"}
    if (
        accounts
        or bare.things - {"pay", "income", "bonus", "year_end" if name == "year_end_value" else "pay"}
        or bare.acts - SAID_WITH - _ACTS_OF.get(name, frozenset())
    ):
        return False
    own = _ACTS_OF.get(name, frozenset())
    said_so = not found.sure and bool(bare.acts & own) and not accounts
    bare_amount = bare.empty and not _goes_on_with(hearing, clause, found)
    return not found.facts or name in found.facts or bare_amount or said_so


def _is_difference(clause: Clause) -> bool:
    """Whether an amount is only by how much something is more or less: this year 10k more."""
    behind = [mark for mark in clause.marks if clause.amount and mark.start >= clause.amount.end]
    by = {word for words in data("arithmetic")["by"].values() for word in words}
    compared = any(mark.time and mark.time.said is Said.YEAR for mark in clause.marks)
    return compared and bool(behind) and words_of(clause, behind[0]) in by


def _goes_on_with(hearing: Hearing, clause: Clause, found: Meant) -> bool:
    """Whether one of the couple is said to have done what was just told of the other: I converted 7k, my wife 6k."""
    before = {fact.rpartition(".")[2] for fact in hearing.facts}
    return clause.start > 0 and bool(clause.of(*COUPLE)) and before == {*found.facts}


def _answer(hearing: Hearing, clause: Clause, span: money.Span) -> bool:
    """The open question's fact, of whoever the clause speaks of."""
    question = hearing.question
    if question is None:
        return False
    who, _, rest = question.fact.partition(".")
    named = hearing.named_in == clause.number and hearing.who in COUPLE
    whose = [hearing.who] if named and who in COUPLE else [who]
    if clause.has("each") and who in COUPLE and not hearing.alone:
        whose = list(COUPLE)
    for one in whose:
        fact = f"{one}.{rest}" if rest else one
        doubt = by_period(hearing, clause, options(fact, span.words, hearing.today), span)
        if clause.has("each") and who not in COUPLE and span.values:
            doubt = ((fact, f"{span.values[0] * 2:f}"), *doubt)
        hearing.facts = (fact,)
        clear = not clause.dangerous and len(clause.strange) <= STRANGE
        sure = clear and len(doubt) == 1 and isinstance(span.amount, money.Exact)
        corrects = clause.has("link", "sorry") and fact in hearing.gathering
        hearing.gathering.add(doubt, sure=sure, more=clause.has("link", "more"), corrects=corrects)
    return True


def hear_roth_part(hearing: Hearing, clause: Clause) -> bool:
    """Of what somebody defers the Roth part, told as all of it or a ratio: 24,500, half of it Roth."""
    told = [fact for fact in hearing.facts if fact.endswith(".deferrals")]
    roth = clause.of("ira") and {*clause.keys("ira")} == {"roth"}
    roth = bool(roth) or clause.has("thing", "roth_side")
    if not told or hearing.facts_in != clause.number or not roth or clause.amount or clause.of("act", "not", *COUPLE):
        return False
    said = tokens(clause.text.casefold())
    ratio = next((one for one in lexicon("arithmetic", "ratio").find(said) if one.first == 0), None)
    part = Decimal(ratio.keys[0].partition(".")[2]) if ratio else Decimal(1)
    if not (clause.has("link", "all") or (ratio and clause.has("link", "of_it", "it"))) or not 0 < part <= 1:
        return False
    for fact in told:
        roth_part = (hearing.value * part).quantize(Decimal(1))
        hearing.gathering.settle_as(fact)
        if hearing.gathering.value(fact) is not None:
            hearing.gathering.add(((fact.replace(".deferrals", ".roth_deferrals"), f"{roth_part:f}"),))
    return True


def hear_shares(hearing: Hearing, clause: Clause, own: Slots) -> bool:
    """A percentage of pay, computed once the pay is known."""
    if (parted := _matched_apart(clause)) is not None:  # 401(k): 10% with a 5% match
        told = [hear_shares(hearing, one, slots(one, hearing.years).after(own)) for one in parted]
        return all(told)
    share = next((mark.share for mark in clause.marks if mark.share), None)
    if share is None or clause.of("not") or "or" in clause.joined.split():  # 4 or 5 percent
        return False
    if _is_bonus_share(clause):
        return _adds_bonus(hearing, share.percent)
    if hearing.question is not None and hearing.question.fact.endswith(".deferrals") and not own.any("employer"):
        return False  # the question's own, or none of it
    if own.any("after_tax") and not own.any("paid_in", "deferred", "employer", "match"):
        return False  # how much the plan takes
    of_after_tax = hearing.question is not None and hearing.question.card.id.startswith("after_tax_")
    if of_after_tax and not (own.plans or own.any("employer", "match", "pretax")):
        return False  # as with the deferrals
    to_get = _is_to_get_a_match(clause)  # I only do 5% to get the match
    if _is_of_pay(hearing, clause, own):  # I have a 401(k), 8% of pay
        for fact in hearing.named("plans.?.deferrals", own):
            hearing.gathering.share(fact, share.percent)
        return True
    if own.any("after_tax") and _is_the_cap(hearing, share.percent):  # contributions go up to 15% of base
        return True
    of_firm = own.any("employer", "match") or is_firms(clause)  # employer 50% of the first 6%
    if of_firm and not to_get:
        name = "plans.?.employer_money"
    elif own.any("after_tax") and own.any("paid_in"):
        name = "plans.?.after_tax_made"
    elif (
        to_get
        or own.any("deferred")
        or (own.own and own.plans)  # my bank has a 401(k): from me 10 %
        or (
            own.plans and clause.of(*COUPLE) and not set(data("grammar")["gives"]["words"]).isdisjoint(clause.unknown)
        )
        or (own.any("paid_in") and not own.iras and not own.plans)
        or (own.plans and (own.any("paid_in", "saved", "earned") or own.into))
    ):
        name = "plans.?.deferrals"
    else:
        return False
    base = next((mark.amount for mark in clause.of("amount") if mark.amount and is_base(clause, mark)), None)
    for fact in hearing.named(name, own):
        of = base.values[0] if base and len(base.values) == 1 else None  # 10 % of 119,000
        deferred = any(one.endswith(".deferrals") for one in hearing.facts) and hearing.facts_in == clause.number
        if name.endswith("employer_money") and deferred and clause.has("link", "of_it"):
            of = hearing.value  # I do 24,500 and they match 50% of that
        if share.of == "own" and name.endswith("employer_money"):  # they match 50% of my deferrals
            deferrals = hearing.gathering.value(f"{fact.rpartition('.')[0]}.deferrals")
            if not isinstance(deferrals, str):
                return False
            of = Decimal(deferrals)
        hearing.gathering.share(fact, share.percent, of)
    return True


def _matched_apart(clause: Clause) -> tuple[Clause, Clause] | None:
    """A clause of one's own percentage in a plan and of the one that is matched, as two of them."""
    places = [place for place, mark in enumerate(clause.marks) if mark.share]
    behind = clause.marks[places[1] + 1 : places[1] + 2] if len(places) == len(("own", "match")) else ()
    before = clause.marks[: places[0]] if behind else ()
    plans = [mark for mark in before if mark.kind == "plan"]
    if not plans or not any("match" in mark.keys for mark in behind) or clause.of("not"):
        return None
    deferred = Mark(clause.start, clause.start, "act", ("deferred",))
    own = replace(clause, marks=(deferred, *clause.marks[: places[0] + 1]))
    return own, replace(clause, marks=(*plans, *clause.marks[places[1] : places[1] + 2]))


def _is_bonus_share(clause: Clause) -> bool:
    """Whether a bonus is told as a percentage of the base, and nothing else: 15% bonus."""
    told = {mark.kind for mark in clause.marks if mark.kind != "word" or not is_harmless(mark.key)}
    return told == {"share", "thing"} and clause.keys("thing") == ("bonus",)


def _adds_bonus(hearing: Hearing, percent: Decimal) -> bool:
    """The base pay just told with a bonus of so many percent."""
    pays = [fact for fact in hearing.facts if fact.endswith(".compensation") and fact in hearing.gathering]
    for fact in pays:
        hearing.gathering.add(((fact, f"{(hearing.value * percent / 100).quantize(Decimal(1)):f}"),), more=True)
    return bool(pays)


def _is_of_pay(hearing: Hearing, clause: Clause, own: Slots) -> bool:
    """Whether a percentage of pay is all that is told of a plan that the sentence says somebody has."""
    bare = all(mark.kind in {"share", "cut"} or mark.key in articles() for mark in clause.marks)
    has = hearing.before.acts == {"has"} and hearing.before.plans == own.plans and len(own.plans) == 1
    return bare and has and not own.things and hearing.account_in == clause.number and hearing.whose_sure


def _is_the_cap(hearing: Hearing, percent: Decimal) -> bool:
    """Whether a percentage was told as the most after-tax money that a plan takes."""
    caps = (
        hearing.gathering.value(f"{who}.plans.{kind}.after_tax_capped") for who in hearing.people for kind in PlanKind
    )
    return f"{percent.normalize():f}%" in caps


def _in_or_there(found: Meant, amount: Decimal) -> Meant:
    """What a plan holds, and what went in this year, may be one or the other where the amount could be both."""
    held, put_in = "plans.?.value", "plans.?.deferrals"
    if found.facts == (held,) and amount < DEFERRED:
        return Meant((held, put_in), sure=False)
    if found.facts == (put_in, held) and amount >= 2 * DEFERRED:
        return Meant((held,), sure=False)
    return Meant((held, put_in), sure=False) if found.facts == (put_in,) and amount >= DEFERRED else found


def _is_reckoned(clause: Clause) -> bool:
    """Whether the amount is only a part of what is meant: twice it, half of it, less something."""
    words = tokens(clause.text.casefold())
    return any(True for _ in lexicon("arithmetic", "twice", "ratio").find(words))


def _earns(clause: Clause) -> bool:
    """Whether an amount is what somebody gets, told by what they do: "a hygienist with 79,400", "will be at 240k"."""
    other = [mark for mark in clause.of(*_NO_PAY) if "bonus" not in mark.keys]
    if other or clause.has("mood", "wished", "supposed", "used_to", "limit"):
        return False
    if clause.has("mood", "will_be", "i_stand"):
        return True
    words = [mark for mark in clause.marks if mark.kind == "word"]
    described = bool(words) and clause.marks[0].key in {"a", "an"} and len(words) > 1
    kinds = [mark.kind for mark in clause.marks if mark.kind != "word"]
    return described and kinds == ["act", "amount"] and clause.has("act", "has") and not clause.dangerous


def _tells_a_deed(clause: Clause) -> bool:
    """Whether it begins with what somebody did, who need not be named: "deferred 24,500 to the 401(k)"."""
    if clause.amount is None:
        return False
    first = clause.marks[0]
    maxed = any(words_of(clause, mark).endswith("ed") for mark in clause.of("act") if "maxed" in mark.keys)
    if maxed and clause.marks[-1] == clause.amount and bool(clause.of("plan")):
        return True  # 401(k) maxed at 24,500
    return first.kind == "act" and bool({"deferred", "paid_in"} & set(first.keys))


def is_count(clause: Clause, number: Mark) -> bool:
    """Whether a number says how many there are of something: thirty years, 4 employees."""
    behind = next((mark for mark in clause.marks if mark.start >= number.end), None)
    return (
        number.key == "number"
        and behind is not None
        and behind.kind == "word"
        and behind.key in data("grammar")["counted"]["words"]
    )


def _is_to_get_a_match(clause: Clause) -> bool:
    """Whether a percentage is somebody's own, and a match only what it is for."""
    share = next((mark for mark in clause.marks if mark.share), None)
    match = next((mark for mark in clause.of("thing") if "match" in mark.keys), None)
    if share is None or match is None or clause.has("act", "employer"):
        return False
    leads = [m for m in clause.of("link") if {"into", "for"} & set(m.keys) and share.end <= m.start < match.start]
    return bool(leads) and any(m.end <= share.start for m in clause.of(*COUPLE))
