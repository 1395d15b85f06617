"""Media of any size in SQLCipher volumes, in constant memory (SCHEMA.md, sections 2, 3 and 7)."""
