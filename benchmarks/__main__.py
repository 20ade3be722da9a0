"""``python -m benchmarks``: every benchmark of the board, as ratios in one run."""

from __future__ import annotations

import sys

from benchmarks import queries, start_up

if __name__ == "__main__":
    start_up.main()
    sys.exit(queries.main([]))
