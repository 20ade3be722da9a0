"""Changes the key of the database in argv[1] from argv[2] to argv[3], over and over, until it is killed."""

import sys
from pathlib import Path

from exin_tui.storage import sqlcipher

path, one, other = Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), bytes.fromhex(sys.argv[3])
connection = sqlcipher.connect(path, one, writes=True)
print("ready", flush=True)
while True:
    for key in (other, one):
        connection.execute(f"PRAGMA rekey=\"x'{key.hex()}'\"")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
