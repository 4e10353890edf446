"""Collecting what units sent: files found, read, held against what they state, put together by unit."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
import time
from collections import Counter
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pingkou_gui.county.collected_figures import BY_KEY, COLUMNS, measured
from pingkou_gui.county.package import Manifest, SchemeMark, StatedFinding, read_package
from pingkou_gui.county.send import stated_in
from pingkou_gui.county.summary_workbook import UnitLine, is_summary, write_workbook
from pingkou_gui.document.docx_file import read_payload, read_written
from pingkou_gui.document.publish import BlockedTargetError, free_name, holder
from pingkou_gui.errors import KnownError, TargetError, UnusableFileError
from pingkou_gui.form.kinds import half_width, rounded
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.paths import RETURN_PACKAGE
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.json_format import from_json
from pingkou_gui.scheme.scheme_reader import read_scheme_file, scheme_of
from pingkou_gui.store.collection import TAKEN, Collection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from pingkou_gui.county.package import ReturnPackage
    from pingkou_gui.scheme.scheme import Scheme


# What is known of a file that was collected.


class Made(Enum):
    """What a file is."""

    PACKAGE = "上报包"
    WORD = "Word 文件"


@dataclass(frozen=True, slots=True)
class Collected:
    """A report that was read: who sent it, its figures by key, what is open in it.

    `figures` are worked out by this program from the data; None where they do not tell.
    `differences` says what the file states otherwise than its data.
    """

    file: str
    made: Made
    unit: str
    year: int | None
    county: str
    created: datetime
    """When it was packed; of a Word file, when it says it was last written."""
    program: str
    scheme: str
    draft: bool
    sent_despite: str
    figures: Mapping[str, Decimal | None]
    grade: str
    findings: tuple[StatedFinding, ...]
    differences: tuple[str, ...]
    scheme_sha256: str
    fingerprint: str
    """The SHA-256 of the data: equal for copies."""

    @property
    def open_must(self) -> int:
        """How many findings must still be mended."""
        return sum(finding.must_be_mended for finding in self.findings)

    @property
    def open_reminders(self) -> int:
        """How many reminders nobody gave a reason for."""
        return sum(f.open and f.severity == "提醒" for f in self.findings)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that could not be used, with the sentences that say why."""

    file: str
    happened: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Call:
    """What the county asked for: whom, of which year, until when."""

    units: tuple[str, ...] = ()
    deadline: date | None = None
    year: int | None = None


# Finding the files to collect below some folders.


PACKAGES = (RETURN_PACKAGE.extension, ".zip")
"""A package is a zip; some mail systems call it so."""
WORD = ".docx"
_IGNORED = re.compile(r"[.~]|desktop\.ini$|.*\.(?:tmp|lnk|jxfa|db|sqlite)(?:-\w+)?$", re.IGNORECASE)
"""What systems and office programs lay into folders (Word its locks, ~$…), the county's own."""
_HIDDEN = "."
"""Folders of systems, the bin among them, and the one in which a summary is being made."""
_PACK = "由原单位在本程序里“打包上报”，交 .jxbg 文件"
_UNUSABLE = (
    (
        (".doc", ".wps", ".wpt", ".rtf", ".docm", ".odt"),
        "是旧版 Word 或 WPS 文件，没有报告数据",
        _PACK,
    ),
    (
        (".pdf", ".ofd", ".jpg", ".jpeg", ".png", ".tif", ".bmp"),
        "是版式文件或图片，没有报告数据",
        _PACK,
    ),
    ((".rar", ".7z", ".tar", ".gz"), "是压缩包，没有解开", "解压到这个文件夹，再汇总"),
    ((".xlsx", ".xls", ".et", ".csv"), "是表格，没有报告数据", f"单位只交了表格的，{_PACK}"),
)
_OTHER = ("不是上报包，也不是本程序写出的 Word", _PACK)


DEEPEST = 60
"""Folders within each other that are looked through."""


def files_below(folders: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Yield every file a unit may have sent with the name to show, in the order of the names.

    `refuse_other` says of those that are neither package nor Word file what to ask for.

    Links to folders are not followed, so that no ring of them can be walked for ever.

    Raises:
        UnusableFileError: One of the folders is not there or cannot be read.
    """
    for folder in folders:
        if folder.is_file():
            yield folder, folder.name
            continue
        if not folder.is_dir():
            raise UnusableFileError(f"没有文件夹“{folder}”", "核对文件夹还在不在，再汇总")
        for place, inner, names in os.walk(folder, onerror=_refuse):
            inner[:] = sorted(name for name in inner if not name.startswith(_HIDDEN))
            within = Path(place)
            if len(within.parts) - len(folder.parts) > DEEPEST:
                raise UnusableFileError(f"“{folder.name}”里的文件夹套得太深", "把文件移出来再汇总")
            before = "" if within == folder else f"{within.relative_to(folder).as_posix()}/"
            for name in sorted(names):
                if not _IGNORED.match(name):
                    yield within / name, f"{before}{name}"


def refuse_other(path: Path) -> None:
    """Refuse a file that holds no data whatever is in it.

    Raises:
        UnusableFileError: It is neither package nor Word file.
    """
    suffix = path.suffix.lower()
    if suffix in (*PACKAGES, WORD):
        return
    found = ((happened, remedy) for kinds, happened, remedy in _UNUSABLE if suffix in kinds)
    happened, remedy = next(found, _OTHER)
    raise UnusableFileError(f"“{path.name}”{happened}", remedy)


def _refuse(error: OSError) -> None:
    raise UnusableFileError(
        f"文件夹“{error.filename}”读不了", "核对有没有读的权限，再汇总"
    ) from error


# One file into what is collected of it.


def read_file(path: Path, shown: str, *, thorough: bool) -> Collected:
    """Return what is collected of a file, `shown` as its name.

    A `thorough` reading checks again what a package states of its findings, and the data inside
    its Word file.

    Raises:
        UnusableFileError: It is no return package and no Word file of this program, or damaged.
    """
    refuse_other(path)
    if path.suffix.lower() in PACKAGES:
        return _of_package(read_package(path), shown, thorough=thorough)
    return _of_word(path, shown)


def _of_package(package: ReturnPackage, shown: str, *, thorough: bool) -> Collected:
    facts = _facts(package.data)
    figures = measured(facts)
    found = stated_in(package.data) if thorough else package.findings
    differences = list(_differences(package.manifest, facts, figures))
    if thorough:
        differences += _checked_again(package, found)
    return _collected(
        shown,
        Made.PACKAGE,
        facts,
        figures,
        package.manifest,
        found,
        differences,
        package.data_sha256,
    )


def _of_word(path: Path, shown: str) -> Collected:
    data = read_payload(path)
    if data is None:
        raise UnusableFileError(
            f"“{path.name}”里没有报告数据", "只有由本程序写出的 Word 文件能汇总，由原单位报上报包"
        )
    facts = _facts(data)
    # Copying a file makes it young; what it says of itself does not change with that.
    moment = read_written(path) or datetime.fromtimestamp(path.stat().st_mtime, UTC)
    says = Manifest(
        facts[Unit.name] or "",
        facts[Unit.year] or 0,
        facts[Unit.county] or "",
        moment,
        "",
        SchemeMark(facts.scheme.name, facts.scheme.version, ""),
    )
    sha = hashlib.sha256(data.encode("utf-8", "surrogatepass")).hexdigest()
    return _collected(shown, Made.WORD, facts, measured(facts), says, stated_in(data), (), sha)


def _facts(data: str) -> Facts:
    record = from_json(data)
    return Facts(record.report, scheme_of(record.scheme))


def _collected(  # noqa: PLR0913, PLR0917 - what is known, part by part
    shown: str,
    made: Made,
    facts: Facts,
    figures: dict[str, Decimal | None],
    says: Manifest,
    found: tuple[StatedFinding, ...],
    differences: list[str] | tuple[()],
    sha: str,
) -> Collected:
    unit = facts[Unit.name] or ""
    if not unit:
        raise UnusableFileError(f"“{shown}”里没有填单位名称", "由原单位填好单位名称再报")
    score = figures["score"]
    return Collected(
        shown,
        made,
        unit,
        facts[Unit.year],
        facts[Unit.county] or "",
        says.created,
        says.program,
        f"{says.scheme.name} {says.scheme.version}".strip(),
        any(f.severity == "还差" for f in found),
        says.sent_despite,
        figures,
        "" if score is None else facts.scheme.grade(score),
        found,
        tuple(differences),
        _sha256(facts.scheme.text),
        sha,
    )


@lru_cache(maxsize=8)
def _sha256(scheme: str) -> str:
    return hashlib.sha256(scheme.encode()).hexdigest()


def _differences(says: Manifest, facts: Facts, figures: dict[str, Decimal | None]) -> Iterator[str]:
    """Return what the manifest says otherwise than the data."""
    if says.unit != (facts[Unit.name] or ""):
        yield f"清单上的单位是“{says.unit[:40]}”，数据里是“{(facts[Unit.name] or '')[:40]}”"
    year = facts[Unit.year]
    if says.year != (year or 0):
        yield f"清单上的年度是 {says.year}，数据里是 {year or '空的'}"
    for key, stated in says.figures.items():
        column, own = BY_KEY.get(key), figures.get(key)
        if own == stated:
            continue
        shown = None if own is None else rounded(own, 2)
        if column is not None and (shown is None or shown != rounded(stated, 2)):
            told = "算不出" if shown is None else f"{shown}"
            yield f"{column.head}清单上是 {rounded(stated, 2)}，按数据算是 {told}"


def _checked_again(package: ReturnPackage, found: tuple[StatedFinding, ...]) -> Iterator[str]:
    """Return what a package hides: open findings it does not tell, other data in its Word file."""
    stated = {(f.severity, f.message, f.numbers) for f in package.findings}
    for finding in found:
        if (
            finding.must_be_mended
            and (finding.severity, finding.message, finding.numbers) not in stated
        ):
            yield f"包里没有列出的问题：{finding.message}"
    try:
        same = _payload_in(package.word) == package.data
    except UnusableFileError as error:
        yield f"包里的 Word 文件读不了：{error.happened}"
        return
    if not same:
        yield "包里 Word 文件随带的数据和包里的数据不一样"


def _payload_in(word: bytes) -> str | None:
    """Return the data inside the bytes of a Word file."""
    with tempfile.TemporaryDirectory(prefix="word-") as folder:
        path = Path(folder) / "report.docx"
        path.write_bytes(word)
        return read_payload(path)


# Whether two names mean the same unit: 平口镇 and 安化县平口镇人民政府.


_BLANKS = re.compile(r"\s+")
_COUNTY = re.compile(r"^[^县市区]{1,8}?[县市区](?=.{2,})")
_ENDS = ("人民政府", "街道办事处", "办事处")


def plain_unit(name: str) -> str:
    """Return the name without blanks and full-width forms."""
    return _BLANKS.sub("", half_width(name))


def short_unit(name: str) -> str:
    """Return the name without its county and without 人民政府."""
    bare = _COUNTY.sub("", plain_unit(name))
    for end in _ENDS:
        kept = bare.removesuffix(end)
        if kept and kept != bare:
            return kept if end == "人民政府" else f"{kept.removesuffix('街道')}街道"
    return bare


class UnitList:
    """The units that a county waits for."""

    def __init__(self, names: Iterable[str]) -> None:
        """Note the names; a short form that two units share stands for neither."""
        self.names = tuple(dict.fromkeys(names))
        self._plain = {plain_unit(name): name for name in self.names}
        shorts = Counter(short_unit(name) for name in self.names)
        self._short = {
            short_unit(name): name for name in self.names if shorts[short_unit(name)] == 1
        }

    def named(self, unit: str) -> str | None:
        """Return the listed name that a unit's own name means, None where there is none."""
        return self._plain.get(plain_unit(unit)) or self._short.get(short_unit(unit))


# A collection in the store, read as the workbook wants it.


def local_minute(stored: str) -> str:
    """Return a stored moment by the local clock: 2024-03-15 09:30."""
    return f"{datetime.fromisoformat(stored).astimezone():%Y-%m-%d %H:%M}"


def _decimal(stored: str | None) -> Decimal | None:
    return None if stored is None else Decimal(stored)


class CollectionResult:
    """What was collected; every method reads from the beginning."""

    def __init__(self, held: Collection, title: str, listed: frozenset[str] | None) -> None:
        """Read from `held`; `listed` are the keys of the units waited for, None without a list."""
        self._held, self._listed = held, listed
        self.title = title

    def lines(self) -> Iterator[UnitLine]:
        """Yield the taken reports, unit by unit."""
        for row, figures in self._held.taken():
            yield UnitLine(
                row["unit"],
                row["file"],
                row["kind"],
                local_minute(row["created"]),
                row["program"],
                row["scheme"],
                row["grade"],
                bool(row["draft"]),
                bool(row["late"]),
                row["open_must"],
                row["open_reminders"],
                row["sent_despite"],
                dict(zip(BY_KEY, map(_decimal, figures), strict=True)),
            )

    def findings(self) -> Iterator[tuple[str, StatedFinding]]:
        """Yield the findings with their units."""
        for row in self._held.findings():
            yield (
                row["unit"],
                StatedFinding(
                    row["severity"],
                    row["class"],
                    row["page"],
                    row["message"],
                    row["numbers"],
                    row["expected"],
                    row["reason"],
                ),
            )

    def absent(self) -> Iterator[tuple[str, ...]]:
        """Yield who sent nothing, who was late, who is not on the list."""
        for unit in self._held.missing():
            yield unit, "未交", "", ""
        for row in self._held.late():
            yield row["unit"], "迟交", local_minute(row["created"]), row["file"]
        if self._listed is None:
            return
        for row in self._held.not_among(self._listed):
            yield row["unit"], "名单外", local_minute(row["created"]), row["file"]

    def unreadable(self) -> Iterator[tuple[str, ...]]:
        """Yield the files that could not be used."""
        for row in self._held.unreadable():
            yield row["file"], row["happened"], row["remedy"]

    def left_out(self) -> Iterator[tuple[str, ...]]:
        """Yield the reports in whose place another was taken."""
        for row in self._held.left_out():
            yield (
                row["unit"],
                str(row["year"] or ""),
                row["file"],
                local_minute(row["created"]),
                row["status"],
                row["taken_instead"],
            )

    def differences(self) -> Iterator[tuple[str, ...]]:
        """Yield what does not agree."""
        for row in self._held.differences():
            yield row["unit"], row["file"], row["message"]


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
        raise _blocked(target, f"“{target.name}”正在 {program} 中打开")


def move_into_place(made: Path, target: Path) -> None:
    """Move a finished file to its place; what lay there is replaced as a whole or not at all.

    Raises:
        TargetError: It cannot be put there.
    """
    try:
        made.replace(target)
    except PermissionError as error:
        raise _blocked(target, f"“{target.name}”正被别的程序打开，或被设为只读") from error
    except OSError as error:
        raise TargetError(f"没能写成“{target.name}”", "换一个文件夹再试") from error


def _blocked(target: Path, happened: str) -> BlockedTargetError:
    other = free_name(target)
    named = f"，或者换名保存为“{other.name}”" if other else "，或者换一个文件名"
    return BlockedTargetError(happened, f"先在那里关闭它再保存{named}", other)


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


def with_scheme(wanted: CollectionRequest, path: Path) -> CollectionRequest:
    """Return what is wanted with the units, the deadline and the mark of a scheme file.

    Raises:
        SchemeError: The file is no scheme.
    """
    return by_scheme(wanted, read_scheme_file(path))


def by_scheme(wanted: CollectionRequest, scheme: Scheme) -> CollectionRequest:
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
    told = progress or (lambda _done, _all: True)
    for target in filter(None, (wanted.workbook, wanted.database)):
        check_target(target)
    with _workshop(wanted) as folder:
        try:
            return _collected_files(wanted, told, folder)
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


def _collected_files(
    wanted: CollectionRequest, told: Callable[[int, int], bool], folder: Path
) -> Outcome:
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
        gathered = CollectionResult(held, title, listed)
        write_workbook(book, gathered)
        outcome = _outcome(wanted.workbook, held, year)
    if not told(1, 1):
        raise _CancelledError
    move_into_place(book, wanted.workbook)
    if wanted.database is not None:
        move_into_place(database, wanted.database)
    return outcome


class _Watch:
    """Tells how many files are done, every now and then, and hears whether to go on."""

    def __init__(self, wanted: CollectionRequest, told: Callable[[int, int], bool]) -> None:
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


def _read_all(wanted: CollectionRequest, units: UnitList, held: Collection, watch: _Watch) -> None:
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


def _files(wanted: CollectionRequest) -> Iterator[tuple[Path, str]]:
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
