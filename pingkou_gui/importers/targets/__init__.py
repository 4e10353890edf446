"""The year's declared targets (绩效目标申报表), from a workbook or a Word table."""

from pingkou_gui.importers.targets.read import read_targets

__all__ = ["read_targets"]
