"""One turn of a talk: how it stands, what was heard, and what is being said. No decision is taken here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from calc.contradictions import clash
from calc.facts import Facts
from calc.planning.plan import Plan, plan
from calc.planning.stakes import at_stake
from calc.refusals import Refusal
from dialogs import desks
from dialogs.answering import cards
from dialogs.interview import agenda as agendas
from dialogs.interview import tax_years
from dialogs.interview.agenda import Agenda, Question
from dialogs.messages import Button, Keeper, Reply
from dialogs.page import Section, of_block
from dialogs.phrases import Refused, other_languages, say
from dialogs.session import DESKS, DOUBTING, Answers, Done, Session, Stage, Told
from dialogs.understanding.measure import PIECES, PROSE
from dialogs.understanding.message import Heard
from dialogs.understanding.questions import is_question
from dialogs.views import question as screens
from dialogs.views import review as fact_screens
from dialogs.views.documents import in_chat
from dialogs.views.found_list import lost_lines
from dialogs.views.plan import replies
from dialogs.views.question import Rows
from dialogs.views.so_far import so_far

MOST_NAMED = 12  # of the figures that were not read
PAUSE = 1  # days after which a talk is recalled before it goes on
UNSEEN = (
    "in_view",
    "ticks",
    "history",
    "asked",
    "readings",
    "speaker",
    "names",
    "unanswered",
    "figured",
    "just_figured",
    "changing",
)  # fields that may change while the same buttons stay good


class Turn:
    """Lives for one step; the machine moves it and never keeps it.

    session: the talk as it becomes; before: as it was; state: its stage, moved by the machine alone.
    """

    def __init__(
        self,
        session: Session,
        today: date,
        language: str = "",
        keeper: Keeper = Keeper(),  # noqa: B008 - never changes
    ) -> None:
        self.language = language
        self.session = session
        self.today = today
        self.keeper = keeper
        self.state: str = session.stage.value
        self.heard = Heard("start")
        self.next_event: str | None = None
        self.before = session
        self._plans: list[tuple[Facts, Plan | Refusal]] = []
        self._interview: Agenda | None = None
        self._real: Agenda | None = None
        self._desk: Agenda | None = None
        self._blocks: list[str] = []
        self._pages: list[tuple[int, int, tuple[Section, ...]]] = []  # from which block, how many, as what
        self._buttons: Rows = ()
        self.first_buttons: Rows = ()  # shown above those of the open question
        self.settled: tuple[str, str] | None = None  # the fact that was answered, and how that reads
        self.copies: list[tuple[str, str]] = []  # words to be used elsewhere, each with a label
        self.year_named = False  # which tax year is taken, where nobody told it
        self.again = False  # the question stands as it was, with other ticks
        self._document: str | None = None
        self._content: str | None = None

    @property
    def assumed(self) -> Answers:
        """What is taken while nobody told it; nothing where the year is asked before anything else is told."""
        if self.session.revisit == "tax_year" and not self.session.answers:
            return {}
        return self.session.assumed or tax_years.assumed(self.today)

    @property
    def standing(self) -> Answers:
        """The answers, and what is taken where none was given."""
        return {**self.interview.assumed, **self.session.answers}

    @property
    def names_year(self) -> bool:
        """Whether the tax year is assumed and was not named, or is all that the talk has: then it is named."""
        new = not self.session.assumed or not self.session.answers
        return new and bool(self.interview.assumed) and not self.interview.anew and self.desk is None

    @property
    def interview(self) -> Agenda:
        """The large interview, wherever the talk is."""
        if self._interview is None:
            found = agendas.agenda(self.session.answers, self.today, self.assumed)
            self._interview = found if self.session.planned is None else found.of_a_trial()
        return self._interview

    @property
    def real(self) -> Agenda:
        """The interview without a change that is only tried: for all that is kept, sent or carried out."""
        if self.session.planned is None:
            return self.interview
        if self._real is None:
            self._real = agendas.agenda(self.session.held, self.today, self.assumed)
        return self._real

    @property
    def agenda(self) -> Agenda:
        """The questions of where the talk is: those of the desk it is at, or of the interview."""
        if self.desk is None:
            return self.interview
        if self._desk is None:
            self._desk = desks.agenda(self.desk, self.session.answers, self.real, self.today)
        return self._desk

    @property
    def with_its_list(self) -> Agenda:
        """The same, as it is once the list that waits has its yes: what is said beside it goes on with it."""
        if self.stage is not Stage.CONFIRMING or self.desk is not None or not self.session.found:
            return self.agenda
        told = {**self.session.answers, **self.session.found}
        return agendas.agenda(told, self.today, self.assumed)

    @property
    def desk(self) -> Stage | None:
        """The desk the talk is at, or goes back to after a yes or a no."""
        if self.stage in DESKS:
            return self.stage
        return self.session.desk if self.stage in DOUBTING else None

    @property
    def stage(self) -> Stage:
        return Stage(self.state)

    @property
    def open(self) -> Question | None:
        """The question on the table, in the stages that ask one."""
        return self.next_question if self.stage in (*agendas.SECTIONS, *DESKS) else None

    @property
    def next_question(self) -> Question | None:
        """The one being answered again, else the first that was never answered."""
        return self.agenda.question(self.session.revisit) or next(iter(self.agenda.open), None)

    @property
    def asked_about(self) -> Question | None:
        """The question that what was heard names, wherever it belongs."""
        return self.agenda.question(self.heard.fact) or self.interview.question(self.heard.fact)

    def catch_up(self) -> None:
        """To the section of the question that is open now: a new day or a new version may ask something else."""
        if self.stage in agendas.SECTIONS:
            settled = Stage.REVIEW if self.session.planned is None else Stage.WHATIF
            self.state = (self.next_question.card.section if self.next_question else settled).value

    def change(self, **changes: Any) -> None:
        """Change the talk; buttons shown before become old where the open question is settled by it."""
        self.session = self.session.but(**changes)
        if not changes.keys() <= set(UNSEEN):
            self.session = self.session.but(talk=self.before.talk + 1)
        self._interview = self._real = self._desk = None

    def say(self, name: str, /, **values: object) -> None:
        self._blocks.append(say(f"talk.{name}", **values))

    def show(
        self,
        *blocks: str,
        buttons: Rows | None = None,
        document: str | None = None,
        content: str | None = None,
        page: tuple[Section, ...] = (),
    ) -> None:
        """Add blocks; buttons, where given, replace those shown so far. page: the same as these blocks."""
        self._pages += [(len(self._blocks), len(blocks), page)] if page else []
        self._blocks += blocks
        if buttons is not None:
            self._buttons = buttons
        self._document = document or self._document
        self._content = content or self._content

    def add_buttons(self, *buttons: Button) -> None:
        """More buttons below those shown; none stands there twice."""
        there = {button.data for row in self._buttons for button in row}
        self._buttons = (*self._buttons, *screens.rows(b for b in buttons if b.data not in there))

    @property
    def opened(self) -> int:
        """How many questions an answer has opened, where more are left now than were before it."""
        before, now = self.before, self.session
        begun = bool(before.answers and now.answers)
        if before.answers == now.answers or self.desk is not None or not begun or before.planned:
            return 0
        earlier = len(agendas.agenda(before.answers, self.today, self.assumed).open)
        left = len(self.interview.open)
        return left - earlier + 1 if left > earlier else 0

    @property
    def ticks_of_year(self) -> tuple[Done, ...]:
        """What was ticked for the tax year of the talk."""
        return self.session.done.get(self.real.facts.tax_year or 0, ())

    def before_it(self, text: str) -> str:
        """The question a new one may lean on: what is no question leans only on what was answered just now."""
        return self.before.figured if self.before.just_figured or is_question(text) else ""

    def plan(self, facts: Facts) -> Plan | Refusal | None:
        """The plan of these facts, made once a turn however often they are put together; None for too few."""
        if facts.tax_year is None or facts.filing_status is None:
            return None
        for told, made in self._plans:
            if told is facts or told == facts:
                return made
        try:
            new: Plan | Refusal = plan(facts, self.today)
        except Refusal as refusal:
            new = refusal
        self._plans.append((facts, new))
        return new

    def planned(self, facts: Facts) -> Plan | None:
        """The plan whose steps can be done; None while there is none."""
        made = self.plan(facts)
        return made if isinstance(made, Plan) and clash(facts, self.today) is None else None

    def show_plan(self, facts: Facts, form: str) -> None:
        """A plan in one of its forms, as blocks and as a page."""
        made = self.plan(facts)
        page = self._page(made, form) if isinstance(made, Plan) else ()
        self.copies += in_chat.words_to_use(page)
        self.show(*self.plan_told(facts, form), page=page)

    def _page(self, made: Plan, form: str) -> tuple[Section, ...]:
        return in_chat.chat_page(made, form, self._warned(made), self.session.done.get(made.tax_year, ()))

    def _warned(self, made: Plan) -> tuple[str, ...]:
        """No warning repeats a confusion that was answered in this talk."""
        told = cards.warned(made.case, answered=frozenset(self.session.asked), stakes=at_stake(made))
        return tuple(told.values())

    def plan_told(self, facts: Facts, form: str) -> tuple[str, ...]:
        """The blocks of a plan in one of its forms, or the one sentence that says why there is none yet."""
        match self.plan(facts):
            case None:
                return (say("talk.plan_needs"),)
            case Refusal() as refusal:
                return (Refused(refusal),)
            case made:
                return replies.tell(made, form, self._warned(made), self.session.done.get(made.tax_year, ()))

    def label(self, fact: str) -> str:
        question = self.agenda.question(fact)
        return screens.question_label(question, self.agenda) if question else fact

    def echo(self, question: Question, value: Told) -> None:
        self.show(screens.fact_line(question, value, self.agenda))

    def name_lost(self, key: str) -> None:
        """What of the message was not placed, by the sentence that this is the key of."""
        if self.heard.lost:
            self.show(*lost_lines(key, self.heard.lost))

    def finish(self) -> tuple[Session, tuple[Reply, ...]]:
        session = self.session.but(stage=self.stage, seen=self.today, desk=self.desk, assumed=self._kept_assumed())
        asked = self.open.fact if self.open else None
        known = self._so_far()
        felt = (say(f"talk.feeling.{self.heard.feeling}"),) if self.heard.feeling else ()
        blocks = (*self._opening(), *felt, *self._passed_over(), *self._blocks, *known)
        session = session.but(so_far=known[0]) if known else session
        document = self._document, self._content
        refused = tuple(block.reason for block in blocks if isinstance(block, Refused))
        page = self._whole_page(blocks)
        reply = Reply(blocks, _distinct(self._buttons), asked, self.state, *document, self._counted(), refused)
        assumed = "tax_year" if self.year_named and asked else None
        reply = replace(
            reply, settled=self.settled, again=self.again, page=page, copies=tuple(self.copies), assumed=assumed
        )
        return session, (reply, *self._in_view(session))

    def _kept_assumed(self) -> Answers:
        """What was assumed stays so once it was named or something was told, whatever the day."""
        kept = self.year_named or bool(self.session.answers)
        return dict(self.real.assumed) if kept else {}

    def _in_view(self, session: Session) -> Iterator[Reply]:
        """The plan as it stands, where it is kept in view and something of it has changed."""
        before = self.before
        same = before.in_view and (before.held, before.done) == (session.held, session.done)
        if session.in_view and not same and (made := self.planned(self.real.facts)):
            told = self.plan_told(self.real.facts, "plan")
            yield Reply(told, stage=self.state, page=self._page(made, "plan"), keeps=True)

    def _whole_page(self, blocks: Sequence[str]) -> tuple[Section, ...]:
        """The pages that were shown, and every other block between them; empty without a page."""
        if not self._pages:
            return ()
        found: list[Section] = []
        before = len(blocks) - len(self._blocks)
        at = 0
        for start, count, page in self._pages:
            found += [*map(of_block, blocks[at : before + start]), *page]
            at = before + start + count
        return (*found, *map(of_block, blocks[at:]))

    def _so_far(self) -> list[str]:
        """What is certain already, where that changed or a new section begins; nothing at a desk."""
        if self.open is None or self.desk is not None or self.session.answers == self.before.answers:
            return []
        line = so_far(self.interview.facts, self.today, self.interview.facts_ahead)
        again = line == self.before.so_far and self.stage == self.before.stage
        return [] if not line or again else [line]

    def _counted(self) -> str:
        """The event, with the reason of a slip or of an answer that was none; never a word that was said."""
        return f"{self.heard.event}.{self.heard.reason}" if self.heard.reason else self.heard.event

    def _passed_over(self) -> list[str]:
        """Of a message that was longer than what is read: that it was, and which figures were not."""
        figures = self.heard.passed_over
        if figures is None:
            return []
        named = [f"“{figure}”" for figure in figures[:MOST_NAMED]]
        lines = [say("talk.long.read", most=f"{PROSE:,}", pieces=PIECES)]
        lines += [say("talk.long.passed_over", figures=named)] if named else []
        lines += [say("talk.long.more", more=len(figures) - len(named))] if len(figures) > len(named) else []
        return [" ".join(lines)]

    def _opening(self) -> list[str]:
        """The first word of a talk says who speaks; the first after a pause says where we are."""
        before = self.before
        if before.seen is None:
            foreign = other_languages().get(self.language)
            return [*([foreign["first"]] if foreign else []), say("talk.greeting")]
        away = (self.today - before.seen).days >= PAUSE and bool(before.answers)
        if not away or self.heard.event in {"start", "resume", "review", "forget", "export"}:
            return []
        agenda = agendas.agenda(before.held, self.today, before.assumed or tax_years.assumed(self.today))
        return [say("talk.welcome_back"), fact_screens.recap(before, agenda)]


def _distinct(rows: Rows) -> Rows:
    """Of buttons that read alike only the first: nobody could tell them apart."""
    seen: set[str] = set()
    kept: list[tuple[Button, ...]] = []
    for row in rows:
        new = {button.label: button for button in reversed(row) if button.label not in seen}
        seen |= new.keys()
        kept.append(tuple(reversed(new.values())))
    return tuple(filter(None, kept))
