//! What can be known of a block from the document around it, as numbers.

/// Declares the facts in the order in which [`Facts`] has them.
macro_rules! facts {
    ($($(#[doc = $doc:literal])* $variant:ident = $name:literal,)*) => {
        /// One number on a block of a document.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) enum Fact { $($(#[doc = $doc])* $variant,)* }

        impl Fact {
            /// All of them, in order.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Its name in tables and explanations.
            #[must_use]
            pub(crate) fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

facts! {
    /// Its letters; those of scripts that are written without spaces count double.
    Letters = "letters",
    /// The share of its characters in links.
    Links = "links",
    /// The share of capitals among its bytes.
    Capitals = "capitals",
    /// The part of the page: 0 content, 1 menu, 2 head, 3 foot, 4 aside, 5 form.
    Region = "region",
    /// What it is: 0 title, 1 heading, 2 paragraph, 3 item, 4 row of a table, 5 quotation, 6 code.
    Kind = "kind",
    /// What the names of all boxes around it say for content, in nats.
    NamesAll = "names",
    /// What the worst of the names says.
    NamesLeast = "names-least",
    /// What the best of the names says.
    NamesMost = "names-most",
    /// What the name of its own element says.
    NamesOwn = "names-own",
    /// What the innermost name says that says anything.
    NamesNear = "names-near",
    /// What the one around that says.
    NamesNext = "names-next",
    /// The share of the page's prose in the box around its own.
    Prose1 = "prose-1-up",
    /// The same two boxes up.
    Prose2 = "prose-2-up",
    /// The same three boxes up.
    Prose3 = "prose-3-up",
    /// Boxes from the one that holds most of the prose down to its own.
    Depth = "below-prose",
    /// The share of links in the smallest box of 4 blocks.
    Links4 = "links-of-4",
    /// The letters of a block there, on average.
    Mean4 = "letters-of-4",
    /// The share of the page's prose in the smallest box of 16 blocks.
    Prose16 = "prose-of-16",
    /// The letters of a block there, on average.
    Mean16 = "letters-of-16",
    /// The share of links in the smallest box of 40 blocks.
    Links40 = "links-of-40",
    /// The letters of a block there, on average.
    Mean40 = "letters-of-40",
    /// The share of the page's letters there.
    Share40 = "share-of-40",
    /// The share of prose there.
    Inner40 = "inner-prose-of-40",
    /// Blocks of the same form, by their element and the two around it.
    Alike = "alike",
    /// The share of the page's letters that they have.
    AlikeShare = "alike-share",
    /// The share of prose in them.
    AlikeProse = "alike-prose",
    /// Blocks of elements of the same form.
    Kin = "kin",
    /// Their letters, on average.
    KinMean = "kin-letters",
    /// The share of links in the blocks next to it.
    Around = "around-links",
    /// The share of links in the block before it; -1 where there is none.
    Before = "before-links",
    /// The share of links in the block after it; -1 where there is none.
    After = "after-links",
    /// The page's letters.
    Page = "page-letters",
    /// The share of prose in the page.
    PageProse = "page-prose",
    /// The share of links in the page.
    PageLinks = "page-links",
    /// Blocks from the title; below 0 before it, -999 without one.
    FromTitle = "from-title",
    /// The share of the page's letters before it.
    Position = "position",
    /// Blocks to the end.
    ToEnd = "to-end",
    /// How often the same text of some length was there before.
    Copies = "copies",
}

/// One number for each [`Fact`].
pub(crate) type Facts = [f32; Fact::ALL.len()];
