"""`contested page` and `contested figure`: see who claims what."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contested.cli import options
from contested.cli.exits import OK, RefusedError

if TYPE_CHECKING:
    from contested.package import Package
    from contested.page.facts import Facts
    from contested.results import Change


def add(commands: Any) -> None:
    """Add the commands and their options."""
    _add_page(commands)
    _add_figure(commands)


def _add_page(commands: Any) -> None:
    page = commands.add_parser(
        "page",
        help="make a site in which people see who claims what",
        description=(
            "Writes a folder of pages that opens by a double click, without a network: every"
            " question with all positions side by side, and a page for each actor, side, document"
            " and place. An older site in the folder is replaced."
        ),
    )
    options.dataset(page)
    page.add_argument(
        "-o",
        "--output",
        metavar="DIR",
        type=Path,
        default=Path("site"),
        help="where to write it (default: site)",
    )
    page.add_argument(
        "--boundaries",
        metavar="FILE",
        type=Path,
        help="a GeoJSON file with shapes of places, for the map; they are known by their codes",
    )
    page.add_argument(
        "--since",
        metavar="BASE",
        help="an older version, as for review: a page and a feed tell what changed since then",
    )
    page.set_defaults(command=_page)


def _add_figure(commands: Any) -> None:
    figure = commands.add_parser(
        "figure",
        help="draw one question, to be shared",
        description=(
            "Draws a question with all its positions, who holds them, and how to cite it, in one"
            " picture."
        ),
    )
    figure.add_argument("question", metavar="QUESTION", help="its id")
    options.dataset(figure)
    figure.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        type=Path,
        help="a name that ends in .svg or .png (default: the question's id and .svg)",
    )
    figure.set_defaults(command=_figure)


def _page(given: argparse.Namespace) -> int:
    from contested.package import UnreadableError
    from contested.page.boundaries import BoundariesError, read
    from contested.page.build import NotASiteError, site, write
    from contested.page.opened import open_facts
    from contested.text import plural

    try:
        package, facts = open_facts(given.dataset)
        facts.boundaries = read(given.boundaries) if given.boundaries else ()
        facts.change = _change(package, facts, given) if given.since else None
        count = write(site(facts), given.output)
    except (UnreadableError, NotASiteError, BoundariesError) as error:
        raise RefusedError(str(error)) from error
    except OSError as error:
        raise RefusedError(
            f"{error.filename or given.output} cannot be written: {error.strerror}. Nothing was"
            " changed."
        ) from error
    print(f"{given.output / 'index.html'} ({plural(count, 'file')})")
    return OK


def _change(package: Package, facts: Facts, given: argparse.Namespace) -> Change:
    """Return what became of a dataset since an older version.

    Raises UnreadableError where that is not known.
    """
    import datetime

    from contested.git.pairs import pair_of
    from contested.git.published import base_of
    from contested.package import UnreadableError
    from contested.review.run import review_pair

    base, today = given.since, datetime.date.today().toordinal()
    pair = pair_of(package, base_of(base, given.dataset), given.dataset)
    if pair.base is None:
        raise UnreadableError(f"{base} holds no package that {package.name} could be compared with")
    change = review_pair(pair, [], [], today, loaded=facts.claimed.loaded).change
    assert change is not None
    if change.untold or change.uncompared:
        why = "; ".join(filter(None, [change.untold, *change.uncompared]))
        raise UnreadableError(f"what changed since {base} cannot be told: {why}")
    return change


def _figure(given: argparse.Namespace) -> int:
    import polars as pl

    from contested.package import UnreadableError
    from contested.package.write import write_all
    from contested.page.figures import figure, png
    from contested.page.opened import open_facts

    output = given.output or Path(f"{given.question}.svg")
    if output.suffix not in (".svg", ".png"):
        raise RefusedError(f"-o: a figure's name ends in .svg or .png, and {output} does not")
    try:
        _, facts = open_facts(given.dataset)
        row = facts.questions[given.question]
        claims = facts.claims.filter(pl.col("question_id") == given.question)
        drawn = figure(facts, row, claims.to_dicts())
    except UnreadableError as error:
        raise RefusedError(str(error)) from error
    except KeyError as error:
        from contested.text import nearest

        near = nearest(given.question, facts.questions)
        advice = f"; did you mean {near}?" if near else ""
        raise RefusedError(f"there is no question {given.question}{advice}") from error
    try:
        made = png(drawn) if output.suffix == ".png" else drawn.encode("utf-8")
    except ImportError as error:
        raise RefusedError(
            "a PNG needs resvg-py, which is not installed: pip install 'contested[figure]', or"
            f" name an SVG: -o {output.with_suffix('.svg')}"
        ) from error
    write_all({output: made})
    print(output)
    return OK
