"""A short form of ``make soak``: whatever freezes, falls silent or fills up, nothing said is lost or done twice."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from databases import Postgres
from soak import AT_ONCE, Ordeal, Trial

REPLICAS = Trial(8, 5, 2, ("freeze", "database away", "clock", "fatal word"), rounds=1, lasting=6)
ALONE = Trial(8, 5, 1, ("telegram away", "locks", "full disk", "kill"), rounds=1, lasting=6)


@pytest.mark.parametrize("trial", [REPLICAS, ALONE], ids=["two replicas over PostgreSQL", "one process over SQLite"])
def test_nothing_is_lost_or_done_twice(tmp_path: Path, trial: Trial) -> None:
    if trial is ALONE:
        ordeal = Ordeal(f"sqlite:////{tmp_path}/soak.db", tmp_path, trial, 5, None)
        ledger = ordeal.run()
    else:
        with closing(Postgres()) as server:
            ordeal = Ordeal(server.url, tmp_path, trial, 5, server)
            ledger = ordeal.run()
    assert set(ordeal.happened) == set(trial.events)
    assert (ledger.steps_lost, ledger.steps_doubled, ledger.out_of_order) == (0, 0, 0)
    assert (ledger.messages_lost, ledger.refused) == (0, 0)
    assert AT_ONCE <= 4
    assert ledger.messages_doubled <= AT_ONCE * ordeal.cuts
    assert ordeal.told == []  # no word, no chat, no secret in the logs of all this
