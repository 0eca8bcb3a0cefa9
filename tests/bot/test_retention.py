"""What is kept no longer than it must be, and what no clock that jumps may take along."""

from __future__ import annotations

from datetime import date

import pytest
from forked import completed
from kept import TELEGRAM
from process import clean_env
from sqlalchemy import func, select
from standin import ENGINE

from bot.delivery.turns import Turns
from bot.store import talks
from bot.store.inbox import Inbox
from bot.store.retention import BEFORE_US, Gone, expire
from bot.store.schema import inbox as updates
from bot.store.schema import talks as table

HOUR, DAY = 3_600_000, 86_400_000
NOW = BEFORE_US + 1_000 * DAY


class Years:
    """A store and a clock that goes on hour by hour, unless it jumps."""

    def __init__(self, store) -> None:
        self.store, self.now = store, NOW
        self.pass_hours(25)

    def said(self, chats, days_ago):
        with self.store.transaction() as db:
            talks.save(db, self.store.ring, dict.fromkeys(chats, "words"), self.now - days_ago * DAY)

    def sweep(self):
        with self.store.transaction() as db:
            return expire(db, self.now, 400)

    def pass_hours(self, hours):
        gone = []
        for _ in range(hours):
            self.now += HOUR
            gone.append(self.sweep())
        return gone

    def kept(self):
        with self.store.transaction() as db:
            return db.scalar(select(func.count()).select_from(table))


@pytest.fixture
def years(store):
    return Years(store)


def test_a_talk_goes_so_many_days_after_the_last_word(years):
    years.said([1, 2], 401)
    years.said([3], 399)
    assert sum(gone.rows for gone in years.pass_hours(2)) == 2
    assert years.kept() == 1
    years.pass_hours(24)
    assert years.kept() == 0


def test_the_number_of_an_update_is_kept_while_telegram_may_repeat_it(years):
    with years.store.transaction() as db:
        Inbox(db, "telegram").put_done([1], years.now - 26 * HOUR)
        Inbox(db, "telegram").put_done([2], years.now - 24 * HOUR)
    years.sweep()
    with years.store.transaction() as db:
        assert Inbox(db, "telegram").known([1, 2])[0] == {2}
        assert db.scalar(select(func.count()).select_from(updates)) == 1


@pytest.mark.parametrize("days", [401, -401, 3])
def test_a_clock_that_jumps_and_comes_back_deletes_nothing(years, days):
    years.said(range(1, 101), 1)
    with years.store.transaction() as db:
        Inbox(db, "telegram").put_done([1], years.now)
    years.now += days * DAY
    assert years.sweep() == Gone(jumped=True)
    years.pass_hours(12)
    years.now -= days * DAY
    assert years.sweep().jumped
    years.pass_hours(12)
    with years.store.transaction() as db:
        assert Inbox(db, "telegram").known([1])[0] == {1}
    assert years.kept() == 100


def test_what_was_said_while_the_clock_was_behind_counts_by_the_time_of_its_channel(years):
    """Telegram's own time comes with every message; by ours it would be due as soon as the clock is right again."""
    right = years.now
    years.now -= 401 * DAY
    years.sweep()
    turns = Turns(years.store, TELEGRAM, ENGINE, 1, lambda: years.now, lambda: date(2026, 11, 23))
    message = {"message_id": 1, "chat": {"id": 7, "type": "private"}, "text": "one", "date": right // 1000}
    press = {"id": "1", "from": {"id": 8}, "data": "1:yes", "message": {**message, "chat": {"id": 8}}}
    turns.take_in([{"update_id": 1, "message": message}, {"update_id": 2, "callback_query": press}])
    years.now = right
    years.pass_hours(50)
    assert years.kept() == 2


@pytest.mark.parametrize("odd", [-5, 2**62, "2026", None, True, 10**30])
def test_an_odd_time_of_a_message_counts_for_nothing(years, odd):
    turns = Turns(years.store, TELEGRAM, ENGINE, 1, lambda: years.now, lambda: date(2026, 11, 23))
    message = {"message_id": 1, "chat": {"id": 7, "type": "private"}, "text": "one", "date": odd}
    turns.take_in([{"update_id": 1, "message": message}])
    with years.store.transaction() as db:
        assert db.scalar(select(table.c.heard)) == years.now


def test_a_clock_that_stays_wrong_takes_no_more_than_a_few_without_a_word(years):
    years.said(range(1, 101), 1)
    years.now += 500 * DAY
    gone = years.pass_hours(100)
    assert {one.waiting for one in gone} == {0, 100}
    assert years.kept() == 100


def test_what_was_said_before_the_clock_was_right_is_kept_from_then_on(years):
    with years.store.transaction() as db:
        talks.save(db, years.store.ring, {1: "said in 1970"}, 5 * DAY)
    years.pass_hours(3)
    assert years.kept() == 1
    with years.store.transaction() as db:
        assert years.now - db.scalar(select(table.c.heard)) < 4 * HOUR


def test_many_that_are_due_go_at_a_small_pace(years):
    years.said(range(1, 951), 1)
    years.said(range(951, 1_001), 401)
    assert {gone.rows for gone in years.pass_hours(3)} == {9, 10}


def test_whoever_runs_the_bot_may_say_that_the_clock_is_right(years, rothbot, tmp_path, database_url):
    years.now = NOW - 2_000 * DAY
    years.said(range(1, 51), 0)

    def run(*given: str) -> str:
        env = clean_env() | {"DATABASE_URL": database_url, "ROTHBOT_KEY": "11" * 32, "HOME": str(tmp_path)}
        done = completed([rothbot, "expire", *given], b"", env, tmp_path)
        assert done.returncode == 0
        return done.stdout

    assert "400 days ago: 50, of 50" in run()
    assert years.kept() == 50
    assert run("--yes") == "Talks deleted: 50.\n"
    assert years.kept() == 0
