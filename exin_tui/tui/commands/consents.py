"""Commands of the consents tab."""
