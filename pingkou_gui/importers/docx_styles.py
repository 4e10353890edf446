"""What the styles of a docx decide: which text is printed, which list and what a paragraph is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pingkou_gui.importers.docx_package import W

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_OFF = frozenset({"0", "false", "off"})
_DEEPEST = 20
"""So many styles may be based on each other; more of them go round in a circle."""
_CONTENTS = re.compile("(?:toc|contents|目录|table of (?:contents|figures)).*", re.IGNORECASE)
_HIDING = ("vanish", "specVanish")
_STRIKING = ("strike", "dstrike")


@dataclass(frozen=True, slots=True)
class ListReference:
    """Which list a paragraph or a style is in: ids as in the file, None where nothing is said."""

    list_id: str | None
    level: int | None


class StyleSheet:
    """The styles of a document."""

    def __init__(self, root: etree._Element | None) -> None:
        """Read `styles.xml`; a document may have none."""
        self._styles: dict[str, etree._Element] = {}
        self._root = root
        self.usual = ""
        """The style of paragraphs that name none."""
        for style in root.iterchildren(f"{W}style") if root is not None else ():
            name = style.get(f"{W}styleId") or ""
            self._styles.setdefault(name, style)
            is_paragraph = style.get(f"{W}type") == "paragraph"
            if is_paragraph and style.get(f"{W}default") not in {None, *_OFF}:
                self.usual = self.usual or name
        self._said: dict[tuple[str, tuple[str, ...]], bool | None] = {}
        self._contents: dict[str, bool] = {}

    def chain(self, name: str) -> Iterator[etree._Element]:
        """Yield a style and those it is based on, the nearest first."""
        for _ in range(_DEEPEST):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            name = value_of(style, "basedOn") or ""

    def list_of(self, name: str) -> ListReference:
        """Return list and level that a paragraph style gives, each by the nearest style."""
        list_id: str | None = None
        level: int | None = None
        for style in self.chain(name):
            found = list_reference(style.find(f"{W}pPr/{W}numPr"))
            list_id = found.list_id if list_id is None else list_id
            level = found.level if level is None else level
        return ListReference(list_id, level)

    def names(self, name: str) -> list[str]:
        """Return the ids of a style and of those it is based on, the nearest first."""
        return [style.get(f"{W}styleId") or "" for style in self.chain(name)]

    def is_contents(self, name: str) -> bool:
        """Whether a paragraph style is one of a table of contents."""
        if name not in self._contents:
            styles = list(self.chain(name))[:1]
            said = value_of(styles[0], "name") or "" if styles else name
            self._contents[name] = _CONTENTS.fullmatch(said.strip()) is not None
        return self._contents[name]

    def hides(self, properties: etree._Element | None, paragraph: str) -> bool:
        """Whether text with these run properties in a paragraph of that style is not printed."""
        return self._applies(properties, paragraph, _HIDING)

    def strikes(self, properties: etree._Element | None, paragraph: str) -> bool:
        """Whether text with these run properties in a paragraph of that style is struck out."""
        return self._applies(properties, paragraph, _STRIKING)

    def _applies(
        self, properties: etree._Element | None, paragraph: str, names: tuple[str, ...]
    ) -> bool:
        """Whether a property holds: said at the run, else by exactly one of its two styles.

        So Word settles the properties that switch over (ECMA-376, part 1, 17.7.3).
        """
        character = ""
        if properties is not None:
            own = _switch(properties, names)
            if own is not None:
                return own
            character = value_of(properties, "rStyle") or ""
        by_paragraph = self._by_style(paragraph or self.usual, names)
        by_character = self._by_style(character, names)
        if by_paragraph is None and by_character is None:
            return names is _HIDING and self._by_default
        return bool(by_paragraph) is not bool(by_character)

    @cached_property
    def _by_default(self) -> bool:
        if self._root is None:
            return False
        found = self._root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        return found is not None and bool(_switch(found, _HIDING))

    def _by_style(self, name: str, names: tuple[str, ...]) -> bool | None:
        if not name:
            return None
        if (name, names) not in self._said:
            said = None
            for style in self.chain(name):
                properties = style.find(f"{W}rPr")
                said = _switch(properties, names) if properties is not None else None
                if said is not None:
                    break
            self._said[name, names] = said
        return self._said[name, names]


def _switch(properties: etree._Element, names: tuple[str, ...]) -> bool | None:
    """Return whether one of the properties is on or off, None where none of them is said."""
    said = [
        found.get(f"{W}val") not in _OFF
        for name in names
        if (found := properties.find(f"{W}{name}")) is not None
    ]
    return any(said) if said else None


def value_of(parent: etree._Element | None, name: str) -> str | None:
    """Return the value of a child such as `<w:name w:val="…"/>`, None without one."""
    child = parent.find(f"{W}{name}") if parent is not None else None
    return child.get(f"{W}val") if child is not None else None


def number_of(parent: etree._Element | None, name: str, most: int = 1_000_000) -> int | None:
    """Return the value of a child that is a whole number, None where it is none or far too large."""
    return whole_number(value_of(parent, name), most)


def whole_number(text: str | None, most: int = 1_000_000) -> int | None:
    """Return a whole number of the file, None where it is none or far too large."""
    if text is None or not text.isascii() or not text.isdigit() or len(text) > len(str(most)):
        return None
    return int(text) if int(text) <= most else None


def list_reference(properties: etree._Element | None) -> ListReference:
    """Return what a `numPr` says."""
    return ListReference(value_of(properties, "numId"), number_of(properties, "ilvl", 8))
