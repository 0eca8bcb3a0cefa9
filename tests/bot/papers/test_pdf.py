"""The PDF: everything the plan says can be selected, found in the outline and handed over."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from plans import PLANS
from pypdf import PdfReader

from bot.papers.pdf import make
from calc.planning.carried_out import takes_amount
from calc.planning.plan import Plan
from dialogs.answering import cards
from dialogs.messages import plain
from dialogs.phrases import day, money
from dialogs.views.documents.document import document
from dialogs.views.plan.details import falls_due, message
from dialogs.views.plan.steps import step_words
from tests.people import couple as couple_of
from tests.people import person, planned


def read(name: str) -> PdfReader:
    return PdfReader(BytesIO(make(PLANS[name])))


def text(paper: PdfReader) -> str:
    """The words of all pages; a line that was broken for the page is one again."""
    return " ".join(" ".join(page.extract_text().split()) for page in paper.pages)


@pytest.fixture(scope="module")
def couple() -> PdfReader:
    return read("couple")


@pytest.mark.parametrize("name", PLANS)
def test_a_paper_is_whole(name: str) -> None:
    """One to five numbered pages that can be searched and listened to, with everything the plan says."""
    paper, made = read(name), PLANS[name]
    assert 1 <= len(paper.pages) <= 5
    assert_is_named(paper, made)
    for number, page in enumerate(paper.pages, start=1):
        words = page.extract_text()
        assert f"Page {number} of {len(paper.pages)}" in words
        assert "Education, not advice." in words
        assert f"Roth plan for {made.tax_year}" in words
    assert_says_the_plan(text(paper), made)


def assert_is_named(paper: PdfReader, made: Plan) -> None:
    assert paper.metadata.title == f"Roth plan for {made.tax_year}"
    catalog = paper.trailer["/Root"]
    assert catalog["/Lang"] == "en-US"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert [entry.title for entry in paper.outline] == [
        section.title for section in document(made, [*cards.warned(made.case).values()])
    ]


def assert_says_the_plan(words: str, made: Plan) -> None:
    for step in made.steps:
        if step.amount and takes_amount(step):
            assert money(step.amount.money) in words
        if step.by:
            assert f"By {day(step.by)}" in words
    for one in made.deadlines:
        assert falls_due(one) in words
    for form in (form for one in made.people if one.chosen for form in one.chosen.forms):
        for number, amount in form.sheet.items():
            if amount is not None and number != "10":
                assert money(amount.money) in words
                assert re.search(rf"\b{number}\b", words)


def test_the_ways_stand_with_their_price_one_below_the_other() -> None:
    row = "Convert everything Contribute $7,500 Convert $67,500 Taxed $60,000 Federal tax $21,000 State tax $0 "
    assert row + "Basis left $0" in text(read("pro-rata"))  # Texas has no income tax


@pytest.mark.parametrize("name", PLANS)
def test_the_first_page_is_as_wide_as_a_phone_and_nothing_is_too_small_to_read(name: str) -> None:
    paper = read(name)
    wide, *sheets = [float(page.mediabox.width) for page in paper.pages]
    assert wide == 390
    assert all(one == 612 for one in sheets)
    for page in paper.pages:
        sizes: set[float] = set()
        page.extract_text(
            visitor_text=lambda words, _cm, _tm, _font, size, of=sizes: of.add(size) if words.strip() else None
        )
        assert min(sizes) >= 8


def test_the_next_step_stands_alone_on_top(couple: PdfReader) -> None:
    words = " ".join(couple.pages[0].extract_text().split())
    first, second = (PLANS["couple"].steps[n] for n in (0, 1))
    assert step_words(PLANS["couple"], first).do in words.partition("In short")[0]
    assert step_words(PLANS["couple"], second).do in words.partition("In short")[2]


def test_equal_steps_of_both_spouses_are_one() -> None:
    words = " ".join(PdfReader(BytesIO(make(planned(couple_of(person()))))).pages[0].extract_text().split())
    assert words.count("Put $7,500 into a traditional IRA") == 1
    assert "Both of you: Put $7,500" in words


def test_figures_carry_their_derivation_and_the_law(couple: PdfReader) -> None:
    words = text(couple)
    assert "Left under 415(c) = That limit, or pay if that is less ($72,000) - (" in words
    assert re.search(r"\[\d+\] IRC 415\(c\)\(1\)\(A\)", words)


def test_what_hr_is_asked_is_in_it_word_by_word(couple: PdfReader) -> None:
    words = text(couple)
    for letter in message(PLANS["couple"]):
        for line in plain(letter).split("\n")[1:]:
            assert line in words


def test_the_preparer_has_pages_of_their_own(couple: PdfReader) -> None:
    pages = [page.extract_text() for page in couple.pages]
    number = next(n for n, words in enumerate(pages) if "For the tax preparer" in words)
    assert "Questions to send" not in pages[number]
    assert "Married filing jointly" in pages[number]
    assert any("Box 2a" in words for words in pages[number:])  # on a page that can be read without a glass


def test_fonts_are_embedded(couple: PdfReader) -> None:
    for page in couple.pages:
        for font in page["/Resources"]["/Font"].get_object().values():
            inside = font.get_object()
            if inside["/BaseFont"] != "/Helvetica":  # reportlab names it on every page and writes nothing in it
                assert "/FontFile2" in inside["/FontDescriptor"]
