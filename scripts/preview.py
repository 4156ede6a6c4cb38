"""Shows the working revision while you edit, or writes its changed pages into one file."""

import bootstrap

if __name__ == "__main__":
    bootstrap.run("serve")
