"""Help and usage errors are in the user's language, also what the parser says by itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nlp.cli import main

Said = Callable[..., tuple[str, str]]
COMMANDS = [
    [],
    ["tag"],
    ["read"],
    ["hotspots"],
    ["train"],
    ["evaluate"],
    ["explain"],
    ["info"],
    ["corpus"],
    ["corpus", "check"],
    ["corpus", "audit"],
    ["corpus", "agreement"],
]


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Said:
    # So wide that no sentence is broken.
    monkeypatch.setenv("COLUMNS", "200")

    def call(*arguments: str) -> tuple[str, str]:
        with pytest.raises(SystemExit):
            main(list(arguments))
        return capsys.readouterr()

    return call


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_is_in_one_language(said: Said, command: list[str]) -> None:
    vi, _ = said(*command, "--help")
    assert "Cách dùng: " + " ".join(["ykien", *command]) in vi
    assert "In phần trợ giúp này" in vi
    for english in ("Usage:", "OPTIONS", "Show", "Install", "COMMAND", "ARGS"):
        assert english not in vi
    # The way to the other language is open after any command.
    en, _ = said(*command, "--lang", "en", "--help")
    assert "Usage: " + " ".join(["ykien", *command]) in en
    assert "Show this message and exit." in en
    assert "[default: en]" not in en


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_arguments_are_named_without_a_thicket_of_brackets(said: Said, command: list[str]) -> None:
    out, _ = said(*command, "--help")
    assert "[[" not in out
    assert "...}" not in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["tga"], "Không có lệnh 'tga'; có phải là 'tag'. Xem `ykien --help`."),
        (["tag", "x", "--outpt", "y"], "Không có tùy chọn --outpt; có phải là --output. Xem"),
    ],
)
def test_a_slip_is_told_what_was_meant(said: Said, arguments: list[str], message: str) -> None:
    _, err = said(*arguments)
    assert message in err
    assert "Did you mean" not in err


def test_the_environment_chooses_the_language_and_the_option_another(
    said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YKIEN_LANG", "en")
    assert "no such file or folder" in said("tag", "none.csv")[1]
    assert "không có tệp hoặc thư mục này" in said("tag", "none.csv", "--lang", "vi")[1]
    monkeypatch.setenv("YKIEN_LANG", "fr")
    assert "không có tệp hoặc thư mục này" in said("tag", "none.csv")[1]
