"""The real window on a display without a screen, driven from outside: by what a screen reader
reads (AT-SPI over D-Bus) and by keys and pointer (xdotool)."""
