"""Papers that a person keeps: the PDF, the picture, the calendar.

Heavy libraries are loaded only when one is drawn. Whoever carries a talk sends its text whether a paper can be drawn
or not: ``make`` raises ``NotDrawn`` and nothing else.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import UTC, datetime

from calc.planning.plan import Plan
from dialogs.phrases import say
from dialogs.views.documents.order import ordered

NAMES = ("pdf", "picture", "calendar")  # of a plan
MADE = (*NAMES, "filled")  # and a blank form that was sent, filled in
LONGEST_CAPTION = 1024  # characters, as Telegram allows
TALLEST_PHOTO = 2.2  # heights over widths; Telegram scales photos down to 1280 pixels on the longer side


class NotDrawn(Exception):  # noqa: N818 - the name says what it is
    """A paper that could not be drawn, for whatever reason; the reason is the cause, or the message."""


class NotInstalled(NotDrawn):
    """What draws it is not installed: it belongs to an extra."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A file to keep. photo: whether it may be shown at once; a tall picture is sent as a file, sharp."""

    filename: str
    mime: str
    content: bytes
    caption: str
    photo: bool = False


def make(name: str, plan: Plan, now: datetime | None = None) -> Paper:
    """The paper of a name in ``NAMES``. now: when a calendar is made; by default the present moment."""
    try:
        return {"pdf": _pdf, "picture": _picture, "calendar": _calendar}[name](plan, now or datetime.now(UTC))
    except ModuleNotFoundError as error:
        raise NotInstalled(error.name) from error
    except Exception as error:
        raise NotDrawn(name) from error


def drawn(name: str, order: str) -> Paper:
    """The same for an order as the conversation gives it."""
    try:
        if name == "filled":
            return _filled(order)
        plan = ordered(order)
    except Exception as error:
        raise NotDrawn(name) from error
    return make(name, plan)


def _filled(order: str) -> Paper:
    from bot.papers import filled

    sent = json.loads(order)
    content = filled.fill(base64.b64decode(sent["content"]), sent["lines"])
    caption = say("papers.caption.filled", form=sent["form"], year=sent["year"])
    return Paper(f"form-{sent['form']}-{sent['year']}.pdf", "application/pdf", content, caption)


def _pdf(plan: Plan, _: datetime) -> Paper:
    from bot.papers import pdf

    return _paper(plan, "pdf", "application/pdf", pdf.make(plan), say("papers.caption.pdf", year=plan.tax_year))


def _picture(plan: Plan, _: datetime) -> Paper:
    from bot.papers import picture
    from dialogs.views.documents.picture import alt_text

    image = picture.draw(plan)
    high, wide = picture.size(image)
    return _paper(plan, "png", "image/png", image, _short(alt_text(plan)), photo=high <= TALLEST_PHOTO * wide)


def _calendar(plan: Plan, now: datetime) -> Paper:
    from bot.papers import ics

    return _paper(
        plan, "ics", "text/calendar", ics.make(plan, now), say("papers.caption.calendar", year=plan.tax_year)
    )


def _paper(plan: Plan, ending: str, mime: str, content: bytes, caption: str, *, photo: bool = False) -> Paper:
    return Paper(f"roth-plan-{plan.tax_year}.{ending}", mime, content, caption, photo)


def _short(text: str) -> str:
    """Whole lines, as many as a caption holds."""
    lines: list[str] = []
    for line in text.split("\n"):
        if sum(len(one) + 1 for one in lines) + len(line) > LONGEST_CAPTION:
            break
        lines.append(line)
    return "\n".join(lines)
