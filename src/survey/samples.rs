//! The samples of all blocks in memory, end to end in chunks, so that none costs an allocation and growing copies nothing.

/// Bits of a place within its chunk.
const CHUNK_BITS: u32 = 16;
/// Bytes of a chunk; a sample has far fewer.
const CHUNK: usize = 1 << CHUNK_BITS;

/// Where a sample stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    at: u32,
    length: u16,
}

/// Short texts, each written once.
#[derive(Default)]
pub(super) struct Samples {
    chunks: Vec<Vec<u8>>,
}

impl Samples {
    /// Adds a text of less than a chunk. `None` where there is no place left in four gigabytes.
    pub(super) fn add(&mut self, text: &str) -> Option<Place> {
        let length = u16::try_from(text.len()).ok()?;
        if self.chunks.last().is_none_or(|chunk| chunk.len() + text.len() > CHUNK) {
            self.chunks.push(Vec::with_capacity(CHUNK));
        }
        let number = self.chunks.len() - 1;
        let chunk = self.chunks.last_mut()?;
        let at = u32::try_from(number << CHUNK_BITS | chunk.len()).ok()?;
        chunk.extend_from_slice(text.as_bytes());
        Some(Place { at, length })
    }

    /// The text at a place, as bytes: they are in the order of texts, and nothing here asks for more.
    pub(super) fn get(&self, place: Place) -> &[u8] {
        let (number, start) = ((place.at >> CHUNK_BITS) as usize, place.at as usize % CHUNK);
        let chunk = self.chunks.get(number);
        chunk.and_then(|chunk| chunk.get(start..start + usize::from(place.length))).unwrap_or_default()
    }

    /// Bytes that are taken; up to a chunk more is there to be.
    pub(super) fn bytes(&self) -> usize {
        let full = self.chunks.len().saturating_sub(1) * CHUNK;
        full + self.chunks.last().map_or(0, Vec::len)
    }
}
