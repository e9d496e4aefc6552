"""What spreadsheets do to cells, so that it can be told from what a person wrote and taken back."""
