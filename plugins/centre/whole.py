"""Writes a file whole or not at all: whoever reads or kills in between finds the old one."""

from __future__ import annotations

from pathlib import Path


def write(path: Path, data: bytes) -> None:
    """Put a file in place of what stands at `path`; an `OSError`, such as a full disk, leaves that as it was."""
    temporary = path.with_name(f".{path.name}.new")
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
