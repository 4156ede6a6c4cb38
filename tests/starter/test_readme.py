"""What `README.md` of a new plan says is whole: nobody has to find out by trying."""

from safety_plan.core.resources import PACKAGE

STARTER = PACKAGE / "starter" / "plan"


def test_the_readme_names_each_file_that_names_the_first_priority():
    readme = (STARTER / "README.md").read_text("utf-8")
    words = readme.partition("Give the first priority its own")[2].partition("\n\n")[0]
    files = [file for file in STARTER.rglob("*") if file.is_file() and file.name != "README.md"]
    paths = [
        file.relative_to(STARTER).as_posix()
        for file in files
        if "first-priority" in file.read_text("utf-8")
    ]

    assert len(paths) > 3
    for path in paths:
        assert (f"`{path}`" in words) or (path.startswith("later/") and "`later/`" in words)
