"""The slots of titles: the file names them in Latin letters, the county in Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

_SLOTS = {"{year}": "{年度}", "{unit}": "{单位}", "{project}": "{项目}"}


class Words(NamedTuple):
    """How a text of the draft is shown, and how what is typed is read."""

    show: Callable[[str], str]
    read: Callable[[str], str]


def in_chinese(text: str) -> str:
    """Return a text with the slots as the county writes them."""
    for latin, chinese in _SLOTS.items():
        text = text.replace(latin, chinese)
    return text


def in_latin(text: str) -> str:
    """Return a text with the slots as the file writes them."""
    for latin, chinese in _SLOTS.items():
        text = text.replace(chinese, latin)
    return text


PLAIN = Words(str, str)
TITLES = Words(in_chinese, in_latin)
