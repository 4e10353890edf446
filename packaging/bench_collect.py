"""Collect thousands of generated packages: files a second, whether it is linear, memory.

    python packaging/bench_collect.py [--one] [NUMBER]

Each package is the sample report with amounts and a name of its own; one in a hundred is
broken, one hostile, one a copy. Every one of them must be listed, by its name, and none may
keep the others from the summary. The first thousand, then all are collected, each by a process
of its own and, where there are many, the second reader that it starts; `--one` forbids that, to
compare. Processor time and memory are those of both together; time by the clock decides.
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench_packages import IN_FOLDER, Expected, generate

from pingkou_gui.exchange.collecting import Wanted, collect

FIRST = 1_000
WANTED_RATE = 300


ONE = "--one"


def memory(what: str, process: str = "self") -> float:
    """Return VmRSS (now) or VmHWM (the most so far) of a process in MB, 0 where unknown."""
    try:
        lines = Path(f"/proc/{process}/status").read_text("utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(what)), 0)


def children() -> list[str]:
    """Return the processes that this one has started and that still run, none where unknown."""
    return [
        one
        for file in Path("/proc/self/task").glob("*/children")
        for one in file.read_text().split()
    ]


def processor() -> float:
    """Return the processor time of this process and of those it has started and seen the end of."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def measure(target: Path, folders: list[Path], *, one: bool) -> dict:
    """Collect folders in this process and its second reader; return what it took."""
    curve: list[int] = []
    most: dict[str, float] = {}

    def told(read: int, _found: int) -> bool:
        second = children()
        most.update({process: memory("VmHWM", process) for process in second})
        if read % FIRST == 0:
            curve.append(round(sum(memory("VmRSS", process) for process in ("self", *second))))
        return True

    began, worked = time.perf_counter(), processor()
    many = {"many": sys.maxsize} if one else {}
    collect(Wanted(tuple(folders), target, target.with_suffix(".sqlite")), told, **many)
    return {
        "wall": time.perf_counter() - began,
        "processor": processor() - worked,
        "peak": memory("VmHWM") + max(most.values(), default=0),
        "readers": 1 + len(most),
        "curve": curve,
    }


def apart(target: Path, folders: list[Path], *, one: bool) -> dict:
    """Measure in a process of its own."""
    words = [sys.executable, __file__, "--measure", *([ONE] if one else [])]
    words += [str(target), *map(str, folders)]
    return json.loads(subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True).stdout)


def listed(target: Path) -> tuple[Expected, int]:
    """Return what a collection told, and how many reports it took."""
    db = sqlite3.connect(target.with_suffix(".sqlite"))
    names = [
        {Path(row[0]).name for row in db.execute(sql)}
        for sql in (
            "select file from unreadable",
            "select file from reports where status = '相同'",
        )
    ]
    formulas = {row[0] for row in db.execute("select unit from reports where unit like '=%'")}
    taken = db.execute("select count(*) from reports where status = '采用'").fetchone()[0]
    db.close()
    return Expected(*names, formulas), taken


def formula_cells(workbook: Path) -> int:
    """Return how many cells of a workbook are formulas."""
    with zipfile.ZipFile(workbook) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        return sum(archive.read(name).count(b"<f>") for name in sheets)


def first_of(expected: Expected, count: int) -> Expected:
    """Return what is expected of the first so many files."""
    return Expected(
        {name for name in expected.unreadable if int(name[:5]) < count},
        {name for name in expected.copies if int(name[:5]) < count},
        {unit for unit in expected.formulas if int(unit.split("第")[1].removesuffix("镇")) < count},
    )


def tell(count: int, took: dict, expected: Expected, target: Path) -> bool:
    """Tell the numbers; return whether all is as it must be."""
    found, taken = listed(target)
    good = count - len(expected.unreadable) - len(expected.copies)
    right = found == expected and taken == good and not formula_cells(target)
    rate = count / took["wall"]
    print(
        f"{count} files by {took['readers']}: {took['wall']:.1f} s, {rate:.0f} a second", end="; "
    )
    print(f"{took['processor']:.1f} s of processor")
    print(f"  memory at most {took['peak']:.0f} MB; each thousand {took['curve']}")
    print(f"  workbook {target.stat().st_size / 2**20:.1f} MB", end=", ")
    print(f"SQLite {target.with_suffix('.sqlite').stat().st_size / 2**20:.1f} MB")
    print(f"  taken {taken}, unreadable {len(found.unreadable)}", end=", ")
    print(f"copies {len(found.copies)}, formulas as words {len(found.formulas)}: ", end="")
    print("all listed" if right else f"WRONG, expected {expected}")
    return right and rate >= WANTED_RATE


def main() -> None:
    """Generate, collect, tell; 1 where something is not listed or it is too slow."""
    one = ONE in sys.argv
    words = [word for word in sys.argv[1:] if word != ONE]
    if words[:1] == ["--measure"]:
        print(json.dumps(measure(Path(words[1]), [Path(word) for word in words[2:]], one=one)))
        return
    count = int(words[0]) if words else 10_000
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        root = Path(name)
        began = time.perf_counter()
        (root / "in").mkdir()
        expected = generate(root / "in", count)
        print(f"{count} files generated in {time.perf_counter() - began:.0f} s")
        right = True
        for size in sorted({min(FIRST, count), count}):
            folders = sorted((root / "in").iterdir())[: -(-size // IN_FOLDER)]
            target = root / f"{size}.xlsx"
            took = apart(target, folders, one=one)
            right &= tell(size, took, first_of(expected, size), target)
    sys.exit(not right)


if __name__ == "__main__":
    main()
