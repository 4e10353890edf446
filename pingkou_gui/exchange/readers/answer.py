"""What is kept of a file, as plain values: the same from this process and from a second one."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any, NamedTuple

from pingkou_gui.county.collecting.collected import Made
from pingkou_gui.county.collecting.columns import BY_KEY
from pingkou_gui.county.collecting.reading import read_file
from pingkou_gui.errors import KnownError

if TYPE_CHECKING:
    from decimal import Decimal
    from pathlib import Path

    from pingkou_gui.county.collecting.collected import Collected
    from pingkou_gui.county.collecting.reading import Ways


class Read(NamedTuple):
    """A report: the columns of its row, its figures as exact text, its findings, differences."""

    row: dict[str, Any]
    scheme: str
    """The SHA-256 of the scheme it was made with."""
    figures: list[str | None]
    findings: list[list[str]]
    differences: list[str]


class Refused(NamedTuple):
    """A file that could not be used, with the sentences that say why."""

    happened: str
    remedy: str


Answer = Read | Refused

_KINDS: dict[str, tuple[type, ...]] = {
    "kind": (str,), "unit": (str,), "year": (int, type(None)), "county": (str,),
    "created": (str,), "day": (str,), "program": (str,), "scheme": (str,), "rank": (int,),
    "draft": (int,), "sent_despite": (str,), "grade": (str,), "open_must": (int,), "open_reminders": (int,),
    "fingerprint": (str,),
}  # fmt: skip
_WORDS_OF_A_FINDING = 7


def read(path: Path, shown: str, ways: Ways) -> Answer:
    """Return what is kept of a file, `shown` as its name."""
    try:
        return _plain(read_file(path, shown, ways))
    except KnownError as error:
        return Refused(error.happened, error.remedy)
    except OSError:
        return Refused("打不开", "核对文件有没有损坏、能不能读")


def answer_of(values: Any) -> Answer:
    """Return an answer that came as JSON; it went the same way as any answer of this process.

    Raises:
        ValueError: It is none.
    """
    if not isinstance(values, list):
        raise ValueError(type(values))  # noqa: TRY004 - all that is wrong here is one error
    if len(values) == len(Refused._fields) and _texts(values):
        return Refused(*values)
    if len(values) == len(Read._fields) and _is_read(*values):
        return Read(*values)
    raise ValueError(len(values))


def _plain(found: Collected) -> Read:
    row = {
        "kind": found.made.value,
        "unit": found.unit,
        "year": found.year,
        "county": found.county,
        "created": found.created.astimezone(UTC).isoformat(timespec="seconds"),
        "day": f"{found.created:%Y-%m-%d}",
        "program": found.program,
        "scheme": found.scheme,
        "rank": 2 * (found.made is Made.WORD) + found.draft,
        "draft": int(found.draft),
        "sent_despite": found.sent_despite,
        "grade": found.grade,
        "open_must": found.open_must,
        "open_reminders": found.open_reminders,
        "fingerprint": found.fingerprint,
    }
    figures = list(map(_exact, map(found.figures.get, BY_KEY)))
    findings = [
        [f.severity, f.class_, f.page, f.message, f.numbers, f.expected, f.reason]
        for f in found.findings
    ]
    return Read(row, found.scheme_sha256, figures, findings, list(found.differences))


def _exact(value: Decimal | None) -> str | None:
    """Return a figure as plain digits, never in exponent form."""
    if value is None:
        return None
    text = str(value)
    return f"{value:f}" if "E" in text else text


def _texts(values: Any) -> bool:
    return isinstance(values, list) and all(type(value) is str for value in values)


def _is_read(row: Any, scheme: Any, figures: Any, findings: Any, differences: Any) -> bool:
    return (
        isinstance(row, dict)
        and row.keys() == _KINDS.keys()
        and all(type(row[name]) in kinds for name, kinds in _KINDS.items())
        and isinstance(scheme, str)
        and isinstance(figures, list)
        and len(figures) == len(BY_KEY)
        and _texts([figure for figure in figures if figure is not None])
        and isinstance(findings, list)
        and all(_texts(each) and len(each) == _WORDS_OF_A_FINDING for each in findings)
        and _texts(differences)
    )
