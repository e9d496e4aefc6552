"""Citation: what a release says of itself, told to each who asks in their own form, from the one
descriptor.
"""
