"""Say things on the console, whatever code page it has."""

from __future__ import annotations

import io
import json
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO


def say(text: str) -> None:
    """Print a line for whoever runs the command."""
    _write(sys.stdout, text)


def complain(text: str) -> None:
    """Print a line about what is wrong."""
    _write(sys.stderr, text)


def say_json(data: object) -> None:
    """Print data for another program."""
    say(json.dumps(data, ensure_ascii=False, indent=1))


def _write(stream: TextIO | None, text: str) -> None:
    if stream is None:  # a windowed program on Windows has no console
        return
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="replace")
    try:
        print(text, file=stream, flush=True)
    except BrokenPipeError:  # whoever reads has read enough: `list | head -1`
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
