"""The plan as a PDF: a few pages of text that can be selected, with an outline, a title and a language."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from reportlab.platypus import BaseDocTemplate, Flowable

from bot.papers.pdf_page import PAGE, Numbered, template
from bot.papers.pdf_parts import Layout
from bot.papers.pdf_style import styles
from calc.planning.plan import Plan
from calc.planning.stakes import at_stake
from dialogs.answering import cards
from dialogs.page import Section
from dialogs.phrases import say
from dialogs.views.documents.document import document
from dialogs.views.plan.replies import SHOWN

FULL, TIGHTER, TIGHTEST = 1.0, 0.94, 0.88  # sizes of the type; smaller only where that saves a page


def make(plan: Plan) -> bytes:
    """The document in as few pages as it takes; every number and sentence comes from the plan and the cards."""
    sections = tuple(document(plan, [*cards.warned(plan.case, stakes=at_stake(plan)).values()][:SHOWN]))
    pages, paper = _made(plan, sections, FULL)
    if pages == 1:
        return paper
    fewest, tightest = _made(plan, sections, TIGHTEST)
    if fewest == pages:
        return paper
    pages, paper = _made(plan, sections, TIGHTER)
    return paper if pages == fewest else tightest


def _made(plan: Plan, sections: Sequence[Section], size: float) -> tuple[int, bytes]:
    """How many pages it became, and the document."""
    out = BytesIO()
    paper = _Paper(out, plan)
    paper.build(Layout(styles(size)).story(plan, sections), canvasmaker=Numbered)
    return paper.page, out.getvalue()


class _Paper(BaseDocTemplate):  # type: ignore[misc]
    """Headings become the outline as they land on their pages."""

    def __init__(self, out: BytesIO, plan: Plan) -> None:
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
            pageTemplates=[template(say("papers.document.running", year=year, checked=plan.checked))],
        )
        self._headings = 0

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - the library's name
        title = getattr(flowable, "outline", None)
        if title:
            self._headings += 1
            key = f"section-{self._headings}"
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(title, key, level=0)
