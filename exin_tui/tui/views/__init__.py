"""Drawing partners' views, line by line."""
