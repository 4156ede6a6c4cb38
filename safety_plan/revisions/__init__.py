"""Records of revisions, and their seals."""
