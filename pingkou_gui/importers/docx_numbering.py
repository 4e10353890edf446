"""Automatic numbers of Word: 一、 （一） 1. that stand in no paragraph's text."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pingkou_gui.text.outline import chinese_numeral

if TYPE_CHECKING:
    from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHINESE = frozenset({"chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital", "taiwaneseCounting", "taiwaneseCountingThousand"})  # fmt: skip
_LEVEL = re.compile("%([1-9])")
_MAX_STYLES = 12


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its number looks and where it starts."""

    style: str
    text: str
    start: int


class Numbering:
    """Counts the automatic numbers of a document, paragraph by paragraph."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        """Read the lists of `numbering.xml` and the lists that styles refer to."""
        self._levels = _levels(numbering)
        self._styles = _style_lists(styles)
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)

    def number(self, paragraph: etree._Element) -> str:
        """Return the number that Word shows before `paragraph`, or an empty string."""
        found = self._list_of(paragraph)
        if found is None:
            return ""
        list_id, depth = found
        levels = self._levels.get(list_id, {})
        level = levels.get(depth)
        if level is None or level.style in {"bullet", "none"}:
            return ""
        counts = self._counts[list_id]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        return _LEVEL.sub(lambda match: _show(levels, counts, int(match[1]) - 1), level.text)

    def _list_of(self, paragraph: etree._Element) -> tuple[str, int] | None:
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return None
        style = _value(properties.find(f"{W}pStyle"))
        own = _reference(properties.find(f"{W}numPr"))
        inherited = self._styles.get(style or "")
        if own is None:
            return inherited
        list_id = own[0] or (inherited[0] if inherited else "")
        return None if list_id in {"", "0"} else (list_id, own[1])


def _show(levels: dict[int, Level], counts: dict[int, int], depth: int) -> str:
    level = levels.get(depth)
    count = counts.get(depth, level.start if level else 1)
    if level is None:
        return str(count)
    if level.style in _CHINESE and 0 < count < 100:
        return chinese_numeral(count)
    if level.style == "decimalEnclosedCircle" and 0 < count <= 20:
        return chr(0x245F + count)
    if level.style in {"lowerLetter", "upperLetter"} and 0 < count <= 26:
        return chr((96 if level.style == "lowerLetter" else 64) + count)
    return str(count)


def _value(element: etree._Element | None) -> str | None:
    return element.get(f"{W}val") if element is not None else None


def _reference(element: etree._Element | None) -> tuple[str, int] | None:
    if element is None:
        return None
    depth = _value(element.find(f"{W}ilvl")) or "0"
    return _value(element.find(f"{W}numId")) or "", int(depth) if depth.isdecimal() else 0


def _levels(root: etree._Element | None) -> dict[str, dict[int, Level]]:
    if root is None:
        return {}
    abstract = {
        item.get(f"{W}abstractNumId"): {
            depth: level
            for node in item.findall(f"{W}lvl")
            if (found := _level(node))
            for depth, level in [found]
        }
        for item in root.findall(f"{W}abstractNum")
    }
    result: dict[str, dict[int, Level]] = {}
    for item in root.findall(f"{W}num"):
        base = abstract.get(_value(item.find(f"{W}abstractNumId")), {})
        result[item.get(f"{W}numId") or ""] = base | _overrides(item, base)
    return result


def _overrides(item: etree._Element, base: dict[int, Level]) -> dict[int, Level]:
    result: dict[int, Level] = {}
    for override in item.findall(f"{W}lvlOverride"):
        depth = int(override.get(f"{W}ilvl") or 0)
        node, start = override.find(f"{W}lvl"), _value(override.find(f"{W}startOverride"))
        found = _level(node) if node is not None else None
        level = found[1] if found else base.get(depth)
        if level is not None:
            begin = int(start) if start and start.isdecimal() else level.start
            result[depth] = Level(level.style, level.text, begin)
    return result


def _level(node: etree._Element) -> tuple[int, Level] | None:
    depth, start = node.get(f"{W}ilvl") or "0", _value(node.find(f"{W}start")) or "1"
    if not depth.isdecimal():
        return None
    style = _value(node.find(f"{W}numFmt")) or "decimal"
    begin = int(start) if start.isdecimal() else 1
    return int(depth), Level(style, _value(node.find(f"{W}lvlText")) or "", begin)


def _style_lists(root: etree._Element | None) -> dict[str, tuple[str, int]]:
    """Return the list of each style, inherited from what it is based on."""
    if root is None:
        return {}
    parents: dict[str, str] = {}
    own: dict[str, tuple[str, int]] = {}
    for style in root.findall(f"{W}style"):
        name = style.get(f"{W}styleId") or ""
        parents[name] = _value(style.find(f"{W}basedOn")) or ""
        found = _reference(style.find(f"{W}pPr/{W}numPr"))
        if found is not None and found[0] not in {"", "0"}:
            own[name] = found
    result: dict[str, tuple[str, int]] = {}
    for name in parents:
        at, steps = name, 0
        while at and at not in own and steps < _MAX_STYLES:
            at, steps = parents.get(at, ""), steps + 1
        if at in own:
            result[name] = own[at]
    return result
