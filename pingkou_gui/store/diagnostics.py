"""诊断包: what helps to find a fault, without a word of any report.

It says versions, sizes, counts and states; of the log the traces, whose messages are masked.
"""

from __future__ import annotations

import platform
import re
import sqlite3
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING

from pingkou_gui import __version__
from pingkou_gui.errors import KnownError
from pingkou_gui.paths import database_in
from pingkou_gui.store.backups import FOLDER, list_backups, open_reports
from pingkou_gui.store.database import Access, find_damage
from pingkou_gui.store.folder_location import is_on_network, synchronised_by
from pingkou_gui.store.masked_lines import masked_line, without_content

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


_MOST_LINES = 400
_MOST_FILES = 60
_MOST_FAULTS = 5
_MOST_BACKUPS = 10
_TABLES = {
    "reports": "报告",
    "field_values": "填的内容",
    "report_rows": "表格的行",
    "history": "改动记录",
}


def diagnosis(folder: Path) -> str:
    """Return the state of a data folder as text, to be shown and handed in.

    Nothing of it comes from a report: no unit, no amount, no sentence, no name of a file of
    the clerk's, no name of the user.
    """
    parts = (_about_program(), _about_place(folder), _about_data(folder), _about_log(folder))
    return "\n".join(line for part in parts for line in (*part, ""))


def _about_program() -> Iterator[str]:
    yield "【程序】"
    yield f"版本 {__version__}，Python {platform.python_version()}，SQLite {sqlite3.sqlite_version}"
    yield f"系统 {platform.system()} {platform.release()} {platform.machine()}"
    yield f"做于 {datetime.now().astimezone():%Y-%m-%d %H:%M:%S %z}"


def _about_place(folder: Path) -> Iterator[str]:
    """Yield lines on the data folder: what synchronises it, and its files with size and rights."""
    yield "【数据文件夹】"
    service = synchronised_by(folder)
    yield f"同步：{service or '没有认出'}；网络共享：{'是' if is_on_network(folder) else '否'}"
    try:
        files = sorted((*folder.iterdir(), *(folder / FOLDER).glob("*")))[:_MOST_FILES]
    except OSError:
        yield "文件夹读不出来"
        return
    for path in files:
        try:
            found = path.stat()
        except OSError:
            continue
        moment = datetime.fromtimestamp(found.st_mtime).astimezone()
        kind = "文件夹" if path.is_dir() else f"{found.st_size} 字节"
        yield f"{_own_name(path)}\t{kind}\t{moment:%Y-%m-%d %H:%M}\t权限 {found.st_mode & 0o777:03o}"


def _own_name(path: Path) -> str:
    """Return a file's name where the program gave it, else only its ending."""
    known = _OWN_NAMES.fullmatch(path.name)
    return path.name if known else f"（别的文件）{without_content(path.suffix)}"


_OWN_NAMES = re.compile(
    r"reports(?:-damaged-[\d-]+)?\.(?:db|txt)(?:-wal|-shm|-journal|\.part)?|window\.lock|settings\.ini"
    r"|county(?:-damaged-[\d-]+)?\.jxfa|backups|log|\d{6}-\d{8}-\d{6}-[a-z_]+\.db(?:\.part)?"
)
"""What the program itself writes into its folder."""


def _about_data(folder: Path) -> Iterator[str]:
    """Yield lines on the database: how many rows, what is damaged, which backups."""
    yield "【数据】"
    path = database_in(folder)
    if not path.exists():
        yield "没有数据文件"
        return
    try:
        store = open_reports(folder, Access.READ)
    except KnownError as error:
        yield f"打不开：{type(error).__name__} {_in_words(getattr(error, 'what', ''))}"
        return
    with closing(store):
        connection = store.file.connection
        for table, called in _TABLES.items():
            many = connection.execute(f"select count(*) from {table}").fetchone()[0]
            yield f"{called} {many}"
        found = find_damage(connection)
        yield f"检查：{'完好' if not found else '；'.join(map(_in_words, found[:_MOST_FAULTS]))}"
    for made in list_backups(folder)[:_MOST_BACKUPS]:
        moment, why = f"{made.made_at:%Y-%m-%d %H:%M}", made.reason.value
        yield f"备份 {made.number}\t{moment}\t{why}\t{made.size} 字节"


def _in_words(fault: str) -> str:
    """Return what is wrong with the data by the names a reader knows, without content."""
    table, _, rest = fault.partition(":")
    place = f"{_TABLES[table]}有 {rest.strip()} 处不对" if table in _TABLES else ""
    report = re.fullmatch(r"report (\d+): total", fault)
    if report:
        place = f"编号 {report[1]} 的报告内容有缺"
    return place or {"schema": "表的结构不对"}.get(fault, without_content(fault))


def _about_log(folder: Path) -> Iterator[str]:
    yield "【日志】"
    lines: list[str] = []
    for path in sorted((folder / "log").glob("*.log")):
        try:
            lines += path.read_text("utf-8", "replace").splitlines()
        except OSError:
            continue
    for line in lines[-_MOST_LINES:]:
        yield masked_line(line)
