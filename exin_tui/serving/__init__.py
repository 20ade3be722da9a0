"""The board in a browser on this machine. Nothing here is imported but by ``exin serve``."""
