"""The pages, and what the extractors make of them: extracted once, then kept in a work directory."""
import gzip
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
# lxml no longer brings its cleaner of HTML, which trafilatura's jusText asks for.
PINNED = ["trafilatura==2.3.1", "resiliparse==2.0.1", "lxml==6.1.3", "lxml_html_clean==0.4.6"]
EXTRACTORS = ["resiliparse", "trafilatura"]
PAGES = "html_dev.jsonl.gz"


def add_options(parser, required=True):
    """The options that both scripts share."""
    parser.add_argument("--data", type=Path, required=required, help=f"folder of {PAGES}")
    parser.add_argument("--program", type=Path, default=ROOT / "target/release/polyscrub", help="the built program")
    parser.add_argument("--work", type=Path, default=ROOT / "target/second-stage", help="where extracted texts are kept")


def pages(data):
    """The labelled pages by id, without their HTML."""
    with gzip.open(data / PAGES, "rt", encoding="utf-8") as file:
        found = ({k: v for k, v in json.loads(row).items() if k != "html"} for row in file)
        return {page["id"]: page for page in found}


def unpack(data, path):
    """Writes the labelled pages with their HTML, for programs that read no packed file."""
    with gzip.open(data / PAGES, "rb") as file, path.open("wb") as out:
        shutil.copyfileobj(file, out)


def read(path):
    with path.open(encoding="utf-8") as file:
        return [json.loads(row) for row in file]


def digest(content):
    return hashlib.sha256(content).hexdigest()[:12]


def environment(work):
    """A Python that has the pinned extractors; an environment that was made for other versions is made anew."""
    folder = work / f"environment-{digest(repr(PINNED).encode())}"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    ready = folder / "ready"
    if not ready.exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PINNED], check=True)
        ready.touch()
    return python


def extract(work, extractor, source, path):
    """Writes the texts of the pages of a file by one extractor."""
    python = environment(work)
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8") as file:
        subprocess.run([python, Path(__file__).with_name("extract.py"), extractor, source], stdout=file, check=True)
    part.rename(path)


def extracted(options, extractor):
    """The file of texts of one extractor, written unless it is there for these pages, versions and settings."""
    source, script = options.data / PAGES, Path(__file__).with_name("extract.py")
    path = options.work / f"{extractor}-{digest(source.read_bytes() + repr(PINNED).encode() + script.read_bytes())}.jsonl"
    if not path.exists():
        options.work.mkdir(parents=True, exist_ok=True)
        extract(options.work, extractor, source, path)
    return path
