"""What goes into the image is enough to run: built from the named files alone, used away from the checkout."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
RUN = "import bot, sys; from bot.cli import main; assert 'site-packages' not in bot.__file__; sys.exit(main())"


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


def rothbot(installed: Path, folder: Path, *arguments: str, said: str = "") -> str:
    env = os.environ | {"PYTHONPATH": str(installed), "XDG_DATA_HOME": str(folder), "ROTHBOT_KEY": "11" * 32}
    env["DATABASE_URL"] = f"sqlite:///{folder}/bot.db"
    done = subprocess.run(
        [sys.executable, "-c", RUN, *arguments],
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
