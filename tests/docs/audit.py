"""``make audit``: the lock files held against the known vulnerabilities, by pip-audit in an environment of its own.

It ends in bounded time also where nothing can be reached, and says then that nothing was compared; a package that the
database does not know is named, and none of it passes for safe. Standard library only: it runs before anything of the
project is installed.
"""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import Thread
from typing import Any

DATABASE = "https://pypi.org/pypi/pip/25.0/json"  # one page of what pip-audit asks for each package
PATIENCE = 15  # seconds for one answer
LONGEST = 240  # seconds for one lock file, or to fetch pip-audit
FOUND, NOT_COMPARED = 1, 2  # exit codes


class Unreachable(Exception):  # noqa: N818 - the name says what it is
    """What could not be had; for a person."""


def reach(address: str, patience: float) -> None:
    """Unreachable, unless the database answers in time; a name that is looked up for ever counts as no answer."""
    told = [f"{address} did not answer within {patience:g} seconds"]

    def ask() -> None:
        try:
            with urllib.request.urlopen(address, timeout=patience) as answer:  # noqa: S310 - https, and written here
                page = json.load(answer)
        except urllib.error.HTTPError as error:
            told[0] = f"{address} answered {error.code}"
        except OSError as error:
            told[0] = f"{address} cannot be reached ({getattr(error, 'reason', error)})"
        except ValueError:
            told[0] = f"{address} is no page of the database"
        else:
            told[:] = [] if "vulnerabilities" in page else [f"{address} names no vulnerabilities"]

    asking = Thread(target=ask, daemon=True)
    asking.start()
    asking.join(patience + 1)
    if told:
        raise Unreachable(told[0])


def run(command: Sequence[str | Path], longest: float, what: str) -> subprocess.CompletedProcess[str]:
    """Unreachable where it does not end in time."""
    try:
        return subprocess.run(command, stdout=subprocess.PIPE, timeout=longest, check=False, text=True)
    except subprocess.TimeoutExpired:
        raise Unreachable(f"{what} took longer than {longest:g} seconds") from None


def compared(lock: str, pip_audit: Sequence[str | Path], patience: float, longest: float) -> list[str]:
    """What is known of the packages of a lock file, a line each. Unreachable where one of them was not compared."""
    command = [*pip_audit, "--format", "json", "--timeout", f"{patience:g}", "--progress-spinner", "off"]
    done = run([*command, "--disable-pip", "--require-hashes", "-r", lock], longest, f"comparing {lock}")
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError, TypeError):
        raise Unreachable(f"pip-audit did not get through {lock}") from None
    if skipped := [package["name"] for package in packages if "vulns" not in package]:
        raise Unreachable(f"the database does not know {', '.join(skipped)} of {lock}")
    if not packages:
        raise Unreachable(f"{lock} names no package")
    known = [_line(package, found) for package in packages for found in package["vulns"]]
    sys.stdout.write(f"{lock}: {len(packages)} packages compared, {len(known)} vulnerabilities known.\n")
    return known


def _line(package: Mapping[str, Any], found: Mapping[str, Any]) -> str:
    mended = ", ".join(found["fix_versions"]) or "no version"
    return f"{package['name']} {package['version']}: {found['id']}, mended in {mended}"


def audit(
    locks: Sequence[str],
    pip_audit: Callable[[], Path | str],
    address: str = DATABASE,
    patience: float = PATIENCE,
    longest: float = LONGEST,
) -> int:
    """0 where all was compared and nothing is known of it. pip_audit: fetches it."""
    try:
        reach(address, patience)  # else there is no use in fetching anything
        command = pip_audit()
        known = [line for lock in locks for line in compared(lock, [command], patience, longest)]
    except Unreachable as error:
        sys.stdout.write(f"Not all was compared: {error}. Nothing is known; try again where it can be reached.\n")
        return NOT_COMPARED
    sys.stdout.writelines(f"{line}\n" for line in dict.fromkeys(known))
    return FOUND if known else 0


def fetch(environment: Path) -> Path:
    """pip-audit, in that environment. Unreachable where it cannot be had."""
    own = environment / "bin"
    run([sys.executable, "-m", "venv", environment], LONGEST, "making an environment")
    pip = [own / "python", "-m", "pip", "--disable-pip-version-check", "--quiet", "--timeout", str(PATIENCE)]
    if run([*pip, "--retries", "1", "install", "pip-audit"], LONGEST, "fetching pip-audit").returncode:
        raise Unreachable("pip-audit could not be fetched")
    return own / "pip-audit"


if __name__ == "__main__":
    sys.exit(audit(sys.argv[2:], lambda: fetch(Path(sys.argv[1]))))
