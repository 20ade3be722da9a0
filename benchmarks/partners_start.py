"""What 20 data-only partners cost a start: the board with them against the board without any, in one run.

Both start in turn on the same pseudo-terminal, on the same caseload; what counts is the ratio of medians to
the first participant, at most 1.10. The partners are made of the guide's friomsorgen, each with an id of its
own, and enabled. A first start of each is not counted: it is the one that remembers the manifests.
"""

from __future__ import annotations

import datetime as dt
import re
import statistics
import sys
import tempfile
from pathlib import Path

from benchmarks.caseload_rows import caseload
from benchmarks.start_up import start
from exin_schema.programme_file import load_programme
from exin_tui.partners.enabling import enable
from exin_tui.partners.reading import parse_manifest
from exin_tui.storage.opening import open_with_key

HOW_MANY, RUNS, LIMIT = 20, 9, 1.10
GUIDE = Path(__file__).parent.parent / "plugins" / "README.md"


def manifests(folder: Path) -> list[str]:
    """Write the partners, a folder each; the texts of their manifests."""
    blocks = re.findall(r"```toml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    source = next(block for block in blocks if 'id = "probation"' in block)
    made = []
    for number in range(HOW_MANY):
        own = source.replace('id = "probation"', f'id = "probation_{number}"', 1)
        place = folder / f"exin_probation_{number}"
        place.mkdir(mode=0o700)
        (place / "partner.toml").write_text(own, encoding="utf-8")
        made.append(own)
    return made


def main() -> None:
    """Print the ratio; exit code 1 when it is over the limit."""
    with tempfile.TemporaryDirectory() as name, caseload(36, 20, load_programme()) as made:
        folder = Path(name)
        sources = manifests(folder)
        with open_with_key(str(made.path), made.key, actor="KN") as database:
            for source in sources:
                manifest = parse_manifest(source).manifest
                if manifest is not None:
                    enable(database, manifest, now=dt.datetime.now(dt.UTC))
        without = [sys.executable, "-m", "benchmarks.board_with_key", str(made.path), made.key.hex()]
        with_them = [*without, str(folder)]
        start(with_them), start(without)
        times: dict[bool, list[float]] = {True: [], False: []}
        for _ in range(RUNS):
            times[True].append(start(with_them).row)
            times[False].append(start(without).row)
    ratio = statistics.median(times[True]) / statistics.median(times[False])
    print(f"{HOW_MANY} partners against none: {ratio:.2f} (at most {LIMIT})")
    sys.exit(ratio > LIMIT)


if __name__ == "__main__":
    main()
