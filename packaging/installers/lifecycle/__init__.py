"""Install, use, update and remove what was built, wherever this machine can."""
