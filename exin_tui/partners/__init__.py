"""Agencies that the team works with: their manifests, their tabs, and what is stored for them."""
