"""All classes of slips with their planters."""

from regression_amounts import (
    contradiction,
    digit_drop,
    direction,
    jump,
    over,
    percent,
    points,
    scope,
    total,
    unit,
    zero_base,
    zero_base_growth,
)
from regression_words import (
    citation,
    count,
    half_width,
    leftover,
    missing,
    name,
    numbering,
    stale_year,
    typo,
    wording,
)

SLIPS = {
    "DIGIT_DROP": (digit_drop,),
    "CONTRADICTION": (contradiction,),
    "UNIT": (unit,),
    "SUM": (total,),
    "PCT": (percent,),
    "TYPO": (typo,),
    "NUMBERING": (numbering,),
    "TEMPLATE_LEFTOVER": (leftover,),
    "WORDING": (wording,),
    "ZERO_BASE": (zero_base, zero_base_growth),
    "NAME": (name,),
    "MISSING": (missing,),
    "FORMAT": (half_width,),
    "DIRECTION": (direction,),
    "COUNT": (count,),
    "SCOPE": (scope,),
    "CITATION": (citation,),
    "STALE_YEAR": (stale_year,),
    "OVER_EXECUTION": (over,),
    "POINTS": (points,),
    "JUMP": (jump,),
}
SAME_FAULT = {
    "DIGIT_DROP": {"SUM", "CONTRADICTION", "PCT"},
    "CONTRADICTION": {"SUM", "DIGIT_DROP", "PCT"},
    "SUM": {"CONTRADICTION", "DIGIT_DROP", "PCT"},
    "PCT": {"SUM", "ZERO_BASE", "OVER_EXECUTION"},
    "DIRECTION": {"PCT", "SUM"},
    "POINTS": {"CONTRADICTION"},
}
"""Classes under which the same fault may rightly be told: a wrong total contradicts its twin."""
