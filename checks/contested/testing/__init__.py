"""For other people's tests: a specimen package, Hypothesis strategies, and the pytest plugin."""
