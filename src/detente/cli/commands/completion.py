"""`detente completion`."""

from __future__ import annotations

import click


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print a script that completes commands and cases in your shell.

    \b
        detente completion bash >> ~/.bashrc
        detente completion zsh >> ~/.zshrc
        detente completion fish > ~/.config/fish/completions/detente.fish
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None
    root = ctx.find_root()
    click.echo(kind(root.command, {}, "detente", "_DETENTE_COMPLETE").source())
