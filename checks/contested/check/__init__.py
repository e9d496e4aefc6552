"""From a package to its findings: lint, load, judge, find the words."""
