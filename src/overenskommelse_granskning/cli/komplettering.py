"""``granska komplettering``: prints the script for tab completion in a shell."""

from __future__ import annotations

import click

from .output import write_result
from .swedish import Choice, Command

SHELLS = ("bash", "zsh", "fish", "powershell")
HELP = """Skriver ut skriptet för tabbkomplettering i ett skal. Spara eller ladda det i skalets startfil."""


@click.command(
    "komplettering",
    cls=Command,
    help=HELP,
    examples=(
        ("granska komplettering bash >> ~/.bashrc", "bash"),
        ("granska komplettering zsh >> ~/.zshrc", "zsh"),
        ("granska komplettering fish > ~/.config/fish/completions/granska.fish", "fish"),
        ("granska komplettering powershell >> $PROFILE", "PowerShell"),
    ),
)
@click.argument("shell", metavar="SKAL", type=Choice(list(SHELLS)))
def command(shell: str) -> int:
    """Print the completion script."""
    from click.shell_completion import ShellComplete, get_completion_class

    from . import powershell
    from .app import app
    from .run import COMPLETE_VARIABLE, PROGRAM

    powershell.register()
    found = get_completion_class(shell)
    assert found is not None
    # The base method: bash's own also starts bash to ask for its version, and warns in English.
    write_result(ShellComplete.source(found(app, {}, PROGRAM, COMPLETE_VARIABLE)))
    return 0
