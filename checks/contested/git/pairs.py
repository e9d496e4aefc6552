"""Packages in two versions: what is published, found again."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from contested.git.process import GitError
from contested.git.published import Base, Revision
from contested.git.store import GitStore
from contested.git.tree import tree_of
from contested.package import DESCRIPTOR, Package, UnreadableError, find, from_store
from contested.package.store import FolderStore

Places = dict[str, Package]
"""Packages by where they lie: below the top of the repository, or below the folder compared."""


@dataclass(frozen=True)
class Pair:
    """A package in both versions, or in one of them."""

    base: Package | None
    head: Package | None


def pairs(base: Base, heads: Sequence[Package], path: Path) -> list[Pair]:
    """Return each package with its other version, if it has one.

    That is the one in the same place, or else, where there is none in that place any more, the one
    of the same name; the rest stand alone. So what is compared is what is published, whatever else
    is proposed above it, beside it or instead of it.

    Two single packages are one package, whatever they are called and wherever they are. Raises
    UnreadableError where a folder would be compared with itself, and where one version of a package
    is not here.
    """
    proposed = {_place_of_head(one, base, path): one for one in heads}
    published = {_place_of_base(one, base): one for one in base.packages}
    if base.at:
        proposed = _without_submodules(base.at, proposed)
    for place in published.keys() - proposed.keys():
        if there := _on_disk(base, path, place):
            proposed[place] = there
    found = {place: published.pop(place) for place in proposed if place in published}
    if base.at:
        published = _without_sparse(base.at, published)
    others = _moved_from(base, path)
    _add_renamed(found, published, proposed, others)
    if base.at and base.at.is_whole and published:
        _add_moved(base.at, found, published, proposed)
    left = published or others
    if len(proposed) == len(left) == 1 and not found:
        found[next(iter(proposed))] = left.pop(next(iter(left)))
    made = {place: Pair(found.get(place), head) for place, head in proposed.items()}
    made |= {place: Pair(one, None) for place, one in published.items() if place not in made}
    told = [pair for place, pair in made.items() if _is_under_review(base, place, pair)]
    _refuse_itself(told)
    _refuse_absent(base, told)
    return told


def pair_of(package: Package, base: Base, path: Path) -> Pair:
    """Return one package with its published version, if there is one."""
    return next(pair for pair in pairs(base, [package], path) if pair.head is package)


def _place_of_base(package: Package, base: Base) -> str:
    if isinstance(package.store, GitStore):
        return package.store.place or "."
    return _below(package, base.root)


def _place_of_head(package: Package, base: Base, path: Path) -> str:
    if base.at is None or not isinstance(package.store, FolderStore):
        return _below(package, str(path))
    try:
        return base.at.repository.within(package.store.root) or "."
    except GitError as error:
        raise UnreadableError(str(error)) from error


def _below(package: Package, root: str) -> str:
    """Return where a package lies below what it was found in."""
    if isinstance(package.store, FolderStore):
        top = Path(root) if Path(root).is_dir() else Path(root).parent
        return Path(os.path.relpath(package.store.root, top)).as_posix()
    return package.store.label.rstrip("/").removeprefix(root.rstrip("/")).strip("/") or "."


def _on_disk(base: Base, path: Path, place: str) -> Package | None:
    """Return the package that is proposed in a place, if any."""
    top = base.at.repository.top if base.at else path
    folder = top / place
    if not (folder / DESCRIPTOR).is_file():
        return None
    if not folder.resolve().is_relative_to(top.resolve()):
        raise UnreadableError(
            f"{folder} is a link that leads out of {top}, so that nobody can say what is proposed"
            " there. Put the package itself in its place."
        )
    return from_store(FolderStore(folder))


def _moved_from(base: Base, path: Path) -> Places:
    """Return the packages outside that are gone from their place."""
    is_zip = path.is_file() and path.name != DESCRIPTOR
    others = {_place_of_base(one, base): one for one in base.elsewhere}
    return {
        place: one for place, one in others.items() if is_zip or not _on_disk(base, path, place)
    }


def _add_renamed(found: Places, published: Places, proposed: Places, others: Places) -> None:
    """Pair by name what is in no place of the other version."""
    for place, head in proposed.items():
        if place in found:
            continue
        left = published | others
        same = [other for other, one in left.items() if one.name == head.name]
        if len(same) == 1:
            found[place] = left[same[0]]
            published.pop(same[0], None)
            others.pop(same[0], None)


def _add_moved(at: Revision, found: Places, published: Places, proposed: Places) -> None:
    """Pair by name what was moved out of the usual folder."""
    try:
        everywhere = find(at.repository.top)
    except UnreadableError:
        return
    for place, one in list(published.items()):
        same = {
            other: head
            for head in everywhere
            if isinstance(head.store, FolderStore) and head.name == one.name
            if (other := at.repository.within(head.store.root) or ".") not in proposed
        }
        if len(same) == 1:
            proposed |= same
            found[next(iter(same))] = published.pop(place)


def _is_under_review(base: Base, place: str, pair: Pair) -> bool:
    """Return False for what lies elsewhere and did not change.

    Nor is another kind of data package under review there.
    """
    if not (base.at and base.at.is_whole) or pair.base is None:
        return True
    below = base.at.below
    if not below or place == below or place.startswith(f"{below}/"):
        return True
    descriptor = pair.base.descriptor
    if isinstance(descriptor, dict) and "contested" not in descriptor:
        return False
    return pair.head is None or not _is_same(pair.base, pair.head)


def _is_same(base: Package, head: Package) -> bool:
    """Return True if descriptor and tables have the same bytes."""
    names = _names(base)
    faults = [base.store.status(name) or head.store.status(name) for name in names]
    if names != _names(head) or any(faults):
        return False
    return all(base.store.read(name)[:] == head.store.read(name)[:] for name in names)


def _names(package: Package) -> list[str]:
    """Return the files that a package consists of."""
    parts = chain.from_iterable(package.parts.values())
    return [DESCRIPTOR, *(part.name for part in parts)]


def _without_submodules(at: Revision, proposed: Places) -> Places:
    """Leave out submodules that stay as they are, and refuse others."""
    tree = tree_of(at.repository, at.commit)
    kept = {}
    for place, head in proposed.items():
        name = tree.submodule(place)
        if name is None:
            kept[place] = head
            continue
        now = at.repository.staged(name).get(name, ("", False))[0]
        if not at.is_whole or now != tree[name].id or len(proposed) == 1:
            folder = at.repository.top / name
            raise UnreadableError(
                f"{place} lies in the submodule {name}, which is a repository of its own: what was"
                f" published of it is known there. Review it there first: cd {folder} && contested"
                " review"
            )
    return kept


def _without_sparse(at: Revision, published: Places) -> Places:
    """Leave out unchanged packages that a sparse checkout lacks.

    Refuse one that was changed.
    """
    kept = {}
    for place, one in published.items():
        staged = at.repository.staged("" if place == "." else place)
        if not any(is_left_out for _, is_left_out in staged.values()):
            kept[place] = one
            continue
        assert isinstance(one.store, GitStore)
        start = f"{one.store.folder}/" if one.store.folder else ""
        was = {start + name: entry.id for name, entry in one.store.files()}
        if was != {name: identity for name, (identity, _) in staged.items()}:
            raise UnreadableError(_left_out(place, place))
    return kept


def _left_out(place: str, folder: str) -> str:
    return (
        f"{place} is not checked out here (a sparse checkout), so it cannot be compared. Check it"
        f" out first: git sparse-checkout add {folder}"
    )


def _refuse_absent(base: Base, made: Iterable[Pair]) -> None:
    """Refuse what a clone or a sparse checkout has not brought here."""
    for pair in made:
        if pair.base and isinstance(pair.base.store, GitStore):
            store = pair.base.store
            for name in _names(pair.base):
                if store.lacks(name):
                    raise UnreadableError(f"{store.label}{name} {store.status(name)}")
        if pair.base and pair.head and base.at and isinstance(pair.head.store, FolderStore):
            _refuse_unsparsed(base.at, pair.head, pair.head.store)


def _refuse_unsparsed(at: Revision, head: Package, store: FolderStore) -> None:
    place = at.repository.within(store.root)
    start = f"{place}/" if place else ""
    absent = [start + name for name in _names(head) if not (store.root / name).exists()]
    staged = at.repository.staged(place) if absent else {}
    for name in absent:
        if name in staged and staged[name][1]:
            raise UnreadableError(_left_out(name, name.rpartition("/")[0] or "."))


def _refuse_itself(made: Sequence[Pair]) -> None:
    """Refuse to compare a folder with itself.

    Nothing would be found where somebody names the folder under review as BASE, since `validate`
    takes it in that place.
    """
    for base, head in (
        (pair.base.store, pair.head.store) for pair in made if pair.base and pair.head
    ):
        if (
            isinstance(base, FolderStore)
            and isinstance(head, FolderStore)
            and base.root.resolve() == head.root.resolve()
        ):
            shown = base.label.rstrip("/") or "."
            raise UnreadableError(
                f"{shown} would be compared with itself. Say first what is published, such as a"
                f" revision: contested review HEAD {shown}"
            )
