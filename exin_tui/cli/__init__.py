"""The command line: one module per command group, loaded when called."""


def main() -> None:
    """Run ``exin``."""
    raise SystemExit("exin: not built yet")
