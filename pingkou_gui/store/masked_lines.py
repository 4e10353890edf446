"""Lines of a log without a word of any report."""

from __future__ import annotations

import re
from pathlib import Path

_CONTENT = re.compile(r"[^\x00-\x7f]+|\d{2,}")
_FRAME = re.compile(r'^\s+File "(?P<file>[^"]*)", line \d+, in \w+')
_MOST_BOXES = 8
_STAMP = re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} [A-Z]+ ")


def without_content(text: str) -> str:
    """Return text in which words that are not the program's own and numbers are blotted out.

    What is left are ASCII words: the names of modules, functions and kinds of errors.
    """
    home = str(Path.home())
    return _CONTENT.sub(
        lambda found: "□" * min(len(found[0]), _MOST_BOXES), text.replace(home, "~")
    )


def masked_line(line: str) -> str:
    """Return a line of a log or trace without content: place and time stay, messages are masked."""
    frame = _FRAME.match(line)
    if frame:
        return line.replace(frame["file"], _module_of(frame["file"]))
    stamp = _STAMP.match(line)
    head = stamp[0] if stamp else ""
    return head + without_content(line[len(head) :])


def _module_of(file: str) -> str:
    """Return the part of a path that names a module of the program or of a library."""
    parts = Path(file.replace("\\", "/")).parts
    for start in ("pingkou_gui", "site-packages", "packages"):
        if start in parts:
            return "/".join(parts[parts.index(start) :])
    return parts[-1] if parts else ""
