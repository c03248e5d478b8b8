"""What several tests need: a project of one's own on disk, and the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import briefgen as package
from briefgen.cli import main
from briefgen.new import start


def pytest_addoption(parser):
    parser.addoption("--bless", action="store_true", help="write the expected results of tests/golden anew")


@pytest.fixture
def bless(request) -> bool:
    """Whether what comes out is to be written down as what is expected."""
    return request.config.getoption("--bless")


@pytest.fixture(scope="session", autouse=True)
def same_package():
    """Other processes that a test starts import the package that the test imports, wherever they run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(Path(package.__file__).parents[1]))
        yield


@pytest.fixture(scope="session")
def started(tmp_path_factory) -> Path:
    """A folder that `briefgen new` made and `briefgen build` filled. Not to be changed."""
    folder = tmp_path_factory.mktemp("started") / "ferry"
    start(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        result = CliRunner().invoke(main, ["build"])
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture
def project(started, tmp_path, monkeypatch) -> Path:
    """A copy of it, which is the current folder."""
    folder = tmp_path / "ferry"
    shutil.copytree(started, folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def briefgen():
    """The command line, in this process."""

    def run(*words: str) -> Result:
        return CliRunner().invoke(main, list(words))

    return run
