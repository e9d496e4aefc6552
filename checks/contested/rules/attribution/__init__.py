"""Attribution: each claim is somebody's, and its way to us is known."""

from contested.rules.attribution import claimants, gaps, parties, relays, texts

__all__ = ["claimants", "gaps", "parties", "relays", "texts"]
