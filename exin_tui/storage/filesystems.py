"""Which kind of filesystem a folder is on, as Linux's mount table has it."""

from __future__ import annotations

import re
from pathlib import Path

#: Filesystems whose locks and shared memory do not hold across machines: SQLite's WAL does not work on them.
NETWORK = frozenset(
    {
        "9p",
        "afs",
        "afpfs",
        "beegfs",
        "ceph",
        "cifs",
        "coda",
        "davfs",
        "fuse.ceph",
        "fuse.davfs",
        "fuse.davfs2",
        "fuse.glusterfs",
        "fuse.gvfsd-fuse",
        "fuse.kio-fuse",
        "fuse.onedriver",
        "fuse.rclone",
        "fuse.s3fs",
        "fuse.smbnetfs",
        "fuse.sshfs",
        "glusterfs",
        "gpfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "smb",
        "smb2",
        "smb3",
        "smbfs",
        "vboxsf",
    }
)

_MOUNTS = Path("/proc/self/mountinfo")
_ESCAPED = re.compile(r"\\([0-7]{3})")


def filesystem_of(folder: Path, mounts: Path = _MOUNTS) -> str:
    """The type of the filesystem that the real path ``folder`` is on; empty where there is no mount table."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return ""
    best, kind = -1, ""
    for line in lines:
        before, _, after = line.partition(" - ")
        fields = before.split(" ")
        if len(fields) < 5 or not after:
            continue
        point = _ESCAPED.sub(lambda match: chr(int(match[1], 8)), fields[4])
        inside = point == "/" or folder == Path(point) or str(folder).startswith(point + "/")
        if inside and len(point) >= best:  # of two mounts on one place the later one is seen
            best, kind = len(point), after.split(" ", 1)[0]
    return kind
