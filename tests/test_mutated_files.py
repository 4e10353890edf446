"""Files of every kind, mutated at random: a report or a sentence comes out, nothing else.

The short form tries some dozens a reader, of a long .docx ten; `-m long` tries 10,000 each (of .docx 2,000 of a long
report and 8,000 of a short one) and tells times and memory.
"""

import importlib.util
import io
import random
import resource
import sys
import time
import traceback
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from pingkou_gui.cli_reports import read_file
from pingkou_gui.county.package import look_over, packed
from pingkou_gui.document.publish import publish
from pingkou_gui.errors import KnownError
from pingkou_gui.importers.clipboard import grid_of
from pingkou_gui.importers.source_text import read_source
from pingkou_gui.paths import asset
from pingkou_gui.reopen import open_package, open_word
from pingkou_gui.report.json_format import Record, from_json, to_json
from pingkou_gui.report.report import Report
from pingkou_gui.scheme.scheme_reader import default_scheme, read_scheme_file
from pingkou_gui.store.reports import ReportStore
from pingkou_gui.text.proofread import examine

SECONDS, MEGABYTES = 2.0, 300
WRITTEN = datetime(2024, 3, 15, 9, 30).astimezone()
ODD = (
    "²", "-1", "99999999999", "1e999", "NaN", "", "\x00", "\ud800", "０", "<a " * 50, "&#x110000;",
    "9" * 5_000, "平" * 5_000, "[" * 2_000, "((a+)+)+", "true", "null", "\u202e", "\u2028",
)  # fmt: skip


def sample():
    return from_json(asset("sample/pingkou-2023.json").read_text("utf-8"))


# -- seeds ------------------------------------------------------------------------------------


def word(folder):
    return publish(sample(), folder / "seed.docx", WRITTEN).target.read_bytes()


def package(_):
    return packed(look_over(sample()), WRITTEN, despite="按期报送")


def maker(name):
    """A module that makes files for the tests of the importers."""
    path = next(Path(__file__).parent.rglob(name))
    spec = importlib.util.spec_from_file_location(f"{path.stem}_to_mutate", path)
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def short_word(folder):
    """A short report that has a little of all that Word files hold."""
    made = maker("word_files.py")
    table = made.table(["项目", "上年（元）", "本年（元）"], ["路灯", "125000", "128000"])
    choice = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    hidden = made.run("3.50", "<w:vanish/>") + made.run("2.80万元。", '<w:rStyle w:val="a"/>')
    body = (
        made.par("2023年度云岭县白茅镇人民政府部门整体支出绩效自评报告")
        + made.in_list("部门概况")
        + made.par(made.run("会议费完成") + hidden)
        + made.in_list("一般公共预算支出情况")
        + made.par("2023年基本支出640.00万元，其中工资福利支出410.00万元。", '<w:pStyle w:val="b"/>')
        + table
        + made.par(choice("begin") + made.run("优") + choice("end"))
        + "<w:sdt><w:sdtContent>" + made.par("无。") + "</w:sdtContent></w:sdt>"
    )  # fmt: skip
    numbering = made.lists({0: made.level(style="chineseCounting", text="%1、")}, (1, 0, ""))
    styles = made.style("a", "<w:rPr><w:b/></w:rPr>", "character") + made.style("b", "")
    path = made.word(folder / "seed.docx", body, numbering=numbering, styles=styles)
    return path.read_bytes()


def workbook(folder):
    return maker("books.py").whole().write(folder / "seed.xlsx").read_bytes()


def old_workbook(folder):
    return maker("books.py").whole().write(folder / "seed.xls").read_bytes()


def database(folder):
    store = ReportStore(folder / "seed.db")
    store.create(Record(sample().report, "方案"))
    store.close()
    return (folder / "seed.db").read_bytes()


def text(folder):
    read = read_source(publish(sample(), folder / "seed.docx", WRITTEN).target)
    return "\n".join(paragraph.text for paragraph in read.paragraphs).encode()


# -- readers ----------------------------------------------------------------------------------


def take_word(path):
    open_word(path)
    read_file(path, Report())


def take_text(path):
    examine(read_source(path))


def take_database(path):
    store = ReportStore(path)
    try:
        for each in store.summaries():
            store.load(each.id)
            store.last_step(each.id)
    finally:
        store.close()


def take_clipboard(path):
    pasted = path.read_bytes().decode("utf-8", "replace")
    grid_of(pasted)
    grid_of("", f"<table><tr><td>{pasted}")


READERS = {
    "docx": (word, take_word),
    "short.docx": (short_word, take_word),
    "txt": (text, take_text),
    "xlsx": (workbook, lambda path: read_file(path, Report())),
    "xls": (old_workbook, lambda path: read_file(path, Report())),
    "json": (lambda _: to_json(sample()).encode(), lambda path: from_json(decoded(path))),
    "toml": (lambda _: default_scheme().text.encode(), read_scheme_file),
    "jxbg": (package, open_package),
    "html": (lambda _: HTML.encode(), take_clipboard),
    "db": (database, take_database),
}
HTML = (
    "<style>td{}</style><table border=1><tr><td colspan=2>项目</td><td>金额</td></tr>"
    '<tr><td rowspan="2">路灯</td><td>a<br>b</td><td>1.5</td></tr><tr><td>桥&nbsp;</td></tr></table>'
) * 3
ZIPPED = {"docx", "short.docx", "xlsx", "jxbg"}


def decoded(path):
    return path.read_bytes().decode("utf-8", "surrogateescape")


# -- mutations --------------------------------------------------------------------------------


def mutated(seed, dice):
    """Return bytes with a few mutations: bits, cuts, copies, odd words."""
    data = bytearray(seed)
    for _ in range(dice.choice([1, 1, 2, 4, 16])):
        at = dice.randrange(len(data) + 1)
        length = min(dice.choice([1, 2, 4, 16, 200, 3_000]), max(len(data) - at, 0))
        way = dice.randrange(7)
        if way == 0 and length:
            data[at] ^= 1 << dice.randrange(8)
        elif way == 1:
            data[at : at + length] = dice.randbytes(length)
        elif way == 2:
            del data[at : at + length]
        elif way == 3:
            data[at:at] = data[at : at + length] * dice.choice([1, 2, 50])
        elif way == 4:
            data[at : at + length] = dice.choice(ODD).encode("utf-8", "surrogatepass")
        elif way == 5 and dice.random() < 0.2:
            del data[at:]
        else:
            other = dice.randrange(len(data) + 1)
            data[at:at] = data[other : other + length]
    return bytes(data)


def mutated_archive(seed, dice):
    """Return an archive with one part mutated within, or with the whole of it mutated."""
    if dice.random() < 0.3:
        return mutated(seed, dice)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(seed)) as before, zipfile.ZipFile(made, "w") as after:
        names = before.namelist()
        chosen = dice.choice(names)
        for name in names:
            part = before.read(name)
            part = mutated(part, dice) if name == chosen else part
            kind = dice.choice([zipfile.ZIP_DEFLATED] * 9 + [zipfile.ZIP_LZMA])
            if name == chosen and dice.random() < 0.05:
                continue
            after.writestr(name, part, compress_type=kind)
    return made.getvalue()


def trial(kind, folder, many, seed):
    """Read mutated files.

    Returns:
        How many were read, how many met something that no reader foresaw (a sentence came out all
        the same), the longest time, and what else came out.
    """
    make, read = READERS[kind]
    folder.mkdir(exist_ok=True)
    original, dice = make(folder), random.Random(seed)
    taken, unforeseen, longest, wrong = 0, 0, 0.0, []
    path = folder / f"mutated.{kind}"
    for at in range(many):
        change = mutated_archive if kind in ZIPPED else mutated
        data = change(original, dice)
        path.write_bytes(data)
        began = time.process_time()
        try:
            read(path)
            taken += 1
        except KnownError as error:
            unforeseen += "程序认不出" in error.happened
        except Exception as error:  # noqa: BLE001 - any other kind is what is looked for
            where = traceback.extract_tb(error.__traceback__)[-1]
            known = f"{type(error).__name__} {where.name}:{where.lineno} {str(error)[:80]}"
            wrong.append(f"{at}: {known}")
        spent = time.process_time() - began
        longest = max(longest, spent)
        if spent > 5 * SECONDS:
            wrong.append(f"{at}: {spent:.1f} s")
    return taken, unforeseen, longest, wrong


@pytest.mark.parametrize("kind", READERS)
def test_a_mutated_file_is_read_or_refused_in_a_sentence(kind, tmp_path):
    many = {"docx": 10}.get(kind, 40)  # the short one has a little of all that the long one has
    _, _, _, wrong = trial(kind, tmp_path / kind, many, 1)
    assert wrong == []


@pytest.mark.long
@pytest.mark.parametrize("kind", READERS)
def test_thousands_of_mutated_files_are_read_or_refused_in_a_sentence(kind, tmp_path, capsys):
    many = {"docx": 2_000, "short.docx": 8_000}.get(kind, 10_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    taken, unforeseen, longest, wrong = trial(kind, tmp_path / kind, many, 2)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    with capsys.disabled():
        figures = f"{taken} read, {unforeseen} unforeseen, {longest:.2f} s at most"
        sys.stdout.write(f"{kind}: {many} files, {figures}, {before} to {after} MB\n")
    assert wrong == []
