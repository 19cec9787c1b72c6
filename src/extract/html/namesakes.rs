//! The children of an element by their names: which of its namesakes each is.

/// Different names counted among siblings; beyond, an element counts as the first of its name.
const NAMES: usize = 32;

/// How many children of each name there were.
#[derive(Debug, Default)]
pub(super) struct Namesakes<'a>(Vec<(&'a str, u32)>);

impl<'a> Namesakes<'a> {
    /// Counts a child of this name; gives its place among its namesakes, from 1.
    pub(super) fn count(&mut self, name: &'a str) -> u32 {
        if let Some(found) = self.0.iter_mut().find(|row| row.0 == name) {
            found.1 += 1;
            return found.1;
        }
        if self.0.len() < NAMES {
            self.0.push((name, 1));
        }
        1
    }
}
