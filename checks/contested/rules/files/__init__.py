"""Files: the bytes of a table, and what no cell may hold."""

from contested.rules.files import checksums, lost, raw, rows, signs

__all__ = ["checksums", "lost", "raw", "rows", "signs"]
