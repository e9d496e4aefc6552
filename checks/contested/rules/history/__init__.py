"""History: what nobody may do to published claims by editing rows, and how the same is done in the
open.
"""

from contested.rules.history import attribution, merging, rows, versions, voices, wording

__all__ = ["attribution", "merging", "rows", "versions", "voices", "wording"]
