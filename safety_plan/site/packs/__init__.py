"""The plan as a document for a committee: one file of a revision, to print or to send."""
