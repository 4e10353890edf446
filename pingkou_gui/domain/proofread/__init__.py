"""体检: what is wrong with a report from outside, told with place and mending."""

from pingkou_gui.domain.proofread.finding import (
    LIKELY,
    PROVED,
    WORDING,
    Edit,
    Severity,
    TextFinding,
    as_json,
)
from pingkou_gui.domain.proofread.finished import examine, examine_reading
from pingkou_gui.domain.proofread.run import CHECKS, proofread, proofread_reading

__all__ = [
    "CHECKS",
    "LIKELY",
    "PROVED",
    "WORDING",
    "Edit",
    "Severity",
    "TextFinding",
    "as_json",
    "examine",
    "examine_reading",
    "proofread",
    "proofread_reading",
]
