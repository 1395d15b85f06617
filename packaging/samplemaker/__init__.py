"""Draws, speaks and films the sample material; never part of the product.

Needs Pillow and numpy from the registry, and ffmpeg, espeak-ng and the Noto fonts of the system.
"""
