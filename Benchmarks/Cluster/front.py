"""nginx in front, with deploy/nginx/ville-refuge.conf as it is: only ports, names of files and the host differ."""

import os
import pathlib
import subprocess

from processes import Processes, Trouble, tail, until

DEPLOY = pathlib.Path(__file__).resolve().parents[2] / "deploy/nginx/ville-refuge.conf"


class Front:
    def __init__(self, folder: pathlib.Path, processes: Processes, port: int, plain_port: int, apps: list[int]):
        self.folder, self.processes, self.port = folder / "front", processes, port
        self.plain_port, self.apps = plain_port, apps
        self.program = next((path for path in ["/usr/sbin/nginx", "/usr/bin/nginx"] if os.path.exists(path)), None)
        if not self.program:
            raise Trouble("nginx is not installed: scripts/setup.sh cluster")

    @property
    def access_log(self) -> pathlib.Path:
        return self.folder / "ville-refuge.log"

    @property
    def error_log(self) -> pathlib.Path:
        return self.folder / "ville-refuge-error.log"

    def version(self) -> str:
        return subprocess.run([self.program, "-v"], capture_output=True, text=True).stderr.strip().split("/")[-1]

    def start(self) -> None:
        self.folder.mkdir(exist_ok=True)
        certificates = self.folder.parent / "certificates"
        text = DEPLOY.read_text()
        for found, put in [
            ("listen 443 ssl http2;", f"listen 127.0.0.1:{self.port} ssl http2;"),
            ("listen 80;", f"listen 127.0.0.1:{self.plain_port};"),
            ("server_name guide.example.org;", "server_name localhost;"),
            ("/etc/letsencrypt/live/guide.example.org/fullchain.pem", f"{certificates}/server.crt"),
            ("/etc/letsencrypt/live/guide.example.org/privkey.pem", f"{certificates}/server.key"),
            ("/var/log/nginx", str(self.folder)),
            ("127.0.0.1:8081", f"127.0.0.1:{self.apps[0]}"),
            ("127.0.0.1:8082", f"127.0.0.1:{self.apps[1]}"),
        ]:
            if found not in text:
                raise Trouble(f"{DEPLOY} has changed: it no longer holds «{found}»")
            text = text.replace(found, put)
        (self.folder / "ville-refuge.conf").write_text(text)
        user = "user www-data;\n" if os.geteuid() == 0 else ""
        places = "".join(
            f"    {kind}_temp_path {self.folder}/{kind};\n" for kind in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"])
        (self.folder / "nginx.conf").write_text(
            f"{user}worker_processes 2;\ndaemon off;\npid {self.folder}/nginx.pid;\nerror_log {self.folder}/start.log crit;\n"
            f"events {{ worker_connections 4096; }}\nhttp {{\n{places}    include {self.folder}/ville-refuge.conf;\n}}\n")
        self.processes.start("front", [self.program, "-c", self.folder / "nginx.conf", "-p", self.folder])
        until("nginx has its process number", self._has_started, 20)

    def _has_started(self) -> bool:
        if not self.processes.alive("front"):
            raise Trouble(f"nginx ended at its start:\n{tail(self.folder.parent / 'logs/front.log')}")
        return (self.folder / "nginx.pid").exists()
