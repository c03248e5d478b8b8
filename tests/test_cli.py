"""The command line: what it prints, and with which status it exits."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from briefgen import __version__
from briefgen.errors import Fault
from briefgen.readers.formats import FORMATS
from briefgen.readers.formats.unread import firsts


def test_help_and_version(briefgen):
    assert briefgen("--version").stdout == f"briefgen, version {__version__}\n"
    for words in ((), ("--help",), ("-h",)):
        result = briefgen(*words)
        assert result.exit_code == 0
        assert "Commands:\n  add " in result.stdout
    assert "--seeds DIR" in briefgen("build", "--help").stdout


def test_a_build_prints_one_line_for_each_file(tmp_path, monkeypatch, briefgen):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/a.txt").write_text("Mara Quill left Osterhaven on Tuesday.")
    result = briefgen("build")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "new      briefing.json" in result.stdout.splitlines()
    assert all(x.startswith("new ") for x in result.stdout.splitlines())
    assert briefgen("build").stdout == "nothing changed\n"
    assert briefgen("build", "--docs", "elsewhere").exit_code == 0
    assert (tmp_path / "elsewhere/briefing.json").read_bytes() == (
        tmp_path / "docs/briefing.json"
    ).read_bytes()


def test_problems_come_worst_last_on_stderr(project, briefgen):
    (project / "seeds/odd.txt").write_bytes(b"")
    (project / "docs/briefing.json").write_text("{}")
    result = briefgen("build")
    assert result.exit_code == 1
    first, last = result.stderr.splitlines()
    assert first == "problem: odd: is empty"
    assert last.startswith("problem to solve: docs/briefing.json was edited by hand")


def test_strict_turns_a_problem_into_status_1(project, briefgen):
    (project / "seeds/odd.txt").write_bytes(b"")
    assert briefgen("build").exit_code == 0
    assert briefgen("build", "--strict").exit_code == 1
    settings = (
        (project / "mkdocs.yml")
        .read_text(encoding="utf-8")
        .replace("- briefgen:", "- briefgen:\n      strict: true")
    )
    (project / "mkdocs.yml").write_text(settings, encoding="utf-8")
    assert briefgen("build").exit_code == 1


@pytest.mark.parametrize(
    "words, files, message",
    [
        (
            ["build"],
            {},
            "briefgen: no folder seeds: put the source articles there, or name another with --seeds",
        ),
        (
            ["check"],
            {},
            "briefgen: no folder seeds: put the source articles there, or name another with --seeds",
        ),
        (
            ["build"],
            {"seeds/.x": ""},
            f"briefgen: no article in seeds: put {', '.join(firsts(FORMATS))} files there",
        ),
        (
            ["build"],
            {"mkdocs.yml": "plugins: [{briefgen: {x: 1}}]"},
            "briefgen: mkdocs.yml: briefgen has no option 'x'",
        ),
        (
            ["build"],
            {"seeds/a.txt": "A.", "seeds/sources.yml": "-"},
            "briefgen: sources.yml: expected `name: value`",
        ),
        (
            ["build"],
            {"seeds/a.txt": "A.", "seeds/editorial.yml": "["},
            "briefgen: editorial.yml:1: not valid YAML: ",
        ),
        (["build"], {"seeds/a.txt": "A.", "docs": "x"}, "briefgen: docs: can't be written: File exists"),
        (
            ["build", "--docs", "seeds/x"],
            {"seeds/a.txt": "A."},
            "briefgen: seeds/x lies in the seeds folder seeds: name",
        ),
        (
            ["check", "--docs", "seeds"],
            {"seeds/a.txt": "A."},
            "briefgen: seeds lies in the seeds folder seeds: name",
        ),
        (["build", "--sedes", "x"], {}, "briefgen: No such option '--sedes'"),
        (["biuld"], {}, "briefgen: No such command 'biuld'"),
        (["new"], {}, "briefgen: Missing argument 'DIR'"),
        (["new", "."], {"a": "x"}, "briefgen: . is not empty: name a new folder"),
    ],
)
def test_what_the_user_must_mend_is_one_line_and_status_1(
    tmp_path, monkeypatch, briefgen, words, files, message
):
    monkeypatch.chdir(tmp_path)
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    result = briefgen(*words)
    assert result.exit_code == 1
    assert result.stderr.startswith(message)
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


def test_a_model_that_is_not_installed(project, briefgen):
    (project / "mkdocs.yml").write_text("plugins: [{briefgen: {language_model: xx_none}}]")
    result = briefgen("build")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "language model 'xx_none' is not installed" in result.stderr


def test_a_fault_of_ours_has_a_traceback_and_status_3(project, briefgen, monkeypatch):
    def broken(*args, **words):
        raise Fault("oops (seeds/a.txt alone shows it: please send it with the report)")

    monkeypatch.setattr("briefgen.build.build", broken)
    result = briefgen("build")
    assert result.exit_code == 3
    assert "Traceback" in result.stderr
    assert "a fault of briefgen's own: oops (seeds/a.txt alone shows it: please send it" in result.stderr


def test_an_interrupt_is_status_130(project, briefgen, monkeypatch):
    def interrupted(*args, **words):
        raise KeyboardInterrupt

    monkeypatch.setattr("briefgen.build.build", interrupted)
    result = briefgen("build")
    assert (result.exit_code, result.stdout, "Traceback" in result.stderr) == (130, "", False)


@pytest.mark.skipif(os.name != "posix", reason="sends a signal")
def test_a_real_interrupt_is_status_130(project):
    code = (
        "import os, signal, sys, briefgen.cli as c\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a shell may have it ignored
        "import briefgen.build\n"
        "sys.modules['briefgen.build'].build = lambda *a, **k: os.kill(os.getpid(), signal.SIGINT)\n"
        "c.main(['build'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr.strip()) == (130, "interrupted")


def test_a_name_cannot_steer_the_terminal(project, briefgen):
    (project / "seeds" / "a\x1b[2J\nb.xyz").write_bytes(b"x")
    result = briefgen("build")
    assert "\x1b" not in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_name_that_is_not_unicode(project, briefgen):
    if sys.platform != "linux":
        pytest.skip("names are Unicode here")
    with open(os.fsencode(project / "seeds") + b"/caf\xe9.txt", "wb") as file:  # noqa: PTH123
        file.write(b"Mara Quill left.")
    result = briefgen("build")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "seeds/caf�.txt" in (project / "docs/briefing.json").read_text(encoding="utf-8")


def test_python_m_briefgen_is_the_command(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "briefgen", "--version"], capture_output=True, text=True, timeout=60
    )
    assert done.stdout == f"briefgen, version {__version__}\n"
