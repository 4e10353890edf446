"""What may stand between a name and its figure without making it another thing."""

from __future__ import annotations

import re

_WORDS = (
    "20\\d\\d年度?|收入支出|支出情况|支出总额|支出总计|支出合计|财政拨款|当年财政|本年度|全年度|年度|本单位|我单位|本部门|"
    "我部门|本级|机关|单位|部门|全镇|全乡|全局|全院|全校|我[镇乡局院校县办委中]|本[镇乡局院校办委]|支出|决算|预算|费用|经费|情况|完成|执行|实际|"
    "实现|共计|合计|总计|总额|金额|数额|发生|累计|使用|安排|列支|开支|投入|投资|资金|全年|本年|当年|今年|年末|年底|"
    "达到|数|总|共|计|为|是|达|了|约|近|的|在|中|：|，|:|约为|大约|有|人数|人员|一般公共|总支|额|分别|核定|预计|经|审核|认定|均|仍|又|则|等|"
    "（含[^（）]{0,12}）|（不含[^（）]{0,12}）|（境）"
)
_FILLER = re.compile(f"(?:{_WORDS.replace('|等', '')})*+")
_LEAD = re.compile(
    f"(?:{_WORDS.replace('|等', '')}|一般公共预算|政府性基金预算?|国有资本经营预算|社会保险基金预算|其中|包括|包含|"
    "主要|一是|二是|三是|四是|五是|另外|另|和|及|与|[①-⑩]|无|没有|未发生|未安排|不涉及|按[^，。；、]{1,6}分|从[^，。；、]{1,8}看|"
    "（?[一二三四五六七八九十]）|[一二三四五六七八九十]、|（?\\d{1,2}）|\\d{1,2}[、.]|县级|本级|用于)*+"
)
_MARKS = "，。；：、（）！？\n"
_REASON = re.compile("原因|由于|因为|主要系|是因|导致|所致|缘于|由此|因此")
_MAX_GAP = 48
_FAR = 80
"""No name of a thing is longer."""


def is_filler(text: str, start: int = 0, end: int | None = None) -> bool:
    """Return whether `text[start:end]` between a name and its figure says nothing of its own."""
    end = len(text) if end is None else end
    return end - start <= _MAX_GAP and _FILLER.fullmatch(text, start, end) is not None


def is_lead(text: str, start: int = 0, end: int | None = None) -> bool:
    """Return whether `text[start:end]` before a name leaves it the whole quantity: 2023年我镇…."""
    end = len(text) if end is None else end
    return end - start <= _MAX_GAP and _LEAD.fullmatch(text[start:end].lstrip(".、")) is not None


def gives_reason(text: str) -> bool:
    """Return whether `text` speaks of a reason."""
    return _REASON.search(text) is not None


def clause_start(text: str, at: int, since: int = 0) -> int:
    """Return where the clause begins in which position `at` of `text` stands."""
    near = max(since, at - _FAR)
    marks = (place + 1 for place in range(at - 1, near - 1, -1) if text[place] in _MARKS)
    return next(marks, near)
