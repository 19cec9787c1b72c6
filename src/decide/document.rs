//! Features of the document's outline. Plain text has none of them.

use crate::{
    detect::{Evidence, Layout},
    page::{BlockKind, Hint, Region},
};

use super::{
    feature::Feature::{self, *},
    features::add,
};

/// Letters of prose below which a page is a list, a form, a product: anything but an article.
const SPARSE: f32 = 800.0;
/// Share of links that makes a box one of links, and one with many; thirds.
const LINKS: f32 = 0.67;
/// See [`LINKS`].
const MANY_LINKS: f32 = 0.33;
/// Share of prose below which a box has none to speak of, and above which it has little else.
const NO_PROSE: f32 = 0.01;
/// See [`NO_PROSE`].
const MOST_PROSE: f32 = 0.6;
/// Blocks of one form that are not alike by chance, and that make a list.
const FEW_ALIKE: u32 = 4;
/// See [`FEW_ALIKE`].
const MANY_ALIKE: u32 = 12;
/// Letters of a block that says little, and of one that says much.
const SHORT: f32 = 20.5;
/// See [`SHORT`].
const LONG: f32 = 200.0;
/// Blocks from the nearest prose that are far.
const FAR: u32 = 8;

/// What the document tree says.
pub(super) fn document(evidence: &Evidence<'_>, out: &mut Vec<Feature>) {
    let own = evidence.own;
    let Some(layout) = &own.layout else { return };
    out.push(Document);
    add(
        out,
        &[
            (own.region == Region::Nav, RegionNav),
            (own.region == Region::Footer, RegionFooter),
            (own.region == Region::Aside, RegionAside),
            (own.region == Region::Form, RegionForm),
            (own.link_density > 0.9, Links),
            (own.link_density > 0.5 && own.link_density <= 0.9, LinksMostly),
            (own.kind == BlockKind::Heading, Heading),
            (own.kind == BlockKind::ListItem, Item),
        ],
    );
    hints(layout, out);
    boxes(layout, out);
    position(layout, out);
    let short = own.measure.length < SHORT;
    let long = own.measure.length >= LONG;
    let main = own.region == Region::Main;
    let sparse = layout.page_prose < SPARSE;
    let linked = own.link_density > 0.5;
    add(
        out,
        &[
            (layout.prose && long, ProseLong),
            (!layout.prose && !short && !linked, Phrase),
            (short && !linked && layout.root == Some(true), ShortInside),
            (linked && !short, LinkLong),
            (sparse && main, SparseMain),
            (layout.leads == Some(false), HeadingAlone),
            (own.kind == BlockKind::ListItem && !linked, ItemPlain),
            (own.kind == BlockKind::Cell && !linked && main, RowPlain),
        ],
    );
}

fn hints(layout: &Layout, out: &mut Vec<Feature>) {
    let has = |hint| layout.hints.has(hint);
    add(
        out,
        &[
            (has(Hint::Comments), HintComments),
            (has(Hint::Related), HintRelated),
            (has(Hint::Share), HintShare),
            (has(Hint::Chrome), HintChrome),
            (has(Hint::Request), HintRequest),
            (has(Hint::Card), HintCard),
            (layout.article == Some(true), ArticleInside),
            (layout.article == Some(false), ArticleOutside),
            (layout.root == Some(false), RootOutside),
            (has(Hint::Comments) && layout.prose, CommentProse),
            (has(Hint::Card) && layout.root == Some(false), CardOutside),
        ],
    );
}

fn boxes(layout: &Layout, out: &mut Vec<Feature>) {
    add(
        out,
        &[
            (layout.near.links >= LINKS, NearLinks),
            (layout.wide.links >= MANY_LINKS && layout.wide.links < LINKS, WideManyLinks),
            (layout.around >= LINKS, AroundLinks),
            (layout.wide.prose < NO_PROSE, WideNoProse),
            (layout.wide.prose >= NO_PROSE && layout.wide.prose < MOST_PROSE, WideSomeProse),
            (layout.alike >= MANY_ALIKE, AlikeMany),
            (layout.alike < FEW_ALIKE, AlikeNone),
        ],
    );
}

fn position(layout: &Layout, out: &mut Vec<Feature>) {
    let far = layout.distance != u32::MAX && layout.distance > FAR;
    let edge = layout.before || layout.after;
    add(
        out,
        &[
            (layout.beside.0 && layout.beside.1, ProseBoth),
            (layout.beside.0 != layout.beside.1, ProseBeside),
            (!edge && far, MiddleFar),
            (layout.above_title == Some(false), TitleAbove),
        ],
    );
}
