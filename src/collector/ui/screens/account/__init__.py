"""One account: written, sealed, read."""
