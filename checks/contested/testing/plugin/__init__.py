"""The pytest plugin behind `pytest --contested`: packages as test files, rules as tests."""
