//! The batch: pages are taken in bounded batches, cleaned in parallel, and handed on in the order they came in. The bytes
//! in flight are bounded, so memory does not grow with the input; the order is that of the input, so the number of threads
//! changes nothing.

use std::{
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    sync::Arc,
};

use rayon::{ThreadPool, ThreadPoolBuilder, prelude::*};

use crate::{
    cleaned::Flag,
    outcome::{Origin, Outcome, Reason, Status},
    reader::RawPage,
    run::{
        Clean, Ended, Made, Stopped, Watch,
        choice::Choice,
        entry::Entry,
        intake::{self, Reading, Ready, Trouble},
        journal::Journal,
        patient::Patient,
        plan::{Plan, Task, Work},
        position::Position,
        signal::Stop,
    },
    settings::Format,
    sink::Sink,
    source::{self, Opened, Record, RecordError, RecordIter, Shard},
    tally::Tally,
    user::UserFields,
};

/// Pages in flight: enough to even out long and short ones over many threads.
const BATCH_PAGES: usize = 256;

/// Bytes in flight, packed files as they are expected to unpack: with the copies a page lives in, some hundred megabytes at most.
const BATCH_BYTES: u64 = 32 << 20;

/// The stack of a worker, as the main thread of a Linux process has it.
const STACK: usize = 8 << 20;

/// What the name of a worker thread starts with.
pub const WORKER: &str = "polyscrub-";

/// How many times its size a packed file weighs: text shrinks to a twentieth at most, usually to a fifth.
const UNPACKED: u64 = 20;

/// The bytes that a task is expected to take in memory.
fn weigh(task: &Task) -> u64 {
    let packed = match &task.work {
        Work::File(path) => path.extension().is_some_and(|ending| ending == "gz" || ending == "zst"),
        Work::Stdin | Work::Lost(..) => false,
    };
    if packed { task.version.size.saturating_mul(UNPACKED) } else { task.version.size }
}

/// What a worker made of a file.
enum Turn {
    Done(Box<Outcome>),
    /// It holds records, which are taken when it is its turn to be written; without a path, standard input.
    Shard(Arc<Origin>, Option<PathBuf>),
}

struct Batch<'r, C> {
    plan: &'r Plan,
    cleaner: &'r C,
    pool: ThreadPool,
    sinks: Vec<Box<dyn Sink + 'r>>,
    watch: &'r mut dyn Watch,
    stop: &'r Stop,
    tally: Tally,
    taken: u64,
    journal: Option<Journal>,
    /// The input whose records are delivered.
    entry: Entry,
}

/// Runs a plan: every page through the cleaner, every outcome through all sinks, in order. With a journal, inputs are noted in it as they
/// are done, and the run takes up at `position`.
///
/// # Errors
/// Where the threads cannot be started.
pub fn run<'r, C: Clean>(
    plan: &'r Plan,
    cleaner: &'r C,
    sinks: Vec<Box<dyn Sink + 'r>>,
    watch: &'r mut dyn Watch,
    stop: &'r Stop,
    journal: Option<(Journal, Position)>,
) -> io::Result<Ended> {
    let builder = ThreadPoolBuilder::new().num_threads(plan.threads).stack_size(STACK);
    let pool = builder.thread_name(|index| format!("{WORKER}{index}")).build().map_err(io::Error::other)?;
    let (journal, position) = journal.map_or((None, Position::default()), |(journal, at)| (Some(journal), at));
    let (tally, entry) = (Tally::default(), Entry::default());
    let mut batch = Batch { plan, cleaner, pool, sinks, watch, stop, tally, taken: 0, journal, entry };
    let before = position.records;
    let stopped = batch.files(position).err();
    let stopped = batch.end(stopped);
    Ok(Ended { tally: batch.tally, stopped, taken: batch.taken, before })
}

impl<C: Clean> Batch<'_, C> {
    /// All tasks of the plan from a position on, a batch at a time.
    fn files(&mut self, mut position: Position) -> Result<(), Stopped> {
        let mut tasks = self.plan.tasks().skip(position.inputs as usize).peekable();
        while tasks.peek().is_some() {
            let mut weight = 0;
            let mut batch = Vec::new();
            while batch.len() < BATCH_PAGES && weight < BATCH_BYTES {
                let Some(task) = tasks.next() else { break };
                weight += weigh(&task);
                batch.push(task);
            }
            self.turn(batch, position.within.take())?;
        }
        Ok(())
    }

    /// Ends all sinks, then the journal, which must not speak of what could not be written.
    fn end(&mut self, mut stopped: Option<Stopped>) -> Option<Stopped> {
        let whole = stopped.is_none();
        let mut written = true;
        for sink in std::mem::take(&mut self.sinks) {
            if let Err(error) = sink.finish(whole) {
                written = false;
                stopped = stopped.or(Some(Stopped::Unwritable(error)));
            }
        }
        if let Some(journal) = self.journal.take().filter(|_| written)
            && let Err(error) = journal.finish(whole)
        {
            stopped = stopped.or(Some(Stopped::Unwritable(error)));
        }
        stopped
    }

    /// Some tasks; of the first, `within` may be done.
    fn turn(&mut self, tasks: Vec<Task>, mut within: Option<Entry>) -> Result<(), Stopped> {
        self.go_on()?;
        let (reading, cleaner, choice) = (&self.plan.reading, self.cleaner, self.plan.choice);
        let work = |task: Task| (Entry::of(&task), file(task, reading, cleaner, choice));
        let turns: Vec<(Entry, Turn)> = self.pool.install(|| tasks.into_par_iter().map(work).collect());
        for (entry, turn) in turns {
            self.entry = within.take().unwrap_or(entry);
            match turn {
                Turn::Done(_) if self.entry.is_part() => {}
                Turn::Done(outcome) => self.deliver(*outcome)?,
                Turn::Shard(origin, path) => {
                    let opened = match path {
                        None => self.stdin(),
                        Some(path) => intake::open(&path, self.entry.size, &self.plan.reading),
                    };
                    self.stream(&origin, opened)?;
                }
            }
            self.end_input()?;
        }
        self.commit()
    }

    fn end_input(&mut self) -> Result<(), Stopped> {
        self.sinks.iter_mut().try_for_each(|sink| sink.end_input()).map_err(Stopped::Unwritable)?;
        self.mark();
        if let Some(journal) = &mut self.journal {
            journal.done(std::mem::take(&mut self.entry));
        }
        Ok(())
    }

    /// Notes in the entry how far the output has come.
    fn mark(&mut self) {
        self.entry.lengths.clear();
        self.entry.lengths.extend(self.sinks.iter().filter_map(|sink| sink.length()));
        self.entry.parts = self.parts();
    }

    fn parts(&self) -> u64 {
        self.sinks.iter().map(|sink| sink.parts()).sum()
    }

    /// Writes the journal, after all that it speaks of.
    fn commit(&mut self) -> Result<(), Stopped> {
        let Some(journal) = &mut self.journal else { return Ok(()) };
        let flushed = self.sinks.iter_mut().try_for_each(|sink| sink.flush());
        flushed.and_then(|()| journal.commit()).map_err(Stopped::Unwritable)
    }

    /// A stream on its own: the records of a shard in batches, or the one page that it turned out to be.
    fn stream(&mut self, origin: &Arc<Origin>, opened: Result<Opened, Trouble>) -> Result<(), Stopped> {
        let opened = match opened {
            Ok(opened) => opened,
            Err(trouble) => return self.deliver(troubled(origin, origin.source.clone(), trouble, None)),
        };
        if !opened.content.is_records() {
            let outcome = one_page(origin, opened, &self.plan.reading, self.cleaner, self.plan.choice);
            self.go_on()?;
            return self.deliver(outcome);
        }
        let reading = &self.plan.reading;
        let shape = (opened.content, opened.compression);
        let Shard { layout, mut records } = match opened.records(&reading.fields, reading.keep_html, reading.limits) {
            Ok(shard) => shard,
            Err(error) => return self.deliver(troubled(origin, origin.source.clone(), error.into(), None)),
        };
        let shard = intake::shard_origin(origin, shape, layout);
        let begun = self.sinks.iter_mut().try_for_each(|sink| sink.begin(&shard));
        match begun {
            Err(error) if error.is_local() => {
                let trouble = Trouble { reason: Reason::Unwritable, detail: Some(error.to_string()) };
                return self.deliver(troubled(origin, origin.source.clone(), trouble, None));
            }
            other => other.map_err(Stopped::Unwritable)?,
        }
        let mut done = self.entry.records.sum();
        loop {
            // On a worker, where a panic over a file that is broken in some new way is not told to the user.
            let mut batch = self.pool.install(|| next_batch(&mut records));
            if batch.is_empty() {
                return self.go_on();
            }
            // What a run before this one has done of the file is read again, and no more.
            let again = batch.len().min(usize::try_from(done).unwrap_or(usize::MAX));
            batch.drain(..again);
            done -= again as u64;
            self.records(&shard, batch)?;
        }
    }

    fn records(&mut self, origin: &Arc<Origin>, records: Vec<Result<Record, RecordError>>) -> Result<(), Stopped> {
        self.go_on()?;
        let (reading, cleaner, choice) = (&self.plan.reading, self.cleaner, self.plan.choice);
        let work = |one| record(one, origin, reading, cleaner, choice);
        let outcomes: Vec<Outcome> = self.pool.install(|| records.into_par_iter().map(work).collect());
        for outcome in outcomes {
            let parts = self.parts();
            self.deliver(outcome)?;
            if self.parts() > parts {
                self.mark();
                self.journal.iter_mut().for_each(|journal| journal.part(self.entry.clone()));
            }
        }
        self.commit()
    }

    fn stdin(&self) -> Result<Opened, Trouble> {
        let reading = &self.plan.reading;
        let stream = Patient::new(io::stdin(), self.stop.clone());
        Ok(source::open_stream(stream, None, reading.form, reading.limits)?)
    }

    fn go_on(&self) -> Result<(), Stopped> {
        self.stop.asked().map_or(Ok(()), Err)
    }

    /// Hands an outcome to the sinks. Where one cannot write this page, the page has failed, and the others are told so.
    /// What is no page is counted and nothing else: an archive has several such records a page.
    fn deliver(&mut self, mut outcome: Outcome) -> Result<(), Stopped> {
        self.taken += 1;
        if outcome.reason == Some(Reason::NoPage) {
            self.count(&outcome);
            return Ok(());
        }
        for sink in &mut self.sinks {
            match sink.take(&outcome) {
                Err(error) if error.is_local() => {
                    outcome.give_up(Reason::Unwritable, Some(error.to_string()));
                    sink.take(&outcome).map_err(Stopped::Unwritable)?;
                }
                other => other.map_err(Stopped::Unwritable)?,
            }
        }
        self.count(&outcome);
        if let (Status::Skipped | Status::Failed, Some(reason)) = (outcome.status, outcome.reason) {
            self.watch.trouble(&outcome.page, reason, outcome.detail.as_deref());
        }
        self.watch.progress(&outcome);
        Ok(())
    }

    fn count(&mut self, outcome: &Outcome) {
        self.tally.count(outcome);
        self.entry.count(outcome);
    }
}

/// The next records, as many as may be in flight.
fn next_batch(records: &mut RecordIter) -> Vec<Result<Record, RecordError>> {
    let (mut batch, mut weight) = (Vec::new(), 0);
    while batch.len() < BATCH_PAGES && weight < BATCH_BYTES {
        let Some(record) = records.next() else { break };
        weight += record.as_ref().map_or(0, Record::size);
        batch.push(record);
    }
    batch
}

/// A worker's part for one file.
fn file<C: Clean>(task: Task, reading: &Reading, cleaner: &C, choice: Choice) -> Turn {
    let Task { origin, version, work } = task;
    match work {
        Work::Lost(reason, detail) => {
            let name = origin.source.clone();
            Turn::Done(Box::new(troubled(&origin, name, Trouble { reason, detail }, None)))
        }
        Work::Stdin => Turn::Shard(origin, None),
        Work::File(path) => match intake::open(&path, version.size, reading) {
            Ok(opened) if opened.content.is_records() => Turn::Shard(origin, Some(path)),
            Ok(opened) => Turn::Done(Box::new(one_page(&origin, opened, reading, cleaner, choice))),
            Err(trouble) => Turn::Done(Box::new(troubled(&origin, origin.source.clone(), trouble, None))),
        },
    }
}

fn one_page<C: Clean>(origin: &Arc<Origin>, opened: Opened, reading: &Reading, cleaner: &C, choice: Choice) -> Outcome {
    match intake::page(opened, origin, reading) {
        Ok(ready) => clean(origin, ready, cleaner, choice),
        Err(trouble) => troubled(origin, origin.source.clone(), trouble, None),
    }
}

fn record<C: Clean>(
    line: Result<Record, RecordError>,
    origin: &Arc<Origin>,
    reading: &Reading,
    cleaner: &C,
    choice: Choice,
) -> Outcome {
    let name = |number: u64| format!("{}#{number}", origin.source);
    let record = match line {
        Ok(record) => record,
        Err(error) => {
            return troubled(origin, name(error.number), error.problem.into(), None);
        }
    };
    let number = record.number;
    match intake::record(record, name(number), origin, reading) {
        Ok(ready) => clean(origin, ready, cleaner, choice),
        Err((trouble, record)) => {
            troubled(origin, record.name().unwrap_or_else(|| name(number)), trouble, Some(record))
        }
    }
}

/// Whether there is nothing to read: white space and NULs, which a crawler leaves where a disk was full.
fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c == '\0')
}

/// Cleans one page. A cleaner that panics costs its page and nothing else.
fn clean<C: Clean>(origin: &Arc<Origin>, ready: Ready, cleaner: &C, choice: Choice) -> Outcome {
    let Ready { page, site, mined, bytes, format, transport, replaced, record } = ready;
    let raw = RawPage { bytes: &bytes, format, transport, site: &mined };
    let length = bytes.len() as u64;
    let Ok(made) = catch_unwind(AssertUnwindSafe(|| cleaner.clean(raw))) else {
        let mut outcome = troubled(origin, page, Trouble::plain(Reason::Panic), record);
        (outcome.bytes, outcome.site) = (length, site);
        return outcome;
    };
    let Made { mut cleaned, keys } = made;
    if replaced && !cleaned.flags.contains(&Flag::Replaced) {
        cleaned.flags.push(Flag::Replaced);
    }
    let (status, reason) = if is_blank(&cleaned.extracted) {
        (Status::Emptied, Some(Reason::NoText))
    } else if cleaned.is_emptied() {
        (Status::Emptied, None)
    } else {
        (Status::Cleaned, None)
    };
    let refusal = choice.refusal(&cleaned);
    let origin = Arc::clone(origin);
    let mut outcome = Outcome {
        origin,
        page,
        status,
        reason,
        detail: None,
        bytes: length,
        site,
        mined,
        record,
        format,
        cleaned: Some(cleaned),
        keys,
    };
    if let Some(reason) = refusal {
        outcome.give_up(reason, None);
    }
    outcome
}

fn troubled(origin: &Arc<Origin>, page: String, trouble: Trouble, record: Option<UserFields>) -> Outcome {
    Outcome {
        origin: Arc::clone(origin),
        page,
        status: trouble.reason.status(),
        reason: Some(trouble.reason),
        detail: trouble.detail,
        bytes: 0,
        site: origin.source.rsplit_once('/').map_or(".", |parts| parts.0).to_owned(),
        mined: String::new(),
        record,
        format: Format::Auto,
        cleaned: None,
        keys: None,
    }
}
