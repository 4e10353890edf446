"""The marks of what a report still lacks: 【待填：…】 to be filled in, 【待核：…】 to be settled."""

from __future__ import annotations

import re

OPENING = "【待"
GAP_MARK = re.compile(f"{OPENING}[填核][^【】]*】")
OPAQUE = "〓"
"""What printers set for a character that is not there: no word, no stop, no figure."""


def without_gap_marks(text: str) -> str:
    """Return the text with marks that no rule can read into; every other letter keeps its place."""
    return GAP_MARK.sub(lambda mark: OPAQUE * len(mark[0]), text) if OPENING in text else text
