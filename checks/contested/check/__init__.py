"""From a package to its findings: lint and load its files, judge its rows, find the words."""
