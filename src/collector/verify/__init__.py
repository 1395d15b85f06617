"""Checking a bundle with a key file: all that a court or a laboratory needs, and no vault."""
