"""A logo as every reader of one kind of file gives it."""

from dataclasses import dataclass

#: What a page on a telephone can bear for each logo.
MOST_BYTES = 100_000
#: How many times wider than high a logo may be, and the other way round.
WIDEST = 10.0
HIGHEST = 2.0


class LogoError(ValueError):
    """A file that cannot become a logo: the key of the message, and what that says."""

    def __init__(self, key: str, **params: object) -> None:
        super().__init__(key)
        self.key = key
        self.params = params


@dataclass(frozen=True, slots=True)
class Logo:
    """How large a logo is, and the bytes to publish.

    *colours* are those that it shows, as hex; *left_out* names what was in the file and is not
    published, where its author may not expect that. *edge* are those of the colours that meet
    what is behind the logo: none where it brings a ground of its own.
    """

    suffix: str
    width: float
    height: float
    published: bytes
    colours: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    edge: tuple[str, ...] | None = None

    @property
    def edge_colours(self) -> tuple[str, ...]:
        """The colours that must be seen on what is behind the logo; all where none are known."""
        return self.colours if self.edge is None else self.edge
