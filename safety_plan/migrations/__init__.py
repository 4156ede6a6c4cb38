"""Brings a plan that was written in an older format up to today's, and says what it did."""
