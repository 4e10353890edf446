"""The running window: menus, steps, the open report, the way from field to field."""
