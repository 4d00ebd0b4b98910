"""What the API tests and the browser tests share: one server for each city, started once."""

import pytest

import running


def pytest_sessionstart(session):
    if not running.program_path().is_file() and not session.config.option.collectonly:
        pytest.exit(f"{running.program_path()} is not built: run `make test`, or set VILLEREFUGE_PROGRAM", returncode=2)


def serve(tmp_path_factory, city: str):
    folder = tmp_path_factory.mktemp(city)
    database = folder / "city.sqlite"
    running.load_city(database, running.TERRITORIES / city)
    running.load_open_data(database, city)
    with running.Server(database, folder, with_keys=True) as server:
        yield server
    assert server.process.returncode == 0, f"the server of {city} did not stop in order:\n{server.log[-4000:]}"


@pytest.fixture(scope="session")
def paris(tmp_path_factory):
    yield from serve(tmp_path_factory, "paris")


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    yield from serve(tmp_path_factory, "demo-ville")
