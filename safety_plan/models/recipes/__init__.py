"""Tables that are worked out from other tables, by recipes in `data/datapackage.yml`.

Each step of a recipe is a module, known to the rest by its `StepKind` in `kinds`. What can be
said without the numbers is checked first; pandas is imported only where a table has to be worked
out, and not where the cache holds it.

A number is worked out from open cells only. Where one of its parts is held back or missing, it is
held back or missing too, so no recipe tells more than the files that are published with it.
"""
