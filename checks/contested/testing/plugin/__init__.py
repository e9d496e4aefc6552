"""The pytest plugin: packages are test files, rules are tests."""
