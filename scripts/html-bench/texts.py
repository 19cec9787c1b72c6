"""What polyscrub and the peers make of a file of pages. Nothing is taken over from an earlier run."""
import subprocess

import outputs

PEERS = ("trafilatura", "resiliparse")
NAMES = ("polyscrub", *PEERS)


class Texts:
    """Texts by page for each name, and polyscrub's records of the pages."""

    def __init__(self, options, source):
        self.records = cleaned(options.program, source)
        self.of = {"polyscrub": {name: record["text"] for name, record in self.records.items()}}
        for peer in PEERS:
            path = source.with_name(f"{source.stem}-{peer}.jsonl")
            outputs.extract(options.work, peer, source, path)
            self.of[peer] = {record["id"]: record["text"] for record in outputs.read(path)}

    def language(self, page):
        """The language that polyscrub finds a page in, "" where it finds none."""
        return self.records[page["id"]]["polyscrub"]["language"] or ""


def cleaned(program, source):
    out = source.with_name(f"{source.stem}-polyscrub.jsonl")
    subprocess.run([program, "clean", "--no-config", "--quiet", "--to", "jsonl", source, "-o", out], check=True)
    return {record["id"]: record for record in outputs.read(out)}
