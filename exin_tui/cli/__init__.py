"""The command line: one module per command group, loaded when it is called."""


def main() -> None:
    """Run ``exin`` with the process's arguments and exit with its code."""
    import sys

    from exin_tui.cli.run import run

    raise SystemExit(run(sys.argv[1:]))
