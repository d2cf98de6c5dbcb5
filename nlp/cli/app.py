"""Puts the commands together; loads nothing heavy."""

from typing import Annotated

import typer

from nlp.cli import corpus, evaluate, explain, hotspots, info, read, tag, train
from nlp.cli.localized import localize
from nlp.cli.messages import message
from nlp.cli.options import lang_option
from nlp.errors import Lang


def build_app(lang: Lang) -> typer.Typer:
    """Return the application with its help texts in `lang`."""
    from typer import rich_utils

    rich_utils.ARGUMENTS_PANEL_TITLE = message("panel_arguments", lang)
    rich_utils.OPTIONS_PANEL_TITLE = message("panel_options", lang)
    rich_utils.COMMANDS_PANEL_TITLE = message("panel_commands", lang)
    rich_utils.DEFAULT_STRING = message("help_default", lang)
    rich_utils.REQUIRED_LONG_STRING = message("help_required", lang)
    app = typer.Typer(
        name="ykien",
        help=message("app", lang),
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    @app.callback()
    def root(
        version: Annotated[
            bool,
            typer.Option(
                "--version", is_eager=True, callback=_version, help=message("arg_version", lang)
            ),
        ] = False,
        lang_: Annotated[str, lang_option(lang)] = lang,
    ) -> None:
        pass

    for command in (tag, read, hotspots, train, evaluate, explain, info, corpus):
        command.register(app, lang)
    localize(app, lang)
    return app


def _version(asked: bool) -> None:
    if asked:
        from nlp import __version__

        print(f"ykien {__version__}")
        raise typer.Exit
