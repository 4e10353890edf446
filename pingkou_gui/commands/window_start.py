"""The words that open the window, read by themselves.

The menu entry and a double click say no more than this, and the clerk waits for it: the whole
command line with its help takes as long to read as half the page to build.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pingkou_gui.file_types import FILE_TYPES

if TYPE_CHECKING:
    from collections.abc import Sequence

OPEN = "open"
"""The word before a file in what the installers register for a double click."""
DATA, QUIT = "--data", "--quit-after-show"


@dataclass(frozen=True, slots=True)
class WindowStart:
    """The data folder if it is another one, whether to leave again, the file double-clicked."""

    data: Path | None = None
    quit_after_show: bool = False
    opened: Path | None = None


def window_start(words: Sequence[str]) -> WindowStart | None:
    """Return how the window is to open, or None where the words say something else too."""
    left = list(words)
    found: dict[str, Path] = {}
    quit_after_show = False
    while left:
        word = left.pop(0)
        if word == QUIT:
            quit_after_show = True
        elif word == DATA and left and not left[0].startswith("-"):
            found["data"] = Path(left.pop(0))
        elif "opened" not in found and is_own_file(word):
            found["opened"] = Path(word)
        elif word != OPEN or not left or not is_own_file(left[0]):
            return None
    return WindowStart(found.get("data"), quit_after_show, found.get("opened"))


def is_own_file(word: str) -> bool:
    """Tell whether a word names a file of a kind that the program opens in its window."""
    return word.lower().endswith(tuple(kind.extension for kind in FILE_TYPES))
