"""Days told with what was converted or taken out: kept with the sum, shown with it, gone with it."""

from __future__ import annotations

import json
from datetime import date

import pytest

from dialogs.interview import agenda
from dialogs.interview.belonging import whole_of
from dialogs.understanding import facts
from dialogs.views import exporting
from tests.talk import Talk

TODAY = date(2026, 11, 24)
BEFORE = ("/start", "2026", "single", "100k", "90k", "1966", "TX", "traditional", "300k", "converted")


TOLD: dict[str, dict[str, str]] = {
    "I converted 5k in March and 6k in June": {"you.conversions": "2026-03-01 5000, 2026-06-01 6000"},
    "converted 5,000 on March 3 and another 6,000 on June 10": {
        "you.conversions": "2026-03-03 5000, 2026-06-10 6000"
    },
    "I took 10k out of my IRA in February and 20k in September": {
        "you.withdrawals": "2026-02-01 10000, 2026-09-01 20000"
    },
    "my wife converted 4k in Feb and 3k in Nov, I took out 9k in August": {
        "spouse.conversions": "2026-02-01 4000, 2026-11-01 3000",
        "you.withdrawals": "2026-08-01 9000",
    },
    "I put 7,000 into my traditional IRA in March and converted 7,020 in April": {
        "you.conversions": "2026-04-01 7020"
    },
    "I converted 7,500 this year": {},
    "I converted 11k in 2026, 5k of it in March": {},  # of the rest nobody knows the day
    "I converted 5k in December": {},  # is still ahead
    "I plan to convert 5k in December and 6k in January": {},  # nothing was done
}


@pytest.mark.parametrize(("text", "told"), TOLD.items())
def test_each_part_has_its_day_where_the_parts_come_to_the_sum(text: str, told: dict[str, str]):
    found = facts.listen(text, agenda.agenda({"tax_year": 2026}, TODAY), TODAY).found
    assert {
        fact: ", ".join(value) for fact, value in found.items() if isinstance(value, list) and whole_of(fact)
    } == told


def test_the_days_stand_beside_the_sum_and_go_with_it():
    talk = Talk().says(*BEFORE, "5k in March and 6k in June")
    line = "Converted in 2026: $11,000 ($5,000 in March 2026, $6,000 in June 2026)"
    assert line in talk.text
    assert line in talk.says("/review").text
    talk.says("/edit you.converted 7000", "yes", "/review")
    assert "Converted in 2026: $7,000\n" in talk.text
    assert "you.conversions" not in talk.session.answers


def test_they_are_left_out_with_the_sum_that_waits_for_a_yes():
    talk = Talk().says("/start", "2026", "single", "I am 44, in Texas, and took 10k out of my IRA in May")
    assert "$10,000 (in May 2026)" in talk.text
    talk.presses("Leave out: Taken out of IRAs in 2026").says("yes")
    assert talk.session.answers["state"] == "TX"
    assert not {"you.withdrew", "you.withdrawals"} & set(talk.session.answers)


def test_one_part_with_its_day_is_one_fact():
    talk = Talk().says(*BEFORE[:5], "I converted 7,500 on March 3")
    assert "Noted: Converted in 2026: $7,500 (on March 3, 2026)" in talk.text
    assert talk.session.answers["you.conversions"] == ["2026-03-03 7500"]


def test_a_file_of_the_talk_keeps_them():
    talk = Talk().says(*BEFORE, "5k in March and 6k in June")
    known = agenda.agenda(talk.session.answers, talk.today).facts
    file = exporting.export(talk.session, known, talk.today)
    assert exporting.facts_in(json.loads(file)) == known
    back = Talk().uploads(file).says("yes")
    assert back.session.answers["you.conversions"] == ["2026-03-01 5000", "2026-06-01 6000"]
