"""A target together with its comparator: `≥95%`, `不超过202.6万元`, `9月底前`, `合规`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pingkou_gui.domain.indicators.deadline import is_deadline
from pingkou_gui.domain.indicators.measure import parse_measure
from pingkou_gui.spec.text_kinds import half_width

_SIGNS = (
    (
        "≥",
        "≥",
        ">=",
        "=>",
        "≧",
        "⩾",
        "不低于",
        "不少于",
        "不小于",
        "大于等于",
        "大于或等于",
        "至少",
    ),
    (
        "≤",
        "≤",
        "<=",
        "=<",
        "≦",
        "⩽",
        "不超过",
        "不高于",
        "不多于",
        "不大于",
        "小于等于",
        "小于或等于",
    ),
    ("≤", "控制在", "至多"),
    (">", ">", "大于", "高于", "超过", "多于"),
    ("<", "<", "小于", "低于", "少于", "不足"),
    ("=", "=", "等于"),
)
_PREFIX = [(sign, code) for code, *signs in _SIGNS for sign in signs]
_SUFFIX = {
    "及以上": "≥",
    "以上": "≥",
    "及以下": "≤",
    "以下": "≤",
    "以内": "≤",
    "之内": "≤",
    "内": "≤",
}
"""以上, 以下 and 以内 include the number itself (民法典 第一千二百五十九条)."""


class Requirement(NamedTuple):
    """What typed words ask for: a code of `REQUIREMENTS` and the target that is left.

    The code is empty where the words do not say.
    """

    code: str
    rest: str


@lru_cache(maxsize=2048)
def requirement_of(text: str) -> Requirement:
    """Return what is asked in the words of a target.

    `≥95%` gives (≥, 95%), `9月底前` (before, 9月底前), `合规` (quality, 合规), `8个` ('', 8个).
    """
    plain = half_width(text).strip()
    for sign, code in _PREFIX:
        rest = plain.removeprefix(sign).strip()
        if rest != plain and parse_measure(rest.removesuffix("以内").removesuffix("之内")):
            return Requirement(code, rest.removesuffix("以内").removesuffix("之内"))
    for ending, code in _SUFFIX.items():
        rest = plain.removesuffix(ending).strip()
        if rest != plain and parse_measure(rest):
            return Requirement(code, rest)
    if parse_measure(plain):
        return Requirement("", plain)
    if is_deadline(plain):
        return Requirement("before", plain)
    bare = re.sub(r"^[=≥≤<>]+\s*", "", plain)
    return Requirement("quality" if bare else "", bare)
