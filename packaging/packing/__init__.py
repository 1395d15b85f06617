"""What goes into the folders that ``make package`` makes, and whether it is what it should be."""
