//! What speaks for keeping a block beside the sum. All of it is weighed like other evidence; most of it holds the block back as
//! well, until nothing leaves a doubt, or whatever the sum.

use super::feature::Feature;
use crate::settings::Profile;

/// Declares the enum with how likely chrome a line has to be to go all the same, whether it yields to a rule, and what it says.
macro_rules! objections {
    ($($variant:ident, $limit:expr, $rule:ident, $reason:literal;)*) => {
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

            /// What becomes of it where a rule says that the line is chrome.
            fn against_rules(self) -> AgainstRules {
                match self { $(Self::$variant => AgainstRules::$rule,)* }
            }
        }
    };
}

/// What becomes of an objection where a rule says that the line is chrome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum AgainstRules {
    /// It holds: what a rule knows of a phrase is nothing against what the text shows of its author.
    Stands,
    /// The rule knows better.
    Yields,
}

// The limits were chosen on the development pages, cross-validated: of the lines above its limit, 95 in 100 and more are chrome, whatever
// extracted their text. `scripts/train.py` reads them from here.

/// It holds whatever the sum.
const FINAL: f32 = 1.0;
/// It holds unless nothing whatever leaves a doubt; an ingredient and a rating of golden cases are lost with less, and a dozen counters of the mixed pages stay where it
/// is final.
const SUREST: f32 = 0.995;
/// It holds unless nothing leaves a doubt; golden cases are lost with less.
const STRONGEST: f32 = 0.99;
/// It holds against all but the surest: a sentence, a row, one of many alike.
const STRONGER: f32 = 0.98;
/// It holds unless next to nothing leaves a doubt.
const STRONG: f32 = 0.97;
/// It holds unless little leaves a doubt.
const FIRM: f32 = 0.95;
/// It holds below that.
const WEAK: f32 = 0.9;
/// The same where nothing but the lack of a sign speaks for keeping.
const WEAKEST: f32 = 0.85;

objections! {
    Piece, FIRM, Stands, "a piece of a sentence";
    DatedEntries, FINAL, Stands, "a stamp in a list of dated entries";
    Credit, FINAL, Stands, "whose a picture or the text is";
    OwnSentence, STRONG, Stands, "a sentence in the page's language";
    ToldDate, STRONGEST, Stands, "a date or time that belongs to the text";
    Bibliography, STRONGEST, Yields, "a work, as in a bibliography";
    NameInScripts, STRONG, Yields, "a name with its form in another script";
    NameAfterDash, FINAL, Stands, "a name after a dash";
    NamesAmongNames, FIRM, Stands, "names among names, without any word of an interface around";
    Scores, FINAL, Stands, "scores of a game or a test";
    ScheduleLine, STRONG, Yields, "a line of a schedule";
    FirstLine, FINAL, Yields, "the first line, with words that the text uses";
    MayBeTitle, FIRM, Yields, "a line above the prose that may be its title";
    LoneHeading, FINAL, Stands, "a word that interfaces use, standing alone in the page's language";
    LoneName, FIRM, Yields, "a name that stands alone";
    AgendaItem, FINAL, Stands, "an item with a duration, as in an agenda";
    CodeLine, STRONGEST, Stands, "code";
    Listing, FINAL, Stands, "beside code, on a page that shows much of it";
    Entry, SUREST, Stands, "an entry whose label has other values on the page";
    Organisation, STRONG, Yields, "the name of a body";
    Contact, FINAL, Stands, "near the address of whom to turn to";
    TakenUp, STRONGEST, Stands, "a heading whose words the next line begins with";
    BareAddress, STRONGEST, Stands, "an address and nothing else";
    InQuotation, FIRM, Yields, "inside a quotation";
    BareSymbols, WEAK, Yields, "symbols";
    TableRow, STRONGER, Stands, "a table row";
    OneOfMany, STRONGER, Stands, "one of many lines, without any sign of an interface";
    ForeignOfMany, FIRM, Stands, "one of many lines in other languages, without any word of an interface";
    NoSign, FINAL, Stands, "neither foreign, nor a stamp, nor a known phrase";
    OwnWithoutSign, WEAKEST, Yields, "in the page's language, without any sign of an interface";
    NumberAndWord, SUREST, Stands, "a number and a word";
}

/// How likely a line is chrome, and who says so.
#[derive(Debug, Clone, Copy)]
pub(super) enum Case {
    /// A rule.
    Settled,
    /// What was weighed: this probability.
    Weighed(f32),
}

impl Objection {
    /// Whether it holds against a case. In a document the outline is weighed instead, so that all objections are final there but that
    /// of symbols, which go with what they separate; and so they are for the careful. The eager let credits go.
    pub(crate) fn holds(self, case: Case, profile: Profile, document: bool) -> bool {
        match case {
            _ if document && self == Self::BareSymbols => false,
            _ if profile == Profile::Eager && self == Self::Credit => false,
            _ if document || profile == Profile::Careful => true,
            Case::Settled => self.against_rules() == AgainstRules::Stands,
            Case::Weighed(probability) => probability <= self.limit(),
        }
    }
}
