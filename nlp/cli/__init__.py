"""The command ``ykien``: thin commands over the library's functions."""

from __future__ import annotations

import io
import signal
import sys
from collections.abc import Sequence
from types import FrameType

from nlp.cli.language import language_of


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line and exit with 0 (done), 1 (nothing done) or 2 (done with rejects).

    Ctrl-C, a polite kill and a closed terminal end with 130, and leave no half-written file.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    # UTF-8 whatever the terminal says; nothing breaks on what it can't show.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    # A kill and a closed terminal unwind like Ctrl-C, so that temporary files go; what the caller
    # has ignored (nohup) stays so.
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _interrupt)
    code = _run(arguments)
    try:
        _flush()
    except OSError:
        # It was told above; Python would try once more as it ends, and say so in its own words.
        sys.stdout = None
    sys.exit(code)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _flush() -> None:
    if sys.stdout is not None:
        sys.stdout.flush()


def _run(arguments: list[str]) -> int:
    from typer.exceptions import TyperException

    from nlp.cli.app import build_app
    from nlp.cli.console import Console
    from nlp.cli.usage import usage_sentence
    from nlp.errors import YkienError, system_detail

    lang = language_of(arguments)
    console = Console(lang, optional=True)
    try:
        code = build_app(lang)(args=arguments, prog_name="ykien", standalone_mode=False)
        # What is little stays in memory until here.
        _flush()
    except YkienError as error:
        for said in error.messages(lang):
            console.error(said)
        return 1
    except TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            # The help was shown in place of a message.
            console.line(error.format_message())
            return 1
        console.error(usage_sentence(error, lang))
        return 1
    except BrokenPipeError:
        # A reader that goes away is no error.
        return 1
    except OSError as error:
        # Standard output on a full disk, and the like.
        where = f"{error.filename}: " if error.filename else ""
        console.error(f"{where}{system_detail(error).say(lang)}")
        return 1
    except KeyboardInterrupt:
        code = 130
    if code == 130:
        console.error(console.text("interrupted"))
    return int(code or 0)
