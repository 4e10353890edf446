"""What a scheme makes of the sample report, and what is wrong with it in plain words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pingkou_gui.assets import asset
from pingkou_gui.document.compose import compose
from pingkou_gui.document.text import plain_text
from pingkou_gui.domain.facts import Facts
from pingkou_gui.ui.county.editor.placeholders import in_chinese
from pingkou_gui.ui.main_window.files import SAMPLE, read_record

if TYPE_CHECKING:
    from pingkou_gui.domain.report import Report
    from pingkou_gui.scheme.model import Scheme
    from pingkou_gui.scheme.problem import Problem

_PLAIN = {
    "points": "分值",
    "least": "起点（最低）",
    "most": "最高",
    "deadline": "上报截止日",
    "name": "名称",
    "version": "版本",
    "county": "县名",
    "title": "标题",
    "units": "单位名单",
    "guidance": "填写提示",
    "margins": "页边距",
}
_WORD = re.compile(r"(?<![\w{])[a-z_]+(?![\w}])", re.ASCII)
_GAP = re.compile(r"(?<=[\u4e00-\u9fff（）]) (?=[\u4e00-\u9fff])")
_EXAMPLE = re.compile(r"(?:写成|补上一行|例如) \w+ = ([\"\[]?)(.*?)[\"\]]?$", re.ASCII)


def trial_text(scheme: Scheme) -> str:
    """Return the sample report under a scheme as text, its attachments included."""
    facts = Facts(_sample(), scheme)
    return plain_text(compose(facts, draft=False))


def plainly_told(problem: Problem) -> str:
    """Return a fault without line and keys of the file: nobody edits a file here."""
    remedy = _EXAMPLE.sub(r"写成 \2", problem.remedy)
    words = f"{problem.what}。{remedy}"
    return in_chinese(_GAP.sub("", _WORD.sub(lambda found: _PLAIN.get(found[0], found[0]), words)))


@lru_cache(maxsize=1)
def _sample() -> Report:
    return read_record(asset(SAMPLE)).report
