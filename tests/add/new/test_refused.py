"""What `contested new` does not do, and what it says then.

And that nothing is written.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from add.conftest import Run
from add.new.rows import content
from contested.cli import USAGE
from contested.package import DESCRIPTOR

TWIN = (
    "differs from {0}, which is there already, only in capital letters or in how accents are"
    " encoded, and many computers take the two for one. Write it as {0}, or name another file."
)
DECOMPOSED = "data/cafe\u0301.csv"
DROPS = "begins or ends with a space, or ends with a dot, which Windows drops"
ODD = "cannot be a part of actors: {}. Name another file, such as data/actors/2021-08.csv."
REFUSED = {
    ("new", "clam"): (
        "there is no type “clam”; did you mean “claim”? The types are claim, source, actor,"
        " location, question, relay, relation, citation or revision."
    ),
    ("new", "xyz"): (
        "there is no type “xyz”. The types are claim, source, actor, location, question, relay,"
        " relation, citation or revision."
    ),
    ("new", "actor"): (
        "the new actor needs more than was given: --name, --actor-type. At a terminal, contested"
        " new actor asks for them."
    ),
    ("new", "location", "--name=Mill", "--latitude=1"): (
        "the new location needs more than was given: --location-type, --longitude, --gazetteer."
        " At a terminal, contested new location asks for them."
    ),
    ("new", "actor", "--name= ", "--actor-type=media"): (
        "the new actor needs more than was given: --name. At a terminal, contested new actor asks"
        " for them."
    ),
    (
        "new",
        "actor",
        "--name=a",
        "--actor-type=media",
        "--all",
    ): "--all asks for every column, and there is no terminal to ask at",
    ("new", "actor", "--set", "name"): "--set name: this is written --set COLUMN=VALUE",
    ("new", "actor", "--set", "nmae=a"): (
        "--set nmae=a: actors has no column “nmae”; did you mean “name”? "
        "Its columns are actor_id, name, native_name, native_language, actor_type, privacy,"
        " also_known_as, wikidata_id, note."
    ),
    ("new", "actor", "--name=a", "--set=name=b"): "“name” is given twice; a cell holds one value",
    ("new", "actor", "--name=a", "--name=b"): "“name” is given twice; a cell holds one value",
    ("new", "actor", "nowhere"): "nowhere is not there. “contested init” makes a new dataset.",
    (
        "new",
        "actor",
        "--name=a",
        "--actor-type=media",
        "--today=now",
    ): "--today is a day such as 2021-08-23, not “now”",
    ("new", "actor", "--part=../a.csv"): (
        "“../a.csv” cannot be a part of actors. A part is a .csv file in the package, named as"
        " datapackage.json names it, such as data/actors/2021-08.csv."
    ),
    ("new", "actor", "--part=data/a.txt"): (
        "“data/a.txt” cannot be a part of actors. A part is a .csv file in the package, named as"
        " datapackage.json names it, such as data/actors/2021-08.csv."
    ),
    (
        "new",
        "actor",
        "--part=data/claims.csv",
    ): "data/claims.csv is a file of claims, not of actors. Name another one.",
    ("new", "actor", "--part=data/spare.csv"): (
        "data/spare.csv is there already, and datapackage.json does not name it. "
        "Name another file with --part, or add this one to the “path” of actors."
    ),
    (
        "new",
        "actor",
        "--part=data/Actors.csv",
    ): f"“data/Actors.csv” {TWIN.format('data/actors.csv')}",
    (
        "new",
        "actor",
        "--part=data/CLAIMS.csv",
    ): f"“data/CLAIMS.csv” {TWIN.format('data/claims.csv')}",
    ("new", "actor", "--part=Data/a.csv"): f"“Data/a.csv” {TWIN.format('data')}",
    ("new", "actor", "--part=data/Spare.csv"): f"“data/Spare.csv” {TWIN.format('data/spare.csv')}",
    (
        "new",
        "actor",
        "--part=data/caf\u00e9.csv",
    ): f"“data/caf\u00e9.csv” {TWIN.format(DECOMPOSED)}",
    ("new", "actor", "--part=.git/x.csv"): (
        "“.git/x.csv”"
        f" {ODD.format('“.git” is hidden, as everything is whose name begins with a dot')}"
    ),
    ("new", "actor", "--part=data/.x.csv"): (
        "“data/.x.csv”"
        f" {ODD.format('“.x.csv” is hidden, as everything is whose name begins with a dot')}"
    ),
    (
        "new",
        "actor",
        "--part=data/a\nb.csv",
    ): f"“data/a⟨line break⟩b.csv” {ODD.format('a character in it cannot be seen')}",
    (
        "new",
        "actor",
        "--part=data/a\x1b.csv",
    ): f"“data/a⟨U+001B⟩.csv” {ODD.format('a character in it cannot be seen')}",
    (
        "new",
        "actor",
        "--part=data/a\u202eb.csv",
    ): f"“data/a⟨right-to-left override⟩b.csv” {ODD.format('a character in it cannot be seen')}",
    (
        "new",
        "actor",
        "--part=data/Con.csv",
    ): f"“data/Con.csv” {ODD.format('Windows keeps the name “Con” for itself')}",
    (
        "new",
        "actor",
        "--part=nul/a.csv",
    ): f"“nul/a.csv” {ODD.format('Windows keeps the name “nul” for itself')}",
    (
        "new",
        "actor",
        "--part=data/com1.2021.csv",
    ): f"“data/com1.2021.csv” {ODD.format('Windows keeps the name “com1” for itself')}",
    ("new", "actor", "--part=new./a.csv"): (f"“new./a.csv” {ODD.format('“new.” ' + DROPS)}"),
    ("new", "actor", "--part=new /a.csv"): (f"“new /a.csv” {ODD.format('“new ” ' + DROPS)}"),
    (
        "new",
        "actor",
        "--part=data/why?.csv",
    ): f"“data/why?.csv” {ODD.format('Windows has no files with ? in their names')}",
    (
        "new",
        "actor",
        "--part=out/a.csv",
    ): "out/a.csv lies behind a link that leads out of the package. Name another file.",
}


@pytest.mark.parametrize(("arguments", "message"), REFUSED.items())
def test_what_cannot_be_followed_is_refused_and_nothing_is_written(
    ford: Path, run: Run, arguments: tuple[str, ...], message: str
) -> None:
    (ford / "data/spare.csv").touch()
    (ford / DECOMPOSED).touch()
    (ford / "out").symlink_to(ford.parent)
    before = content(ford)
    assert run(*arguments) == (USAGE, "", f"contested: {message}\n")
    assert content(ford) == before


def test_an_option_that_is_only_begun_is_not_guessed(ford: Path, run: Run) -> None:
    code, out, complaint = run("new", "claim", "--claimant", "act-guard")
    assert (code, out, complaint.splitlines()[-1]) == (
        USAGE,
        "",
        "contested new claim: error: unrecognized arguments: --claimant",
    )


def test_what_is_not_utf_8_is_refused(ford: Path, run: Run) -> None:
    code, _, complaint = run("new", "actor", "--name", "M\udcfcller")
    assert (code, complaint.splitlines()[-1]) == (
        USAGE,
        "contested new actor: error: argument --name: this is not UTF-8 text",
    )


UNTIDY = (
    "data/actors.csv is not in its canonical form, so that a new row would change others too. Run"
    " contested fmt data/actors.csv first, and then this again."
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"\n", b"\r\n"),
        (b"Radio Ostra", b'"Radio Ostra"'),
        (b"act-council", b"act-vouncil"),
        (b"Radio Ostra", b" Radio Ostra"),
        (b"\nact-guard", b"\n\nact-guard"),
    ],
)
def test_a_file_that_is_not_in_canonical_form_is_not_touched(
    ford: Path, run: Run, old: bytes, new: bytes
) -> None:
    actors = ford / "data/actors.csv"
    actors.write_bytes(actors.read_bytes().replace(old, new))
    before = content(ford)
    assert run("new", "actor", "--name=Mill", "--actor-type=media") == (
        USAGE,
        "",
        f"contested: {UNTIDY}\n",
    )
    assert content(ford) == before


UNREAD = (
    "nothing can be added to actors before it can be read: data/actors.csv {}. “contested validate”"
    " says more."
)


def test_a_table_that_cannot_be_read_is_not_added_to(ford: Path, run: Run) -> None:
    row = ["new", "actor", "--name=Mill", "--actor-type=media"]
    (ford / "data/actors.csv").write_bytes("actor_id,name\nact-ä".encode("utf-16"))
    assert run(*row) == (
        USAGE,
        "",
        f"contested: {UNREAD.format('could not be read (not-utf-8)')}\n",
    )
    (ford / "data/actors.csv").unlink()
    assert run(*row) == (USAGE, "", f"contested: {UNREAD.format('is not there')}\n")
    for descriptor in ("[]", '{"contested": "1.0", "resources": {}}'):
        (ford / DESCRIPTOR).write_text(descriptor)
        assert run(*row) == (
            USAGE,
            "",
            (
                "contested: datapackage.json has no list of resources, so that there is nothing to"
                " add to. “contested validate” says more.\n"
            ),
        )
    (ford / DESCRIPTOR).write_text("{")
    assert run(*row) == (
        USAGE,
        "",
        (
            "contested: datapackage.json cannot be read: it is not JSON from here on (Expecting"
            " property name enclosed in double quotes)\n"
        ),
    )


def test_a_disk_that_takes_nothing_leaves_every_file_as_it_was(
    ford: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = content(ford)
    monkeypatch.setattr("contested.package.journal.write_through", full)
    assert run("new", "actor", "--name=Mill", "--actor-type=media")[::2] == (
        USAGE,
        "contested: .contested.part cannot be written: No space left on device\n",
    )
    assert content(ford) == before
