"""Nothing said is lost or done twice, whatever is killed; a message may come twice where nobody can know."""

from __future__ import annotations

from pathlib import Path

from chaos import ordeal


def test_killed_processes_and_a_failing_server(database_url: str, tmp_path: Path) -> None:
    two = 2 if database_url.startswith("postgresql") else 1
    ledger = ordeal(database_url, tmp_path, chats=20, words=10, processes=two, kills=5, seed=7)
    assert ledger.kills == 5
    assert (ledger.steps_lost, ledger.steps_doubled, ledger.out_of_order) == (0, 0, 0)
    assert (ledger.messages_lost, ledger.refused) == (0, 0)
    assert ledger.faults.keys() == {"too_many", "internal", "lost_answer", "garbage"}
    assert ledger.messages_doubled <= 16 * ledger.kills + ledger.faults["lost_answer"]  # 16 may be under way at once
