"""The standard in plain words: a field's type, bounds and title."""

from __future__ import annotations

from contested.standard.model import Field

FORMS = {
    "integer": "a whole number in plain digits",
    "number": "a number in plain digits, with a point for decimals",
    "date": "a day of the calendar, written year-month-day",
    "uri": "an address that begins with a scheme such as https:",
    "list": "a list whose items are parted by {delimiter}, with none left empty",
    "boolean": "{words}",
}


def form_of(field: Field) -> str:
    """Return how a field's type is written, in plain words."""
    words = " or ".join([*field.true_words, *field.false_words])
    return FORMS.get(field.form, "a text").format(delimiter=field.delimiter, words=words)


def bounds_of(field: Field) -> str:
    """Return what numbers a field allows, in plain words."""
    low, high = (f"{b:g}" if b is not None else "" for b in (field.minimum, field.maximum))
    if low and high:
        return f"from {low} to {high}"
    return f"{low} or more" if low else f"{high} or less"


def instead_of(field: Field) -> str:
    """Return what to write in place of what is outdated."""
    words = [f"{new} in place of {word}" for word, new in field.outdated]
    return field.instead or "; ".join(words)


def of_field(field: Field) -> dict[str, str]:
    """Return what messages can say of a field."""
    return {
        "column": field.name,
        "title": field.title,
        "description": field.description,
        "example": field.example,
        "words": ", ".join(field.words),
        "form": form_of(field),
        "bounds": bounds_of(field),
        "instead": instead_of(field),
        "max_length": str(field.max_length or ""),
    }
