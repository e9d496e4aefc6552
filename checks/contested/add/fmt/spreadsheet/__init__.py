"""The ways of spreadsheets with cells, told from edits."""
