"""Followed columns: what a row of two versions does not know by itself."""

from contested.history.named import excuses, identity, merging, voices

__all__ = ["excuses", "identity", "merging", "voices"]
