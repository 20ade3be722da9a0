"""The rules: pure functions of values and a date. No database, no clock, no screen."""
