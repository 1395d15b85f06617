"""Words that must not be found anywhere: the words, the journey they make, and the search."""
