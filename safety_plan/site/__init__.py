"""The built site: rendering editions, finishing pages, addresses, furniture."""
