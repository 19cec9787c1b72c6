//! A mixed text to spans of one language each: the likeliest sequence of languages over its words, where each change of
//! language has a price that depends on what stands there. The price is what keeps a name or a loan word from being a span.

use crate::{lang::Lang, span::Span};

use super::{
    identification::Identification,
    identifier::Identifier,
    units::{Joint, Unit, Units},
};

/// A part of a text that is in one language.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LanguageSpan {
    /// The bytes of the text.
    pub span: Span,
    /// The language; `None` where there is nothing to go by.
    pub language: Option<Lang>,
    /// The probability of that language for this part alone, 0 to 1; 0 where there is none.
    pub probability: f32,
}

/// Nats that a change of language costs, by what stands between the words. Chosen on sentences of the development data, in
/// runs of two languages, every pair of 34, and in one language: less than 1 % of the bytes are wrong in either, and
/// a few nats more or less change little.
fn price(joint: Joint) -> f32 {
    match joint {
        Joint::Part => 30.0,
        Joint::Word => 18.0,
        Joint::Clause => 11.0,
        Joint::Script => 8.0,
        Joint::Sentence => 9.0,
        Joint::Line => 7.0,
    }
}

/// Nats that one word can speak against a language of its script, so that no name decides alone.
const MOST: f32 = 12.0;
/// Nats that a letter speaks against a language of another script.
const OTHER_SCRIPT: f32 = 3.0;
/// The most that a word of another script does.
const MOST_OTHER_SCRIPT: f32 = 40.0;

/// Nats above the second language from which on a clause makes its language a candidate for the whole text.
const NOMINATED: f32 = 6.0;
/// Letters that such a clause has at least; shorter ones are names and loan words.
const NOMINATING: u32 = 12;
/// Letters of a clause after which the next one begins.
const CLAUSE: usize = 160;

/// States at most: languages, and none. There are fewer languages than bits.
const STATES: usize = 128;

/// Scripts that are looked for beside those of the languages that a clause clearly is in.
const SCRIPTS: usize = 6;

/// Words whose languages are decided at once: memory stays bounded in any text.
const BLOCK: usize = 4096;
/// Words at the end of a block that are decided with the next one, which shows how they go on.
const AHEAD: usize = 256;

impl Identifier {
    /// The spans of one language that a text consists of, in order. They cover it without gaps, and meet where words do;
    /// an empty text has none. Takes time and memory in proportion to the text.
    ///
    /// A single foreign word is no span, nor is a name. Of languages too close to call ([`Lang::kin`]) one is taken.
    #[must_use]
    pub fn spans(&self, text: &str) -> Vec<LanguageSpan> {
        let mut path = Path { identifier: self, text, states: self.candidates(text), spans: Vec::new() };
        path.decide();
        path.spans
    }

    /// The languages that parts of a text may be in: the one that fits most of it, those that fit a clause clearly best,
    /// and one for each script that none of these is written in.
    fn candidates(&self, text: &str) -> Vec<Lang> {
        let mut whole = Identification::new(self.allowed());
        let mut found: Vec<Lang> = Vec::new();
        for clause in clauses(text) {
            let words = self.words(clause);
            found.extend(clearly_best(&words).filter(|lang| !found.contains(lang)));
            whole = whole.with_vote(&words, MOST);
        }
        found.extend(whole.language().filter(|lang| !found.contains(lang)));
        for _ in 0..SCRIPTS {
            let Some(lang) = self.unheard(text, &found) else { break };
            found.push(lang);
        }
        let mut chosen: Vec<Lang> = Vec::new();
        for lang in found {
            let kin = lang.kin();
            let best = whole.best(|other| kin.contains(other)).map_or(lang, |best| best.0);
            if !chosen.contains(&best) {
                chosen.push(best);
            }
        }
        chosen.truncate(STATES - 1);
        chosen
    }

    /// What the words of a clause say together, no one of them more than [`MOST`].
    fn words(&self, clause: &str) -> Identification {
        let none = Identification::new(self.allowed());
        Units::new(clause, 0, Joint::Line)
            .fold(none, |words, unit| words.with_vote(&self.identify(&clause[unit.start..unit.end]), MOST))
    }

    /// The language of the clauses in the first script that none of these languages is written in.
    fn unheard(&self, text: &str, heard: &[Lang]) -> Option<Lang> {
        let mut pool = Identification::new(self.allowed());
        for clause in clauses(text) {
            let words = self.identify(clause);
            let alike = pool.language().is_none_or(|lang| words.is_written_in(lang));
            if alike && !heard.iter().any(|&lang| words.is_written_in(lang)) {
                pool = pool.with_vote(&words, CLAUSE as f32);
            }
        }
        pool.language()
    }
}

/// The language that fits a clause clearly best, if one does.
fn clearly_best(words: &Identification) -> Option<Lang> {
    let (best, most) = words.best(|_| true).filter(|_| words.letters() >= NOMINATING)?;
    let kin = best.kin();
    let second = words.best(|lang| !kin.contains(lang)).map_or(0.0, |second| second.1);
    (most - second >= NOMINATED).then_some(best)
}

/// The clauses of a text: words up to a comma or the like, or as many as say enough.
fn clauses(text: &str) -> impl Iterator<Item = &str> {
    let mut units = Units::new(text, 0, Joint::Line).peekable();
    std::iter::from_fn(move || {
        let first = units.next()?;
        let mut end = first.end;
        while let Some(next) = units.next_if(|next| next.joint <= Joint::Word && next.start - first.start < CLAUSE) {
            end = next.end;
        }
        Some(&text[first.start..end])
    })
}

/// The way through a text. A state is a language, by its place in `states`, or none: the number of them.
struct Path<'t> {
    identifier: &'t Identifier,
    text: &'t str,
    states: Vec<Lang>,
    spans: Vec<LanguageSpan>,
}

/// Spans while they are found: where each ends, and its state. Neighbours in one state are one.
#[derive(Debug, Default)]
struct Pieces(Vec<(usize, usize)>);

impl Pieces {
    fn add(&mut self, end: usize, state: usize) {
        match self.0.last_mut().filter(|last| last.1 == state) {
            Some(last) => last.0 = end,
            None => self.0.push((end, state)),
        }
    }
}

/// How the best ways to each state at one word came there.
#[derive(Debug, Clone, Copy)]
struct Step {
    /// A bit a state: whether its way came from `from`, rather than having been in it.
    changed: u128,
    from: u8,
}

impl Path<'_> {
    /// Decides the whole text, block by block.
    fn decide(&mut self) {
        let (mut units, mut before) = (Units::new(self.text, 0, Joint::Line).peekable(), None);
        let mut ahead: Vec<Unit> = Vec::new();
        let mut pieces = Pieces::default();
        while units.peek().is_some() || !ahead.is_empty() {
            let room = BLOCK - ahead.len();
            ahead.extend(units.by_ref().take(room));
            let decided = if units.peek().is_some() { ahead.len() - AHEAD } else { ahead.len() };
            let states = self.way(&ahead, before);
            ahead.iter().zip(&states).take(decided).for_each(|(unit, &state)| pieces.add(unit.end, state));
            before = states.get(decided.saturating_sub(1)).copied();
            ahead.drain(..decided);
        }
        let mut start = 0;
        for (end, state) in pieces.0 {
            let language = self.states.get(state).copied();
            let found = language.map(|lang| self.identifier.identify(&self.text[start..end]).probability_of(lang));
            let span = Span::new(start, end);
            self.spans.push(LanguageSpan { span, language, probability: found.unwrap_or_default() });
            start = end;
        }
    }

    /// The best state for each unit, where the unit before them was in state `before`.
    fn way(&self, units: &[Unit], before: Option<usize>) -> Vec<usize> {
        let none = self.states.len();
        let mut totals = vec![0.0_f32; none + 1];
        if let (Some(state), Some(first)) = (before, units.first()) {
            totals.fill(-price(first.joint));
            totals[state] = 0.0;
        }
        let mut steps: Vec<Step> = Vec::with_capacity(units.len());
        for unit in units {
            steps.push(change(&mut totals, price(unit.joint)));
            let found = self.identifier.identify(&self.text[unit.start..unit.end]);
            let most = found.best(|lang| self.states.contains(&lang)).map(|best| best.1);
            for (state, total) in totals.iter_mut().enumerate() {
                *total -= against(&found, most, self.states.get(state).copied());
            }
        }
        let mut state = best(&totals);
        let mut states = vec![none; units.len()];
        for (step, place) in steps.iter().zip(&mut states).rev() {
            *place = state;
            if step.changed & 1 << state != 0 {
                state = usize::from(step.from);
            }
        }
        states
    }
}

/// Lets each way change to the state of the best one, at a price.
fn change(totals: &mut [f32], price: f32) -> Step {
    let from = best(totals);
    let most = totals[from];
    let mut changed = 0;
    for (state, total) in totals.iter_mut().enumerate() {
        if *total < most - price {
            *total = most - price;
            changed |= 1 << state;
        }
        *total -= most;
    }
    Step { changed, from: u8::try_from(from).unwrap_or_default() }
}

/// The state with the most; of equals the first.
fn best(totals: &[f32]) -> usize {
    let better = |best: usize, next: usize| if totals[next] > totals[best] { next } else { best };
    (0..totals.len()).reduce(better).unwrap_or_default()
}

/// Nats that a word speaks against a state; `most` is what the best language has.
fn against(word: &Identification, most: Option<f32>, state: Option<Lang>) -> f32 {
    let length = (OTHER_SCRIPT * word.letters() as f32).min(MOST_OTHER_SCRIPT);
    match (most, state) {
        (None, None) => 0.0,
        (None, Some(_)) | (Some(_), None) => length,
        (Some(most), Some(lang)) if word.is_written_in(lang) => (most - word.nats(lang)).min(MOST),
        (Some(_), Some(_)) => length,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(text: &str) -> Vec<(&'static str, &str)> {
        let spans = Identifier::new().spans(text);
        spans.iter().map(|span| (span.language.map_or("und", Lang::code), span.span.of(text))).collect()
    }

    fn codes(text: &str) -> Vec<&'static str> {
        spans(text).into_iter().map(|span| span.0).collect()
    }

    #[test]
    fn sentences_of_two_languages_are_told_apart() {
        let pairs = [
            ("de", "Der Laden ist montags geschlossen.", "en", "The shop is closed on Mondays."),
            ("fr", "Le vieux pont a été fermé hier.", "it", "Il ponte vecchio è stato chiuso ieri."),
            ("es", "El puente viejo se cerró ayer por la tarde.", "pt", "A ponte velha foi fechada ontem à tarde."),
            ("nl", "De oude brug is gisteren gesloten.", "pl", "Stary most został wczoraj zamknięty."),
            ("sv", "Den gamla bron stängdes i går kväll.", "fi", "Vanha silta suljettiin eilen illalla."),
            ("cs", "Starý most byl včera večer uzavřen.", "hu", "A régi hidat tegnap este lezárták."),
            ("ru", "Старый мост вчера закрыли.", "en", "The old bridge was closed yesterday."),
            ("zh", "旧桥昨天关闭了。", "en", "The old bridge was closed yesterday."),
            ("ar", "أغلق الجسر القديم أمس.", "en", "The old bridge was closed yesterday."),
            ("el", "Η παλιά γέφυρα έκλεισε χθες.", "tr", "Eski köprü dün akşam kapatıldı."),
            ("ja", "古い橋は昨日閉鎖されました。", "ko", "오래된 다리는 어제 폐쇄되었습니다."),
        ];
        for (one, first, other, second) in pairs {
            for space in [" ", "\n"] {
                let text = format!("{first}{space}{second}{space}{first}");
                let starts = [format!("{first}{space}"), format!("{second}{space}"), first.to_owned()];
                let expected: Vec<_> = [one, other, one].into_iter().zip(starts.iter().map(String::as_str)).collect();
                assert_eq!(spans(&text), expected);
            }
        }
    }

    #[test]
    fn a_text_in_one_language_is_one_span() {
        let texts = [
            (
                "ca",
                "El consell municipal va aprovar ahir el projecte de la nova biblioteca. Les obres començaran a la \
                 primavera i duraran dos anys. Els veïns demanen que es conservi el jardí de l'antiga fàbrica.",
            ),
            ("de", "Home\nKontakt\nImpressum\nSuche\nWarenkorb"),
            (
                "en",
                "The letter π and the angle α are used here; see also Guðmundsdóttir, and Müller-Lüdenscheidt (1998).",
            ),
            ("en", "The meeting was held in Tokyo (東京) last week, and nobody spoke of anything but the weather."),
        ];
        for (code, text) in texts {
            assert_eq!(spans(text), [(code, text)]);
        }
    }

    #[test]
    fn a_quotation_in_another_language_is_told_apart() {
        let parts = [
            ("de", "Der Bürgermeister sagte gestern Abend: "),
            ("en", "„I have no idea what you are talking about“, "),
            ("de", "und danach ging er wortlos nach Hause."),
        ];
        assert_eq!(spans(&parts.map(|part| part.1).concat()), parts);
    }

    #[test]
    fn a_change_of_script_is_seen_in_a_short_text() {
        assert_eq!(spans("Hello my name is bob. 你好世界")[1], ("zh", "你好世界"));
        assert_eq!(spans("Привет, друг! Hello")[1].1, "Hello");
    }

    #[test]
    fn what_no_language_uses_has_none() {
        assert_eq!(spans("12:45 - 2013"), [("und", "12:45 - 2013")]);
        assert_eq!(codes("ᎣᏏᏲ ᏙᎯᏧ ᎣᏏᏲ. The old bridge was closed yesterday. ᏩᏙ ᎣᏏᏳ ᎠᎩᏍᎩ."), ["und", "en", "und"]);
        assert!(spans("").is_empty());
    }

    #[test]
    fn blocks_join_without_a_seam() {
        let sentence = "The old bridge was closed yesterday. ";
        let german = "Der alte Steg wurde gestern gesperrt. ";
        let text = format!("{}{}", sentence.repeat(1500), german.repeat(1500));
        assert_eq!(spans(&text), [("en", &text[..sentence.len() * 1500]), ("de", &text[sentence.len() * 1500..])]);
    }
}
