"""Every paper can be made, here and in a process of its own; what cannot be drawn says so by name."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from icalendar import Calendar
from PIL import Image
from plans import PLANS
from pypdf import PdfReader

from bot.incoming import look_into
from bot.papers import LONGEST_CAPTION, NAMES, NotDrawn, NotInstalled, aside, drawn, make
from calc.facts import Facts
from dialogs.views.documents.order import order, ordered
from tests.people import NOVEMBER, single

ORDER = order(single(), NOVEMBER)


def test_an_order_holds_the_whole_plan() -> None:
    for made in PLANS.values():
        again = ordered(order(made.case.facts, made.today))
        assert again.case.facts == made.case.facts
        assert [(step.code, step.by) for step in again.steps] == [(step.code, step.by) for step in made.steps]


def test_each_paper_is_what_it_is_called() -> None:
    papers = {name: drawn(name, ORDER) for name in NAMES}
    assert [paper.filename for paper in papers.values()] == [
        "roth-plan-2026.pdf",
        "roth-plan-2026.png",
        "roth-plan-2026.ics",
    ]
    assert len(PdfReader(BytesIO(papers["pdf"].content)).pages) > 1
    assert Image.open(BytesIO(papers["picture"].content)).format == "PNG"
    assert Calendar.from_ical(papers["calendar"].content).walk("VEVENT")


@pytest.mark.parametrize("made", PLANS.values(), ids=PLANS)
def test_a_picture_carries_its_words_as_far_as_a_caption_holds_them(made: object) -> None:
    caption = make("picture", made).caption  # type: ignore[arg-type]
    assert caption.startswith("Roth plan for 20")
    assert len(caption) <= LONGEST_CAPTION


def test_a_tall_picture_goes_out_as_a_file() -> None:
    assert make("picture", PLANS["clean"]).photo
    assert not make("picture", PLANS["couple"]).photo


def test_a_calendar_is_stamped_with_the_moment_it_is_made() -> None:
    moment = datetime(2026, 11, 23, 8, tzinfo=UTC)
    (event, *_) = Calendar.from_ical(make("calendar", PLANS["clean"], moment).content).walk("VEVENT")
    assert event["dtstamp"].dt == moment


@pytest.mark.parametrize(
    ("name", "text"),
    [("pdf", "{}"), ("picture", "no order"), ("poster", ORDER), ("pdf", order(Facts(), NOVEMBER))],
    ids=["empty", "not JSON", "no such paper", "no tax year"],
)
def test_what_cannot_be_drawn_says_so_by_name(name: str, text: str) -> None:
    with pytest.raises(NotDrawn):
        drawn(name, text)


def test_a_process_of_its_own_draws_the_same() -> None:
    assert asyncio.run(aside.draw("picture", ORDER)) == drawn("picture", ORDER)


def test_a_module_in_the_folder_at_hand_is_not_taken_for_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "calc.py").write_text("raise SystemExit('somebody else')", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert asyncio.run(aside.draw("calendar", ORDER)).filename == "roth-plan-2026.ics"
    assert "Roth plan" in look_into(make("pdf", PLANS["clean"]).content, "pdf").text


def test_a_process_that_fails_says_where_and_not_what() -> None:
    """The log must not hold what a person said."""
    secret = ORDER.replace('"TX"', '"a secret"')
    with pytest.raises(NotDrawn) as failed:
        asyncio.run(aside.draw("pdf", secret))
    assert ".py:" in str(failed.value)
    assert "secret" not in str(failed.value)


def test_without_its_library_a_paper_says_what_is_missing_and_the_others_are_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As plain ``rothbot`` is installed: a calendar, and neither a PDF nor a picture."""
    for name in ("reportlab", "PIL"):
        (tmp_path / f"{name}.py").write_text(f"raise ModuleNotFoundError({name!r}, name={name!r})", "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    for paper, library in (("pdf", "reportlab"), ("picture", "PIL")):
        with pytest.raises(NotInstalled, match=library):
            asyncio.run(aside.draw(paper, ORDER))
    assert asyncio.run(aside.draw("calendar", ORDER)).filename == "roth-plan-2026.ics"


def test_a_process_that_is_kept_draws_the_next_one_too() -> None:
    async def several() -> list[object]:
        async with aside.kept():
            first = await aside.draw("calendar", ORDER)
            again = await asyncio.gather(*(aside.draw("picture", ORDER) for _ in range(3)))
            with pytest.raises(NotDrawn):
                await aside.draw("pdf", "{}")
            left = len(aside._KEPT.idle)
            process = aside._KEPT.idle[-1]  # the next that would draw
            process.kill()
            await process.wait()
            last = await aside.draw("picture", ORDER)
        return [first.filename, *{one.filename for one in (*again, last)}, left, process.returncode is not None]

    assert asyncio.run(several()) == ["roth-plan-2026.ics", "roth-plan-2026.png", aside.AT_ONCE, True]
    assert aside._KEPT.idle == []
