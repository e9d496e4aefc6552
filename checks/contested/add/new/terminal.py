"""Questions at a terminal.

What can be chosen is listed below the line, and filtered as it is typed. Everything goes to
standard error, so that standard output has nothing but the id of the new row.
"""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterable

from prompt_toolkit import PromptSession
from prompt_toolkit.application import get_app
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.output import create_output

from contested.add.new.choices import Choices
from contested.text import visible

WIDEST = 100
"""Characters of a line of text."""
LABEL = 60
"""Characters of what an id stands for."""


class Terminal:
    """Somebody at a terminal."""

    def __init__(self) -> None:
        self._session: PromptSession[str] = PromptSession(output=create_output(stdout=sys.stderr))

    def say(self, text: str) -> None:
        """Print a paragraph, whose first line begins at the margin, others indented."""
        width = min(shutil.get_terminal_size().columns, WIDEST)
        first, *others = text.splitlines()
        lines = textwrap.wrap(first, width, subsequent_indent="  ")
        for other in others:
            lines += textwrap.wrap(other, width, initial_indent="  ", subsequent_indent="  ")
        print("\n" + "\n".join(lines), file=sys.stderr, flush=True)

    def ask(self, column: str, choices: Choices, typed: str) -> str:
        """Read one line, which begins as `typed`.

        Raises KeyboardInterrupt or EOFError when it is broken off.
        """
        answer = self._session.prompt(
            f"{column}> ",
            default=typed,
            completer=Matching(choices),
            complete_while_typing=True,
            reserve_space_for_menu=8 if choices.all else 0,
            pre_run=_open_list if choices.all and not typed else None,
        )
        meant = choices.resolve(answer)
        if meant != answer.strip():
            labels = {choice.text: choice.label for choice in choices.all}
            label = visible(labels.get(meant, ""), LABEL)
            print(f"  {meant}  {label}", file=sys.stderr, flush=True)
        return answer


class Matching(Completer):
    """Completion by the choices that the typed text could mean."""

    def __init__(self, choices: Choices) -> None:
        self._choices = choices

    def get_completions(
        self, document: Document, complete_event: CompleteEvent
    ) -> Iterable[Completion]:
        """Yield each choice in place of all that was typed."""
        for one in self._choices.matches(document.text):
            yield Completion(one.text, -len(document.text), display_meta=visible(one.label, LABEL))


def _open_list() -> None:
    """Open the list of choices before anything is typed."""
    get_app().current_buffer.start_completion(select_first=False)
