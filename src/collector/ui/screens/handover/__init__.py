"""Handing sealed accounts over."""
