import pytest

from pingkou_gui.form.form import FORM
from pingkou_gui.ui.pages.form_page import build_page


@pytest.fixture
def open_page(context, qtbot):
    held = []

    def opened(key):
        page = build_page(next(p for p in FORM.pages if p.key == key), context)
        held.append(page)
        qtbot.addWidget(page)
        page.resize(942, 600)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        return page

    return opened
