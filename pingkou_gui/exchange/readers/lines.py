"""What two readers say to each other: a line of JSON each, data and never code."""

from __future__ import annotations

import json
from typing import Any

_ENCODE = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


def line_of(values: Any) -> bytes:
    """Return plain values as a line; half characters in names and texts stay as they are."""
    return _ENCODE(values).encode("utf-8", "surrogatepass") + b"\n"


def values_in(line: bytes) -> Any:
    """Return the values in a line.

    Raises:
        ValueError: It is no line of ours.
        RecursionError: It is nested without end, and no line of ours either.
    """
    return json.loads(line.decode("utf-8", "surrogatepass"))
