"""The prison partner."""
