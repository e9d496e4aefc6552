"""Equivalent mutants: broken code that does the same as whole code, each kind with the reason why
nothing can tell.
"""

from __future__ import annotations

SAVES = "it only saves work"
ONE_KEY = "the key is one column"
EQUIVALENT: list[tuple[str, str, str]] = [
    *(
        (name, f"'relation' → {other}", "a view has the columns of its table's key unasked")
        for name in ("is_reconciled", "is_circular")
        for other in ("nothing", "'relationx'")
    ),
    ("in_cycle", "0 → -1", ONE_KEY),
    ("is_used", "0 → -1", ONE_KEY),
    ("name_twin", "0 → -1", ONE_KEY),
    ("_parents", "0 → -1", ONE_KEY),
    ("dangling_reference", "0 → -1", ONE_KEY),
    ("id_of", "0 → -1", ONE_KEY),
    ("origin", "0 → -1", "the rows have one column"),
    (
        "contradicts_own",
        "True → False",
        "it asks zip to make sure of two lists that are written out beside it",
    ),
    (
        "_lowest_of_others",
        "col('holder').min → ",
        "of several who have the lowest end, each finds it with another",
    ),
    ("is_elsewhere", ".filter(", SAVES),
    ("is_elsewhere", "if pairs else", SAVES),
    ("misshapen", "' or ' →", "no kind is about several columns"),
    ("_places", "around → nothing", "what lies within nothing is of no kind"),
    ("name_words", "if name.isascii():", SAVES),
    ("with_keys", r"→ '[^x00-", SAVES),
    ("with_keys", r"-x7f]'", SAVES),
    ("with_keys", r"→ '[^\\x00\\x7f]'", SAVES),
    ("quote_twin", "'key' → nothing", SAVES),
    ("quote_twin", "'source_id' → nothing", SAVES),
    ("quote_twin", "0 → 1", "an engine may give the rows in any order, and gives them in theirs"),
    ("name_words", "return _SIGNS.sub", SAVES),
    ("name_words", "True → False", "it asks zip to make sure of two lists of one length"),
    *(
        (name, "'x' → 'xx'", "any letter will do")
        for name in ("loaded_question", "presuming_question", "hedged_certainty")
    ),
    ("hedged_certainty", "certain & claim.statement.str.contains(HEDGED) → certain", SAVES),
    ("own_names", "→ if True:", "no table of the standard has a word of the lists in its name"),
    ("_letter", "'LN' → 'LNx'", "no category of characters begins with an x"),
    ("agreeing", "if some & filled == some:", "no two rows share cells that one of them lacks"),
    ("agreeing", "some & filled → some", "no two rows share cells that one of them lacks"),
    ("agreeing", "1 → 2", "there are no cells beyond the last"),
    ("_twins", "len(group) > 1 → ", SAVES),
    ("_twins", "1 → 0", SAVES),
    ("_SIGNS", "'[^a-z0-9]+' → '[^a-z0-9]'", SAVES),
    ("name_key", "else ''.join(name_words(name)) → ''.join(name_words(name))", SAVES),
    ("components", "stack[stack.index(node):] if", SAVES),
    ("components", "1 → 2", "any number below zero will do"),
    ("is_used", "views.view(other, {name})", SAVES),
    (
        "is_used",
        "if other in views.frames",
        "it is about tables of the package's own that cannot be read: see test_views",
    ),
    ("is_used", "r.table == table → nothing", "an id of another table is no row's key"),
    ("name_twin", "table == 'actors' and rest[0]", "no kind of place is called so"),
    ("reversed_low", "<= ", "of two equal ids either comes first"),
    ("reversed_high", "<= ", "of two equal ids either comes last"),
    ("text_mismatch", "text.bears_id and", "texts.compare asks for the name too"),
    ("OFFICES", "'vice president' → ", "it holds another word of the list"),
    ("OFFICES", "'prime minister' → ", "it holds another word of the list"),
    ("wrong_type", "row.cell_earliest → row.cell_latest", "a day has both or none"),
    ("accessed_before_publication", "source.accessed_latest → ", "a day is its own first and last"),
    ("out_of_bounds", "if field.m", "nothing is less or more than no bound"),
    (
        "FORMS",
        "A-Za-z0-9+.-]*:[^ ",
        "of a tab or a line break the narrower rule control-character speaks",
    ),
    ("drift", "assert isinstance", "it is said to the type checker"),
    ("drift", "'' → 'x'", "neither begins as an extension does"),
    ("collapsed_with", "return pl.DataFrame(schema={RECORD", SAVES),
    ("collapsed_with", "1 → 2", "a message names no more"),
    ("renamed_references", "return now", SAVES),
    ("renamed_references", "named.filter(", SAVES),
    ("hardened_certainty", "1 → 0", "a change is never to the same word"),
]
"""The function or constant, how the change begins or what it holds, and why it changes nothing."""


def reason(name: str, change: str) -> str:
    """Why a mutant is equivalent; nothing if it is not on the list."""
    return next(
        (why for where, text, why in EQUIVALENT if where in ("", name) and text in change), ""
    )
