//! The weights of text in documents, in quarter nats. Written by `scripts/train_html.py`; reviewed by people.
//!
//! Fitted on the development pages that have elements, block by block, with the outline and the text's own sum as an offset: the
//! strongest 80 at most, L2 (C = 0.02), rounded.

use super::feature::Feature;

/// What the text of a block says counts for so much at most, in quarter nats.
pub(crate) const MOST_TEXT: i32 = 24;

/// The part of what a text says for cutting that counts in a document: it was fitted on pages without elements.
pub(crate) const CUT_PART: f32 = 0.6;

/// The part of what a text says for keeping that counts.
pub(crate) const TEXT_PART: f32 = 0.3;

/// The part of what the outline says that counts beside the text.
pub(crate) const OUTLINE_PART: f32 = 0.8;

/// What each feature of a text adds in a document; a feature that is not listed adds nothing.
pub(crate) const DOCUMENT_WEIGHTS: &[(Feature, i16)] = &[
    (Feature::Document, 3),
    (Feature::Address, 2),
    (Feature::Figure, 2),
    (Feature::ManyDigits, 2),
    (Feature::NumbersLongRun, 2),
    (Feature::RepeatedPlain, 2),
    (Feature::RunForeignSome, 2),
    (Feature::RunSomePhrases, 2),
    (Feature::TitleCase, 2),
    (Feature::Words12, 2),
    (Feature::WordsMost, 2),
    (Feature::Between0, 1),
    (Feature::Code, 1),
    (Feature::HeadOwn, 1),
    (Feature::Item, 1),
    (Feature::Last, 1),
    (Feature::Length150, 1),
    (Feature::Length21, 1),
    (Feature::MarginBelow12, 1),
    (Feature::NearNone, 1),
    (Feature::OutsidePlain, 1),
    (Feature::OutsideShared, 1),
    (Feature::OwnPhraseAlone, 1),
    (Feature::Repeated, 1),
    (Feature::Row, 1),
    (Feature::RunCertain0, 1),
    (Feature::RunJunk2, 1),
    (Feature::RunJunk4, 1),
    (Feature::RunOwn, 1),
    (Feature::SecondBelow0, 1),
    (Feature::SecondBelow2, 1),
    (Feature::SegmentProseLike, 1),
    (Feature::StampFigure, 1),
    (Feature::StampProse, 1),
    (Feature::Stanza, 1),
    (Feature::TongueClearlyOwn, 1),
    (Feature::UnsureAlone, 1),
    (Feature::VocabularyMost, 1),
    (Feature::Words7, 1),
    (Feature::Amount, -1),
    (Feature::Between3, -1),
    (Feature::Colon, -1),
    (Feature::Length36, -1),
    (Feature::Length5, -1),
    (Feature::LongRunPlain, -1),
    (Feature::Name, -1),
    (Feature::NetworkSome, -1),
    (Feature::OutsideFar, -1),
    (Feature::OutsideSome, -1),
    (Feature::OwnAlone, -1),
    (Feature::OwnPhraseJunk, -1),
    (Feature::PhraseCase, -1),
    (Feature::PhraseOwnSoft, -1),
    (Feature::Quotation, -1),
    (Feature::QuotationCloses, -1),
    (Feature::QuotedSentence, -1),
    (Feature::Reference, -1),
    (Feature::RunAlone, -1),
    (Feature::RunLongOutside, -1),
    (Feature::RunNoCode, -1),
    (Feature::RunNoPhrase, -1),
    (Feature::RunPhrases, -1),
    (Feature::SegmentNoPause, -1),
    (Feature::SegmentNoPhrase, -1),
    (Feature::SomeDigits, -1),
    (Feature::SparseOutside, -1),
    (Feature::StampCitation, -1),
    (Feature::Tail, -1),
    (Feature::Terminal, -1),
    (Feature::VocabularyNone, -1),
    (Feature::BetweenOwn, -2),
    (Feature::FarFromProse, -2),
    (Feature::Length1, -2),
    (Feature::RunCertain1, -2),
    (Feature::RunNotAlike, -2),
    (Feature::StampStrong, -2),
    (Feature::TailShort, -2),
    (Feature::WordsFew, -2),
    (Feature::Beyond3, -4),
];
