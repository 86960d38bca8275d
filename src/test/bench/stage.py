"""What the measurements share: a store in memory, the packaged Coffer, nginx, and files to send."""

import contextlib
import glob
import json
import os
import shutil
import tempfile
import urllib.request

import s3
from processes import Process, free_port, run

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.normpath(os.path.join(HERE, "..", "..", ".."))
TOKEN = "the-admin-token-of-the-benchmark-only"
NGINX = """
daemon off; pid {work}/nginx.pid; error_log {work}/nginx.log; worker_processes 2; events {{ }}
http {{
  access_log off; client_max_body_size 0;
  client_body_temp_path {work}/body; proxy_temp_path {work}/proxy; fastcgi_temp_path {work}/fastcgi;
  uwsgi_temp_path {work}/uwsgi; scgi_temp_path {work}/scgi;
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass http://127.0.0.1:{store}; proxy_http_version 1.1; proxy_set_header Host 127.0.0.1:{store};
      proxy_request_buffering off; proxy_buffering off;
    }}
  }}
}}
"""


class Stage:

    def __init__(self, java, heap, directory=None):
        self.java, self.heap = java, heap
        memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
        self.work = tempfile.mkdtemp(prefix="coffer-bench-", dir=directory or memory)
        self.running = []
        try:
            self.build()
        except BaseException:
            self.close()
            raise

    def build(self):
        jars = glob.glob(f"{ROOT}/target/coffer-*.jar")
        if not jars:
            raise SystemExit("./mvnw -DskipTests package makes the jar that is measured")
        self.jar = jars[0]
        self.bucket = f"{self.work}/store/{s3.BUCKET}"
        os.makedirs(self.bucket)
        run([f"{self.java}/bin/java", "-Djarmode=tools", "-jar", self.jar, "extract", "--destination", f"{self.work}/app"])
        self.store_port = free_port()
        self.store = self.start("store", [f"{self.java}/bin/java", "-cp", f"{self.work}/app/lib/*", f"{HERE}/Store.java",
                                          str(self.store_port), f"{self.work}/store", s3.KEY_ID, s3.SECRET],
                                f"http://127.0.0.1:{self.store_port}/")
        self.coffer_port, self.coffer = self.start_coffer("coffer")
        # As PUT /config does: it proves that this store refuses to overwrite
        self.ask("POST", "/config/check")
        self.nginx_port = None
        if shutil.which("nginx"):
            self.nginx_port = free_port()
            with open(f"{self.work}/nginx.conf", "w") as file:
                file.write(NGINX.format(work=self.work, port=self.nginx_port, store=self.store_port))
            self.start("nginx", ["nginx", "-c", f"{self.work}/nginx.conf"], f"http://127.0.0.1:{self.nginx_port}/")

    def start(self, name, command, url, environment=None, cwd=None):
        process = Process(command, f"{self.work}/{name}.log", environment, cwd)
        self.running.append(process)
        process.ready = process.wait_for(url)
        return process

    def start_coffer(self, name, *options, store_port=None, jar=None):
        port, store_port = free_port(), store_port or self.store_port
        environment = {
            "COFFER_S3_ENDPOINT": f"http://127.0.0.1:{store_port}", "COFFER_S3_REGION": s3.REGION,
            "COFFER_S3_BUCKET": s3.BUCKET, "COFFER_S3_ACCESS_KEY_ID": s3.KEY_ID, "COFFER_S3_SECRET_ACCESS_KEY": s3.SECRET,
            "COFFER_S3_ADDRESSING": "path", "COFFER_ADMIN_TOKEN": TOKEN, "COFFER_DATA_DIR": f"{self.work}/{name}",
            "SERVER_PORT": str(port), "COFFER_S3DOOR_PORT": "0", "LC_ALL": "C.UTF-8"}
        jar = jar or self.jar
        command = [f"{self.java}/bin/java", f"-Xmx{self.heap}", *options, "-jar", os.path.basename(jar)]
        return port, self.start(name, command, f"http://127.0.0.1:{port}/actuator/health/readiness", environment, os.path.dirname(jar))

    def make_image(self):
        """What the Dockerfile makes, without Docker: the jar to start, and with which options."""
        directory = f"{self.work}/image"
        shutil.copytree(f"{self.work}/app", directory)
        os.rename(f"{directory}/{os.path.basename(self.jar)}", f"{directory}/coffer.jar")
        run([f"{ROOT}/docker/train.sh"], {"PATH": f"{self.java}/bin:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}, cwd=directory)
        with open(f"{ROOT}/Dockerfile") as file:
            command = json.loads(next(line for line in file if line.startswith("CMD [\"java\""))[4:])
        return f"{directory}/coffer.jar", command[1:command.index("-jar")]

    def stop(self, process):
        process.close()
        self.running.remove(process)

    def close(self):
        for process in reversed(self.running):
            process.close()
        shutil.rmtree(self.work, ignore_errors=True)

    def file(self, mib):
        """An archive by its first bytes; the rest cannot be compressed."""
        path = f"{self.work}/archive-{mib}.gz"
        if not os.path.exists(path):
            with open(path, "wb") as file:
                file.write(b"\x1f\x8b\x08\0\0\0\0\0\0\x03" + os.urandom((1 << 20) - 10))
                for _ in range(mib - 1):
                    file.write(os.urandom(1 << 20))
        return path

    def clear(self):
        """Takes the archives out of the store, and leaves what Coffer remembers there. What is under way may go meanwhile."""
        for name in os.listdir(self.bucket):
            path = os.path.join(self.bucket, name)
            if name != ".coffer":
                with contextlib.suppress(FileNotFoundError):
                    shutil.rmtree(path) if os.path.isdir(path) else os.remove(path)

    def url(self, path, port=None):
        return f"http://127.0.0.1:{port or self.coffer_port}{path}"

    def ask(self, method, path, body=None, port=None):
        """Coffer's answer, of JSON."""
        request = urllib.request.Request(self.url(path, port), method=method, data=None if body is None else json.dumps(body).encode(),
                                         headers={"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=600) as answer:
            return json.loads(answer.read() or b"null")
