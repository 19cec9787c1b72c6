//! The weights of text in documents, in quarter nats. Written by `scripts/train_html.py`; reviewed by people.
//!
//! Fitted on the development pages that have elements, block by block, with the outline and the text's own sum as an offset: the
//! strongest 80 at most, L2 (C = 0.01), rounded; what authors write never speaks for
//! cutting, and none but the constant weighs more than 1 nat.

use super::feature::Feature;

/// What the text of a block says counts for so much at most, in quarter nats.
pub(crate) const MOST_TEXT: i32 = 24;

/// The part of what a text says for cutting that counts in a document: it was fitted on pages without elements.
pub(crate) const CUT_PART: f32 = 0.3;

/// The part of what a text says for keeping that counts.
pub(crate) const TEXT_PART: f32 = 0.3;

/// The part of what the outline says that counts beside the text.
pub(crate) const OUTLINE_PART: f32 = 0.7;

/// What each feature of a text adds in a document; a feature that is not listed adds nothing.
pub(crate) const DOCUMENT_WEIGHTS: &[(Feature, i16)] = &[
    (Feature::Document, 7),
    (Feature::RunForeignSome, 2),
    (Feature::WordsMost, 2),
    (Feature::Address, 1),
    (Feature::Between0, 1),
    (Feature::Comment, 1),
    (Feature::HeadOwn, 1),
    (Feature::ManyDigits, 1),
    (Feature::MarginBelow12, 1),
    (Feature::NumbersLongRun, 1),
    (Feature::OutsidePlain, 1),
    (Feature::OutsideShared, 1),
    (Feature::Record2, 1),
    (Feature::Repeated, 1),
    (Feature::RepeatedPlain, 1),
    (Feature::RunCertain0, 1),
    (Feature::RunJunk4, 1),
    (Feature::RunSomePhrases, 1),
    (Feature::TitleCase, 1),
    (Feature::TongueClearlyOwn, 1),
    (Feature::UnsureAlone, 1),
    (Feature::UnsureInside, 1),
    (Feature::Amount, -1),
    (Feature::Between1, -1),
    (Feature::Between3, -1),
    (Feature::FarFromProse, -1),
    (Feature::Heads, -1),
    (Feature::Length1, -1),
    (Feature::Length5, -1),
    (Feature::Length70, -1),
    (Feature::Links, -1),
    (Feature::LongRunPlain, -1),
    (Feature::Name, -1),
    (Feature::NetworkSome, -1),
    (Feature::OutsideFar, -1),
    (Feature::PhraseCase, -1),
    (Feature::Quotation, -1),
    (Feature::QuotationCloses, -1),
    (Feature::Reference, -1),
    (Feature::RunAlone, -1),
    (Feature::RunCertain1, -1),
    (Feature::RunLongOutside, -1),
    (Feature::RunNoCode, -1),
    (Feature::RunNoPhrase, -1),
    (Feature::RunNotAlike, -1),
    (Feature::RunVeryLong, -1),
    (Feature::SparsePage, -1),
    (Feature::StampBits, -1),
    (Feature::StampCitation, -1),
    (Feature::StampStrong, -1),
    (Feature::Tail, -1),
    (Feature::TailShort, -1),
    (Feature::Term, -1),
    (Feature::Terminal, -1),
    (Feature::VocabularyNone, -1),
    (Feature::WordsFew, -1),
    (Feature::BetweenOwn, -2),
    (Feature::Length36, -2),
    (Feature::TableRow, -2),
    (Feature::Beyond3, -3),
    (Feature::OneOfMany, -4),
    (Feature::OwnSentence, -4),
];
