"""A new plan: the files that it starts with, filled in by the answers to eight questions.

`plan/` holds them as they will stand, with the names of answers in « ». `help/` holds who helps in
which country, where each line was read, and which page says where it serves; `words.yml` what
depends on an answer.
"""
