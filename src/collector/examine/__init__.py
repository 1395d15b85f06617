"""Outside bytes in, facts out: type by content, metadata, content credentials.

The door is :func:`collector.examine.item.examine`.  This file imports nothing, so that the child
process, which is started for each item, starts quickly.
"""

CHILD = "--examine-child"
"""The argument by which a packed program, beside which no interpreter lies, is its own child."""
