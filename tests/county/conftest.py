from datetime import UTC, datetime

import pytest

from pingkou_gui.assets import asset
from pingkou_gui.domain.record import from_json
from pingkou_gui.exchange.sending import look_over, packed

NOW = datetime(2024, 3, 20, 9, tzinfo=UTC)


@pytest.fixture(scope="session")
def sample_package():
    record = from_json(asset("sample/pingkou-2023.json").read_text("utf-8"))
    return packed(look_over(record), NOW, despite="按期报送，差额核实中")
