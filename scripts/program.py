"""The built program over pages in memory, a module of quality.py and profile_curve.py."""
import json
import subprocess
import tempfile
from pathlib import Path

import gold_to_text
import train

PROFILES = {"careful": ["--careful"], "default": [], "eager": ["--eager"]}


def records(program, pages, flags=()):
    """What `clean --to jsonl` writes for records of `id` and `text`, as bytes."""
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder) / "pages.jsonl", Path(folder) / "cleaned.jsonl"
        source.write_bytes(train.jsonl(pages))
        subprocess.run([program, "clean", "--no-config", "--quiet", "--to", "jsonl", *flags, source, "-o", out], check=True)
        return out.read_bytes()


def texts(program, gold, flags=()):
    """The cleaned texts of line-labelled pages, by their names."""
    pages = [{"id": name, "text": text} for name, text in gold_to_text.documents(str(gold))]
    return {record["id"]: record["text"] or "" for record in map(json.loads, records(program, pages, flags).splitlines())}
