"""What the developer reads while the machine is being prepared: one line a step."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).resolve().parent.parent.parent
WINDOWS = os.name == "nt"
_started = time.monotonic()


class Refusal(Exception):  # noqa: N818 - a refusal is told, not traced
    """Something on this machine is missing, said in a sentence that names the remedy."""


def say(text: str) -> None:
    """Print one line with the seconds since the start."""
    print(f"[{time.monotonic() - _started:6.1f} 秒] {text}", file=sys.stderr, flush=True)


def quietly(command: Sequence[str | Path], trouble: str, env: Mapping[str, str] = {}) -> None:
    """Run `command` without its output; where it fails, show its last lines and `trouble`."""
    done = subprocess.run(
        [str(part) for part in command], cwd=ROOT, env={**os.environ, **env}, check=False,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    if done.returncode:
        print(*done.stdout.decode(errors="replace").splitlines()[-15:], sep="\n", file=sys.stderr)
        raise Refusal(trouble)
