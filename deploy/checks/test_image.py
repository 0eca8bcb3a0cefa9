"""The image is built from its file by a real builder, on a base made here, and its health check is run.

The base is Debian with its own Python, so no registry is asked for one. Only root can make it: the conftest leaves
this file out for anybody else.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import pytest
from botapi import TOKEN, Telegram

ROOM = 3 * 1024**3  # bytes
ROOT = Path(__file__).parent.parent.parent
PACKAGES = "python3,python3-venv,python3-pip,ca-certificates"
MIRROR = "http://deb.debian.org/debian"
TRUSTED = "/etc/ssl/certs/ca-certificates.crt"  # whom this machine trusts, the base trusts
ENV = os.environ | {"BUILDAH_ISOLATION": "chroot"}


class Builder:
    """buildah with a store of its own, gone with the folder."""

    def __init__(self, folder: Path) -> None:
        self._ours = ["buildah", "--root", str(folder / "store"), "--runroot", str(folder / "run")]

    def __call__(self, *arguments: str) -> str:
        done = subprocess.run([*self._ours, *arguments], env=ENV, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout.strip()

    @contextmanager
    def running(self, container: str, *options: str) -> Iterator[subprocess.Popen[bytes]]:
        """The image's own entry point and command."""
        process = subprocess.Popen(
            [*self._ours, "run", "--network", "host", *options, container, "--", "rothbot", "run"],
            env=ENV, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip
        try:
            yield process
        finally:
            process.terminate()
            process.communicate(timeout=30)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """In memory where that has the room: a system is many small files."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > ROOM
    made = Path(tempfile.mkdtemp(dir=memory)) if roomy else tmp_path_factory.mktemp("images")
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="module")
def builder(folder: Path) -> Builder:
    system = folder / "system"
    made = subprocess.run(
        ["debootstrap", "--variant=minbase", f"--include={PACKAGES}", "bookworm", str(system), MIRROR],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stdout[-3000:]
    (system / "usr" / "bin" / "python").symlink_to("python3")  # as the official image names it
    shutil.copy(TRUSTED, f"{system}{TRUSTED}")
    build = Builder(folder)
    base = build("from", "scratch")
    subprocess.run(["cp", "-a", f"{system}/.", build("mount", base)], check=True)
    shutil.rmtree(system)
    build("commit", "-q", "--rm", base, "localhost/base")
    build(
        "bud", "-q", "--format", "docker", "--network", "host", "--build-arg", "BASE=localhost/base",
        "-f", str(ROOT / "deploy" / "Dockerfile"), "-t", "rothbot", str(ROOT),
    )  # fmt: skip
    return build


def test_the_image_knows_its_version_and_runs_as_nobody(builder: Builder):
    container = builder("from", "rothbot")
    assert builder("run", container, "--", "rothbot", "--version") == f"rothbot {version('rothbot')}"
    assert builder("run", container, "--", "id", "-u") == "10001"


def test_the_health_check_tells_a_bot_that_is_well(builder: Builder, telegram: Telegram):
    container = builder("from", "rothbot")
    config = json.loads(builder("inspect", container))["Docker"]["config"]
    assert (config["Entrypoint"], config["Cmd"], config["User"]) == (["rothbot"], ["run"], "10001:10001")
    kind, *check = config["Healthcheck"]["Test"]
    assert kind == "CMD"
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    settings = {
        "ROTHBOT_PORT": port,
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_BASE_URL": telegram.address,
    }
    builder("config", *(word for pair in settings.items() for word in ("--env", f"{pair[0]}={pair[1]}")), container)
    asked = 0
    with builder.running(container) as bot:
        while asked < 60 and bot.poll() is None and not _is_well(builder, container, check):
            time.sleep(0.5)
            asked += 1
        assert bot.poll() is None, bot.stderr.read().decode()[-2000:]
        assert _is_well(builder, container, check)
    assert not _is_well(builder, container, check)


def _is_well(builder: Builder, container: str, check: list[str]) -> bool:
    try:
        builder("run", "--network", "host", container, "--", *check)
    except AssertionError:
        return False
    return True
