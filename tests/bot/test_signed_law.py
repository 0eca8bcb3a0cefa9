"""A year file that came beside the package is taken when its signature is right, and otherwise nothing is."""

import subprocess
from importlib.resources import files
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from process import clean_env

NEXT = (files("calc.law") / "2026.toml").read_text("utf-8").replace("year = 2026", "year = 2031", 1)
"""A whole year file, for a year that nobody has published; its figures are 2026's, for the test alone."""


class Folder:
    def __init__(self, at: Path) -> None:
        self.at, self.signer = at, Ed25519PrivateKey.generate()
        self.key = at / "signer.pem"
        public = self.signer.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        self.key.write_bytes(public)

    def put(self, name: str, text: str, *, signed: str | None = None) -> None:
        (self.at / name).write_text(text, "utf-8")
        (self.at / f"{name}.sig").write_bytes(self.signer.sign((signed or text).encode()))


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.fixture
def figures(rothbot: str, folder: Folder):
    def asked(**settings: str) -> "subprocess.CompletedProcess[str]":
        env = clean_env() | {"ROTHBOT_LAW": str(folder.at), "ROTHBOT_LAW_KEY": str(folder.key)} | settings
        return subprocess.run([rothbot, "figures", "2031"], env=env, capture_output=True, text=True, check=False)

    return asked


def test_a_signed_year_is_as_one_of_ours(figures, folder):
    assert figures(ROTHBOT_LAW="").returncode == 1
    folder.put("2031.toml", NEXT)
    done = figures()
    assert done.returncode == 0, done.stderr
    assert "Figures for tax year 2031" in done.stdout
    assert "$7,500" in done.stdout


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (
            lambda f: f.put("2031.toml", NEXT.replace("7_500", "9_500"), signed=NEXT),
            "does not agree with its signature",
        ),
        (lambda f: (f.put("2031.toml", NEXT), (f.at / "2031.toml.sig").unlink()), "has no signature"),
        (lambda f: f.put("2032.toml", NEXT), "another year"),
        (lambda f: f.put("next.toml", NEXT), "not named by a tax year"),
        (lambda f: f.put("2031.toml", "not toml ="), "is no year file"),
        (
            lambda f: f.put("2031.toml", NEXT.replace("checked_against", "compared", 1)),
            "ira_contribution_limit has no checked_against",
        ),
        (lambda f: f.put("2031.toml", "year = 2031"), "is no year file: the file has no checked."),
        (lambda f: (f.put("2031.toml", NEXT), f.key.unlink()), "signer.pem: No such file"),
        (lambda f: (f.put("2031.toml", NEXT), f.key.write_text("no key")), "no public key"),
    ],
)
def test_whatever_is_not_right_takes_nothing_and_is_named(figures, folder, spoil, told):
    spoil(folder)
    done = figures()
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr


def test_the_key_has_to_be_named(figures, folder):
    folder.put("2031.toml", NEXT)
    done = figures(ROTHBOT_LAW_KEY="")
    assert done.returncode == 2
    assert "ROTHBOT_LAW_KEY" in done.stderr


def test_papers_are_drawn_with_the_figures_of_the_talk(rothbot, folder, tmp_path):
    """They are drawn by another process, which has to know the same law: else a paper would tell old figures."""
    folder.put("2031.toml", NEXT)
    talk = tmp_path / "talk"
    talk.mkdir()
    env = clean_env() | {"ROTHBOT_LAW": str(folder.at), "ROTHBOT_LAW_KEY": str(folder.key)}
    done = subprocess.run(
        [rothbot, "chat", "--db", f"sqlite:///{talk}/bot.db", "--today", "2031-02-01"],
        input="/start\n2031\nsingle\n260k\n250k\n/calendar\n",
        cwd=talk, env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (talk / "roth-plan-2031.ics").exists(), done.stdout
