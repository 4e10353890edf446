"""正文: the printed sentences beside the form, each leading back to what it says."""
