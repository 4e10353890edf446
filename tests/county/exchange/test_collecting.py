"""Collecting: everyone once, the newest, with all that is wrong listed."""

import itertools
import os
import shutil
import sqlite3
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import openpyxl
import pytest

from pingkou_gui.county.collect import by_scheme, collect, sentence
from pingkou_gui.county.collection_result import CountyCall
from pingkou_gui.county.summary_workbook import SendingState, status_sentence
from pingkou_gui.document.publish import publish
from pingkou_gui.document.status import report_status
from pingkou_gui.errors import TargetError, UnusableFileError
from pingkou_gui.form.pages.basic_spending import Basic, Conferences, ThreePublic
from pingkou_gui.form.pages.funds import SpecialAccount
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.report.check_rules import close
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.json_format import Record
from pingkou_gui.report.report import Draft
from pingkou_gui.scheme.scheme_reader import default_scheme

OTHER = "安化县大福镇人民政府"


def rows(path, sheet):
    book = openpyxl.load_workbook(path)
    return list(book[sheet].iter_rows(min_row=3, values_only=True))


def words(path, sheet):
    return "\n".join(str(cell) for row in rows(path, sheet) for cell in row if cell is not None)


def test_every_unit_stands_in_the_summary(pack, wanted):
    pack("a.jxbg")
    pack("b.jxbg", unit=OTHER)
    outcome = collect(wanted())
    assert outcome.counts["采用"] == 2
    assert [row[0] for row in rows(outcome.workbook, "汇总")] == [
        OTHER, "安化县平口镇人民政府", "合计",
    ]  # fmt: skip


def test_the_newest_of_a_unit_is_taken_and_the_others_are_listed(pack, wanted):
    pack("旧.jxbg", fields=[(Conferences.meetings.this, "1.11")])
    pack("新.jxbg", days=2)
    shutil.copy(pack("新.jxbg", days=2), pack("新.jxbg", days=2).with_name("新副本.jxbg"))
    outcome = collect(wanted())
    left = rows(outcome.workbook, "重复")
    assert {(row[2], row[4]) for row in left} == {("新副本.jxbg", "相同"), ("旧.jxbg", "旧版")}
    assert all((row[1], row[5]) == ("2023", "新.jxbg") for row in left)


def test_word_files_of_this_program_are_collected_too(sample, inbox, wanted):
    publish(sample, inbox / "报告.docx", datetime(2024, 3, 1, tzinfo=UTC))
    outcome = collect(wanted())
    assert outcome.counts["采用"] == 1
    assert outcome.with_open == ["安化县平口镇人民政府"]


def test_files_without_data_are_listed_with_what_to_ask_for(pack, inbox, wanted):
    pack("好.jxbg")
    sent = ["老.doc", "金山.wps", "扫描.pdf", "说明.txt", "一包.rar"]
    for name in (*sent, "~$报告.docx", "desktop.ini", "Thumbs.db", ".DS_Store"):
        (inbox / name).write_bytes(b"x")
    outcome = collect(wanted())
    told = dict(outcome.unreadable)
    assert set(told) == set(sent)
    assert all("打包上报" in told[name] for name in sent[:4])
    assert "解压" in told["一包.rar"]
    assert "扫描.pdf" in words(outcome.workbook, "读不了的文件")


def test_a_summary_made_before_is_no_report(pack, inbox, wanted):
    pack("好.jxbg")
    last = wanted(workbook=inbox / "上次.xlsx", database=inbox / "上次.sqlite")
    assert collect(last).unreadable == []
    assert collect(wanted()).unreadable == []


def test_the_bin_of_a_disk_is_no_folder_that_was_sent(pack, inbox, wanted):
    (inbox / ".Trash-1000").mkdir()
    pack(".Trash-1000/旧.jxbg", unit=OTHER)
    pack("好.jxbg")
    assert collect(wanted()).counts["采用"] == 1


def test_a_package_is_taken_before_a_word_file_written_later(pack, inbox, sample, wanted):
    final = pack("上报.jxbg", fields=[(Conferences.meetings.this, "1.11")])
    publish(sample, inbox / "草稿.docx", datetime(2024, 4, 1, tzinfo=UTC))
    outcome = collect(wanted())
    assert [(row[2], row[4], row[5]) for row in rows(outcome.workbook, "重复")] == [
        ("草稿.docx", "Word 文件，另有上报包（这份更晚）", final.name)
    ]


def test_a_final_package_is_taken_before_a_draft_made_later(pack, sample, wanted):
    draft = Draft(sample.report)
    for row in sample.report.rows("project"):
        if sample.report[Project.budget.at(row)] is None:
            draft.put(Project.budget, "special_account", row)
    for field in (SpecialAccount.initial, SpecialAccount.full_year, SpecialAccount.outturn):
        draft.type_in(field, "162.43")
    draft.type_in(SpecialAccount.carried_in, "无")
    draft.put(ThreePublic.running.reason, "车辆减少1辆")
    filled = Facts(sample.report.apply(draft.change), default_scheme())
    draft = Draft(filled.report)
    for finding in report_status(filled).findings:
        if finding.asks:
            close(draft, filled, finding, "上年没有分开核算")
    final = Record(filled.report.apply(draft.change), sample.scheme)
    pack("定稿.jxbg", unit=OTHER, record=final)
    pack("草稿.jxbg", days=2, unit=OTHER)
    left = rows(collect(wanted()).workbook, "重复")
    assert [(row[2], row[4]) for row in left] == [("草稿.jxbg", "草稿，另有定稿（这份更晚）")]


def test_a_word_file_is_as_old_as_it_says_however_late_it_was_copied(inbox, sample, wanted):
    newer = Draft(sample.report)
    newer.type_in(Conferences.meetings.this, "1.11")
    changed = Record(sample.report.apply(newer.change), sample.scheme)
    publish(changed, inbox / "新.docx", datetime(2024, 3, 5, tzinfo=UTC))
    publish(sample, inbox / "旧.docx", datetime(2024, 3, 1, tzinfo=UTC))
    left = rows(collect(wanted()).workbook, "重复")
    assert [(row[2], row[4]) for row in left] == [("旧.docx", "旧版")]


def test_broken_and_foreign_files_are_listed_and_stop_nothing(pack, inbox, wanted):
    good = pack("好.jxbg")
    (inbox / "断.jxbg").write_bytes(good.read_bytes()[:5000])
    (inbox / "空.jxbg").write_bytes(b"")
    (inbox / "别的.docx").write_bytes(b"x")
    outcome = collect(wanted())
    assert outcome.counts["采用"] == 1
    assert {file for file, _ in outcome.unreadable} == {"断.jxbg", "空.jxbg", "别的.docx"}
    assert "断.jxbg" in words(outcome.workbook, "读不了的文件")


def test_who_is_missing_late_or_not_listed_is_told(pack, wanted):
    pack("a.jxbg")
    pack("b.jxbg", days=20, unit=OTHER)
    outcome = collect(
        wanted(counties=(CountyCall("", ("平口镇", "大福镇", "梅城镇"), "2024-03-31"),))
    )
    assert outcome.missing == ["梅城镇"]
    assert outcome.late == [OTHER]
    stranger = collect(wanted(counties=(CountyCall(units=("平口镇",)),)))
    assert f"{OTHER}\n名单外" in words(stranger.workbook, "未交和迟交")


def test_who_mends_a_report_after_the_deadline_is_not_late(pack, wanted):
    pack("a.jxbg")
    pack("a2.jxbg", days=30)
    assert collect(wanted(counties=(CountyCall(deadline="2024-03-31"),))).late == []


def test_another_scheme_than_the_countys_is_told(pack, wanted):
    pack("a.jxbg")
    other = by_scheme(wanted(), default_scheme())
    assert words(collect(other).workbook, "对不上的") == "没有"
    strange = collect(wanted(counties=(CountyCall(scheme_sha256="0" * 64),)))
    assert "不是这次指定的方案" in words(strange.workbook, "对不上的")


def test_figures_come_from_the_data_not_from_the_manifest(pack, wanted):
    path = pack("a.jxbg")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["manifest.json"] = parts["manifest.json"].replace(b'"29.09"', b'"9.09"')
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    outcome = collect(wanted())
    assert "清单上是 9.09，按数据算是 29.09" in words(outcome.workbook, "对不上的")


def test_a_thorough_reading_finds_hidden_findings(pack, wanted, monkeypatch):
    monkeypatch.setattr("pingkou_gui.document.status.findings", lambda _facts: ())
    pack("a.jxbg", fields=[(Basic.wages.this, "很多")])
    monkeypatch.undo()
    assert words(collect(wanted()).workbook, "对不上的") == "没有"
    outcome = collect(wanted(thorough=True))
    assert "包里没有列出的问题" in words(outcome.workbook, "对不上的")


def test_the_database_has_plain_tables(pack, wanted):
    pack("a.jxbg")
    outcome = collect(wanted())
    db = sqlite3.connect(outcome.workbook.with_suffix(".sqlite"))
    exact = db.execute("select value from figures where key = 'three_public.total:this'")
    assert exact.fetchone() == ("29.09",)
    wide = 'select unit, "three_public.total:this" from figures_wide'
    assert db.execute(wide).fetchall() == [("安化县平口镇人民政府", 29.09)]
    db.close()


def test_cancelling_leaves_nothing_behind(pack, wanted, inbox):
    pack("a.jxbg")
    outcome = collect(wanted(), lambda _read, _found: False)
    assert outcome.cancelled
    assert [path.name for path in inbox.parent.iterdir()] == [inbox.name]


def test_progress_reaches_the_end(pack, wanted):
    pack("a.jxbg")
    told = []
    collect(wanted(), lambda read, found: not told.append((read, found)))
    assert told[0] == (0, 1)
    assert told[-1] == (1, 1)


@pytest.mark.parametrize(
    ("seconds", "every", "told"),
    [
        (0, 100, [(0, 3)]),
        (0.3, 100, [(0, 3), (1, 3), (2, 3), (3, 3)]),
        (0, 2, [(0, 3), (2, 3)]),
    ],
)
def test_progress_is_told_every_so_many_files_or_where_the_last_word_was_long_ago(
    pack, short, wanted, monkeypatch, seconds, every, told
):
    monkeypatch.setattr("pingkou_gui.county.collect._EVERY", every)
    for at, name in enumerate(("平口", "大福", "梅城")):
        pack(f"{at}.jxbg", unit=f"安化县{name}镇人民政府", record=short)
    clock = itertools.count(1_000, seconds)
    monkeypatch.setattr("pingkou_gui.county.collect.time.monotonic", lambda: next(clock))
    heard = []
    collect(wanted(), lambda read, found: not heard.append((read, found)))
    assert [step for step in dict.fromkeys(heard) if step[1] == 3] == told


def test_a_workbook_called_like_the_summary_elsewhere_is_listed(pack, inbox, wanted):
    pack("好.jxbg")
    (inbox / wanted().workbook.name).write_bytes(b"x")
    assert [name for name, _ in collect(wanted()).unreadable] == [wanted().workbook.name]


def test_a_county_is_called_as_its_scheme_says_or_like_the_scheme(wanted):
    scheme = default_scheme()
    named = replace(scheme, county="安化县", name="安化县2024年方案")
    for given, name in ((named, "安化县"), (replace(named, county=""), "安化县2024年方案")):
        (call,) = by_scheme(wanted(), given).counties
        assert call.name == name


def test_a_folder_that_is_not_there_is_refused(wanted, tmp_path):
    with pytest.raises(UnusableFileError, match="没有文件夹"):
        collect(wanted(folders=(tmp_path / "没有",)))


def test_a_target_without_a_folder_is_refused(wanted, tmp_path):
    with pytest.raises(TargetError):
        collect(wanted(workbook=tmp_path / "没有" / "a.xlsx"))


def test_an_empty_folder_gives_an_empty_summary(wanted):
    outcome = collect(wanted())
    assert sentence(outcome) == "汇总 0 个单位"
    assert words(outcome.workbook, "汇总") == "一份也没有收到"


def test_links_in_a_ring_are_not_followed(pack, inbox, wanted):
    pack("a.jxbg")
    (inbox / "环").symlink_to(inbox, target_is_directory=True)
    assert collect(wanted()).counts["采用"] == 1


def test_folders_within_each_other_without_end_are_refused_in_a_sentence(inbox, wanted):
    deep = inbox
    for _ in range(62):
        deep /= "深"
    deep.mkdir(parents=True)
    with pytest.raises(UnusableFileError, match="太深"):
        collect(wanted())


def test_what_a_run_that_was_ended_left_long_ago_is_removed(pack, wanted):
    pack("a.jxbg")
    left, fresh = (wanted().workbook.with_name(f".汇总-{name}") for name in ("old", "new"))
    for folder in (left, fresh):
        folder.mkdir()
        (folder / "x").write_bytes(b"")
    os.utime(left, (0, 0))
    collect(wanted())
    assert not left.exists()
    assert fresh.exists()


# Clocks that are wrong.


def test_a_clock_that_ran_ahead_is_told_and_does_not_decide(pack, wanted):
    pack("错.jxbg", days=2_000, fields=[(Conferences.meetings.this, "1.11")])
    pack("改.jxbg")
    outcome = collect(wanted())
    assert [(row[2], row[4]) for row in rows(outcome.workbook, "重复")] == [
        ("错.jxbg", "打包时间不对，没有按它定先后")
    ]
    ((file, why),) = outcome.clocks
    assert file == "错.jxbg"
    assert "2029-09-10" in why
    assert "还没有到" in why
    assert why in words(outcome.workbook, "对不上的")
    assert "打包时间不对的 1 份" in sentence(outcome)


def test_of_reports_by_a_clock_that_runs_ahead_the_last_is_taken(pack, wanted):
    pack("一.jxbg", days=2_000, fields=[(Conferences.meetings.this, "1.11")])
    pack("二.jxbg", days=2_001)
    outcome = collect(wanted(counties=(CountyCall(deadline="2024-03-31"),)))
    assert [row[2] for row in rows(outcome.workbook, "重复")] == ["一.jxbg"]
    assert [file for file, _ in outcome.clocks] == ["这台电脑"]


def test_a_wrong_clock_makes_nobody_late(pack, wanted):
    pack("a.jxbg", days=2_000)
    pack("b.jxbg", unit=OTHER)
    pack("c.jxbg", unit="安化县梅城镇人民政府")
    outcome = collect(wanted(counties=(CountyCall(deadline="2024-03-31"),)))
    assert outcome.late == []
    assert [file for file, _ in outcome.clocks] == ["a.jxbg"]


def test_a_clock_that_was_set_back_is_told(pack, wanted):
    pack("a.jxbg", days=-19_000)
    pack("b.jxbg", fields=[(Conferences.meetings.this, "1.11")], days=-1)
    outcome = collect(wanted())
    assert [row[2] for row in rows(outcome.workbook, "重复")] == ["a.jxbg"]
    assert "早于报告的年度" in outcome.clocks[0][1]


@pytest.mark.parametrize(("hours", "wrong"), [(23, []), (25, ["c.jxbg"])])
def test_clocks_may_differ_by_a_day(pack, short, wanted, hours, wrong):
    pack("a.jxbg", record=short)
    pack("b.jxbg", unit=OTHER, record=short)
    pack("c.jxbg", days=hours / 24, unit="安化县梅城镇人民政府", record=short)
    outcome = collect(wanted(now=datetime(2024, 3, 20, 9, tzinfo=UTC)))
    assert [file for file, _ in outcome.clocks] == wrong


def test_where_most_are_ahead_the_countys_own_clock_is_asked_about(pack, wanted):
    pack("旧.jxbg", fields=[(Conferences.meetings.this, "1.11")])
    pack("新.jxbg", days=2)
    outcome = collect(wanted(now=datetime(2000, 1, 1, tzinfo=UTC)))
    ((file, why),) = outcome.clocks
    assert file == "这台电脑"
    assert "2000-01-01" in why
    assert [row[2] for row in rows(outcome.workbook, "重复")] == ["旧.jxbg"]


# One unit under several names, and the order of units.


def test_one_unit_under_several_names_is_told(pack, short, wanted):
    names = ("安化县柳溪乡人民政府", "柳溪乡人民政府", "柳溪乡人民政府（本级）")
    for at, name in enumerate(names):
        pack(f"{at}.jxbg", unit=name, record=short)
    pack("4.jxbg", unit=OTHER, record=short)
    outcome = collect(wanted())
    assert [set(group) for group in outcome.alike] == [set(names)]
    assert "像同一个单位的 1 组" in sentence(outcome)
    told = rows(outcome.workbook, "像同一个单位")
    assert {row[0] for row in told} == set(names)
    assert all("柳溪乡" in row[2] for row in told)


def test_a_name_beside_the_list_is_told_with_the_one_it_looks_like(pack, short, wanted):
    names = ("安化县财政局", "安化县财政局（本级）")
    for at, name in enumerate(names):
        pack(f"{at}.jxbg", unit=name, record=short)
    alike = collect(wanted(counties=(CountyCall(units=names[:1]),))).alike
    assert [set(group) for group in alike] == [set(names)]


def test_names_that_the_list_has_side_by_side_are_two_units(pack, short, wanted):
    names = ("安化县财政局", "安化县财政局（本级）")
    for at, name in enumerate(names):
        pack(f"{at}.jxbg", unit=name, record=short)
    assert collect(wanted(counties=(CountyCall(units=names),))).alike == []


def test_units_stand_in_the_order_of_the_list(pack, short, wanted):
    for name in ("溪口", "石桥", "白沙", "毛田"):
        pack(f"{name}.jxbg", unit=f"安化县{name}镇人民政府", record=short)
    listed = ("溪口镇", "石桥镇", "龙塘镇", "白沙镇")
    outcome = collect(wanted(counties=(CountyCall(units=listed),)))
    names = [row[0] for row in rows(outcome.workbook, "汇总")][:-1]
    assert names == [f"安化县{n}镇人民政府" for n in ("溪口", "石桥", "白沙", "毛田")]
    units = [status.unit for status in outcome.statuses]
    assert units == [*names[:2], "龙塘镇", *names[2:]]


def test_without_a_list_units_stand_by_pinyin(pack, short, wanted):
    for name in ("溪口", "石桥", "白沙", "毛田"):
        pack(f"{name}.jxbg", unit=f"{name}镇", record=short)
    names = [row[0] for row in rows(collect(wanted()).workbook, "汇总")][:-1]
    assert names == ["白沙镇", "毛田镇", "石桥镇", "溪口镇"]


# 报送情况: who has sent, who is late, what is open.


def test_the_status_tells_of_every_unit_how_it_stands(pack, short, inbox, wanted):
    pack("平口/a.jxbg", record=short)
    pack("b.jxbg", days=20, unit=OTHER, record=short)
    pack("c.jxbg", unit="安化县羊角塘镇人民政府", record=short)
    (inbox / "梅城镇").mkdir()
    (inbox / "梅城镇" / "报告.doc").write_bytes(b"x")
    call = CountyCall("安化县", ("平口镇", "大福镇", "梅城镇", "清塘铺镇"), "2024-03-31")
    outcome = collect(wanted(counties=(call,), status=inbox.parent / "报送情况.xlsx"))
    by_unit = {status.unit: status for status in outcome.statuses}
    assert [status.state for status in outcome.statuses] == [
        SendingState.SENT, SendingState.LATE, SendingState.MISSING, SendingState.MISSING,
        SendingState.SENT,
    ]  # fmt: skip
    assert "梅城镇/报告.doc" in by_unit["梅城镇"].notes[0]
    assert by_unit["安化县羊角塘镇人民政府"].notes[0] == "不在名单里"
    assert by_unit[OTHER].first_sent.startswith("2024-04-09")
    told = status_sentence(outcome.statuses)
    assert told.startswith("共 5 个单位，已交 3 个（其中迟交 1 个），未交 2 个")
    for path in (outcome.workbook, inbox.parent / "报送情况.xlsx"):
        assert [row[1] for row in rows(path, "报送情况")] == [
            "已交",
            "迟交",
            "未交",
            "未交",
            "已交",
        ]


def test_a_database_written_among_the_packages_is_no_report(pack, short, inbox, wanted):
    pack("a.jxbg", record=short)
    again = wanted(database=inbox / "汇总.sqlite")
    collect(again)
    assert collect(again).unreadable == []


def test_a_status_written_among_the_packages_is_no_report(pack, inbox, wanted):
    pack("a.jxbg")
    again = wanted(status=inbox / "报送情况.xlsx")
    collect(again)
    assert collect(again).unreadable == []
    assert collect(wanted()).unreadable == []


# Two counties in one run.


def test_two_counties_are_kept_apart_each_with_its_list_and_deadline(pack, wanted):
    pack("a.jxbg", days=5)
    pack("b.jxbg", days=5, unit="桃江县大福镇人民政府", fields=[(Unit.county, "桃江县")])
    pack("c.jxbg", days=5, unit=OTHER)
    counties = (
        CountyCall("安化县", ("平口镇", "大福镇"), "2024-03-31"),
        CountyCall("桃江县", ("大福镇", "马迹塘镇"), "2024-03-21"),
    )
    outcome = collect(wanted(counties=counties))
    assert outcome.missing == ["马迹塘镇"]
    assert outcome.late == ["桃江县大福镇人民政府"]
    assert outcome.alike == []
    lines = rows(outcome.workbook, "汇总")
    assert [row[:2] for row in lines] == [
        ("安化县平口镇人民政府", "安化县"), (OTHER, "安化县"), ("桃江县大福镇人民政府", "桃江县"),
        ("安化县合计", None), ("桃江县合计", None), ("合计", None),
    ]  # fmt: skip
    assert lines[3][4] + lines[4][4] == pytest.approx(lines[5][4])
    assert [s.county for s in outcome.statuses] == ["安化县"] * 2 + ["桃江县"] * 2
    heads = [cell.value for cell in openpyxl.load_workbook(outcome.workbook)["汇总"][2]]
    alone = collect(wanted(workbook=outcome.workbook.with_name("一个县.xlsx"), database=None))
    single = openpyxl.load_workbook(alone.workbook)["汇总"]
    assert [heads[0], *heads[2:]] == [cell.value for cell in single[2]]
    assert (lines[0][0], *lines[0][2:]) in set(rows(alone.workbook, "汇总"))
    assert openpyxl.load_workbook(outcome.workbook).properties.title.startswith("安化县、桃江县")


CALL = CountyCall("安化县", ("大福镇", "梅城镇", "平口镇"))


def test_a_unit_whose_file_is_of_another_year_is_told_so(pack, wanted):
    pack("a.jxbg")
    pack("去年.jxbg", unit=OTHER, fields=[(Unit.year, "2022")])
    outcome = collect(wanted(counties=(CALL,)))
    other, nothing = (s for s in outcome.statuses if s.state is SendingState.MISSING)
    assert other.notes == ("收到的是 2022 年度的，年度不对：去年.jxbg",)
    assert other.unusable == "收到的是 2022 年度的，年度不对"
    assert (nothing.unit, nothing.notes, nothing.unusable) == ("梅城镇", (), "")


def test_a_unit_whose_file_is_broken_is_told_so(pack, inbox, wanted):
    pack("a.jxbg")
    (inbox / "梅城镇.jxbg").write_bytes(b"x")
    outcome = collect(wanted(counties=(CALL,)))
    (broken,) = (s for s in outcome.statuses if s.unit == "梅城镇")
    assert broken.unusable == "收到的文件读不了"


def test_a_unit_that_sent_two_different_reports_is_told_with_the_figures(pack, wanted):
    pack("旧.jxbg", fields=[(Conferences.meetings.this, "1.11")])
    pack("新.jxbg", days=2)
    outcome = collect(wanted())
    (status,) = outcome.statuses
    assert status.changed == "交过不同的数：旧.jxbg 里会议费本年（万元）1.11，采用的是 2.80"
    assert status.changed in words(outcome.workbook, "报送情况")


def test_a_unit_that_sent_the_same_figures_twice_has_nothing_to_be_asked(pack, wanted):
    pack("旧.jxbg", fields=[(Unit.short_name, "我镇")])
    pack("新.jxbg", days=2)
    (status,) = collect(wanted()).statuses
    assert status.changed == ""
