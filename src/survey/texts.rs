//! Names and samples in memory, end to end in chunks: none costs an allocation, growing copies nothing, and the chunks are used
//! again.

/// Bits of a place within its chunk.
const CHUNK_BITS: u32 = 14;
/// Bytes of a chunk; a name has at most a quarter of that, a sample far fewer.
const CHUNK: usize = 1 << CHUNK_BITS;

/// Where a text stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    at: u32,
    length: u16,
}

/// Short texts, each written once.
#[derive(Default)]
pub(super) struct Texts {
    chunks: Vec<Vec<u8>>,
    /// Chunks that hold texts; the last of them is being filled.
    used: usize,
}

impl Texts {
    /// Adds a text of less than a chunk. `None` where there is no place left in four gigabytes.
    pub(super) fn add(&mut self, text: &str) -> Option<Place> {
        let length = u16::try_from(text.len()).ok()?;
        if !self.has_room(text.len()) {
            if self.chunks.len() == self.used {
                self.chunks.push(Vec::with_capacity(CHUNK));
            }
            self.used += 1;
        }
        let number = self.used.checked_sub(1)?;
        let chunk = self.chunks.get_mut(number)?;
        let at = u32::try_from(number << CHUNK_BITS | chunk.len()).ok()?;
        chunk.extend_from_slice(text.as_bytes());
        Some(Place { at, length })
    }

    fn has_room(&self, length: usize) -> bool {
        let last = self.used.checked_sub(1).and_then(|last| self.chunks.get(last));
        last.is_some_and(|chunk| chunk.len() + length <= CHUNK)
    }

    /// The text at a place, as bytes: they are in the order of texts, and nothing here asks for more.
    pub(super) fn get(&self, place: Place) -> &[u8] {
        let (number, start) = ((place.at >> CHUNK_BITS) as usize, place.at as usize % CHUNK);
        let chunk = self.chunks.get(number);
        chunk.and_then(|chunk| chunk.get(start..start + usize::from(place.length))).unwrap_or_default()
    }

    /// Forgets the texts and keeps the chunks.
    pub(super) fn clear(&mut self) {
        self.chunks.iter_mut().for_each(Vec::clear);
        self.used = 0;
    }

    /// Bytes of chunks that hold texts.
    pub(super) fn used(&self) -> usize {
        self.used * CHUNK
    }

    /// Bytes of all chunks.
    pub(super) fn resident(&self) -> usize {
        self.chunks.len() * CHUNK
    }

    /// Bytes that a text of such a length adds to them.
    pub(super) fn needs(&self, length: usize) -> usize {
        if self.has_room(length) || self.used < self.chunks.len() { 0 } else { CHUNK }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back_and_chunks_are_used_again() {
        let mut texts = Texts::default();
        let words: Vec<String> = (0..4000).map(|number| format!("text {number}")).collect();
        let fill = |texts: &mut Texts| {
            let places: Vec<Place> = words.iter().map(|word| texts.add(word).unwrap()).collect();
            assert!(words.iter().zip(&places).all(|(word, place)| texts.get(*place) == word.as_bytes()));
        };
        fill(&mut texts);
        let resident = texts.resident();
        assert!((36_000..100_000).contains(&resident) && texts.used() == resident);
        texts.clear();
        assert_eq!((texts.used(), texts.needs(100)), (0, 0));
        fill(&mut texts);
        assert_eq!(texts.resident(), resident);
    }
}
