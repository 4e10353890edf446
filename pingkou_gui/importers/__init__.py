"""Reading what exists: last year's report, workbooks, declared targets, pasted rows."""
