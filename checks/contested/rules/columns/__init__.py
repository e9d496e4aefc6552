"""Named columns: what no row knows by itself, computed once and joined to its view."""

from contested.rules.columns import answers, contests, graphs, groups

__all__ = ["answers", "contests", "graphs", "groups"]
