"""Everything an author has to put right, and how it is told."""
