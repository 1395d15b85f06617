"""First start and opening a vault."""
