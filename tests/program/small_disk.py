"""A small file system that fills up: a tmpfs, which only root may mount."""

import contextlib
import os
import subprocess
import unittest


def mount(*arguments):
    return subprocess.run(["mount", *map(str, arguments)], capture_output=True).returncode == 0


class SmallDisk:
    """At `folder`, which is made, until the end of the test; the test is skipped where nothing can be mounted."""

    def __init__(self, test, folder, size):
        if os.geteuid() != 0:
            raise unittest.SkipTest("only root mounts file systems")
        self.folder = folder
        folder.mkdir()
        if not mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder):
            raise unittest.SkipTest("this machine does not let root mount a tmpfs")
        test.addCleanup(subprocess.run, ["umount", "--lazy", folder], check=True)

    def fill(self):
        """Leaves no room for another page."""
        ballast = os.open(self.folder / "ballast", os.O_CREAT | os.O_WRONLY)
        try:
            with contextlib.suppress(OSError):
                while True:
                    os.write(ballast, bytes(4_096))
        finally:
            os.close(ballast)

    def grow(self, size):
        assert mount("-o", f"remount,size={size}", self.folder)
