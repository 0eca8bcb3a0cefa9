"""What the pages for readers say is so: links lead somewhere, examples were run, numbers were counted."""

import os
import re
import subprocess
import sys
import tomllib
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from bot import papers
from calc.facts import Facts
from calc.planning.plan import plan
from tests.calc.examples import cases
from tests.docs.pages import PAGES, ROOT, anchors, blocks, prose, table
from tests.stories.telling import stories

_LINK = re.compile(r"""(?<=\]\()[^)\s]+(?=\))|(?<=src=")[^"]+""")
EXAMPLES = [
    pytest.param(block, id=f"{page.name}: {block.splitlines()[0][2:60]}")
    for page in PAGES
    for block in blocks(page, "console")
]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path):
    for link in _LINK.findall(prose(page)):
        path, _, anchor = link.partition("#")
        if path.startswith("https://"):
            continue
        to = (page.parent / path).resolve() if path else page
        assert to.exists(), link
        assert to.is_relative_to(ROOT), link
        assert not anchor or anchor in anchors(to), link


def test_every_page_can_be_reached_from_the_readme():
    reached, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        reached.add(page)
        linked = [(page.parent / link.partition("#")[0]).resolve() for link in _LINK.findall(prose(page))]
        found = [inside for to in linked for inside in (sorted(to.glob("*.md")) if to.is_dir() else [to])]
        waiting += [to for to in found if to.suffix == ".md" and to not in reached and to.exists()]
    assert set(PAGES) - reached - {ROOT / "CHANGELOG.md"} == set()


@pytest.mark.parametrize("block", EXAMPLES)
def test_every_example_was_run(block: str, tmp_path: Path):
    """``$ `` starts a command; what follows is all it prints, ``...`` standing for anything, or for any lines."""
    env = {
        name: value for name, value in os.environ.items() if not name.startswith(("TELEGRAM_", "ROTHBOT_", "DATA"))
    }
    env |= {"PATH": f"{Path(sys.executable).parent}:{env['PATH']}", "XDG_DATA_HOME": str(tmp_path)}
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, expected = part.partition("\n")
        done = subprocess.run(command, check=False, shell=True, cwd=tmp_path, env=env, capture_output=True, text=True)  # noqa: S602
        pattern = re.escape(expected).replace(re.escape("\n...\n"), "\n(?:.*\n)*").replace(re.escape("..."), ".*")
        assert re.fullmatch(pattern, done.stdout + done.stderr), done.stdout + done.stderr


@pytest.mark.parametrize("block", blocks(ROOT / "README.md", "talk"))
def test_the_talk_in_the_readme_was_held(block: str):
    talks = (re.sub(r"^\? .*\n", "", story.read_text("utf-8"), flags=re.MULTILINE) for story in stories())
    assert any(block.strip() in talk for talk in talks)


def test_the_picture_in_the_readme_is_the_one_of_its_facts():
    sample = ROOT / "docs" / "sample" / "2026-11-23.json"
    facts = Facts.model_validate_json(sample.read_bytes())
    made = plan(facts, date.fromisoformat(sample.stem))
    drawn = Image.open(BytesIO(papers.make("picture", made).content))
    kept = Image.open(sample.with_suffix(".png"))
    assert kept.size == drawn.size
    assert ImageChops.difference(kept.convert("RGB"), drawn.convert("RGB")).getbbox() is None


def test_the_cases_are_counted():
    page = ROOT / "docs" / "accuracy.md"
    verified = {name: int(count) for name, _, count in table(page, "Verified cases")}
    assert verified == {name: len(cases(name.replace("-", "_"))) for name in verified}
    published = {name: int(count) for name, count in table(page, "Published examples")}
    told = [example["worksheet"] for example in cases("published")]
    assert published == {name: told.count(name) for name in set(told)}
    files = {path.stem.replace("_", "-") for path in (ROOT / "tests" / "examples").glob("*.json")}
    assert files == {*verified, "published", "yardstick"}
    told_cases = [row[0].strip("`") for row in table(page, "A yardstick for anybody")]
    assert told_cases == [case["id"] for case in cases("yardstick")]
    total = sum(verified.values()) + sum(published.values())
    assert f"\n{total} verified and published cases" in (ROOT / "README.md").read_text("utf-8")
    talks = re.search(r"^More than (\d+) whole talks", page.read_text("utf-8"), re.MULTILINE)
    assert talks is not None
    assert len(stories()) > int(talks[1])


def test_the_states_are_counted_of_which_a_figure_is_missing():
    page = (ROOT / "docs" / "accuracy.md").read_text("utf-8")
    told = re.search(r"^- State tax of (\d+) .* in (\w+) states a figure is missing", page, re.MULTILINE)
    assert told is not None
    files = [tomllib.loads(file.read_text("utf-8")) for file in (ROOT / "calc" / "law" / "states").glob("*.toml")]
    count = sum(any(int(told[1]) in block["years"] for block in state.get("between", ())) for state in files)
    assert ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")[count] == told[2]


def test_every_sentence_is_a_line():
    """So that a change shows as what it is; tables, lists and generated pages have lines of their own."""
    for page in PAGES:
        if "Generated from" in page.read_text("utf-8"):
            continue
        for line in prose(page).splitlines():
            if not line.startswith(("|", "#", "- ", "  ")) and not re.match(r"\d+\. ", line):
                assert not re.search(r"[a-z)][.?] [A-Z]", line), f"{page.name}: {line}"


SOURCES = [file for package in ("bot", "calc", "dialogs") for file in sorted((ROOT / package).rglob("*.py"))]
_NAMED = re.compile(r"`{1,2}((?:bot|calc|dialogs)/[\w/.]+|(?:bot|calc|dialogs)(?:\.\w+)+)`{1,2}")


def is_there(name: str) -> bool:
    """A file or folder by its path; a module, or a name in one, by its dotted name."""
    if "/" in name:
        return (ROOT / name).exists()
    *home, last = name.split(".")
    whole, module = ROOT.joinpath(*home, last), ROOT.joinpath(*home)
    if whole.is_dir() or whole.with_suffix(".py").is_file():
        return True
    text = module / "__init__.py" if module.is_dir() else module.with_suffix(".py")
    return (
        text.is_file()
        and re.search(rf"^(?:(?:async )?def |class )?{last}\b", text.read_text("utf-8"), re.MULTILINE) is not None
    )


def test_what_is_named_by_its_path_is_there():
    named = [(file, name) for file in (*PAGES, *SOURCES) for name in _NAMED.findall(file.read_text("utf-8"))]
    assert [f"{file.relative_to(ROOT)}: {name}" for file, name in named if not is_there(name)] == []
