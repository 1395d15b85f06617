"""The bundle file format: anyone can verify one alone (see FORMAT.md)."""
