"""The panes of the board: what each is called, counts, says at its end, whispers and answers."""
