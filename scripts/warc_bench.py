#!/usr/bin/env python3
"""Compare polyscrub's WARC reader with FastWARC and warcio: warc_bench.py [FILE] [--generate MIB] [--list PROGRAM] [--runs N]

First every reader lists what it finds, number, type, address, and length and CRC-32 of the payload of each page: a difference is printed,
and ends it. Then they read the file in turn, N times, and the CPU time of each whole process is printed: its median, and the median of its
ratios to FastWARC, pair by pair. `--generate` first writes FILE, a made-up crawl of so many MiB before compression (record by record, in
gzip). Needs `pip install fastwarc warcio` and the built example: cargo build --release --example warc_list
"""
import argparse
import os
import random
import statistics
import subprocess
import sys
import zlib
from itertools import zip_longest
from pathlib import Path

# What a crawl holds of a page beside the request; the shares are made up, and near those of large crawls.
MIME = [("text/html", 92), ("text/html; charset=ISO-8859-1", 3), ("text/plain", 1), ("application/pdf", 2), ("image/png", 1), ("text/css", 1)]
STATUS = [("200 OK", 95), ("404 Not Found", 3), ("301 Moved Permanently", 2)]
# Most crawlers store bodies decoded, some as they came. None is both packed and chunked: there FastWARC 2.0.1 ends, without a word.
CODINGS = [("", 90), ("chunked", 4), ("gzip", 4), ("deflate", 2)]
# The length of pages: median and spread of the logarithm, near those of real pages (median 98.7 kB, a tenth above 307 kB).
MEDIAN, SPREAD = 90_000, 0.9
# Mentions that show where a listing differs, at most.
SHOWN = 5


class Maker:
    """Makes up records; the same for the same seed."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        syllables = [c + v + e for c in "bdfgklmnprstvwz" for v in "aeiou" for e in ("", "n", "r", "s", "l")]
        self.words = ["".join(self.random.choices(syllables, k=1 + rank % 4)) for rank in range(6_000)]
        self.weights = [1 / (rank + 3) for rank in range(len(self.words))]
        self.pieces = [self.piece() for _ in range(12_000)]

    def sentence(self):
        words = self.random.choices(self.words, self.weights, k=self.random.randint(6, 24))
        return " ".join(words).capitalize().replace("ul", "ül") + self.random.choice(".....?!")

    def piece(self):
        name, kind = f"{self.random.getrandbits(24):06x}", self.random.random()
        if kind < 0.35:
            return '<p class="text text--body">' + " ".join(self.sentence() for _ in range(self.random.randint(1, 5))) + "</p>\n"
        if kind < 0.7:
            slug = "-".join(self.random.choices(self.words, self.weights, k=3))
            item = '<li class="menu-item menu-item-type-post_type menu-item-object-page"><a class="menu-link" href="/category/'
            return f'{item}{slug}/" data-id="{name}">{self.sentence()[:30]}</a></li>\n'
        if kind < 0.95:
            source = f"/wp-content/uploads/2024/05/{name}"
            sizes = ", ".join(f"{source}-{width}x{width * 9 // 16}.jpg {width}w" for width in (320, 640, 1024))
            image = f'<img loading="lazy" decoding="async" width="320" height="180" src="{source}.jpg" srcset="{sizes}" alt="{self.sentence()[:20]}">'
            return f'<div class="card card--small"><a class="card__link" href="/{name}/">{image}</a></div>\n'
        return f"<script>window.dataLayer=window.dataLayer||[];dataLayer.push({{event:'view',key:'{self.random.getrandbits(64):016x}'}});</script>\n"

    def page(self):
        length, parts, size = self.random.lognormvariate(0, SPREAD) * MEDIAN, [], 0
        while size < length:
            parts.append(self.random.choice(self.pieces))
            size += len(parts[-1])
        title = self.sentence()[:60]
        return f"<!DOCTYPE html>\n<html><head><meta charset='utf-8'><title>{title}</title></head>\n<body>\n{''.join(parts)}</body></html>\n"

    def pick(self, rows):
        return self.random.choices([row[0] for row in rows], [row[1] for row in rows])[0]

    def capture(self, number):
        """The records of one page: request, response, metadata."""
        host = f"www.{self.words[number * 7919 % len(self.words)]}.example"
        url, mime, status = f"https://{host}/{number}/{self.random.getrandbits(32):x}", self.pick(MIME), self.pick(STATUS)
        request = f"GET /{number} HTTP/1.1\r\nUser-Agent: made-up/1.0\r\nAccept: text/html\r\nHost: {host}\r\n\r\n".encode()
        yield record("request", url, "application/http; msgtype=request", request)
        text = mime.startswith("text/")
        body = self.page().encode("latin-1" if "8859" in mime else "utf-8") if text else self.random.randbytes(60_000)
        body, coding = coded(body, self.pick(CODINGS))
        head = f"HTTP/1.1 {status}\r\nContent-Type: {mime}\r\nServer: made-up\r\nX-Crawl-Content-Length: {len(body)}\r\n{coding}\r\n"
        yield record("response", url, "application/http; msgtype=response", head.encode() + body)
        yield record("metadata", url, "application/warc-fields", b"fetchTimeMs: 120\r\ncharset-detected: UTF-8\r\n")


def coded(body, coding):
    """A body as a server sends it, and the header lines that say so."""
    lines = ""
    if "gzip" in coding or "deflate" in coding:
        packer = zlib.compressobj(6, wbits=31 if "gzip" in coding else 15)
        body = packer.compress(body) + packer.flush()
        lines += f"Content-Encoding: {coding.split(',')[0]}\r\n"
    if "chunked" in coding:
        pieces = [body[at : at + 8192] for at in range(0, len(body), 8192)]
        body = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"
        lines += "Transfer-Encoding: chunked\r\n"
    return body, lines


def record(kind, url, mime, block):
    name = f"{zlib.crc32(block):08x}-{zlib.adler32(url.encode()):08x}-{kind}"
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: 2024-05-06T07:08:09Z\r\nWARC-Record-ID: <urn:uuid:{name}>\r\n"
    head += f"WARC-Target-URI: {url}\r\n" if url else ""
    return f"{head}Content-Type: {mime}\r\nContent-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


def generate(path, mebibytes):
    maker, left, number = Maker(7), mebibytes << 20, 0
    with path.open("wb") as out:
        out.write(member(record("warcinfo", "", "application/warc-fields", b"software: made-up\r\nformat: WARC File Format 1.0\r\n")))
        while left > 0:
            number += 1
            for one in maker.capture(number):
                left -= len(one)
                out.write(member(one))


def member(data):
    packer = zlib.compressobj(6, wbits=31)
    return packer.compress(data) + packer.flush()


def is_page(kind, status, mime):
    return kind == "response" and 200 <= status < 300 and mime.split(";")[0].strip() in ("text/html", "text/plain")


def fastwarc(path, mode):
    from fastwarc.warc import ArchiveIterator

    decode = "none" if mode == "count" else "all"
    for number, one in enumerate(ArchiveIterator(str(path), auto_decode=decode), 1):
        if mode == "count":
            continue
        kind, http = str(one.record_type).rpartition(".")[2], one.http_headers
        # All are read: FastWARC 2.0.1 loses its way behind a coded body that is not.
        data = one.reader.read()
        if http is None or not is_page(kind, http.status_code or 0, http.get("Content-Type", "")):
            data = None
        if mode == "list":
            print(row(number, kind, one.headers.get("WARC-Target-URI"), data))


def warcio(path, mode):
    from warcio.archiveiterator import ArchiveIterator

    with open(path, "rb") as file:
        for number, one in enumerate(ArchiveIterator(file), 1):
            if mode == "count":
                continue
            http = one.http_headers
            page = http is not None and one.rec_type == "response" and is_page(
                one.rec_type, int(http.get_statuscode() or 0), http.get_header("Content-Type", "")
            )
            data = one.content_stream().read() if page else None
            if mode == "list":
                print(row(number, one.rec_type, one.rec_headers.get_header("WARC-Target-URI"), data))


def row(number, kind, url, data):
    return "\t".join(map(str, (number, kind, url or "-", *(("-", "-") if data is None else (len(data), f"{zlib.crc32(data):08x}")))))


def reader(name, path, mode, program):
    return [program, mode, path] if name == "polyscrub" else [sys.executable, __file__, path, "--as", name, "--mode", mode]


def same(names, path, program):
    """Whether all readers list the same; else what differs is printed."""
    lists = [subprocess.run(reader(name, path, "list", program), check=True, capture_output=True, text=True).stdout.splitlines() for name in names]
    differing = [rows for rows in zip_longest(*lists) if len(set(rows)) > 1]
    pages = sum(not line.endswith("-") for line in lists[0])
    print(f"{len(lists[0])} records, {pages} pages, {sum(int(line.split()[-2]) for line in lists[0] if not line.endswith('-')):,} bytes of payload")
    for rows in differing[:SHOWN]:
        print("differs:", *(f"  {name:<10}{one}" for name, one in zip(names, rows)), sep="\n")
    return not differing


def seconds(command):
    """CPU time, user and system, of a whole process."""
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"{command} failed")
    return used.ru_utime + used.ru_stime


def race(names, path, mode, options):
    times = {name: [] for name in names}
    for _ in range(options.runs):
        for name in names:
            times[name].append(seconds(reader(name, path, mode, options.list)))
    for name in names:
        ratio = statistics.median(base / own for base, own in zip(times["fastwarc"], times[name]))
        print(f"{mode:<6}{name:<11}{statistics.median(times[name]):7.2f} s CPU {ratio:6.2f} x the speed of FastWARC")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?", default=Path("target/warc_bench.warc.gz"))
    parser.add_argument("--generate", type=int, metavar="MIB")
    parser.add_argument("--list", type=Path, default=Path("target/release/examples/warc_list"))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--as", dest="reader", choices=("fastwarc", "warcio"), help=argparse.SUPPRESS)
    parser.add_argument("--mode", choices=("list", "read", "count"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.reader:
        return {"fastwarc": fastwarc, "warcio": warcio}[options.reader](options.file, options.mode)
    if options.generate:
        generate(options.file, options.generate)
    print(f"{options.file.name}: {options.file.stat().st_size:,} bytes", flush=True)
    names = ("polyscrub", "fastwarc", "warcio")
    if not same(names, options.file, options.list):
        sys.exit(1)
    race(names, options.file, "read", options)
    race(names[:2], options.file, "count", options)


if __name__ == "__main__":
    main()
