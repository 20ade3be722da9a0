"""What the team reads (statements to frozen read models) and does (commands), one module per subject."""
