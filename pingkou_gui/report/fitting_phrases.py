"""Which of the county's phrases fit a field: by the item it is about and by the way it went."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pingkou_gui.form.pages.basic_spending import Basic, Conferences, ThreePublic
from pingkou_gui.form.pages.overview import Staff
from pingkou_gui.report.checks_amounts import people_point_against, points_against
from pingkou_gui.report.figures import QUANTITIES, headcount_change

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pingkou_gui.form.field import Amounts, Field
    from pingkou_gui.report.facts import Facts

_TOPICS: dict[str, tuple[str, ...]] = {
    "people": (
        *("人员", "工资", "津补贴", "社会保险", "公积金", "退休", "抚恤", "招录", "职工", "奖金"),
        *("养老", "医疗保险", "遗属", "编制"),
    ),
    "vehicles": ("车辆", "公车", "用车", "油料", "燃油", "保险费", "维修次数"),
    "reception": ("接待", "来访", "陪餐"),
    "overseas": ("出国", "出境", "因公出访"),
    "meetings": ("会议", "会期"),
    "training": ("培训", "学习班"),
    "costs": ("一般性支出", "办公费", "水电", "印刷", "差旅"),
}
"""Words by which a phrase is about an item; one without any of them fits every item."""
_PUBLIC = frozenset({"vehicles", "reception", "overseas", "costs"})
_OF: dict[Amounts, frozenset[str]] = {
    Basic.wages: frozenset({"people"}),
    Basic.transfers: frozenset({"people"}),
    Basic.personnel: frozenset({"people"}),
    ThreePublic.overseas: frozenset({"overseas", "costs"}),
    ThreePublic.vehicles: frozenset({"vehicles", "costs"}),
    ThreePublic.purchase: frozenset({"vehicles", "costs"}),
    ThreePublic.running: frozenset({"vehicles", "costs"}),
    ThreePublic.reception: frozenset({"reception", "costs"}),
    ThreePublic.total: _PUBLIC,
    Conferences.meetings: frozenset({"meetings", "costs"}),
    Conferences.training: frozenset({"training", "costs"}),
}
"""What a reason for the change of a row may be about; of a row not named here, anything."""
_AMOUNTS_OF = {
    line.reason.key: line
    for line in (each.amounts for each in QUANTITIES.values())
    if line.reason is not None
}


def fitting_phrases(f: Facts, field: Field[Any], phrases: Sequence[str]) -> tuple[str, ...]:
    """Return those phrases that can be true of a field as the report stands.

    A reason for the change of an amount is about that amount, and does not point the other way
    than the amount went. Where nothing would be left all of them are returned.
    """
    amounts = _AMOUNTS_OF.get(field.key)
    fitting = list(phrases)
    if amounts is not None:
        change = f[QUANTITIES[amounts.key].change]
        fitting = [phrase for phrase in phrases if _is_about(phrase, amounts)]
        if change:
            fitting = [phrase for phrase in fitting if not points_against(change, phrase)]
    elif field is Staff.headcount_reason and (change := f[headcount_change]):
        fitting = [phrase for phrase in phrases if not people_point_against(change, phrase)]
    return tuple(fitting or phrases)


def _is_about(phrase: str, amounts: Amounts) -> bool:
    allowed = _OF.get(amounts)
    topics = {topic for topic, words in _TOPICS.items() if any(word in phrase for word in words)}
    return allowed is None or not topics or bool(topics & allowed)
