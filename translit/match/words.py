"""Finding listed spellings without a wheel: the words of a block that begin one are looked up, then what follows them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from translit.match.bulk import WordTable
from translit.match.gate import Interest
from translit.text.blocks import blocks, code_points
from translit.text.scan import scan


class _FirstWords:
    """Tells the words that begin a spelling; stands in for the gate."""

    def __init__(self, firsts: Mapping[str, object]) -> None:
        self.firsts = firsts
        self.starts: dict[str, list[tuple[int, str]]] = {}

    def examined(self, run: str) -> Interest | None:
        """Something where a run of word characters holds a first word; where is noted in `starts`."""
        found = [(token.start, token.text) for token in scan(run) if token.text in self.firsts]
        if not found:
            return None
        self.starts[run] = found
        return CALLS


CALLS = Interest(alone=True)


def word_search(spellings: list[str]) -> Callable[[str], Iterator[tuple[int, int, int]]]:
    """A search for the spellings: start, end and number of every one that begins at a word."""
    firsts: dict[str, list[tuple[str, int]]] = {}
    for number, spelling in enumerate(spellings):
        words = scan(spelling)
        if words and words[0].start == 0:
            firsts.setdefault(words[0].text, []).append((spelling, number))
    gate = _FirstWords(firsts)
    table = WordTable(gate.examined)

    def search(text: str) -> Iterator[tuple[int, int, int]]:
        for begin, end in blocks(text):
            data = text[begin:end].encode("utf-8", "surrogatepass")
            places, ids = table.hits(data)
            for place, number in zip(code_points(data, places), ids.tolist(), strict=True):
                for start, word in gate.starts[table.words[number][0]]:
                    at = begin + place + start
                    for spelling, which in firsts[word]:
                        if text.startswith(spelling, at):
                            yield at, at + len(spelling), which

    return search
