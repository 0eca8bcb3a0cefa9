"""What is needed is one list: nothing open and nothing unknown, and a plan with a gap holds the plan without it."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from calc.facts import Facts, Person, WorkPlan
from calc.needs import NAMES, NEEDS, Decides, everything, filled_in, gaps, turning
from calc.planning.options import Way
from calc.planning.plan import Plan, planned
from calc.planning.ranges import OUTCOMES, ROUNDING, outcome
from dialogs.interview.agenda import agenda
from dialogs.phrases import say
from dialogs.views.documents.headlines import headlines
from dialogs.views.plan import open_ends
from dialogs.views.plan.open_ends import outcome_open
from dialogs.views.plan.verdict import verdict, verdict_lines
from tests.interviews import Interviewed, answer, answered, drawn, many, outcomes, seeds
from tests.talk import NOVEMBER, Talk

NOT_DROPPED = {"tax_year", "filing_status", "circumstances", "plan_kinds"}
NOT_DROPPED |= {one.fact for one in NEEDS if one.assumed}  # without them the plan says what it takes for granted
NEVER_ASKED = {  # counts when a file or a sentence tells it; without it there is nothing of the kind
    *("spouse", "whole_return", "charity", "wish_convert", "sep_contribution", "self_employed"),
    *("relabeled_contribution", "relabeled_year", "relabeled_on", "relabeled_from"),
    *("roth_deferrals", "catch_up_roth", "conversions", "withdrawals"),
    *("automatic", "after_tax_percent", "after_tax_dollars"),  # parts of the answers about exits and a plan's own cap
}


@many(20)
@example(3553)  # a SEP alone covers; nobody defers into a plan that is not named
@example(14868)  # all of a contribution is an excess, and a conversion took a part of it along
@given(seeds())
def test_what_holds_of_the_plan_of_whoever_answers_everything(seed: int) -> None:
    person = answered(seed)
    whole = planned(person.agenda.facts, person.today)
    assert whole is not None
    nothing_open_and_nothing_unknown_means_that_nothing_is_missing(person, whole)
    a_plan_with_a_gap_holds_the_plan_that_knows(person, whole, random.Random(seed))


def nothing_open_and_nothing_unknown_means_that_nothing_is_missing(person: Interviewed, made: Plan) -> None:
    """And no outcome is a range then: what the law leaves open of the tax of a state is no gap of facts."""
    told_nothing = {fact for fact, value in person.answers.items() if value is None} - {"save"}
    assert {gap.fact for gap in made.unknowns} <= told_nothing
    assert told_nothing or (made.ranges, made.tax_range) == ((), None)
    assert told_nothing or [one.who for one in made.people if one.options and not one.chosen] == []


def a_plan_with_a_gap_holds_the_plan_that_knows(person: Interviewed, whole: Plan, dice: random.Random) -> None:
    known = [fact for fact in person.order if fact.rpartition(".")[2] not in NOT_DROPPED and "return" not in fact]
    dropped = dice.choice([fact for fact in known if person.answers[fact] is not None])
    gap = planned(agenda({**person.answers, dropped: None}, person.today).facts, person.today)
    assert gap is not None
    assert list(outside(whole, gap)) == [], dropped
    assert dearer_or_cheaper(whole, gap) == [], dropped


def dearer_or_cheaper(whole: Plan, gap: Plan) -> list[str]:
    """What the one plan costs outside of the ends of the other, where both tell it.

    Growth of after-tax money that nobody said is there costs something on top, as the plan says.
    """
    unsaid = [{note.who for note in made.assumptions if note.code == "no_after_tax_growth"} for made in (gap, whole)]
    found = []
    for name in ("federal", "state"):
        inner, outer = (_costs(made, name) for made in (whole, gap))
        if inner and outer and not (outer[0] - 1 <= inner[0] and (inner[1] <= outer[1] + 1 or unsaid[0] > unsaid[1])):
            found.append(f"{name} {inner} outside of {outer}")
    return found


def _costs(made: Plan, name: str) -> tuple[Decimal, Decimal] | None:
    """The tax at least and at most; None where it is not told."""
    ends = getattr(made.tax_range, name) if made.tax_range else made.tax and getattr(made.tax, f"{name}_ends")
    settled = getattr(made.tax, name) if made.tax and not made.tax_range else None
    low, high = ends or (settled, settled)
    return None if low is None or high is None else (low.money, high.money)


@pytest.mark.parametrize(
    ("seed", "fact"),
    [
        (880000020, "state"),
        (880000823, "state"),
        (880000041, "you.withdrawals_in_agi"),
        (880000472, "you.compensation"),
        (880000565, "you.compensation"),
        (880000623, "you.birth_year"),
        (880000713, "you.ira_kinds"),
        (880000887, "you.traditional"),
        (880000279, "spouse.plans.401k.deferrals"),
        (880000915, "you.contributed"),
        (930000881, "you.charity"),
        (930001465, "you.ira_rmd"),
        (930001353, "spouse.plans.401k.exits"),
        (930000531, "you.compensation"),
        (930000648, "you.foreign_excluded"),
        (880000026, "you.ira_kinds"),
        (972001062, "spouse.contributed_roth"),
        (972001407, "you.contributed_prior"),
        (641207021, "you.compensation"),
        (641207088, "spouse.compensation"),
        (512300051, "spouse.compensation"),
        (512300051, "spouse.plans.401k.deferrals"),
        (512300051, "you.contributed"),
        (512300153, "you.ira_rmd"),
        (512300203, "you.plans.simple.deferrals"),
        (512300224, "spouse.plans.solo401k.net_profit"),
        (512300253, "spouse.compensation"),
        (512300267, "you.compensation"),
        (512300279, "you.ira_kinds"),
        (512300325, "you.plans.solo401k.net_profit"),
        (512300399, "lived_with_spouse"),
        (355700064, "add_backs"),
        (355700064, "spouse.plans.solo401k.net_profit"),
        (355700070, "you.plans.solo401k.net_profit"),
        (355700246, "you.plans.solo401k.net_profit"),
        (355700345, "you.plans.solo401k.net_profit"),
        (411300080, "you.plans.solo401k.net_profit"),
        (355700226, "you.compensation"),
        (623100595, "you.simple"),
        (623100687, "you.contributed_prior"),
        (731500297, "you.birth_year"),
        (733000039, "you.withdrawals_in_agi"),
        (733000388, "you.contributed_roth spouse.contributed_roth"),
        (735000001, "add_backs"),
        (734000509, "you.rollover"),
        (738000058, "you.compensation"),
        (751000389, "tax_last_year spouse.compensation"),
        (751000571, "you.plans.401k.deferrals you.foreign_excluded"),
        (912001081, "spouse.withdrawals_in_agi"),
        (913000079, "spouse.ira_kinds"),
        (751000656, "you.plans.other401k.roll_in spouse.covered"),
        (437575945, "spouse.birth_year"),  # Michigan turns at ages of its own
    ],
)
def test_the_federal_tax_of_a_plan_with_a_gap_holds_that_of_the_plan_that_knows(seed: int, fact: str) -> None:
    whole, gap = with_and_without(seed, fact)
    inner, outer = federal(whole), federal(gap)
    assert outer[0] - 1 <= inner[0] <= inner[1] <= outer[1] + 1
    assert list(outside(whole, gap)) == []
    assert dearer_or_cheaper(whole, gap) == []


@pytest.mark.parametrize("seed", [930000143, 880000889, 641207453, 512300019])
def test_of_an_income_that_nobody_knows_only_what_is_taxed_is_told(seed: int) -> None:
    """What it comes on top of decides its tax: no few incomes that are tried bound it."""
    whole, gap = with_and_without(seed, "agi")
    assert federal(whole)
    assert list(outside(whole, gap)) == []
    assert gap.tax_range is not None
    assert gap.tax_range.federal is None
    assert say("plan.figures.federal_open") in open_ends.of_tax(gap)


@pytest.mark.parametrize(
    ("seed", "fact"),
    [
        (512300001, "you.plans.401k.after_tax_allowed"),
        (512300047, "spouse.plans.403b.after_tax_allowed"),
        (512300149, "you.plans.403b.after_tax_allowed"),
    ],
)
def test_growth_of_after_tax_money_that_nobody_said_is_there_is_named(seed: int, fact: str) -> None:
    """No step moves any, so that it is in no figure: what it would cost comes on top."""
    whole, gap = with_and_without(seed, fact)
    assert any(one.growth.value for one in whole.people)
    assert "no_after_tax_growth" in {note.code for note in gap.assumptions}
    assert "no_after_tax_growth" not in {note.code for note in whole.assumptions}
    assert federal(gap)[0] <= federal(whole)[0]


@pytest.mark.parametrize(
    ("seed", "fact"),
    [
        (930001489, "you.contributed_prior"),
        (972000537, "you.ira_kinds"),
        (972000926, "spouse.ira_kinds"),
        (972000495, "you.contributed"),
        (972000732, "spouse.contributed"),
        (512300279, "you.contributed"),
        (355700339, "you.plans.tsp.deferrals"),
        (623100411, "you.contributed_roth"),
        (623101474, "you.contributed_roth"),
        (731500183, "you.contributed"),
        (731500732, "agi spouse.covered"),
        (731500757, "you.moves spouse.plans.solo401k.exits"),
        (738000132, "you.relabeled"),
        (741000563, "you.plans.401k.prior_wages you.plans.401k.after_tax_allowed"),
        (741000815, "spouse.moves"),
        (751000782, "you.contributed"),
    ],
)
def test_what_is_taxed_is_held_also_where_no_price_is_known(seed: int, fact: str) -> None:
    whole, gap = with_and_without(seed, fact)
    assert list(outside(whole, gap)) == []


def test_a_deduction_is_no_more_than_the_pay() -> None:
    """IRC 219(b)(1)(B): of $8,000 of pay no $8,600 are deducted, whatever was contributed."""
    whole, gap = with_and_without(741000563, "you.plans.401k.prior_wages you.plans.401k.after_tax_allowed")
    assert [_span(made, "you", Decides.DEDUCTION) for made in (whole, gap)] == [(0, 8_000)] * 2


def test_what_was_contributed_and_converted_leaves_the_rest_to_go_straight() -> None:
    """At $245,000 of 242,000 to 252,000 seven tenths of $8,600 may go to a Roth IRA: $6,020.

    A contribution of as little as $2,580 leaves just that, and once converted it goes there no more itself.
    """
    whole, gap = with_and_without(741000815, "spouse.moves")
    assert _span(whole, "spouse", Decides.DIRECT) == (2_600, 2_600)
    assert _span(gap, "spouse", Decides.DIRECT) == (0, 6_020)


def test_what_could_go_straight_too_is_said_as_far_as_told() -> None:
    """2026: at $160,000 8,000 of 15,000 of the range of a single person are left, $4,000 of $7,500.

    Whether growth of $3,000 is converted inside the plan moves the income that counts: at $163,000 $2,500 are left.
    """
    told = ALONE | {"filing_status": "single", "you.birth_year": 1990, "you.compensation": "160000", "agi": "160000"}
    told |= {"add_backs": "0", "you.ira_kinds": [], "you.moves": [], "you.plan_kinds": ["401k"], "save": None}
    told |= {"you.plans.401k.deferrals": "10000", "you.plans.401k.after_tax_allowed": True}
    told |= {"you.plans.401k.employer_money": "5000", "you.plans.401k.after_tax_capped": "no"}
    told |= {"you.plans.401k.after_tax_made": "12000", "you.plans.401k.after_tax_earnings": "3000"}
    made = planned(agenda({**told, "you.plans.401k.exits": None}, date(2026, 10, 5)).facts, date(2026, 10, 5))
    assert made is not None
    lines = {line.code: line.text for line in verdict_lines(made)}
    assert "direct_too" not in lines, lines
    assert "direct_too_so_far" in lines, lines


def with_and_without(seed: int, facts: str) -> tuple[Plan, Plan]:
    """The plan of a drawn person, and the same with one fact, or some of them, not known."""
    person = answered(seed)
    whole = planned(person.agenda.facts, person.today)
    gap = planned(agenda({**person.answers, **dict.fromkeys(facts.split())}, person.today).facts, person.today)
    assert whole is not None
    assert gap is not None
    return whole, gap


def federal(made: Plan) -> tuple[Decimal, Decimal]:
    """All of the federal tax on what is taxed of the IRAs, at least and at most."""
    ends = made.tax_range.federal if made.tax_range else None
    if ends is None:
        assert made.tax is not None
        ends = made.tax.federal_ends or ((made.tax.federal, made.tax.federal) if made.tax.federal else None)
    assert ends is not None
    return ends[0].money, ends[1].money


def test_where_nobody_said_whether_the_income_holds_what_was_taken_out_the_tax_is_a_range() -> None:
    """2026, single: $60,000 less the standard deduction of $16,100 is $43,900, and the rate of 12 % ends at $50,400.

    On top of it $6,500 of $10,000 are taxed at 12 % and $3,500 at 22 %: $1,550. Inside of it all is at 12 %: $1,200.
    """
    told = ALONE | {"you.compensation": "60000", "agi": "60000", "you.ira_kinds": ["traditional"]}
    told |= {"you.traditional": "0", "you.moves": ["withdrew"], "you.withdrew": "10000", "you.basis": "0"}
    told |= {"whole_return.long_term_gains": "0", "whole_return.taxable_interest": "0", "whole_return.itemized": "0"}
    told |= {"you.birth_year": 1984, "you.plan_kinds": []}
    for inside, ends in ((True, (1200, 1200)), (False, (1550, 1550)), (None, (1200, 1550))):
        made = planned(
            agenda({**told, "you.withdrawals_in_agi": inside}, date(2026, 11, 28)).facts, date(2026, 11, 28)
        )
        assert made is not None
        assert federal(made) == ends


def test_of_a_business_whose_profit_nobody_told_the_price_holds_the_deduction_for_it() -> None:
    """IRC 199A(a): of the $43,900 and $53,900 above without it at most a fifth is taken off, $8,000 between the two.

    All of that lies below $50,400, where the rate is 12 %: $960. Of a $5,000 profit next to nothing of $10,000 is.
    """
    told = ALONE | {"you.compensation": "60000", "agi": "60000", "you.ira_kinds": ["traditional"]}
    told |= {"you.traditional": "0", "you.moves": ["withdrew"], "you.withdrew": "10000", "you.basis": "0"}
    told |= {"whole_return.long_term_gains": "0", "whole_return.taxable_interest": "0", "whole_return.itemized": "0"}
    told |= {"you.birth_year": 1984, "you.plan_kinds": ["solo401k"], "you.withdrawals_in_agi": False}
    for profit, ends in (("-2000", (1550, 1550)), ("90000", (960, 960)), (None, (960, 1550))):
        answers = told | {"you.plans.solo401k.net_profit": profit}
        made = planned(agenda(answers, date(2026, 11, 28)).facts, date(2026, 11, 28))
        assert made is not None
        assert federal(made) == ends


def outside(whole: Plan, gap: Plan) -> list[str]:
    """What of the one lies outside of the other; what the first leaves open itself is open between its own ends.

    A cent is no difference: of 47,500 taken out lines 11 and 12 of Form 8606 are rounded apart where a part of it is
    a conversion, and together where tax was withheld from all of that. The form allows whole dollars.
    """
    found = []
    for one in whole.people:
        for decides in set(OUTCOMES) - {Decides.ROOM}:
            inner, outer = (_span(made, one.who, decides) for made in (whole, gap))
            held = inner is None or (
                outer is not None and outer[0] - ROUNDING <= inner[0] <= inner[1] <= outer[1] + ROUNDING
            )
            found += [] if held else [f"{one.who} {decides}"]
    return found


def _span(made: Plan, who: str, decides: Decides) -> tuple[Decimal, Decimal] | None:
    """From what to what an outcome goes; None where the plan does not tell."""
    own = next((one for one in made.ranges if (one.who, one.decides) == (who, decides)), None)
    if own is not None:
        return own.lowest.money, Decimal("Infinity") if own.highest is None else own.highest.money
    settled = outcome(made.case, who, decides)
    return None if settled is None else (settled.money, settled.money)


@many(24)
@given(seeds(), st.sampled_from([0.1, 0.3]))
def test_what_holds_of_the_plan_of_whoever_does_not_know(seed: int, unknown: float) -> None:
    person = answered(seed, unknown=unknown)
    with facts_read_as_unknown() as read:
        made = planned(person.agenda.facts, person.today)
    assert made is not None
    assert read - NEVER_ASKED <= set(NAMES)  # what the law reads as unknown is in the list
    what_is_ruled_out_is_no_gap_whatever_fills_the_gaps(person)
    no_amount_stands_flatly_beside_what_is_open(made)


def what_is_ruled_out_is_no_gap_whatever_fills_the_gaps(person: Interviewed) -> None:
    facts, today = person.agenda.facts, person.today
    out = [one for one in everything(facts) if one.ruled_out(one.about(facts, today))]
    for gap in gaps(facts, today):
        for update in turning(facts, gap, today):
            filled = filled_in(facts, gap, update)
            assert [one.name for one in out if one.gap(one.about(filled, today))] == []


def no_amount_stands_flatly_beside_what_is_open(made: Plan) -> None:
    for one in made.people:
        flat = {line.text for line in headlines(made, one)}
        for code, decides in (("direct", Decides.DIRECT), ("back_door", Decides.CONTRIBUTE)):
            assert say(f"papers.headline.{code}") not in flat or not outcome_open(made, one, decides)
        codes = {line.code for line in verdict_lines(made) if line.who in {one.who, "both"}} - {*OUTCOMES}
        between = len(made.people) == 1 and outcome_open(made, one, Decides.DIRECT)
        assert not between or not codes & {"part", "part_first", "direct_too"}
        assert not between or say("plan.verdict.direct", direct=one.direct, year=made.tax_year) not in verdict(made)


@contextmanager
def facts_read_as_unknown() -> Iterator[set[str]]:
    """The names of the facts that were looked at and are None."""
    read: set[str] = set()
    with pytest.MonkeyPatch.context() as patch:
        for holder in (Facts, Person, WorkPlan):
            patch.setattr(holder, "__getattribute__", _watched(frozenset(holder.model_fields), read))
        yield read


def _watched(names: frozenset[str], read: set[str]) -> Any:
    def get(self: object, name: str) -> Any:
        value = object.__getattribute__(self, name)
        if value is None and name in names:
            read.add(name)
        return value

    return get


@pytest.mark.hypothesis  # so that "make fuzz" runs it too
def test_whatever_is_asked_can_change_what_comes_out() -> None:
    """A step, an amount, a form, a date or a warning; of each question some household shows it."""
    idle: set[str] = set()
    shown: set[str] = set()
    for seed in drawn(115):
        person, dice = answered(seed), random.Random(seed)
        asked = [one for one in person.agenda.asked if one.card.fact not in shown | ASKED_SELDOM]
        whole = told(person.agenda.answers, person.today) if asked else None
        for question in asked:
            tried = (
                {**person.answers, question.fact: answer(dice, question, person.agenda.facts, person.today)}
                for _ in range(4)
            )
            changes = any(told(other, person.today) not in {None, whole} for other in tried)
            (shown if changes else idle).add(question.card.fact)
    assert idle - shown == set(), seed


ASKED_SELDOM = {
    "tax_year",
    "whole_return.silver_premium",
    "whole_return.family_size",
    "income_last_year",
    "first_taken_on",
    "withdrew_early",
    "relabeled_on",
    "sep_contribution",  # of few; a test of its own is below
    "whole_return.itemized",  # asked where it moves the price; a sum below the standard deduction moves nothing
}  # of few households, or of all alike


def told(answers: Mapping[str, Any], today: date) -> str | None:
    made = planned(agenda(answers, today).facts, today)
    return outcomes(made) if made else None


def test_what_goes_into_a_sep_is_asked_for_and_changes_the_plan() -> None:
    """IRC 219(g)(5)(A)(v): who has money put into a SEP for the year is covered by a plan."""
    answers: dict[str, Any] = {"tax_year": 2026, "filing_status": "single", "you.birth_year": 1984, "state": "TX"}
    answers |= {"you.compensation": "60000", "agi": "200000", "you.covered": False, "you.ira_kinds": ["sep"]}
    asked = {question.fact for question in agenda(answers, NOVEMBER).asked}
    assert "you.sep_contribution" in asked
    none, some = ({**answers, "you.sep_contribution": amount} for amount in ("0", "20000"))
    assert told(none, NOVEMBER) != told(some, NOVEMBER)


def test_employer_money_beside_a_business_of_ones_own_is_asked_for() -> None:
    """Reg. 1.415(f)-1(f): a 403(b) and one's own business share one limit on additions."""
    talk = Talk().says("/start", "2026", "single", "200000", "200000", "1984", "TX", "none", "none")
    talk.says("403(b), solo 401(k)")
    asked = {question.fact for question in agenda(talk.session.answers, talk.today).asked}
    assert "you.plans.403b.employer_money" in asked


def test_what_is_added_back_is_asked_for_where_a_deduction_hangs_on_it() -> None:
    """IRC 219(g): $75,000 and $3,000 from the conversion are under $81,000, so all $7,000 can be deducted, at 22 %.

    What is left of the limit for all IRAs, $7,500, goes straight into a Roth IRA.
    """
    told: dict[str, Any] = {"tax_year": 2026, "filing_status": "single", "you.birth_year": 1984, "state": "TX"}
    told |= {"you.compensation": "75000", "agi": "75000", "you.ira_kinds": ["traditional"], "you.traditional": "7000"}
    told |= {"you.moves": ["traditional", "converted"], "you.contributed": "7000", "you.converted": "3000"}
    told |= {"you.basis": "0", "you.plan_kinds": ["401k"], "you.plans.401k.deferrals": "5000", "save": None}
    told |= {"you.plans.401k.after_tax_allowed": False, "you.plans.401k.roll_in": "no", "circumstances": []}
    today = date(2026, 11, 28)
    assert [question.fact for question in agenda(told, today).open] == ["add_backs"]
    gap, whole = (planned(agenda(told | {"add_backs": more}, today).facts, today) for more in (None, "0"))
    assert gap is not None
    assert [unknown.fact for unknown in gap.unknowns] == ["add_backs"]
    assert whole is not None
    assert (whole.unknowns, whole.ranges) == ((), ())
    (one,) = whole.people
    assert one.chosen is not None
    assert (one.chosen.way, one.chosen.saved.money) == (Way.DEDUCT, 1_540)
    deducted, direct = (outcome(whole.case, "you", what) for what in (Decides.DEDUCTION, Decides.DIRECT))
    assert deducted is not None
    assert direct is not None
    assert (deducted.money, direct.money) == (7_000, 500)


ALONE: dict[str, Any] = {"tax_year": 2026, "filing_status": "single", "state": "TX", "add_backs": "0", "save": None}
ALONE |= {"circumstances": [], "you.plan_kinds": ["401k"], "you.plans.401k.roll_in": "any"}
ALONE |= {"you.plans.401k.deferrals": "5000", "you.plans.401k.after_tax_allowed": False}


def spans(told: Mapping[str, Any], fact: str) -> dict[str, tuple[Decimal, Decimal | None]]:
    """What that fact alone decides, from what to what."""
    made = planned(agenda({**told, fact: None}, date(2026, 11, 28)).facts, date(2026, 11, 28))
    assert made is not None
    return spans_of(made, fact)


def spans_of(made: Plan, fact: str = "you.traditional") -> dict[str, tuple[Decimal, Decimal | None]]:
    return {
        one.decides: (one.lowest.money, one.highest and one.highest.money)
        for one in made.ranges
        if one.facts == (fact,) and one.kind is None
    }


def test_whether_the_income_holds_the_distributions_moves_the_deduction() -> None:
    """IRC 219(g) at 72, $8,600 at most: $95,000 is above the range; of $87,500 (91,000 - 87,500)/10,000 is left."""
    told = ALONE | {"you.birth_year": 1954, "you.compensation": "220000", "agi": "85000", "add_backs": "2500"}
    told |= {"you.ira_kinds": ["rollover"], "you.rollover": "0", "you.moves": ["traditional", "withdrew"]}
    told |= {"you.contributed": "6000", "you.withdrew": "7500", "you.basis": "0"}
    assert spans(told, "you.withdrawals_in_agi") == {"deduction": (0, 3_010)}


def test_how_after_tax_money_leaves_its_plan_moves_what_goes_straight_to_roth() -> None:
    """IRC 408A(c)(3): $3,000 of growth converted inside the plan is income; income from $153,000 to $168,000.

    Of $156,000 and $159,000: 7,500 × 12/15 = 6,000 and 7,500 × 9/15 = 4,500; the rest can go into a traditional IRA.
    Beside old money, that is: where the back door is clean all of it goes there.
    """
    told = ALONE | {"you.birth_year": 1984, "you.compensation": "156000", "agi": "156000"}
    told |= {"you.ira_kinds": ["rollover"], "you.rollover": "90000", "you.basis": "0", "you.plans.401k.roll_in": "no"}
    told |= {"you.moves": [], "you.plans.401k.after_tax_allowed": True, "you.plans.401k.employer_money": "0"}
    told |= {"you.plans.401k.after_tax_capped": "no", "you.plans.401k.after_tax_made": "12000"}
    told |= {"you.plans.401k.after_tax_earnings": "3000"}
    found = spans(told, "you.plans.401k.exits")
    assert found["direct"] == (4_500, 6_000)
    assert found["contribute"] == (1_500, 3_000)


@pytest.mark.parametrize(
    ("agi", "iras", "allowed", "between"),
    [
        ("150000", [], None, True),
        ("150000", [], False, False),
        ("156000", ["rollover"], None, True),
        ("156000", ["rollover"], False, False),
        ("90000", [], True, True),
    ],
)
def test_what_the_verdict_says_goes_straight_agrees_with_its_range(
    agi: str,
    iras: list[str],
    allowed: bool | None,  # noqa: FBT001 - a case
    between: bool,  # noqa: FBT001 - a case
) -> None:
    """IRC 408A(c)(3): growth that a plan converts inside of it is income; above $153,000 of it less may go straight.

    Where nobody has told how much there is, the first sentence claims no more than what was told, and why is said.
    """
    told = ALONE | {"you.birth_year": 1984, "you.compensation": "172000", "agi": agi, "you.ira_kinds": iras}
    told |= {"you.rollover": "5000", "you.basis": "0", "you.moves": [], "you.plans.401k.employer_money": "6000"}
    told |= {"you.plans.401k.roll_in": "no", "you.plans.401k.after_tax_allowed": allowed}
    made = planned(agenda(told, date(2026, 11, 28)).facts, date(2026, 11, 28))
    assert made is not None
    texts = verdict(made)
    straight = next(text for text in texts if "can go straight into a Roth IRA" in text)
    assert any(found.decides is Decides.DIRECT and found.facts for found in made.ranges) == between
    assert straight.startswith("As far as told") == between
    assert (say("plan.unknown.growth") in " ".join(texts)) == between


def relabeled(**more: Any) -> dict[str, Any]:
    """Paid $1,000 into a Roth IRA for 2026 and had it moved to a traditional one."""
    told = {key: value for key, value in ALONE.items() if not key.startswith("you.plans")} | {"you.plan_kinds": []}
    told |= {"you.birth_year": 1955, "you.compensation": "420000", "agi": "85000", "you.ira_kinds": []}
    told |= {"you.moves": ["relabeled"], "you.relabeled_contribution": "1000", "you.relabeled": "1000"}
    told |= {"you.relabeled_on": "2026-01-02", "you.relabeled_year": 2026, "you.basis": "0"}
    return told | {f"you.{name}": value for name, value in more.items()}


def test_a_budget_that_two_share_is_not_given_to_the_second_while_the_first_may_need_it() -> None:
    """Whatever was paid in of $7,500, what is left of it goes into the IRA of the first: the second has none.

    Of $10,000 there are $2,500 for the second, and with $3,000 paid in $4,500 for the first.
    """
    told = ALONE | {"filing_status": "mfj", "agi": "230000", "you.birth_year": 1984, "spouse.birth_year": 1984}
    told |= {"you.compensation": "150000", "spouse.compensation": "80000", "you.ira_kinds": ["traditional"]}
    told |= {"you.traditional": "0", "you.basis": "0", "you.moves": ["roth"], "spouse.ira_kinds": []}
    told |= {"spouse.moves": [], "spouse.plan_kinds": []}
    today = date(2026, 11, 28)
    for save, second in (("7500", 0), ("10000", 2_500)):
        for made in (None, "3000"):
            facts = agenda(told | {"save": save, "you.contributed_roth": made}, today).facts
            planned_ = planned(facts, today)
            assert planned_ is not None
            direct = outcome(planned_.case, "spouse", Decides.DIRECT)
            assert direct is not None
            assert direct.money == second, (save, made)


def test_a_budget_that_two_share_lets_most_go_straight_at_pay_for_one_contribution() -> None:
    """2026, joint, at $249,000 of 242,000 to 252,000 three tenths may go straight to a Roth IRA: $2,250 of $7,500.

    Pay of $7,500 of the second, aged 49, is all their own; what is beyond it the first may use, out of $3,000 first.
    """
    told = ALONE | {"filing_status": "mfj", "agi": "249000", "you.birth_year": 1956, "spouse.birth_year": 1977}
    told |= {"you.compensation": "0", "you.ira_kinds": ["rollover"], "you.rollover": "7000", "you.moves": []}
    told |= {"you.basis": "0", "you.plan_kinds": [], "spouse.plan_kinds": [], "spouse.ira_kinds": ["rollover"]}
    told |= {"spouse.rollover": "7500", "spouse.moves": [], "spouse.basis": "0", "save": "3000"}
    made = planned(agenda(told | {"spouse.compensation": None}, date(2026, 3, 15)).facts, date(2026, 3, 15))
    assert made is not None
    assert _span(made, "spouse", Decides.DIRECT) == (0, 2_250)


def test_what_goes_back_out_of_a_traditional_ira_is_what_the_roth_ira_does_not_give_back() -> None:
    """Of $7,000 and $8,000 of Roth money on $3,000 of pay $12,000 goes back: $8,000 out of the Roth IRA.

    So $4,000 leaves the traditional IRA. With the $7,500 converted in 2027 and $10,000 of basis, $1,030 is growth of
    $7,530. At most a tenth of all that is left and moved is; that is where 0.9 of it comes to $6,850, at $1,111.11.
    """
    told = ALONE | {"filing_status": "single", "you.birth_year": 1968, "you.compensation": "3000", "agi": "60000"}
    told |= {"you.ira_kinds": ["traditional"], "you.moves": ["traditional", "roth", "prior"], "you.basis": "0"}
    told |= {"you.contributed": "7000", "you.contributed_late": "0", "you.contributed_roth": "8000"}
    told |= {"you.contributed_prior": "7000", "you.converted_next": "7500", "you.covered": True}
    today = date(2027, 2, 10)
    whole, gap = (planned(agenda(told | {"you.traditional": v}, today).facts, today) for v in ("7530", None))
    assert whole is not None
    assert gap is not None
    taxed = outcome(whole.case, "you", Decides.TAXABLE)
    assert taxed is not None
    assert taxed.money == 1_030
    assert outside(whole, gap) == []
    assert spans_of(gap)["taxable"] == (0, Decimal("1111.11"))


def test_a_relabeled_contribution_is_one_to_a_traditional_ira_for_what_is_asked() -> None:
    """IRC 219(g), 408A(d)(6): coverage decides what may be deducted, and here all of it may be either way.

    Of somebody covered at $85,000 (91,000 - 85,000) / 10,000 of $8,600 could be, above $1,000.
    """
    today = date(2026, 3, 15)
    assert "you.covered" in {question.fact for question in agenda(relabeled(), today).open}
    for covered in (True, False):
        made = planned(agenda(relabeled(covered=covered), today).facts, today)
        assert made is not None
        deducted = outcome(made.case, "you", Decides.DEDUCTION)
        assert deducted is not None
        assert deducted.money == 1_000


def test_whether_a_plan_takes_money_in_is_asked_where_what_was_relabeled_has_grown() -> None:
    """$600 of the $1,600 was never taxed: a 401(k) may take it in (IRC 408(d)(3)(A)(ii))."""
    today = date(2026, 3, 15)
    told = relabeled(relabeled="1600", plan_kinds=["401k"], covered=True)
    told |= {"you.plans.401k.deferrals": "5000", "you.plans.401k.after_tax_allowed": False}
    assert "you.plans.401k.roll_in" in {question.fact for question in agenda(told, today).open}
    made = planned(agenda(told | {"you.plans.401k.roll_in": "no"}, today).facts, today)
    assert made is not None
    assert made.people[0].chosen is not None


def test_whether_the_last_form_holds_a_contribution_relabeled_for_the_year_before_is_asked() -> None:
    """Moved in January for the year before it is line 1 of that year's Form 8606, which may or may not be filed."""
    told = relabeled(relabeled_year=2025, basis="1000", covered=False)
    assert "you.basis_includes_prior" in {question.fact for question in agenda(told, date(2026, 3, 15)).open}


def test_a_gap_beside_a_relabeled_contribution_holds_what_comes_out() -> None:
    """On 27 January 2027 $90,000 and the $7,000 that came later were there at the end of 2026, $7,500 had left.

    Line 10 is 8,000 of 104,500, so 7,425.84 of basis is carried on: of $8,200, 774.16 is taxed.
    """
    told = ALONE | {"you.birth_year": 1960, "you.compensation": "95000", "agi": "85000", "you.plan_kinds": ["403b"]}
    told |= {"you.plans.403b.deferrals": "0", "you.plans.403b.after_tax_allowed": False, "filing_status": "hoh"}
    told |= {"you.plans.403b.roll_in": "no", "you.ira_kinds": ["traditional"], "you.traditional": "8200"}
    told |= {"you.moves": ["converted", "relabeled"], "you.converted": "7500", "you.basis": "7000"}
    told |= {"you.relabeled_contribution": "1000", "you.relabeled": "7000", "you.relabeled_on": "2027-01-15"}
    told |= {
        "you.relabeled_year": 2026,
        "you.year_end_value": "90000",
        "you.converted_next": "0",
        "you.covered": False,
    }
    today = date(2027, 2, 10)
    whole = planned(agenda(told, today).facts, today)
    assert whole is not None
    taxed = outcome(whole.case, "you", Decides.TAXABLE)
    assert taxed is not None
    assert taxed.money == Decimal("774.16")
    for fact in ("you.basis", "you.traditional", "you.relabeled_contribution", "you.relabeled", "you.year_end_value"):
        gap = planned(agenda({**told, fact: None}, today).facts, today)
        assert gap is not None
        assert outside(whole, gap) == [], fact
