"""What a coordinator hands on."""
