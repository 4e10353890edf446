"""Draw what setup.exe shows beside its words: the welcome page's panel and the head of its pages.

`python packaging/installers/windows/draw_pictures.py` (with PySide6 and a Chinese font) writes
welcome.bmp and head.bmp anew, in the sizes and the format that NSIS takes.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "resources" / "icons"))

from draw import BLUE, DEEP, GREEN, LINE, PAPER, picture
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter

HERE = Path(__file__).resolve().parent
WELCOME, HEAD = (164, 314), (150, 57)
FONT = "Noto Sans CJK SC"
STEPS = ("填六页", "算数、核对", "写出 Word、PDF", "打包上报")
_MIDDLE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def _font(pixels: int, *, bold: bool = False) -> QFont:
    font = QFont(FONT)
    font.setPixelSize(pixels)
    font.setBold(bold)
    return font


def _words(painter: QPainter, place: QRectF, words: str, font: QFont, colour: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(place, int(_MIDDLE if place.left() == 0 else _LEFT), words)


def _canvas(size: tuple[int, int], ground: str) -> tuple[QImage, QPainter]:
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(QColor(ground))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return image, painter


def welcome() -> QImage:
    """Return the panel at the left of the first and the last page."""
    image, painter = _canvas(WELCOME, DEEP)
    wide, high = WELCOME
    painter.fillRect(QRectF(0, high - 6, wide, 6), QColor(GREEN))
    painter.drawImage(50, 34, picture(64))
    _words(painter, QRectF(0, 108, wide, 26), "绩效自评报告", _font(20, bold=True), PAPER)
    _words(painter, QRectF(0, 134, wide, 20), "部门整体支出", _font(13), LINE)
    painter.fillRect(QRectF(42, 164, 80, 1), QColor(BLUE))
    for at, step in enumerate(STEPS):
        top = 178 + at * 27
        painter.setBrush(QColor(BLUE))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(QRectF(26, top, 18, 18))
        painter.setFont(_font(11))
        painter.setPen(QColor(PAPER))
        painter.drawText(QRectF(26, top, 18, 18), int(_MIDDLE), str(at + 1))
        _words(painter, QRectF(52, top, wide - 52, 18), step, _font(13), PAPER)
    painter.end()
    return image


def head() -> QImage:
    """Return the picture at the right of the other pages' heads."""
    image, painter = _canvas(HEAD, PAPER)
    painter.drawImage(102, 8, picture(40))
    _words(painter, QRectF(4, 8, 96, 22), "绩效自评报告", _font(14, bold=True), DEEP)
    _words(painter, QRectF(4, 29, 96, 18), "部门整体支出", _font(11), "#5a6675")
    painter.end()
    return image


def main() -> None:
    """Write both pictures beside this file."""
    application = QGuiApplication(sys.argv[:1])
    for name, image in (("welcome", welcome()), ("head", head())):
        image.convertToFormat(QImage.Format.Format_RGB888).save(str(HERE / f"{name}.bmp"))
    del application


if __name__ == "__main__":
    main()
