"""Named columns: what no row knows by itself, computed once and joined to its view."""

from contested.named import answers, graphs, groups

__all__ = ["answers", "graphs", "groups"]
