"""Every command, used wrongly: one clear sentence, a status that is not 0, and nothing made or changed."""

import io
import os
import re
import subprocess
from pathlib import Path

import pytest
from process import clean_env

from bot.cli import main

LONG = "x" * 5_000


def sentences(said: str) -> list[str]:
    """What is said to a person; the line for the log stands beside it."""
    return [line for line in said.strip().splitlines() if not line.startswith("{")]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with files that nobody meant, where the command is used."""
    home = tmp_path / "home"
    work = tmp_path / "work"
    for made in (home, work, work / "folder"):
        made.mkdir()
    (work / "empty").touch()
    (work / "binary").write_bytes(bytes(range(256)) * 40)
    (work / "deep").write_bytes(b"[" * 100_000)
    (work / "huge").write_bytes(b"0" * 3_000_000)
    for name in [name for name in os.environ if name.startswith(("TELEGRAM_", "ROTHBOT_", "DATABASE_URL"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_DATA_HOME", str(home))
    return tmp_path


@pytest.fixture
def use(folder, monkeypatch, capsys):
    """Runs a command; its status and what it said, on either stream."""
    monkeypatch.chdir(folder / "work")

    def _use(*arguments: str, feed: bytes = b"", **env: str) -> tuple[int, str]:
        for name, value in env.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(feed), "utf-8"))
        try:
            status = main(arguments)
        except SystemExit as ended:
            status = int(ended.code or 0)
        said = capsys.readouterr()
        return status, said.out + said.err

    return _use


@pytest.mark.parametrize(
    "file", ["empty", "binary", "deep", "huge", "missing", "folder", "/dev/null", "/dev/zero", LONG]
)
@pytest.mark.parametrize("command", ["plan", "restore"])
def test_a_file_that_cannot_be_meant(use, folder, command, file):
    before = sorted(folder.rglob("*"))
    status, said = use(command, file, DATABASE_URL="sqlite:///new.db", ROTHBOT_KEY="11" * 32)
    assert status in {1, 2}
    assert len(sentences(said)) == 1
    assert said.strip().endswith((".", "facts"))
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "say what to do, such as: rothbot chat. See: rothbot --help"),
        (["chat", "--chat-id", "9" * 30], "is not the number of a chat"),
        (["chat", "--chat-id", "me"], "is not the number of a chat"),
        (["chat", "--today", "soon"], "is not a day"),
        (["figures", "9" * 5_000], "is not a year"),
        (["figures", "soon"], "is not a year"),
        (["worksheet", "../form"], "There is no worksheet ../form"),
        (["worksheet", ""], "There is no worksheet"),
        (["schema", "nothing"], "There is no schema nothing"),
        (["person"], "{export,forget,block,unblock}, CHAT. See: rothbot person --help"),
        (["plan", "--lines", "facts.json"], "leave out FILE"),
        (["plan", "--lines", "--pdf", "plan.pdf"], "leave out FILE"),
        (["docs"], "no docs folder"),
        (["backup"], "arguments are required: PLACE"),
        (["backup", "folder", "--keep", "0"], "not a number from 1 to 9999"),
        (["run", "--polling", "--webhook"], "not allowed with"),
        (["run"], "TELEGRAM_BOT_TOKEN is not set"),
    ],
)
def test_words_that_no_command_knows(use, arguments, sentence):
    status, said = use(*arguments)
    assert status == 2
    assert sentence in said
    assert len(sentences(said)) == 1


@pytest.mark.parametrize(
    ("command", "whose"), [(["plan"], "facts"), (["worksheet", "form-8606"], "line"), (["check"], "papers")]
)
def test_an_entry_that_stands_twice_is_named(use, command, whose):
    """Which of the two was meant, nobody can tell."""
    status, said = use(*command, feed=b'{"tax_year": 2026, "agi": 60000, "agi": 600000}\n')
    assert status == 1
    assert re.search(rf"(?i)\b{whose} (?:has|have) agi twice", said)


def test_the_docs_of_another_project_are_left_alone(use, folder):
    theirs = folder / "work/docs/cards.md"
    theirs.parent.mkdir()
    theirs.write_text("theirs")
    status, said = use("docs")
    assert status == 2
    assert "no docs folder" in said
    assert theirs.read_text() == "theirs"


def test_a_document_of_the_law_that_cannot_be_opened_is_named(use, folder):
    (folder / "work/folder/notes.txt").mkdir()
    (folder / "work/folder/pub590a.pdf").write_bytes(b"%PDF-1.4 broken")
    status, said = use("quotes", "folder")
    assert status == 2
    assert "pub590a.pdf cannot be read" in said


COMPLETION = ["--completion", "bash"]


@pytest.mark.parametrize("command", [["figures"], COMPLETION])
def test_who_reads_only_the_beginning_gets_no_traceback(rothbot, command):
    with subprocess.Popen([rothbot, *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 141


@pytest.mark.parametrize("command", [["figures"], ["worksheet", "form-8606"], ["chat"], COMPLETION])
def test_a_full_disk_is_one_sentence(rothbot, tmp_path, command):
    env = clean_env() | {"XDG_DATA_HOME": str(tmp_path)}
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [rothbot, *command],
            env=env, stdout=full, stderr=subprocess.PIPE, input="/start\n", text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert re.fullmatch(r"(Made a key.*\n)?rothbot: .*No space left on device\.\n", done.stderr)


@pytest.mark.parametrize("command", [["backup", "copy"], ["rotate-key"]])
def test_what_needs_a_database_makes_none(use, folder, command):
    before = sorted(folder.rglob("*"))
    for url in ("sqlite:///typo.db", "sqlite:///empty"):
        status, said = use(*command, DATABASE_URL=url, ROTHBOT_KEY="11" * 32)
        assert status == 2
        assert "There is no database of rothbot at" in said
    assert [file for file in sorted(folder.rglob("*")) if file not in before] == []


@pytest.mark.parametrize(
    ("env", "sentence"),
    [
        ({"DATABASE_URL": "sqlite:///folder"}, "Cannot open the database"),
        ({"DATABASE_URL": "sqlite:///binary"}, "is damaged, or is not a database"),
        ({"DATABASE_URL": f"sqlite:///{LONG}"}, "File name too long"),
        ({"DATABASE_URL": "sqlite:///no/such/folder.db"}, "No such file or directory"),
        ({"DATABASE_URL": "sqlite://"}, "DATABASE_URL must be like"),
        ({"DATABASE_URL": "oracle://host/name"}, "DATABASE_URL must be like"),
        ({"DATABASE_URL": "postgresql://me:secret@127.0.0.1:9/name?password=secret"}, "cannot be reached"),
        ({"ROTHBOT_KEY": "short"}, "ROTHBOT_KEY must hold"),
        ({"ROTHBOT_KEY": "ü" * 64}, "ROTHBOT_KEY must hold"),
    ],
)
@pytest.mark.parametrize("command", ["chat", "migrate"])
def test_settings_that_lead_nowhere(use, command, env, sentence):
    status, said = use(command, **env)
    assert status == 2
    assert sentence in said
    assert "secret" not in said
    assert len(sentences(said)) == 1


def test_a_driver_that_is_not_ours_is_read_as_its_database(use, folder):
    assert use("migrate", DATABASE_URL="sqlite+aiosqlite:///new.db")[0] == 0
    assert (folder / "work" / "new.db").exists()


def test_the_doctor_finds_a_place_where_nothing_can_be_made(use):
    status, said = use("doctor", DATABASE_URL="sqlite:///no/such/folder.db")
    assert status == 1
    assert "its folder is missing or cannot be written to. Make the folder" in said


def test_a_mistake_of_ours_is_no_pile_of_code(use, monkeypatch):
    def broken(_: object) -> int:
        raise RuntimeError("they earn 310k")

    monkeypatch.setattr("bot.commands.figures.main", broken)
    status, said = use("figures")
    assert status == 2
    assert "the mistake is ours" in said
    assert "310k" not in said


def test_the_version_is_told(use):
    status, said = use("--version")
    assert status == 0
    assert re.fullmatch(r"rothbot \d+\.\d+\.\d+\n", said)


@pytest.mark.parametrize(("command", "extra"), [("run", "telegram"), ("mcp", "mcp")])
def test_a_command_without_its_extra_says_which(use, monkeypatch, command, extra):
    monkeypatch.setattr("bot.cli.find_spec", lambda _name: None)
    status, said = use(command)
    assert status == 2
    assert f"pip install 'rothbot[{extra}]'" in said


@pytest.mark.parametrize(("feed", "sentence"), [(b"", "There are no papers"), (b"[]", "The papers must be one JSON")])
@pytest.mark.parametrize("arguments", [[], ["--json"]])
def test_what_is_no_set_of_papers_is_called_so(use, arguments, feed, sentence):
    status, said = use("check", *arguments, feed=feed)
    assert status == 1
    assert sentence in said


def test_a_script_can_tell_that_a_question_was_declined(use):
    assert use("ask", "what will the weather be tomorrow?")[0] == 1
    assert use("ask", "does my wife's SEP count?")[0] == 0
    assert use("ask", "C13")[0] == 0
    assert use("ask", "--json", "c13") == (0, '{"card": "C13", "score": 1.0, "others": ["C13"]}\n')


@pytest.mark.parametrize(("arguments", "waits"), [(["ask"], True), (["plan"], True), (["ask", "C13"], False)])
def test_who_is_waited_for_at_a_terminal_is_told(use, monkeypatch, arguments, waits):
    monkeypatch.setattr(io, "TextIOWrapper", type("Typed", (io.TextIOWrapper,), {"isatty": lambda _: True}))
    assert ("Ctrl-D" in use(*arguments)[1]) == waits


@pytest.mark.parametrize("act", ["export", "forget", "block", "unblock"])
def test_a_person_is_named_by_a_number(use, act):
    """Who gives a name would be told that nothing is held, and answer a request with that."""
    status, said = use("person", act, "@anna")
    assert status == 2
    assert "argument CHAT: '@anna' is not the number of a chat" in said


@pytest.mark.parametrize("name", ["bot", "dialogs", "calc"])
def test_a_module_of_the_same_name_on_the_path_is_named(rothbot, tmp_path, name):
    (tmp_path / f"{name}.py").write_text('raise SystemExit("not ours")')
    env = clean_env() | {"PYTHONPATH": str(tmp_path)}
    done = subprocess.run([rothbot, "--version"], env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert f"another module named {name} comes first on the path: {tmp_path}" in done.stderr
