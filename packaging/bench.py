"""All figures of speed in one table: each beside its yardstick, with what is asked for.

    QT_QPA_PLATFORM=offscreen python packaging/bench.py [--write] [NAME...]

Every measure runs in a process of its own, as the `bench_*.py` that it is taken from. `--write`
puts the table into `packaging/README.md`. Comparing with docxtpl needs docxtpl; without it the
row says so. Processor time where nothing else is said, medians; the machine should be idle.
"""

# ruff: noqa: PLC0415 - each measure loads its own, in its own process

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "packaging" / "README.md"
BEGIN, END = "<!-- bench.py 写的表 -->", "<!-- 表完 -->"


class Row(NamedTuple):
    """One line of the table; all of it text."""

    what: str
    ours: str
    yardstick: str
    ratio: str
    wanted: str


def start() -> Iterator[Row]:
    """Measure the start to the first page against a bare window of six tabs."""
    from bench_start import compare

    ours, bare = compare(15)
    yield Row(
        "启动到可用，处理器时间",
        f"{ours.seconds:.3f} 秒",
        f"六个标签的空窗口 {bare.seconds:.3f} 秒",
        f"{ours.seconds / bare.seconds:.2f}",
        "2.1 倍以内",
    )
    yield Row(
        "启动时的内存",
        f"{ours.megabytes:.0f} MB",
        f"同上 {bare.megabytes:.0f} MB",
        f"{ours.megabytes / bare.megabytes:.2f}",
        "1.6 倍以内",
    )


def word() -> Iterator[Row]:
    """Measure the verified export of the sample against docxtpl."""
    what, wanted = "示例报告写成 Word 并逐项核对", "—"
    try:
        from bench_word import compare
    except ModuleNotFoundError:
        yield Row(what, "—", "没有装 docxtpl，没有量", "—", wanted)
        return
    ours, theirs = compare(9)
    yield Row(
        what,
        f"{ours * 1000:.0f} 毫秒",
        f"docxtpl 只写，不核对 {theirs * 1000:.0f} 毫秒",
        f"{ours / theirs:.2f}",
        wanted,
    )


def read() -> Iterator[Row]:
    """Measure reading a report of thirty pages, and its check."""
    from bench_read import compare

    found = compare(5)
    yield Row(
        f"读入 {found.pages} 页的去年报告，成为逐栏建议",
        f"{found.read:.2f} 秒",
        f"python-docx 只读文字 {found.text_only:.2f} 秒",
        f"{found.read / found.text_only:.2f}",
        "—",
    )
    yield Row(f"体检 {found.pages} 页", f"{found.check:.2f} 秒", "—", "—", "—")


def collect() -> Iterator[Row]:
    """Measure the collection of two thousand packages."""
    from bench_collect import collected

    took, right = collected(2_000)
    yield Row(
        "汇总 2000 份上报包" + ("" if right else "（列出的不对！）"),
        f"{took['processor']:.1f} 秒，内存 {took['peak']:.0f} MB",
        "—",
        "—",
        "10 秒以内",
    )


def edit() -> Iterator[Row]:
    """Measure an edit of each field of the sample, saved and drawn."""
    from bench_edit import each_edit

    from pingkou_gui.paths import asset
    from pingkou_gui.reopen import SAMPLE, read_record

    times = sorted(each.processor for each in each_edit(read_record(asset(SAMPLE)), 7))
    middle, late = times[len(times) // 2], times[len(times) * 95 // 100]
    yield Row(
        f"示例报告里改一格，存盘并画好（{len(times)} 次）",
        f"中位 {middle:.1f} 毫秒，95% 在 {late:.1f} 毫秒以内",
        "—",
        "—",
        "16 毫秒以内",
    )


MEASURES: dict[str, Callable[[], Iterator[Row]]] = {
    each.__name__: each for each in (start, word, read, collect, edit)
}


def rows_of(name: str) -> list[Row]:
    """Return the rows of a measure, taken in a process of its own."""
    words = [sys.executable, __file__, "--json", name]
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths)}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    done = subprocess.run(words, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return [Row(*row) for row in json.loads(done.stdout.splitlines()[-1])]


def table(rows: list[Row]) -> str:
    """Return the table, with when and on what it was measured."""
    lines = ["| 量什么 | 本程序 | 相比 | 比值 | 要求 |", "| --- | --- | --- | --- | --- |"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    machine = f"{platform.system()} {platform.machine()}，Python {platform.python_version()}"
    day = datetime.now(UTC).astimezone()
    lines += ["", f"{day.year}年{day.month}月{day.day}日，{machine}；处理器时间，中位数。"]
    return "\n".join(lines)


def main() -> None:
    """Print the table, or one measure's rows for the process that asks for them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(MEASURES)}")
    parser.add_argument("--write", action="store_true", help="put the table into the README")
    parser.add_argument("--json", action="store_true", help=argparse.SUPPRESS)
    words = parser.parse_args()
    if unknown := set(words.names) - set(MEASURES):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    if words.json:
        print(json.dumps([row for name in words.names for row in MEASURES[name]()]))
        return
    made = table([row for name in words.names or MEASURES for row in rows_of(name)])
    print(made)
    if words.write:
        before, _, rest = README.read_text(encoding="utf-8").partition(BEGIN)
        after = rest.partition(END)[2]
        README.write_text(f"{before}{BEGIN}\n{made}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
