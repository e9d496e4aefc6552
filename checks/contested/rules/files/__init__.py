"""Files: the bytes of a table, and what no cell may hold."""

from contested.rules.files import lost, raw, rows, signs

__all__ = ["lost", "raw", "rows", "signs"]
