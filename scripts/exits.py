"""How the scripts end: 0 fine, 1 problems in the content, 2 wrong use, 3 our bug."""

from __future__ import annotations

import os
import sys
import traceback
from datetime import UTC, date, datetime

import click

PROBLEMS = 1
WRONG_USE = 2
OUR_BUG = 3


def guard(command: click.Command, arguments: list[str] | None = None) -> None:
    """Run a command; anything that it did not expect is our bug and has its own exit code."""
    try:
        command.main(args=arguments, standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(WRONG_USE)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except Exception:
        traceback.print_exc()
        click.echo(
            "This is a bug of the program, not of the content. Please report it with the lines above.",
            err=True,
        )
        sys.exit(OUR_BUG)


def set_today(today: date | None) -> None:
    """Make a date given on the command line the date of the build, for this process and those it starts."""
    if today:
        midnight = datetime(today.year, today.month, today.day, tzinfo=UTC)
        os.environ["SOURCE_DATE_EPOCH"] = str(int(midnight.timestamp()))
