"""The only room that opens sockets: moves sealed bytes, never sees what is in them."""
