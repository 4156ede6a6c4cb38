"""What a council has already becomes a start: a Word document pages, a spreadsheet tables."""
