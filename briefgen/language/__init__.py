"""From text to sentences and parsed words."""
