"""Files: what the bytes of a table say, and what no cell may hold."""

from contested.rules.files import raw, signs

__all__ = ["raw", "signs"]
