"""What is measured. Each gives its rounds, and how they are shown; or, as text, why it was not measured."""

import concurrent.futures
import http.client
import os
import re
import resource
import shutil
import subprocess
import time
import urllib.parse
import urllib.request

import s3
from processes import free_port, run
from sampling import shares
from stage import HERE, TOKEN

AUTHORIZATION = f"Authorization: Bearer {TOKEN}"
MIB = 1 << 20
STRAIGHT_WARM_UP = 1500


def timed(stage, work, amount=None):
    """Seconds, and the processor's in Coffer and in the client; with MiB, the rate."""
    coffer, client = stage.coffer.cpu(), clients()
    begun = time.monotonic()
    work()
    seconds = time.monotonic() - begun
    seen = {"seconds": seconds, "coffer": stage.coffer.cpu() - coffer, "client": clients() - client}
    if amount:
        seen.update(rate=amount / seconds, coffer_per_gib=seen["coffer"] * 1024 / amount)
    return seen


def clients():
    """The processor seconds of clients: this process, and those that it has run to their ends."""
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def curl(*arguments, stdin=None):
    return run(["curl", "-sS", "--fail", *arguments], stdin=stdin)


def post(stage, file, port=None):
    curl("-o", os.devnull, "-X", "POST", "-H", AUTHORIZATION, "-T", file, stage.url("/backups?application=bench", port))


def straight(stage, file, port=None, at_once=4):
    """As a client without a library does it: begin, all URLs in one batch, parts, complete."""
    size = os.path.getsize(file)
    begun = stage.ask("POST", "/uploads/s3/multipart",
                      {"filename": "archive.gz", "type": "application/gzip", "metadata": {"application": "bench", "size": size}}, port)
    upload, key, part = (urllib.parse.quote(begun["uploadId"], safe=""), urllib.parse.quote(begun["key"]), begun["partSize"])
    numbers = range(1, -(-size // part) + 1)
    signed = stage.ask("GET", f"/uploads/s3/multipart/{upload}/batch?key={key}&partNumbers={','.join(map(str, numbers))}", port=port)

    def send(number):
        url = urllib.parse.urlsplit(signed["presignedUrls"][str(number)])
        connection = http.client.HTTPConnection(url.hostname, url.port)
        with open(file, "rb") as opened:
            opened.seek((number - 1) * part)
            connection.request("PUT", f"{url.path}?{url.query}", body=opened.read(part))
        answer = connection.getresponse()
        answer.read()
        connection.close()
        if answer.status != 200:
            raise SystemExit(f"part {number}: {answer.status}")
        return {"PartNumber": number, "ETag": answer.headers["ETag"]}

    with concurrent.futures.ThreadPoolExecutor(at_once) as threads:
        parts = list(threads.map(send, numbers))
    stage.ask("POST", f"/uploads/s3/multipart/{upload}/complete?key={key}", {"parts": parts}, port)


def direct(stage):
    """The clients that send to the store themselves, of those that are installed."""
    store, found = f"http://127.0.0.1:{stage.store_port}", {}
    if os.path.exists("/usr/bin/aws"):
        keys = {"AWS_ACCESS_KEY_ID": s3.KEY_ID, "AWS_SECRET_ACCESS_KEY": s3.SECRET, "AWS_DEFAULT_REGION": s3.REGION,
                "AWS_EC2_METADATA_DISABLED": "true", "AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull}
        found["aws s3 cp"] = lambda file: run(["/usr/bin/aws", "s3", "cp", "--quiet", "--endpoint-url", store, file,
                                               f"s3://{s3.BUCKET}/aws.gz"], keys)
    if shutil.which("rclone"):
        remote = {"RCLONE_CONFIG": f"{stage.work}/rclone.conf", "RCLONE_CONFIG_STORE_TYPE": "s3",
                  "RCLONE_CONFIG_STORE_PROVIDER": "Other", "RCLONE_CONFIG_STORE_ENDPOINT": store,
                  "RCLONE_CONFIG_STORE_ACCESS_KEY_ID": s3.KEY_ID, "RCLONE_CONFIG_STORE_SECRET_ACCESS_KEY": s3.SECRET}
        found["rclone copyto"] = lambda file: run(["rclone", "copyto", "--s3-no-check-bucket", file,
                                                   f"store:{s3.BUCKET}/rclone.gz"], remote)
    if shutil.which("s3cmd"):
        host = f"127.0.0.1:{stage.store_port}"
        found["s3cmd put"] = lambda file: run(["s3cmd", "put", "-q", "--no-progress", "--config", os.devnull, "--no-ssl",
                                               f"--host={host}", f"--host-bucket={host}", f"--access_key={s3.KEY_ID}",
                                               f"--secret_key={s3.SECRET}", f"--region={s3.REGION}", file, f"s3://{s3.BUCKET}/s3cmd.gz"])
    return found


def through_nginx(stage, file):
    curl("-o", os.devnull, "-T", file, s3.presigned("PUT", stage.nginx_port, "/nginx.gz", signed_port=stage.store_port))


def stored(stage, work, mib):
    """An upload that finds the bucket empty: clients that see their file there send nothing."""
    def measured():
        seen = timed(stage, work, mib)
        stage.clear()
        return seen
    return measured


def uploads(stage, chosen, in_turn):
    file = stage.file(chosen.size)

    def contestant(work):
        return stored(stage, work, chosen.size)

    contestants = {"Coffer, POST /backups": contestant(lambda: post(stage, file)),
                   "Coffer, straight": contestant(lambda: straight(stage, file))}
    for name, send in direct(stage).items():
        contestants[name] = contestant(lambda send=send: send(file))
    if stage.nginx_port:
        contestants["floor: nginx, presigned PUT"] = contestant(lambda: through_nginx(stage, file))
    first = contestants["Coffer, POST /backups"]()
    straight_first = contestants["Coffer, straight"]()
    for _ in range(STRAIGHT_WARM_UP):
        straight(stage, stage.file(1))
    stage.clear()
    seen = in_turn(chosen.rounds, contestants)
    return {"what": f"{chosen.size} MiB. The first upload of all took {first['seconds']:.1f} s and {first['coffer_per_gib']:.1f} CPU s per GiB in Coffer, "
                    f"the first straight one {straight_first['coffer_per_gib']:.2f}; {STRAIGHT_WARM_UP} straight ones of 1 MiB followed.",
            "seen": seen, "unit": "MiB/s", "figure": "rate",
            "beside": {"CPU s per GiB in Coffer": "coffer_per_gib", "CPU s of the client": "client"}}


def downloads(stage, chosen, in_turn):
    post(stage, stage.file(chosen.size))
    key = stage.ask("GET", "/backups/latest")["key"]

    def get(*arguments):
        return lambda: timed(stage, lambda: curl("-o", os.devnull, *arguments), chosen.size)

    seen = in_turn(chosen.rounds, {"Coffer, /content": get("-H", AUTHORIZATION, stage.url(f"/backups/{key}/content")),
                                   "presigned GET": get(s3.presigned("GET", stage.store_port, "/" + key))})
    return {"what": f"{chosen.size} MiB.", "seen": seen, "unit": "MiB/s", "figure": "rate",
            "beside": {"CPU s per GiB in Coffer": "coffer_per_gib"}}


def memory(stage, chosen, in_turn):
    """The peak while archives of unknown length arrive, in a Coffer of its own for each."""
    def peak(mib):
        def measured():
            port, process = stage.start_coffer(f"memory-{mib}")
            file = stage.file(100)
            try:
                process.forget_peak()
                reader, writer = os.pipe()
                child = os.fork()
                if child == 0:
                    os.close(reader)
                    with open(file, "rb") as source, os.fdopen(writer, "wb") as out:
                        for at in range(mib // 100):
                            source.seek(0)
                            shutil.copyfileobj(source, out, MIB)
                    os._exit(0)
                os.close(writer)
                with os.fdopen(reader, "rb") as stdin:
                    curl("-o", os.devnull, "-X", "POST", "-H", AUTHORIZATION, "-T", "-",
                         stage.url("/backups?application=bench&filename=archive.gz", port), stdin=stdin)
                os.waitpid(child, 0)
                return {"peak": process.memory()}
            finally:
                stage.stop(process)
                stage.clear()
        return measured

    def many():
        # The collector that Java chooses where there is less than 1,792 MB
        port, process = stage.start_coffer("memory-many", "-Xmx256m", "-XX:+UseSerialGC")
        file = stage.file(64)
        try:
            process.forget_peak()
            with concurrent.futures.ThreadPoolExecutor(64) as threads:
                list(threads.map(lambda _: post(stage, file, port), range(64)))
            return {"peak": process.memory()}
        finally:
            stage.stop(process)
            stage.clear()

    large = max(chosen.size * 10 // 100 * 100, 200)
    seen = in_turn(min(chosen.rounds, 3), {"100 MiB": peak(100), f"Coffer, {large} MiB": peak(large),
                                           "Coffer at -Xmx256m, 64 of 64 MiB at once": many}, warm=False)
    return {"what": "One archive of unknown length, and many of known length.", "seen": seen, "unit": "MiB resident at most", "figure": "peak", "best": min}


def load(url, chosen, connections, script=""):
    """wrk on one URL: answers per second, latencies in ms, and how many were refused. It cannot send HEAD."""
    path = os.path.join(chosen.out, "wrk.lua")
    with open(path, "w") as file:
        file.write(script)
    out = run(["wrk", "-t2", f"-c{connections}", f"-d{chosen.seconds}s", "--latency", "-s", path, url])
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", out)
    broken = re.search(r"Socket errors: (.*)", out)
    return {"answers": float(re.search(r"Requests/sec: +([\d.]+)", out)[1]), "p50": latency(out, 50), "p99": latency(out, 99),
            "refused": float(refused[1]) if refused else 0.0, **({"broken": 1.0} if broken else {})}


def latency(out, percentile):
    number, unit = re.search(rf"{percentile}% +([\d.]+)(us|ms|s)", out).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def request(method, header="", body=""):
    return f'wrk.method = "{method}"\n' + (f'wrk.headers["Authorization"] = "Bearer {TOKEN}"\n' if header else "") \
        + (f"wrk.body = {body}\n" if body else "")


def requests(stage, chosen, in_turn):
    if not shutil.which("wrk"):
        return "Not measured: wrk is not installed."
    for _ in range(20):
        post(stage, stage.file(1))
    key = stage.ask("GET", "/backups/latest")["key"]
    port = stage.store_port
    listing = {"list-type": "2", "max-keys": "1000"}
    seen = in_turn(chosen.rounds, {
        "Coffer, restore": lambda: load(stage.url(f"/backups/{key}/restore"), chosen, 64, request("POST", True)),
        "Coffer, latest": lambda: load(stage.url("/backups/latest"), chosen, 64, request("GET", True)),
        "the store's GET of one byte": lambda: load(s3.presigned("GET", port, "/" + key), chosen, 64,
                                                    request("GET") + 'wrk.headers["Range"] = "bytes=0-0"\n'),
        "the store's LIST": lambda: load(s3.presigned("GET", port, "", listing), chosen, 64, request("GET"))})
    return {"what": "64 connections, 20 backups.", "seen": seen, "unit": "answers/s", "figure": "answers",
            "against": {"Coffer, latest": "the store's LIST"},
            "beside": {"p50 ms": "p50", "p99 ms": "p99", "refused": "refused"}}


# An archive of 1 KiB by its first bytes, as Lua writes it
SMALL = '"\\31\\139\\8\\0\\0\\0\\0\\0\\0\\3" .. string.rep("x", 1014)'


def small(stage, chosen, in_turn):
    if not shutil.which("wrk"):
        return "Not measured: wrk is not installed."

    def measured(url, script):
        def work():
            coffer = stage.coffer.cpu()
            seen = load(url, chosen, 16, script)
            seen["ms_each"] = (stage.coffer.cpu() - coffer) * 1000 / (seen["answers"] * chosen.seconds)
            stage.clear()
            return seen
        return work

    def by_sdk():
        rate = run([f"{stage.java}/bin/java", "-cp", f"{stage.work}/app/lib/*", f"{HERE}/Put.java",
                    f"http://127.0.0.1:{stage.store_port}", s3.REGION, s3.KEY_ID, s3.SECRET, s3.BUCKET, "16", str(chosen.seconds)])
        stage.clear()
        return {"answers": float(rate.split()[-1])}

    seen = in_turn(chosen.rounds, {
        "Coffer, POST /backups": measured(stage.url("/backups?application=small"), request("POST", True, SMALL)),
        "PutObject by the AWS SDK for Java": by_sdk})
    return {"what": "1 KiB, 16 connections.", "seen": seen, "unit": "uploads/s", "figure": "answers",
            "beside": {"p50 ms": "p50", "p99 ms": "p99", "CPU ms each in Coffer": "ms_each", "refused": "refused"}}


def profiles(stage, chosen, in_turn):
    """Whose code is at work, once all of it is compiled. Not of hashes of whole archives, whose instructions the recorder does not see."""
    if not shutil.which("wrk"):
        return "Not measured: wrk is not installed."
    post(stage, stage.file(1))
    key = stage.ask("GET", "/backups/latest")["key"]
    works = {"small archives": lambda: load(stage.url("/backups?application=small"), chosen, 16, request("POST", True, SMALL)),
             "restore": lambda: load(stage.url(f"/backups/{key}/restore"), chosen, 64, request("POST", True))}
    seen = {}
    for name, work in works.items():
        for _ in range(chosen.rounds):
            work()
        seen[name] = shares(stage, work)
        print(f"  {name}: " + ", ".join(f"{k} {v:.0%}" for k, v in sorted(seen[name].items())), flush=True)
    owners = sorted({owner for share in seen.values() for owner in share}, key=lambda owner: -sum(share.get(owner, 0) for share in seen.values()))
    return "\n".join(["| | " + " | ".join(owners) + " |", "|" + "---|" * (len(owners) + 1)]
                     + [f"| {name} | " + " | ".join(f"{share.get(owner, 0):.0%}" for owner in owners) + " |" for name, share in seen.items()])


def start(stage, chosen, in_turn):
    def measured():
        port, process = stage.start_coffer("start")
        try:
            return {"seconds": process.ready, "cpu": process.cpu(), "memory": process.memory("VmRSS")}
        finally:
            stage.stop(process)

    return {"what": "The jar to ready.",
            "seen": in_turn(chosen.rounds, {"Coffer, the jar": measured}, warm=False), "unit": "CPU s", "figure": "cpu", "best": min,
            "beside": {"seconds": "seconds", "MiB resident": "memory"}}


def image(stage, chosen, in_turn):
    """The image's start, and the first thing that it does."""
    with open(f"{stage.java}/release") as release:
        if int(re.search(r'JAVA_VERSION="(\d+)', release.read())[1]) < 25:
            return "Not measured: the image has Java 25; name one as --java."
    jar, options = stage.make_image()

    def first(send):
        def measured():
            port, process = stage.start_coffer("image", *options, jar=jar)
            try:
                ready = {"seconds": process.ready, "cpu": process.cpu(), "memory": process.memory("VmRSS")}
                stage.ask("POST", "/config/check", port=port)
                begun = process.cpu()
                send(stage, stage.file(chosen.size), port)
                return {**ready, "first_per_gib": (process.cpu() - begun) * 1024 / chosen.size}
            finally:
                stage.stop(process)
                stage.clear()
        return measured

    return {"what": f"To ready, and then the first archive of {chosen.size} MiB. The files, the cache and the options of the Dockerfile, without Docker.",
            "seen": in_turn(chosen.rounds, {"Coffer, POST /backups": first(post), "Coffer, straight": first(straight)}, warm=False),
            "unit": "CPU s to ready", "figure": "cpu", "best": None,
            "beside": {"seconds": "seconds", "MiB resident": "memory", "CPU s per GiB of the first": "first_per_gib"}}


def seed(stage, folder, first, last):
    """Backups as Coffer names them, of no content that matters here."""
    os.makedirs(f"{stage.bucket}/{folder}", exist_ok=True)
    for number in range(first, last):
        with open(f"{stage.bucket}/{folder}/bench.20260101{number // 3600 % 24:02}{number // 60 % 60:02}{number % 60:02}"
                  f".computer-{number % 7}.{number:012x}.zip", "wb") as file:
            file.write(b"PK\x05\x06" + bytes(18))


def pages(stage, vault="default", port=None):
    """All pages of Coffer's list: how many backups they had."""
    count, cursor = 0, ""
    while cursor is not None:
        page = stage.ask("GET", f"/backups?limit=1000&vault={vault}" + (f"&cursor={urllib.parse.quote(cursor, safe='')}" if cursor else ""), port=port)
        count, cursor = count + len(page["items"]), page.get("nextCursor")
    return count


def counted(work, expected, process):
    """Seconds, and the peak of Coffer's memory meanwhile."""
    def measured():
        process.forget_peak()
        begun = time.monotonic()
        count = work()
        if count != expected:
            raise SystemExit(f"{count} listed, not {expected}")
        return {"seconds": time.monotonic() - begun, "peak": process.memory()}
    return measured


# Each page costs a pass over all
MOST_IN_PAGES = 10000


def lists(stage, chosen, in_turn):
    """The whole list, newest first, page by page; beside it the store's pages by the SDK. The store makes its objects up."""
    store_port = free_port()
    store = stage.start("listed", [f"{stage.java}/bin/java", f"{HERE}/Listed.java", str(store_port)], f"http://127.0.0.1:{store_port}/")
    port, coffer = stage.start_coffer("lists", store_port=store_port)
    sweep = subprocess.Popen([f"{stage.java}/bin/java", f"-Xmx{stage.heap}", "-cp", f"{stage.work}/app/lib/*", f"{HERE}/Sweep.java", f"http://127.0.0.1:{store_port}",
                              s3.REGION, s3.KEY_ID, s3.SECRET, s3.BUCKET], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def by_sdk():
        sweep.stdin.write("\n")
        sweep.stdin.flush()
        return int(sweep.stdout.readline().split()[0])

    seen, lines, count = {}, {"Coffer, all pages": [], "Coffer, a page of 50": [], "the SDK, all pages": []}, 100
    try:
        while count <= chosen.backups:
            put = urllib.request.Request(f"http://127.0.0.1:{store_port}/count/{count}", method="PUT")
            urllib.request.urlopen(put).close()
            contestants = {
                "Coffer, all pages": counted(lambda: pages(stage, port=port), count, coffer),
                "Coffer, a page of 50": counted(lambda: len(stage.ask("GET", "/backups", port=port)["items"]), 50, coffer),
                "the SDK, all pages": counted(by_sdk, count, coffer)}
            if count > MOST_IN_PAGES:
                del contestants["Coffer, all pages"]
            for name, rounds in in_turn(chosen.rounds, contestants).items():
                lines[name].append((count, min(each["seconds"] for each in rounds)))
                seen[f"{name}, {count} backups"] = rounds
            count *= 10
    finally:
        sweep.stdin.close()
        sweep.wait()
        stage.stop(coffer)
        stage.stop(store)
    return {"what": "All pages of 1000, and a page of 50 as applications ask for it.", "seen": seen, "unit": "seconds", "figure": "seconds", "best": None,
            "beside": {"MiB resident in Coffer at most": "peak"},
            "plot": ("List all backups", "backups", "seconds, the best round", lines)}


def sizes(stage, chosen, in_turn):
    mib = 1
    peers = {"Coffer": lambda file: post(stage, file), **direct(stage)}
    if stage.nginx_port:
        peers["nginx, presigned PUT"] = lambda file: through_nginx(stage, file)
    lines = {name: [] for name in peers}
    seen = {}
    while mib <= min(chosen.size, 1000):
        one = in_turn(chosen.rounds, {f"{name}, {mib} MiB": stored(stage, lambda send=send: send(stage.file(mib)), mib)
                                      for name, send in peers.items()})
        for (_, rounds), line in zip(one.items(), lines.values()):
            line.append((mib, max(each["rate"] for each in rounds)))
        seen.update(one)
        mib *= 10
    return {"what": "One upload at a time, with the client's own start.", "seen": seen, "unit": "MiB/s", "figure": "rate", "best": None,
            "beside": {"CPU s per GiB in Coffer": "coffer_per_gib"},
            "plot": ("Upload by size", "MiB", "MiB/s, the best round", lines)}


def at_once(stage, chosen, in_turn):
    """One archive of 4 MiB for each client, and again until 64 are sent."""
    file, seen, line = stage.file(4), {}, []
    for number in (1, 4, 16, 64):
        def work(number=number):
            with concurrent.futures.ThreadPoolExecutor(number) as threads:
                list(threads.map(lambda _: post(stage, file), range(64)))

        one = in_turn(chosen.rounds, {f"Coffer, {number} at once": lambda: timed(stage, work, 256)})
        seen.update(one)
        line.append((number, max(each["rate"] for rounds in one.values() for each in rounds)))
        stage.clear()
    return {"what": "64 archives of 4 MiB.", "seen": seen, "unit": "MiB/s", "figure": "rate",
            "beside": {"CPU s per GiB in Coffer": "coffer_per_gib"},
            "plot": ("64 uploads of 4 MiB", "clients at once", "MiB/s, the best round", {"Coffer": line})}


def vaults(stage, chosen, in_turn):
    """The list of one vault of 100 backups, while there are more and more others of ten each."""
    seed(stage, "vaults/measured", 0, 100)
    seen, line, count, before = {}, [], 1, 0
    while count <= chosen.vaults:
        for number in range(before, count):
            seed(stage, f"vaults/other-{number}", 0, 10)
        before = count
        one = in_turn(chosen.rounds, {f"Coffer, {count} vaults beside it": counted(lambda: pages(stage, "measured"), 100, stage.coffer)})
        seen.update(one)
        line.append((count, min(each["seconds"] for rounds in one.values() for each in rounds)))
        count *= 10
    return {"what": "100 backups of one vault.", "seen": seen, "unit": "seconds", "figure": "seconds", "best": min,
            "plot": ("List one vault", "other vaults", "seconds, the best round", {"Coffer": line})}


ALL = {work.__name__.replace("_", "-"): work
       for work in (start, image, uploads, downloads, requests, small, profiles, lists, sizes, at_once, vaults, memory)}
