"""What every test of the program has: the program, and a folder of its own with a database to be."""

import tempfile
import unittest
from pathlib import Path


class FolderCase(unittest.TestCase):
    """A folder of its own for each test. `docket` is set by run_suite()."""

    docket = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="docket-test-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.database = self.folder / "orders.db"
