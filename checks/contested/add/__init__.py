"""For contributors: files in order, workbooks, new rows, new repositories, merges."""
