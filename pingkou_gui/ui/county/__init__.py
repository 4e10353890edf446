"""What passes between township and county, on the screen."""
