//! polyscrub takes stray foreign-language interface fragments and mangled timestamps out of scraped pages,
//! and leaves clean primary-language text.
//!
//! # The path of a page
//!
//! Data flows one way; every stage takes a value and returns a new one. [`Cleaner::clean`] is this, with the names of the
//! modules it goes through:
//!
//! ```text
//! fn clean(bytes) -> Cleaned {
//!     let decoded  = decode(bytes);                 // decode    charset, repair of mojibake
//!     let page     = extract(decoded);              // extract   text and blocks, from HTML or from plain text
//!     loop {                                        // rounds    until nothing more is cut, at most eight times
//!         let primary  = identify(page);            // identify  the language that long blocks vote for
//!         let evidence = observe(page, primary);    // detect    facts for and against each block; nothing decides here
//!         let verdicts = decide(evidence);          // decide    the only place that decides
//!     }
//!     apply(page, verdicts)                         // apply     the only place that cuts
//! }
//! ```
//!
//! Around it, for whole directories: [`source`] reads, [`run`] fans out, [`sink`] writes, [`tally`] counts, [`report`] prints
//! for people. `docs/architecture.md` in the repository has the table of modules, `docs/how-it-decides.md` the decision.
//!
//! # Use
//!
//! A [`Cleaner`] is made once and shared by all threads. Cleaning never fails: any bytes give a result.
//!
//! ```
//! use polyscrub::{Cleaner, Format, Settings};
//!
//! let page = "De nieuwe brug over de beek is gisteren geopend, en de halve buurt kwam kijken.\n\n\
//!             Wie wilde, mocht er een uur lang gratis overheen fietsen, met vlaggen en muziek.\n\n\
//!             Share on Facebook\n\nAll rights reserved\n";
//! let cleaner = Cleaner::new(Settings::default())?;
//! let cleaned = cleaner.clean(page.as_bytes(), Format::Text);
//! assert_eq!(cleaned.language.map(|guess| guess.language.code()), Some("nl"));
//! assert!(cleaned.text.starts_with("De nieuwe brug") && !cleaned.text.contains("Facebook"));
//! for removal in &cleaned.removals {
//!     println!("{} {:?}", removal.kind, removal.span.of(&cleaned.extracted));
//! }
//! # Ok::<(), polyscrub::BadLexicon>(())
//! ```
#![cfg_attr(not(test), warn(clippy::print_stdout, clippy::print_stderr, clippy::unwrap_used, clippy::expect_used))]

pub mod apply;
pub mod census;
pub mod cleaned;
pub mod cleaner;
pub mod date;
pub mod decide;
pub mod declared;
pub mod decode;
mod detect;
pub mod eval;
pub mod extract;
pub mod identify;
pub mod kind;
pub mod lang;
pub mod lexicon;
pub mod outcome;
pub mod page;
pub mod reader;
pub mod report;
mod rescue;
mod rounds;
pub mod run;
pub mod settings;
mod sieve;
pub mod sink;
pub mod source;
pub mod span;
pub mod stamp;
mod standing;
pub mod survey;
pub mod tally;
pub mod user;

pub use cleaned::{Cleaned, Flag, Guess, Removal};
pub use cleaner::{BadLexicon, Cleaner, Explained, Explanation};
pub use date::Date;
pub use identify::{Identification, Identifier, LanguageSpan};
pub use kind::{Kind, KindSet};
pub use lang::Lang;
pub use settings::{Format, Profile, Settings, Writing};
pub use span::Span;
