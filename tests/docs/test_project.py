"""What is written down in several files of the project is the same in all of them."""

from __future__ import annotations

import re
import tomllib

from tests.docs.pages import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
WORKFLOWS = {path.stem: path.read_text("utf-8") for path in (ROOT / ".github" / "workflows").glob("*.yml")}


def test_there_is_one_version() -> None:
    manifest = (ROOT / "deploy" / "kubernetes" / "kustomization.yaml").read_text("utf-8")
    recipe = (ROOT / "deploy" / "README.md").read_text("utf-8")
    told = {*re.findall(r'newTag: "(.+)"', manifest), *re.findall(r"/rothbot:(\d\S*)", recipe)}
    assert told == {PROJECT["version"]}


def test_every_python_that_is_promised_is_tried() -> None:
    of_classifiers = re.findall(r"Python :: (3\.\d+)", "\n".join(PROJECT["classifiers"]))
    (matrix,) = re.findall(r"python: \[(.*)\]", WORKFLOWS["ci"])
    assert re.findall(r"3\.\d+", matrix) == of_classifiers
    assert sorted(set(re.findall(r"python(3\.\d+)", MAKEFILE)), key=of_classifiers.index) == of_classifiers
    assert PROJECT["requires-python"] == f">={of_classifiers[0]},<3.{int(of_classifiers[-1][2:]) + 1}"


def test_the_workflows_call_what_is_there() -> None:
    for name, text in WORKFLOWS.items():
        for called in re.findall(r"run: (\S+(?: [\w-]+)?)", text):
            if called.startswith("make "):
                assert f"\n{called.removeprefix('make ')}: " in MAKEFILE, name
            elif called.startswith("."):
                assert (ROOT / called).exists(), name
        for action in re.findall(r"uses: (\S+)", text):
            assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", action), f"{name}: {action} is no fixed commit"


def test_a_signed_year_lies_in_the_same_place_in_every_way() -> None:
    """And the service, which runs as a user of its own, can look into it."""
    deploy = ROOT / "deploy"
    for file, mounted in (
        ("compose.yaml", "./law:/etc/rothbot/law:ro"),
        ("compose.replicas.yaml", "./law:/etc/rothbot/law:ro"),
        ("kubernetes/webhook.yaml", "mountPath: /etc/rothbot/law"),
        ("env.example", "#ROTHBOT_LAW=/etc/rothbot/law\n"),
        ("README.md", "\ninstall -d -m 755 /etc/rothbot\n"),
    ):
        assert mounted in (deploy / file).read_text("utf-8"), file
