"""nginx on the loopback with the site of deploy/nginx, as near to the real one as ports and paths allow."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

NGINX = Path(__file__).parent.parent / "nginx"
ENV = os.environ | {"PATH": f"{os.environ['PATH']}:/usr/sbin"}
WHOLE = """
daemon off; master_process on; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    include {folder}/rothbot.conf;
}}
"""


def certificate(folder: Path) -> None:
    """A certificate for 127.0.0.1 that signs itself, under the names that the site expects."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    signed = made.sign(key, hashes.SHA256())
    pem = serialization.Encoding.PEM
    (folder / "fullchain.pem").write_bytes(signed.public_bytes(pem))
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "privkey.pem").write_bytes(secret)


def laid_out(folder: Path, port: int, replicas: list[int]) -> Path:
    """The configuration of an nginx on ``port`` before the replicas; the path of its main file."""
    folder.mkdir()
    certificate(folder)
    site = (NGINX / "rothbot.conf").read_text("utf-8").replace("/etc/rothbot/tls", str(folder))
    site = site.replace("/etc/rothbot", str(folder)).replace("listen 443 ssl", f"listen 127.0.0.1:{port} ssl")
    (folder / "rothbot.conf").write_text(re.sub(r"\n *listen \[::\].*", "", site))
    line = (NGINX / "replicas.conf").read_text("utf-8").splitlines()[-1]
    lines = [re.sub(r"127\.0\.0\.1:\d+", f"127.0.0.1:{replica}", line) for replica in replicas]
    (folder / "replicas.conf").write_text("\n".join(lines) + "\n")
    main = folder / "nginx.conf"
    main.write_text(WHOLE.format(folder=folder))
    subprocess.run(["nginx", "-t", "-q", "-p", folder, "-c", main], check=True, env=ENV)
    return main


@contextmanager
def nginx(folder: Path, port: int, replicas: list[int]) -> Iterator[str]:
    """A running one; the address that Telegram would call."""
    main = laid_out(folder, port, replicas)
    process = subprocess.Popen(["nginx", "-p", folder, "-c", main], env=ENV)
    try:
        yield f"https://127.0.0.1:{port}/telegram"
    finally:
        process.terminate()
        process.wait(10)
