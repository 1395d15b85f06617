"""What a coordinator does."""
