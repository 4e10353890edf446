"""Editors of repeated sections: tables of rows, the detail of a row, the outline."""
