"""What a picture is, and the same picture without what it says about who took it and where."""
