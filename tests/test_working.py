"""What a command tells of its work: a bar for a person at a terminal, and where the time went."""

from __future__ import annotations

import io
import sys

import pytest

from briefgen.cli import working
from briefgen.work.progress import SILENT


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_timings_are_told_at_the_end(project, briefgen):
    done = briefgen("build", "--timings")
    lines = done.stderr.splitlines()
    heads = [n for n, line in enumerate(lines) if line.split() == ["seconds", "CPU", "pieces", "stage"]]
    assert done.exit_code == 0 and len(heads) == 1
    told = {" ".join(line.split()[2:]) or line for line in lines[heads[0] + 1 :]}
    for stage in ("read the articles", "2 parse", "find", "make and proof-read the pages", "together"):
        assert any(stage in line for line in told), (stage, told)
    assert "seconds" not in briefgen("build").stderr


@pytest.mark.parametrize("variable, value", [("CI", "true"), ("TERM", "dumb")])
def test_nobody_watches_a_log(monkeypatch, variable, value):
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", Terminal())
    assert working._is_watched()
    monkeypatch.setenv(variable, value)
    assert not working._is_watched()
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert not working._is_watched()


def test_a_bar_from_the_first_long_stage_on(monkeypatch):
    shown = Terminal()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", shown)
    bar = working._Bar()
    with bar.stage("short", 3) as stage:
        stage.advance()
    assert shown.getvalue() == ""
    with bar.stage("parse", 40) as stage:
        for _ in range(40):
            stage.advance()
        bar._shown.refresh()
    with bar.stage("find"):
        bar._shown.refresh()
    bar.close()
    text = shown.getvalue()
    assert "parse" in text and "40/40" in text and "find" in text and "short" not in text


def test_an_error_inside_a_stage_takes_the_bar_along(monkeypatch):
    monkeypatch.setattr(sys, "stderr", Terminal())
    bar = working._Bar()
    with pytest.raises(ZeroDivisionError), bar.stage("parse", 40):
        raise ZeroDivisionError
    assert bar._shown.tasks == []
    bar.close()
    bar.close()


def test_an_executor_that_there_is_not_is_one_line(project, briefgen):
    done = briefgen("build", "--executor", "threads")
    assert done.exit_code == 1 and done.stderr.count("\n") == 1
    assert "executor: 'threads' is none: write serial" in done.stderr


def test_the_environment_names_it_too(project, briefgen, monkeypatch):
    monkeypatch.setenv("BRIEFGEN_EXECUTOR", "threads")
    assert "executor: 'threads' is none" in briefgen("build").stderr
    assert briefgen("build", "--executor", "serial").exit_code == 0


def test_silence_says_nothing(capsys):
    with SILENT.stage("x", 3) as stage:
        stage.advance(2)
    assert capsys.readouterr() == ("", "")
