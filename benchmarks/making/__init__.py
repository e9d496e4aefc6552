"""What a made-up package consists of: chance, days, names, the world and what is claimed
about it.
"""
