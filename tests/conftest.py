"""What every test run says about itself."""

from __future__ import annotations

import pytest

from tests.postgres import why_not


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which cases could not be collected here."""
    reason = why_not()
    if reason:
        terminalreporter.write_line(f"left out: every case that needs PostgreSQL – {reason}")
