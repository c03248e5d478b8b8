"""What SECURITY.md promises has a test; the language model is the recorded one."""

from __future__ import annotations

import hashlib
import re
from importlib import import_module
from pathlib import Path

import pytest

from briefgen.language.parser import DEFAULT_MODEL

ROOT = Path(__file__).parents[1]
PROMISED = re.findall(r"`(tests/test_\w+\.py)::(\w+)`", (ROOT / "SECURITY.md").read_text(encoding="utf-8"))
WEIGHTS = "86e45dad8521f574685f7fc2af564ff71bfd2f97a93a33317992c7b7cfabae38"
"""SHA-256 over the names and contents of the model's files, without compiled Python."""


@pytest.mark.parametrize("path, name", PROMISED)
def test_what_is_promised_has_a_test(path, name):
    text = (ROOT / path).read_text(encoding="utf-8")
    assert re.search(rf"^(def {name}\(|{name} = )", text, re.MULTILINE)


def test_each_promise_names_its_test():
    promises = (
        (ROOT / "SECURITY.md").read_text(encoding="utf-8").split("## What is promised")[1].split("## ")[0]
    )
    assert len(PROMISED) >= 15
    assert all("::test_" in line for line in promises.splitlines() if line.startswith("- "))


def test_the_language_model_is_the_recorded_one():
    folder = Path(import_module(DEFAULT_MODEL).__file__).parent
    found = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix != ".pyc"):
        found.update(f"{path.relative_to(folder).as_posix()}\0".encode())
        found.update(hashlib.sha256(path.read_bytes()).digest())
    assert found.hexdigest() == WEIGHTS
