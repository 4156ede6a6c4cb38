"""What a picture is, and the same picture without what it says about who took it and where.

Pillow would have to draw a picture anew to leave that out, which costs a photo some of its quality
and opens a picture made to be too large. Here only the frame of a file is read, and no point.
"""
