"""One contract for every way of delivery, kept with real servers on loopback."""
