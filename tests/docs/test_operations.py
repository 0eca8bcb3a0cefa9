"""Settings and metrics are told as they are, and the files of deploy/ use no others."""

import json
import re

import pytest
from pydantic import SecretStr

from bot.channels.telegram.settings import TelegramSettings, WebhookSettings
from bot.metrics import Stored, exposition
from bot.settings import StoreSettings, read
from bot.store.opening import open_store
from tests.docs.pages import ROOT, table

DEPLOY = ROOT / "deploy"
FILES = [path for path in DEPLOY.rglob("*") if path.is_file() and path.suffix != ".py" and "checks" not in path.parts]


def settings_told():
    return {name: default for name, default, _ in table(ROOT / "docs" / "operations.md", "Settings")}


def test_every_setting_is_told_with_its_default():
    told = settings_told()
    assert set(told) == {name.upper() for name in WebhookSettings.model_fields}
    for name, field in WebhookSettings.model_fields.items():
        shown = told[name.upper()]
        if field.is_required():
            assert shown.startswith("required"), name
            assert (shown == "required") == (name in TelegramSettings.model_fields), name
        elif field.default not in {None, "", SecretStr("")}:
            assert shown == str(field.default), name


def test_the_files_of_deploy_set_nothing_that_is_not_there():
    named = {
        name
        for path in FILES
        for name in re.findall(r"\b(?:ROTHBOT|TELEGRAM)_[A-Z_]+\b|\bDATABASE_URL\b", path.read_text("utf-8"))
    }
    assert "ROTHBOT_KEY" in named
    assert named <= set(settings_told())


SET_BY_THE_IMAGE = {"ROTHBOT_HOST", "ROTHBOT_PORT"}
ONLY_BEHIND_NGINX = {"ROTHBOT_WEBHOOK_URL", "ROTHBOT_WEBHOOK_SECRET"}


@pytest.mark.parametrize(
    ("file", "service", "elsewhere"),
    [
        ("compose.yaml", "bot", {*SET_BY_THE_IMAGE, *ONLY_BEHIND_NGINX, "DATABASE_URL"}),
        ("compose.replicas.yaml", "bot-1", SET_BY_THE_IMAGE),
    ],
)
def test_every_setting_reaches_the_containers(file, service, elsewhere):
    text = (DEPLOY / file).read_text("utf-8")
    passed = set(re.findall(r"^ +([A-Z_]+): ", text, re.MULTILINE))
    assert f"\n  {service}:\n" in text
    assert set(settings_told()) - elsewhere <= passed


def test_the_example_of_an_environment_names_every_setting():
    named = set(re.findall(r"^#?([A-Z_]+)=", (DEPLOY / "env.example").read_text("utf-8"), re.MULTILINE))
    assert set(settings_told()) <= named


def test_a_setting_that_is_set_to_nothing_is_not_set(monkeypatch):
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:a")
    for name in ("ROTHBOT_RETENTION_DAYS", "ROTHBOT_TODAY", "TELEGRAM_API_BASE_URL"):
        monkeypatch.setenv(name, "")
    read_back = read(TelegramSettings)
    assert (read_back.rothbot_retention_days, read_back.rothbot_today) == (400, None)


@pytest.fixture
def exported(tmp_path):
    """The name of every metric that the bot can export."""
    store = open_store(StoreSettings(database_url=f"sqlite:///{tmp_path}/bot.db", rothbot_key="11" * 32))
    stored = {family.name for family in Stored(store).collect()}
    store.close()
    types = (line.split() for line in exposition().splitlines() if line.startswith("# TYPE rothbot_"))
    return stored | {name for _, _, name, _ in types if not name.endswith("_created")}


def test_every_metric_is_told(exported):
    told = [name for name, _ in table(ROOT / "docs" / "operations.md", "Metrics")]
    assert sorted(told) == sorted(exported)


def test_dashboard_and_alerts_ask_for_every_metric_and_no_other(exported):
    dashboard = json.loads((DEPLOY / "grafana" / "rothbot.json").read_text("utf-8"))
    asked = [target["expr"] for panel in dashboard["panels"] for target in panel["targets"]]
    asked += re.findall(r"expr: (.+)", (DEPLOY / "prometheus" / "alerts.yml").read_text("utf-8"))
    named = {name.removesuffix("_bucket") for expr in asked for name in re.findall(r"rothbot_[a-z_]+", expr)}
    assert len(asked) > 20
    assert named == exported
