"""Commands of the phases tab: what can be done to the way through the programme."""
