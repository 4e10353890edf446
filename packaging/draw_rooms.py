"""Draws the rooms of the program as `packaging/pictures/rooms.svg`, from the code itself.

`python packaging/draw_rooms.py`: a box for every room with some number of lines, rounded,
in the layers that import-linter holds (see `pyproject.toml`), and an arrow for every pair of rooms
of which one imports the other. Only the standard library is used.
"""

from __future__ import annotations

import ast
import html
import tomllib
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "packaging" / "pictures" / "rooms.svg"
PACKAGE = "pingkou_gui"
WIDTH, BOX, GAP, ROW = 1120, 130, 14, 92


def layers() -> list[list[str]]:
    """Return the names of the rooms, from the top layer to the bottom one."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    lines = next(each["layers"] for each in contracts if each["name"].startswith("Rooms"))
    return [[name.strip(" ()").split(".")[1] for name in line.split("|")] for line in lines]


def modules(room: str) -> list[Path]:
    """Return the files of a room: a package or a single module."""
    folder = ROOT / PACKAGE / room
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [folder.with_suffix(".py")]


def imports(rooms: set[str]) -> dict[str, set[str]]:
    """Return for every room those that it imports, imports for types included."""
    found = defaultdict(set)
    for room in rooms:
        for path in modules(room):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(PACKAGE):
                    names = [f"{node.module}.{alias.name}" for alias in node.names]
                    found[room] |= {name.split(".")[1] for name in names} & rooms - {room}
    return found


def places(rows: list[list[str]]) -> dict[str, tuple[int, int]]:
    """Return where the box of every room has its left upper corner."""
    found = {}
    for at, names in enumerate(rows):
        left = (WIDTH - len(names) * (BOX + GAP) + GAP) // 2
        for number, name in enumerate(names):
            found[name] = (left + number * (BOX + GAP), 16 + at * ROW)
    return found


def box(room: str, left: int, top: int) -> str:
    """Return the SVG of a room."""
    lines = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in modules(room))
    step = 1_000 if lines > 1_000 else 100
    count = f"some {max(round(lines / step), 1) * step:,} lines"
    return (
        f'<rect x="{left}" y="{top}" width="{BOX}" height="46" rx="5" class="room"/>'
        f'<text x="{left + BOX // 2}" y="{top + 20}" class="name">{html.escape(room)}</text>'
        f'<text x="{left + BOX // 2}" y="{top + 37}" class="size">{count}</text>'
    )


def arrow(start: tuple[int, int], end: tuple[int, int]) -> str:
    """Return the SVG of a line from the foot of one box to the head of another."""
    left, right = start[0] + BOX // 2, end[0] + BOX // 2
    upper, lower = start[1] + 46, end[1] - 2
    middle = (upper + lower) // 2
    way = f"M{left},{upper} C{left},{middle} {right},{middle} {right},{lower}"
    return f'<path d="{way}" class="way" marker-end="url(#head)"/>'


def drawing() -> str:
    """Return the picture."""
    rows = layers()
    where = places(rows)
    ways = [
        arrow(where[room], where[below])
        for room, others in sorted(imports(set(where)).items())
        for below in sorted(others)
        if where[below][1] > where[room][1]
    ]
    boxes = [box(room, *place) for room, place in where.items()]
    height = 16 + len(rows) * ROW - 30
    style = (
        ".room{fill:#fff;stroke:#444}.name{font:600 14px sans-serif;text-anchor:middle}"
        ".size{font:11px sans-serif;text-anchor:middle;fill:#555}"
        ".way{fill:none;stroke:#9ab;stroke-width:1}"
    )
    head = (
        '<marker id="head" markerWidth="6" markerHeight="6" refX="5" refY="3" orient="auto">'
        '<path d="M0,0 L6,3 L0,6 z" fill="#9ab"/></marker>'
    )
    size = f'width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}"'
    parts = [f"<defs><style>{style}</style>{head}</defs>", *ways, *boxes]
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>\n' + "\n".join(parts) + "\n</svg>\n"


if __name__ == "__main__":
    TARGET.write_text(drawing(), encoding="utf-8")
