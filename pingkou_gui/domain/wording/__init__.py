"""Every sentence of the report that is written from figures."""
