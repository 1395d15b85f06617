digest-name = Digest (SHA-256)
digest-whole = Show the whole
digest-part = Show the ends only
digest-copy = Copy
