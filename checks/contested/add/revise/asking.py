"""Asking for a reason and a note, once a group."""

from __future__ import annotations

from contested.add.new import form
from contested.add.new.adding import Target
from contested.add.new.asking import StoppedError
from contested.add.new.choices import choices_for
from contested.add.new.terminal import Terminal
from contested.add.revise.groups import Given, Group


def ask(where: Target, group: Group, said: Given) -> Given:
    """Return what somebody at the terminal says of a group.

    Raises StoppedError when they break off.
    """
    terminal = Terminal()
    terminal.say("\n".join(group.told()))
    try:
        reason = said.reason
        if group.asks_reason and not reason:
            reason = _cell(where, terminal, "reason")
        given = Given(reason, said.note, said.reference)
        if group.asks_note(given):
            given = Given(reason, _cell(where, terminal, "note"), said.reference)
    except (KeyboardInterrupt, EOFError) as error:
        raise StoppedError({}) from error
    return given


def _cell(where: Target, terminal: Terminal, column: str) -> str:
    """Ask for a needed cell until it is well-formed."""
    field = where.table.fields[column]
    among = choices_for(where.loaded, where.table, field, {})
    terminal.say(f"{field.title}\n{field.description}")
    typed = ""
    while True:
        typed = among.resolve(terminal.ask(column, among, typed)).strip()
        wrong = form.find_fault(where.package, where.table, column, typed, among)
        if typed and not wrong:
            return typed
        terminal.say(wrong or form.missing_text(where.table, column))
