"""体检: any report from outside read, and what is wrong in it listed with its place."""
