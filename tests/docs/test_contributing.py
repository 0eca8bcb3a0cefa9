"""The three recipes of CONTRIBUTING.md, followed to the letter in a copy of the tree, with invented figures."""

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from calc import law
from tests.docs.pages import ROOT

RECIPES = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
NEXT = law.latest() + 1

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
title = "A gift is no compensation"
severity = "high"
group = "F"
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


def a_year_on(found: re.Match[str]) -> str:
    """The same day of the next year, or the Monday after it."""
    day = date.fromisoformat(found[0])
    day = day.replace(year=day.year + 1)
    return (day + timedelta(days=7 - day.weekday() if day.weekday() >= 5 else 0)).isoformat()


class Copy:
    """A scratch copy of the tree; commands see it and not the checkout."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("bot", "calc", "dialogs", "tests", "docs", "deploy"):
            ignore = shutil.ignore_patterns("__pycache__", "*.db*")
            shutil.copytree(ROOT / name, folder / name, ignore=ignore)
        for name in ("pyproject.toml", "README.md", "CHANGELOG.md", "CONTRIBUTING.md"):
            shutil.copy(ROOT / name, folder / name)

    def add(self, path: str, text: str) -> None:
        with (self.folder / path).open("a", encoding="utf-8") as file:
            file.write(text)

    def change(self, path: str, old: str, new: str) -> None:
        file = self.folder / path
        text = file.read_text("utf-8")
        assert old in text, path
        file.write_text(text.replace(old, new), "utf-8")

    def python(self, *arguments: str, feed: str = "", status: int = 0) -> str:
        env = os.environ | {"PYTHONPATH": str(self.folder), "XDG_DATA_HOME": str(self.folder / ".data")}
        done = subprocess.run(
            [sys.executable, *arguments],
            check=False, cwd=self.folder, env=env, input=feed, capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == status, done.stdout[-3000:] + done.stderr[-3000:]
        return done.stdout

    def rothbot(self, *arguments: str, feed: str = "", status: int = 0) -> str:
        return self.python(
            "-c", "import sys; from bot.cli import main; sys.exit(main())", *arguments, feed=feed, status=status
        )

    def tests(self, *which: str) -> str:
        return self.python("-m", "pytest", "-q", "-p", "no:cacheprovider", *which)


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path / "rothbot")


def test_the_recipes_name_what_is_there():
    for path in re.findall(r"`((?:calc|dialogs|docs|bot)/[\w/.]+)`", RECIPES):
        assert (ROOT / path).exists(), path
    for target in re.findall(r"`make ([\w-]+)`", RECIPES):
        assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE), target


def test_a_year(copy: Copy):
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
    copy.rothbot("docs")
    assert f"| {NEXT} |" in (copy.folder / "docs/figures.md").read_text("utf-8")
    for story in (copy.folder / "tests/stories").glob("*.talk"):
        told = story.read_text("utf-8").replace(f"> {NEXT}\n", f"> {NEXT + 1}\n")
        story.write_text(
            re.sub(rf"^must: .*{NEXT} have not been published.*\n", "", told, flags=re.MULTILINE), "utf-8"
        )
    copy.python("-m", "tests.stories.telling")
    copy.tests("tests/calc/test_law.py", "tests/dialogs/test_figures_page.py", "tests/stories")
    facts = {
        "tax_year": NEXT, "filing_status": "single", "agi": 400_000, "state": "TX", "circumstances": [],
        "you": {"birth_year": 1984, "compensation": 400_000, "ira_kinds": [], "moves": [], "plan_kinds": []},
    }  # fmt: skip
    plan = copy.rothbot("plan", "--today", f"{NEXT}-03-01", feed=json.dumps(facts))
    assert f"The back door is open for {NEXT}: $8,888" in plan


def test_a_question_and_a_confusion(copy: Copy):
    copy.change("calc/facts.py", "    circumstances: frozenset[Circumstance] | None = None\n",
                "    circumstances: frozenset[Circumstance] | None = None\n" + FACT)  # fmt: skip
    copy.add("dialogs/locale/en/cards/questions/19-gift.toml", QUESTION)
    first_of_iras = '    Need("ira_kinds"'
    copy.change("calc/needs/__init__.py", first_of_iras, NEED + first_of_iras)
    copy.add("calc/needs/when.py", NEEDED_WHEN)
    copy.add("dialogs/locale/en/cards/confusions/gift_is_no_compensation.toml", CARD)
    copy.add("calc/pitfalls/contribution.py", CONDITION)
    copy.rothbot("docs")
    assert "#### 19 gift" in (copy.folder / "docs/cards.md").read_text("utf-8")
    copy.tests("tests/dialogs/test_cards.py")
    talk = copy.rothbot("chat", "--today", "2026-11-23", feed="/start\n2026\nsingle\n1984\nTexas\nnothing\n90k\n")
    assert "Is the money you want to contribute a gift?" in talk
    talk = copy.rothbot("chat", "--today", "2026-11-23", feed="yes\n/ask C998\n")
    assert "Given money: Yes" in talk
    assert "Money that was given to you" in talk
    applies, does_not = copy.python("-c", APPLYING).splitlines()
    assert "gift_is_no_compensation" in applies
    assert "gift_is_no_compensation" not in does_not
