"""Every file of deploy/ before its own validator, and what they promise about safety."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import compose_spec
import pytest
import yaml

DEPLOY = Path(__file__).parent.parent
ROOT = DEPLOY.parent
MANIFESTS = sorted(path for path in (DEPLOY / "kubernetes").glob("*.yaml") if path.name != "kustomization.yaml")
COMPOSITIONS = sorted(DEPLOY.glob("compose*.yaml"))
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
LINT = "{extends: default, rules: {line-length: {max: 120}, document-start: disable, braces: {max-spaces-inside: 0}}}"


def checked(*command: object) -> str:
    """What a validator says, when it is content."""
    env = os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    done = subprocess.run([str(word) for word in command], check=False, capture_output=True, text=True, env=env)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_the_image_file_passes_its_linter():
    checked("hadolint", DEPLOY / "Dockerfile")


PINNED = re.compile(r"[a-z/]+@sha256:[0-9a-f]{64}")


def test_the_image_runs_as_nobody_from_a_base_that_is_named_by_digest():
    text = (DEPLOY / "Dockerfile").read_text("utf-8")
    (base,) = re.findall(r"^ARG BASE=(\S+)", text, re.MULTILINE)
    assert PINNED.fullmatch(base)
    assert all(f"BASE: ${{BASE:-{base}}}" in path.read_text("utf-8") for path in COMPOSITIONS)
    assert re.findall(r"^FROM (\S+)", text, re.MULTILINE) == ["${BASE}", "${BASE}"]
    assert "--require-hashes -r requirements.txt" in text
    assert text.rindex("\nUSER 10001:10001") > text.rindex("\nRUN ")
    assert "\nHEALTHCHECK " in text


def test_yaml_is_tidy():
    checked("yamllint", "--strict", "-d", LINT, DEPLOY)


def composition(path: Path) -> dict:
    """As compose reads it: each ``${NAME:-default}`` or ``${NAME:?needed}`` filled in."""
    text = re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", path.read_text("utf-8"))
    text = re.sub(r"\$\{\w+:\?[^}]*\}", "given", text)
    assert "${" not in text
    whole = yaml.safe_load(text)
    merged = yaml.safe_dump({name: part for name, part in whole.items() if not name.startswith("x-")})
    compose_spec.PyCompose.from_yaml(merged).validate()
    return whole


@pytest.mark.parametrize("path", COMPOSITIONS, ids=lambda path: path.name)
def test_a_composition_is_whole_and_hardened(path: Path):
    whole = composition(path)
    for name, service in whole["services"].items():
        assert service["image"] == "rothbot:local" or PINNED.fullmatch(service["image"]), name
        assert "no-new-privileges:true" in service["security_opt"], name
        if name not in {"postgres", "keys"}:  # their image wants to own its folder
            assert service["read_only"] is True, name
            assert service["cap_drop"] == ["ALL"], name
        assert set(service.get("depends_on", ())) <= set(whole["services"]), name
        for volume in service.get("volumes", ()):
            source = volume.split(":")[0]
            known = source in whole["volumes"] or source == "./tls" or (DEPLOY / source).exists()
            assert known, f"{name}: {source}"
        for port in service.get("ports", ()):
            assert port in {"443:443", "127.0.0.1:3000:3000"}, name


def test_nginx_and_prometheus_find_the_replicas_of_the_composition():
    services = composition(DEPLOY / "compose.replicas.yaml")["services"]
    bots = {name: service for name, service in services.items() if service.get("command") == ["run", "--webhook"]}
    addresses = {f"{service['networks']['web']['ipv4_address']}:8080" for service in bots.values()}
    listed = re.findall(
        r"^server (\S+) ", (DEPLOY / "nginx" / "replicas.compose.conf").read_text("utf-8"), re.MULTILINE
    )
    assert set(listed) == addresses
    scraped = yaml.safe_load((DEPLOY / "prometheus" / "prometheus.yml").read_text("utf-8"))
    assert scraped["scrape_configs"][0]["static_configs"][0]["targets"] == [f"{name}:8080" for name in bots]


@pytest.mark.parametrize("path", MANIFESTS, ids=lambda path: path.name)
@pytest.mark.parametrize("version", ["1.31", "1.37"])
def test_a_manifest_fits_the_schema(path: Path, version: str):
    checked("kubernetes-validate", "--strict", "-k", version, path)


def test_the_manifests_belong_together():
    whole = yaml.safe_load((DEPLOY / "kubernetes" / "kustomization.yaml").read_text("utf-8"))
    assert sorted(whole["resources"]) == [path.name for path in MANIFESTS]
    found = [entry for path in MANIFESTS for entry in yaml.safe_load_all(path.read_text("utf-8"))]
    kinds = {entry["kind"]: entry for entry in found}
    assert "Secret" not in kinds
    web = kinds["Deployment"]["spec"]
    labels = web["template"]["metadata"]["labels"]
    for chosen in (
        web["selector"]["matchLabels"],
        kinds["Service"]["spec"]["selector"],
        kinds["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"],
        kinds["NetworkPolicy"]["spec"]["podSelector"]["matchLabels"],
    ):
        assert chosen.items() <= labels.items()
    nightly = kinds["CronJob"]["spec"]["jobTemplate"]["spec"]["template"]["spec"]
    for pod in (web["template"]["spec"], kinds["Job"]["spec"]["template"]["spec"], nightly):
        assert pod["securityContext"]["runAsNonRoot"] is True
        for container in pod["containers"]:
            assert container["securityContext"]["readOnlyRootFilesystem"] is True
            assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}
            assert {"secretRef": {"name": "rothbot"}} in container["envFrom"]
    assert web["replicas"] > kinds["PodDisruptionBudget"]["spec"]["minAvailable"]


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_a_unit_is_right_and_hardened(unit: Path, tmp_path: Path):
    program = tmp_path / "rothbot"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    copy = tmp_path / unit.name.replace("@", "@8081")
    copy.write_text(unit.read_text("utf-8").replace("/opt/rothbot/bin/rothbot", str(program)))
    checked("systemd-analyze", "verify", copy)
    # 0 is sealed off, 10 is wide open; a service without any of it is at 9.6.
    checked("systemd-analyze", "security", "--offline=true", "--threshold=15", copy)


def test_prometheus_takes_its_configuration_and_alerts():
    checked("promtool", "check", "config", DEPLOY / "prometheus" / "prometheus.yml")


def test_alerts_reach_somebody():
    checked("amtool", "check-config", DEPLOY / "alertmanager" / "alertmanager.yml")
    scraped = yaml.safe_load((DEPLOY / "prometheus" / "prometheus.yml").read_text("utf-8"))
    (target,) = scraped["alerting"]["alertmanagers"][0]["static_configs"][0]["targets"]
    assert target.split(":")[0] in composition(DEPLOY / "compose.replicas.yaml")["services"]
    tree = yaml.safe_load((DEPLOY / "alertmanager" / "alertmanager.yml").read_text("utf-8"))
    told = {tree["route"]["receiver"], *(route["receiver"] for route in tree["route"]["routes"])}
    assert told == {receiver["name"] for receiver in tree["receivers"]}
    alerts = yaml.safe_load((DEPLOY / "prometheus" / "alerts.yml").read_text("utf-8"))["groups"][0]["rules"]
    named = set(re.findall(r"Rothbot[A-Za-z]+", json.dumps(tree["inhibit_rules"])))
    assert named <= {alert["alert"] for alert in alerts}


def test_the_dashboard_is_whole():
    board = json.loads((DEPLOY / "grafana" / "rothbot.json").read_text("utf-8"))
    source = yaml.safe_load((DEPLOY / "grafana/provisioning/datasources/prometheus.yaml").read_text("utf-8"))
    uid = source["datasources"][0]["uid"]
    assert {panel["datasource"]["uid"] for panel in board["panels"]} == {uid}
    taken = [
        (x, y)
        for panel in board["panels"]
        for x in range(panel["gridPos"]["x"], panel["gridPos"]["x"] + panel["gridPos"]["w"])
        for y in range(panel["gridPos"]["y"], panel["gridPos"]["y"] + panel["gridPos"]["h"])
    ]
    assert len(taken) == len(set(taken))
    assert len({panel["id"] for panel in board["panels"]}) == len(board["panels"])


def test_what_goes_to_the_builder_is_named():
    """All else, secrets above all, stays out of the image and of its layers."""
    kept = [line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")]
    assert all((ROOT / name).exists() for name in kept)
    assert "deploy" not in kept


@pytest.mark.parametrize(
    "path",
    [*COMPOSITIONS, DEPLOY / "systemd" / "rothbot-backup.service", DEPLOY / "kubernetes" / "backup.yaml"],
    ids=lambda path: path.name,
)
def test_every_way_keeps_copies_and_drills_them(path: Path):
    words = re.sub(r"[\[\]\",]", " ", path.read_text("utf-8"))
    assert re.search(r"\bbackup +/\S*backups +--keep +14 +--drill\b", words)
