//! The evidence behind a cut, as it is handed out: weighed when somebody asks, for most readers want the text and nothing else.

use std::{fmt, sync::Arc};

use super::{Feature, Model, Share};

/// What a block was cut for; by default, nothing that weighs.
#[derive(Clone, Default)]
pub struct Grounds {
    model: Option<Arc<Model>>,
    features: Arc<[Feature]>,
    chain: f32,
    outline: Option<f32>,
}

impl Grounds {
    /// The grounds of a block with these features, with what the other lines of its text add, and with what the outline of its document
    /// says of it.
    pub(crate) fn new(model: &Arc<Model>, features: &Arc<[Feature]>, chain: f32, outline: Option<f32>) -> Self {
        Self { model: Some(Arc::clone(model)), features: Arc::clone(features), chain, outline }
    }

    /// Every piece of evidence that weighed something, heaviest first.
    #[must_use]
    pub fn shares(&self) -> Vec<Share> {
        self.model.as_ref().map(|model| model.shares(&self.features, self.chain, self.outline)).unwrap_or_default()
    }
}

impl PartialEq for Grounds {
    fn eq(&self, other: &Self) -> bool {
        (&self.features, self.chain, self.outline) == (&other.features, other.chain, other.outline)
    }
}

impl fmt::Debug for Grounds {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_list().entries(self.shares()).finish()
    }
}
