"""History: what a change does to a package, from the version that is published to the one that is proposed."""
