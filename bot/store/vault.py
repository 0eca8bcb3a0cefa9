"""Nothing that a person said or was told is stored in the clear.

AES-256-GCM; what a text is and which talk it belongs to are bound to it as associated data, so that a row moved to
another talk or another table does not open. Sealed text: 4 bytes that name the key, 12 of nonce, the rest.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.faults import Fault

KEY_BYTES = 32
NAME_BYTES, _NONCE, _TAG = 4, 12, 16
_BODY = NAME_BYTES + _NONCE


def new_key() -> str:
    return base64.b64encode(os.urandom(KEY_BYTES)).decode()


def keys_from(text: str) -> tuple[bytes, ...]:
    """One or several keys, separated by commas, in base64 or hexadecimal; the first one seals."""
    keys = tuple(_key(part.strip()) for part in text.split(",") if part.strip())
    if text.strip() and not keys:
        raise Fault("settings.key")
    return keys


def _key(text: str) -> bytes:
    for read in (bytes.fromhex, base64.b64decode, base64.urlsafe_b64decode):
        try:
            key = read(text)
        except (ValueError, binascii.Error):
            continue
        if len(key) == KEY_BYTES:
            return key
    raise Fault("settings.key")


class Vault:
    """One key or several: the master key and those before it, or the key of one talk."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        self._keys = {hashlib.sha256(key).digest()[:NAME_BYTES]: AESGCM(key) for key in keys}
        self._name, self._first = next(iter(self._keys.items()))

    def seal(self, what: str, talk: int, text: str) -> bytes:
        nonce = os.urandom(_NONCE)
        return self._name + nonce + self._first.encrypt(nonce, text.encode(), f"{what}:{talk}".encode())

    def unseal(self, what: str, talk: int, sealed: bytes) -> str:
        """The text; a Fault when no key opens it or when it belongs elsewhere."""
        if len(sealed) < _BODY + _TAG:
            raise Fault("store.altered")
        key = self._keys.get(sealed[:NAME_BYTES])
        if key is None:
            raise Fault("store.key")
        try:
            return key.decrypt(sealed[NAME_BYTES:_BODY], sealed[_BODY:], f"{what}:{talk}".encode()).decode()
        except (InvalidTag, UnicodeDecodeError):
            raise Fault("store.altered") from None

    def is_current(self, sealed: bytes) -> bool:
        """Whether the key that seals now has sealed this."""
        return sealed[:NAME_BYTES] == self._name
