"""Makes the disk of some files slow for some programs: a limit of the kernel, and its default read-ahead."""

import os
import signal
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

CGROUPS = Path("/sys/fs/cgroup")
READ_AHEAD_KB = 128
SECTOR = 512  # bytes, in /proc/diskstats
MEGABYTE = 1_000_000


class SlowDisk:
    """A control group whose processes read from a device at a limited speed."""

    def __init__(self, file, megabytes_per_second):
        device = os.stat(file).st_dev
        block = Path(f"/sys/dev/block/{os.major(device)}:{os.minor(device)}").resolve()
        # The kernel limits whole disks, and a partition is a folder of its disk.
        self.disk = block.parent if (block / "partition").exists() else block
        self.number = (self.disk / "dev").read_text().strip()
        self.read_ahead = self.disk / "queue/read_ahead_kb"
        self.limit = megabytes_per_second * MEGABYTE
        self.group = None

    @classmethod
    def of(cls, file, megabytes_per_second):
        """The slow disk of a file; three lines and the end if this system cannot do it."""
        try:
            disk = cls(file, megabytes_per_second)
            with disk.slow():
                pass
            return disk
        except OSError as refused:
            raise SystemExit(
                f"programs: --disk {megabytes_per_second} cannot slow the disk of {file}\n"
                f"  {refused}\n"
                "  run it as root, with the control group blkio of version 1 or io of version 2, over files on a real disk"
            ) from None

    @contextmanager
    def slow(self):
        """While it lasts, commands that `slowly` starts read slowly, and the kernel reads no more ahead than by default. Also an
        interrupt, or a request to end, restores what was."""
        before = self.read_ahead.read_text()
        ended = signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
        try:
            self.group = self._make()
            self.read_ahead.write_text(str(READ_AHEAD_KB))
            yield self
        finally:
            self.read_ahead.write_text(before)
            if self.group:
                self.group.rmdir()
                self.group = None
            signal.signal(signal.SIGTERM, ended)

    def _make(self):
        first = CGROUPS / "blkio"
        group = Path(tempfile.mkdtemp(prefix="wheelsweep-", dir=first if first.exists() else CGROUPS))
        try:
            if first.exists():
                (group / "blkio.throttle.read_bps_device").write_text(f"{self.number} {self.limit}")
            else:
                (CGROUPS / "cgroup.subtree_control").write_text("+io")
                (group / "io.max").write_text(f"{self.number} rbps={self.limit}")
        except OSError:
            group.rmdir()
            raise
        return group

    def slowly(self, command):
        """The command in the group."""
        return ["sh", "-c", 'echo $$ >"$0" && exec "$@"', str(self.group / "cgroup.procs"), *command]

    def bytes_read(self):
        """What was read from the device since the machine started."""
        for line in Path("/proc/diskstats").read_text().splitlines():
            fields = line.split()
            if fields[2] == self.disk.name:
                return int(fields[5]) * SECTOR
        raise OSError(f"{self.disk.name} is not in /proc/diskstats")
