"""The printed report: composed as a tree, then written as Word, text or preview."""
