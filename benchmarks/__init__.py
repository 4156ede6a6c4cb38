"""How fast the site is made, and how large it is, beside a plain MkDocs site."""
