"""Whom this vault trusts."""
