"""The plan as a PDF: text that can be selected, with an outline, a title and a language."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from reportlab.platypus import BaseDocTemplate, Flowable, NextPageTemplate, PageBreak

from bot.papers.pdf_page import LONGEST, PAGE, PHONE_WIDTH, SHEET, WIDTH, Numbered, fonts, templates
from bot.papers.pdf_parts import Layout
from bot.papers.pdf_style import styles
from calc.planning.plan import Plan
from calc.planning.stakes import at_stake
from dialogs.answering import cards
from dialogs.phrases import say
from dialogs.views.documents.document import document
from dialogs.views.plan.replies import SHOWN

SLACK = 12  # points left at the end of the long page


def make(plan: Plan) -> bytes:
    """One page as wide as a phone with what is to be done, then sheets to hand over; nothing is too small to read."""
    sections = tuple(document(plan, [*cards.warned(plan.case, stakes=at_stake(plan)).values()][:SHOWN]))
    cut = next((n for n, section in enumerate(sections) if section.new_page or section.small), len(sections))
    fonts()
    layout = Layout(styles(phone=True), PHONE_WIDTH)
    out = BytesIO()
    paper = _Paper(out, plan, _long(layout.story(plan, sections[:cut])))
    story = layout.story(plan, sections[:cut])
    if rest := sections[cut:]:
        story += [NextPageTemplate(SHEET), PageBreak(), *Layout(styles(phone=False), WIDTH).pages(rest)]
    paper.build(story, canvasmaker=Numbered)
    return out.getvalue()


def _long(story: Sequence[Flowable]) -> float:
    """How much of a page it takes."""
    high = 0.0
    for one in story:
        _, own = one.wrap(PHONE_WIDTH, LONGEST)
        high += own + one.getSpaceBefore() + one.getSpaceAfter()
    return high + SLACK


class _Paper(BaseDocTemplate):  # type: ignore[misc]
    """Headings become the outline as they land on their pages."""

    def __init__(self, out: BytesIO, plan: Plan, long: float) -> None:
        year = plan.tax_year
        super().__init__(
            out,
            pagesize=PAGE,
            title=say("papers.document.title", year=year),
            subject=say("papers.document.subject", year=year),
            keywords=say("papers.document.keywords", year=year),
            author=say("papers.document.author"),
            creator=say("papers.document.author"),
            lang="en-US",
            displayDocTitle=True,
            pageTemplates=templates(say("papers.document.running", year=year, checked=plan.checked), long),
        )
        self._headings = 0

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - the library's name
        title = getattr(flowable, "outline", None)
        if title:
            self._headings += 1
            key = f"section-{self._headings}"
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(title, key, level=0)
