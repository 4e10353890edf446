"""Reading what exists into the report: files, the screen of what they propose."""
