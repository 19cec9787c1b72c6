//! `polyscrub detect --lines`: one row for each line of the input, in order. Memory holds a chunk and the longest line, and a row
//! comes as soon as its line is read, so that the program can be asked through a pipe.

use std::{
    fs::File,
    io::{self, Cursor, Read},
    path::Path,
};

use encoding_rs::Encoding;
use polyscrub::{
    Identifier,
    outcome::{Reason, Status},
    run::{
        Ended, Stopped, Watch,
        intake::Trouble,
        journal::Counts,
        patient::Patient,
        plan::{Input, Plan, Task, Work},
        signal::Stop,
    },
    sink::{WriteError, file::Stream, guess::Style},
    source::{self, Content, InputFormat, LineProblem, ReadError, TextLines},
    tally::Tally,
};

use super::{Error, args::RunArgs, clean::exit_code, code, progress::Progress};

/// Bytes of rows that are written at once.
const ROWS: usize = 64 << 10;
/// Bytes of a file that are looked at to tell whether it is text.
const HEAD: u64 = 8 << 10;

struct Lines<'r, 'o> {
    plan: &'r Plan,
    identifier: &'r Identifier,
    style: &'r Style,
    encoding: Option<&'static Encoding>,
    out: Stream<'o>,
    rows: Vec<u8>,
    watch: Progress,
    stop: &'r Stop,
    failed: bool,
}

pub(super) fn lines(
    plan: &Plan,
    identifier: &Identifier,
    style: &Style,
    encoding: Option<&'static Encoding>,
    out: Stream<'_>,
    run: &RunArgs,
    stop: &Stop,
) -> Result<u8, Error> {
    let watch = Progress::new(run, false);
    let mut lines = Lines { plan, identifier, style, encoding, out, rows: Vec::new(), watch, stop, failed: false };
    let done = plan.tasks().try_for_each(|task| lines.task(task));
    let (out, failed) = (lines.out, lines.failed);
    lines.watch.finish();
    match done.and_then(|()| go_on(stop)) {
        Ok(()) => out.finish(true)?,
        Err(Stopped::Unwritable(error)) => return Err(error.into()),
        Err(stopped) => {
            out.finish(false)?;
            let (tally, before) = (Tally::default(), Counts::default());
            return Ok(exit_code(&Ended { tally, stopped: Some(stopped), taken: 0, before }));
        }
    }
    Ok(if failed { code::FAILED } else { code::DONE })
}

/// Whether the run may go on.
fn go_on(stop: &Stop) -> Result<(), Stopped> {
    stop.asked().map_or(Ok(()), Err)
}

impl Lines<'_, '_> {
    fn task(&mut self, task: Task) -> Result<(), Stopped> {
        let Task { origin, work, .. } = task;
        match work {
            Work::Lost(reason, detail) => self.trouble(&origin.source, &Trouble { reason, detail }),
            Work::Stdin => {
                let stream = source::inflate(Patient::new(io::stdin(), self.stop.clone()), None);
                let stream = stream.map(|stream| Box::new(stream) as Box<dyn Read>);
                self.stream(&origin.source, stream.map_err(Trouble::from))?;
            }
            Work::File(path) => {
                let stream = self.open(&path);
                self.stream(&origin.source, stream)?;
            }
        }
        Ok(())
    }

    /// A file to its lines. One that was named is read whatever it holds; of those in a directory, only text.
    fn open(&self, path: &Path) -> Result<Box<dyn Read>, Trouble> {
        let mut stream = source::inflate(File::open(path).map_err(ReadError::from)?, None)?;
        let named = self.plan.inputs.iter().any(|input| matches!(input, Input::File(named, _) if named == path));
        if named {
            return Ok(Box::new(stream));
        }
        let mut head = Vec::new();
        stream.by_ref().take(HEAD).read_to_end(&mut head).map_err(ReadError::from)?;
        if source::sniff(&head, None, InputFormat::Text) == Content::Binary {
            return Err(Trouble::plain(Reason::Binary));
        }
        Ok(Box::new(Cursor::new(head).chain(stream)))
    }

    fn stream(&mut self, source: &str, stream: Result<Box<dyn Read>, Trouble>) -> Result<(), Stopped> {
        let mut lines = match stream {
            Ok(stream) => TextLines::new(stream, self.encoding, self.plan.reading.limits.page),
            Err(trouble) => {
                self.trouble(source, &trouble);
                return Ok(());
            }
        };
        let named = self.plan.is_many().then_some(source);
        loop {
            if !lines.has_line() {
                self.hand_on()?;
            }
            let number = lines.line() + 1;
            let line = match lines.next_line() {
                None => return Ok(()),
                Some(Ok(line)) => line,
                Some(Err(error)) => {
                    let ended = matches!(error.problem, LineProblem::Read(_));
                    self.trouble(&format!("{source}#{number}"), &error.problem.into());
                    if ended {
                        return Ok(());
                    }
                    // A line has a row, even one that is too long to be read.
                    ""
                }
            };
            self.style.line(&mut self.rows, number, named, &self.identifier.identify(line), line);
            if self.rows.len() >= ROWS {
                self.write()?;
            }
        }
    }

    /// Writes what there is before more is waited for.
    fn hand_on(&mut self) -> Result<(), Stopped> {
        go_on(self.stop)?;
        self.write()?;
        self.out.flush().map_err(Stopped::Unwritable)
    }

    fn write(&mut self) -> Result<(), Stopped> {
        let written: Result<(), WriteError> = self.out.write(&self.rows);
        self.rows.clear();
        written.map_err(Stopped::Unwritable)
    }

    fn trouble(&mut self, name: &str, trouble: &Trouble) {
        self.failed |= trouble.reason.status() == Status::Failed;
        self.watch.trouble(name, trouble.reason, trouble.detail.as_deref());
    }
}
