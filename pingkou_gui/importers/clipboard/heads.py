"""Heads of columns: the fields they name, in the words that tables of finance offices use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pingkou_gui.spec.text_kinds import half_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pingkou_gui.spec.field import Field

_NOISE = re.compile(r"[\s:·、，,。*_“”\"']+")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_UNIT = re.compile(r"^(?:单位|金额单位)?:?(亿元|百万元|万元|千元|元)$")

SYNONYMS: dict[str, tuple[str, ...]] = {
    "name": ("名称", "项目", "项目名", "三级指标", "指标", "指标名称", "机构", "单位", "存在问题"),
    "budget": ("资金性质", "资金来源", "预算来源", "经费来源", "预算类别", "资金类别"),
    "kind": ("项目类别", "项目类型", "类型", "项目性质", "机构类别", "机构性质"),
    "last": ("上年决算数", "上年支出", "上年执行", "上年执行数", "上年数", "去年决算"),
    "initial": ("年初预算数", "年初数", "年初", "年初部门预算"),
    "full_year": ("全年预算数", "全年数", "调整预算", "调整预算数", "调整后预算"),
    "outturn": ("全年执行数", "执行数", "决算数", "本年决算", "支出数", "实际支出", "本年支出"),
    "carried_in": ("上年结转数", "年初结转", "年初结转和结余", "结转资金"),
    "carried_out": ("结转下年数", "年末结转", "年末结转和结余", "结转结余"),
    "level1": ("一级指标", "一级"),
    "level2": ("二级指标", "二级"),
    "requirement": ("指标性质", "要求", "符号", "运算符号"),
    "target": ("指标值", "年度指标值", "目标值", "年初指标值", "预期值", "指标值及单位"),
    "actual": ("实际完成值", "完成值", "实际值", "完成情况", "实际完成情况", "全年完成值"),
    "points": ("分值", "权重", "分值权重", "满分"),
    "score": ("得分", "自评得分", "自评分"),
    "reason": ("偏差原因", "原因", "偏差原因分析", "未完成原因", "偏差原因分析及改进措施"),
    "text": ("内容", "职能", "主要职能", "职责", "主要职责"),
    "title": ("工作", "工作名称", "重点工作", "标题"),
    "cause": ("原因", "原因分析", "产生原因"),
    "measure": ("措施", "改进措施", "整改措施", "下一步措施"),
    "detail": ("具体表现", "具体情况", "情况说明"),
    "goal": ("年度目标", "预期目标", "绩效目标"),
}
"""Other words for a field, by its name in the section; the field's own label comes first."""

DERIVED = frozenset({"执行率", "预算执行率", "增减额", "增减率", "附件3", "比上年增减", "支出进度"})
NUMBERS = frozenset({"序号", "编号", "行次", "序", "No.", "no"})
MEASURED = frozenset({"target", "actual"})
"""Fields of words in which bare figures are at home."""


@dataclass(frozen=True, slots=True)
class Head:
    """Words of a head without brackets and blanks, and the unit that stood in the brackets."""

    words: str
    unit: str = ""


def head_of(cell: str) -> Head:
    """Return the head that a cell holds."""
    plain = half_width(cell)
    units = [found[1] for part in _BRACKETS.findall(plain) if (found := _UNIT.match(part.strip()))]
    return Head(_NOISE.sub("", _BRACKETS.sub("", plain)), units[0] if units else "")


def unit_line(cells: Iterable[str]) -> str:
    """Return the unit a line above the heads states (单位：元), empty where it states none."""
    for cell in cells:
        found = _UNIT.match(_NOISE.sub("", half_width(cell).replace(":", "")))
        if found and "单位" in cell:
            return found[1]
    return ""


def field_for(head: Head, fields: Sequence[Field[Any]]) -> Field[Any] | None:
    """Return the field whose label, or another word for it, the head is; None where none is."""
    if not head.words:
        return None
    for names in (_labels, _synonyms):
        found = [field for field in fields if head.words in names(field)]
        if found:
            return found[0]
    return None


def _labels(field: Field[Any]) -> tuple[str, ...]:
    return head_of(field.label).words, head_of(field.head).words


def _synonyms(field: Field[Any]) -> tuple[str, ...]:
    return SYNONYMS.get(field.name, ())
