"""Puts the tags of a printed PDF in order: the same names each time, lists as readers expect them.

Chromium names each tag after its own memory, so two prints of one page differ in nothing else.
"""

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, Pdf, String


def put_tags_in_order(pdf: Pdf) -> None:
    """Names the tags of *pdf* by their order, and gives each entry of a list its body."""
    root = pdf.Root.StructTreeRoot
    elements = [*_elements(root.K)]
    names = sorted(str(one.ID) for one in elements if "/ID" in one)
    order = {name: f"tag{number:08}" for number, name in enumerate(names)}
    bodies = _Bodies(pdf)
    for element in elements:
        if "/ID" in element:
            element.ID = String(order[str(element.ID)])
        for attributes in _as_list(element.get("/A", Array())):
            if "/Headers" in attributes:
                _rename(attributes.Headers, order)
        if element.S == Name.LI:
            bodies.give(element)
    _rename_tree(root.get("/IDTree", Dictionary()), order)


def _elements(kids: Object) -> Iterator[Dictionary]:
    """Every tag among *kids* and below them, in reading order."""
    waiting = _as_list(kids)[::-1]
    while waiting:
        kid = waiting.pop()
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            waiting.extend(_as_list(kid.get("/K", Array()))[::-1])


def _as_list(kids: Object) -> list[Object]:
    return list(kids) if isinstance(kids, Array) else [kids]


def _rename(names: Object, order: dict[str, str]) -> None:
    for index, name in enumerate(_as_list(names)):
        names[index] = String(order.get(str(name), str(name)))


def _rename_tree(node: Object, order: dict[str, str]) -> None:
    """Renames in the list of all named tags; it stays sorted, for so are the names."""
    if "/Limits" in node:
        _rename(node.Limits, order)
    for index in range(0, len(node.get("/Names", Array())), 2):
        node.Names[index] = String(order[str(node.Names[index])])
    for kid in node.get("/Kids", Array()):
        _rename_tree(kid, order)


class _Bodies:
    """Gives entries of lists their bodies; knows which tag each piece of a sheet belongs to."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._owners = dict(_tree_entries(pdf.Root.StructTreeRoot.ParentTree))

    def give(self, entry: Dictionary) -> None:
        """Puts what an *entry* says into a body, beside its label."""
        kids = _as_list(entry.get("/K", Array()))
        labels = [kid for kid in kids if _is_label(kid)]
        words = [kid for kid in kids if not _is_label(kid)]
        if not words:
            return
        body = Dictionary(Type=Name.StructElem, S=Name.LBody, P=entry, K=Array(words))
        if "/Pg" in entry:
            body.Pg = entry.Pg
        body = self._pdf.make_indirect(body)
        for word in words:
            self._hand_over(word, entry, body)
        entry.K = Array([*labels, body])

    def _hand_over(self, word: Object | int, entry: Dictionary, body: Dictionary) -> None:
        if isinstance(word, Dictionary) and "/S" in word:
            word.P = body
            return
        page = entry.Pg
        if isinstance(word, Dictionary) and "/Pg" in word:
            page = word.Pg
        piece = word.get("/MCID") if isinstance(word, Dictionary) else word
        if piece is not None:
            self._owners[int(page.StructParents)][int(piece)] = body


def _tree_entries(node: Object) -> Iterator[tuple[int, Object]]:
    """The entries of a tree of numbers."""
    numbers = node.get("/Nums", Array())
    for index in range(0, len(numbers), 2):
        yield int(numbers[index]), numbers[index + 1]
    for kid in node.get("/Kids", Array()):
        yield from _tree_entries(kid)


def _is_label(kid: Object | int) -> bool:
    return isinstance(kid, Dictionary) and kid.get("/S") in (Name.Lbl, Name.LBody)
