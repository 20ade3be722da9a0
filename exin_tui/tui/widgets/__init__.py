"""What screens are made of. Each module holds the words of its lines as pure functions, and the widget."""
