"""The board on the screen: Textual, and nothing that opens a connection."""
