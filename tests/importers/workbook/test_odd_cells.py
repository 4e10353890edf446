"""Cells that are filled and hold no plain number: read by their own unit, or named with addresses."""

import hashlib
import struct
from decimal import Decimal
from itertools import islice

import books
import pytest
import xlsxwriter
import xlwt
from asked import amounts, planted, report_for

from pingkou_gui.errors import UnusableFileError
from pingkou_gui.form.pages.basic_spending import Basic, ThreePublic
from pingkou_gui.importers.targets import read_targets
from pingkou_gui.importers.workbook import read_workbook
from pingkou_gui.importers.workbook_cells import Refusal, RefusedWorkbookError
from pingkou_gui.importers.workbook_file import read_sheets
from pingkou_gui.importers.xls_file import DEFAULT_PASSWORD, _keystream, decrypted
from pingkou_gui.report.report import Report


def told(proposal):
    return "\n".join(f"{u.where}：{u.text}（{u.why}）" for u in proposal.unplaced)


def basic_with(tmp_path, suffix=".xlsx", unit="万元", **cells):
    """A table of basic spending with some of its amounts replaced: `F7=...`."""
    book = books.Book(unit)
    sheet = books.basic(book)
    for name, value in cells.items():
        sheet.cells[int(name[1:]), ord(name[0]) - 64] = value
    return book.write(tmp_path / f"a{suffix}")


# -- figures with their own unit, and figures that are none


@pytest.mark.parametrize(
    ("unit", "words"),
    [("万元", "61.02万元"), ("元", "61.02 万元"), ("万元", "610,200元"), ("元", "６１０２００元")],
)
def test_an_amount_with_its_own_unit_is_read_by_it(tmp_path, unit, words):
    path = basic_with(tmp_path, unit=unit, F7=words)
    found = amounts(read_workbook(path, report_for()))
    assert found["302", "办公费"] == Decimal("61.02")


@pytest.mark.parametrize("words", ["48 16", "约61", "61.02.1", "6l.02", "1,28.5"])
def test_a_cell_that_is_no_number_is_named_and_not_guessed(tmp_path, words):
    proposal = read_workbook(basic_with(tmp_path, F7=words), report_for())
    assert ("302", "办公费") not in amounts(proposal)
    assert "基本支出决算表 F7" in told(proposal)
    assert words in told(proposal)


@pytest.mark.parametrize("mark", ["-", "—", "——", "/", "无"])
def test_a_dash_or_none_is_nothing_to_be_told(tmp_path, mark):
    proposal = read_workbook(basic_with(tmp_path, F7=mark), report_for())
    assert "F7" not in told(proposal)


@pytest.mark.parametrize("suffix", [".xlsx", ".xls"])
def test_an_error_of_the_workbook_is_named_with_its_address(tmp_path, suffix):
    path = tmp_path / f"a{suffix}"
    if suffix == ".xlsx":
        with xlsxwriter.Workbook(str(path)) as book:
            page = book.add_worksheet("三公")
            _three_rows(page.write)
            page.write_formula(4, 1, "=1/0", None, "#DIV/0!")
    else:
        book = xlwt.Workbook()
        page = book.add_sheet("三公", cell_overwrite_ok=True)
        _three_rows(page.write)
        page.row(4).set_cell_error(1, "#DIV/0!")
        book.save(str(path))
    proposal = read_workbook(path, report_for())
    assert "B5" in told(proposal)
    assert "公式出错" in told(proposal)


def _three_rows(write):
    rows = (
        ("“三公”经费支出决算表", ""),
        ("2023年度", "单位：万元"),
        ("项目", "决算数"),
        ("合计", 12),
        ("公务接待费", 8),
        ("公务用车运行维护费", 4),
    )
    for row, line in enumerate(rows):
        for column, value in enumerate(line):
            write(row, column, value)


@pytest.mark.parametrize("count", [1, 9])
def test_formulas_that_were_never_worked_out_are_named(tmp_path, count):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("三公")
        _three_rows(page.write)
        for row in range(4, 4 + count):
            page.write_formula(row, 1, "=4+4", None, "")
    raw = path.read_bytes()
    path.write_bytes(raw)
    _drop_results(path)
    proposal = read_workbook(path, report_for())
    assert ThreePublic.reception.this.at() not in {i.place for i in proposal.items}
    assert "B5" in told(proposal)
    assert "是公式，没有算出的数" in told(proposal)
    assert "用WPS打开、保存，再读入" in "".join(proposal.notes)


def _drop_results(path):
    """Take the results out, as programs write a workbook that never worked it out."""
    import re
    import zipfile

    parts = {}
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    with zipfile.ZipFile(path, "w") as file:
        for name, content in parts.items():
            file.writestr(name, re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", content))


def test_an_xls_whose_formulas_all_come_to_nothing_names_them(tmp_path):
    path = tmp_path / "a.xls"
    book = xlwt.Workbook()
    page = book.add_sheet("三公", cell_overwrite_ok=True)
    _three_rows(page.write)
    page.write(3, 1, xlwt.Formula("B5+B6"))
    book.save(str(path))
    proposal = read_workbook(path, report_for())
    assert "B4" in told(proposal)
    assert "没有算出的数" in told(proposal)


def test_an_xls_whose_sums_are_truly_nothing_is_read(tmp_path):
    path = tmp_path / "a.xls"
    book = xlwt.Workbook()
    page = book.add_sheet("三公", cell_overwrite_ok=True)
    _three_rows(page.write)
    for row in (4, 5):
        page.write(row, 1, 0)
    page.write(3, 1, xlwt.Formula("B5+B6"))
    book.save(str(path))
    proposal = read_workbook(path, report_for())
    assert "没有算出的数" not in told(proposal)


@pytest.mark.parametrize("garbled", ["ÈËÔ±¾­·Ñ", "\ue001\ue002", "基本\ufffd\ufffd"])
def test_words_of_another_code_page_are_refused_and_named(tmp_path, garbled):
    proposal = read_workbook(basic_with(tmp_path, F7=garbled), report_for())
    assert "乱码" in told(proposal)
    assert garbled not in {item.value for item in proposal.items}


# -- what number formats show


def targets_with(tmp_path, value, code, suffix=".xlsx"):
    path = tmp_path / f"申报{suffix}"
    rows = (
        ("一级指标", "二级指标", "三级指标", "指标值"),
        ("产出指标", "数量指标", "新装路灯", None),
    )
    if suffix == ".xls":
        book = xlwt.Workbook()
        page = book.add_sheet("表")
        shown = xlwt.easyxf(num_format_str=code)
        for row, line in enumerate(rows):
            for column, words in enumerate(line):
                page.write(row, column, words or value, *([] if words else [shown]))
        book.save(str(path))
        return path
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("表")
        shown = book.add_format({"num_format": code})
        for row, line in enumerate(rows):
            for column, words in enumerate(line):
                page.write(row, column, words or value, None if words else shown)
    return path


@pytest.mark.parametrize("suffix", [".xlsx", ".xls"])
@pytest.mark.parametrize(
    ("value", "code", "requirement", "target"),
    [
        (40, '"≥"0"盏"', "≥", "40盏"),
        (0.95, '"≥"0%', "≥", "95%"),
        (7, '"≤"0"天"', "≤", "7天"),
        (0.9, "0%", "", "90%"),
    ],
)
def test_a_target_is_read_as_it_is_shown(tmp_path, suffix, value, code, requirement, target):
    proposal = read_targets(targets_with(tmp_path, value, code, suffix), Report())
    found = {item.place.field: item for item in proposal.items}
    assert found["target"].value == target
    assert (found["requirement"].value if "requirement" in found else "") == requirement
    assert not found["target"].doubt


@pytest.mark.parametrize("suffix", [".xlsx", ".xls"])
def test_a_date_among_targets_is_read_as_it_is_shown(tmp_path, suffix):
    path = targets_with(tmp_path, 45626, 'm"月底前"', suffix)
    proposal = read_targets(path, Report())
    assert "11月底前" in {item.value for item in proposal.items}


def test_an_amount_shown_in_another_unit_than_it_is_kept_in(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("三公")
        _three_rows(page.write)
        shown = book.add_format({"num_format": '0!.0000"万元"'})
        page.write(4, 1, 80_000, shown)
        page.write(5, 1, 40_000, shown)
    found = amounts(read_workbook(path, report_for()))
    assert found[ThreePublic.reception.this.at()] == 8
    assert found[ThreePublic.running.this.at()] == 4


# -- protected without a password


def rc4(key, length):
    """The first bytes of RC4, written here once more so that a slip in the reader is seen."""
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    found, i, j = bytearray(), 0, 0
    for _ in range(length):
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        found.append(state[(state[i] + state[j]) % 256])
    return bytes(found)


def mixed(one, other):
    return bytes(a ^ b for a, b in zip(one, other, strict=False))


def digest(name, data):
    return hashlib.new(name, data, usedforsecurity=False).digest()


SALT, VERIFIER = bytes(range(16)), bytes(range(16, 32))


def of_forty_bits(password):
    """The keys and the record of the cipher of Excel 97 ([MS-OFFCRYPTO] 2.3.6)."""
    first = digest("md5", password.encode("utf-16-le"))[:5]
    whole = digest("md5", (first + SALT) * 16)[:5]

    def key_of(block):
        return digest("md5", whole + struct.pack("<I", block))

    told = mixed(VERIFIER + digest("md5", VERIFIER), rc4(key_of(0), 32))
    return key_of, struct.pack("<HHH", 1, 1, 1) + SALT + told


def of_a_header(bits, cipher=0x6801):
    """The same of the cipher of Excel 2002 and later ([MS-OFFCRYPTO] 2.3.5)."""

    def made(password):
        whole = digest("sha1", SALT + password.encode("utf-16-le"))
        size = (bits or 40) // 8

        def key_of(block):
            key = digest("sha1", whole + struct.pack("<I", block))[:size]
            return key.ljust(16, b"\0") if size == 5 else key

        told = mixed(VERIFIER + digest("sha1", VERIFIER), rc4(key_of(0), 36))
        name = "RC4\0".encode("utf-16-le")
        header = struct.pack("<8I", 4, 0, cipher, 0x8004, bits, 1, 0, 0) + name
        body = struct.pack("<HHHII", 1, 4, 2, 4, len(header)) + header
        body += struct.pack("<I", 16) + SALT + told[:16] + struct.pack("<I", 20) + told[16:]
        return key_of, body

    return made


def encrypted(stream, password, cipher=of_forty_bits):
    """Records under RC4, as Excel protects the structure of a workbook."""
    key_of, body = cipher(password)
    blocks = range((len(stream) + len(body)) // 1024 + 1)
    pad = b"".join(rc4(key_of(block), 1024) for block in blocks)
    out = bytearray()
    at = 0
    records = []
    while at + 4 <= len(stream):
        code, length = struct.unpack_from("<HH", stream, at)
        records.append((code, stream[at + 4 : at + 4 + length]))
        at += 4 + length
    shift = len(body) + 4
    records.insert(1, (0x2F, body))
    for code, body_ in records:
        content = body_
        if code == 0x85:
            place = struct.unpack_from("<I", body_)[0] + shift
            content = struct.pack("<I", place) + body_[4:]
        start = len(out) + 4
        if code in {0x0809, 0x2F}:
            changed = content
        else:
            changed = mixed(content, pad[start:])
            if code == 0x85:
                changed = content[:4] + changed[4:]
        out += struct.pack("<HH", code, len(content)) + changed
    return bytes(out)


@pytest.fixture
def stream(tmp_path):
    from pingkou_gui.importers.xls_file import _workbook_stream

    path = books.whole().write(tmp_path / "plain.xls")
    return _workbook_stream(path.read_bytes())


@pytest.mark.parametrize(
    ("key", "at", "told"),
    [
        (b"Key", 0, "eb9f7781b734ca72a7"),
        (b"\1\2\3\4\5", 0, "b2396305f03dc027ccc3524a0a1118a8"),
        (b"\1\2\3\4\5", 240, "28cb1132c96ce286421dcaadb8b69eae"),
        (b"\1\2\3\4\5", 256, "1cfcf62b03eddb641d77dfcf7f8d8c93"),
    ],
)
def test_the_cipher_is_that_of_the_published_vectors(key, at, told):
    """RFC 6229."""
    wanted = bytes.fromhex(told)
    assert bytes(islice(_keystream(key), at, at + len(wanted))) == wanted


CIPHERS = [of_forty_bits, of_a_header(0), of_a_header(40), of_a_header(128)]


@pytest.mark.parametrize("cipher", CIPHERS)
def test_a_workbook_under_the_password_everybody_has_opens_without_asking(tmp_path, stream, cipher):
    path = tmp_path / "a.xls"
    path.write_bytes(encrypted(stream, DEFAULT_PASSWORD, cipher))
    assert amounts(read_workbook(path, report_for())) == planted()


def test_a_cipher_that_is_not_known_or_told_in_half_is_a_protected_workbook():
    for body in (
        b"",
        struct.pack("<HHH", 0, 1, 1) + bytes(80),
        of_forty_bits(DEFAULT_PASSWORD)[1][:53],
        of_a_header(128, cipher=0x660E)(DEFAULT_PASSWORD)[1],
        of_a_header(128)(DEFAULT_PASSWORD)[1][:-1],
        struct.pack("<HHH", 1, 3, 3) + bytes(90),
    ):
        record = struct.pack("<HH", 0x2F, len(body)) + body
        with pytest.raises(RefusedWorkbookError) as refused:
            decrypted(record, DEFAULT_PASSWORD)
        assert refused.value.reason is Refusal.PROTECTED


@pytest.mark.parametrize("cipher", CIPHERS)
def test_a_workbook_under_another_password_says_what_to_do_in_both_cases(tmp_path, stream, cipher):
    path = tmp_path / "a.xls"
    path.write_bytes(encrypted(stream, "1234", cipher))
    with pytest.raises(UnusableFileError) as refused:
        read_workbook(path, report_for())
    assert "去掉密码" in refused.value.remedy
    assert "撤销保护" in refused.value.remedy


# -- bounded, whatever a file asks for


def test_a_formatted_cell_at_the_far_corner_costs_nothing(tmp_path):
    path = tmp_path / "a.xls"
    book = xlwt.Workbook()
    page = book.add_sheet("三公")
    _three_rows(page.write)
    page.write(65535, 255, "", xlwt.easyxf("font: bold on"))
    book.save(str(path))
    (sheet,) = read_sheets(path)
    assert (sheet.rows, sheet.columns) == (6, 2)


@pytest.mark.parametrize(
    ("row", "column", "place"), [(65535, 255, "IV65536"), (65535, 99, "CV65536")]
)
def test_a_filled_cell_far_out_is_refused_with_sheet_and_address(tmp_path, row, column, place):
    path = tmp_path / "a.xls"
    book = xlwt.Workbook()
    page = book.add_sheet("三公")
    _three_rows(page.write)
    page.write(row, column, "x")
    book.save(str(path))
    with pytest.raises(UnusableFileError, match=f"“三公”填到了{place}格"):
        read_sheets(path)


@pytest.mark.parametrize("suffix", [".xlsx", ".xls"])
def test_many_sheets_with_a_cell_far_out_each_are_refused_together(tmp_path, suffix):
    path = tmp_path / f"a{suffix}"
    if suffix == ".xls":
        book = xlwt.Workbook()
        for number in range(12):
            book.add_sheet(str(number)).write(999, 99, "x")
        book.save(str(path))
    else:
        with xlsxwriter.Workbook(str(path)) as book:
            for number in range(12):
                book.add_worksheet(str(number)).write(999, 99, "x")
    with pytest.raises(UnusableFileError, match="太大了"):
        read_sheets(path)


def test_hundreds_of_thousands_of_formatted_cells_are_passed_over(tmp_path):
    path = tmp_path / "a.xls"
    book = xlwt.Workbook()
    bold = xlwt.easyxf("font: bold on")
    page = book.add_sheet("三公")
    _three_rows(page.write)
    for row in range(10, 2100):
        for column in range(200):
            page.write(row, column, "", bold)
    book.save(str(path))
    assert amounts(read_workbook(path, report_for()))[ThreePublic.reception.this.at()] == 8


def test_a_class_total_shown_in_words_is_not_lost(tmp_path):
    path = basic_with(tmp_path, F6="244.80万元")
    found = {item.place: item.value for item in read_workbook(path, report_for()).items}
    assert found[Basic.goods.this.at()] == Decimal("244.80")
