"""Nothing said is lost or done twice, whatever is killed; a message may come twice where nobody can know."""

from __future__ import annotations

from pathlib import Path

import pytest
from chaos import Trial, ordeal
from databases import Postgres


def test_killed_processes_and_a_failing_server(
    database_url: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    trial = Trial(chats=20, words=10, processes=1, kills=5)
    if database_url.startswith("postgresql"):
        server: Postgres = request.getfixturevalue("postgres")
        trial = Trial(chats=20, words=10, processes=2, kills=5, restart=server.restart, restarts=1)
    ledger = ordeal(database_url, tmp_path, trial, seed=7)
    assert (ledger.kills, ledger.restarts) == (trial.kills, trial.restarts)
    assert (ledger.steps_lost, ledger.steps_doubled, ledger.out_of_order) == (0, 0, 0)
    assert (ledger.messages_lost, ledger.refused) == (0, 0)
    assert ledger.repeats > 0
    assert ledger.faults  # which of them, depends on how many calls there were
    cut_off = ledger.kills + trial.processes * ledger.restarts
    assert ledger.messages_doubled <= 16 * cut_off + ledger.faults["lost_answer"]  # 16 may be under way at once
