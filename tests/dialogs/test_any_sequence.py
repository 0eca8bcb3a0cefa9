"""No sequence of messages raises, loses an answer, leaves the machine, or says nothing."""

from datetime import timedelta
from functools import cache

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from dialogs.interview.questions import cards
from dialogs.messages import Button
from dialogs.session import DESKS, Session, Stage
from dialogs.understanding import verbs
from tests.dialogs.people import COUPLE, SINGLE, interview
from tests.talk import Talk

WORDS = [
    *(f"/{name}" for name in verbs.verbs()),
    *(
        "yes",
        "no",
        "none",
        "idk",
        "2026",
        "2027",
        "1984",
        "42",
        "CA",
        "Washington",
        "single",
        "married",
        "mfj",
        "mfs",
    ),
    *("310k", "7.500", "300-320k", "-5", "10%", "rollover and roth", "401k and old 401k", "solo 401k", "no cap"),
    *("March 2024", "traditional, converted", "living abroad", "automatic", "only rollover", "\u200f", "💰", "0"),
    *("/edit state", "/edit agi 300k", "/whatif agi 100k", "change my birth year to 1985", "what if I earned 90k"),
    *(
        "does a SEP count?",
        "42, mfj, we make 310k, 58k in a rollover IRA",
        "my wife is 40 and earns 90k",
        "bring back",
        "/repair undo",
        "two jobs",
        "direct roth",
        "Oct 5, 2026",
        "2022: 6,000; 2023: 6,500",
        "1 7,000 2 blank 8 7,000 14 0",
        "The plan allows after-tax contributions up to 10% of pay, but no IRA roll-ins.",
        "step 1 is done on 3 March, 7,500",
        "done",
        *("thanks", "ok", "why 7500?", "how much tax do I owe", "what if I convert 20k?", "keep it", "drop it"),
        *("no, 320k", "yes, and I live in Texas", "tax year 2050", "/edit you.rollover 9k", "/edit spouse.rollover"),
        *("/whatif filing_status mfj", "/whatif tax_year 2025", "/repair direct_roth", "/done 1 yesterday"),
    ),
]
MANY = COUPLE | {"plan_kinds": "401k, second 401k, solo 401k, old 401k", "net_profit": "90k", "value": "90k"}


@cache
def begun(place: str) -> Session:
    """A talk from which any sequence may start."""
    starts = {
        "new": Talk,
        "planned": lambda: interview(SINGLE).says("yes"),
        "several employers": lambda: interview(MANY | {"spouse.plan_kinds": "tsp"}).says("yes"),
        "trying": lambda: interview(COUPLE).says("yes", "/whatif agi 200k"),
        "at a desk": lambda: interview(SINGLE).says("yes", "/check"),
    }
    return starts[place]().says("/start").session


LOSING = ("restarting", "forgetting", "renewing", "importing")  # stages in which a yes puts answers aside


class AnyTalk(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.talk = Talk().says("/start")
        self.old: list[Button] = []
        self.stage = "you"
        self.before: set[str] = set()

    @initialize(place=st.sampled_from(["new", "planned", "several employers", "trying", "at a desk"]))
    def begins(self, place):
        self.talk = Talk(session=begun(place)).says("/start")
        self.stage, self.before = self.talk.stage, set(self.talk.session.held)

    def remember(self):
        """Before every step; a forgotten talk begins anew, as the store does it."""
        if self.talk.stage == "forgotten":
            self.talk, self.old = Talk().says("/start"), []
        self.stage, self.before = self.talk.stage, set(self.talk.session.held)
        self.old = [*self.old[-20:], *self.talk.buttons]

    @rule(text=st.sampled_from(WORDS) | st.text(max_size=30))
    def says(self, text):
        self.remember()
        self.talk.says(text)

    @rule(data=st.data())
    @precondition(lambda self: self.talk.buttons)
    def presses(self, data):
        self.remember()
        self.talk.press(data.draw(st.sampled_from(self.talk.buttons)))

    @rule(data=st.data())
    @precondition(lambda self: self.old)
    def presses_an_old_button(self, data):
        button = data.draw(st.sampled_from(self.old))
        self.remember()
        self.talk.press(button)

    @rule(data=st.data())
    @precondition(lambda self: self.talk.buttons)
    def taps_twice(self, data):
        button = data.draw(st.sampled_from(self.talk.buttons))
        self.remember()
        self.talk.press(button)
        self.remember()
        self.talk.press(button)

    @rule(medium=st.sampled_from(["photo", "voice", "long_text", "large_file"]))
    def sends(self, medium):
        self.remember()
        self.talk.sends(medium)

    @rule(text=st.sampled_from(WORDS))
    def edits_an_old_message(self, text):
        self.remember()
        answers = self.talk.session.answers
        assert self.talk.edits(text).session.answers == answers

    @rule()
    def sends_the_export_back(self):
        content = Talk(today=self.talk.today, session=self.talk.session).says("/export").reply.content
        assert content
        self.remember()
        self.talk.uploads(content)

    @rule(days=st.sampled_from([1, 40, 400]))
    def comes_back_later(self, days):
        self.talk.today += timedelta(days=days)

    @invariant()
    def something_is_said_and_the_stage_is_one_of_ours(self):
        assert self.talk.text.strip()
        assert self.talk.stage in set(Stage)
        assert len(set(self.talk.labels)) == len(self.talk.labels)

    @invariant()
    def a_question_is_open_in_the_sections_and_nowhere_else(self):
        sections = {card.section for card in cards()}
        if self.talk.stage not in DESKS:  # a desk that has found something waits, with nothing left to ask
            assert (self.talk.asked is not None) == (self.talk.stage in sections)

    @invariant()
    def no_answer_is_lost_but_what_meant_another_year_or_return(self):
        session = self.talk.session
        lost = self.before - session.held.keys() - (session.kept or {}).keys()
        meant = {card.fact for card in cards() if card.changes_with}
        if self.stage not in LOSING:
            assert {fact.rpartition(".")[2] for fact in lost if fact.split(".")[0] not in DESKS} <= meant


AnyTalk.TestCase.settings = settings(
    max_examples=30 if settings.default.derandomize else 400, stateful_step_count=40, deadline=None
)
TestAnyTalk = AnyTalk.TestCase
