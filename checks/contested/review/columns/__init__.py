"""Followed columns: what a row of two versions does not know by itself."""

from contested.review.columns import excuses, identity, merging, voices

__all__ = ["excuses", "identity", "merging", "voices"]
