"""What must hold for everybody: spouses apart, order irrelevant, basis never created, every amount recomputes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from calc.derivation import Amount, Worksheet, recompute
from calc.facts import Facts
from calc.planning.assessment import Outlook
from calc.planning.plan import Plan, plan
from calc.planning.sheets import sheets
from dialogs.views.plan.as_data import as_data

DAYS = st.sampled_from([date(2026, 3, 3), date(2026, 11, 23), date(2027, 2, 10)])
dollars = st.integers(0, 200_000)
small = st.integers(0, 9_000)
lean = settings(max_examples=40, deadline=None)


@st.composite
def work_plans(draw: st.DrawFn) -> dict[str, Any]:
    plan = {
        "deferrals": draw(st.integers(0, 40_000)),
        "employer_money": draw(st.integers(0, 40_000)),
        "after_tax_allowed": draw(st.sampled_from([None, True, False])),
        "exits": draw(st.sampled_from([None, [], ["in_plan"], ["in_service"], ["in_plan", "in_service"]])),
        "after_tax_made": draw(small),
        "after_tax_earnings": draw(st.integers(0, 2_000)),
        "roll_in": draw(st.sampled_from([None, "any", "rollover_only", "no"])),
        "pay": draw(st.integers(50_000, 400_000)),
        "value": draw(st.sampled_from([None, 0, 80_000])),
    }
    kinds = draw(st.sets(st.sampled_from(["401k", "403b", "457b", "tsp", "simple", "old"]), max_size=3))
    return dict.fromkeys(sorted(kinds), plan)


@st.composite
def people(draw: st.DrawFn) -> dict[str, Any]:
    plans = draw(work_plans())
    basis, prior = draw(dollars), draw(small)
    return {
        "birth_year": draw(st.integers(1948, 2000)),
        "compensation": draw(st.sampled_from([0, 3_000, 90_000, 320_000])),
        "covered": draw(st.booleans()),
        "ira_kinds": ["traditional", "sep"],
        "traditional": draw(dollars),
        "sep": draw(dollars),
        "basis": basis,
        "moves": ["traditional", "converted", "prior", "withdrew"],
        "contributed": draw(small),
        "contributed_late": 0,
        "converted": draw(small),
        "contributed_prior": prior,
        "basis_includes_prior": basis >= prior and draw(st.booleans()),
        "withdrew": draw(small),
        "ira_rmd": draw(st.sampled_from([None, 0, 9_000])),
        "converted_next": draw(st.sampled_from([None, 2_000])),
        "withheld": draw(st.sampled_from([None, 700])),
        "year_end_value": draw(dollars),
        "plan_kinds": list(plans),
        "plans": plans,
    }


@st.composite
def households(draw: st.DrawFn) -> dict[str, Any]:
    status = draw(st.sampled_from(["single", "mfj", "mfs", "hoh"]))
    facts = {
        "tax_year": 2026,
        "filing_status": status,
        "lived_with_spouse": True,
        "state": draw(st.sampled_from(["TX", "NY", "PA"])),
        "agi": draw(st.integers(-5_000, 500_000)),
        "save": draw(st.sampled_from([None, 4_000, 30_000])),
        "rate_later": draw(st.sampled_from([None, 22])),
        "need_within": draw(st.sampled_from([None, 5])),
        "circumstances": [],
        "you": draw(people()),
    }
    return facts | ({"spouse": draw(people())} if status == "mfj" else {})


def made(raw: dict[str, Any], today: date) -> Plan:
    return plan(Facts.model_validate(raw), today)


@lean
@given(households(), DAYS)
def test_every_amount_of_a_plan_recomputes(raw: dict[str, Any], today: date) -> None:
    whole = made(raw, today)
    amounts = [*_amounts(whole.case.people), *_amounts([step.amount for step in whole.steps])]
    amounts += [amount for _, sheet in sheets(whole) for amount in sheet.values() if amount is not None]
    assert [amount for amount in amounts if recompute(amount) != amount.value] == []


@lean
@given(households(), DAYS)
def test_basis_is_never_negative_and_never_created(raw: dict[str, Any], today: date) -> None:
    """What goes in after tax, less what comes out untaxed, is what stays: over all forms of every way."""
    for one in made(raw, today).people:
        for option in one.options:
            carried = None
            for form in option.forms:
                begin = form.sheet.money("2")
                assert carried is None or begin == carried
                untaxed = form.sheet["13"].money if form.sheet["13"] else Decimal(0)
                carried = form.sheet.money("14")
                assert 0 <= carried == begin + form.sheet.money("1") - untaxed


@lean
@given(households(), people(), DAYS)
def test_each_spouse_is_apart_from_the_other_ones_iras(
    raw: dict[str, Any], other: dict[str, Any], today: date
) -> None:
    """Other IRAs of the spouse, the same pay and the same deposits: your ways, their tax and your basis stay.

    Payouts of the spouse are income of both, so there are none.
    """
    if "spouse" not in raw:
        return
    iras = ("traditional", "sep", "basis", "converted", "year_end_value")
    raw["spouse"] |= {"withdrew": 0, "ira_rmd": 0, "withheld": 0}
    changed = raw | {"spouse": raw["spouse"] | {name: other[name] for name in iras} | {"contributed_prior": 0}}
    before, after = (made(facts, today).people[0] for facts in (raw, changed))
    assert _ways(before) == _ways(after)


@lean
@given(households(), DAYS, st.randoms(use_true_random=False))
def test_the_order_of_the_facts_is_irrelevant(raw: dict[str, Any], today: date, random: Any) -> None:
    assert as_data(made(_shuffled(raw, random), today), {}, {}) == as_data(made(raw, today), {}, {})


@lean
@given(households(), st.integers(0, 100_000), DAYS)
def test_more_pay_never_lowers_a_limit_or_a_room(raw: dict[str, Any], more: int, today: date) -> None:
    you = raw["you"]
    plans = {kind: plan | {"pay": plan["pay"] + more} for kind, plan in you["plans"].items()}
    richer = raw | {"you": you | {"compensation": you["compensation"] + more, "plans": plans}}
    before, after = (made(facts, today).people for facts in (raw, richer))
    for poor, rich in zip(before, after, strict=True):
        assert _at_least(rich.room, poor.room)
        assert _at_least(rich.direct, poor.direct) or raw["save"] is not None
        for less, much in zip(poor.plans, rich.plans, strict=True):
            assert _at_least(much.room and much.room["room"], less.room and less.room["room"])


def _ways(one: Outlook) -> list[tuple[Any, ...]]:
    return [(way.way, way.contribute.value, way.taxable.value, way.basis_left.value) for way in one.options]


def _at_least(more: Amount | None, less: Amount | None) -> bool:
    return more is None or less is None or more.value >= less.value


def _shuffled(told: Any, random: Any) -> Any:
    if isinstance(told, dict):
        items = list(told.items())
        random.shuffle(items)
        return {name: _shuffled(value, random) for name, value in items}
    return told


def _amounts(thing: Any) -> Iterator[Amount]:
    """Every amount in a structure of the plan, however deep."""
    if isinstance(thing, Amount):
        yield thing
    elif isinstance(thing, Worksheet):
        yield from (amount for amount in thing.values() if amount is not None)
    elif isinstance(thing, list | tuple):
        for one in thing:
            yield from _amounts(one)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from _amounts(getattr(thing, field.name))
