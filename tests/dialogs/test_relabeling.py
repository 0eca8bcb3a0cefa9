"""A recharacterization told in a sentence reaches both years' forms: 7,420 converted of 7,000, so 420 is taxed."""

from __future__ import annotations

from tests.talk import Talk

SAID = (
    "I contributed 7,000 to my Roth in March 2025 for 2025, recharacterized it in February 2026 "
    "and converted 7,420 in March 2026"
)
ANSWERS = {
    "you.birth_year": "1985",
    "state": "TX",
    "you.compensation": "200k",
    "agi": "190k",
    "you.ira_kinds": "Roth IRA",
    "you.roth_first_year": "2025",
    "you.moves": "Converted IRA money to Roth in 2026",
    "you.basis": "none",
    "you.plan_kinds": "No plan",
    "you.covered": "no",
    "save": "none",
    "circumstances": "None of these",
}


def test_it_is_listed_by_name_and_only_its_growth_is_taxed():
    talk = Talk().says("/start", "2026", "single", SAID)
    for line in ("$7,000", "Roth IRA", "2025", "February 28, 2026", "Converted in 2026: $7,420"):
        assert line in talk.text
    talk.presses("Yes, all")
    while talk.asked:
        assert talk.asked in ANSWERS, "nothing else matters where 420 is taxed"
        talk.says(ANSWERS[talk.asked])
    talk.says("/plan")
    assert "$420" in talk.text
    assert "8606 for 2025: line 14 is $7,000" in talk.text
