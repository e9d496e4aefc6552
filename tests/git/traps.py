"""Things in a checkout that would lead git to run a program, or to another history."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from git.repos import Repo

FORD = "datasets/ford"
SETTINGS = """
[core]
	fsmonitor = {run}
	hooksPath = {hooks}
	pager = {run}
	editor = {run}
	sshCommand = {run}
	gitProxy = {run}
	askPass = {run}
	alternateRefsCommand = {run}
[protocol]
	allow = always
[protocol "ext"]
	allow = always
[safe]
	bareRepository = all
	directory = *
[extensions]
	partialClone = origin
[remote "origin"]
	url = "ext::{run}"
	promisor = true
	uploadpack = {run}
[credential]
	helper = "!{run}"
[diff]
	external = {run}
[diff "odd"]
	command = {run}
	textconv = {run}
[filter "odd"]
	clean = {run}
	smudge = {run}
	process = {run}
	required = true
[merge "odd"]
	driver = {run}
[uploadpack]
	packObjectsHook = {run}
[gpg]
	program = {run}
[alias]
	rev-parse = "!{run}"
	ls-tree = "!{run}"
	cat-file = "!{run}"
"""
ATTRIBUTES = b"* diff=odd filter=odd\n"


class Lair:
    """A program that leaves a mark when it is run, and settings that name it."""

    def __init__(self, folder: Path) -> None:
        self.mark, self.hooks = folder / "mark", folder / "hooks"
        self.program = folder / "program"
        self.hooks.mkdir(parents=True)
        for file in (self.program, *(self.hooks / name for name in HOOKS)):
            file.write_text(f"#!/bin/sh\necho $0 $@ >> {self.mark}\ncat\n")
            file.chmod(0o755)

    @property
    def settings(self) -> str:
        """What a repository's `config` says."""
        return SETTINGS.format(run=self.program, hooks=self.hooks)

    @property
    def marks(self) -> str:
        """Which programs ran."""
        return self.mark.read_text() if self.mark.exists() else ""


HOOKS = ("post-checkout", "post-index-change", "reference-transaction", "pre-auto-gc")
Trap = Callable[[Repo, Repo, Lair], None]
"""It is laid into a checkout; the second repository has another history, in which main holds what
the checkout proposes.
"""


def _lay(other: Repo, folder: Path, lair: Lair, name: str = ".") -> None:
    """Puts a repository's own files into a folder, and takes an object from it."""
    at = folder / name
    at.mkdir(parents=True, exist_ok=True)
    made = other.folder / ".git"
    for part in ("objects", "refs"):
        shutil.copytree(made / part, at / part, dirs_exist_ok=True)
    shutil.copy(made / "HEAD", at / "HEAD")
    is_bare = name != ".git"
    (at / "config").write_text(f"[core]\n\tbare = {str(is_bare).lower()}\n{lair.settings}")


def bare_in_datasets(repo: Repo, other: Repo, lair: Lair) -> None:
    _lay(other, repo.folder / "datasets", lair)


def bare_in_the_package(repo: Repo, other: Repo, lair: Lair) -> None:
    _lay(other, repo.folder / FORD, lair)


def bare_beside_git_s_own_folder(repo: Repo, other: Repo, lair: Lair) -> None:
    _lay(other, repo.folder, lair)


def bare_with_a_work_tree(repo: Repo, other: Repo, lair: Lair) -> None:
    """It says that the folder is its work tree, so that it does not look bare."""
    _lay(other, repo.folder / "datasets", lair)
    config = repo.folder / "datasets/config"
    config.write_text(f"[core]\n\tbare = false\n\tworktree = .\n{lair.settings}")


def bare_with_alternates(repo: Repo, other: Repo, lair: Lair) -> None:
    _lay(other, repo.folder / "datasets", lair)
    objects = repo.folder / "datasets/objects"
    shutil.rmtree(objects)
    (objects / "info").mkdir(parents=True)
    (objects / "info/alternates").write_text(f"{other.folder}/.git/objects\n")


def nested(repo: Repo, other: Repo, lair: Lair) -> None:
    _lay(other, repo.folder / "datasets", lair, ".git")


def nested_by_a_file(repo: Repo, other: Repo, lair: Lair) -> None:
    _lay(other, repo.folder / FORD / "data", lair, "evil")
    (repo.folder / FORD / ".git").write_text("gitdir: data/evil\n")


def own_settings(repo: Repo, other: Repo, lair: Lair) -> None:
    """The settings are the user's own, and attributes that were proposed name them."""
    del other
    with (repo.folder / ".git/config").open("a") as config:
        config.write(lair.settings)
    repo.write({".gitattributes": ATTRIBUTES, "datasets/.gitattributes": ATTRIBUTES})


TRAPS: tuple[Trap, ...] = (
    bare_in_datasets,
    bare_in_the_package,
    bare_beside_git_s_own_folder,
    bare_with_a_work_tree,
    bare_with_alternates,
    nested,
    nested_by_a_file,
    own_settings,
)
