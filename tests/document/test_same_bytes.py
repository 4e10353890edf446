"""The same report is the same bytes, whatever the computer."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path


def test_twice_written_is_the_same_bytes(build, sample, sample_bytes):
    assert build(sample) == sample_bytes


def test_a_time_of_another_zone_is_the_same_moment(build, sample):
    here = datetime(2025, 3, 18, 9, 30, tzinfo=UTC)
    there = here.astimezone(timezone(timedelta(hours=8)))
    assert build(sample, written=here) == build(sample, written=there)


WRITE = """
import hashlib, sys
from datetime import datetime
sys.path[:0] = sys.argv[1:]
from sample_report import report
from pingkou_gui.document.publish import build_word
from pingkou_gui.scheme.scheme import PageHabits
data = build_word(report(), PageHabits(), written=datetime(2025, 3, 18, 9, 30))
print(hashlib.sha256(data).hexdigest())
"""


def test_zone_and_hash_seed_of_the_computer_do_not_matter():
    here = Path(__file__).parent
    found = set()
    for seed, zone in (("1", "UTC"), ("2", "Asia/Shanghai")):
        settings = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        command = [sys.executable, "-c", WRITE, str(here), str(here.parents[1])]
        found.add(subprocess.check_output(command, env=settings))
    assert len(found) == 1


def test_base_docx_is_what_its_script_makes(tmp_path):
    from runpy import run_path

    resources = Path(__file__).parents[2] / "resources"
    run_path(str(resources / "make_base.py"))["write"](tmp_path / "base.docx")
    assert (tmp_path / "base.docx").read_bytes() == (resources / "base.docx").read_bytes()
