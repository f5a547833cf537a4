"""What script/bench does: runs the modules named, or all, and keeps each one's table in results.md."""

import importlib
import platform
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).parent
RESULTS = HERE / "results.md"
HEAD = """# Results

Written by `script/bench`. Compare ratios, which were taken in one interleaved run; seconds belong to the machine.
"""


def available() -> list[str]:
    files = HERE.glob("*.py")
    return sorted(
        path.stem
        for path in files
        if "def measure(" in path.read_text() and path.stem != "__main__"
    )


def machine() -> str:
    today = datetime.now(UTC).date()
    return f"{today}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"


def write(results: dict[str, str]) -> None:
    """Replace the sections that were measured now; keep the others."""
    old = RESULTS.read_text() if RESULTS.exists() else ""
    sections = (
        dict(re.findall(r"^## (\w+)\n\n(.*?)(?=\n## |\Z)", old, re.MULTILINE | re.DOTALL)) | results
    )
    body = "".join(f"\n## {name}\n\n{text.strip()}\n" for name, text in sorted(sections.items()))
    RESULTS.write_text(HEAD + body)


def main() -> None:
    names = sys.argv[1:] or available()
    if unknown := set(names) - set(available()):
        sys.exit(
            f"There is no benchmark named {', '.join(unknown)}. There is: {', '.join(available())}."
        )
    for name in names:
        table = importlib.import_module(f"benchmarks.{name}").measure()
        print(table)
        write({name: f"{table}\n\nMeasured {machine()}."})


main()
