"""Official-looking accounts workbooks with planted figures, written as xlsx and as xls."""

from decimal import Decimal

import xlsxwriter
import xlwt

OWNER = "安化县平口镇人民政府"
ITEMS = {
    "30101": ("基本工资", "412.36"),
    "30102": ("津贴补贴", "201.18"),
    "30103": ("奖金", "187.55"),
    "30108": ("机关事业单位基本养老保险缴费", "121.40"),
    "30113": ("住房公积金", "102.25"),
    "30201": ("办公费", "61.02"),
    "30202": ("印刷费", "20.11"),
    "30205": ("水费", "3.27"),
    "30206": ("电费", "18.90"),
    "30211": ("差旅费", "22.36"),
    "30215": ("会议费", "2.80"),
    "30216": ("培训费", "8.04"),
    "30217": ("公务接待费", "25.99"),
    "30226": ("劳务费", "40.15"),
    "30231": ("公务用车运行维护费", "3.10"),
    "30299": ("其他商品和服务支出", "39.06"),
    "30305": ("生活补助", "13.14"),
    "30399": ("其他对个人和家庭的补助", "5.10"),
    "31002": ("办公设备购置", "9.40"),
}
CLASS_NAMES = {
    "301": "工资福利支出",
    "302": "商品和服务支出",
    "303": "对个人和家庭的补助",
    "310": "资本性支出",
}
CLASSES = {
    c: sum((Decimal(a) for k, (_, a) in ITEMS.items() if k.startswith(c)), Decimal(0))
    for c in CLASS_NAMES
}
PERSONNEL = CLASSES["301"] + CLASSES["303"]
OPERATING = CLASSES["302"] + CLASSES["310"]
BASIC = PERSONNEL + OPERATING
GENERAL_PROJECT = Decimal("371.86")
FUND = Decimal("33.25")
THREE = {
    "total": ("35.00", "29.09"),
    "overseas": ("0", "0"),
    "vehicles": ("5.00", "3.10"),
    "purchase": ("0", "0"),
    "running": ("5.00", "3.10"),
    "reception": ("30.00", "25.99"),
}


class Sheet:
    """Cells and merged ranges, from row 1 and column 1."""

    def __init__(self, name, hidden=False):
        self.name, self.hidden = name, hidden
        self.cells, self.merged = {}, []

    def put(self, row, column, *values):
        for at, value in enumerate(values, column):
            if value is not None:
                self.cells[row, at] = value

    def merge(self, row, column, bottom, right, value):
        self.put(row, column, value)
        self.merged.append((row, column, bottom, right))

    def shift_down(self, column, first, last, by=1):
        """One column slips by a row, as official files have been seen to do."""
        kept = {r: self.cells.pop((r, column), None) for r in range(first, last + 1)}
        for row, value in kept.items():
            if value is not None:
                self.cells[row + by, column] = value


class Book:
    """How a workbook is written: unit, numbers as words, renumbered, whose, which year."""

    def __init__(
        self, unit="万元", owner=OWNER, year=2023, as_words=False, numbers=None, stated=True
    ):
        self.unit, self.owner, self.year, self.as_words = unit, owner, year, as_words
        self.numbers = numbers or {}
        self.stated = stated
        self.sheets = []

    def amount(self, wan):
        if wan is None or wan == "":
            return None
        value = Decimal(wan) * (10000 if self.unit == "元" else 1)
        return f"{value:,.2f}" if self.as_words else float(value)

    def sheet(self, number, title, columns, hidden=False):
        number = self.numbers.get(number, number)
        sheet = Sheet(f"GK{number:02}", hidden)
        sheet.merge(1, 1, 1, columns, title)
        sheet.put(2, columns, f"公开{number:02}表")
        sheet.put(3, 1, f"部门：{self.owner}")
        if self.stated:
            sheet.put(3, columns, f"金额单位：{self.unit}")
        sheet.put(2, 1, f"{self.year}年度")
        self.sheets.append(sheet)
        return sheet

    def write(self, path):
        (self._xls if path.suffix == ".xls" else self._xlsx)(path)
        return path

    def _xlsx(self, path):
        book = xlsxwriter.Workbook(str(path), {"in_memory": True})
        for sheet in self.sheets:
            page = book.add_worksheet(sheet.name)
            if sheet.hidden:
                page.hide()
            for row, column, bottom, right in sheet.merged:
                page.merge_range(row - 1, column - 1, bottom - 1, right - 1, "")
            for (row, column), value in sheet.cells.items():
                page.write(row - 1, column - 1, value)
        book.close()

    def _xls(self, path):
        book = xlwt.Workbook()
        for sheet in self.sheets:
            page = book.add_sheet(sheet.name)
            page.visibility = int(sheet.hidden)
            merged = {(r, c): (r, b, c, e) for r, c, b, e in sheet.merged}
            for (row, column), value in sheet.cells.items():
                r, b, c, e = merged.get((row, column), (row, row, column, column))
                page.write_merge(r - 1, b - 1, c - 1, e - 1, value)
        book.save(str(path))


def basic(book, lanes=3, blanks=("30224",), split=False, title=None):
    """Basic spending in one, two or three lanes of code, name and amount."""
    width = (4 if split else 3) * lanes
    sheet = book.sheet(6, title or "一般公共预算财政拨款基本支出决算表", width)
    groups = {
        1: [("301", "302", "303", "310")],
        2: [("301", "303"), ("302", "310")],
        3: [("301", "303"), ("302",), ("310",)],
    }[lanes]
    step = 4 if split else 3
    bottom = 0
    for lane, classes in enumerate(groups):
        column, row = lane * step + 1, 6
        sheet.put(5, column, *(("类", "款") if split else ("科目编码",)), "科目名称", "决算数")
        for code in classes:
            lines = [(code, CLASS_NAMES[code], CLASSES[code])]
            lines += [(k, n, a) for k, (n, a) in ITEMS.items() if k.startswith(code)]
            if code == "302":
                lines = sorted(
                    [*lines, *((k, "被装购置费", None) for k in blanks)], key=lambda line: line[0]
                )
            for key, name, value in lines:
                whole = (int(key[:3]), key[3:]) if split else (key,)
                sheet.put(row, column, *whole, name, book.amount(value))
                row += 1
        bottom = max(bottom, row)
    sheet.merge(4, 1, 4, step, "人员经费")
    if lanes > 1:
        sheet.merge(4, step + 1, 4, width, "公用经费")
        sheet.merge(bottom, 1, bottom, step - 1, "人员经费合计")
        sheet.put(bottom, step, book.amount(PERSONNEL))
        sheet.merge(bottom, step + 1, bottom, width - 1, "公用经费合计")
        sheet.put(bottom, width, book.amount(OPERATING))
    else:
        sheet.put(bottom, 1, "合计")
        sheet.put(bottom, step, book.amount(BASIC))
    sheet.put(bottom + 1, 1, "注：本表反映部门本年度一般公共预算财政拨款基本支出明细情况。")
    return sheet


HEADS = (
    ("total", "合计", ""),
    ("overseas", "因公出国（境）费", ""),
    ("vehicles", "公务用车购置及运行维护费", "小计"),
    ("purchase", "公务用车购置及运行维护费", "公务用车购置费"),
    ("running", "公务用车购置及运行维护费", "公务用车运行维护费"),
    ("reception", "公务接待费", ""),
)


def three_blocks(book, totals=True, last=None):
    """Budgets on the left, finals on the right, perhaps last year's finals beyond."""
    heads = HEADS if totals else HEADS[1:]
    blocks = ["预算数", "决算数"] + (["上年决算数"] if last else [])
    sheet = book.sheet(7, "财政拨款“三公”经费支出决算表", len(heads) * len(blocks))
    column = 1
    for number, block in enumerate(blocks):
        sheet.merge(4, column, 4, column + len(heads) - 1, block)
        cars = column + (2 if totals else 1)
        sheet.merge(5, cars, 5, cars + 2, "公务用车购置及运行维护费")
        for key, outer, inner in heads:
            if inner:
                sheet.put(6, column, inner)
            else:
                sheet.merge(5, column, 6, column, outer)
            value = (*THREE[key], (last or {}).get(key))[number]
            sheet.put(8, column, book.amount(value))
            sheet.put(7, column, column)
            column += 1
    return sheet


def three_interleaved(book):
    """Budget and final beside each other under every expense."""
    sheet = book.sheet(7, "一般公共预算财政拨款“三公”经费支出决算表", 13)
    sheet.put(7, 1, "栏次")
    sheet.put(8, 1, "合计")
    for number, (key, outer, inner) in enumerate(HEADS):
        column = 2 + number * 2
        if outer.startswith("公务用车"):
            if inner == "小计":
                sheet.merge(4, column, 4, column + 5, outer)
            sheet.merge(5, column, 5, column + 1, inner)
        else:
            sheet.merge(4, column, 5, column + 1, outer)
        sheet.put(6, column, "预算数", "决算数")
        sheet.put(7, column, number * 2 + 1, number * 2 + 2)
        sheet.put(8, column, *(book.amount(value) for value in THREE[key]))
    return sheet


def three_rows(book):
    """The expenses as rows, with counts below."""
    sheet = book.sheet(7, "“三公”经费支出决算表", 4)
    sheet.put(4, 1, "项目", "行次", "预算数", "决算数")
    sheet.put(5, 1, "栏次", None, 1, 2)
    names = {
        "total": "一、“三公”经费支出合计",
        "overseas": "1．因公出国（境）费",
        "vehicles": "2．公务用车购置及运行维护费",
        "purchase": "（1）公务用车购置费",
        "running": "（2）公务用车运行维护费",
        "reception": "3．公务接待费",
    }
    for row, (key, name) in enumerate(names.items(), 6):
        sheet.put(row, 1, name, row - 5, *(book.amount(value) for value in THREE[key]))
    sheet.put(12, 1, "国内公务接待批次（个）", 7, None, 210)
    sheet.put(13, 1, "公务用车保有量（辆）", 8, None, 1)
    return sheet


def funds(book, split=False):
    """Government funds: carried in, income, spending, carried out."""
    sheet = book.sheet(8, "政府性基金预算财政拨款收入支出决算表", 10)
    names = 4 if split else 2
    sheet.merge(4, 1, 4, names, "项目")
    sheet.merge(5, 1, 6, names - 1, "功能分类科目编码")
    sheet.merge(5, names, 6, names, "科目名称")
    one = names + 1
    sheet.merge(4, one, 6, one, "年初结转和结余")
    sheet.merge(4, one + 1, 6, one + 1, "本年收入")
    sheet.merge(4, one + 2, 4, one + 4, "本年支出")
    for at, head in enumerate(("小计", "基本支出", "项目支出")):
        sheet.merge(5, one + 2 + at, 6, one + 2 + at, head)
    sheet.merge(4, one + 5, 6, one + 5, "年末结转和结余")
    sheet.put(7, 1, "栏次")
    sheet.put(7, one, 1, 2, 3, 4, 5, 6)
    sheet.put(8, 1, "合计")
    rows = [
        ("", ""),
        ("212", "城乡社区支出"),
        ("21208", "国有土地使用权出让"),
        ("2120804", "农村基础设施建设支出"),
    ]
    for row, (code, name) in enumerate(rows, 8):
        if code:
            sheet.put(row, 1, *([code[:3], code[3:5], code[5:]] if split else [code]), name)
        values = ("0", FUND, FUND, "0", FUND, "0")
        sheet.put(row, one, *(book.amount(value) for value in values))
    return sheet


def no_capital(book):
    """State capital without a figure, with the sentence that says so."""
    sheet = book.sheet(9, "国有资本经营预算财政拨款支出决算表", 5)
    sheet.merge(4, 1, 4, 2, "项目")
    sheet.merge(4, 3, 4, 5, "本年支出")
    sheet.put(5, 1, "科目编码", "科目名称", "小计", "基本支出", "项目支出")
    sheet.put(6, 1, "栏次", None, 1, 2, 3)
    sheet.put(7, 1, "合计")
    sheet.put(
        9, 1, "说明：本单位没有国有资本经营预算财政拨款收入，也没有使用其安排的支出，故本表无数据。"
    )
    return sheet


def spending(book, number, title, rows, split=False):
    """A table of spending by functional class: all, basic, project."""
    names = 4 if split else 2
    sheet = book.sheet(number, title, names + 3)
    sheet.merge(4, 1, 4, names, "项目")
    sheet.put(5, 1, *(("类", "款", "项") if split else ("科目编码",)), "科目名称")
    for at, head in enumerate(("本年支出合计", "基本支出", "项目支出")):
        sheet.merge(4, names + 1 + at, 5, names + 1 + at, head)
    sheet.put(6, 1, "栏次")
    sheet.put(6, names + 1, 1, 2, 3)
    sheet.put(7, 1, "合计")
    tops = [row for row in rows if len(row[0]) == 3]
    whole = [sum(Decimal(row[at]) for row in tops) for at in (2, 3)]
    lines = [("", "", *whole), *rows]
    for row, (code, name, own, project) in enumerate(lines, 7):
        if code:
            parts = [code[:3], code[3:5], code[5:]] if split else [int(code)]
            sheet.put(row, 1, *(part or None for part in parts), name)
        values = (Decimal(own) + Decimal(project), own, project)
        sheet.put(row, names + 1, *(book.amount(value) for value in values))
    return sheet


ROWS = [
    ("201", "一般公共服务支出", str(BASIC - 100), "171.86"),
    ("20103", "政府办公厅（室）及相关机构事务", str(BASIC - 100), "171.86"),
    ("2010301", "行政运行", str(BASIC - 100), "0"),
    ("2010399", "其他政府办公厅（室）及相关机构事务支出", "0", "171.86"),
    ("208", "社会保障和就业支出", "100.00", "0"),
    ("20805", "行政事业单位养老支出", "100.00", "0"),
    ("213", "农林水支出", "0", "200.00"),
    ("21307", "农村综合改革", "0", "200.00"),
]
FUND_ROW = ("212", "城乡社区支出", "0", str(FUND))


def general(book, split=False):
    return spending(book, 5, "一般公共预算财政拨款支出决算表", ROWS, split)


def everything(book, split=False):
    return spending(book, 3, "支出决算表", [*ROWS, FUND_ROW], split)


def fiscal(book):
    """Income on the left, spending by budget on the right."""
    sheet = book.sheet(4, "财政拨款收入支出决算总表", 9)
    sheet.merge(4, 1, 4, 3, "收入")
    sheet.merge(4, 4, 4, 9, "支出")
    budgets = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")
    sheet.put(5, 1, "项目", "行次", "金额", "项目", "行次", "合计", *budgets)
    sheet.put(6, 1, "栏次", None, 1, "栏次", None, 2, 3, 4, 5)
    general_all = BASIC + GENERAL_PROJECT
    left = [
        ("一、一般公共预算财政拨款", general_all),
        ("二、政府性基金预算财政拨款", FUND),
        ("三、国有资本经营财政拨款", "0"),
        ("本年收入合计", general_all + FUND),
        ("年初财政拨款结转和结余", "0"),
        ("一般公共预算财政拨款", "0"),
        ("政府性基金预算财政拨款", "0"),
        ("国有资本经营预算财政拨款", "0"),
        ("总计", general_all + FUND),
    ]
    right = [
        ("一、一般公共服务支出", BASIC - 100 + Decimal("171.86"), "0"),
        ("八、社会保障和就业支出", "100", "0"),
        ("十一、城乡社区支出", "0", FUND),
        ("十二、农林水支出", "200", "0"),
        ("本年支出合计", general_all, FUND),
        ("年末财政拨款结转和结余", "0", "0"),
        ("", None, None),
        ("", None, None),
        ("总计", general_all, FUND),
    ]
    for row, ((one, income), (two, own, fund)) in enumerate(zip(left, right, strict=True), 7):
        sheet.put(row, 1, one, row - 6, book.amount(income), two or None, row + 3)
        if own is not None:
            both = Decimal(own) + Decimal(fund)
            sheet.put(row, 6, *(book.amount(v) for v in (both, own, fund, "0")))
    return sheet


def whole(unit="万元", three=three_blocks, lanes=3, split=False, **how):
    """A complete set of tables."""
    book = Book(unit, **how)
    everything(book, split)
    fiscal(book)
    general(book, split)
    basic(book, lanes)
    three(book)
    funds(book, split)
    no_capital(book)
    return book
