"""Collecting what units sent: read all files, put them together by unit, write the workbook."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pingkou_gui.county.collected_figures import BY_KEY, COLUMNS
from pingkou_gui.county.collection_result import (
    CollectionResult,
    CountyCall,
    UnitList,
    local_minute,
    plain_unit,
)
from pingkou_gui.county.sent_files import Collected, Made, files_below, read_file
from pingkou_gui.county.summary_workbook import is_summary, write_status, write_workbook
from pingkou_gui.document.target_file import blocked_target, holder
from pingkou_gui.errors import KnownError, TargetError
from pingkou_gui.scheme.scheme_reader import read_scheme_file
from pingkou_gui.store.collection import AHEAD, TAKEN, Collection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from decimal import Decimal

    from pingkou_gui.county.summary_workbook import UnitStatus
    from pingkou_gui.scheme.scheme import Scheme


# A file made elsewhere on the same disk, moved to where it was asked for.


def check_target(target: Path) -> None:
    """Refuse a place before work goes into what shall lie there.

    Raises:
        TargetError: It is a folder, its folder is missing, or another program has it open.
    """
    if target.is_dir():
        raise TargetError(f"“{target.name}”是一个文件夹", "换一个文件名")
    if not target.parent.is_dir():
        raise TargetError(f"文件夹“{target.parent.name}”已经不在了", "另选一个文件夹再保存")
    program = holder(target)
    if program:
        raise blocked_target(target, f"“{target.name}”正在 {program} 中打开")


def move_into_place(made: Path, target: Path) -> None:
    """Move a finished file to its place; what lay there is replaced as a whole or not at all.

    Raises:
        TargetError: It cannot be put there.
    """
    try:
        made.replace(target)
    except PermissionError as error:
        raise blocked_target(target, f"“{target.name}”正被别的程序打开，或被设为只读") from error
    except OSError as error:
        raise TargetError(f"没能写成“{target.name}”", "换一个文件夹再试") from error


# From folders of packages to a workbook: what the window and the command line both do.


_EVERY = 25
"""Files between two words on how far it is."""
_LONGEST = 0.2
"""Seconds between two such words where files take their time."""


@dataclass(frozen=True, slots=True)
class CollectionRequest:
    """What is asked for: from where, to where, whom, of which year, until when."""

    folders: tuple[Path, ...]
    workbook: Path
    database: Path | None = None
    counties: tuple[CountyCall, ...] = ()
    """What each county asked for; empty collects all that is there."""
    year: int | None = None
    """None takes the year most reports are of."""
    thorough: bool = False
    status: Path | None = None
    """Where 报送情况 shall be written as a workbook of its own."""
    now: datetime | None = None
    """The moment of collecting; None asks this computer's clock."""


@dataclass(slots=True)
class Outcome:
    """What came of it: how many of what, and the lists in words."""

    workbook: Path
    year: int | None = None
    title: str = ""
    """The name of the whole: county and year."""
    counts: dict[str, int] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    with_open: list[str] = field(default_factory=list)
    unreadable: list[tuple[str, str]] = field(default_factory=list)
    """(file, sentence), the first thousand of them."""
    alike: list[tuple[str, ...]] = field(default_factory=list)
    """Units that look like one under several names."""
    clocks: list[tuple[str, str]] = field(default_factory=list)
    """(file, sentence) of reports whose moment cannot be right."""
    statuses: list[UnitStatus] = field(default_factory=list)
    """How every unit stands."""
    cancelled: bool = False


def with_scheme(wanted: CollectionRequest, path: Path) -> CollectionRequest:
    """Return what is wanted with one county more: that of a scheme file.

    Raises:
        SchemeError: The file is no scheme.
    """
    return by_scheme(wanted, read_scheme_file(path))


def by_scheme(wanted: CollectionRequest, scheme: Scheme) -> CollectionRequest:
    """Return what is wanted with one county more: the units, deadline and mark of its scheme."""
    sha = hashlib.sha256(scheme.text.encode()).hexdigest()
    call = CountyCall(scheme.county or scheme.name, scheme.units, scheme.deadline, sha)
    return replace(wanted, counties=(*wanted.counties, call))


def sentence(outcome: Outcome) -> str:
    """Return one sentence with the counts: summed up, left out, unreadable, missing, late."""
    counts = outcome.counts
    older = sum(count for name, count in counts.items() if name not in (TAKEN, "unreadable"))
    parts = [f"汇总 {counts.get(TAKEN, 0)} 个单位"]
    parts += [f"没有采用 {older} 份"] if older else []
    parts += [f"读不了 {counts['unreadable']} 个"] if counts.get("unreadable") else []
    parts += [f"未交 {len(outcome.missing)} 个"] if outcome.missing else []
    parts += [f"迟交 {len(outcome.late)} 个"] if outcome.late else []
    parts += [f"还没有改好的 {len(outcome.with_open)} 个"] if outcome.with_open else []
    parts += [f"像同一个单位的 {len(outcome.alike)} 组"] if outcome.alike else []
    parts += [f"打包时间不对的 {len(outcome.clocks)} 份"] if outcome.clocks else []
    return "，".join(parts)


class _CancelledError(Exception):
    """Whoever asked has changed his mind."""


def collect(
    wanted: CollectionRequest, progress: Callable[[int, int], bool] | None = None
) -> Outcome:
    """Read all files, write the workbook and, where asked for, the SQLite file.

    Args:
        wanted: What is asked for.
        progress: Called with (files read, files found) now and then; False cancels, and
            nothing is written.

    Raises:
        UnusableFileError: A folder cannot be read.
        TargetError: A file cannot be written where it was asked for.
    """
    report_progress = progress or (lambda _done, _all: True)
    for target in filter(None, (wanted.workbook, wanted.database, wanted.status)):
        check_target(target)
    with _workshop(wanted) as folder:
        try:
            return _collect_in_folder(wanted, report_progress, folder)
        except _CancelledError:
            return Outcome(wanted.workbook, cancelled=True)


_WORK_FOLDER = ".汇总-"
_STALE = 86_400.0
"""Seconds after which a folder of work was left by a run that was ended."""


def _remove_stale_folders(parent: Path) -> None:
    for folder in parent.glob(f"{_WORK_FOLDER}*"):
        with suppress(OSError):
            if abs(time.time() - folder.stat().st_mtime) > _STALE and not folder.is_symlink():
                shutil.rmtree(folder)


@contextmanager
def _workshop(wanted: CollectionRequest) -> Iterator[Path]:
    """Give a folder beside the workbook, so that moving into place is one step."""
    _remove_stale_folders(wanted.workbook.parent)
    try:
        with tempfile.TemporaryDirectory(prefix=_WORK_FOLDER, dir=wanted.workbook.parent) as name:
            yield Path(name)
    except OSError as error:
        raise TargetError(
            f"没能写进文件夹“{wanted.workbook.parent.name}”",
            "核对磁盘空间和写的权限，或换一个文件夹",
        ) from error


def _collect_in_folder(
    wanted: CollectionRequest, report_progress: Callable[[int, int], bool], folder: Path
) -> Outcome:
    """Read the files, write the workbooks in `folder`, move them into place; return the outcome."""
    database = folder / "汇总.sqlite"
    columns = tuple((column.key, column.head, column.unit) for column in COLUMNS)
    with Collection(database, columns) as held:
        counties = _Counties(wanted.counties)
        _read_files(wanted, counties, held, _ProgressReport(wanted, report_progress))
        clocks = _judge_clocks(held, wanted.now or datetime.now(UTC))
        year = wanted.year or held.usual_year()
        held.settle(year, counties.deadlines)
        sent = {(row["county_at"], row["unit_key"]) for row in held.units_taken()}
        held.add_missing(unit for unit in counties.all_listed() if (unit[1], unit[0]) not in sent)
        title = f"{counties.title}{year or ''}{'年度' if year else ''}绩效自评"
        book = folder / "汇总.xlsx"
        gathered = CollectionResult(held, title, wanted.counties)
        outcome = _outcome(wanted.workbook, held, year, gathered)
        outcome.clocks = clocks
        write_workbook(book, gathered, outcome.statuses)
        if wanted.status is not None:
            write_status(folder / "报送情况.xlsx", title, outcome.statuses)
    if not report_progress(1, 1):
        raise _CancelledError
    move_into_place(book, wanted.workbook)
    if wanted.status is not None:
        move_into_place(folder / "报送情况.xlsx", wanted.status)
    if wanted.database is not None:
        move_into_place(database, wanted.database)
    return outcome


def _judge_clocks(held: Collection, now: datetime) -> list[tuple[str, str]]:
    """Mark the reports whose moment cannot be right; return what is to be told of each.

    Clocks differ: what was packed within the next day counts as right.
    """
    limit = (now.astimezone(UTC) + timedelta(days=1)).isoformat(timespec="seconds")
    if not held.judge_clocks(limit):
        today = f"{now.astimezone():%Y-%m-%d}"
        return [
            (
                "这台电脑",
                f"这台电脑的日期是 {today}，收到的多数文件比它晚；没有按它判断打包时间，请核对日期",
            )
        ]
    shown, messages = [], []
    for row in held.of_wrong_clocks():
        moment = local_minute(row["created"])
        why = "还没有到" if row["clock"] == AHEAD else "早于报告的年度"
        words = f"打包时间是 {moment}，{why}；那台电脑的时钟不对，先后和迟交没有按它定"
        shown.append((row["file"], words))
        messages.append((row["id"], words))
    held.add_differences(messages)
    return shown


class _Counties:
    """The counties of a collection, and which of them a report belongs to."""

    def __init__(self, calls: Sequence[CountyCall]) -> None:
        self._calls = tuple(calls) or (CountyCall(),)
        self._lists = tuple(UnitList(call.units) for call in self._calls)
        self.deadlines = tuple(call.deadline for call in self._calls)

    @property
    def title(self) -> str:
        """The names of all, for the head of the workbook."""
        return "、".join(filter(None, (call.name for call in self._calls)))

    def at(self, found: Collected) -> int:
        """Return the number of a report's county.

        It is told by the county that the report names, else by the scheme it was made with, else
        by the one list that has its unit; the first county takes what nothing tells apart.
        """
        numbers = range(len(self._calls))
        by_name = [at for at in numbers if found.county and found.county == self._calls[at].name]
        by_scheme = [at for at in numbers if found.scheme_sha256 == self._calls[at].scheme_sha256]
        by_list = [at for at in numbers if self._lists[at].named(found.unit) is not None]
        only = (fitting[0] for fitting in (by_name, by_scheme, by_list) if len(fitting) == 1)
        return next(only, 0)

    def scheme_of(self, at: int) -> str:
        """Return the hash of the scheme that a county handed out, empty for any."""
        return self._calls[at].scheme_sha256

    def key_and_position(self, at: int, unit: str) -> tuple[str, str]:
        """Return by what the unit is known in its county, and by what it is put in order."""
        key = self._lists[at].named(unit) or plain_unit(unit)
        return key, self._lists[at].position(key)

    def all_listed(self) -> Iterator[tuple[str, int, str]]:
        """Yield every unit that is waited for: its name, the number of its county, its position."""
        for at, units in enumerate(self._lists):
            for name in units.names:
                yield name, at, units.position(name)


class _ProgressReport:
    """Tells how many files are done, every now and then, and hears whether to go on."""

    def __init__(
        self, wanted: CollectionRequest, report_progress: Callable[[int, int], bool]
    ) -> None:
        self._go_on = report_progress
        self._done, self._found = 0, sum(1 for _ in _files(wanted))
        self._report_progress()

    def one_more(self) -> None:
        """Count a file that is done, and tell every so many or where the last word was long ago."""
        self._done += 1
        if self._done % _EVERY == 0 or time.monotonic() - self._last > _LONGEST:
            self._report_progress()

    def _report_progress(self) -> None:
        self._last = time.monotonic()
        if not self._go_on(self._done, self._found):
            raise _CancelledError


def _read_files(
    wanted: CollectionRequest, counties: _Counties, held: Collection, progress: _ProgressReport
) -> None:
    """Add every file to the collection, or the reason why it cannot be read."""
    for path, shown in _files(wanted):
        try:
            found = read_file(path, shown, thorough=wanted.thorough)
        except KnownError as error:
            held.add_unreadable(shown, error.happened, error.remedy)
        except OSError:
            held.add_unreadable(shown, "打不开", "核对文件有没有损坏、能不能读")
        else:
            _keep(found, held, counties)
        progress.one_more()


def _files(wanted: CollectionRequest) -> Iterator[tuple[Path, str]]:
    """Yield the files to read with the names to show; a summary that was written is none of them."""
    for path, shown in files_below(wanted.folders):
        if not is_summary(path):
            yield path, _visible(shown)


def _visible(name: str) -> str:
    """Return a file name as text that can be stored, whatever bytes it has."""
    return name.encode("utf-8", "replace").decode()


def _keep(found: Collected, held: Collection, counties: _Counties) -> None:
    """Put a report into the collection; one made with another scheme than its county's is told."""
    at = counties.at(found)
    scheme = counties.scheme_of(at)
    differences = list(found.differences)
    if scheme and found.scheme_sha256 != scheme:
        differences.append(f"用的方案是“{found.scheme}”，不是这次指定的方案")
    findings = [
        [f.severity, f.class_, f.page, f.message, f.numbers, f.expected, f.reason]
        for f in found.findings
    ]
    figures = [_exact(found.figures.get(key)) for key in BY_KEY]
    held.add(_row(found, counties, at), figures, findings, differences)


def _row(found: Collected, counties: _Counties, at: int) -> dict[str, Any]:
    """Return the columns of a report in the collection."""
    key, position = counties.key_and_position(at, found.unit)
    return {
        "file": found.file,
        "unit_key": key,
        "county_at": at,
        "position": position,
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
        "open_missing": found.open_missing,
        "open_reminders": found.open_reminders,
        "fingerprint": found.fingerprint,
    }


def _exact(value: Decimal | None) -> str | None:
    """Return a figure as plain digits, never in exponent form."""
    return None if value is None else f"{value:f}"


def _outcome(
    target: Path, held: Collection, year: int | None, gathered: CollectionResult
) -> Outcome:
    """Return what the collection came to; at most `_MOST_TOLD` unreadable files are listed."""
    missing = [row["unit"] for row in held.missing()]
    outcome = Outcome(target, year, gathered.title, held.counts(), missing)
    outcome.alike = [tuple(row["unit"] for row in group) for group in gathered.alike()]
    outcome.statuses = gathered.statuses()
    outcome.late = [row["unit"] for row in held.late()]
    outcome.with_open = held.units_with_open()
    for row in held.unreadable():
        if len(outcome.unreadable) >= _MOST_TOLD:
            break
        outcome.unreadable.append((row["file"], f"{row['happened']}。{row['remedy']}"))
    return outcome


_MOST_TOLD = 1_000
"""Files whose trouble is told one by one; the workbook has them all."""
