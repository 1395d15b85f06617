"""The face for somebody who tells alone."""
