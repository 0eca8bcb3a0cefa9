"""What Telegram needs: a token, and for a webhook its public address and a secret."""

from __future__ import annotations

import re

from pydantic import SecretStr, ValidationInfo, field_validator

from bot.settings import Address, RunSettings

TELEGRAM = "https://api.telegram.org"
_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")  # Telegram's alphabet; shorter ones could be guessed


class TelegramSettings(RunSettings):
    """What ``rothbot run`` needs for Telegram."""

    telegram_api_base_url: Address = TELEGRAM
    telegram_bot_token: SecretStr

    @field_validator("telegram_api_base_url")
    @classmethod
    def _base(cls, value: str) -> str:
        return value.rstrip("/").removesuffix("/bot")

    @field_validator("telegram_bot_token")
    @classmethod
    def _token(cls, value: SecretStr, info: ValidationInfo) -> SecretStr:
        # A self-hosted or test server makes its own tokens; Telegram's have one form.
        token, own = value.get_secret_value(), info.data.get("telegram_api_base_url", TELEGRAM) != TELEGRAM
        if not (re.fullmatch(r"[^\s/]+", token) if own else _TOKEN.fullmatch(token)):
            raise ValueError("token")
        return value


class WebhookSettings(TelegramSettings):
    """What ``rothbot run --webhook`` needs besides: the address that Telegram calls, and the word it shows."""

    rothbot_webhook_url: Address
    rothbot_webhook_secret: SecretStr

    @field_validator("rothbot_webhook_secret")
    @classmethod
    def _secret(cls, value: SecretStr) -> SecretStr:
        if not _SECRET.fullmatch(value.get_secret_value()):
            raise ValueError("secret")
        return value
