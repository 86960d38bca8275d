"""Where Coffer's processor time goes, by whose code it is in: samples of the JDK's Flight Recorder."""

import collections
import os
import re

from processes import run

OWNERS = {"software.amazon.": "AWS SDK", "org.apache.hc.": "HTTP client", "org.apache.": "Tomcat", "org.springframework.": "Spring",
          "io.coffer.": "Coffer", "ch.qos.logback.": "log", "tools.jackson.": "JSON", "io.micrometer.": "metrics"}
HASHES = ("sun.security.provider.", "java.util.zip.CRC32")


def shares(stage, work):
    """Runs the work, and gives what part of the samples meanwhile is in whose code, without what waits for the network."""
    pid = stage.coffer.process.pid
    recording = os.path.join(stage.work, "profile.jfr")
    run([f"{stage.java}/bin/jcmd", str(pid), "JFR.start", "name=bench"])
    work()
    run([f"{stage.java}/bin/jcmd", str(pid), "JFR.stop", "name=bench", f"filename={recording}"])
    printed = run([f"{stage.java}/bin/jfr", "print", "--events", "jdk.ExecutionSample,jdk.NativeMethodSample", "--stack-depth", "64", recording])
    os.remove(recording)
    seen = collections.Counter(filter(None, map(owner, printed.split("stackTrace = [")[1:])))
    return {name: number / seen.total() for name, number in seen.items()}


def owner(stack):
    """The first from the top that is neither the JDK's nor a hash; reading from and writing to sockets counts apart."""
    frames = re.findall(r"^\s+([\w.$]+)\.[\w$<>]+\(", stack, re.MULTILINE)
    if not frames:
        return None
    if frames[0].startswith(HASHES):
        return "hashes"
    if frames[0].startswith("sun.nio.ch."):
        # Who waits in native code is taken for one who works
        return None if re.search(r"accept|[Pp]oll", stack.split("\n")[1]) else "sockets"
    for frame in frames:
        for prefix, name in OWNERS.items():
            if frame.startswith(prefix):
                return name
    return "JDK"
