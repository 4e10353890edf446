"""From folders of packages to a workbook: what the window and the command line both do."""

from __future__ import annotations

import gc
import hashlib
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pingkou_gui.county.collecting.columns import COLUMNS
from pingkou_gui.county.collecting.finding import files_below
from pingkou_gui.county.collecting.units import UnitList, plain_unit
from pingkou_gui.county.workbook import is_summary, write_workbook
from pingkou_gui.errors import TargetError
from pingkou_gui.exchange.gathered import Gathered
from pingkou_gui.exchange.placing import check_place, place
from pingkou_gui.exchange.readers.answer import Refused
from pingkou_gui.exchange.readers.in_order import Readers
from pingkou_gui.scheme.reader import read_scheme_file
from pingkou_gui.store.collection import TAKEN, Collection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pingkou_gui.exchange.readers.answer import Answer
    from pingkou_gui.scheme.model import Scheme

_EVERY = 25
"""Files between two words on how far it is."""
_LONGEST = 0.2
"""Seconds between two such words where files take their time."""
MANY = 500
"""Files from which a second process that reads a share is worth its start."""


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


def collect(
    wanted: Wanted, progress: Callable[[int, int], bool] | None = None, *, many: int = MANY
) -> Outcome:
    """Read all files, write the workbook and, where asked for, the SQLite file.

    Args:
        wanted: What is asked for.
        progress: Called with (files read, files found) now and then; False cancels, and
            nothing is written.
        many: How many files are so many that a second process reads a share of them.

    Raises:
        UnusableFileError: A folder cannot be read.
        TargetError: A file cannot be written where it was asked for.
    """
    told = progress or (lambda _done, _all: True)
    for target in filter(None, (wanted.workbook, wanted.database)):
        check_place(target)
    with _workshop(wanted) as folder, _no_garbage():
        try:
            return _collected(wanted, told, folder, many)
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


@contextmanager
def _no_garbage() -> Iterator[None]:
    """Leave cycles alone: what is read per file makes none, and looking for them costs a third."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _collected(
    wanted: Wanted, told: Callable[[int, int], bool], folder: Path, many: int
) -> Outcome:
    units = UnitList(wanted.units)
    database = folder / "汇总.sqlite"
    columns = tuple((column.key, column.head, column.unit) for column in COLUMNS)
    with Collection(database, columns) as held:
        _read_all(wanted, units, held, _Watch(wanted, told, many))
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

    def __init__(self, wanted: Wanted, told: Callable[[int, int], bool], many: int) -> None:
        self._told = told
        self._done, self._found = 0, sum(1 for _ in _files(wanted))
        self.two = self._found >= many
        """Whether there are enough for two readers."""
        self._tell()

    def one_more(self) -> None:
        """Count a file that is done."""
        self._done += 1
        if self._done % _EVERY == 0:
            self._tell()

    def waiting(self) -> None:
        """Tell where the last word was long ago."""
        if time.monotonic() - self._last > _LONGEST:
            self._tell()

    def _tell(self) -> None:
        self._last = time.monotonic()
        if not self._told(self._done, self._found):
            raise _CancelledError


def _read_all(wanted: Wanted, units: UnitList, held: Collection, watch: _Watch) -> None:
    files = _files(wanted)
    with Readers(files, watch.waiting, thorough=wanted.thorough, two=watch.two) as readers:
        for turn in readers.turns():
            if turn.answer is not None:
                _keep(turn.shown, turn.answer, held, units, wanted.scheme_sha256)
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


def _keep(file: str, answer: Answer, held: Collection, units: UnitList, scheme: str) -> None:
    if isinstance(answer, Refused):
        held.add_unreadable(file, answer.happened, answer.remedy)
        return
    unit = answer.row["unit"]
    row = answer.row | {"file": file, "unit_key": units.named(unit) or plain_unit(unit)}
    differences = answer.differences
    if scheme and answer.scheme != scheme:
        differences = [*differences, f"用的方案是“{row['scheme']}”，不是这次指定的方案"]
    held.add(row, answer.figures, answer.findings, differences)


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
