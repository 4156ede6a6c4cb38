"""A new plan: the files that it starts with, filled in by the answers to eight questions.

`plan/` holds them as they will stand, with the names of answers in « ». `help/` holds who helps in
which country, and where each line was read; `words.yml` what depends on an answer.
"""
