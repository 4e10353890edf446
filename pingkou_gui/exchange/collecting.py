"""From folders of packages to a workbook: what the window and the command line both do."""

from __future__ import annotations

import hashlib
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pingkou_gui.county.collecting.collected import Made
from pingkou_gui.county.collecting.columns import BY_KEY, COLUMNS
from pingkou_gui.county.collecting.finding import files_below
from pingkou_gui.county.collecting.units import UnitList, plain_unit
from pingkou_gui.county.workbook import is_summary, write_workbook
from pingkou_gui.errors import KnownError, TargetError
from pingkou_gui.exchange.collected_file import read_file
from pingkou_gui.exchange.gathered import Gathered
from pingkou_gui.exchange.placing import check_place, place
from pingkou_gui.scheme.reader import read_scheme_file
from pingkou_gui.store.collection import TAKEN, Collection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from decimal import Decimal

    from pingkou_gui.county.collecting.collected import Collected
    from pingkou_gui.scheme.model import Scheme

_EVERY = 25
"""Files between two words on how far it is."""
_LONGEST = 0.2
"""Seconds between two such words where files take their time."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: from where, to where, whom, of which year, until when."""

    folders: tuple[Path, ...]
    workbook: Path
    database: Path | None = None
    units: tuple[str, ...] = ()
    deadline: str = ""
    """A day by ISO 8601, empty for none; the day itself is still in time."""
    year: int | None = None
    """None takes the year most reports are of."""
    county: str = ""
    scheme_sha256: str = ""
    """Of the scheme that was handed out; a report made with another one is told."""
    thorough: bool = False


@dataclass(slots=True)
class Outcome:
    """What came of it: how many of what, and the lists in words."""

    workbook: Path
    year: int | None = None
    counts: dict[str, int] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    with_open: list[str] = field(default_factory=list)
    unreadable: list[tuple[str, str]] = field(default_factory=list)
    """(file, sentence), the first thousand of them."""
    cancelled: bool = False


def with_scheme(wanted: Wanted, path: Path) -> Wanted:
    """Return what is wanted with the units, the deadline and the mark of a scheme file.

    Raises:
        SchemeError: The file is no scheme.
    """
    return by_scheme(wanted, read_scheme_file(path))


def by_scheme(wanted: Wanted, scheme: Scheme) -> Wanted:
    """Return what is wanted with the units, the deadline and the mark of a scheme."""
    return replace(
        wanted,
        units=scheme.units,
        deadline=scheme.deadline,
        county=scheme.county,
        scheme_sha256=hashlib.sha256(scheme.text.encode()).hexdigest(),
    )


def sentence(outcome: Outcome) -> str:
    """Return what came of it in one sentence."""
    counts = outcome.counts
    older = sum(count for name, count in counts.items() if name not in (TAKEN, "unreadable"))
    parts = [f"汇总 {counts.get(TAKEN, 0)} 个单位"]
    parts += [f"没有采用 {older} 份"] if older else []
    parts += [f"读不了 {counts['unreadable']} 个"] if counts.get("unreadable") else []
    parts += [f"未交 {len(outcome.missing)} 个"] if outcome.missing else []
    parts += [f"迟交 {len(outcome.late)} 个"] if outcome.late else []
    parts += [f"还有必须改的 {len(outcome.with_open)} 个"] if outcome.with_open else []
    return "，".join(parts)


class _CancelledError(Exception):
    """Whoever asked has changed his mind."""


def collect(wanted: Wanted, progress: Callable[[int, int], bool] | None = None) -> Outcome:
    """Read all files, write the workbook and, where asked for, the SQLite file.

    Args:
        wanted: What is asked for.
        progress: Called with (files read, files found) now and then; False cancels, and
            nothing is written.

    Raises:
        UnusableFileError: A folder cannot be read.
        TargetError: A file cannot be written where it was asked for.
    """
    told = progress or (lambda _done, _all: True)
    for target in filter(None, (wanted.workbook, wanted.database)):
        check_place(target)
    with _workshop(wanted) as folder:
        try:
            return _collected(wanted, told, folder)
        except _CancelledError:
            return Outcome(wanted.workbook, cancelled=True)


@contextmanager
def _workshop(wanted: Wanted) -> Iterator[Path]:
    """Give a folder beside the workbook, so that moving into place is one step."""
    try:
        with tempfile.TemporaryDirectory(prefix=".汇总-", dir=wanted.workbook.parent) as name:
            yield Path(name)
    except OSError as error:
        raise TargetError(
            f"没能写进文件夹“{wanted.workbook.parent.name}”",
            "核对磁盘空间和写的权限，或换一个文件夹",
        ) from error


def _collected(wanted: Wanted, told: Callable[[int, int], bool], folder: Path) -> Outcome:
    units = UnitList(wanted.units)
    database = folder / "汇总.sqlite"
    columns = tuple((column.key, column.head, column.unit) for column in COLUMNS)
    with Collection(database, columns) as held:
        _read_all(wanted, units, held, _Watch(wanted, told))
        year = wanted.year or held.usual_year()
        held.settle(year, wanted.deadline)
        sent = set(held.keys_taken())
        held.add_missing(unit for unit in units.names if unit not in sent)
        title = f"{wanted.county}{year or ''}{'年度' if year else ''}绩效自评"
        listed = frozenset(units.names) if units.names else None
        book = folder / "汇总.xlsx"
        gathered = Gathered(held, title, listed)
        write_workbook(book, gathered)
        outcome = _outcome(wanted.workbook, held, year)
    if not told(1, 1):
        raise _CancelledError
    place(book, wanted.workbook)
    if wanted.database is not None:
        place(database, wanted.database)
    return outcome


class _Watch:
    """Tells how many files are done, every now and then, and hears whether to go on."""

    def __init__(self, wanted: Wanted, told: Callable[[int, int], bool]) -> None:
        self._told = told
        self._done, self._found = 0, sum(1 for _ in _files(wanted))
        self._tell()

    def one_more(self) -> None:
        """Count a file that is done, and tell every so many or where the last word was long ago."""
        self._done += 1
        if self._done % _EVERY == 0 or time.monotonic() - self._last > _LONGEST:
            self._tell()

    def _tell(self) -> None:
        self._last = time.monotonic()
        if not self._told(self._done, self._found):
            raise _CancelledError


def _read_all(wanted: Wanted, units: UnitList, held: Collection, watch: _Watch) -> None:
    for path, shown in _files(wanted):
        try:
            found = read_file(path, shown, thorough=wanted.thorough)
        except KnownError as error:
            held.add_unreadable(shown, error.happened, error.remedy)
        except OSError:
            held.add_unreadable(shown, "打不开", "核对文件有没有损坏、能不能读")
        else:
            _keep(found, held, units, wanted.scheme_sha256)
        watch.one_more()


def _files(wanted: Wanted) -> Iterator[tuple[Path, str]]:
    """Yield the files to read with the names to show; what is written here is none of them."""
    ours = {path.resolve() for path in (wanted.workbook, wanted.database) if path is not None}
    names = {path.name for path in ours}
    for path, shown in files_below(wanted.folders):
        if not is_summary(path) and not (path.name in names and path.resolve() in ours):
            yield path, _visible(shown)


def _visible(name: str) -> str:
    """Return a file name as text that can be stored, whatever bytes it has."""
    return name.encode("utf-8", "replace").decode()


def _keep(found: Collected, held: Collection, units: UnitList, scheme: str) -> None:
    """Put a report into the collection; one made with another scheme than `scheme` is told."""
    differences = list(found.differences)
    if scheme and found.scheme_sha256 != scheme:
        differences.append(f"用的方案是“{found.scheme}”，不是这次指定的方案")
    findings = [
        [f.severity, f.class_, f.page, f.message, f.numbers, f.expected, f.reason]
        for f in found.findings
    ]
    figures = [_exact(found.figures.get(key)) for key in BY_KEY]
    held.add(_row(found, units), figures, findings, differences)


def _row(found: Collected, units: UnitList) -> dict[str, Any]:
    """Return the columns of a report in the collection."""
    return {
        "file": found.file,
        "unit_key": units.named(found.unit) or plain_unit(found.unit),
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


def _exact(value: Decimal | None) -> str | None:
    """Return a figure as plain digits, never in exponent form."""
    return None if value is None else f"{value:f}"


def _outcome(target: Path, held: Collection, year: int | None) -> Outcome:
    outcome = Outcome(target, year, held.counts(), list(held.missing()))
    outcome.late = [row["unit"] for row in held.late()]
    outcome.with_open = held.units_with_open()
    for row in held.unreadable():
        if len(outcome.unreadable) >= _MOST_TOLD:
            break
        outcome.unreadable.append((row["file"], f"{row['happened']}。{row['remedy']}"))
    return outcome


_MOST_TOLD = 1_000
"""Files whose trouble is told one by one; the workbook has them all."""
