//! The weights of documents, in quarter nats. Written by `scripts/train_html.py`; reviewed by people.
//!
//! Fitted on the development pages that have elements, block by block, with the text's own sum as an offset: the strongest
//! 40 at most, L2 (C = 1.0), signs bounded by reason, rounded.

use super::feature::Feature;

/// What the text of a block says counts for so much at most, in quarter nats, before [`TEXT_PARTS`].
pub(crate) const MOST_TEXT: i32 = 24;

/// What a text says for keeping is divided by this in a document: it was fitted on pages without elements.
pub(crate) const TEXT_PARTS: i32 = 2;

/// What each feature of a document adds; a feature that is not listed adds nothing.
pub(crate) const DOCUMENT_WEIGHTS: &[(Feature, i16)] = &[
    (Feature::Document, 11),
    (Feature::RegionForm, 11),
    (Feature::HintComments, 10),
    (Feature::ArticleOutside, 9),
    (Feature::RegionFooter, 9),
    (Feature::HintRelated, 8),
    (Feature::HintShare, 6),
    (Feature::RegionAside, 6),
    (Feature::HeadingAlone, 5),
    (Feature::RegionNav, 5),
    (Feature::CommentProse, 4),
    (Feature::HintRequest, 4),
    (Feature::LinkLong, 4),
    (Feature::AlikeNone, 3),
    (Feature::AroundLinks, 3),
    (Feature::HintCard, 3),
    (Feature::MiddleFar, 3),
    (Feature::RootOutside, 3),
    (Feature::HintChrome, 2),
    (Feature::Links, 2),
    (Feature::LinksMostly, 2),
    (Feature::Phrase, 2),
    (Feature::RowPlain, 2),
    (Feature::WideManyLinks, 2),
    (Feature::ItemPlain, 1),
    (Feature::NearLinks, 1),
    (Feature::Heading, -1),
    (Feature::ProseLong, -1),
    (Feature::AlikeMany, -2),
    (Feature::ArticleInside, -3),
    (Feature::ProseBeside, -3),
    (Feature::ProseBoth, -3),
    (Feature::ShortInside, -3),
    (Feature::SparseMain, -4),
    (Feature::TitleAbove, -4),
    (Feature::WideSomeProse, -4),
    (Feature::WideNoProse, -9),
];
