"""The findings a report was sent with: what was open, and the reasons given."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import Any

from pingkou_gui.spec.text_kinds import printable

_LONGEST = 2_000
_MOST = 5_000


@dataclass(frozen=True, slots=True)
class StatedFinding:
    """A finding as the township's program told it; `severity` is 还差, 必改, 提醒 or 提示."""

    severity: str
    class_: str
    page: str
    message: str
    numbers: str = ""
    expected: str = ""
    reason: str = ""
    """The reason with which it was closed, empty while it is open."""

    @property
    def open(self) -> bool:
        """Whether no reason was given."""
        return not self.reason

    @property
    def must_be_mended(self) -> bool:
        """Whether the report should not go out like this."""
        return self.open and self.severity in ("还差", "必改")


_NAMES = tuple(field.name for field in fields(StatedFinding))
_BLANKS = ("",) * len(_NAMES)


def findings_text(findings: tuple[StatedFinding, ...]) -> str:
    """Return the findings as JSON text."""
    stated = ({name: getattr(finding, name) for name in _NAMES} for finding in findings)
    data = [{name: value for name, value in each.items() if value} for each in stated]
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def findings_of(text: str) -> tuple[StatedFinding, ...]:
    """Return the findings in JSON text.

    Raises:
        ValueError: The text is no list of findings.
    """
    data = json.loads(text)
    if not isinstance(data, list) or len(data) > _MOST:
        raise ValueError(type(data))
    return tuple(_finding(item) for item in data)


def _finding(item: Any) -> StatedFinding:
    if not isinstance(item, dict):
        raise ValueError(type(item))  # noqa: TRY004 - all that is wrong here is one error
    return StatedFinding(*map(_words, map(item.get, _NAMES, _BLANKS)))


def _words(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(type(value))  # noqa: TRY004 - all that is wrong here is one error
    words = value[:_LONGEST]
    return words if words.isprintable() else printable(words)[0]
