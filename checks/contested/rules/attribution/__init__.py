"""Attribution: each claim is somebody's, and its way to us is known."""

from contested.rules.attribution import claimants, relays, texts

__all__ = ["claimants", "relays", "texts"]
