"""Bytes in, bytes out: keys, signatures, key slots, hash trees.  Knows nothing of testimonies."""
