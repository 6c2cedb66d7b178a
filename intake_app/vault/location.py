"""Whether a folder lies on this computer.

SQLite relies on locks and shared memory that network shares do not give, and a share is a place
where others can put old files back; so a vault is made on a local drive only.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path, PurePosixPath

_MOUNTS = Path("/proc/self/mounts")
_NETWORK_FILE_SYSTEMS = frozenset({
    "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "glusterfs", "gpfs", "lustre", "ncp",
    "ncpfs", "nfs", "nfs4", "orangefs", "panfs", "smb2", "smb3", "smbfs",
    "fuse.afpfs", "fuse.ceph", "fuse.cifs", "fuse.davfs", "fuse.davfs2", "fuse.glusterfs",
    "fuse.google-drive-ocamlfuse", "fuse.gvfsd-fuse", "fuse.kio-fuse", "fuse.onedriver",
    "fuse.rclone", "fuse.s3fs", "fuse.seafile", "fuse.smbnetfs", "fuse.sshfs", "fuse.curlftpfs",
})  # fmt: skip
_ESCAPE = re.compile(r"\\([0-7]{3})")
_DRIVE_REMOTE = 4


def is_network_share(path: Path) -> bool:
    """Return whether a folder, existing or not, lies on a network share.

    Args:
        path: The folder.

    Returns:
        True where the system says so; False where it is local or the system cannot tell.
    """
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only Windows has drive letters

        drive = f"{path.resolve().drive}\\"
        return is_unc(str(path)) or ctypes.windll.kernel32.GetDriveTypeW(drive) == _DRIVE_REMOTE
    else:  # noqa: RET505 - so that type checkers see one system at a time
        try:
            mounts = _MOUNTS.read_text("utf-8", "surrogateescape")
            place = PurePosixPath(path.resolve())
        except (OSError, RuntimeError):  # no such table here; a loop of links
            return False
        return file_system_of(place, mounts) in _NETWORK_FILE_SYSTEMS


def file_system_of(path: PurePosixPath, mounts: str) -> str:
    r"""Return the kind of file system that a path lies on.

    Args:
        path: An absolute path without links.
        mounts: A table in the form of `/proc/self/mounts` (fstab(5), blanks written as `\040`).

    Returns:
        The kind, for example "ext4"; empty when no entry covers the path.
    """
    found, depth = "", -1
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:  # noqa: PLR2004 - device, mount point, kind
            continue
        point = PurePosixPath(_ESCAPE.sub(lambda code: chr(int(code[1], 8)), fields[1]))
        # Of two entries for one point the later lies on top.
        if path.is_relative_to(point) and len(point.parts) >= depth:
            found, depth = fields[2], len(point.parts)
    return found


def is_unc(path: str) -> bool:
    r"""Return whether a Windows path names a share directly, as `\\server\share` does."""
    plain = path.replace("/", "\\")
    if plain.startswith(("\\\\?\\", "\\\\.\\")):
        return plain[4:].upper().startswith("UNC\\")
    return plain.startswith("\\\\")
