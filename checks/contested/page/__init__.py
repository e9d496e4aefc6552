"""The page: HTML in which people see who claims what."""
