"""Package: what the descriptor says of the package and its files."""

from contested.rules.package import descriptor, tables, use

__all__ = ["descriptor", "tables", "use"]
