import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from botapi import TOKEN, Telegram, telegram
from databases import database_url, opened, postgres, postgres_server, postgres_url, store
from process import Bot, clean_env

from bot.papers import aside

__all__ = [
    "database_url",
    "opened",
    "postgres",
    "postgres_server",
    "postgres_url",
    "store",
    "telegram",
]  # fixtures

HERE = Path(__file__).parent


@pytest.fixture
def start(telegram: Telegram, tmp_path: Path) -> Iterator[Callable[..., Bot]]:
    started: list[Bot] = []

    def _start(*, real: bool = False, way: str = "--polling", fresh: bool = False, **env: str) -> Bot:
        command = [str(Path(sys.executable).with_name("rothbot")), "run", way]
        if not real:
            command = [sys.executable, str(HERE / "carry.py")]
        settings = {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_BASE_URL": telegram.address,
            "DATABASE_URL": f"sqlite:///{tmp_path}/bot.db",
            "XDG_DATA_HOME": str(tmp_path),
        }
        started.append(Bot(command, clean_env() | settings | env, tmp_path / "bot.log", fresh=fresh))
        return started[-1]

    yield _start
    for bot in started:
        bot.process.kill()
        bot.process.wait()


@pytest.fixture(autouse=True)
def _not_polite(monkeypatch: pytest.MonkeyPatch) -> None:
    """What draws comes before nobody here, and a busy machine would keep a test waiting for it."""
    monkeypatch.setattr(aside, "POLITE", 0)


@pytest.fixture(scope="session")
def rothbot() -> str:
    found = shutil.which("rothbot", path=str(Path(sys.executable).parent))
    assert found is not None
    return found
