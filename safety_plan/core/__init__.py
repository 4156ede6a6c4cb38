"""What everything else stands on: problems, messages, numbers, dates, text, files."""
