"""Of how many small faults the tests took notice: the score of one package, from mutmut's results.

    python -m mutmut results --all true > results.txt
    python -m benchmarks.mutations core results.txt

What is printed is Markdown, for the summary of a run on GitHub.
"""

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import click

#: A change and what became of it, as mutmut lists them.
_RESULT = re.compile(r"^\s*(safety_plan\.(\w+)\.\S+__mutmut_\d+): (.+)$", re.M)
#: What mutmut calls a change that a test took notice of: it failed, or came to no end.
NOTICED = frozenset({"killed", "timeout", "segfault", "caught by type check"})
#: What it calls one that nobody asked the tests about.
UNASKED = frozenset({"not checked", "skipped", "check was interrupted by user"})


@click.command(help="Prints of how many changes in PACKAGE a test took notice, from FILE.")
@click.argument("package")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def command(package: str, file: Path) -> None:
    """Prints the score; ends with an error where no change was tried."""
    results = read_results(file.read_text(encoding="utf-8"), package)
    if not results:
        raise click.ClickException(f"No change in {package} was tried.")
    click.echo(score(results, package))


def read_results(text: str, package: str) -> dict[str, str]:
    """What became of each change in *package* that was tried, by its name."""
    return {
        name: said
        for name, its_package, said in _RESULT.findall(text)
        if its_package == package and said not in UNASKED
    }


def score(results: Mapping[str, str], package: str) -> str:
    """The share of *results* that a test took notice of, and the names of the others."""
    missed = {name: said for name, said in results.items() if said not in NOTICED}
    share = 1 - len(missed) / len(results)
    heading = f"### {package}: {share:.1%} noticed\n\n{len(results):,} changes were tried."
    if not missed:
        return f"{heading}\n"
    counts = ", ".join(f"{count:,} {said}" for said, count in Counter(missed.values()).items())
    names = "\n".join(f"- `{name}`: {said}" for name, said in missed.items())
    which = f"<details><summary>Which</summary>\n\n{names}\n\n</details>"
    return f"{heading} Not noticed: {counts}.\n\n{which}\n"


if __name__ == "__main__":
    command()
