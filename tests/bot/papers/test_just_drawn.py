"""A paper that was just drawn is sent again as it is; what draws is faked, so that only the keeping is looked at."""

from __future__ import annotations

import asyncio
import base64
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.papers import aside

ANSWER = {"filename": "plan.pdf", "mime": "application/pdf", "caption": "", "photo": False}


@dataclass
class Drawing:
    """How often a process was begun, and how often one was asked to draw."""

    begun: int = 0
    asked: list[tuple[str, str]] = field(default_factory=list)


class Process:
    """Of a process what is asked of one that waits."""

    returncode: int | None = None


@pytest.fixture
def drawing(monkeypatch: pytest.MonkeyPatch) -> Drawing:
    seen = Drawing()

    async def begun() -> Any:
        seen.begun += 1
        return Process()

    async def asked(_: object, name: str, order: str) -> dict[str, object]:
        seen.asked.append((name, order))
        return {**ANSWER, "content": base64.b64encode(order.encode()).decode()}

    async def end(_: object) -> None:
        return None

    for name, fake in (("_begun", begun), ("_asked", asked), ("_end", end)):
        monkeypatch.setattr(aside, name, fake)
    return seen


def test_the_same_paper_of_the_same_plan_is_drawn_once(drawing: Drawing) -> None:
    async def talk() -> bool:
        async with aside.kept():
            first = await aside.draw("pdf", "plan")
            await aside.draw("picture", "plan")
            await aside.draw("pdf", "another plan")
            return await aside.draw("pdf", "plan") is first

    assert asyncio.run(talk())
    assert drawing.asked == [("pdf", "plan"), ("picture", "plan"), ("pdf", "another plan")]


def test_only_a_few_are_held_and_none_when_the_service_ends(drawing: Drawing) -> None:
    async def talk() -> None:
        async with aside.kept():
            for number in range(aside.MOST_DRAWN + 1):
                await aside.draw("pdf", str(number))
            await aside.draw("pdf", "0")

    asyncio.run(talk())
    assert len(drawing.asked) == aside.MOST_DRAWN + 2
    assert not aside._KEPT._drawn


def test_none_is_held_for_long_nor_is_a_form_that_was_sent(drawing: Drawing, monkeypatch: pytest.MonkeyPatch) -> None:
    async def talk() -> None:
        async with aside.kept():
            for name in ("pdf", "filled", "filled"):
                await aside.draw(name, "plan")
            monkeypatch.setattr(aside, "DRAWN_FOR", 0.0)
            await aside.draw("pdf", "plan")

    asyncio.run(talk())
    assert [name for name, _ in drawing.asked] == ["pdf", "filled", "filled", "pdf"]


def test_without_a_service_nothing_is_held(drawing: Drawing) -> None:
    for _ in range(2):
        asyncio.run(aside.draw("pdf", "plan"))
    assert len(drawing.asked) == 2


def test_a_kept_process_that_ended_is_not_asked(drawing: Drawing) -> None:
    async def talk() -> None:
        async with aside.kept():
            await aside.draw("pdf", "plan")
            aside._KEPT.idle[0].returncode = 1  # type: ignore[misc]
            await aside.draw("picture", "plan")

    asyncio.run(talk())
    assert drawing.begun == 2
