"""Between township and county: a report packed to be sent, packages collected into a table."""
