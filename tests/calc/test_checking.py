"""Sets of papers with printed lines: every right one is right, a wrong one is wrong at its first line.

Expectations are the forms' own arithmetic and instructions, worked out by hand beside each set.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from calc import law
from calc.checking.causes import causes
from calc.checking.tables import allowed, boxes, payout, table
from calc.checking.verdict import Judged, check
from calc.public import checks
from calc.refusals import Refusal

CLEAN = {"1": 7000, "2": 0, "8": 7000, "14": 0, "18": 0}


def paid(amount, code, *, taxable=None, ira=True, **more: object):
    """A Form 1099-R; ``more``: its other boxes as box_4, and its other entries."""
    extra = {name.removeprefix("box_"): more.pop(name) for name in list(more) if name.startswith("box_")}
    held = {"1": amount, "2a": amount if taxable is None else taxable, "7": code, **extra}
    return {"form": "1099-R", "owner": "you", "year": 2025, "ira": ira, "boxes": held, **more}


def held(kind="ira", **more: object):
    """A Form 5498 of an account; its boxes as box_1."""
    extra = {name.removeprefix("box_"): more.pop(name) for name in list(more) if name.startswith("box_")}
    return {"form": "5498", "owner": "you", "year": 2025, "kind": kind, "boxes": extra, **more}


def given(
    *papers: dict,
    form=None,
    total=None,
    taxes=None,
    spouse=None,
    year=2025,
    status="single",
    told=None,
    **you: object,
):
    facts = {"tax_year": year, "filing_status": status, "you": {"basis": 0, **you}}
    facts |= {name: facts["you"].pop(name) for name in ("agi", "add_backs") if name in facts["you"]}
    if "partner" in you:
        facts["spouse"] = facts["you"].pop("partner")
    printed = {"8606": form or {}, "1040": total or {}, "5329": taxes or {}, "spouse": spouse or {}}
    return {"tax_year": year, "facts": facts, "papers": list(papers), "printed": printed, "told": told or {}}


def verdict(one):
    return check(checks.given(one)[0])


CONVERTED = (paid(7000, "2"), held(box_1=7000, box_5=0), held("roth", box_3=7000, box_5=7300))
LATE_IN_LIFE = {"birth_year": 1950}

RIGHT = {
    "clean": given(
        *CONVERTED, form={**CLEAN, "6": 0, "10": "1.000", "16": 7000, "17": 7000}, total={"4a": 7000, "4b": 0}),
    "inherited payout and value (code 4)": given(  # 408(d)(3)(C): on the return whole, on no Form 8606
        *CONVERTED, paid(9000, "4"), held(box_5=120_000, beneficiary=True),
        form={**CLEAN, "6": 0, "7": 0}, total={"4a": 16_000, "4b": 9000}),
    "a gift with code Y": given(
        paid(27_400, "7"), paid(6000, "7Y"), held(box_5=672_600), form={"2": 90_000, "6": 672_600, "7": 27_400,
        "12": "3522.86", "14": "86477.14"},
        total={"4a": 33_400, "4b": "23877.14"}, **LATE_IN_LIFE | {"basis": 90_000}),
    "a gift that was told": given(  # 90,000 / 694,000 of 21,400 is 2,775.22
        paid(27_400, "7"), held(box_5=672_600), told={"charity": 6000},
        form={"2": 90_000, "6": 672_600, "7": 21_400, "12": "2775.22", "14": "87224.78"},
        total={"4a": 27_400, "4b": "18624.78"}, **LATE_IN_LIFE | {"basis": 90_000}),
    "a rollover from a plan is not the payout's": given(  # box 2 is 80,000 and the payout 5,000
        paid(7000, "2"), paid(5000, "1"), held(box_1=7000, box_2=80_000, box_5=82_000), held("roth", box_3=7000),
        form={"1": 7000, "6": 82_000, "7": 5000, "9": 94_000, "11": "521.28", "12": "372.34", "14": "6106.38",
              "15c": "4627.66", "18": "6478.72"}, total={"4a": 12_000, "4b": "11106.38"}),
    "partly deducted": given(
        *CONVERTED, told={"deducted": 2800}, form={"1": 4200, "6": 0, "8": 7000, "14": 0, "17": 4200, "18": 2800},
        total={"4a": 7000, "4b": 2800}),
    "a contribution that came back (code 8)": given(
        paid(1060, "81", taxable=60), *CONVERTED[:1], held(box_1=8000, box_5=0), held("roth", box_3=7000),
        form={**CLEAN, "7": 0}, total={"4a": 8060, "4b": 60}),
    "one that came back in the year after (code P)": given(
        paid(1060, "P1", taxable=60, year=2026), *CONVERTED[:1], held(box_1=8000, box_5=0), held("roth", box_3=7000),
        form={**CLEAN, "7": 0}, total={"4a": 8060, "4b": 60}),
    "code P of this year's form is last year's": given(
        paid(1060, "P", taxable=60), *CONVERTED, form={**CLEAN, "7": 0}, total={"4a": 7000, "4b": 0}),
    "rolled within the year": given(
        paid(40_000, "1"), *CONVERTED, held(box_2=40_000, box_5=41_000),
        form={"1": 7000, "6": 41_000, "7": 0, "8": 7000, "11": "1020.83", "14": "5979.17"},
        total={"4a": 47_000, "4b": "5979.17"}),
    "under way at New Year": given(  # 7,000 / 47,143.00 ...: line 6 holds the outstanding rollover
        paid(40_143, "1"), *CONVERTED, told={"rollover_under_way": 40_143},
        form={"1": 7000, "6": 40_143, "7": 0, "8": 7000, "9": 47_143, "11": "1039.39", "14": "5960.61"},
        total={"4a": 47_143, "4b": "5960.61"}),
    "a direct rollover into a plan (code G)": given(
        paid(30_000, "G", taxable=0), *CONVERTED, form={**CLEAN, "6": 0, "7": 0}, total={"4a": 37_000, "4b": 0}),
    "plan money straight to a Roth IRA": given(
        paid(30_870, "G", taxable=870, ira=False, box_5=30_000), *CONVERTED[:2],
        held("roth", box_2=30_870, box_3=7000), form={**CLEAN, "7": 0},
        total={"4a": 7000, "4b": 0, "5a": 30_870, "5b": 870}),
    "a Roth account of a plan (code H) and a pension": given(
        paid(12_000, "H", taxable=0, ira=False), paid(18_000, "7", ira=False, box_4=1800), *CONVERTED,
        form=CLEAN, total={"4a": 7000, "4b": 0, "5a": 30_000, "5b": 18_000, "25b": 1800}),
    "a plan payout that reached an IRA in 60 days": given(
        paid(22_000, "1", ira=False), held(box_2=22_000, box_5=22_400), total={"5a": 22_000, "5b": 0}),
    "excess deferrals of a plan are wages (code 8)": given(
        paid(900, "8", ira=False), *CONVERTED, form=CLEAN, total={"4a": 7000, "5a": 0, "5b": 0}),
    "a SEP is in line 6 and never on line 1": given(
        *CONVERTED[:1], held(box_1=7000, box_5=0), held("roth", box_3=7000), held("sep", box_8=18_500, box_5=96_000),
        form={"1": 7000, "6": 96_000, "8": 7000, "11": "475.73", "14": "6524.27", "18": "6524.27"}),
    "SIMPLE money after two years": given(
        paid(5000, "2"), held("simple", box_9=3000, box_5=20_000), held("roth", box_3=5000),
        form={"1": None, "2": None, "14": None, "16": 5000, "17": 0, "18": 5000}, total={"4a": 5000, "4b": 5000}),
    "two custodians": given(
        paid(7000, "2", payer="A"), paid(3500, "2", payer="B"), held(box_1=7000, box_5=0, payer="A"),
        held(box_5=20_000, payer="B"), held("roth", box_3=7000, payer="A"), held("roth", box_3=3500, payer="B"),
        form={"1": 7000, "6": 20_000, "8": 10_500, "9": 30_500, "11": "2409.84", "14": "4590.16"}),
    "a corrected form stands for the old one": given(
        paid(7100, "7", payer="A", account="1"), paid(7000, "2", payer="A", account="1", corrected=True),
        *CONVERTED[1:], form={**CLEAN, "7": 0}, total={"4a": 7000, "4b": 0}),
    "each spouse has a form": given(
        *CONVERTED, *({**paper, "owner": "spouse"} for paper in (paid(7009, "2"), held(box_1=7000, box_5=0),
                                                                 held("roth", box_3=7009))),
        form=CLEAN, status="mfj", partner={"basis": 0}, total={"4a": 14_009, "4b": 9},
        spouse={"8606": {"1": 7000, "8": 7009, "14": 0, "18": 9}}),
    "relabeled within the year (code N)": given(
        paid(7310, "N", taxable=0, ira=False), paid(7310, "2"), held(box_4=7310, box_5=0),
        held("roth", box_3=7310, box_10=7000, box_5=7400),
        form={"1": 7000, "6": 0, "7": 0, "8": 7310, "14": 0, "17": 7000, "18": 310}, total={"4a": 14_620, "4b": 310}),
    "relabeled after the year (code R on the next form)": given(
        paid(7310, "R", taxable=0, ira=False, year=2026), paid(18_000, "2"), held(box_5=53_600),
        held("roth", box_3=18_000, box_10=7000), form={"1": 7000, "6": 60_910, "8": 18_000, "11": "1596.76",
        "14": "5403.24"}, total={"4a": 18_000, "4b": "16403.24"}),
    "code R of this year's form is last year's": given(
        paid(6600, "R", taxable=0, ira=False), *CONVERTED, form=CLEAN, total={"4a": 7000}),
    "paid in after December 31": given(
        paid(6500, "2"), held(box_1=7000, box_5=0), held("roth", box_3=6500), contributed_late=7000, basis=6500,
        form={"1": 7000, "2": 6500, "3": 13_500, "4": 7000, "5": 6500, "8": 6500, "10": 1, "14": 7000, "18": 0}),
    "line 10 cut to four places": given(  # 11,300 / 154,950 is 0.07293
        paid(83_500, "2"), held(box_5=71_450), held("roth", box_3=83_500), basis=11_300,
        form={"2": 11_300, "10": "0.0729", "11": "6087.15", "14": "5212.85", "18": "77412.85"},
        total={"4b": "77412.85"}),
    "whole dollars": given(
        paid("7004.50", "2"), held(box_1=7000, box_5="0.40"), held("roth", box_3="7004.50"),
        form={"1": 7000, "6": 0, "8": 7005, "14": 0, "18": 5}, total={"4a": 7005, "4b": 5}),
    "Part II alone, everything converted": given(  # basis of last year, nothing paid in, nothing left
        paid(7300, "2"), held("roth", box_3=7300), held(box_5=0), basis=7000,
        form={"1": None, "3": None, "8": None, "14": None, "16": 7300, "17": 7000, "18": 300}),
    "only a contribution": given(held(box_1=7000, box_5=7200), form={"1": 7000, "3": 7000, "6": None, "14": 7000}),
    "only a contribution, lines 4 to 13 filled in": given(
        held(box_1=7000, box_5=7200), form={"1": 7000, "4": 0, "6": 7200, "7": 0, "9": 7200, "13": 0, "14": 7000}),
    "an early Roth payout below what was paid in": given(
        paid(9500, "J", taxable=0, ira=False), told={"roth_contributions": 20_000},
        form={"19": 9500, "21": 9500, "22": 20_000, "23": 0}, total={"4a": 9500, "4b": 0}, taxes={"1": 0, "4": 0}),
    "an early Roth payout with growth": given(
        paid(9500, "J", taxable=9500, ira=False), told={"roth_contributions": 6000},
        form={"19": 9500, "22": 6000, "23": 3500, "25c": 3500}, total={"4a": 9500, "4b": 3500},
        taxes={"1": 3500, "4": 350}),
    "a qualified Roth payout": given(paid(15_000, "Q", taxable=0, ira=False), total={"4a": 15_000, "4b": 0}),
    "an early payout": given(
        paid(10_000, "1"), held(box_5=90_000), total={"4a": None, "4b": 10_000}, taxes={"1": 10_000, "4": 1000}),
    "an early payout under an exception": given(
        paid(10_000, "1"), held(box_5=90_000), taxes={"1": 10_000, "2": 10_000, "3": 0, "4": 0}),
    "SIMPLE money inside two years (code S)": given(
        paid(3800, "S"), held("simple", box_5=2100), taxes={"1": 3800, "3": 3800, "4": 950}),
    "the required distribution first": given(
        paid(45_000, "7"), held(box_5=405_000), held("roth", box_3=28_100), ira_rmd=16_900, basis=15_000,
        form={"2": 15_000, "7": 16_900, "8": 28_100, "9": 450_000, "11": "936.67", "12": "563.33", "14": 13_500}),
    "an excess in a Roth IRA, as it should be shown": given(
        held("roth", box_10=7000, box_5=7640), birth_year=1984, compensation=260_000, agi=255_000, add_backs=0,
        taxes={"23": 7000, "24": 7000, "25": 420}),
    "a Roth contribution whose income nobody told is not judged": given(
        held("roth", box_10=7000), birth_year=1984, taxes={"23": 0, "25": 0}),
    "Form 5498 has not come yet": given(paid(7000, "2"), form={**CLEAN, "6": 0}, total={"4b": 0}),
    "other Forms 1099 withhold as well": given(paid(10_000, "7", box_4=1000), total={"4b": 10_000, "25b": 1240}),
    "2019 has other numbers": given(
        paid(30_000, "7", ira=False, year=2019, box_4=500), year=2019, total={"4c": 30_000, "4d": 30_000, "17": 500}),
}  # fmt: skip


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_set_is_right(name: str):
    found = verdict(RIGHT[name])
    assert found.judged is Judged.RIGHT, (found.work.first_wrong, found.questions)


WRONG = {
    "a contribution not marked": (
        given(*CONVERTED, form={"1": 0, "14": 0, "18": 7000}, told={"deducted": 0, "returned": 0}),
        ("8606", "you", "1", 7000), "not_nondeductible"),
    "the conversion as a payout": (
        given(*CONVERTED, form={"1": 7000, "7": 7000, "8": 0, "14": 0}),
        ("8606", "you", "7", 0), "conversion_as_payout"),
    "basis left out": (
        given(*CONVERTED, basis=6000, form={"1": 7000, "2": 0, "14": 0}), ("8606", "you", "2", 6000), "basis_blank"),
    "the inherited IRA on line 6": (
        given(*CONVERTED, held(box_5=120_000, beneficiary=True), form={"1": 7000, "6": 120_000}),
        ("8606", "you", "6", 0), "inherited_in_line_6"),
    "the inherited payout on line 7": (
        given(*CONVERTED, paid(9000, "4"), form={"1": 7000, "6": 0, "7": 9000, "8": 7000}),
        ("8606", "you", "7", 0), "inherited_payout_as_own"),
    "the returned contribution still on line 1": (
        given(paid(1060, "81", taxable=60), held(box_1=8000, box_5=7100), form={"1": 8000, "14": 8000},
              told={"deducted": 0}),
        ("8606", "you", "1", 7000), "returned_not_taken_off"),
    "the returned contribution as a payout": (
        given(paid(1060, "81", taxable=60), *CONVERTED[:1], held(box_1=8000, box_5=0), held("roth", box_3=7000),
              form={"1": 7000, "7": 1060, "8": 7000}, told={"charity": 0}),
        ("8606", "you", "7", 0), None),
    "the relabeled contribution as income": (
        given(paid(7310, "N", taxable=0, ira=False), paid(7310, "2"), held(box_4=7310, box_5=0),
              held("roth", box_3=7310, box_10=7000), form={"1": 7000, "7": 7310, "8": 7310}),
        ("8606", "you", "7", 0), "relabeled_as_income"),
    "the corrected form and the old one": (
        given(paid(7100, "2", payer="A"), paid(7000, "2", payer="A", corrected=True), held(box_1=7000, box_5=0),
              held("roth", box_3=7000), form=CLEAN, total={"4a": 14_100}),
        ("1040", "you", "4a", 7000), None),
    "a plan's rollover on line 8": (
        given(paid(30_870, "G", taxable=870, ira=False), *CONVERTED[:2], held("roth", box_2=30_870, box_3=7000),
              form={"1": 7000, "6": 0, "7": 0, "8": 37_870}),
        ("8606", "you", "8", 7000), "plan_as_conversion"),
    "box 2a taxed": (
        given(*CONVERTED, form=CLEAN, total={"4a": 7000, "4b": 7000}), ("1040", "you", "4b", 0), "box_2a_taxed"),
    "what is relabeled within the year left off 4a": (
        given(paid(7310, "N", taxable=0, ira=False), paid(7310, "2"), held(box_4=7310, box_5=0),
              held("roth", box_3=7310, box_10=7000), form={"1": 7000, "8": 7310}, total={"4a": 7310}),
        ("1040", "you", "4a", 14_620), "apart_left_out"),
    "withholding left out": (
        given(paid(10_000, "7", box_4=1000), total={"4b": 10_000, "25b": 0}), ("1040", "you", "25b", 1000),
        "withholding_left_out"),
    "the spouse's figures": (
        given(*CONVERTED, *({**p, "owner": "spouse"} for p in (paid(5009, "2"), held(box_1=5000, box_5=0),
                                                               held("roth", box_3=5009))),
              status="mfj", partner={"basis": 0}, form=CLEAN, spouse={"8606": {"1": 7000, "8": 7000, "14": 0}},
              told={"spouse": {"deducted": 0}}),
        ("8606", "spouse", "1", 5000), "spouse_swapped"),
    "a gift before seventy and a half is none": (
        given(paid(27_400, "7"), held(box_5=100_000), birth_year=1963, basis=9000,
              form={"2": 9000, "6": 100_000, "7": 21_400}, told={"rolled_over": 0, "rollover_under_way": 0}),
        ("8606", "you", "7", 27_400), None),
    "what is told to be under way did not arrive in the year": (
        given(paid(25_000, "1"), *CONVERTED, form={**CLEAN, "6": 0}, told={"rollover_under_way": 25_000}),
        ("8606", "you", "6", 25_000), None),
    "no additional tax on a conversion": (
        given(paid(7000, "1"), *CONVERTED[1:], form={**CLEAN, "7": 0}, taxes={"1": 7000, "4": 700}),
        ("5329", "you", "1", 0), "early_without_need"),
    "too much into a traditional IRA": (
        given(held(box_1=8000, box_5=8100), birth_year=1990, compensation=90_000, taxes={"15": 0, "17": 0},
              told={"returned": 0}),
        ("5329", "you", "15", 1000), "excess_untold"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_set_is_wrong_at_its_first_line(name: str):
    one, (form, who, line, right), slip = WRONG[name]
    found = verdict(one)
    assert found.judged is Judged.WRONG, found.questions
    first = found.first_wrong
    assert (first.form, first.who, first.line, first.right) == (form, who, line, Decimal(right))
    assert slip is None or slip in causes(found).names


ASKED = {
    "charity": given(paid(27_400, "7"), held(box_5=672_600), **LATE_IN_LIFE | {"basis": 90_000},
                     form={"2": 90_000, "6": 672_600, "7": 21_400, "14": "87224.78"}),
    "rollover_under_way": given(paid(18_300, "1"), *CONVERTED, form={"1": 7000, "6": 18_300, "7": 0, "8": 7000}),
    "rolled_over": given(paid(18_300, "1"), held(box_1=7000, box_5=19_000), form={"1": 7000, "6": 19_000, "7": 0}),
    "deducted": given(*CONVERTED, form={"1": 4200, "8": 7000, "18": 2800}),
    "inherited": given(*CONVERTED, held(box_5=64_000), form={"1": 7000, "6": 0, "8": 7000, "18": 0}),
    "returned": given(held(box_1=8000, box_5=8100), birth_year=1990, taxes={"15": 0}),
    "roth_contributions": given(paid(9500, "J", ira=False), form={"19": 9500, "22": 20_000, "23": 0}),
    "roth_conversions": given(paid(9500, "J", ira=False), told={"roth_contributions": 0},
                              form={"19": 9500, "22": 0, "24": 12_000, "25c": 0}),
}  # fmt: skip


@pytest.mark.parametrize("question", ASKED)
def test_what_no_paper_tells_is_asked_before_a_line_is_called_wrong(question: str):
    found = verdict(ASKED[question])
    assert found.judged is Judged.ASK
    assert question in {asked.name for asked in found.questions}
    asked = next(asked for asked in found.questions if asked.name == question)
    told = {**ASKED[question]["told"], question: f"{asked.amount:.2f}"}
    assert verdict({**ASKED[question], "told": told}).judged is Judged.RIGHT


def test_the_basis_of_earlier_years_is_asked_where_nobody_told_it():
    one = given(*CONVERTED, form={"1": 7000, "2": 6000, "14": 6000, "18": 0})
    del one["facts"]["you"]["basis"]
    assert {asked.name for asked in verdict(one).questions} == {"basis"}


def test_a_deduction_that_the_income_rules_out_is_not_asked_for():
    one = given(*CONVERTED, form={"1": 4200, "8": 7000, "18": 2800}, agi=240_000, covered=True, birth_year=1984,
                told={"returned": 0})  # fmt: skip
    assert verdict(one).judged is Judged.WRONG


def test_what_was_denied_is_not_asked_again():
    for question, one in ASKED.items():
        denied = {**one, "told": {**one["told"], question: 0}}
        assert question not in {asked.name for asked in verdict(denied).questions}, question


@pytest.mark.parametrize("code", table("form_1099r")["codes"])
def test_every_code_has_an_effect_and_stands_only_beside_codes_that_take_it(code: str):
    codes = table("form_1099r")["codes"]
    for other in codes[code]["beside"]:
        assert code in codes[other]["beside"]
        assert allowed(code + other)
    for ticked in (True, False):
        found = payout(code, ticked=ticked)
        assert found.effect, (code, found)


@pytest.mark.parametrize(("codes", "ticked", "account", "does"), [
    ("7Y", True, "ira", "charity"), ("4Y", True, "ira", "charity"), ("81", True, "ira", "returned"),
    ("8J", False, "roth", "returned"), ("8", False, "plan", "returned"), ("JP", False, "roth", "returned"),
    ("4", True, "ira", "inherited"), ("4G", False, "plan", "rolled_over"), ("1B", False, "plan", "paid_out"),
    ("H", False, "plan", "rolled_over"), ("G", True, "ira", "rolled_over"), ("T", False, "roth", "paid_out"),
    ("Q", False, "roth", "qualified"), ("N", False, "relabeled", "relabeled"), ("2K", True, "ira", "paid_out"),
    ("5", True, "ira", "paid_out"), ("6W", False, "plan", "nothing"), ("1L", False, "plan", "paid_out"),
])  # fmt: skip
def test_two_codes_say_whose_money_it_is_and_what_became_of_it(codes, ticked, account, does):
    found = payout(codes, ticked=ticked)
    assert (found.account, found.does) == (account, does)


def test_every_box_of_every_paper_says_what_it_holds():
    kinds = {"money", "percent", "code", "mark", "year", "date", "words"}
    for form in ("1099-R", "5498", "W-2"):
        assert set(boxes(form).values()) <= kinds
    for name in ("form_1099r", "form_5498", "form_w2", "returns"):
        head = table(name)
        assert head["law"]
        assert head["source"]
        assert head["checked_against"]
        assert head["checked"].year >= law.latest() - 1


@pytest.mark.parametrize(("change", "field"), [
    ({"tax_year": "2025"}, "tax_year"),
    ({"papers": [{"form": "1099-R", "year": 2025, "boxes": {"33": 1}}]}, "papers.0.boxes.33"),
    ({"papers": [{"form": "1099-R", "year": 2025, "boxes": {"7": "X"}}]}, "papers.0.boxes.7"),
    ({"papers": [{"form": "W-9", "year": 2025, "boxes": {}}]}, "papers.0.form"),
    ({"printed": {"8606": {"26": 0}}}, "printed.8606.26"),
    ({"printed": {"8606": {"1": "many"}}}, "printed.8606.1"),
    ({"printed": {"spouse": 3}}, "printed.spouse"),
    ({"facts": {"you": {"bases": 3}}}, "facts.you.bases"),
    ({"told": {"charity": -1}}, "told.charity"),
])  # fmt: skip
def test_what_is_no_set_is_refused_by_field(change, field):
    with pytest.raises(Refusal) as refused:
        checks.given({"tax_year": 2025, "papers": [], "printed": {}, **change})
    assert refused.value.field == field
