"""Papers that come in: what each kind tells, what it is never taken for, and how the talk takes it up.

``papers.json`` holds papers with made-up values, as several senders lay them out; ``take`` must be read, ``may`` can.
"""

from __future__ import annotations

import json
import time
from datetime import date
from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest

from calc.checking.tables import payout, table
from calc.facts import Facts
from dialogs.interview import codec
from dialogs.phrases import template
from dialogs.session import Stage
from dialogs.understanding import papers
from dialogs.understanding.papers.reading import Context
from dialogs.understanding.papers.scan import unglued
from dialogs.understanding.papers.stub import dates_left
from tests.talk import Talk, begun

CASES = json.loads((Path(__file__).parent / "papers.json").read_text("utf-8"))
FEBRUARY, NOVEMBER = date(2026, 2, 20), date(2026, 11, 28)
OPENED = ("/start", "2025", "single")
PROSE = ("plan description", "e-mail")
ANSWERS = ("SIMPLE IRA",)  # what is asked then, so the line is an answer
FORM = (
    "Form 1099-R 2025 Distributions From Pensions, Annuities, Retirement or Profit-Sharing Plans, IRAs\n"
    "PAYER'S name FIRST HARBOR TRUST CO\n1 Gross distribution\n$ 7,630.95\n2a Taxable amount\n$ 7,630.95\n"
    "2b Taxable amount not determined X Total distribution\n4 Federal income tax withheld\n$ 0.00\n"
    "7 Distribution code(s) 2 IRA/SEP/SIMPLE X"
)
W2 = (
    "2025 Form W-2 Wage and Tax Statement\n1 Wages, tips, other compensation 2 Federal income tax withheld\n"
    "96,410.25 17,353.85\n12a E 18,000.00\n12b BB 4,000.00\n"
    "13 Statutory employee [ ] Retirement plan [X] Third-party sick pay [ ]"
)


def facts_of(told: dict) -> Facts:
    return codec.decode({"filing_status": "single", **told})


def read(case: dict):
    who = "you" if case["talk"].get("filing_status") != "mfj" else None
    return papers.read(case["said"], Context(facts_of(case["talk"]), date.fromisoformat(case["today"]), who))


def told(reading, who: str = "you") -> dict:
    """Facts as the law takes them: the answers that are stored, decoded."""
    stored = {name.replace("*.", f"{reading.who or who}.", 1): value for name, value in reading.found.items()}
    decoded = codec.decode({**stored, "filing_status": "mfj"}).model_dump(mode="json", exclude_none=True)
    return {name: value for name, value in flat(decoded).items() if name != "filing_status"}


def flat(node: dict, before: str = "") -> dict:
    found: dict = {}
    for name, value in node.items():
        found |= flat(value, f"{before}{name}.") if isinstance(value, dict) else {f"{before}{name}": value}
    return found


def same(wanted: object, got: object) -> bool:
    if isinstance(wanted, list) and isinstance(got, list):  # a set of choices has no order
        return sorted(wanted) == sorted(got)
    if isinstance(wanted, bool | list) or isinstance(got, bool | list):
        return wanted == got
    try:
        return abs(Decimal(str(wanted)) - Decimal(str(got))) <= 1
    except ArithmeticError:
        return str(wanted) == str(got)


@pytest.mark.parametrize("case", CASES, ids=[f"{n}-{case['kind']}" for n, case in enumerate(CASES)])
def test_a_paper_tells_its_facts_and_no_others(case: dict):
    reading = read(case)
    found = told(reading)
    for name, values in case["take"].items():
        assert name in found, (name, found)
        assert any(same(value, found[name]) for value in values), (name, found[name])
    for name, value in found.items():
        allowed = [*case["take"].get(name, []), *case["may"].get(name, [])]
        assert name in case["take"] or name in case["may"], (name, value)
        assert not allowed or any(same(one, value) for one in allowed), (name, value)
    for amount in case["boxes"]:
        assert any(same(amount, entry.partition(":")[2]) for entry in reading.boxes), (amount, reading.boxes)
    if case["says"]:
        assert str(reading.year) in case["says"]


@pytest.mark.parametrize("said", [
    "my 1099-R says 7,000, is that taxable?", "what does box 14 of form 8606 mean", "240k", "1040", "8606", "5498",
    "I rolled my old 401k into my IRA last year, it was 58,000", "we make 310k and I have 58k in a rollover IRA",
    "My plan allows after-tax contributions and in-service withdrawals", "do I need a form 8606 for 2025?",
    "I never filed form 8606 for 2016 through 2023", "form 8606 for 2021 was never filed",
    "my 1099-R for 2025 is wrong",
])  # fmt: skip
def test_what_somebody_says_is_no_paper(said: str):
    assert papers.read(said, Context(facts_of({"tax_year": 2026}), NOVEMBER)) is None


@pytest.mark.parametrize("torn", ["7,0?2.44", "7.012,44", "$5,00.00"])
def test_an_amount_that_cannot_be_read_is_named_and_fills_nothing(torn: str):
    form = f"Form 1099-R 2025 Box 1 Gross distribution {torn} Box 2a Taxable amount 7,012.44 Box 7 code 2"
    talk = Talk(today=FEBRUARY).says(*OPENED, form)
    assert f"“{torn}”" in talk.text
    (filed,) = talk.session.filed
    assert [entry for entry in filed.boxes if entry.startswith(("1:", "2a:"))] == ["2a:7012.44"]


@pytest.mark.parametrize(("glued", "apart"), [
    ("2025W-2Wage and Tax Statement", "2025 W-2 Wage and Tax Statement"), ("12aD18,000.00", "12a D 18,000.00"),
    ("1Wages, tips, other compensation96,410.25", "1 Wages, tips, other compensation 96,410.25"),
    ("4 Federal income tax withheld$0.00", "4 Federal income tax withheld $0.00"),
    ("Form8606(2025)\n1Enter your nondeductible contributions17,000\n2Enter your total basis2500",
     "Form 8606(2025)\n1 Enter your nondeductible contributions 1 7,000\n2 Enter your total basis 2 500"),
])  # fmt: skip
def test_what_was_read_off_a_picture_gets_its_gaps_back(glued: str, apart: str):
    assert unglued(glued) == apart


@pytest.mark.parametrize("money", ["rollover contributions", "matching contributions"])
def test_a_way_out_of_other_money_is_none_of_after_tax_money(money: str):
    said = (
        f"Plan highlights. In-service withdrawals of {money} are permitted at any time. The plan accepts rollovers."
    )
    reading = papers.read(said, Context(facts_of({"tax_year": 2026}), NOVEMBER))
    assert reading is None or not any(name.endswith("exits") for name in reading.found)


@pytest.mark.parametrize(("row", "guessed"), [("Retirement", True), ("403(b)", False)])
def test_a_plan_that_a_stub_does_not_name_is_said_to_be_guessed(row: str, guessed: bool):  # noqa: FBT001 - a case
    said = f"Pay date 11/20/2026 biweekly Gross pay 4,000.00 YTD 92,000.00 {row} deferral 400.00 YTD 9,200.00"
    reading = papers.read(said, Context(facts_of({"tax_year": 2026}), NOVEMBER))
    assert any(note.name == "plan_not_named" for note in reading.notes) is guessed
    assert any(name.endswith(".deferrals") for name in reading.found)


@pytest.mark.parametrize("said", [
    "2025 Form 1099-B Proceeds From Broker and Barter Exchange Transactions 1d Proceeds $15,210.00 1e Cost 9,800.00",
    "1099-DIV 2025 Dividends and Distributions 1a Total ordinary dividends 3,210.00 1b Qualified dividends 2,900.00",
    "Form 1099-INT 2025 Interest Income 1 Interest income $1,820.44 4 Federal income tax withheld $0.00",
    "2025 Form 1098 Mortgage Interest Statement 1 Mortgage interest received $14,220.11 10 Property taxes $6,310.00",
    "Form 5498-SA 2025 HSA, Archer MSA Information 2 Total contributions $4,150.00 5 FMV of HSA $12,400.00",
    "My father's 2025 Form 1099-R: Box 1 gross distribution 24,000.00, Box 2a taxable amount 24,000.00, box 7 code 7",
    "My son's W-2 for 2025: box 1 $12,400.00, box 3 $12,400.00, box 5 $12,400.00",
    "Form W-2c Corrected Wage and Tax Statement 2025 Previously reported 1 Wages 150,000.00 Correct 148,500.00",
])  # fmt: skip
def test_what_is_nobodys_here_or_about_something_else_tells_nothing(said: str):
    talk = Talk(today=FEBRUARY).says(*OPENED)
    before = dict(talk.session.answers)
    talk.says(said)
    assert talk.session.answers == before
    assert not talk.session.found
    assert not talk.session.doubts
    assert not talk.session.filed


def test_a_ratio_with_a_field_on_each_side_of_its_point_is_one_number():
    said = "Form 8606 (2025)\n9 Add lines 6, 7, and 8 9 27,000\n10 Divide line 5 by line 9 10 × 0 . 51852"
    reading = papers.read(said, Context(facts_of({"tax_year": 2025}), FEBRUARY))
    assert reading.boxes == ("9:27000", "10:0.51852")


def test_the_year_of_an_earlier_form_that_a_line_speaks_of_is_not_the_forms():
    said = (
        "Additional Taxes on Qualified Plans (Including IRAs)\n"
        "18 Enter your excess contributions from line 24 of your 2024 Form 5329 18 0\n"
        "23 Excess contributions for 2025 (see instructions) 23 7,000\nForm 5329 (2025)"
    )
    assert papers.read(said, Context(facts_of({"tax_year": 2025}), FEBRUARY)).year == 2025


def test_the_forms_8606_of_two_people_in_one_file_are_not_mixed():
    forms = (
        f"Form 8606 (2025)\n1 Enter your nondeductible contributions 1 {one}\n14 Total basis 14 {last}"
        for one, last in (("7,000", "0"), ("6,000", "4,800"))
    )
    reading = papers.read("\n".join(forms), Context(facts_of({"tax_year": 2025}), FEBRUARY))
    assert not reading.found
    assert not reading.boxes
    assert [note.name for note in reading.notes] == ["two_forms"]


def test_a_second_w2_is_asked_about_before_it_takes_the_place_of_the_first():
    second = W2.replace("96,410.25", "50,000.00").replace("E 18,000.00", "E 3,000.00").replace("12b BB 4,000.00", "")
    talk = Talk(today=FEBRUARY).says(*OPENED, W2, "yes", second)
    assert not talk.session.found
    added = Talk(today=FEBRUARY).says(*OPENED, W2, "yes", second).presses("One more form: add it")
    assert added.session.found == {"you.compensation": "146410.25", "you.plans.403b.deferrals": "25000.00"}
    whole = talk.presses("It tells the whole")
    assert whole.session.found["you.compensation"] == "50000.00"


def test_copies_of_one_form_are_one_form():
    talk = Talk(today=FEBRUARY).says(*OPENED, f"{W2}\n{W2.replace('2025 Form', 'Copy C 2025 Form')}")
    assert talk.session.found["you.compensation"] == "96410.25"


def test_a_payout_is_no_pay_and_its_form_fills_the_desk():
    talk = Talk(today=FEBRUARY).says(*OPENED, FORM)
    assert "Form 1099-R for 2025" in talk.text
    assert "you.compensation" not in talk.session.answers
    talk.says("/check")
    assert talk.stage == "check"
    assert talk.session.answers["check.year"] == 2025
    assert talk.session.answers["check.paid_out"][:2] == ["1:7630.95", "2a:7630.95"]
    assert "7,630.95" in talk.text
    assert talk.asked == "check.received"


@pytest.mark.parametrize("paper", [FORM, W2])
def test_line_by_line_is_the_same_as_in_one_message(paper: str):
    whole = Talk(today=FEBRUARY).says(*OPENED, paper)
    lines = Talk(today=FEBRUARY).says(*OPENED, *paper.split("\n"))
    assert lines.session.found == whole.session.found
    assert lines.session.filed == whole.session.filed
    assert lines.session.answers == whole.session.answers


@pytest.mark.parametrize("case", [case for case in CASES if case.get("lines") and case["kind"] not in PROSE])
def test_each_layout_is_read_the_same_line_by_line(case: dict):
    year = str(case["talk"]["tax_year"])
    opened = ("/start", year, "single", "1984", "Ohio", *(("250k", "225k", "none") if year == "2026" else ()))
    whole, lines = (begun(*opened, today=date.fromisoformat(case["today"])) for _ in range(2))
    if case["lines"][0] in ANSWERS:
        return
    whole.says(case["said"])
    lines.says(*case["lines"])
    assert lines.session.found == whole.session.found
    assert lines.session.filed == whole.session.filed
    assert lines.session.answers == whole.session.answers


@pytest.mark.parametrize("first", [
    "W-2 Wage and Tax Statement 2025 OMB No. 1545-0008", "Employer identification number 04-1234567",
    "Pay Date: 03/14/2025", "Statement period 04/01/2025 - 06/30/2025", "Account statement Account number 88123",
    "2025 Form 5498 - Roth IRA - Cedar Securities (account ending 4410)", "Activity for SEP-IRA 3308",
])  # fmt: skip
def test_a_day_or_a_number_on_the_first_line_of_a_paper_is_no_pay(first: str):
    talk = begun("/start", "2025", "single", "1984", "Ohio", today=FEBRUARY).says(first)
    assert talk.session.reading
    assert not talk.session.found
    assert "you.compensation" not in talk.answers


@pytest.mark.parametrize("said", ["178k w2", "pay stub says 178k", "my 2025 W-2 says 178k", "178k, see pay stub"])
def test_a_paper_named_beside_the_pay_is_no_paper(said: str):
    talk = begun("/start", "2025", "single", "1984", "Ohio", today=FEBRUARY).says(said)
    assert talk.answers["you.compensation"] == "178000"
    assert not talk.session.reading


IRA_5498 = "Form 5498 2025 Box 1 IRA contributions $7,000.00 Box 5 FMV $0.00 Box 7 IRA X"
ROTH_5498 = "Form 5498 2025 Box 3 Roth IRA conversion amount $7,004.00 Box 7 Roth IRA X"
PAYOUT = "Form 1099-R 2025 Box 1 $7,004.00 Box 2a $7,004.00 Box 7 code 2 IRA/SEP/SIMPLE X"
PRINTED = "Form 8606 (2025) line 1 7,000 line 2 0 line 3 7,000 line 14 0 line 16 7,004 line 18 4"


@pytest.mark.parametrize("between", ["\n", "\n\n", " "])
def test_a_whole_set_of_forms_in_one_message_is_taken_apart(between: str):
    talk = Talk(today=date(2026, 6, 20)).says(*OPENED, between.join([PAYOUT, IRA_5498, ROTH_5498, PRINTED]))
    assert talk.session.found == {"you.contributed": "7000.00", "you.converted": "7004.00", "you.basis": "0"}
    assert [paper.form for paper in talk.session.filed] == ["1099-R", "5498", "8606"]
    talk.says("yes", "/check")
    assert talk.session.answers["check.paid_out"] == ["1:7004", "2a:7004", "7:2", "ira:yes"]
    assert talk.session.answers["check.received"] == ["1:7000", "5:0", "7:ira", "3:7004", "7:roth"]
    assert "18:4" in talk.session.answers["check.printed"]


def test_what_two_forms_tell_differently_is_no_fact_and_is_named():
    talk = Talk(today=date(2026, 6, 20)).says(
        *OPENED, f"{IRA_5498}\n{PRINTED.replace('line 1 7,000', 'line 1 6,500')}"
    )
    assert "you.contributed" not in talk.session.found
    assert "$7,000" in talk.text
    assert "$6,500" in talk.text


def test_a_form_that_names_another_is_one_form():
    said = (
        "Form 1040 (2025) 1a Total amount from Form(s) W-2, box 1 (see instructions) 1a 221,000 "
        "11a This is your adjusted gross income 11a 224,610"
    )
    found = papers.read(said, Context(facts_of({"tax_year": 2025}), FEBRUARY))
    assert found is not None
    assert (found.kind, found.beside) == ("1040", ())


def test_what_a_picture_glues_together_is_read():
    said = "Form1099-R2025\n1 Gross distribution $7,630.95\n2a Taxable amount $7,630.95\n7 Distribution code(s)2 IRA"
    talk = Talk(today=FEBRUARY).says(*OPENED).sends_picture(said)
    assert talk.session.filed[-1].boxes[:3] == ("1:7630.95", "2a:7630.95", "7:2")
    assert talk.session.filed[-1].year == 2025


def test_letters_that_a_picture_shows_for_digits_are_digits_and_what_cannot_be_read_is_no_amount():
    context = Context(facts_of({}), NOVEMBER)
    torn = papers.read(FORM.replace("7,630.95", "7,63O.9l", 1), context)
    assert torn is not None
    assert torn.boxes[:2] == ("1:7630.91", "2a:7630.95")
    worse = papers.read(FORM.replace("7,630.95", "7,B30.95"), context)
    assert worse is not None
    assert not any(box.startswith(("1:", "2a:")) for box in worse.boxes)


@pytest.mark.parametrize(
    "said",
    [
        "Mine: 2025 Form 5498 box 1 7,000 box 5 120 IRA. My wife's: 2025 Form 5498 box 1 6,500 box 5 85 IRA.",
        "My 2025 Form 5498 box 1 7,000 box 5 120 IRA, and my wife's 2025 Form 5498 box 1 6,500 box 5 85 IRA.",
        "My wife's 2025 Form 5498 box 1 6,500 box 5 85 IRA. My 2025 Form 5498 box 1 7,000 box 5 120 IRA.",
    ],
)
def test_the_same_form_of_two_people_in_one_message_is_each_ones_own(said: str):
    reading = papers.read(said, Context(facts_of({"filing_status": "mfj"}), NOVEMBER, None))
    assert reading is not None
    ones = {one.who: next(box for box in one.boxes if box.startswith("1:")) for one in reading.whole}
    assert ones == {"you": "1:7000", "spouse": "1:6500"}


def test_facts_count_after_a_yes_and_nothing_of_the_paper_is_kept():
    talk = Talk(today=FEBRUARY).says(*OPENED, W2)
    assert talk.stage == "confirming"
    assert "you.compensation" not in talk.session.answers
    talk.says("yes")
    assert talk.session.answers["you.compensation"] == "96410.25"
    assert talk.session.answers["you.plans.403b.deferrals"] == "22000.00"
    assert talk.session.reading == ""


def test_names_and_numbers_of_accounts_are_not_kept_while_a_paper_is_sent():
    paper = "2025 Form W-2 Wage and Tax Statement\na Employee's social security number 123-45-6789 e Jane Q Doe"
    talk = Talk(today=FEBRUARY).says(*OPENED, *paper.split("\n"))
    kept = talk.session.dump().lower()
    assert "wage" in talk.session.reading
    assert not any(word in kept for word in ("6789", "jane", "doe"))


@pytest.mark.parametrize("number", ["99887766554", "12345678", "1234-5678", "Z12-345678"])
@pytest.mark.parametrize("label", ["Account number", "Account no.:", "acct #"])
def test_an_account_number_is_left_out_and_the_amount_behind_it_stays(label, number):
    talk = Talk(today=FEBRUARY).says(*OPENED, "Form 1099-R 2025", f"{label} {number} box 1 7,000")
    assert not any(digits in talk.session.dump() for digits in (number.lower(), "345678", "887766"))
    assert "7,000" in talk.session.reading


def test_last_years_paper_is_said_to_be_one_and_tells_nothing():
    talk = Talk(today=NOVEMBER).says("/start", "2026", "single", W2)
    assert "2025" in talk.text
    assert talk.session.found == {}
    assert "you.compensation" not in talk.session.answers


def test_an_old_form_8606_asks_whether_it_is_the_last():
    said = "Form 8606 (2020) Nondeductible IRAs 3 Add lines 1 and 2 3 9,000 14 Subtract line 13 from line 3 14 9,000"
    talk = Talk(today=NOVEMBER).says("/start", "2026", "single", said)
    assert "Was a later Form 8606 filed" in talk.text
    assert talk.session.found == {}
    talk.presses("It is my last one: basis $9,000")
    assert talk.session.answers.get("you.basis", talk.session.found.get("you.basis")) == "9000"


def test_whose_paper_it_is_is_asked_of_a_couple():
    couple = ("/start", "2025", "married filing jointly", "/check")  # nobody in particular is being asked about
    talk = Talk(today=FEBRUARY).says(*couple, W2)
    assert "Whose paper is it?" in talk.text
    assert talk.session.found == {}
    talk.presses("My spouse's")
    assert talk.session.found["spouse.compensation"] == "96410.25"
    typed = Talk(today=FEBRUARY).says(*couple, W2, "my wife's")
    assert typed.session.found == talk.session.found
    said = Talk(today=FEBRUARY).says(*couple, f"my husband's: {W2}")
    assert said.session.found == talk.session.found


def test_the_year_of_a_paper_without_one_is_asked():
    talk = Talk(today=FEBRUARY).says(*OPENED, W2.replace("2025 ", ""))
    assert "Which year" in talk.text
    assert talk.session.found == {}
    assert talk.presses("2025").session.found["you.compensation"] == "96410.25"


def test_several_forms_are_laid_down_at_the_desk_one_after_the_other():
    talk = Talk(today=FEBRUARY).says(*OPENED, "/check", "2025", FORM)
    assert talk.asked == "check.received"
    talk.says(FORM.replace("7,630.95", "9,000.00").replace("7 Distribution code(s) 2", "7 Distribution code(s) 4"))
    entries = talk.session.answers["check.paid_out"]
    assert [entry for entry in entries if entry.startswith("1:")] == ["1:7630.95", "1:9000"]
    assert [entry for entry in entries if entry.startswith("7:")] == ["7:2", "7:4"]
    again = talk.says(FORM).session.answers["check.paid_out"]
    assert again == entries


def test_an_excess_on_form_5329_opens_the_repair_desk_filled_in():
    said = (
        "Form 5329 (2025) Additional Taxes on Qualified Plans 23 Excess contributions for 2025 23 7,000 "
        "24 Total excess contributions. Add lines 22 and 23 24 7,000 25 Additional tax. Enter 6% (0.06) of the "
        "smaller of line 24 or the value of your Roth IRAs 25 420"
    )
    talk = Talk(today=FEBRUARY).says(*OPENED, said, "/repair")
    assert talk.stage == Stage.REPAIR
    assert "$7,000" in talk.text
    assert talk.session.answers["repair.what"] == "direct_roth"
    assert talk.session.answers["repair.year"] == 2025


def test_a_long_paper_is_read_to_its_length_and_a_file_without_one_is_refused():
    long = FORM + "\n" + "Instructions for the recipient. " * 500
    assert len(long) > 10_000
    talk = Talk(today=FEBRUARY).says(*OPENED, long)
    assert talk.session.filed
    before = talk.session
    talk.sends_paper("a recipe for soup")
    assert "no paper in it" in talk.text
    assert (talk.session.answers, talk.session.filed) == (before.answers, before.filed)
    talk.sends_paper(W2)
    assert talk.session.found["you.compensation"] == "96410.25"


@pytest.mark.parametrize(("day", "every", "left"), [
    (date(2026, 11, 15), "biweekly", 3), (date(2026, 11, 15), "semimonthly", 3), (date(2026, 12, 31), "biweekly", 0),
    (date(2026, 11, 30), "monthly", 1), (date(2026, 11, 13), "weekly", 6), (date(2026, 10, 30), "semimonthly", 4),
    (date(2026, 1, 2), "biweekly", 25), (date(2026, 1, 9), "biweekly", 25),
])  # fmt: skip
def test_pay_dates_are_counted_as_they_fall(day: date, every: str, left: int):
    assert len(dates_left(day, every)) == left


def test_the_pieces_grow_with_the_length_of_a_text_and_no_faster():
    from dialogs.understanding.papers.scan import Text

    once = " ".join(case["said"] for case in CASES)
    assert len(Text.of(f"{once} {once}").pieces) == 2 * len(Text.of(once).pieces)


def test_a_last_line_that_tells_another_year_takes_back_what_the_first_lines_seemed_to_tell():
    lines = ("Pay Stub", "Gross Pay 6,000.00 YTD 156,000.00", "401(k) 600.00 YTD 15,600.00", "Pay Date 12/26/2025")
    talk = Talk(today=NOVEMBER).says("/start", "2026", "single", *lines)
    assert "2025" in talk.text
    assert talk.session.found == {}
    assert talk.stage != "confirming"
    assert talk.asked == "you.compensation"


def test_an_answer_after_a_paper_is_an_answer():
    talk = Talk(today=NOVEMBER).says("/start", "2026", "single", W2, "310,000")
    assert talk.session.answers["you.compensation"] == "310000"


def test_each_form_1099_r_has_its_words_whatever_codes_stand_together():
    codes = table("form_1099r")["codes"]
    together = [*codes, *(first + second for first in codes for second in codes if first != second)]
    for told, ticked, inherited in product(together, (True, False), (True, False)):
        what = payout(told, ticked=ticked, beneficiary=inherited)
        assert template(f"papers_in.note.code.{what.account}_{what.does}")


@pytest.mark.parametrize("case", [case for case in CASES if case.get("lines") and case["kind"] in PROSE])
def test_a_plan_and_a_letter_tell_the_same_line_by_line(case: dict):
    opened = ("/start", "2026", "single", "1984", "Ohio", "250k", "225k", "none")
    whole, lines = (begun(*opened, today=date.fromisoformat(case["today"])) for _ in range(2))
    whole.says(case["said"])
    lines.says(*case["lines"])
    assert lines.session.found == whole.session.found
    assert lines.session.doubts == whole.session.doubts == ()


@pytest.mark.parametrize("said", [
    "Status: Separated from service 08/14/2026", "In-service distributions are not available before age 59 1/2.",
    "In-service withdrawals are permitted at age 59½",
])  # fmt: skip
def test_what_a_plan_says_of_everybody_is_nobodys_status_or_age(said: str):
    talk = Talk().says("/start", "2026", "single", "1984", "Ohio", said)
    heard = {fact for doubt in talk.session.doubts for fact, _ in doubt} | talk.session.found.keys()
    assert not heard & {"filing_status", "you.birth_year", "spouse.birth_year"}


SCANNED_8606 = (
    "Form 8606 Nondeductible IRAs 2025\n1 Enter your nondeductible contributions 1 7,000\n"
    "2 Enter your total basis 2 6,500\n3 Add lines 1 and 2 3 13,500\n13 Add lines 11 and 12 13 4,800\n"
    "14 Subtract line 13 from line 3 14 8,700"
)


def scanned(said: str) -> Talk:
    return Talk().says("/start", "2026", "single", "1984", "Ohio").sends_picture(said)


def test_a_picture_tells_what_its_sums_confirm():
    talk = scanned(SCANNED_8606)
    assert talk.session.found == {"you.basis": "8700"}
    assert talk.session.filed[-1].boxes == ("1:7000", "2:6500", "3:13500", "13:4800", "14:8700")


@pytest.mark.parametrize(
    ("line", "misread"), [("3 13,500", "3 18,500"), ("14 8,700", "14 3,700"), ("13 4,800", "13 4,300")]
)
def test_a_line_of_a_sum_that_does_not_hold_is_asked_for(line: str, misread: str):
    talk = scanned(SCANNED_8606.replace(line, misread))
    assert not talk.session.found
    assert template("papers_in.note.sum_fails") in talk.text
    assert not any(entry.startswith("14:") for filed in talk.session.filed for entry in filed.boxes)
    assert not any("$" in label for label in talk.labels)


def test_what_stands_once_on_a_picture_is_a_button_and_no_line_of_the_list():
    talk = scanned(
        "Form 5498 2026 IRA contribution information\n1 IRA contributions 7,500.00\n5 FMV of account 58,630.12"
    )
    assert not talk.session.found
    assert not talk.session.filed
    assert "$58,630.12" in talk.text
    talk.presses("Paid into traditional IRAs for 2026: $7,500")
    assert talk.session.found == {"you.contributed": "7500"}


def test_taxes_and_deferrals_confirm_a_w2_on_a_picture():
    said = (
        "2026 Form W-2 Wage and Tax Statement\n1 Wages, tips, other compensation 168,204.77\n"
        "3 Social security wages 176,100.00\n4 Social security tax withheld 10,918.20\n"
        "5 Medicare wages and tips 191,704.77\n6 Medicare tax withheld 2,779.72\n12a D 23,500.00"
    )
    found = scanned(said).session.found
    assert (found["you.compensation"], found["you.plans.401k.deferrals"]) == ("168204.77", "23500.00")
    assert "you.compensation" not in scanned(said.replace("168,204.77", "163,204.77")).session.found


def test_whose_a_picture_is_does_not_make_it_sure():
    said = "Form 5498 2026 IRA contribution information\n1 IRA contributions 7,500.00\n5 FMV of account 58,630.12"
    talk = Talk().says("/start", "2026", "mfj", "1984", "1985", "Ohio").sends_picture(said)
    talk.says("mine")
    assert not talk.session.found


@pytest.mark.parametrize("piece", ["1,", "1.", "a(", "1.1 ", "a A ", "? ", "20.300.", "A: ", "$"])
def test_a_long_paper_of_nothing_costs_little(piece: str):
    """A pattern that looks from each place to the end would take minutes."""
    before = time.process_time()
    papers.read(piece * (papers.LONGEST // len(piece)), Context(facts_of({}), NOVEMBER), surely=True)
    assert time.process_time() - before < 5
