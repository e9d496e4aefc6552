"""One CSV file of a table: its bytes, its records and its rows."""
