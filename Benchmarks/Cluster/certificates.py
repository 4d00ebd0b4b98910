"""A certificate authority of this run alone, and one certificate for the loopback."""

import pathlib
import shutil
import subprocess

from processes import Trouble


def make(folder: pathlib.Path) -> None:
    place = folder / "certificates"
    place.mkdir(exist_ok=True)
    _openssl(place, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30", "-subj",
             "/CN=Ville Refuge cluster run", "-keyout", "ca.key", "-out", "ca.crt")
    _openssl(place, "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=localhost",
             "-keyout", "server.key", "-out", "server.csr")
    (place / "names").write_text("subjectAltName=DNS:localhost,IP:127.0.0.1\n")
    _openssl(place, "x509", "-req", "-in", "server.csr", "-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial", "-days", "30",
             "-extfile", "names", "-out", "server.crt")


def copy_for(folder: pathlib.Path, place: pathlib.Path) -> tuple[pathlib.Path, pathlib.Path]:
    """Certificate and key, copied for a server that wants to own its key."""
    return tuple(pathlib.Path(shutil.copy(folder / "certificates" / name, place / name)) for name in ("server.crt", "server.key"))


def _openssl(place: pathlib.Path, *arguments) -> None:
    done = subprocess.run(["openssl", *arguments], cwd=place, capture_output=True, text=True)
    if done.returncode != 0:
        raise Trouble(f"openssl failed: {done.stderr.strip()}")
