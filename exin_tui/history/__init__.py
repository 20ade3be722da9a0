"""The change log read back: who changed what and when, whether the chain holds, undo and erasure."""
