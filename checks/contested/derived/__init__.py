"""What is computed from the claims and stored nowhere."""
