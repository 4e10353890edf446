"""Which numbers the name of a rate refers to: 办结率 of 办结, 抽检合格率 of 合格 among 抽检."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pingkou_gui.text.reading.terms import Term

_NAMED = re.compile("(?P<name>[一-鿿]{1,10})(?:率|度)(?:仅|只|约|共|已|就)?(?:为|是|有|达到?|：)*$")
_OF_THE_PLAN = re.compile(
    "(?:占|完成|为|达|是)(?:了|到)?(?:年初|全年|年度|当年|本年)?(?:(?:计划|目标|任务|指标)+|应[一-鿿]{1,6}?)(?:总?数|量|值)?的(?:比[例重])?(?:为|是|达到?)?$"
)
PLANNED = re.compile(
    "计划|目标|任务|应(?!急|用|当)|需(?!求)|拟|年初(?:下达|安排|确定|分解)|下达|核定|合同|原定|规划|指标值"
)
"""Words of a plan."""
DONE = re.compile("实际|完成|已|实[发到收现有]|到位|建成|办结|达成|年内|当年|全年|累计|共(?!计划)")
"""Words of completion."""
_OUGHT = re.compile("应(?!急|用|当|对)[一-鿿]|计划|目标|任务")
_REALLY = re.compile("实际|已(?!有)|实[发到收缴]")
_OF_PEOPLE = frozenset(
    {"参保", "参与", "参加", "普及", "惠及", "受益", "到会", "出勤", "上缴", "入库", "缴费", "征收"}
)
_GENERIC = frozenset(
    {"完成", "到位", "覆盖", "实现", "达标", "达成", "发放", "兑现", "执行", "落实"}
)
"""Rates of completion of a plan, whatever it is."""
_UNSPECIFIC = frozenset(
    {"目标", "任务", "计划", "总体", "年度", "全年", "项目", "实际", "群众", "综合", "受访", "服务", "对象", "工作", "指标", "数量", "总", "的", "其", "年", "本年"}
)  # fmt: skip
"""Words in the name of a rate that do not tell its numbers."""
_PIECE = 2


def rate_name(term: Term) -> str:
    """Return the name of a percentage without 率 or 度; 完成 for that of a plan, else an empty string."""
    if _OF_THE_PLAN.search(term.lead):
        return "完成"
    named = _NAMED.search(term.lead)
    return named["name"] if named else ""


def clue(term: Term, before: Term | None) -> str:
    """Return the words around a number, from the number before it to the next mark, with 〓 in its place."""
    text = term.normal.text
    first = before.number.end if before is not None else 0
    start = max(first, term.number.start - len(term.lead))
    return f"{text[start : term.number.start]}〓{term.tail}"


def is_named_by(name: str, whole: str, part: str) -> bool:
    """Whether the words beside whole and part explain every word in the name of a rate.

    按期办结率 needs more than 办结; 质量合格率 more than what was built.
    """
    if _OUGHT.search(whole) and _REALLY.search(part) and name[-_PIECE:] in _OF_PEOPLE:
        return True  # 应缴费18600人，实际缴费17856人: for any name
    parts = _pieces(name)
    core, rest = parts[-1], parts[:-1]
    said = whole + part
    if core in _GENERIC:
        planned = PLANNED.search(whole) is not None
        explained = planned or (all(mark in part for mark in core) and bool(whole))
        if not explained or PLANNED.search(part):
            return False
    elif not all(mark in part for mark in core):
        return False
    elif core in whole and not PLANNED.search(whole):
        return False  # 非常满意80人，满意30人: both are part
    return all(piece in _UNSPECIFIC or piece in _GENERIC or piece in said for piece in rest)


def may_be_named_by(name: str, words: str) -> bool:
    """Whether the words beside two numbers share a character with the name of a rate: 收回141份 shares none with 满意度."""
    core = name[-_PIECE:]
    return core in _GENERIC or any(mark in words for mark in core)


def _pieces(name: str) -> list[str]:
    """Return a name split into pairs of characters from its end: 按期|办结."""
    odd = len(name) % _PIECE
    cut = [name[at : at + _PIECE] for at in range(odd, len(name), _PIECE)]
    return [name[:odd], *cut] if odd else cut
