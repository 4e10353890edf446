"""From a report to a verified Word file where the clerk wants it, whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pingkou_gui.document.compose import compose
from pingkou_gui.document.docx_file import DocxPackage, read_written
from pingkou_gui.document.page_flow import flow_parts
from pingkou_gui.document.page_geometry import Geometry
from pingkou_gui.document.status import report_status
from pingkou_gui.document.verify import verify
from pingkou_gui.document.word import part_xml
from pingkou_gui.document.word_page import edges
from pingkou_gui.errors import KnownError, TargetError
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.json_format import Record, to_json
from pingkou_gui.scheme.scheme_reader import scheme_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pingkou_gui.document.status import ReportStatus
    from pingkou_gui.document.tree import Document
    from pingkou_gui.document.verify import Verification
    from pingkou_gui.report.findings import Finding
    from pingkou_gui.scheme.scheme import PageHabits


# Writing a file where the clerk wants it: whole or not at all, and never under an open one.


_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}
_SHARING_VIOLATION = 32
"""Windows: another program holds the file open."""
_MOST_NAMES = 100


class BlockedTargetError(TargetError):
    """The target cannot be replaced now; `suggestion` is a free name in the same folder."""

    def __init__(self, happened: str, remedy: str, suggestion: Path | None = None) -> None:
        """Keep the other name, None where no other name would help."""
        super().__init__(happened, remedy)
        self.suggestion = suggestion


def write_safely(target: Path, data: bytes, *, despite_lock: bool = False) -> None:
    """Write the bytes to a temporary file beside the target, flush them, move it into place.

    Whatever happens, the target is either its old or its new self, and no other file stays.

    Raises:
        BlockedTargetError: Word, WPS or LibreOffice has the target open, or it is read-only.
        TargetError: The folder is missing, not writable or full, or the name cannot be used.
    """
    target = Path(os.path.realpath(target))
    _check(target)
    if _is_write_protected(target):
        raise _blocked(target, f"“{target.name}”被设为只读")
    if not despite_lock and (program := holder(target)):
        raise _blocked(target, f"“{target.name}”正在 {program} 中打开")
    try:
        _write(target, data)
    except TargetError:
        raise
    except OSError as error:
        raise _explained(target, error) from error


def _check(target: Path) -> None:
    if os.path.isdir(target):  # noqa: PTH112 - a name too long is no folder, not a fault
        raise TargetError(f"“{target.name}”是一个文件夹", "换一个文件名")
    if not os.path.isdir(target.parent):  # noqa: PTH112
        raise TargetError(f"文件夹“{target.parent.name}”已经不在了", "另选一个文件夹再保存")


def _is_write_protected(target: Path) -> bool:
    """Return whether a file is there that nobody may write, though its folder may be written."""
    try:
        return not target.stat().st_mode & 0o222
    except OSError:
        return False


def _write(target: Path, data: bytes) -> None:
    # A short name of its own: the target's may already be as long as the system allows.
    temporary = target.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(OSError):  # an older file keeps who may read it
            temporary.chmod(target.stat().st_mode & 0o777)
        _replace(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)
    _settle(target.parent)


def _replace(temporary: Path, target: Path) -> None:
    try:
        temporary.replace(target)
    except PermissionError as error:
        raise _blocked(target, f"“{target.name}”正被别的程序打开，或被设为只读") from error


def _settle(folder: Path) -> None:
    # On Linux the new name is durable only once the folder is; Windows cannot open one.
    if os.name == "posix":
        with contextlib.suppress(OSError), _opened(folder) as handle:
            os.fsync(handle)


@contextlib.contextmanager
def _opened(folder: Path) -> Iterator[int]:
    handle = os.open(folder, os.O_RDONLY)
    try:
        yield handle
    finally:
        os.close(handle)


def holder(target: Path) -> str | None:
    """Return the program whose lock file says that it has the target open, or None."""
    return next(
        (name for lock, name in _locks(target.name) if _exists(target.with_name(lock))), None
    )


def _exists(path: Path) -> bool:
    # Path.exists fails on a name too long, and a lock's name is longer than the target's.
    return os.path.exists(path)  # noqa: PTH110


def _locks(name: str) -> tuple[tuple[str, str], ...]:
    # Word puts ~$ before a short name and over the first letters of a longer one.
    covered = min(max(len(Path(name).stem) - 6, 0), 2)
    return (
        (f"~${name[covered:]}", "Word"),
        (f".~{name}", "WPS"),
        (f".~lock.{name}#", "LibreOffice"),
    )


def free_name(target: Path) -> Path | None:
    """Return the first of 名（2）.docx, 名（3）.docx … that is neither there nor locked."""
    for number in range(2, _MOST_NAMES):
        other = target.with_name(f"{target.stem}（{number}）{target.suffix}")
        if not _exists(other) and not holder(other):
            return other
    return None


def _blocked(target: Path, happened: str) -> BlockedTargetError:
    other = free_name(target)
    named = f"，或者换名保存为“{other.name}”" if other else "，或者换一个文件名"
    return BlockedTargetError(happened, f"先在那里关闭它再保存{named}", other)


def _explained(target: Path, error: OSError) -> TargetError:
    folder = target.parent.name or str(target.parent)
    if getattr(error, "winerror", None) == _SHARING_VIOLATION:
        return _blocked(target, f"“{target.name}”正被别的程序打开")
    if error.errno in _FULL:
        return TargetError("磁盘已满，文件没有写成", "腾出空间，或者换一个磁盘保存")
    if error.errno in _DENIED:
        return TargetError(f"文件夹“{folder}”不允许写入", "另选一个文件夹，例如“文档”或桌面")
    if error.errno == errno.ENAMETOOLONG:
        return TargetError("文件名太长", "换一个短一些的文件名")
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return TargetError(f"文件夹“{folder}”已经不在了", "另选一个文件夹再保存")
    return TargetError(f"文件没有写进“{folder}”", "换一个文件名或文件夹再试")


# Writing a report as a Word file, and proving what was written.


def build_word(document: Document, habits: PageHabits, *, written: datetime) -> bytes:
    """Return the report as the bytes of a docx.

    The same document, habits and `written` give the same bytes. A time with a zone is stored as
    UTC; one without is stored as it stands, whatever the zone of the computer.

    Raises:
        ValueError: A table of the tree does not fill its columns.
    """
    page = Geometry.of(habits)
    sections: list[tuple[Geometry, list[str]]] = []
    for here, part in flow_parts(document, page, sealed=habits.sealed):
        if not sections or sections[-1][0] != here:
            sections.append((here, []))
        sections[-1][1].extend(part_xml(part, page.pitch))
    turn = habits.rotate_landscape_numbers
    ends = [edges(here, rotated=turn, draft=document.draft) for here, _ in sections]
    package = DocxPackage()
    package.fit(habits, page)
    package.fill(sections, ends)
    package.describe(document, _stored(written))
    if document.payload:
        package.carry(document.payload)
    return package.save()


def _stored(written: datetime) -> datetime:
    whole = written.replace(microsecond=0)
    return whole.astimezone(UTC).replace(tzinfo=None) if whole.tzinfo else whole


def write_word(
    document: Document,
    habits: PageHabits,
    target: Path,
    *,
    written: datetime,
    despite_lock: bool = False,
) -> Verification:
    """Write the report to `target` and return the proof of the file that now lies there.

    Args:
        document: The report.
        habits: The page habits of the county.
        target: Where to; an older file there is replaced as a whole or not at all.
        written: The time that goes into the properties of the file.
        despite_lock: Write although a lock file says that the target is open elsewhere.

    Raises:
        TargetError: Nothing could be written there; it may offer another name.
    """
    write_safely(target, build_word(document, habits, written=written), despite_lock=despite_lock)
    return verify(target, document, habits)


# From a record to a proved Word file: what the window, the command line and tests all do.


@dataclass(frozen=True, slots=True)
class Published:
    """A written file, its proof, and how the report in it stands."""

    target: Path
    proof: Verification
    standing: ReportStatus

    @property
    def draft(self) -> bool:
        """Whether the file says 草稿 on every page."""
        return self.standing.draft


def publish(
    record: Record,
    target: Path,
    written: datetime,
    *,
    reviewed: Iterable[Finding] | None = None,
    despite_lock: bool = False,
) -> Published:
    """Write the report as Word with its data inside, and prove the file.

    A report that has not changed since it was written there keeps its time, and so its bytes.

    Args:
        record: The report with its scheme.
        target: The file to write.
        written: The moment that counts as that of writing, where the report has changed.
        reviewed: The findings in the clerk's own words, where they are known already.
        despite_lock: Write although another program seems to hold the file.

    Raises:
        TargetError: The file cannot be written; nothing is left half written.
    """
    scheme = scheme_of(record.scheme)
    facts = Facts(record.report, scheme)
    found = report_status(facts, reviewed)
    document = compose(facts, draft=found.draft, payload=to_json(record))
    moment = _unchanged_since(target, document, scheme.page) or written
    proof = write_word(document, scheme.page, target, written=moment, despite_lock=despite_lock)
    return Published(target, proof, found)


def publish_without_data(record: Record, target: Path, written: datetime) -> Published:
    """Write the copy that goes to a website: the same pages without the data inside.

    It cannot be opened as a report again; the full file stays with the unit.

    Raises:
        TargetError: The file cannot be written; nothing is left half written.
    """
    scheme = scheme_of(record.scheme)
    facts = Facts(record.report, scheme)
    found = report_status(facts)
    document = compose(facts, draft=found.draft)
    moment = _unchanged_since(target, document, scheme.page) or written
    return Published(target, write_word(document, scheme.page, target, written=moment), found)


def _unchanged_since(target: Path, document: Document, habits: PageHabits) -> datetime | None:
    """Return when the very same report was written to the target, None where it was not."""
    try:
        earlier, size = read_written(target), target.stat().st_size
        if earlier is None or size > _SAME_LARGEST:
            return None
        same = build_word(document, habits, written=earlier) == target.read_bytes()
    except (KnownError, OSError, ValueError):
        return None
    return earlier if same else None


_SAME_LARGEST = 2 * 1024 * 1024
"""Bytes of a file that is held against a report before it is written anew."""
