"""Names of indicator levels, however a form writes them."""

from __future__ import annotations

import re

_POINTS = r"\s*[（(]\s*\d+(?:\.\d+)?\s*分?\s*[）)]\s*$"
_ASIDE = re.compile(r"[（(][^（）()]*[）)]|\s+")


def bare_name(words: str) -> str:
    """Return the name of an indicator level without 指标, blanks and points in brackets."""
    return _ASIDE.sub("", words).removesuffix("指标")


def without_points(words: str) -> str:
    """Return the name of an indicator level without its points: 产出指标 of 产出指标（50分）."""
    return re.sub(_POINTS, "", words)
