import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pingkou_gui.ui.editors.field_editors import FieldEditor
from pingkou_gui.ui.table.cells_paste import spread_cells


@pytest.fixture
def page(theme, qtbot):
    made = QWidget()
    made.setLayout(QVBoxLayout())
    qtbot.addWidget(made)
    return made


@pytest.fixture
def show(page, context, qtbot):
    context.spread_cells = spread_cells  # as every page of the form does

    def shown(*fields, make=FieldEditor):
        editors = [make(field, context) for field in fields]
        for editor in editors:
            page.layout().addWidget(editor)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        editors[0].setFocus()
        return editors[0] if len(editors) == 1 else editors

    return shown
