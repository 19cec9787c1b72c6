//! One page with its removals marked, and for every block that was cut, or nearly, what was held for and against it.

use std::fmt::{Display, Write as _};

use crate::{
    cleaned::Removal,
    cleaner::{Explained, Explanation},
    date::Date,
    decide::{OUTLINE, Share},
    declared::{Declared, Stated},
    report::language,
};

/// A kept block this likely to be chrome is shown as a near-miss. Half is where the sum of evidence is in balance; a
/// fifth shows what a little more evidence would have tipped.
const NEAR_MISS: f32 = 0.2;

/// Pieces of evidence shown for a block: the heaviest tell the story.
const SHARES: usize = 6;

/// Facts of the outline shown for a block.
const FACTS: usize = 3;

/// Characters of a block quoted in the list.
const QUOTED: usize = 60;

/// The marks around what was cut: text and, on a terminal, colour beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marks {
    /// Written before a removal.
    pub open: &'static str,
    /// Written after a removal.
    pub close: &'static str,
}

/// Marks without colour.
pub const PLAIN: Marks = Marks { open: "⟦", close: "⟧" };

/// Marks in red, readable without it.
pub const COLOURED: Marks = Marks { open: "\u{1b}[31m⟦", close: "⟧\u{1b}[0m" };

/// The page, then the reasons.
#[must_use]
pub fn render(name: &str, explanation: &Explanation, marks: Marks) -> String {
    let mut out = heading(name, explanation);
    out.push_str(&said(&explanation.cleaned.declared));
    out.push_str("\n\n");
    out.push_str(&marked(explanation, marks));
    out.push('\n');
    for removal in &explanation.cleaned.removals {
        write_removal(&mut out, removal, explanation);
    }
    let near = |block: &&Explained| !block.cut && (block.probability >= NEAR_MISS || block.spared.is_some());
    for block in explanation.blocks.iter().filter(near) {
        write_kept(&mut out, block, &explanation.cleaned.extracted);
    }
    out
}

fn heading(name: &str, explanation: &Explanation) -> String {
    let cleaned = &explanation.cleaned;
    let guess = cleaned
        .language
        .map_or("no primary language".to_owned(), |guess| format!("{} {:.2}", guess.language, guess.probability));
    let (before, after) = (cleaned.extracted.len(), cleaned.text.len());
    let flags: String = cleaned.flags.iter().map(|flag| format!(" · {}", flag.name())).collect();
    format!(
        "{name}: {guess} · {} · {} removals · {} of {before} bytes{flags}",
        cleaned.encoding,
        cleaned.removals.len(),
        before.saturating_sub(after)
    )
}

/// What the document says of itself, each with where it says so, on a line of its own.
fn said(declared: &Declared) -> String {
    let text = |name, stated: &Option<Stated<String>>| told(name, stated.as_ref());
    let day = |name, stated: &Option<Stated<Date>>| told(name, stated.as_ref());
    let parts = [
        text("author", &declared.author),
        day("date", &declared.date),
        day("modified", &declared.modified),
        text("url", &declared.url),
        text("site", &declared.site),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { String::new() } else { format!("\n{}", parts.join(" · ")) }
}

fn told(name: &str, stated: Option<&Stated<impl Display>>) -> Option<String> {
    stated.map(|stated| format!("{name} {} ({})", stated.value, stated.source.name()))
}

/// The extracted text with the removals between marks.
fn marked(explanation: &Explanation, marks: Marks) -> String {
    let cleaned = &explanation.cleaned;
    let (mut out, mut at) = (String::new(), 0);
    for removal in &cleaned.removals {
        let block = removal.block.range();
        out.push_str(cleaned.extracted.get(at..block.start).unwrap_or_default());
        let _ = write!(out, "{}{}: {}{}", marks.open, removal.kind, removal.block.of(&cleaned.extracted), marks.close);
        at = block.end.max(at);
    }
    out.push_str(cleaned.extracted.get(at..).unwrap_or_default());
    out
}

fn write_removal(out: &mut String, removal: &Removal, explanation: &Explanation) {
    let text = quote(removal.block.of(&explanation.cleaned.extracted));
    let place = format!("{}..{}", removal.block.start, removal.block.end);
    let _ = write!(out, "cut  {place:>13}  {} {} {:.2}", removal.kind, language(removal.language), removal.confidence);
    if let Some(date) = removal.date {
        let _ = write!(out, " {date}");
    }
    let _ = writeln!(out, "  “{text}”");
    let block = explanation.blocks.iter().find(|block| block.block.span == removal.block);
    write_shares(out, &removal.evidence.shares(), block.map_or(&[], |block| &block.outline));
}

/// The heaviest evidence; below that of the outline, what it consists of for the most part.
fn write_shares(out: &mut String, evidence: &[Share], outline: &[Share]) {
    for share in evidence.iter().take(SHARES) {
        let _ = writeln!(out, "       {:+6.2}  {}", share.nats, share.name);
        if share.name == OUTLINE {
            for fact in outline.iter().take(FACTS) {
                let _ = writeln!(out, "           {:+6.2}  {}", fact.nats, fact.name);
            }
        }
    }
}

fn write_kept(out: &mut String, block: &Explained, text: &str) {
    let span = block.block.span;
    let place = format!("{}..{}", span.start, span.end);
    let quoted = quote(span.of(text));
    let _ = writeln!(out, "kept {place:>13}  {} {:.2}  “{quoted}”", language(block.language), block.probability);
    if let Some(why) = block.spared {
        let _ = writeln!(out, "       spared: {why}");
    }
    write_shares(out, &block.evidence, &block.outline);
}

fn quote(text: &str) -> String {
    let folded = text.split_whitespace().take(QUOTED).collect::<Vec<_>>().join(" ");
    match folded.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", &folded[..end]),
        None => folded,
    }
}
