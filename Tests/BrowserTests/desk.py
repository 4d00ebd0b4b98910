"""A city at work: a server with keys, letters in a folder, and people who sign in with a second factor."""

import base64
import email
import email.policy
import hashlib
import hmac
import os
import re
import struct
import subprocess
import time

import running

# The part of addresses beneath which the desk lies.
DESK = "work"
PASSWORD = "huit lampes vertes au quai"


class WorkingServer(running.Server):
    """A server with a desk. Its commands know the same database, keys and letters."""

    def __init__(self, database, folder):
        self.folder = folder
        self.settings = {
            "VILLEREFUGE_KEYS": str(folder / "keys"), "VILLEREFUGE_FILES": str(folder / "files"),
            "VILLEREFUGE_POST": f"folder:{folder}/letters?from=guide@example.org", "VILLEREFUGE_DATABASE": str(database),
        }
        before = dict(os.environ)
        os.environ.update(self.settings)
        original = running.environment
        running.environment = lambda: {**original(), **self.settings}
        try:
            if not (folder / "keys").exists():
                done = running.run("keys", "create")
                assert done.returncode == 0, done.stderr
            super().__init__(database, folder)
        finally:
            running.environment = original
            os.environ.clear()
            os.environ.update(before)

    def command(self, *arguments):
        done = subprocess.run(
            [running.program_path(), *map(str, arguments)], cwd=running.ROOT, env={**running.environment(), **self.settings},
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, f"{arguments}: {done.stdout}{done.stderr}"
        return done.stdout

    def link_for(self, address, name, organisation, role, *wards, language="fr"):
        """The link with which a new account sets its password."""
        extra = [part for ward in wards for part in ("--ward", ward)]
        said = self.command(
            "user", "create", "--email", address, "--name", name, "--organisation", organisation, "--role", role,
            "--language", language, *extra)
        return re.search(r"(/\w\w/work/\S+)", said).group(1)

    def letters(self):
        """Letters that went out, oldest first."""
        files = sorted((self.folder / "letters").glob("*.eml"), key=lambda file: (file.stat().st_mtime_ns, file.name))
        return [email.message_from_bytes(file.read_bytes(), policy=email.policy.default) for file in files]

    def letter_to(self, address, after=0, seconds=30):
        """The newest letter to an address, waited for; `after` letters to them came before."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found = [letter for letter in self.letters() if address in letter["To"]]
            if len(found) > after:
                return found[-1].get_body(("plain",)).get_content()
            time.sleep(0.2)
        raise AssertionError(f"no letter to {address}:\n{self.log[-2000:]}")


def link_in(letter):
    return re.search(r"(/\w\w/work/\S+)", letter).group(1)


def one_time_code(secret, step=0):
    """RFC 6238; `step` codes ahead, since one that was used does not open again."""
    key = base64.b32decode(secret.replace(" ", "") + "=" * (-len(secret.replace(" ", "")) % 8), casefold=True)
    mac = hmac.new(key, struct.pack(">Q", int(time.time()) // 30 + step), hashlib.sha1).digest()
    place = mac[-1] & 15
    return f"{(struct.unpack('>I', mac[place:place + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def set_factor(page):
    """Enrols the second factor on the page that shows it; returns the secret."""
    secret = re.sub(r"[^A-Z2-7]", "", page.locator(".totp-secret, code").first.inner_text())
    page.fill("[name=code]", one_time_code(secret))
    page.click("main form button[type=submit]")
    return secret
