"""Collect thousands of generated packages: files a second, whether it is linear, memory.

    python packaging/bench_collect.py [NUMBER]

Each package is the sample report with amounts and a name of its own; one in a hundred is
broken, one hostile, one a copy. Every one of them must be listed, by its name, and none may
keep the others from the summary. The first thousand, then all are collected, each by a process
of its own. Two thousand packages should take less than ten seconds of the processor.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench_packages import IN_FOLDER, Expected, generate

from pingkou_gui.county.collect import CollectionRequest, collect

FIRST = 1_000
WANTED_RATE = 200
"""Packages for each second of the processor."""


def memory(what: str) -> float:
    """Return VmRSS (now) or VmHWM (the most so far) of this process in MB, 0 where unknown."""
    try:
        lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(what)), 0)


def measure(target: Path, folders: list[Path]) -> dict:
    """Collect folders in this process; return what it took."""
    curve: list[int] = []

    def told(read: int, _found: int) -> bool:
        if read % FIRST == 0:
            curve.append(round(memory("VmRSS")))
        return True

    began, worked = time.perf_counter(), time.process_time()
    collect(CollectionRequest(tuple(folders), target, target.with_suffix(".sqlite")), told)
    return {
        "wall": time.perf_counter() - began,
        "processor": time.process_time() - worked,
        "peak": memory("VmHWM"),
        "curve": curve,
    }


def apart(target: Path, folders: list[Path]) -> dict:
    """Measure in a process of its own."""
    words = [sys.executable, __file__, "--measure", str(target), *map(str, folders)]
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
    rate = count / took["processor"]
    print(f"{count} files: {took['wall']:.1f} s", end="; ")
    print(f"{took['processor']:.1f} s of processor, {rate:.0f} for each")
    print(f"  memory at most {took['peak']:.0f} MB; each thousand {took['curve']}")
    print(f"  workbook {target.stat().st_size / 2**20:.1f} MB", end=", ")
    print(f"SQLite {target.with_suffix('.sqlite').stat().st_size / 2**20:.1f} MB")
    print(f"  taken {taken}, unreadable {len(found.unreadable)}", end=", ")
    print(f"copies {len(found.copies)}, formulas as words {len(found.formulas)}: ", end="")
    print("all listed" if right else f"WRONG, expected {expected}")
    return right and rate >= WANTED_RATE


def collected(count: int) -> tuple[dict, bool]:
    """Return what collecting so many packages took, and whether all that must be was listed."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        root = Path(name)
        (root / "in").mkdir()
        expected = generate(root / "in", count)
        took = apart(root / "all.xlsx", sorted((root / "in").iterdir()))
        found, _ = listed(root / "all.xlsx")
        return took, found == expected


def main() -> None:
    """Generate, collect, tell; 1 where something is not listed or it is too slow."""
    words = sys.argv[1:]
    if words[:1] == ["--measure"]:
        print(json.dumps(measure(Path(words[1]), [Path(word) for word in words[2:]])))
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
            took = apart(target, folders)
            right &= tell(size, took, first_of(expected, size), target)
    sys.exit(not right)


if __name__ == "__main__":
    main()
