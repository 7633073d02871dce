"""Components of the spaCy pipeline."""
