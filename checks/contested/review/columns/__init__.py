"""Columns between versions: what a changed row does not know by itself."""

from contested.review.columns import excuses, identity, leftovers, log, merging, redaction, voices

__all__ = ["excuses", "identity", "leftovers", "log", "merging", "redaction", "voices"]
