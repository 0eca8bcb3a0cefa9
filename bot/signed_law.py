"""New figures of the law without a release: year files that somebody signed whom the operator trusts.

``ROTHBOT_LAW`` is a folder of files such as ``2027.toml`` with ``2027.toml.sig`` beside each, an Ed25519 signature of
its bytes; ``ROTHBOT_LAW_KEY`` is the file of the signer's public key (PEM). One file that is not right, and nothing
is taken: a wrong figure costs a person real money.
"""

from __future__ import annotations

from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from bot.faults import Fault
from bot.settings import LawSettings
from calc import law


def load(settings: LawSettings) -> tuple[int, ...]:
    """The years that were taken, oldest first; a Fault that names the file or setting that is not right."""
    folder = Path(settings.rothbot_law)
    signer = _signer(settings.rothbot_law_key)
    if not folder.is_dir():
        raise Fault("law.no_folder", folder=folder)
    texts = {file: _signed(file, signer) for file in sorted(folder.iterdir()) if file.suffix == ".toml"}
    for file, text in texts.items():
        if not file.stem.isdecimal():
            raise Fault("law.no_year", file=file)
        try:
            law.take(int(file.stem), text)
        except ValueError as error:
            raise Fault("law.no_law", file=file, problem=error) from None
    return tuple(int(file.stem) for file in texts)


def _signer(file: str) -> Ed25519PublicKey:
    if not file:
        raise Fault("law.no_key")
    try:
        key = load_pem_public_key(Path(file).read_bytes())
    except ValueError:
        key = None
    if not isinstance(key, Ed25519PublicKey):
        raise Fault("law.bad_key", file=file)
    return key


def _signed(file: Path, signer: Ed25519PublicKey) -> str:
    try:
        content = file.read_bytes()
        signer.verify(file.with_name(f"{file.name}.sig").read_bytes(), content)
        return content.decode("utf-8")
    except FileNotFoundError:
        raise Fault("law.unsigned", file=file) from None
    except (InvalidSignature, UnicodeError):
        raise Fault("law.forged", file=file) from None
