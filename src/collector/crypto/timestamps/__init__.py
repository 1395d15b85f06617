"""Time stamps as RFC 3161 defines them: asking for one, and whether one holds.

Nothing here knows whom to believe.  A token that holds names the certificate it was made with;
whether that is the certificate of an authority somebody trusts is for the caller to compare.
"""
