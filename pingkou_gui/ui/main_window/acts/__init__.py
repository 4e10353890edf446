"""What a menu, a drop or a double click asks of the window, by what it is about."""
