"""A scheme file at the township: taken for new reports, offered to the one that is open."""

import pytest
from PySide6.QtCore import QMimeData, QUrl

from pingkou_gui.county.package import read_package
from pingkou_gui.form.pages.problems import OwnText
from pingkou_gui.paths import asset
from pingkou_gui.scheme.scheme_editing import built, draft_of
from pingkou_gui.scheme.scheme_reader import FILE, default_scheme
from pingkou_gui.ui.county_dialogs import SchemeOffer
from pingkou_gui.ui.widgets.labels import WrappedText
from pingkou_gui.ui.window import actions as acts
from pingkou_gui.ui.window.actions import IMPORT
from pingkou_gui.ui.window.side_panes import HELP
from pingkou_gui.ui.window.window_host import OWN, dropped


@pytest.fixture
def scheme_file(tmp_path):
    draft = draft_of(default_scheme())
    draft.name, draft.headings[0].title = "桃源县方案", "单位概况"
    path = tmp_path / "桃源.jxfa"
    path.write_text(built(draft).text, "utf-8")
    return path


@pytest.fixture
def answer(monkeypatch):
    told = []
    monkeypatch.setattr(acts, "_tell", lambda _window, done, _rest: told.append(done))

    def given(yes):
        monkeypatch.setattr(SchemeOffer, "exec", lambda _offer: yes)
        return told

    return given


def test_a_report_takes_the_new_scheme_where_the_clerk_says_so(sample, scheme_file, answer):
    answer(yes=True)
    acts.take_file(sample, scheme_file)
    assert sample.report.session.scheme.name == "桃源县方案"


@pytest.mark.parametrize("page", ["export", "funds"])
def test_a_new_scheme_leaves_the_clerk_where_she_was_and_says_that_it_is_taken(
    sample, scheme_file, answer, page
):
    told = answer(yes=True)
    sample.shell.show_page(page)
    acts.take_file(sample, scheme_file)
    assert sample.shell.page == page
    assert ["这份报告已经改用“桃源县方案" in done for done in told] == [True]


def test_a_report_keeps_its_scheme_where_the_clerk_says_no(sample, scheme_file, answer):
    answer(yes=False)
    acts.take_file(sample, scheme_file)
    assert sample.report.session.scheme.name == "湖南省通用方案"


def test_new_reports_are_made_with_the_new_scheme(sample, scheme_file, answer):
    answer(yes=False)
    acts.take_file(sample, scheme_file)
    sample.new_report()
    assert sample.report.session.scheme.name == "桃源县方案"


def test_the_offer_tells_what_changes(theme, qtbot, scheme_file):
    from pingkou_gui.scheme.scheme_reader import read_scheme_file

    offer = SchemeOffer(default_scheme(), read_scheme_file(scheme_file))
    qtbot.addWidget(offer)
    assert offer.list.words.cell_at(0, 0).text == "标题“部门概况”改为“单位概况”"


def test_an_edition_of_the_same_county_is_newer(tmp_path):
    from pingkou_gui.scheme.scheme_reader import keep_current

    draft = draft_of(default_scheme())
    draft.version = "2025.1"
    keep_current(tmp_path, built(draft))
    assert acts.newer_scheme(tmp_path, default_scheme()).version == "2025.1"


def test_a_damaged_scheme_is_told_once_and_costs_only_the_scheme(sample, monkeypatch):
    told = []
    monkeypatch.setattr(acts, "show_error", told.append)
    (sample.folder / FILE).write_bytes(b"\xff\x00")
    assert acts.newer_scheme(sample.folder, default_scheme()) is None
    sample.new_report()
    assert sample.report.session.scheme == default_scheme()
    assert [("县级方案读不出来" in e.happened, "damaged" in e.remedy) for e in told] == [
        (True, True)
    ]
    assert len(list(sample.folder.glob("county-damaged-*.jxfa"))) == 1


def test_a_package_opens_as_a_report(sample, tmp_path, monkeypatch):
    from pingkou_gui.ui.county_dialogs import SendDialog

    def sent(dialog):
        dialog.reason.setPlainText("按期报送")
        dialog.write(tmp_path / "a.jxbg")

    monkeypatch.setattr(SendDialog, "exec", sent)
    acts.send_report(sample)
    assert read_package(tmp_path / "a.jxbg").manifest.year == 2023
    acts.take_file(sample, tmp_path / "a.jxbg")
    assert sample.shell.page == IMPORT


def test_only_files_of_ours_are_taken_when_dropped(tmp_path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / n)) for n in ("a.txt", "b.JXFA")])
    assert dropped(data, OWN).name == "b.JXFA"


@pytest.mark.parametrize("act", [acts.edit_scheme, acts.collect_reports])
def test_the_windows_of_the_county_open(sample, act):
    opened = act(sample)
    assert opened.isVisible()
    opened.close()


def newer_edition(folder):
    from pingkou_gui.scheme.scheme_reader import keep_current

    draft = draft_of(default_scheme())
    draft.version = "2025.1"
    keep_current(folder, built(draft))


def test_a_newer_edition_is_offered_and_taken(sample, answer):
    newer_edition(sample.folder)
    answer(yes=True)
    acts.offer_newer(sample)
    assert sample.report.session.scheme.version == "2025.1"


def test_a_newer_edition_left_aside_is_not_offered_again(sample, answer, monkeypatch):
    newer_edition(sample.folder)
    answer(yes=False)
    acts.offer_newer(sample)
    answer(yes=True)
    acts.offer_newer(sample)
    assert sample.report.session.scheme.version == "2024.1"


def test_a_section_that_the_county_has_added_gets_its_box_and_its_guidance(
    sample, tmp_path, answer
):
    path = tmp_path / "广东.jxfa"
    path.write_bytes(asset("schemes/guangdong.toml").read_bytes())
    answer(yes=True)
    acts.take_file(sample, path)
    session = sample.report.session
    titles = [session.report[OwnText.part.at(row)] for row in session.report.rows(OwnText.key)]
    assert titles == [part.title for part in session.scheme.own_parts]
    sample.shell.choose_pane(HELP)
    sample.panes.help.show_help(OwnText.text.at(session.report.rows(OwnText.key)[3]))
    said = [text.text() for text in sample.panes.help.findChildren(WrappedText)]
    assert "印在“自评工作开展情况”" in said
    assert "谁牵头、依据什么、用什么方法、核对了哪些资料。" in said
    assert "不单独印出" not in said
    assert session.undo_label == "添上县里自设的各节"
    sample.undo()
    assert not session.report.rows(OwnText.key)


def test_collecting_offers_the_scheme_that_the_county_handed_out(sample, tmp_path, answer):
    answer(yes=False)
    draft = draft_of(default_scheme())
    draft.county, draft.units = "桃源县", ["大福镇"]
    path = tmp_path / "名单.jxfa"
    path.write_text(built(draft).text, "utf-8")
    acts.take_file(sample, path)
    window = acts.collect_reports(sample)
    assert [scheme.units for scheme in window.schemes] == [("大福镇",)]
    window.reject()
