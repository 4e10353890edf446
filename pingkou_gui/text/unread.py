"""What of a file was not read, told with its place: for an import as notes, for a check as findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.text.finding import PROVED, Case, Check, Findings, Severity, check
from pingkou_gui.text.source import Span, UnreadKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pingkou_gui.text.source import SourceText, Unread

_SHOWN = 3
"""So many places of one kind are named."""
_UNITS = {
    UnreadKind.PICTURE: "张", UnreadKind.CHART: "张", UnreadKind.HIDDEN: "处",
    UnreadKind.STRUCK: "处", UnreadKind.NOTE: "条",
}  # fmt: skip
_REMEDIES = {
    UnreadKind.PICTURE: "没有读；图里的数字对照原件填",
    UnreadKind.BOX: "，里面的文字排在所在的段之后读，核对次序",
    UnreadKind.REFERENCE: "没有读；在Word里另存为docx后再读入",
    UnreadKind.NOTE: "没有读；内容对照原件填",
    UnreadKind.HIDDEN: "印不出来，没有读；不要的删去",
    UnreadKind.STRUCK: "没有读；核对后删去",
    UnreadKind.PROMPT: "还空着，里面的提示印不出来；填上或删去",
}
_OTHERS = "没有读；里面的数字对照原件填"
_SERIOUS = frozenset(
    {UnreadKind.REFERENCE, UnreadKind.WORKBOOK, UnreadKind.STRUCK, UnreadKind.PROMPT}
)
"""What hardly stands in a report on purpose."""


def unread_notes(source: SourceText) -> tuple[str, ...]:
    """Return a sentence for each kind of what was not read, with its places."""
    return tuple(_sentence(kind, found) for kind, found in _by_kind(source))


def _by_kind(source: SourceText) -> list[tuple[UnreadKind, list[Unread]]]:
    kinds = dict.fromkeys(each.kind for each in source.unread)
    return [(kind, [each for each in source.unread if each.kind is kind]) for kind in kinds]


def _sentence(kind: UnreadKind, found: Sequence[Unread]) -> str:
    places = list(dict.fromkeys(_place(each) for each in found))
    more = "等" if len(places) > _SHOWN else ""
    count = f"{len(found)}{_UNITS.get(kind, '个')}"
    return (
        f"有{count}{kind.value}（{'、'.join(places[:_SHOWN])}{more}）{_REMEDIES.get(kind, _OTHERS)}"
    )


def _place(each: Unread) -> str:
    return f"{each.locator}“{each.words}”" if each.words else each.locator


@check("文件里没有读不到的内容", "UNREAD", "TEMPLATE_LEFTOVER", ground="读到的才核对得了")
def everything_was_read(case: Case) -> Findings:
    """Pictures, embedded sheets, hidden or struck-out text …: one finding a kind, at the first."""
    source = case.reading.source
    last = len(source.paragraphs) - 1
    for kind, found in _by_kind(source) if last >= 0 else ():
        severity = Severity.REMINDER if kind in _SERIOUS else Severity.HINT
        class_ = "TEMPLATE_LEFTOVER" if kind is UnreadKind.PROMPT else "UNREAD"
        at = min(found[0].paragraph, last)
        yield case.finding(
            class_, Span(at, 0, 0), _sentence(kind, found), "填上" if kind is UnreadKind.PROMPT else "",
            severity=severity, certainty=PROVED, quote=found[0].words or f"（{kind.value}）",
        )  # fmt: skip


CHECKS: tuple[Check, ...] = (everything_was_read,)
