//! One detector alone: `probe STRINGS.txt [THREADS] [ROUNDS]` loads it and asks it every line, each thread a part of them.
//! Built with the feature of one detector, its size and its memory are that detector's; built with none, what there is anyway.
//!
//! Prints its peak of resident memory in KiB, as Linux tells it; 0 elsewhere.

use std::{fs, hint::black_box, thread};

use anyhow::{Context, Result};
use lid_report::detector::{Detector, ENTRIES};

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().context("usage: probe STRINGS.txt [THREADS] [ROUNDS]")?;
    let mut number = || arguments.next().map_or(Ok(1), |number| number.parse::<usize>());
    let (threads, rounds) = (number()?, number()?);
    let text = fs::read_to_string(path)?;
    let lines: Vec<&str> = text.lines().collect();
    if let Some(entry) = ENTRIES.first() {
        let detector = entry.load();
        (0..rounds).for_each(|_| ask(&*detector, &lines, threads));
    }
    println!("{}", peak());
    Ok(())
}

fn ask(detector: &dyn Detector, lines: &[&str], threads: usize) {
    let part = |lines: &[&str]| lines.iter().for_each(|line| drop(black_box(detector.language(line))));
    thread::scope(|scope| {
        for lines in lines.chunks(lines.len().div_ceil(threads).max(1)) {
            scope.spawn(move || part(lines));
        }
    });
}

fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}
