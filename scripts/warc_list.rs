//! Lists an archive for `scripts/warc_bench.py`: `warc_list list FILE` prints number, type, address, and length and CRC-32 of
//! the payload of each page; `read` does the same without printing, `count` counts.

use std::io::{self, BufWriter, Write};

use anyhow::{Result, bail};
use flate2::Crc;
use polyscrub::source::{
    self, InputFormat, Limits,
    warc::{Body, WarcRecord, WarcRecords},
};

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [mode, file] = arguments.as_slice() else { bail!("warc_list list|read|count FILE") };
    let opened = source::open(file.as_ref(), InputFormat::Auto, Limits::default())?;
    let mut out = BufWriter::new(io::stdout().lock());
    let (mut records, mut bytes) = (0, 0);
    for record in WarcRecords::new(opened.reader, Limits::default()) {
        records += 1;
        match record {
            Ok(record) if mode == "list" => list(&mut out, &record)?,
            Ok(record) => bytes += payload(&record).map_or(0, <[u8]>::len),
            Err(error) => writeln!(out, "{}\terror\t{}", error.number, error.problem)?,
        }
    }
    if mode != "list" {
        writeln!(out, "{records} records, {bytes} bytes of payload")?;
    }
    Ok(out.flush()?)
}

fn payload(record: &WarcRecord) -> Option<&[u8]> {
    match &record.body {
        Body::Html { bytes, .. } | Body::Text { bytes, .. } => Some(bytes),
        Body::Other => None,
    }
}

fn list(out: &mut impl Write, record: &WarcRecord) -> io::Result<()> {
    let url = record.url.as_deref().unwrap_or("-");
    write!(out, "{}\t{}\t{url}\t", record.number, record.kind.name())?;
    let Some(bytes) = payload(record) else { return writeln!(out, "-\t-") };
    let mut crc = Crc::new();
    crc.update(bytes);
    writeln!(out, "{}\t{:08x}", bytes.len(), crc.sum())
}
