"""A revision as a Word document, for officers who paste from it into a report."""
