"""The pictures on the screen and on paper."""

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from pingkou_gui.document.charts import chart_xml
from pingkou_gui.report.chart_data import Chart, ChartKind, Look, Series
from pingkou_gui.ui.chart_view import (
    ChartView,
    chart_height,
    charts_pdf,
    number_places,
    paint_chart,
    screen_style,
)
from pingkou_gui.ui.charts_group import ChartsGroup
from pingkou_gui.ui.open_items import OVERVIEW
from pingkou_gui.ui.theme import Appearance

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)


def bars(*looks, value="5"):
    series = tuple(Series(f"系列{at}", (Decimal(value),), look) for at, look in enumerate(looks))
    return Chart("bars", "标题", "万元", ChartKind.BARS, ("类",), series)


def painted(chart, theme, width=30):
    style = screen_style()
    image = QImage(
        round(width * style.em),
        round(chart_height(chart) * style.em) + 1,
        QImage.Format.Format_RGB32,
    )
    image.fill(QColor(theme.colours.surface))
    painter = QPainter(image)
    paint_chart(painter, QRectF(image.rect()), chart, style)
    painter.end()
    return image


def ink_share(image, theme, top, bottom):
    """How much of a band of the picture, left of its middle, is not ground."""
    ground = QColor(theme.colours.surface).rgb()
    xs = range(image.width() // 3, image.width() // 2)
    found = [image.pixel(x, y) != ground for y in range(round(top), round(bottom)) for x in xs]
    return sum(found) / len(found)


@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK, Appearance.CONTRAST])
def test_an_outline_a_hatching_and_a_solid_bar_are_told_apart_by_how_much_ink_they_have(
    theme, appearance
):
    theme.set_appearance(appearance)
    chart = bars(Look.LAST, Look.BUDGET, Look.THIS)
    image, em = painted(chart, theme), theme.em(1)
    top = (1.5 + 1.2 + 0.225) * em
    shares = [
        ink_share(image, theme, top + (at + 0.25) * 0.85 * em, top + (at + 0.75) * 0.85 * em)
        for at in range(3)
    ]
    assert shares[0] < 0.05 < shares[1] < 0.9 < shares[2]


def test_a_nought_and_a_blank_draw_no_bar(theme):
    for value in ("0", None):
        series = (Series("甲", (None if value is None else Decimal(value), Decimal(5))),)
        chart = Chart("bars", "标题", "万元", ChartKind.BARS, ("空", "类"), series)
        image, em = painted(chart, theme), theme.em(1)
        assert ink_share(image, theme, 1.9 * em, 2.3 * em) < 0.01


def test_a_picture_with_many_years_and_lines_is_painted(theme):
    years = tuple(f"{year}年" for year in range(2016, 2024))
    values = tuple(Decimal(at) for at in range(8))
    chart = Chart(
        "lines",
        "历年",
        "万元",
        ChartKind.LINES,
        years,
        (Series("甲", values), Series("乙", (None, *values[1:]))),
    )
    assert painted(chart, theme).width() > 0


def test_a_line_that_is_alone_is_named_and_bars_of_one_kind_are_not(theme):
    values = (Decimal(3), Decimal(4))
    line = Chart("l", "历年", "万元", ChartKind.LINES, ("甲", "乙"), (Series("总支出", values),))
    assert line.names_series
    assert "<c:legend>" in chart_xml(line)
    image, em = painted(line, theme), theme.em(1)
    bare = painted(replace(line, series=(Series("", values),)), theme)
    band = [
        (x, y) for x in range(image.width() // 2) for y in range(round(1.5 * em), round(2.7 * em))
    ]
    assert any(image.pixel(*at) != bare.pixel(*at) for at in band)
    assert not bars(Look.THIS).names_series


def test_the_widget_is_as_high_as_its_picture_at_any_size_of_type(theme, qtbot):
    view = ChartView(bars(Look.LAST, Look.THIS))
    qtbot.addWidget(view)
    before = view.height()
    theme.set_percent(150)
    assert view.height() == pytest.approx(1.5 * before, abs=3)
    assert view.accessibleName().startswith("标题（万元）")


def test_on_paper_the_pictures_are_vectors_on_as_many_pages_as_they_need(theme):
    one = charts_pdf([bars(Look.THIS)], "标题")
    many = charts_pdf([bars(Look.LAST, Look.THIS)] * 20, "标题")
    assert one.count(b"/Type /Page\n") == 1
    assert many.count(b"/Type /Page\n") > 1
    assert b"/Subtype /Image" not in one


def test_the_overview_shows_the_pictures_and_writes_them(sample, tmp_path):
    sample.shell.show_page(OVERVIEW)
    group = sample.shell.widget_of(OVERVIEW).findChild(ChartsGroup)
    assert len(group.views) == 5
    group.write(tmp_path / "图.docx")
    group.write(tmp_path / "图.pdf")
    assert (tmp_path / "图.docx").stat().st_size > 5000
    assert (tmp_path / "图.pdf").read_bytes().startswith(b"%PDF")
    assert group._message.text() == f"图表已写到“{tmp_path / '图.pdf'}”"


def test_a_changed_number_is_in_the_picture(sample):
    from pingkou_gui.form.pages.basic_spending import Conferences

    sample.shell.show_page(OVERVIEW)
    group = sample.shell.widget_of(OVERVIEW).findChild(ChartsGroup)
    sample.report.session.type_in(Conferences.meetings.this, "4.44")
    group.refresh()
    assert any("4.44" in view.accessibleName() for view in group.views)


FAR = tuple(map(Decimal, ("37.58", "29.09")))
NEAR = tuple(map(Decimal, ("5.65", "2.80")))
BETWEEN = tuple(map(Decimal, ("13.95", "8.04")))


@pytest.mark.parametrize(
    "lines",
    [
        (FAR, NEAR, BETWEEN),
        (FAR, NEAR, NEAR),
        (FAR, (Decimal("3.5"), Decimal("2.5")), (Decimal("4.5"), Decimal("4.3"))),
        (NEAR, BETWEEN, tuple(v + Decimal("0.3") for v in BETWEEN)),
    ],
)
def test_no_number_lies_on_another_or_on_a_point(theme, lines):
    style = screen_style()
    em = style.em
    most, room = max(max(line) for line in lines), QRectF(0, 0, 30 * em, 6 * em)
    numbers = [
        (QPointF(at * 25 * em + 2 * em, room.bottom() - float(value / most) * 5 * em), value)
        for line in lines
        for at, value in enumerate(line)
    ]
    places = number_places(numbers, room, style)
    found = [place for place in places if place is not None]
    assert len(found) >= 4
    for at, place in enumerate(found):
        assert not any(place.intersects(other) for other in found[at + 1 :])
        assert not any(place.contains(point) for point, _ in numbers)
        assert place.bottom() <= room.bottom()


def test_after_writing_its_message_is_in_sight_wherever_the_page_is_scrolled(sample, tmp_path):
    sample.shell.show_page(OVERVIEW)
    page = sample.shell.widget_of(OVERVIEW)
    group, bar = page.findChild(ChartsGroup), page.verticalScrollBar()
    for write, message in (
        (lambda: group.write(tmp_path / "图.pdf"), group.message),
        (lambda: page._export.write(tmp_path / "报告.docx"), page._export.message),
    ):
        for place in (bar.minimum(), bar.maximum()):
            bar.setValue(place)
            write()
            QApplication.processEvents()
            assert page.sees(message), place


def test_the_dialog_is_called_as_the_button_that_opens_it(sample, monkeypatch):
    asked = []
    monkeypatch.setattr(
        "pingkou_gui.ui.charts_group.pick_target", lambda *told: asked.append(told[1]) or ""
    )
    sample.shell.show_page(OVERVIEW)
    group = sample.shell.widget_of(OVERVIEW).findChild(ChartsGroup)
    group.save()
    assert asked == ["导出图表"]
    assert group._save.text().startswith(asked[0])
