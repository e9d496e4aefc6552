"""Files written otherwise: the same rows reordered, quoted, or badly written."""

from __future__ import annotations

import csv
import io
from random import Random

from hypothesis import strategies as st

from contested.testing.strategies.drawn import Drawn, Edit

CHAFF = (" ", "\u00a0", "\t")


@st.composite
def rewritten(draw: st.DrawFn, drawn: Drawn, *, badly: bool = False) -> Drawn:
    """Draw the package with its rows in another order, cells perhaps quoted.

    `badly` written it is also padded, with columns moved and other line ends.
    """
    random, quoting, ends = (
        draw(st.randoms(use_true_random=False)),
        draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])),
        "\n",
    )
    if badly:
        ends = draw(st.sampled_from(["\n", "\r\n"]))
    pad = draw(st.sampled_from(["", *CHAFF])) if badly else ""

    def edit(files: dict[str, bytes]) -> None:
        for name in sorted(n for n in files if n.endswith(".csv")):
            files[name] = _rewritten(files[name], random_of(name), quoting, ends, pad, moved=badly)

    seed = random.random()

    def random_of(name: str) -> Random:
        return Random(f"{seed} {name}")

    made: list[Edit] = [*drawn.edits, edit]
    return Drawn(drawn.tables, drawn.descriptor, made)


def _rewritten(
    data: bytes, random: Random, quoting: int, ends: str, pad: str, *, moved: bool
) -> bytes:
    header, *rows = csv.reader(io.StringIO(data.decode(), newline=""))
    random.shuffle(rows)
    order = list(range(len(header)))
    if moved:
        random.shuffle(order)
    out = io.StringIO()
    writer = csv.writer(out, quoting=quoting, lineterminator=ends)  # type: ignore[arg-type]
    writer.writerow([header[n] for n in order])
    writer.writerows([row[n] and row[n] + pad for n in order] for row in rows)
    return out.getvalue().encode()
