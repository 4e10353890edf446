"""Small widgets every page is made of."""
