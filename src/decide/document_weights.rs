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
    (Feature::RegionForm, 11),
    (Feature::HintComments, 10),
    (Feature::RegionFooter, 10),
    (Feature::Document, 9),
    (Feature::ArticleOutside, 7),
    (Feature::HintRelated, 7),
    (Feature::RegionAside, 7),
    (Feature::HintShare, 6),
    (Feature::LinksMostly, 5),
    (Feature::RegionNav, 5),
    (Feature::RowPlain, 5),
    (Feature::AroundLinks, 4),
    (Feature::CommentProse, 4),
    (Feature::ItemPlain, 4),
    (Feature::Links, 4),
    (Feature::AlikeNone, 3),
    (Feature::HintCard, 3),
    (Feature::HintChrome, 3),
    (Feature::HintRequest, 3),
    (Feature::HeadingAlone, 2),
    (Feature::MiddleFar, 2),
    (Feature::RootOutside, 2),
    (Feature::NearLinks, 1),
    (Feature::WideManyLinks, 1),
    (Feature::ShortInside, -1),
    (Feature::AlikeMany, -2),
    (Feature::Heading, -2),
    (Feature::Item, -2),
    (Feature::TitleAbove, -2),
    (Feature::ArticleInside, -3),
    (Feature::ProseBeside, -3),
    (Feature::ProseBoth, -3),
    (Feature::SparseMain, -4),
    (Feature::WideSomeProse, -7),
    (Feature::WideNoProse, -10),
];
