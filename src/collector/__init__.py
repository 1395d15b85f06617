"""Offline-first collector of testimonies and media about grave human-rights violations."""

__version__ = "0.1.0"
