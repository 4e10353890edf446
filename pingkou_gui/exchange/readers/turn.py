"""A file in the line of those to be read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from pingkou_gui.exchange.readers.answer import Answer


class Whose(Enum):
    """Who reads a file."""

    ANYONES = "whoever is free"
    SECONDS = "the second process, which was asked"
    OURS = "this process and no other"


@dataclass(slots=True)
class Turn:
    """A file, the name to show of it, who reads it and what came of it."""

    path: Path
    shown: str
    whose: Whose = Whose.ANYONES
    answer: Answer | None = None
