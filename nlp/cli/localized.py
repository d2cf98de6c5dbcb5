"""Help in the user's language, also where the parser knows English alone."""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from nlp.cli.messages import message
from nlp.errors import Lang

# The parser's own options, by name in a command, and what is said of them.
_OWN = {
    "help": "arg_help",
    "install_completion": "arg_install_completion",
    "show_completion": "arg_show_completion",
}


def localize(app: typer.Typer, lang: Lang) -> None:
    """Let an application and all of its commands show their help in `lang`.

    Parameters
    ----------
    app : typer.Typer
        With its commands.
    lang : {"vi", "en"}
    """

    def shown(command: TyperCommand | TyperGroup, context: Any) -> None:
        for parameter in command.get_params(context):
            if isinstance(parameter, TyperOption) and parameter.name in _OWN:
                parameter.help = message(_OWN[parameter.name], lang)

    def usage(line: str) -> str:
        for english, key in (
            ("Usage: ", "help_usage"),
            ("[OPTIONS]", "help_options"),
            ("COMMAND [ARGS]...", "help_command"),
        ):
            line = line.replace(english, message(key, lang), 1)
        return line

    class Command(TyperCommand):
        def get_usage(self, ctx: Any) -> str:
            shown(self, ctx)
            return usage(super().get_usage(ctx))

    class Group(TyperGroup):
        def get_usage(self, ctx: Any) -> str:
            shown(self, ctx)
            return usage(super().get_usage(ctx))

    def walk(part: typer.Typer) -> None:
        part.info.cls = Group
        for command in part.registered_commands:
            command.cls = Command
        for group in part.registered_groups:
            group.cls = Group
            if group.typer_instance is not None:
                walk(group.typer_instance)

    walk(app)
