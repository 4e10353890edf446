"""The names of the migrations: enough to tell an up-to-date file from others."""

SET = "pingkou"
MIGRATIONS = ("m001_reports",)
"""Every migration of `migrations`, in order."""
