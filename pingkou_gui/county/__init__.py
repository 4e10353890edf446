"""What passes between townships and county: return packages out, collected packages in."""
