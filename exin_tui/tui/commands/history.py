"""Commands of the history tab."""
