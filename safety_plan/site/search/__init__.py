"""What a reader may look for: an index made with the site, and everyday words that lead on."""
