"""One run of the program over extracted texts: what went in, what came out, what was cut."""
import collections
import subprocess
import tempfile
from pathlib import Path

import outputs


class Cleaning:
    """Texts by page, `before` cleaning, as `read` (mojibake repaired) and `after` it, and the removals of each page."""

    def __init__(self, program, texts, flags=()):
        self.before = {record["id"]: record["text"] for record in outputs.read(texts)}
        with tempfile.TemporaryDirectory() as folder:
            out, cuts, kept = (Path(folder) / name for name in ("out.jsonl", "removals.jsonl", "extracted"))
            command = [program, "clean", "--no-config", "--to", "jsonl", "-q", *flags, texts, "-o", out]
            subprocess.run([*command, "--removals", cuts, "--keep-extracted", kept], check=True)
            records, removals = outputs.read(out), outputs.read(cuts)
            self.read = {record["id"]: record["text"] for record in outputs.read(kept / texts.name)}
        self.after = {record["id"]: record["text"] for record in records}
        self.flags = collections.Counter(flag for record in records for flag in record["polyscrub"]["flags"])
        self.removals = collections.defaultdict(list)
        for row in removals:
            if "kind" in row:
                self.removals[row["page"]].append(row)


def lines(text):
    return [line for line in text.splitlines() if line.strip()]
