"""The command as tests run it, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

Run = Callable[..., tuple[int, str, str]]
YKIEN = [sys.executable, "-m", "nlp"]


def piped(*arguments: str, stdin: str | bytes = b"") -> subprocess.CompletedProcess[bytes]:
    data = stdin.encode() if isinstance(stdin, str) else stdin
    return subprocess.run([*YKIEN, *arguments], input=data, capture_output=True, check=False)
