"""Logos: drawings (SVG) and pictures (PNG) with nothing in them but what they show.

A drawing can run code, load files of others and tell who made it. So it is written anew: only
shapes, their colours and what these need are taken over.
"""
