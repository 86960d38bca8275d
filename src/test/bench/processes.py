"""The processes that are measured, and what they used."""

import os
import socket
import subprocess
import time
import urllib.error
import urllib.request

TICK = os.sysconf("SC_CLK_TCK")


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class Process:
    """A server that runs until it is closed. Its output goes to a log."""

    def __init__(self, command, log, environment=None, cwd=None):
        self.log = log
        self.process = subprocess.Popen(command, cwd=cwd, stdout=open(log, "wb"), stderr=subprocess.STDOUT,
                                        stdin=subprocess.DEVNULL, env={**os.environ, **(environment or {})})

    def wait_for(self, url, seconds=180):
        """Until it answers, with whatever status."""
        begun = time.monotonic()
        while time.monotonic() - begun < seconds:
            if self.process.poll() is not None:
                raise SystemExit(f"ended with {self.process.returncode}: {self.said()}")
            try:
                urllib.request.urlopen(url, timeout=10).close()
                return time.monotonic() - begun
            except urllib.error.HTTPError as answer:
                if answer.code < 500:
                    return time.monotonic() - begun
            except OSError:
                pass
            time.sleep(0.05)
        raise SystemExit(f"does not answer: {self.said()}")

    def said(self):
        with open(self.log, errors="replace") as log:
            return log.read()[-2000:]

    def cpu(self):
        """User and system seconds since it began."""
        with open(f"/proc/{self.process.pid}/stat") as stat:
            fields = stat.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICK

    def memory(self, field="VmHWM"):
        """Resident MiB: the peak, or VmRSS for now."""
        with open(f"/proc/{self.process.pid}/status") as status:
            return next(int(line.split()[1]) / 1024 for line in status if line.startswith(field + ":"))

    def forget_peak(self):
        with open(f"/proc/{self.process.pid}/clear_refs", "w") as refs:
            refs.write("5")

    def close(self):
        self.process.terminate()
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def run(command, environment=None, stdin=None, cwd=None):
    """One client to its end: its output. Fails if it does. What is set for clients of S3 elsewhere is not for these."""
    others = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "RCLONE_"))}
    done = subprocess.run(command, env={**others, **(environment or {})}, stdin=stdin or subprocess.DEVNULL,
                          capture_output=True, cwd=cwd)
    if done.returncode:
        raise SystemExit(f"{' '.join(command[:3])} failed: {(done.stderr or done.stdout).decode()[-800:]}")
    return done.stdout.decode()
