"""The vault: SQLCipher records, media volumes and the custody log."""
