"""Review: what a proposed version of a package does to the claims of the published one."""
