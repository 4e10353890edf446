import pytest

from pingkou_gui.form.form import FORM
from pingkou_gui.ui.pages.form_page import FormPage


@pytest.fixture
def open_page(context, qtbot):
    held = []

    def opened(key):
        page = FormPage(next(p for p in FORM.pages if p.key == key), context)
        page.complete()
        held.append(page)
        qtbot.addWidget(page)
        page.resize(942, 600)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        return page

    return opened
