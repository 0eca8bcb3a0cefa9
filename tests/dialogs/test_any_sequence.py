"""No sequence of messages raises, loses an answer, leaves the machine, or says nothing."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from dialogs import verbs
from dialogs.deck import cards
from dialogs.session import DESKS, Stage
from dialogs.speech import Button
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
    ),
]
LOSING = ("restarting", "forgetting", "whatif")  # stages in which a yes or a no puts answers aside


class AnyTalk(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.talk = Talk().says("/start")
        self.old: list[Button] = []
        self.stage = "you"
        self.before: set[str] = set()

    def remember(self):
        """Before every step; a forgotten talk begins anew, as the store does it."""
        if self.talk.stage == "forgotten":
            self.talk, self.old = Talk().says("/start"), []
        self.stage, self.before = self.talk.stage, set(self.talk.session.answers)
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

    @rule(medium=st.sampled_from(["photo", "voice", "long_text"]))
    def sends(self, medium):
        self.remember()
        self.talk.sends(medium)

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
        lost = self.before - set(self.talk.session.answers)
        meant = {card.fact for card in cards() if card.changes_with}
        if self.stage not in LOSING and self.talk.session.planned is None and self.talk.session.kept is None:
            assert {fact.rpartition(".")[2] for fact in lost if fact.split(".")[0] not in DESKS} <= meant


AnyTalk.TestCase.settings = settings(max_examples=80, stateful_step_count=40, deadline=None)
TestAnyTalk = AnyTalk.TestCase
