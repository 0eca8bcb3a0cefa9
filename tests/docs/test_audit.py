"""The audit ends in bounded time, and what was not compared never passes for safe."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.docs.audit import FOUND, NOT_COMPARED, Unreachable, audit

CLEAN = {"dependencies": [{"name": "six", "version": "1.17.0", "vulns": []}]}
BAD = {"dependencies": [{"name": "six", "version": "1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1"]}]}]}
SKIPPED = {"dependencies": [*CLEAN["dependencies"], {"name": "odd", "skip_reason": "not found"}]}


def nothing() -> Path:
    raise AssertionError("there is no use in fetching it")


@pytest.fixture
def database() -> Iterator[str]:
    """One that answers as that of PyPI does, but for what is asked in its path: a code, or a page."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(404 if self.path == "/404" else 200)
            self.end_headers()
            self.wfile.write({"/odd": b"<html>", "/other": b"{}"}.get(self.path, b'{"vulnerabilities": []}'))

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def tool(tmp_path):
    """pip-audit in its place: it prints this and ends with that."""

    def made(prints: str, code: int = 0, first: str = "") -> Path:
        path = tmp_path / "pip-audit"
        path.write_text(f"#!/bin/sh\n{first}\ncat <<'EOF'\n{prints}\nEOF\nexit {code}\n")
        path.chmod(0o755)
        return path

    return made


def test_a_database_that_never_answers_is_given_up(capsys):
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        assert audit(["a.txt"], nothing, address, patience=0.2) == NOT_COMPARED
    told = capsys.readouterr().out
    assert told.count("\n") == 1
    assert "Not all was compared" in told
    assert address in told


@pytest.mark.parametrize("path", ["/404", "/odd", "/other"])
def test_what_answers_in_the_place_of_the_database_is_not_believed(database, path, capsys):
    assert audit(["a.txt"], nothing, f"{database}{path}", patience=5) == NOT_COMPARED
    assert f"{database}{path}" in capsys.readouterr().out


def test_without_a_way_there_it_says_so(capsys):
    with closing(socket.create_server(("127.0.0.1", 0))) as gone:
        address = f"http://127.0.0.1:{gone.getsockname()[1]}"
    assert audit(["a.txt"], nothing, address, patience=5) == NOT_COMPARED
    assert "cannot be reached" in capsys.readouterr().out


def test_where_it_cannot_be_fetched_nothing_was_compared(database, capsys):
    def away() -> Path:
        raise Unreachable("pip-audit could not be fetched")

    assert audit(["a.txt"], away, database, patience=5) == NOT_COMPARED
    assert "could not be fetched" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("prints", "code", "ends", "told"),
    [
        (CLEAN, 0, 0, "a.txt: 1 packages compared, 0 vulnerabilities known."),
        (BAD, 1, FOUND, "six 1.0: PYSEC-1, mended in 1.1"),
        (SKIPPED, 0, NOT_COMPARED, "does not know odd of a.txt"),
        ({"dependencies": []}, 0, NOT_COMPARED, "names no package"),
        ("ERROR: connection reset", 1, NOT_COMPARED, "did not get through a.txt"),
    ],
)
def test_only_what_was_compared_and_is_clean_passes(database, tool, capsys, prints, code, ends, told):
    command = tool(prints if isinstance(prints, str) else json.dumps(prints), code)
    assert audit(["a.txt"], lambda: command, database, patience=5) == ends
    assert told in capsys.readouterr().out


def test_a_comparison_that_does_not_end_is_given_up(database, tool, capsys):
    command = tool("", first="exec sleep 60")
    assert audit(["a.txt"], lambda: command, database, patience=5, longest=0.2) == NOT_COMPARED
    assert "took longer" in capsys.readouterr().out
