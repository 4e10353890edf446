"""Say things on the console, whatever code page it has."""

from __future__ import annotations

import json
import sys


def say(text: str) -> None:
    """Print a line for whoever runs the command."""
    _write(sys.stdout, text)


def complain(text: str) -> None:
    """Print a line about what is wrong."""
    _write(sys.stderr, text)


def say_json(data: object) -> None:
    """Print data for another program."""
    say(json.dumps(data, ensure_ascii=False, indent=1))


def _write(stream: object, text: str) -> None:
    if stream is None:  # a windowed program on Windows has no console
        return
    stream.reconfigure(errors="replace") if hasattr(stream, "reconfigure") else None
    print(text, file=stream)  # type: ignore[call-overload]
