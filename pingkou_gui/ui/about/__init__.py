"""About the program: versions, licences, where the data are."""
