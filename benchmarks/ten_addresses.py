"""From ten addresses to a built site: how long two commands take, and which part of it is briefgen's.

    python benchmarks/ten_addresses.py

Serves ten of the invented pages of `tests/saved_pages` on ten addresses of this machine, each a host of its
own, as ten outlets are; then `briefgen add` with their addresses, and `mkdocs build`, whose plugin makes the
briefing. Prints seconds of the clock for both, and how long `briefgen build` alone takes in the same run.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PAGES = sorted((Path(__file__).parents[1] / "tests/saved_pages").glob("*.html"))[:10]


class _Site(BaseHTTPRequestHandler):
    """One page at every path, and no robots.txt."""

    page = b""

    def do_GET(self) -> None:
        """Answer."""
        known = self.path != "/robots.txt"
        self.send_response(200 if known else 404)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(self.page if known else b"")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _served() -> list[str]:
    addresses = []
    for number, page in enumerate(PAGES, start=1):
        site = type("Site", (_Site,), {"page": page.read_bytes()})
        server = ThreadingHTTPServer((f"127.0.0.{number}", 0), site)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        addresses.append(f"http://127.0.0.{number}:{server.server_port}/article")
    return addresses


def _timed(*words: str) -> float:
    begun = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", *words], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    return time.perf_counter() - begun


def main() -> None:
    """Measure, and print."""
    addresses = _served()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        _timed("briefgen", "new", "desk")
        os.chdir("desk")
        for path in Path("seeds").iterdir():
            path.unlink()
        # The plugin makes the briefing within mkdocs build.
        settings = Path("mkdocs.yml").read_text(encoding="utf-8")
        assert re.search(r"^ +- briefgen", settings, re.MULTILINE), "the starter's plugin"
        added = _timed("briefgen", "add", "--allow-private", *addresses)
        built = _timed("mkdocs", "build", "--quiet")
        ours = _timed("briefgen", "build")
        assert Path("site/index.html").exists()
    print(f"briefgen add, ten addresses: {added:.1f} s")
    print(f"mkdocs build: {built:.1f} s; briefgen build alone: {ours:.1f} s")
    print(f"both commands: {added + built:.1f} s; without MkDocs' own part: {added + min(ours, built):.1f} s")


if __name__ == "__main__":
    main()
