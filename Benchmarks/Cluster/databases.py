"""A PostgreSQL primary with one streaming replica, made with the files of deploy/postgresql as an administrator would."""

import os
import pathlib
import pwd
import secrets
import shutil
import signal
import subprocess

import certificates
from processes import Processes, Trouble, until

DEPLOY = pathlib.Path(__file__).resolve().parents[2] / "deploy/postgresql"


class Databases:
    city = "paris"

    def __init__(self, folder: pathlib.Path, processes: Processes, primary_port: int, replica_port: int):
        self.folder, self.processes = folder, processes
        self.ports = {"primary": primary_port, "replica": replica_port}
        self.programs = self._programs()
        # PostgreSQL refuses to run as root.
        self.user = "postgres" if os.geteuid() == 0 else None
        self.passwords = {name: secrets.token_hex(16) for name in ["owner", "app", "backup", "replica"]}
        self.socket = folder / "socket"

    @staticmethod
    def _programs() -> pathlib.Path:
        versions = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
        if not versions:
            raise Trouble("PostgreSQL is not installed: scripts/setup.sh cluster")
        return versions[-1].parent

    def version(self) -> str:
        return subprocess.run([self.programs / "postgres", "--version"], capture_output=True, text=True).stdout.split()[2]

    # Making them

    def make(self) -> None:
        self.make_primary()
        self.make_replica()

    def make_primary(self) -> None:
        self._own_folder(self.socket)
        self._own_folder(self.folder / "primary")
        self._run("initdb", "-D", self.folder / "primary", "-U", "postgres", "-E", "UTF8", "--locale=C", "--auth=peer")
        self._configure("primary")
        self.start("primary")
        variables = [part for name, word in self.passwords.items() for part in ("-v", f"{name}_password={word}")]
        self.psql(*variables, "-f", DEPLOY / "users.sql", database="postgres")
        self.make_database(self.city)

    def make_replica(self) -> None:
        self._own_folder(self.folder / "replica")
        password_file = self.folder / "replica.pgpass"
        password_file.write_text(f"127.0.0.1:{self.ports['primary']}:*:villerefuge_replica:{self.passwords['replica']}\n")
        self._give(password_file, 0o600)
        source = (f"host=127.0.0.1 port={self.ports['primary']} user=villerefuge_replica sslmode=verify-full "
                  f"sslrootcert={self.folder}/certificates/ca.crt passfile={password_file}")
        self._run("pg_basebackup", "-D", self.folder / "replica", "-d", source, "-R", "-X", "stream", "-S", "replica_1", "-c", "fast")
        self.start("replica")
        until("the replica streams", self.is_streaming, 60)

    def make_database(self, name: str) -> None:
        """An empty one; what was there under that name goes."""
        self.psql("-c", f'DROP DATABASE IF EXISTS "{name}"', database="postgres")
        self.psql("-v", f"city={name}", "-f", DEPLOY / "database.sql", database="postgres")

    def _configure(self, name: str) -> None:
        """The files of deploy, as they are; only what differs from machine to machine is changed."""
        data = self.folder / name
        (data / "ville-refuge.conf").write_text((DEPLOY / "ville-refuge.conf").read_text())
        certificate, key = certificates.copy_for(self.folder, data)
        for path in [data / "ville-refuge.conf", certificate, key]:
            self._give(path, 0o600)
        with (data / "postgresql.conf").open("a") as settings:
            settings.write(f"include 'ville-refuge.conf'\nlisten_addresses = '127.0.0.1'\n"
                           f"unix_socket_directories = '{self.socket}'\n"
                           f"ssl_cert_file = '{certificate}'\nssl_key_file = '{key}'\n")
        rules = (DEPLOY / "pg_hba.conf").read_text().replace("10.0.0.0/24 ", "127.0.0.1/32")
        if not self.user:
            # The folder of the socket is closed to everybody else.
            rules = rules.replace("peer", "trust")
        (data / "pg_hba.conf").write_text(rules)
        self._give(data / "pg_hba.conf", 0o600)

    # Starting and stopping

    def start(self, name: str) -> None:
        self.processes.start(
            name, [self.programs / "postgres", "-D", self.folder / name, "-p", self.ports[name]], user=self.user,
            environment=self._home(), cwd=self.folder)
        until(f"{name} takes connections", lambda: self.answers(name), 90)

    def stop(self, name: str, how: signal.Signals) -> None:
        """SIGINT: fast, clients are sent away. SIGQUIT: immediate, as if the machine had lost its power."""
        self.processes.end(name, how, 60)

    def answers(self, name: str) -> bool:
        if not self.processes.alive(name):
            raise Trouble(f"{name} ended at its start; see {self.folder}/logs/{name}.log")
        return self._quiet("pg_isready", "-h", self.socket, "-p", self.ports[name]) == 0

    def keep_in_step(self) -> None:
        """A commit is acknowledged when the replica has it too (what Patroni calls its synchronous mode)."""
        self.psql("-c", "ALTER SYSTEM SET synchronous_standby_names = '*'", database="postgres")
        self.psql("-c", "SELECT pg_reload_conf()", database="postgres")
        until("the replica is in step", lambda: self.psql("-c", "SELECT sync_state FROM pg_stat_replication", database="postgres") == "sync")

    def fail_over(self) -> None:
        """The primary dies for good; the replica takes its part."""
        self.stop("primary", signal.SIGQUIT)
        self.psql("-c", "SELECT pg_promote(true, 30)", database="postgres", server="replica")

    # Asking

    def psql(self, *arguments, database: str | None = None, server: str = "primary") -> str:
        done = subprocess.run(
            [str(part) for part in [self.programs / "psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", self.socket,
             "-p", self.ports[server], "-U", "postgres", "-d", database or self.city, *arguments]],
            capture_output=True, text=True, cwd=self.folder, **self._as_user())
        if done.returncode != 0:
            raise Trouble(f"psql: {done.stderr.strip()}")
        return done.stdout.strip()

    def is_streaming(self) -> bool:
        state = self.psql("-c", "SELECT state FROM pg_stat_replication WHERE application_name = 'walreceiver'", database="postgres")
        return state == "streaming"

    def replica_caught_up(self) -> bool:
        written = self.psql("-c", "SELECT pg_current_wal_lsn()", database="postgres")
        return self.psql("-c", f"SELECT pg_last_wal_replay_lsn() >= '{written}'", database="postgres", server="replica") == "t"

    def reports(self, server: str = "primary") -> list[str]:
        """The id of every visitor's report, on the primary or on the replica."""
        return self.psql("-c", "SELECT id FROM report", server=server).splitlines()

    def size(self, server: str = "primary") -> float:
        """Megabytes of the city's database."""
        return int(self.psql("-c", "SELECT pg_database_size(current_database())", server=server)) / 1e6

    def url(self, user: str = "villerefuge", *, replica: bool = True, database: str | None = None) -> str:
        word = {"villerefuge": "app", "villerefuge_owner": "owner", "villerefuge_backup": "backup"}[user]
        # Both servers: the one that may be written is found, also after they changed their parts.
        hosts = ",".join(f"127.0.0.1:{port}" for port in self.ports.values())
        address = (f"postgres://{user}:{self.passwords[word]}@{hosts}/{database or self.city}"
                   f"?sslmode=verify-full&sslrootcert={self.folder}/certificates/ca.crt")
        return address + (f"&replica=127.0.0.1:{self.ports['replica']}" if replica else "")

    # Beneath

    def _as_user(self) -> dict:
        user = {"user": self.user, "group": self.user, "extra_groups": []} if self.user else {}
        return {**user, "env": {**os.environ, **self._home()}}

    def _home(self) -> dict[str, str]:
        """libpq looks for certificates in the home folder: not in that of root, which it may not read."""
        return {"HOME": pwd.getpwnam(self.user).pw_dir} if self.user else {}

    def _run(self, program: str, *arguments) -> None:
        done = subprocess.run(
            [str(part) for part in [self.programs / program, *arguments]], capture_output=True, text=True, cwd=self.folder,
            **self._as_user())
        if done.returncode != 0:
            raise Trouble(f"{program} failed: {(done.stderr or done.stdout).strip()}")

    def _quiet(self, program: str, *arguments) -> int:
        return subprocess.run(
            [str(part) for part in [self.programs / program, *arguments]], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode

    def _own_folder(self, path: pathlib.Path) -> None:
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir()
        self._give(path, 0o700)

    def _give(self, path: pathlib.Path, mode: int) -> None:
        if self.user:
            account = pwd.getpwnam(self.user)
            os.chown(path, account.pw_uid, account.pw_gid)
        path.chmod(mode)
