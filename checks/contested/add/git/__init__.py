"""Git for tables: merging and showing them by their rows and cells."""
