"""What goes into the image is enough to run: built from the named files alone, used away from the checkout."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
RUN = "import bot, sys; from bot.cli import main; assert 'site-packages' not in bot.__file__; sys.exit(main())"
OF_EXTRAS = ("telegram", "starlette", "uvicorn", "psycopg", "reportlab", "PIL", "mcp")
WITHOUT = f"import sys; sys.modules.update(dict.fromkeys({OF_EXTRAS})); {RUN}"  # as if they were not installed


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as the image file installs it, from what ``.dockerignore`` lets through."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("installed")
    for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines():
        if line.startswith("!"):
            path = ROOT / line[1:]
            copy = shutil.copytree if path.is_dir() else shutil.copy2
            copy(path, source / line[1:])
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run(
        [*pip, "--no-deps", "--no-build-isolation", "--no-index", "--target", str(target), str(source)], check=True
    )
    return target


def rothbot(installed: Path, folder: Path, *arguments: str, said: str = "", run: str = RUN) -> str:
    env = os.environ | {"PYTHONPATH": str(installed), "XDG_DATA_HOME": str(folder), "ROTHBOT_KEY": "11" * 32}
    env["DATABASE_URL"] = f"sqlite:///{folder}/bot.db"
    done = subprocess.run(
        [sys.executable, "-c", run, *arguments],
        check=False, cwd=folder, env=env, input=said, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_law_cards_and_migrations_come_along(installed: Path, tmp_path: Path):
    assert "Figures for tax year 2026" in rothbot(installed, tmp_path, "figures", "2026")
    assert "schema" in rothbot(installed, tmp_path, "migrate")
    said = rothbot(installed, tmp_path, "chat", "--today", "2026-11-23", said="/start\n2026\n")
    assert "Tax year: 2026" in said
    assert not list(installed.glob("tests*"))


def test_plain_rothbot_talks_plans_and_works_out(installed: Path, tmp_path: Path):
    """Without any extra, in an empty folder."""
    said = rothbot(installed, tmp_path, "chat", "--today", "2026-11-23", said="/start\n2026\n", run=WITHOUT)
    assert "Tax year: 2026" in said
    facts = (ROOT / "docs" / "sample" / "2026-11-23.json").read_text("utf-8")
    assert "2026 in short" in rothbot(installed, tmp_path, "plan", "--today", "2026-11-23", said=facts, run=WITHOUT)
    line = '{"tax_year": 2025, "line1": "7000", "line2": "0", "line6": "0", "line8": "7000"}\n'
    assert '"18": "0.00"' in rothbot(installed, tmp_path, "worksheet", "form-8606", said=line, run=WITHOUT)
    papers = '{"tax_year": 2025, "papers": [], "printed": {"8606": {}, "1040": {}, "5329": {}}, "told": {}}'
    assert rothbot(installed, tmp_path, "check", "--json", said=papers, run=WITHOUT).startswith("{")
    assert rothbot(installed, tmp_path, "--version", run=WITHOUT).startswith("rothbot ")


@pytest.mark.parametrize(
    ("home", "links", "urls"),
    [("", set(), 0), ("https://example.org/roth", {"https://example.org/roth"}, 4)],
)
def test_the_long_description_leads_nowhere_that_is_not_there(tmp_path: Path, home: str, links: set[str], urls: int):
    """Links and pictures work wherever the page is shown; where the project lives is told once, when it is built."""
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps", "--no-index"]
    env = os.environ | {"ROTHBOT_HOME": home}
    subprocess.run([*pip, "--no-build-isolation", "-w", str(tmp_path), str(ROOT)], check=True, env=env)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        name = next(name for name in wheel.namelist() if name.endswith("/METADATA"))
        told = wheel.read(name).decode()
    ways = re.findall(r'\]\(([^)]*)\)|src="([^"]*)"', told)
    leads = {way or source for way, source in ways} - {"https://t.me/BotFather"}
    assert {lead[: len(home)] for lead in leads} == links
    assert told.count("\nProject-URL: ") == urls
    assert "\n# rothbot\n" in told
