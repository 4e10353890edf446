"""Long work breaks off between its steps once nobody waits for it; nobody else's does."""

import threading
from contextvars import copy_context

import pytest

from pingkou_gui.cancellation import CancelledError, check_cancelled, listen_to
from pingkou_gui.errors import file_reader
from pingkou_gui.importers.last_report import read_report
from pingkou_gui.report.report import Report
from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import case_of, findings_of
from pingkou_gui.text.reading.reader import read

TEXT = "2023年度柳溪县石桥镇人民政府部门整体支出绩效自评报告\n2023年支出120.00万元。"

CASE = case_of(read(SourceText.from_string(TEXT)))


def cancelled(work):
    asked = threading.Event()
    asked.set()
    listen_to(asked)
    return work()


def test_where_nothing_asks_the_work_goes_on():
    check_cancelled()
    asked = threading.Event()
    copy_context().run(lambda: (listen_to(asked), check_cancelled()))
    copy_context().run(pytest.raises, CancelledError, cancelled, check_cancelled)
    check_cancelled()


@pytest.mark.parametrize(
    "work",
    [
        lambda: read(SourceText.from_string(TEXT)),
        lambda: read_report(SourceText.from_string(TEXT), Report()),
        lambda: findings_of(CASE),
    ],
    ids=["reading", "import", "checks"],
)
def test_reading_importing_and_checking_look_between_their_steps(work):
    copy_context().run(pytest.raises, CancelledError, cancelled, work)


def test_to_be_broken_off_is_no_fault_of_a_file():
    copy_context().run(pytest.raises, CancelledError, cancelled, file_reader(check_cancelled))
