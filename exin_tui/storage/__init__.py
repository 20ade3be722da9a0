"""Where the caseload is kept: keys, engines, the one door that writes and logs, upgrades."""
