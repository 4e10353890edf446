from datetime import UTC, datetime

import pytest

from pingkou_gui.county.package import look_over, packed
from pingkou_gui.paths import asset
from pingkou_gui.report.json_format import from_json

NOW = datetime(2024, 3, 20, 9, tzinfo=UTC)


@pytest.fixture(scope="session")
def sample_package():
    record = from_json(asset("sample/pingkou-2023.json").read_text("utf-8"))
    return packed(look_over(record), NOW, despite="按期报送，差额核实中")
