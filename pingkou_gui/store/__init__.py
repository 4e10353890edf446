"""Keep reports in SQLite: one row a value, every edit one durable transaction."""
