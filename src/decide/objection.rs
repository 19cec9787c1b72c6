//! What speaks for keeping a block beside the sum. All of it is weighed like other evidence; most of it holds the block back as
//! well, until nothing leaves a doubt, or whatever the sum.

use super::feature::Feature;
use crate::settings::Profile;

/// Declares the enum with what each objection says, and how likely chrome a line has to be to go all the same.
macro_rules! objections {
    ($($variant:ident, $limit:expr, $reason:literal;)*) => {
        /// Why a block should stay.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Objection {
            $($variant,)*
        }

        impl Objection {
            /// What is told to people.
            pub(crate) fn reason(self) -> &'static str {
                match self { $(Self::$variant => $reason,)* }
            }

            /// As what it is weighed.
            pub(crate) fn feature(self) -> Feature {
                match self { $(Self::$variant => Feature::$variant,)* }
            }

            /// The probability of chrome above which it does not hold, in a text that is cleaned by default.
            fn limit(self) -> f32 {
                match self { $(Self::$variant => $limit,)* }
            }
        }
    };
}

/// It holds whatever the sum.
const FINAL: f32 = 1.0;
/// It holds unless nothing leaves a doubt: of the lines above this, 90 in 100 and more are chrome on the development pages,
/// cross-validated, whatever extracted their text.
const STRONG: f32 = 0.97;
/// It holds unless what speaks for cutting is beyond that, and beyond what a rule settles.
const STRONGEST: f32 = 0.99;
/// It holds below that.
const WEAK: f32 = 0.9;
/// It is evidence like any other.
const WEIGHED: f32 = 0.0;

objections! {
    Piece, STRONGEST, "a piece of a sentence";
    DatedEntries, FINAL, "a stamp in a list of dated entries";
    OwnSentence, FINAL, "a sentence in the page's language";
    ToldDate, FINAL, "a date or time that belongs to the text";
    Bibliography, STRONG, "a work, as in a bibliography";
    NameInScripts, STRONG, "a name with its form in another script";
    NameAfterDash, FINAL, "a name after a dash";
    NamesAmongNames, STRONGEST, "names among names, without any word of an interface around";
    Scores, FINAL, "scores of a game";
    ScheduleLine, STRONG, "a line of a schedule";
    MayBeTitle, STRONG, "a line above the prose that may be its title";
    LoneHeading, FINAL, "a word that interfaces use, standing alone in the page's language";
    AgendaItem, FINAL, "an item with a duration, as in an agenda";
    CodeLine, FINAL, "code";
    Listing, FINAL, "beside code, on a page that shows much of it";
    Entry, FINAL, "an entry whose label has other values on the page";
    InQuotation, STRONG, "inside a quotation";
    BareSymbols, WEIGHED, "symbols";
    TableRow, FINAL, "a table row";
    OneOfMany, STRONGEST, "one of many lines, without any sign of an interface";
    NoSign, FINAL, "neither foreign, nor a stamp, nor a known phrase";
    OwnWithoutSign, WEAK, "in the page's language, without any sign of an interface";
    NumberAndWord, STRONGEST, "a number and a word";
}

impl Objection {
    /// Whether it holds against so much. In a document the outline is weighed instead, so that all objections are final there, and
    /// so they are for the careful.
    pub(crate) fn holds(self, probability: f32, profile: Profile, document: bool) -> bool {
        let limit = if document || profile == Profile::Careful { FINAL } else { self.limit() };
        limit > WEIGHED && probability <= limit
    }
}
