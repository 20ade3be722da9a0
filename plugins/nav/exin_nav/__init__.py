"""The nav partner."""
