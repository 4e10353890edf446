"""The pictures of the manual, made from the program itself with the sample report.

`python packaging/manual_pictures.py [FOLDER]` writes them into resources/manual/pictures, or
into FOLDER; run it after a change that shows, and look at what came of it.
"""

import argparse
import os
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ.setdefault(
    "QT_QPA_PLATFORM",
    f"offscreen:configfile={Path(__file__).parent / 'pictures' / 'office-screen.json'}",
)

from pictures.sources import last_year, workbook
from pictures.stage import Stage
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QDialog

from pingkou_gui.form.form import FORM
from pingkou_gui.paths import asset
from pingkou_gui.reopen import SAMPLE, read_record
from pingkou_gui.ui.import_sources import NewYearDialog
from pingkou_gui.ui.open_items import OVERVIEW
from pingkou_gui.ui.settings import Settings
from pingkou_gui.ui.theme import Appearance, install_theme, speak_chinese
from pingkou_gui.ui.window.actions import CHECKUP, IMPORT
from pingkou_gui.ui.window.main_window import MainWindow
from pingkou_gui.ui.window.side_panes import FINDINGS

PICTURES = Path(__file__).parent.parent / "resources" / "manual" / "pictures"
_FADED = 1500
"""Milliseconds until the frame of a jump is gone."""


def main() -> None:
    """Write all pictures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, default=PICTURES, help="where they go")
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    speak_chinese(app)
    install_theme(app, Appearance.LIGHT)
    with tempfile.TemporaryDirectory() as data:
        window = MainWindow(Path(data), Settings(Path(data)))
        window.show()
        stage = Stage(window, folder, Path(data))
        _start(stage)
        stage.report = window.store.create(read_record(asset(SAMPLE)))
        stage.open_sample()
        _pages(stage)
        _reading(stage)
        _year(stage)
        window.close()


def _start(stage: Stage) -> None:
    stage.window.show_start()
    _shoot(stage, "start")


def _pages(stage: Stage) -> None:
    window = stage.window
    for page in FORM.pages:
        window.shell.show_page(page.key)
        stage.settle(_FADED)
        _shoot(stage, page.key)
    window.shell.show_page(OVERVIEW)
    _shoot(stage, "export")
    window.go_to_open(1)
    window.shell.choose_pane(FINDINGS)
    stage.settle(_FADED)
    _shoot(stage, "checks")
    window.shell.choose_pane("")


def _reading(stage: Stage) -> None:
    window = stage.window
    window.imports.read_all([last_year(stage.sources), workbook(stage.sources)])
    stage.until(lambda: window.shell.page == IMPORT)
    _shoot(stage, "import")
    window.shell.widget_of(IMPORT).left.emit()
    stage.settle()
    window.checkups.read(_foreign(stage.sources))
    stage.until(lambda: window.shell.page == CHECKUP)
    _shoot(stage, "checkup")
    window.shell.widget_of(CHECKUP).left.emit()
    stage.settle()


def _year(stage: Stage) -> None:
    NewYearDialog.exec = lambda _: QDialog.DialogCode.Accepted
    stage.window.begin_year(stage.report)
    stage.settle(_FADED)
    stage.until_checked()
    _shoot(stage, "year")


def _foreign(folder: Path) -> Path:
    """Return a report from outside as a Word file with slips in it."""
    import docx  # noqa: PLC0415 - as in the program

    document = docx.Document()
    for line in last_year(folder).read_text("utf-8").splitlines():
        document.add_paragraph(line)
    path = folder / "柳林乡2023年度整体支出绩效自评报告.docx"
    document.save(str(path))
    return path


def _shoot(stage: Stage, name: str) -> None:
    """Write a small picture of few colours: the manual travels with the program."""
    stage.look = "raw"
    stage.shoot(name)
    raw = stage.folder / f"raw-{name}.png"
    few_colours(QImage(str(raw))).save(str(stage.folder / f"{name}.png"), "PNG", 0)
    raw.unlink()


WIDE = 1024
_OWN, _COLOURS, _STEP = 12, 64, 51


def few_colours(image: QImage) -> QImage:
    """Return a picture `WIDE` pixels wide in at most 64 colours.

    The grounds keep theirs; of the others, the shades of letters, few steps are enough. All hues
    stay, however seldom they are.
    """
    rgb = QImage.Format.Format_RGB32
    narrow = image.convertToFormat(rgb).scaledToWidth(
        WIDE, Qt.TransformationMode.SmoothTransformation
    )
    plain = narrow.convertToFormat(rgb)
    pixels = memoryview(plain.constBits()).cast("I")
    counted, stepped = Counter(pixels), Counter[int]()
    own = [colour for colour, _ in counted.most_common(_OWN)]
    rounded = {colour: colour if colour in own else _rounded(colour) for colour in counted}
    for colour, times in counted.items():
        stepped[rounded[colour]] += times
    often = (colour for colour, _ in stepped.most_common(_COLOURS))
    table = list(dict.fromkeys((*own, *often)))[:_COLOURS]
    place = {colour: at for at, colour in enumerate(table)}
    for colour in rounded.values():
        if colour not in place:
            place[colour] = min(range(len(table)), key=lambda at: _distance(table[at], colour))
    rows = bytes(place[rounded[pixel]] for pixel in pixels)
    wide = plain.width()
    made = QImage(rows, wide, plain.height(), wide, QImage.Format.Format_Indexed8)
    made.setColorTable(table)
    return made.copy()


def _rounded(colour: int) -> int:
    channels = ((colour >> bits & 255) for bits in (0, 8, 16))
    steps = [min(255, (each + _STEP // 2) // _STEP * _STEP) for each in channels]
    return 0xFF000000 | steps[0] | steps[1] << 8 | steps[2] << 16


def _distance(one: int, other: int) -> int:
    return sum(((one >> bits & 255) - (other >> bits & 255)) ** 2 for bits in (0, 8, 16))


if __name__ == "__main__":
    main()
