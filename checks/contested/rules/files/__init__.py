"""Files: the bytes of a table, and what no cell may hold."""

from contested.rules.files import raw, signs

__all__ = ["raw", "signs"]
