"""``rothbot doctor`` finds what is wrong, says what to do, and changes nothing."""

import pytest
from botapi import TOKEN
from forked import completed
from process import clean_env
from sqlalchemy import column, table, update

from bot.channels.telegram.settings import TelegramSettings
from bot.doctor import cautions
from bot.settings import StoreSettings, read
from bot.store.opening import open_store
from bot.store.schema import VERSION_TABLE

KEY, OTHER = "11" * 32, "22" * 32


@pytest.fixture
def doctor(telegram, rothbot, tmp_path):
    def _doctor(url, **env: str):
        settings = {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_BASE_URL": telegram.address,
            "DATABASE_URL": url,
            "ROTHBOT_KEY": KEY,
            "ROTHBOT_CONTACT": "Ann, ann@example.org",
            "ROTHBOT_BACKUPS": str(tmp_path / "backups"),
        }
        done = completed([rothbot, "doctor"], b"", clean_env() | settings | env, tmp_path)
        assert done.stderr == ""
        assert TOKEN not in done.stdout
        return done.returncode, done.stdout

    return _doctor


def test_a_bot_in_good_health(doctor, opened, database_url):
    opened(database_url)
    status, said = doctor(database_url)
    assert status == 0
    assert [line.split(":")[0].split()[-1] for line in said.splitlines()] == [
        "version", "settings", "token", "webhook", "clock", "database", "schema", "key", "ring", "backups", "years"
    ]  # fmt: skip
    assert "@rothbot_test_bot" in said


def test_a_first_look_before_anything_is_there_makes_nothing(doctor, tmp_path):
    status, said = doctor(f"sqlite:///{tmp_path}/none.db")
    assert status == 0
    assert "made at the first start" in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("env", "finding", "advice"),
    [
        ({"TELEGRAM_BOT_TOKEN": "123456:other"}, "does not accept it", "BotFather"),
        ({"TELEGRAM_API_BASE_URL": "http://127.0.0.1:9"}, "did not answer", "Check the network"),
        ({"TELEGRAM_BOT_TOKEN": "a b"}, "does not look like a bot token", "BotFather"),
        ({"ROTHBOT_KEY": OTHER}, "under another key", "Set ROTHBOT_KEY"),
        ({"DATABASE_URL": "postgresql://nobody@127.0.0.1:9/none"}, "cannot be reached", "Check that it runs"),
        ({"DATABASE_URL": "mysql://somewhere"}, "must be like", "sqlite:"),
    ],
)
def test_what_is_wrong_is_told_with_what_to_do(doctor, opened, tmp_path, env, finding, advice):
    url = f"sqlite:///{tmp_path}/store.db"
    opened(url).close()
    status, said = doctor(url, **env)
    (line,) = [line for line in said.splitlines() if line.startswith("WRONG")]
    assert status == 1
    assert finding in line
    assert advice in line


def test_telegram_calling_another_address_is_noted(doctor, telegram, tmp_path):
    telegram.webhook = {"url": "https://old.example.org/telegram"}
    ours = {"ROTHBOT_WEBHOOK_URL": "https://bot.example.org/telegram", "ROTHBOT_WEBHOOK_SECRET": "s" * 32}
    status, said = doctor(f"sqlite:///{tmp_path}/none.db", **ours)
    assert status == 0
    assert "note  webhook: Telegram calls https://old.example.org/telegram" in said
    status, said = doctor(f"sqlite:///{tmp_path}/none.db", **ours | {"ROTHBOT_WEBHOOK_SECRET": "short"})
    assert status == 1
    assert "WRONG settings: ROTHBOT_WEBHOOK_SECRET must have" in said


def test_what_wants_a_look_is_noted(doctor, opened, telegram, database_url):
    with opened(database_url).transaction() as db:
        db.execute(update(table(VERSION_TABLE, column("version_num"))).values(version_num="0000"))
    telegram.webhook = {"url": "https://bot.example.org/telegram", "pending_update_count": 3,
                        "last_error_message": "Connection refused"}  # fmt: skip
    status, said = doctor(database_url, ROTHBOT_KEY=f"{OTHER},{KEY}")
    notes = [line.partition(": ")[0].split()[1] for line in said.splitlines() if line.startswith("note")]
    assert status == 0
    assert notes == ["webhook", "schema", "key", "backups"]
    assert "Connection refused" in said
    assert "rothbot migrate" in said
    assert "rothbot rotate-key" in said


@pytest.mark.parametrize(
    ("env", "finding", "advice"),
    [
        ({"ROTHBOT_TODAY": "2020-01-01"}, "January 1, 2020 for ever", "Take it out"),
        ({"TELEGRAM_API_BASE_URL": "http://198.51.100.7/bots"}, "plain http to 198.51.100.7", "Use https"),
        ({"TELEGRAM_API_BASE_URL": "http://3325256711/bots"}, "plain http to 3325256711", "Use https"),
        ({"ROTHBOT_HOST": "198.51.100.7"}, "can be read from other machines", "Leave it out"),
        ({"ROTHBOT_CONTACT": ""}, "cannot say who runs this bot", "Set it to a name"),
    ],
)
def test_what_works_and_is_seldom_meant_is_noted(env, finding, advice):
    given = {"TELEGRAM_BOT_TOKEN": TOKEN, "ROTHBOT_CONTACT": "Ann"} | env
    with pytest.MonkeyPatch.context() as patch:
        for name in ("ROTHBOT_TODAY", "ROTHBOT_HOST", "TELEGRAM_API_BASE_URL"):
            patch.delenv(name, raising=False)
        for name, value in given.items():
            patch.setenv(name, value)
        (found,) = cautions.of_run(read(TelegramSettings))
    assert finding in found.finding
    assert advice in found.advice


@pytest.mark.parametrize(
    "base", ["https://bots.example.org", "http://127.0.0.1:8081", "http://telegram-bot-api:8081"]
)
def test_a_server_on_this_machine_or_beside_it_is_no_caution(base, monkeypatch):
    for name, value in {"TELEGRAM_BOT_TOKEN": TOKEN, "ROTHBOT_CONTACT": "Ann", "TELEGRAM_API_BASE_URL": base}.items():
        monkeypatch.setenv(name, value)
    assert list(cautions.of_run(read(TelegramSettings))) == []


def test_a_key_that_others_can_read_is_noted(tmp_path):
    settings = StoreSettings(database_url=f"sqlite:///{tmp_path}/talks.db")
    open_store(settings).close()
    assert list(cautions.of_key(settings)) == []
    (tmp_path / "talks.db.key").chmod(0o644)
    (found,) = cautions.of_key(settings)
    assert "chmod 600" in found.advice


def test_backups_that_are_missing_or_old_are_noted(tmp_path):
    (tmp_path / "rothbot-2026-11-23T020000Z.gz").touch()
    made = (tmp_path / "rothbot-2026-11-23T020000Z.gz").stat().st_mtime
    here = StoreSettings(rothbot_backups=str(tmp_path))
    assert cautions.of_backups(here, made + 86_400).level == "fine"
    assert "more than two days ago" in cautions.of_backups(here, made + 3 * 86_400).finding
    assert "there is none" in cautions.of_backups(StoreSettings(rothbot_backups=str(tmp_path / "no")), made).finding
    assert "Set it to the folder" in cautions.of_backups(StoreSettings(), made).advice


def test_a_clock_that_stands_still_is_noted():
    assert list(cautions.of_clock(3.0, 3.0)) == []
    (found,) = cautions.of_clock(0.0, 3.0)
    assert "stands still" in found.finding


def test_the_ring_is_looked_for_and_where_it_lies_is_noted(doctor, opened, tmp_path, postgres_url):
    url = f"sqlite:///{tmp_path}/store.db"
    opened(url)
    assert "talks with a key: 0" in doctor(url)[1]
    (tmp_path / "store.db.keyring").chmod(0o644)
    assert "others on this machine can read" in doctor(url)[1]
    (tmp_path / "store.db.keyring").unlink()
    status, said = doctor(url)
    assert status == 1
    assert "keyring is missing" in said
    opened(postgres_url)
    status, said = doctor(postgres_url)
    assert (status, "note  key ring" in said) == (0, True)
    assert "ROTHBOT_KEYRING_URL" in said
