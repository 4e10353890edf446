"""The printed report: composed as a tree, then written as Word or plain text."""
