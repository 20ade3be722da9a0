"""Where a partner's own widget runs: an application and a thread of its own, drawn by the board."""
