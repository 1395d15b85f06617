"""Sending: the queue, the judgement of the connection, the way out, and wiping."""
