"""The commands as another program uses them: processes of their own, pipes, exit statuses."""

from __future__ import annotations

import json
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from forked import completed
from process import clean_env

Run = Callable[..., "subprocess.CompletedProcess[str]"]

OPENING = ["/start", "#2026", "#Single", "320k"]


@pytest.fixture
def run(rothbot: str, tmp_path: Path) -> Run:
    def _run(*arguments: str, feed: str | bytes = "", **env: str) -> subprocess.CompletedProcess[str]:
        home = {"XDG_DATA_HOME": str(tmp_path), "HOME": str(tmp_path)}
        given = feed if isinstance(feed, bytes) else feed.encode()
        return completed([rothbot, *arguments], given, clean_env() | home | env, tmp_path)

    return _run


@pytest.fixture
def chat(run: Run, tmp_path: Path) -> Run:
    def _chat(*lines: str, more: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
        arguments = ("chat", "--db", f"sqlite:///{tmp_path}/talk.db", "--today", "2026-11-23", *more)
        return run(*arguments, feed="".join(f"{line}\n" for line in lines))

    return _chat


def replies(done: subprocess.CompletedProcess[str]) -> list[dict]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_each_reply_is_one_json_object(chat: Run) -> None:
    told = replies(chat(*OPENING, more=("--json",)))
    assert all(set(reply) == {"text", "buttons", "question", "stage", "document"} for reply in told)
    assert [reply["question"] for reply in told if reply["question"]] == [
        "tax_year",
        "filing_status",
        "you.compensation",
        "agi",
    ]
    assert told[-1]["stage"] == "income"


def test_a_number_presses_the_button_of_the_last_reply(chat: Run) -> None:
    done = chat("/start", "#2")
    assert "Filing status: Married filing jointly" in done.stdout
    assert "#1 Single" in done.stdout


def test_a_press_that_hits_nothing_is_told_and_changes_nothing(chat: Run) -> None:
    done = chat("/start", "#99", "#nonsense", "2026")
    assert done.stdout.count("Tax year: 2026") == 1
    assert "#99" in done.stdout


def test_the_next_call_resumes_the_talk(chat: Run) -> None:
    chat(*OPENING)
    told = replies(chat("310k", more=("--json",)))
    assert "$310,000" in told[0]["text"]
    assert told[-1]["question"] == "you.birth_year"


def test_chats_are_apart(chat: Run) -> None:
    chat(*OPENING)
    told = replies(chat("/start", more=("--json", "--chat-id", "5")))
    assert told[-1]["question"] == "tax_year"


def test_forget_leaves_no_row_and_no_word(chat: Run, tmp_path: Path) -> None:
    chat(*OPENING, "$321,987.65")
    chat("/forget", "#Yes, delete it all")
    with closing(sqlite3.connect(tmp_path / "talk.db")) as db:
        assert db.execute("SELECT (SELECT count(*) FROM talks), (SELECT count(*) FROM outbox)").fetchone() == (0, 0)
    assert not any(b"321987.65" in file.read_bytes() for file in tmp_path.glob("talk.db*") if file.suffix != ".key")


def test_a_damaged_database_is_named_and_left_alone(run: Run, tmp_path: Path) -> None:
    damaged = tmp_path / "talk.db"
    damaged.write_bytes(b"this is no database" * 100)
    done = run("chat", "--db", f"sqlite:///{damaged}", feed="/start\n")
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr
    assert damaged.read_bytes() == b"this is no database" * 100


@pytest.mark.parametrize(
    "env",
    [
        {},
        {"TELEGRAM_BOT_TOKEN": "not a token"},
        {"TELEGRAM_BOT_TOKEN": "1:x", "DATABASE_URL": "nonsense"},
    ],
)
def test_missing_or_wrong_settings_are_one_sentence(run: Run, env: dict[str, str]) -> None:
    done = run("run", **env)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_wrong_lines_are_answered_in_their_place(run: Run) -> None:
    good = {"tax_year": 2026, "line1": "7500", "line2": 0, "line6": "0", "line8": "7500"}
    lines = [
        json.dumps(good),
        "",
        "no json",
        "[1]",
        '{"line1": "x"}',
        json.dumps(good | {"line1": -1}),
        json.dumps(good),
    ]
    done = run("worksheet", "form-8606", feed="\n".join(lines) + "\n")
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [("error" in one) for one in told] == [False, True, True, True, True, True, False]
    assert all(set(one) >= {"error", "field"} for one in told[1:-1])
    assert told[0] == told[-1]
    assert told[0]["part2"]["18"] in {"0.00", "0", 0}


def test_what_a_state_takes_between_two_ends_is_said_with_both(run: Run) -> None:
    """Colorado 2026: 4.25 % to 4.4 % of 50,000; a state that is none has no ends."""
    inputs = {"tax_year": 2026, "filing_status": "single", "age": 45, "wages": 200_000, "conversion_taxable": 50_000}
    lines = [json.dumps(inputs | {"state": state}) for state in ("CO", "ZZ")]
    told = [json.loads(line) for line in run("worksheet", "state-tax", feed="\n".join(lines)).stdout.splitlines()]
    assert told[0]["between"] == ["2125.00", "2200.00"]
    assert "between" not in told[1]


def test_a_line_that_is_no_text_does_not_stop_the_rest(run: Run) -> None:
    good = b'{"tax_year": 2026, "line1": 7500, "line2": 0, "line6": 0, "line8": 7500}\n'
    done = run("worksheet", "form-8606", feed=b"\xff\xfe\n" + good)
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert ["error" in one for one in told] == [True, False]


@pytest.mark.parametrize("number", ["NaN", "-Infinity", "1e400"])
def test_a_number_that_is_no_amount_is_refused_at_its_entry(run: Run, number: str) -> None:
    done = run("worksheet", "form-8606", feed=f'{{"line1": {number}, "line2": 0}}\n')
    assert (done.returncode, json.loads(done.stdout)["field"]) == (1, "line1")


def test_the_mark_at_the_beginning_of_a_windows_file_is_no_fault(run: Run) -> None:
    done = run("worksheet", "form-8606", feed=b'\xef\xbb\xbf{"line1": 7000, "line2": 0}\r\n')
    assert (done.returncode, json.loads(done.stdout)["part1"]["14"]) == (0, "7000.00")


def test_an_unknown_worksheet_or_command_is_one_sentence(run: Run) -> None:
    for arguments in (("worksheet", "form-1040"), ("dance",), ("chat", "--today", "yesterday")):
        done = run(*arguments)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
        assert done.stderr.strip()


def test_plan_reads_facts_and_writes_text_or_data(run: Run) -> None:
    facts = {
        "tax_year": 2026,
        "filing_status": "single",
        "agi": 310000,
        "state": "TX",
        "you": {"birth_year": 1984, "compensation": 320000, "ira_kinds": [], "moves": [], "plan_kinds": []},
    }
    text = run("plan", "--today", "2026-11-23", feed=json.dumps(facts))
    assert "The back door is open for 2026: $7,500" in text.stdout
    data = json.loads(run("plan", "--json", "--today", "2026-11-23", feed=json.dumps(facts)).stdout)
    assert [step["code"] for step in data["steps"]] == [
        "contribute_traditional",
        "convert",
        "check_zero",
        "file_8606",
    ]
    refused = run("plan", feed=json.dumps(facts | {"tax_year": 2050}))
    assert refused.returncode == 1
    assert "2050" in refused.stdout


def test_questions_are_answered_line_by_line(run: Run) -> None:
    done = run("ask", "--json", feed="does my spouse's IRA count for my pro rata?\nwhich pizza is best?\n")
    first, second = [json.loads(line) for line in done.stdout.splitlines()]
    assert first["card"] == "C13"
    assert (second["card"], second["others"]) == (None, [])


def test_schema_and_figures(run: Run) -> None:
    for of in ("facts", "plan", "form-8606"):
        assert json.loads(run("schema", of).stdout)["properties"]
    figures = run("figures", "2026")
    assert "7,500" in figures.stdout
    assert "Notice 2025-67" in figures.stdout
    assert run("figures", "2050").returncode == 1


SAMPLE = Path(__file__).parents[2] / "docs" / "sample" / "2026-11-23.json"


def test_a_plan_is_written_as_the_papers_that_are_named(run: Run, tmp_path: Path) -> None:
    wanted = {"--pdf": b"%PDF", "--picture": b"\x89PNG", "--calendar": b"BEGIN:VCALENDAR"}
    named = [word for option in wanted for word in (option, f"plan{option}")]
    (tmp_path / "plan--pdf").touch(0o644)  # one of an earlier day, which others could read
    done = run("plan", str(SAMPLE), "--today", "2026-11-23", *named)
    assert done.returncode == 0
    assert done.stdout == run("plan", str(SAMPLE), "--today", "2026-11-23").stdout
    for option, start in wanted.items():
        file = tmp_path / f"plan{option}"
        assert file.read_bytes().startswith(start)
        assert file.stat().st_mode & 0o777 == 0o600
        assert str(file.name) in done.stderr


def test_a_paper_that_cannot_be_written_is_named(run: Run) -> None:
    done = run("plan", str(SAMPLE), "--today", "2026-11-23", "--pdf", "no/such/folder.pdf")
    assert done.returncode == 2
    assert "no/such/folder.pdf" in done.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_a_shell_can_complete_what_the_command_line_takes(run: Run, shell: str) -> None:
    done = run("--completion", shell)
    assert done.returncode == 0
    assert "rotate-key" in done.stdout
    assert "--calendar" in done.stdout


def test_bash_completes_with_the_script(run: Run, tmp_path: Path) -> None:
    script = tmp_path / "complete.bash"
    script.write_text(run("--completion", "bash").stdout)
    trial = f"source {script}; COMP_WORDS=(rothbot workshe); COMP_CWORD=1; _shtab_rothbot; echo ${{COMPREPLY[@]}}"
    done = subprocess.run(["bash", "-c", trial], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["worksheet"]


def test_an_unsure_answer_says_what_to_do_in_a_shell(run: Run) -> None:
    done = run("ask", "how do gains count")
    first, *nearest = done.stdout.splitlines()
    code = nearest[1].split()[0]
    assert f"rothbot ask {code}" in first
    assert run("ask", code).stdout.splitlines()[0] == nearest[1].split(maxsplit=1)[1]


def test_a_wrong_place_names_the_option_that_was_used(run: Run) -> None:
    assert "--db must be like" in run("chat", "--db", "foo").stderr
    assert "DATABASE_URL must be like" in run("chat", DATABASE_URL="foo").stderr


def test_backups_in_a_folder_are_named_by_the_moment_and_the_newest_kept(chat: Run, run: Run, tmp_path: Path) -> None:
    chat("/start", "2026")
    folder = tmp_path / "kept"
    folder.mkdir()
    for day in (1, 2, 3):
        (folder / f"rothbot-2026-01-0{day}T030000Z.gz").write_bytes(b"old")
    (folder / "notes.txt").write_text("not ours")
    done = run("backup", str(folder), "--keep", "2", "--drill", DATABASE_URL=f"sqlite:///{tmp_path}/talk.db")
    assert done.returncode == 0, done.stderr
    assert "The drill went well. Restored beside the database: talks 1" in done.stdout
    left = sorted(file.name for file in folder.iterdir())
    assert left[:2] == ["notes.txt", "rothbot-2026-01-03T030000Z.gz"]
    assert len(left) == 3
