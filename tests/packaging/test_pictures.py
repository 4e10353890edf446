"""The pictures wait for what is to be seen; the sources they show can be read."""

import pytest
from pictures.sources import last_year, targets, workbook
from pictures.stage import Stage
from PySide6.QtWidgets import QDialog

from pingkou_gui.importers import several_files as sniff
from pingkou_gui.report.report import Report
from pingkou_gui.ui.import_sources import ImportRequest, read_file
from pingkou_gui.ui.tasks import BackgroundTask


def counted():
    return sum(range(200_000))


def test_waiting_leaves_threads_their_turn(qapp):
    done = []
    task = BackgroundTask(counted, qapp)
    task.done.connect(done.append)
    Stage(None, None, None).until(lambda: bool(done))
    assert done == [counted()]


def test_waiting_in_vain_ends(qapp):
    with pytest.raises(TimeoutError):
        Stage(None, None, None).until(lambda: False, seconds=0.05)


class Asking(QDialog):
    def reject(self):
        raise AssertionError("a dialog that asks before it goes would keep the pictures waiting")


def test_a_dialog_that_would_ask_goes_unasked(qapp, qtbot, tmp_path):
    dialog = Asking()
    qtbot.addWidget(dialog)
    stage = Stage(dialog, tmp_path, tmp_path)
    stage.size = (800, 600)
    stage.look = "light-100"
    stage.shoot_dialog("asking", dialog.exec)
    assert not dialog.isVisible()
    assert (tmp_path / "light-100-asking.png").exists()


@pytest.mark.parametrize("written", [last_year, workbook, targets])
def test_every_source_proposes_something(written, tmp_path):
    assert read_file(written(tmp_path), ImportRequest(Report())).proposal.items


def test_the_sources_are_of_three_kinds(tmp_path):
    kinds = {sniff.kind_of(written(tmp_path)) for written in (last_year, workbook, targets)}
    assert len(kinds) == 3


class Checked:
    """A window whose report is read through after three looks at it."""

    looks = 0

    @property
    def settled(self):
        self.looks += 1
        return self.looks > 3

    @property
    def report(self):
        return self

    @property
    def watch(self):
        return self

    def activateWindow(self):
        """Nothing: no window stands behind this one."""

    def open_report(self, report):
        assert report == 7


def test_no_picture_shows_a_page_that_is_still_being_checked(qapp):
    stage = Stage(Checked(), None, None)
    stage.report = 7
    stage.open_sample()
    assert stage.window.looks > 3
