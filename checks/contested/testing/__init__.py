"""For other people's tests: a specimen, Hypothesis strategies, the pytest plugin."""
