"""A table's CSV file: its bytes, its records and its rows."""
