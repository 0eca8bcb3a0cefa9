"""What is kept no longer than it must be."""

from __future__ import annotations

from sqlalchemy import func, select

from bot.store import inbox, talks
from bot.store.retention import expire
from bot.store.schema import inbox as updates

DAY = 86_400_000
NOW = 1_000 * DAY


def test_a_talk_goes_so_many_days_after_the_last_word(store):
    with store.transaction() as db:
        talks.save(db, store.vault, {1: "old"}, NOW - 401 * DAY)
        talks.save(db, store.vault, {2: "young"}, NOW - 399 * DAY)
        expire(db, NOW, 400)
        assert talks.load(db, store.vault, [1, 2]) == {2: "young"}


def test_the_number_of_an_update_is_kept_while_telegram_may_repeat_it(store):
    with store.transaction() as db:
        inbox.put_done(db, [1], NOW - 26 * 3_600_000)
        inbox.put_done(db, [2], NOW - 24 * 3_600_000)
        expire(db, NOW, 400)
        assert inbox.known(db, [1, 2]) == {2}
        assert db.scalar(select(func.count()).select_from(updates)) == 1
