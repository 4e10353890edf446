"""Draw the program's icon: a report sheet with its three bars of scores and a tick.

`python resources/icons/draw.py` (with PySide6) writes the drawing, its sizes for Linux and
the .ico for Windows anew. Small sizes leave out what would only blur.
"""

from __future__ import annotations

import os
import struct
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

HERE = Path(__file__).parent
NAME = "pingkou-gui"
SIZES = (16, 24, 32, 48, 64, 128, 256)
ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 96, 128, 256)
"""Windows draws small icons at 16, 20, 24 or 32 pixels, large ones at 32, 40, 48 or 64, by its scaling."""
FINE = 32  # from this size on, the lines of text are drawn
PNG_IN_ICO = 256
BLUE, DEEP, PAPER, LINE, GREEN = "#1f5fae", "#174a88", "#ffffff", "#b9c8dc", "#1e8a5a"


def drawing(*, fine: bool) -> str:
    """Return the icon as SVG on a canvas of 64 by 64."""
    parts = [
        f'<rect x="2" y="2" width="60" height="60" rx="13" fill="{BLUE}"/>',
        f'<path d="M17 9h23l10 10v35a2 2 0 0 1-2 2H17a2 2 0 0 1-2-2V11a2 2 0 0 1 2-2z" fill="{PAPER}"/>',
        f'<path d="M40 9l10 10H42a2 2 0 0 1-2-2z" fill="{LINE}"/>',
    ]
    if fine:
        parts += [
            f'<rect x="21" y="{y}" width="{w}" height="3" rx="1.5" fill="{LINE}"/>'
            for y, w in ((17, 13), (24, 22))
        ]
    parts += [
        f'<rect x="{x}" y="{50 - h}" width="6" height="{h}" rx="1" fill="{BLUE}"/>'
        for x, h in ((21, 9), (29, 15), (37, 19))
    ]
    parts += [
        f'<circle cx="47" cy="47" r="13.5" fill="{GREEN}" stroke="{PAPER}" stroke-width="3"/>',
        f'<path d="M40.5 47.5l4.6 4.6 8.6-9.4" fill="none" stroke="{PAPER}" stroke-width="4.2" stroke-linecap="round" stroke-linejoin="round"/>',
    ]
    body = "\n  ".join(parts)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">\n  {body}\n</svg>\n'


def picture(size: int) -> QImage:
    """Return the icon drawn at `size` by `size` pixels."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    svg = QSvgRenderer(QByteArray(drawing(fine=size >= FINE).encode()))
    svg.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return image


def png(image: QImage) -> bytes:
    """Return the picture as a PNG file."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(data.data())


def bitmap(image: QImage) -> bytes:
    """Return the picture as Windows keeps it in an .ico: rows from the bottom, then a mask."""
    side = image.width()
    head = struct.pack("<IiiHHIIiiII", 40, side, side * 2, 1, 32, 0, 0, 0, 0, 0, 0)
    rows = bytes(image.constBits())
    pixels = b"".join(rows[y * side * 4 : (y + 1) * side * 4] for y in reversed(range(side)))
    mask_row = -(-side // 32) * 4
    return head + pixels + bytes(mask_row * side)


def ico() -> bytes:
    """Return all sizes as one Windows icon."""
    images = []
    for size in ICO_SIZES:
        image = picture(size)
        images.append((size, png(image) if size >= PNG_IN_ICO else bitmap(image)))
    head, body = struct.pack("<HHH", 0, 1, len(images)), b""
    start = len(head) + 16 * len(images)
    for size, data in images:
        head += struct.pack(
            "<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), start + len(body)
        )
        body += data
    return head + body


def main() -> None:
    """Write every form of the icon beside this script."""
    application = QGuiApplication.instance() or QGuiApplication([])
    (HERE / f"{NAME}.svg").write_text(drawing(fine=True), encoding="utf-8", newline="\n")
    for size in SIZES:
        (HERE / f"{NAME}-{size}.png").write_bytes(png(picture(size)))
    (HERE / f"{NAME}.ico").write_bytes(ico())
    del application


if __name__ == "__main__":
    main()
