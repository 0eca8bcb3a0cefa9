"""Nothing that a person said or was told is stored in the clear.

AES-256-GCM; what a text is and which talk it belongs to are bound to it as associated data, so that a row moved to
another talk or another table does not open. Sealed text: 4 bytes that name the key, 12 of nonce, the rest.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
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
    return tuple(_key(part.strip()) for part in text.split(",") if part.strip())


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
    """marking: what chats are found by; it is drawn with the store, sealed there, and outlives a change of keys."""

    def __init__(self, keys: Sequence[bytes], marking: bytes = b"") -> None:
        self._keys = {hashlib.sha256(key).digest()[:NAME_BYTES]: AESGCM(key) for key in keys}
        self._name, self._first = next(iter(self._keys.items()))
        self._given, self._marking = tuple(keys), marking

    def marking_with(self, sealed: bytes) -> Vault:
        """The same with what chats are found by, as ``new_marking`` gave it."""
        return Vault(self._given, base64.b64decode(self.unseal("marking", 0, sealed)))

    def new_marking(self) -> bytes:
        """Sealed, to be stored."""
        return self.seal("marking", 0, new_key())

    def mark(self, channel: str, chat: str) -> bytes:
        """What a chat is found by: nobody without the key can tell whose it is, or whether somebody is there."""
        return hmac.digest(self._marking, f"{channel}:{chat}".encode(), "sha256")

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
