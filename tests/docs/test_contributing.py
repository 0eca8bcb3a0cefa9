"""The recipes of CONTRIBUTING.md, followed to the last step in copies of the tree, with invented law.

Those for figures are followed one after the other in one copy, those for questions, answers, repairs and channels
in another.
Each copy ends with the tests of the rooms it touches; ``make recipes`` runs the whole suite there.
"""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from calc import law
from calc.states.figures import states
from tests.docs.pages import ROOT
from tests.docs.scratch import Copy

RECIPES = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
NEXT = law.latest() + 1
pytestmark = pytest.mark.long
# What has just been written anew is not told and drawn a second time.
PHRASES = tuple(
    f"tests/docs/test_generated.py::test_every_{what}"
    for what in ("phrase_is_said_somewhere", "call_names_a_table_of_phrases")
)
STORIES = "tests/stories/test_stories.py::test_the_talk_says_what_the_law_says"

OF_ANSWERS = {  # the tests of the new ones alone, and those that are quick
    "usual": (
        "it_is_answered_first_of_all[May I contribute my dowry to a Roth IRA?]",
        "it_is_answered_first_of_all[can we put in the dowry for an IRA]",
        "every_topic_is_known",
        "an_answer_is_short_and_states_no_figure_of_the_law_in_digits",
        "each_answer_names_the_second_source_it_was_checked_against",
        "no_way_of_asking_stands_twice",
    ),
    "counsel": (
        "each_situation_is_told_by_the_way_it_is_asked[We were married in May, have no pay yet,]",
        "a_point_names_topics_that_are_known_and_no_figure_of_the_law",
        "a_situation_names_what_is_there",
        "each_situation_names_the_second_source_it_was_checked_against",
    ),
}
ANSWERS = tuple(f"tests/dialogs/test_{of}.py::test_{what}" for of, tests in OF_ANSWERS.items() for what in tests)

FACT = "    gift: bool | None = None  # the money to contribute was given to them\n"
QUESTION = """
fact = "gift"
of = "all"
section = "income"
kind = "yes_no"
unknown = "I don't know"
label = "Given money"
text = "Is the money you want to contribute a gift?"
why = "A gift is no compensation, and only compensation can be contributed."
example = "no"
"""
NEED = """    Need("gift", Of.ALL, _decides(Decides.WARNINGS), values.none, when.gift),
"""
NEEDED_WHEN = """

def gift(about: About) -> Answer:
    return about.person.compensation == 0
"""
CARD = """
code = "C998"
title = "Contributing gifted money"
severity = "high"
group = "F"
verdict = "No."
say = "Money that was given to you may be contributed only as far as you earned as much from work."
short = "Only pay from work can be contributed; a gift alone cannot."
authority = "IRC 219(f)(1)"
asked = [
    "my parents gave me money can i put it in a roth", "is a gift compensation", "can i contribute gifted money",
    "grandma paid for my ira", "does birthday money count as income", "can a gift go into an ira",
    "contribute with money from my family", "i was given cash may i use it", "gift instead of wages for roth",
    "no job but a gift can i contribute",
]
"""
CONDITION = """

def gift_is_no_compensation(case: Case) -> bool:
    return case.facts.gift is True
"""
APPLYING = """
from calc.planning.assess import look
from calc.pitfalls.conditions import applying
from tests.people import NOVEMBER, single
for gift in (True, False):
    print(applying(look(single(gift=gift), NOVEMBER)))
"""
BOTH = """
BOTH["gift_is_no_compensation"] = (single(gift=True), single(gift=False))
"""
TOPIC = """
dowry = ["dowry", "dowries"]
"""
ANSWER = """
[[answers]]
card = "C998"
asks = ["contribute"]
told = ["dowry"]
sure = true
verdict = "No, a dowry is a gift and no pay: it may be contributed only as far as you earned as much from work."
law = "IRC 219(f)(1), 102(a)"
checked = "an invented page"
asked = ["May I contribute my dowry to a Roth IRA?", "can we put in the dowry for an IRA"]
"""
SITUATION = """
card = "C998"
law = "IRC 219(f)(1), 4973(a)"
checked = "an invented page"
firm = true
told = ["dowry", "contribute", "roth"]
asked = ['''
We were married in May, have no pay yet, and contributed 5,000 of the dowry to a Roth IRA in my name in June.
What should we do now?
''']

[[points]]
asks = ["what_now|fix"]
say = "A dowry is no pay: without other pay all of it is too much, so have it paid back with its earnings in time."
"""
REPAIR = """
from datetime import date, timedelta

from calc import law
from calc.states.figures import states
from calc.derivation import Money, told
from calc.repairs import Repair, WayOut


def wrong_account(*, sent: Money, sent_on: date, today: date) -> Repair:
    money = told(sent, "sent")
    by = sent_on + timedelta(days=law.standing().whole("sixty_day_rollover_days"))
    return Repair("wrong_account", money, (WayOut("send_back", by, today <= by, money), WayOut("keep")))
"""
DESK = """
from decimal import Decimal

from calc.repairs import Repair
from calc.repairs.wrong_account import wrong_account
from dialogs.desks.situation import Questions, Situation
from dialogs.desks.visit import Visit


def questions(_: Visit) -> Questions:
    yield from ("sent", "sent_on")


def solve(visit: Visit) -> Repair:
    sent, sent_on = visit.money("sent") or Decimal(0), visit.day("sent_on") or visit.today
    return wrong_account(sent=sent, sent_on=sent_on, today=visit.today)


SITUATION = Situation(questions, solve, "sent")
"""
CHOICE = """
[choices.wrong_account]
label = "Sent to the wrong account"
short = "money sent to the wrong account"
also = ["wrong account", "sent to the wrong account"]
"""
SENT = """
kind = "money"
unknown = ""
label = "Sent"
text = "How much was sent to the wrong account?"
why = "That much goes back."
example = "$7,000"
"""
SENT_ON = """
kind = "date"
unknown = ""
label = "Sent on"
text = "On which day was it sent?"
why = "The 60 days count from then."
example = "October 20, 2026"
"""
WORDS = """
[wrong_account]
title = "Sent to the wrong account"
problem = "{amount} went to another account than was meant."

[wrong_account.send_back]
name = "Send it back"
do = "Have {moved} sent to the account that was meant."
say = "Please move {moved} to my Roth IRA"

[wrong_account.keep]
name = "Leave it"
do = "Leave it where it is."
"""


def a_year_on(found: re.Match[str]) -> str:
    """The same day of the next year, or the Monday after it."""
    day = date.fromisoformat(found[0])
    day = day.replace(year=day.year + 1)
    return (day + timedelta(days=7 - day.weekday() if day.weekday() >= 5 else 0)).isoformat()


CHANNEL = '''"""The two papers as delivery knows them; each line of them is a message."""

import asyncio
import json
import os
from pathlib import Path

from bot.delivery.channel import Heard, Rendered, What
from bot.settings import RunSettings, read
from dialogs.messages import Kind


class Drawer:
    name, link, called = "drawer", "", False

    def __init__(self, folder):
        self.said, self.told = folder / "said.jsonl", folder / "told.jsonl"

    def parse(self, raw):
        return Heard(raw["number"], What.SAID, raw["chat"], Kind.TEXT, raw["text"])

    def render(self, replies, to=None, kept=None):
        return Rendered([json.dumps({"text": reply.text}) for reply in replies])

    def recall(self, key):
        return None

    def taking_back(self, numbers):
        return None

    async def send(self, chat, message):
        with self.told.open("a", encoding="utf-8") as paper:
            paper.write(message + "\\n")

    async def keep(self, chat, message, file):
        await self.send(chat, message)

    async def use_up(self, chat, number, message, by):
        pass

    async def busy(self, chat, document):
        pass

    async def open(self):
        pass

    async def close(self):
        pass

    def routes(self, worker):
        return ()

    async def fetch(self, worker):
        heard = 0
        while True:
            raws = [json.loads(line) for line in self.said.read_text("utf-8").splitlines()]
            if raws[heard:]:
                await worker.submit(raws[heard:])
            heard = len(raws)
            await asyncio.sleep(0.05)


def begin(given):
    return read(RunSettings), Drawer(Path(os.environ["DRAWER"]))
'''


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path / "rothbot")


def test_the_recipes_name_what_is_there():
    for path in re.findall(r"`((?:calc|dialogs|docs|bot)/[\w/.]+)`", RECIPES):
        assert (ROOT / path).exists(), path
    for target in re.findall(r"`make ([\w-]+)`", RECIPES):
        assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE), target


def test_figures(copy: Copy):
    one_more_year(copy)
    a_state_in_one_more_year(copy)
    copy.docs()
    assert f"| {NEXT} |" in (copy.folder / "docs/figures.md").read_text("utf-8")
    copy.talks()
    copy.tests("tests/calc/test_law.py", "tests/dialogs/test_figures_page.py", "tests/calc/test_state_law.py",
               "tests/calc/test_state_tax.py", "tests/calc/test_plan_state.py", "tests/dialogs/test_states.py",
               STORIES)  # fmt: skip


def one_more_year(copy: Copy) -> None:
    newest = (ROOT / f"calc/law/{NEXT - 1}.toml").read_text("utf-8")
    year = re.sub(r"\b20\d\d-\d\d-\d\d\b", a_year_on, newest)
    year = year.replace(f"year = {NEXT - 1}", f"year = {NEXT}").replace(f"tax year {NEXT - 1}", f"tax year {NEXT}")
    year, replaced = re.subn(r'source = "Notice [^"]*"', 'source = "an invented notice"', year)
    assert replaced > 10
    year, replaced = re.subn(r"(ira_contribution_limit +=) \{ value = [\d_]+", r"\1 { value = 8_888", year)
    assert replaced == 1
    without = re.sub(r"^catch_up_50_414v .*\n", "", year, flags=re.MULTILINE)

    copy.add(f"calc/law/{NEXT}.toml", without)
    left = copy.rothbot("figures").splitlines()[-1]
    assert str(NEXT) in left
    assert "catch-up from 50" in left

    (copy.folder / f"calc/law/{NEXT}.toml").write_text(year, "utf-8")
    for story in (copy.folder / "tests/stories").glob("*.talk"):
        told = story.read_text("utf-8").replace(f"> {NEXT}\n", f"> {NEXT + 1}\n")
        story.write_text(
            re.sub(rf"^must: .*{NEXT} have not been published.*\n", "", told, flags=re.MULTILINE), "utf-8"
        )
    facts = {
        "tax_year": NEXT, "filing_status": "single", "agi": 400_000, "state": "TX", "circumstances": [],
        "you": {"birth_year": 1984, "compensation": 400_000, "ira_kinds": [], "moves": [], "plan_kinds": []},
    }  # fmt: skip
    plan = copy.rothbot("plan", "--today", f"{NEXT}-03-01", feed=json.dumps(facts))
    assert f"The back door is open for {NEXT}: $8,888" in plan


def a_state_in_one_more_year(copy: Copy) -> None:
    """Montana had not published its subtraction at 65 for 2026 when its file was written."""
    owner = {"birth_year": 1958, "compensation": 60_000, "ira_kinds": ["rollover"], "rollover": 50_000, "basis": 0}
    facts = {
        "tax_year": 2026, "filing_status": "single", "agi": 60_000, "state": "MT", "circumstances": [],
        "you": owner | {"moves": ["converted"], "converted": 20_000, "plan_kinds": []},
    }  # fmt: skip
    without = copy.rothbot("plan", "--today", "2026-11-23", feed=json.dumps(facts))
    file = "calc/law/states/mt.toml"
    copy.change(file, "years = [2024, 2025]\nchecked", "years = [2024, 2025, 2026]\nchecked")
    copy.change(file, f"checked = {states()['MT'].checked}", "checked = 2026-12-01")
    before, open_figure, _ = (copy.folder / file).read_text("utf-8").partition("\n# Last year's subtraction")
    assert open_figure
    (copy.folder / file).write_text(f"{before}\n[[figures]]\nyears = [2026]\naged_subtraction = 5_800\n", "utf-8")
    plan = copy.rothbot("plan", "--today", "2026-11-23", feed=json.dumps(facts))
    assert "Montana $980 to $983" in without
    assert "Montana $981" in plan  # 4.7 % of 20,300 (300 of the senior deduction go), and 0.95 % of 2,850


def test_questions_repairs_and_channels(copy: Copy):
    a_channel(copy)
    a_question_and_a_confusion(copy)
    an_answer_and_a_situation(copy)
    a_repair(copy)
    copy.docs()
    assert "#### 19 gift" in (copy.folder / "docs/cards.md").read_text("utf-8")
    copy.talks()
    copy.tests("tests/calc/pitfalls", "tests/dialogs/test_cards.py", "tests/dialogs/test_confusions.py",
               "tests/dialogs/test_repair_desk.py", "tests/dialogs/test_desk_walks.py",
               *ANSWERS, STORIES, *PHRASES)  # fmt: skip


def a_question_and_a_confusion(copy: Copy) -> None:
    copy.change("calc/facts.py", "    circumstances: frozenset[Circumstance] | None = None\n",
                "    circumstances: frozenset[Circumstance] | None = None\n" + FACT)  # fmt: skip
    copy.add("dialogs/locale/en/cards/questions/19-gift.toml", QUESTION)
    first_of_iras = '    Need("ira_kinds"'
    copy.change("calc/needs/__init__.py", first_of_iras, NEED + first_of_iras)
    copy.add("calc/needs/when.py", NEEDED_WHEN)
    copy.add("dialogs/locale/en/cards/confusions/gift_is_no_compensation.toml", CARD)
    copy.add("calc/pitfalls/contribution.py", CONDITION)
    copy.add("tests/calc/pitfalls/test_contribution.py", BOTH)
    copy.asking()
    talk = copy.rothbot("chat", "--today", "2026-11-23", feed="/start\n2026\nsingle\nnothing\n90k\n1984\nTexas\n")
    assert "Is the money you want to contribute a gift?" in talk
    talk = copy.rothbot("chat", "--today", "2026-11-23", feed="yes\n/ask C998\n")
    assert "Given money: Yes" in talk
    assert "Money that was given to you" in talk
    applies, does_not = copy.python("-c", APPLYING)[0].splitlines()
    assert "gift_is_no_compensation" in applies
    assert "gift_is_no_compensation" not in does_not


def an_answer_and_a_situation(copy: Copy) -> None:
    copy.add("dialogs/locale/en/asking/topics.toml", TOPIC)
    copy.add("dialogs/locale/en/cards/answers/life.toml", ANSWER)
    copy.add("dialogs/locale/en/cards/counsel/dowry.toml", SITUATION)
    assert "No, a dowry is a gift" in copy.rothbot("ask", "--", "Could I contribute a dowry to my Roth?")


def a_repair(copy: Copy) -> None:
    copy.add("calc/repairs/wrong_account.py", REPAIR)
    copy.add("dialogs/desks/repairs/wrong_account.py", DESK)
    copy.add("dialogs/locale/en/cards/desks/repair/01-what.toml", CHOICE)
    copy.add("dialogs/locale/en/cards/desks/repair/53-sent.toml", SENT)
    copy.add("dialogs/locale/en/cards/desks/repair/54-sent_on.toml", SENT_ON)
    copy.add("dialogs/locale/en/phrases/repairs.toml", WORDS)
    told = "/start\n/repair\nwrong account\n7,000\nOctober 20, 2026\n"
    talk = copy.rothbot("chat", "--today", "2026-11-23", feed=told)
    assert "$7,000 went to another account than was meant." in talk
    assert "Last day: December 19, 2026." in talk


def a_channel(copy: Copy) -> None:
    """One folder and one line, and what is said there is answered, kept, and answered once."""
    copy.add("bot/channels/drawer/__init__.py", '"""A drawer with two papers: what is said, and what is told."""\n')
    copy.add("bot/channels/drawer/channel.py", CHANNEL)
    here = "bot/channels/__init__.py"
    copy.change(here, "RUN = {\n", 'RUN = {\n    "drawer": "bot.channels.drawer.channel",\n')
    assert copy.changed("bot", "dialogs", "calc") == [here]
    said = copy.folder / "said.jsonl"
    spoken = enumerate(["/start", "single"], start=1)
    words = [{"number": number, "chat": "7", "text": text} for number, text in spoken]
    said.write_text("".join(f"{json.dumps(one)}\n" for one in (*words, words[1])), "utf-8")
    with copy.running("run", "drawer", DATABASE_URL=f"sqlite:///{copy.folder}/talks.db", DRAWER=str(copy.folder)):
        told = copy.wait_for("told.jsonl", lines=2)
    assert "How will you file" in told[0]
    assert "How much do you earn" in told[1]
