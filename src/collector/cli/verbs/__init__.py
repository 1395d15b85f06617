"""The verbs: each takes a call, does one thing through session or desk, and returns a reply."""
