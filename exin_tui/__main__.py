"""``python -m exin_tui`` is ``exin``."""

from exin_tui.cli import main

if __name__ == "__main__":
    main()
