"""From a page's source to its HTML: macro calls, page words, Markdown, blocks."""
