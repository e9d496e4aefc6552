"""Review: what a new version does to published claims."""
