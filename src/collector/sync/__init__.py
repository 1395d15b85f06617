"""Everything that leaves or enters this machine."""
