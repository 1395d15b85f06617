"""Killing the program at chosen system calls: driver, places to start from, and the judge."""
