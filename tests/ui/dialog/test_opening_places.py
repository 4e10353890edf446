import pytest
from PySide6.QtGui import QDesktopServices

from pingkou_gui.ui import file_dialogs


@pytest.mark.parametrize("opened", [file_dialogs.open_folder, file_dialogs.open_file])
@pytest.mark.parametrize("able", [True, False])
def test_where_the_computer_opens_nothing_the_place_is_named(tmp_path, monkeypatch, opened, able):
    told = []
    monkeypatch.setattr(file_dialogs, "show_error", told.append)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: able)
    opened(tmp_path)
    assert [str(tmp_path) in error.remedy for error in told] == ([] if able else [True])
