"""Proposals decided one by one at a terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from translit.workbench.applying import list_for
from translit.workbench.decisions import NATIVE_METHOD, Row
from translit.workbench.proposal import LINE

_KEYS = {"y": "yes", "n": "no", "v": "never"}
_HELP = """
  y  yes: list this spelling in the entry (of a new name: make the entry)
  n  no: leave it out, and do not propose it again
  v  never: it is another name; list it under "never", so that it does not fold here
  e  edit the spelling (a new name: its canonical or native form), then yes
  s  skip: decide later (Enter does the same)
  c  show more places
  b  back to the one before
  q  quit; what is decided is kept
  ?  this help
"""
_LONGEST_CODE = 16
_PROMPT = "[y/n/v/e/s/c/b/q/?] "


@dataclass(slots=True)
class Terminal:
    """How a review speaks with its user: `ask` gets an answer to a prompt, `tell` shows text, `bold` marks a word."""

    ask: Callable[[str], str]
    tell: Callable[[str], None]
    bold: Callable[[str], str] = str


def review(rows: list[Row], terminal: Terminal, save: Callable[[], None] = lambda: None) -> bool:
    """Ask for a decision on every undecided row, and call `save` after each; False where the user quit.

    Whoever accepts a new name is asked for its native form, which becomes a row of its own. End of input is the same as
    quitting, so that nothing that was decided is lost.
    """
    pending = [row for row in rows if not row.decision]
    at = 0
    while at < len(pending):
        row = pending[at]
        if _belongs_to_refused(row, rows):
            at += 1
            continue
        terminal.tell(_shown(row, at + 1, len(pending), terminal.bold))
        step = _decided(row, terminal)
        if step == "quit":
            return False
        if step == "back":
            at = max(at - 1, 0)
            pending[at].decision = ""
            continue
        if row.decision == "yes" and row.kind_of_new and not any(r.language for r in rows if r.entry_id == row.entry_id):
            _ask_native(row, rows, terminal)
        save()
        at += 1
    return True


def _ask_native(head: Row, rows: list[Row], terminal: Terminal) -> None:
    """Ask for the native form of a new name, from which its other spellings will be derived."""
    try:
        answer = terminal.ask("  its native form, such as uk=Ліна Костенко (Enter: not known): ")
    except EOFError:
        return
    lang, _, form = (part.strip() for part in answer.partition("="))
    if not answer.strip():
        return
    if not lang.replace("-", "").isalnum() or len(lang) > _LONGEST_CODE or not form:
        terminal.tell("  not taken: write the code of the language, = and the name\n")
        return
    native = Row("yes", " ".join(form.split()), head.entry_id, 0, NATIVE_METHOD + lang, head.score, "", head.canonical)
    rows.insert(rows.index(head) + 1, native)


def _decided(row: Row, terminal: Terminal) -> str:
    """Ask until there is an answer that leads on: "next", "back" or "quit"."""
    while True:
        try:
            answer = terminal.ask(_PROMPT).strip().lower()
        except EOFError:
            terminal.tell("\n")
            return "quit"
        if answer in _KEYS or answer in _KEYS.values():
            row.decision = _KEYS.get(answer, answer)
            return "next"
        if answer in ("", "s", "skip"):
            return "next"
        if answer in ("b", "back"):
            return "back"
        if answer in ("q", "quit"):
            return "quit"
        if answer in ("e", "edit"):
            if _edited(row, terminal):
                return "next"
        elif answer in ("c", "context"):
            more = row.contexts[1:]
            terminal.tell("".join(f"    {context}\n" for context in more) or "    no more places were kept\n")
        else:
            terminal.tell(_HELP)


def _edited(row: Row, terminal: Terminal) -> bool:
    try:
        form = " ".join(terminal.ask(f"  write it as [{row.form}]: ").split())
    except EOFError:
        return False
    row.form = form or row.form
    row.decision = "yes"
    return True


def _belongs_to_refused(row: Row, rows: Sequence[Row]) -> bool:
    """True for a further spelling of a new name whose entry was refused."""
    heads = (r for r in rows if r.entry_id == row.entry_id and r.kind_of_new and r is not row)
    return row.is_new and any(r.decision in ("no", "never") for r in heads)


def _shown(row: Row, number: int, total: int, bold: Callable[[str], str]) -> str:
    """A proposal as it is put before the user."""
    head = f"\n{number}/{total}  {bold(row.form)}"
    if row.kind_of_new:
        head += f"   a new {row.kind_of_new}, {row.entry_id}?"
    elif row.language:
        head += f"   the native form ({row.language}) of {row.entry_id}?"
    else:
        head += f" → {row.canonical or row.entry_id} ({row.entry_id}), to be listed as {list_for(row)}?"
    lines = [head, f"    {row.count}×, {row.method}, score {row.score:.2f}{' (doubtful)' if row.score < LINE else ''}"]
    if row.reasons:
        lines.append(f"    {'; '.join(row.reasons)}")
    lines += [f"    {context}" for context in (row.contexts[:1] or ((row.context,) if row.context else ()))]
    return "\n".join(lines) + "\n"
