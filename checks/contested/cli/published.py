"""Settings and baselines of a review: those that were published."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contested.check.settings import Settings
    from contested.git.published import Base


def settings_of(base: Base, proposed: Settings) -> tuple[Settings, list[str]]:
    """Return the settings of a review, and what to tell of others.

    They are those of the published revision, or, where that is none, those of this folder.
    """
    from contested.check import settings

    folder = base.at.name_of(Path.cwd()) if base.at else None
    if base.at is None or folder is None:
        return proposed, []
    try:
        published = settings.find_published(folder, base.at.read)
    except settings.SettingsError as error:
        why = f"the published settings cannot be followed ({base.name}: {error})"
        return settings.Settings(), [f"{why}; all rules were asked"]
    looser = "; ".join(settings.loosened(published, proposed))
    told = f"the change's own settings are not followed before they are published: it {looser}"
    return published, [told] if looser else []


def published_text(base: Base, file: Path) -> bytes | None:
    """Return what a file of the repository said when it was published.

    It is empty for a file that only the change has, and None for one that is no part of it.
    """
    name = base.at.name_of(file) if base.at else None
    if base.at is None or not name or not base.at.repository.staged(name):
        return None
    return base.at.read(name) or b""
