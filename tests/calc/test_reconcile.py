"""Forms on paper against forms worked out: each usual slip is made on purpose and has to be found."""

from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from calc.reconcile import MISTAKES, ORDER, Entries, first_difference, reconcile, worked

D = Decimal
CLEAN = Entries(contributed=D(7000), converted=D(7000), taxable_box=D(7000))
MIXED = Entries(
    contributed=D(7000), late=D(2000), basis=D(6000), value=D(58_000), sep_and_simple=D(20_000),
    distributed=D(4000), converted=D(7000), relabeled=D(3000), taxable_box=D(11_000),
)  # fmt: skip


def test_a_form_that_is_right_has_no_first_difference():
    finding = reconcile(worked(MIXED), MIXED)
    assert (finding.line, finding.suspects) == (None, ())


def test_the_lines_that_were_not_read_off_are_not_compared():
    assert reconcile({"14": D(0)}, CLEAN).line is None


def test_whole_dollars_are_no_difference():
    printed = {line: None if v is None or line == "10" else v.quantize(D(1)) for line, v in worked(MIXED).items()}
    del printed["10"]
    assert reconcile(printed, MIXED).line is None


def test_line_10_with_three_places_is_allowed_and_named():
    """40,000 of 640,000 is 0.0625; 0.063 gives 6,300 where the exact share gives 6,250."""
    entries = Entries(basis=D(40_000), value=D(540_000), converted=D(100_000))
    printed = {"10": D("0.063"), "11": D(6300), "13": D(6300), "14": D(33_700), "18": D(93_700)}
    finding = reconcile(printed, entries)
    assert (finding.line, finding.suspects) == (None, ("rounding",))


def test_a_contribution_that_was_not_marked_nondeductible():
    printed = {"1": None, "2": D(0), "3": D(0), "8": D(7000), "14": D(0), "18": D(7000)}
    finding = reconcile(printed, CLEAN)
    assert (finding.line, finding.printed, finding.right["1"]) == ("1", None, D(7000))
    assert finding.suspects == ("not_nondeductible", "roth_instead")
    assert reconcile(printed | {"5329": D(0)}, CLEAN).suspects == ("not_nondeductible",)


def test_a_forgotten_basis():
    printed = {"1": D(7000), "2": D(0), "3": D(7000), "8": D(13_000), "14": D(0), "18": D(6000)}
    finding = reconcile(printed, Entries(contributed=D(7000), basis=D(6000), converted=D(13_000)))
    assert (finding.line, finding.suspects) == ("2", ("basis_blank",))


def test_a_form_of_the_other_spouse():
    yours, spouses = Entries(contributed=D(7000), converted=D(7000)), Entries(basis=D(3000), value=D(40_000))
    finding = reconcile(worked(spouses), yours, spouses)
    assert (finding.line, finding.suspects) == ("1", ("spouse_swapped",))


def test_the_additional_tax_of_a_contribution_entered_as_roth_too():
    """6 % of 7,000."""
    finding = reconcile({"1": D(7000), "14": D(0), "5329": D(420)}, CLEAN)
    assert (finding.line, finding.suspects) == ("5329", ("roth_as_well",))


def test_a_sep_that_is_not_on_line_6():
    finding = reconcile({"1": D(7000), "6": D(38_000)}, MIXED)
    assert (finding.line, finding.suspects) == ("6", ("sep_forgotten",))


def test_the_worksheet_of_publication_590_b():
    """3,000 + 1,500 over 7,500 + 5,000 is 0.36; of 5,000 are 1,800 free and 3,200 taxed."""
    entries = Entries(contributed=D(1500), basis=D(3000), value=D(7500), distributed=D(5000))
    finding = reconcile({"6": None, "10": None, "13": D(1800), "15c": D(3200)}, entries)
    assert finding.suspects == ("worksheet_1_1",)


def test_what_no_slip_explains_is_not_blamed_on_one():
    finding = reconcile({"1": D(5555), "14": D(1)}, CLEAN)
    assert (finding.line, finding.explained, finding.suspects) == ("1", False, ())


AMOUNTS = st.integers(10, 90_000).map(D)
SOME = st.builds(
    lambda made, late, rest: Entries(
        contributed=made, late=made * late / 4, basis=rest[0], value=rest[1] + rest[2], sep_and_simple=rest[2],
        distributed=rest[3], converted=rest[4], relabeled=rest[5], taxable_box=rest[3] + rest[4],
    ),
    AMOUNTS, st.integers(1, 3).map(D), st.tuples(*[AMOUNTS] * 6),
)  # fmt: skip


@pytest.mark.parametrize("slip", [name for name in MISTAKES if name != "rounding"])
@given(entries=SOME)
@settings(max_examples=20, deadline=None)
def test_a_slip_made_on_purpose_is_found_where_it_first_shows(slip, entries):
    wrong, right = MISTAKES[slip](entries), worked(entries)
    shows = first_difference(wrong, right)
    assume(shows is not None and first_difference(wrong, MISTAKES["rounding"](entries)) is not None)
    finding = reconcile(wrong, entries)
    assert finding.line == shows
    assert slip in finding.suspects
    assert finding.explained
    assert all(abs((wrong[n] or 0) - (right[n] or 0)) < 1 for n in ORDER[: ORDER.index(shows)] if n != "10")
