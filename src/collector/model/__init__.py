"""Frozen values and pure rules: no input or output, no database, no window, no keys.

What is refused here is refused from bytes and values alone, so that every rule can be tested
without a vault, a network or a display.
"""
