"""The picture: bars as long as the money, letters that can be read, and the same in words."""

from __future__ import annotations

import re
from fractions import Fraction
from io import BytesIO

import pytest
from PIL import Image
from plans import PLANS

from bot.papers import ink
from bot.papers.picture import WIDTH, draw
from calc.planning.plan import Plan
from dialogs.phrases import money
from dialogs.views.documents.headlines import headlines
from dialogs.views.documents.picture import Role, alt_text, picture
from dialogs.views.plan.verdict import verdict_lines
from tests.people import PLAIN, person, planned, single, with_plan


def drawn(made: Plan) -> Image.Image:
    return Image.open(BytesIO(draw(made))).convert("RGB")


@pytest.mark.parametrize("made", PLANS.values(), ids=PLANS)
def test_every_plan_can_be_drawn_in_the_width_of_a_phone(made: Plan) -> None:
    image = drawn(made)
    assert image.width == WIDTH == 1080
    assert 300 < image.height < 4000  # where nothing can be done there is little to draw
    inked = sum(n for n, color in image.getcolors(1 << 20) if sum(color) < 3 * 128)
    assert inked > 10_000


def test_taxed_and_untaxed_are_drawn_in_proportion() -> None:
    """60,000 of 67,500 is pre-tax before, and of either conversion taxed: three bars of the same shares."""
    image = drawn(PLANS["pro-rata"])
    rows = [row for row in (_run(image, y) for y in range(image.height)) if row]
    shares = {Fraction(taxed, taxed + untaxed) for taxed, untaxed in rows}
    assert shares
    for share in shares:
        assert abs(share - Fraction(60_000, 67_500)) < Fraction(1, 100)


def _run(image: Image.Image, y: int) -> tuple[int, int] | None:
    """Pixels of the taxed and of the untaxed color in a row that shows both, and no letters."""
    line = [image.getpixel((x, y)) for x in range(60, 1020)]
    taxed, untaxed = line.count(rgb(ink.OF[Role.TAXED])), line.count(rgb(ink.OF[Role.UNTAXED]))
    return (taxed, untaxed) if taxed and untaxed and taxed + untaxed > 940 else None


def test_what_is_left_of_a_limit_stays_empty() -> None:
    """34,500 of 72,000 in the spouse's plan: the rest of that bar has the color of the empty track."""
    empty = sum(1 for pixel in drawn(PLANS["couple"]).get_flattened_data() if pixel == rgb(ink.TRACK))
    assert empty > 20_000


@pytest.mark.parametrize(("front", "back"), [(ink.PAPER, color) for color in ink.OF.values()])
def test_letters_stand_out_from_the_bars(front: str, back: str) -> None:
    assert contrast(front, back) >= 4.5


@pytest.mark.parametrize("front", [ink.INK, ink.QUIET, ink.ACCENT, ink.OVER])
def test_letters_stand_out_from_the_paper(front: str) -> None:
    assert contrast(front, ink.PAPER) >= 4.5


@pytest.mark.parametrize("made", PLANS.values(), ids=PLANS)
def test_the_words_say_what_the_picture_shows(made: Plan) -> None:
    words = alt_text(made)
    for panel in picture(made).panels:
        assert panel.title in words
        for bar in panel.bars:
            assert bar.title in words
            assert all(money(piece.amount.money) in words for piece in bar.pieces)
        assert all(one.amount in words and one.text in words for one in panel.headlines)
    assert all(on in words and what in words for on, what in picture(made).dates)


def test_the_words_are_inside_of_the_file() -> None:
    assert Image.open(BytesIO(draw(PLANS["couple"]))).text["Description"] == alt_text(PLANS["couple"])


def test_no_tax_free_share_without_its_day() -> None:
    for made in PLANS.values():
        for line in alt_text(made).splitlines():
            if "of the conversion is taxed" in line:
                assert re.search(r"if the IRAs hold \$[\d,]+ on December 31, 20\d\d", line)


def test_headlines_of_a_clean_back_door() -> None:
    (panel,) = picture(PLANS["clean"]).panels
    assert [one.amount for one in panel.headlines] == ["$7,500", "$0"]


def test_headlines_of_a_back_door_that_one_answer_decides_tell_between_what_and_what_is_taxed() -> None:
    """Of $60,000 and the $7,500 converted $53,000 were never taxed: $5,888.89, or nothing once a plan takes it."""
    made = planned(single(you=with_plan(ira_kinds=["rollover"], rollover=60_000, basis=7_000)))
    (one,) = made.people
    assert [(each.amount, each.text) for each in headlines(made, one)][1:] == [
        ("$5,889", "of it is taxed at most, at least $0")
    ]
    (line,) = (line.text for line in verdict_lines(made) if line.code == "undecided")
    assert line.endswith(
        "If it takes all that is pre-tax, $0 of the conversion is taxed. If it takes none, $5,888.89."
    )


def test_the_ways_stand_below_what_was_there_before() -> None:
    _, ways = picture(PLANS["pro-rata"]).panels
    shown = [[piece.amount.money for piece in bar.pieces] for bar in ways.bars]
    assert shown == [[60_000], [6_667, 833], [60_000, 7_500]]  # before, the 7,500 is not in yet
    assert [bar.chosen for bar in ways.bars] == [False, True, False]


def rgb(color: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(color[1:]))


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, relative luminance."""
    light = sorted((_luminance(rgb(one)), _luminance(rgb(other))))
    return (light[1] + 0.05) / (light[0] + 0.05)


def _luminance(color: tuple[int, ...]) -> float:
    parts = [c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in color]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def test_amounts_to_convert_stand_against_each_other_with_their_price() -> None:
    """16,100, 2,050 for age and 6,000 for seniors: 14,550 more fill the 12 % bracket."""
    you = person(1959, 0, ira_kinds=["traditional"], traditional=900_000, basis=0, covered=False)
    told = alt_text(planned(single(60_000, you, whole_return={**PLAIN, "social_security": 0})))
    assert "How much to convert in 2026" in told
    assert "1: $14,550 12 % bracket: federal tax $1,746" in told
    assert "4: $66,745 22 % bracket: federal tax $13,912" in told
