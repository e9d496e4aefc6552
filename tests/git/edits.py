"""Changes of the specimen's tables, and two branches that make them."""

from __future__ import annotations

from collections.abc import Callable

from git.repos import Repo

FORD = "datasets/ford/data"
RELAYS, CLAIMS = f"{FORD}/relays.csv", f"{FORD}/claims.csv"
Change = Callable[[bytes], bytes]


def put(old: str, new: str) -> Change:
    """A change of the first place where `old` stands."""

    def changed(data: bytes) -> bytes:
        assert old.encode() in data
        return data.replace(old.encode(), new.encode(), 1)

    return changed


def added(*lines: str) -> Change:
    return lambda data: data + "".join(f"{line}\n" for line in lines).encode()


def both(first: Change, second: Change) -> Change:
    return lambda data: second(first(data))


def branches(repo: Repo, name: str, ours: Change, theirs: Change) -> None:
    """Two branches, main and other, that change one file each in its way; main is where we are."""
    before = (repo.folder / name).read_bytes() if (repo.folder / name).exists() else b""
    repo.git("switch", "--quiet", "--create", "other")
    repo.commit("theirs", {name: theirs(before)})
    repo.git("switch", "--quiet", "main")
    repo.commit("ours", {name: ours(before)})


def at(repo: Repo, name: str) -> str:
    return (repo.folder / name).read_bytes().decode()
