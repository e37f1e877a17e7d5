"""Holding a file, so that no second program writes into it; the system lets go when we end."""

from __future__ import annotations

import sys

if sys.platform == "win32":
    import msvcrt

    #: a byte far behind every log, since a locked byte cannot be read by others
    _FAR = 1 << 62

    def lock(handle: int) -> bool:
        """Hold an open file; whether nobody else holds it."""
        import os

        place = os.lseek(handle, 0, os.SEEK_CUR)
        try:
            os.lseek(handle, _FAR, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(handle, place, os.SEEK_SET)
        return True

else:
    import fcntl

    def lock(handle: int) -> bool:
        """Hold an open file; whether nobody else holds it."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # a file system that knows no locks
            return True
        return True
