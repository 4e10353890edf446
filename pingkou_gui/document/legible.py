"""Text that a Word file can hold."""

from __future__ import annotations

import re

ILLEGIBLE = "□"
"""What stands for a character no XML file can hold (a control character, half of a pair).

Chinese print sets an empty square for a character that cannot be shown, so that the place
stays visible; the proof of the file tells how many there are.
"""

_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# XML 1.0, section 2.2: everything outside these ranges is forbidden.
_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legible(text: str) -> str:
    """Return the text with every kind of line break as a newline and □ for what XML forbids."""
    return _FORBIDDEN.sub(ILLEGIBLE, _BREAKS.sub("\n", text))


def illegible_count(text: str) -> int:
    """Return how many characters of the text cannot be written."""
    return len(_FORBIDDEN.findall(_BREAKS.sub("\n", text)))


def is_exact(text: str) -> bool:
    """Tell whether XML carries the text through unchanged."""
    return "\r" not in text and not _FORBIDDEN.search(text)
