//! What speaks for keeping a block whatever the sum: some of it is final, the rest is weighed like all evidence.

use super::feature::Feature;
use crate::settings::Profile;

/// Declares the enum with what each objection says, the feature it is weighed as, and whether it is final by default.
macro_rules! objections {
    ($($variant:ident, $final:literal, $reason:literal;)*) => {
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

            /// Whether nothing outweighs it in a text that is cleaned by default.
            fn is_final_by_default(self) -> bool {
                match self { $(Self::$variant => $final,)* }
            }
        }
    };
}

// Of what is cut although one that is not final objects, 95 in 100 lines are chrome on the mixed pages, cross-validated; of what the final
// ones hold back from a sum that would cut it, half is an author's on the texts that extractors leave.
objections! {
    Piece, true, "a piece of a sentence";
    DatedEntries, true, "a stamp in a list of dated entries";
    OwnSentence, true, "a sentence in the page's language";
    ToldDate, true, "a date or time that belongs to the text";
    Bibliography, true, "a work, as in a bibliography";
    NameInScripts, true, "a name with its form in another script";
    NameAfterDash, true, "a name after a dash";
    NamesAmongNames, false, "names among names, without any word of an interface around";
    ScheduleLine, true, "a line of a schedule";
    MayBeTitle, false, "a line above the prose that may be its title";
    LoneHeading, false, "a word that interfaces use, standing alone in the page's language";
    AgendaItem, true, "an item with a duration, as in an agenda";
    CodeLine, true, "code";
    InQuotation, true, "inside a quotation";
    BareSymbols, false, "symbols";
    TableRow, true, "a table row";
    OneOfMany, true, "one of many lines, without any sign of an interface";
    NoSign, false, "neither foreign, nor a stamp, nor a known phrase";
    OwnWithoutSign, false, "in the page's language, without any sign of an interface";
    NumberAndWord, false, "a number and a word";
}

impl Objection {
    /// Whether it holds whatever the sum. In a document the outline is weighed instead, so that all objections are final there, and
    /// so they are for the careful.
    pub(crate) fn is_final(self, profile: Profile, document: bool) -> bool {
        document || profile == Profile::Careful || self.is_final_by_default()
    }
}
