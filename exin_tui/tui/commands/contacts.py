"""Commands of the contacts tab."""
