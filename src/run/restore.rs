//! Puts removals back: cleaned text and its removals make the extracted text, byte for byte.

/// One removal, as a removals file tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The first byte in the extracted text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What stood there.
    pub text: String,
}

/// Text and removals that do not belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the text is not the one that these removals were taken from")]
pub struct Mismatch;

/// The extracted text. `chars` is how many characters it had, where that is known.
///
/// # Errors
/// Where the removals do not fit the text.
pub fn restore(cleaned: &str, pieces: &[Piece], chars: Option<u64>) -> Result<String, Mismatch> {
    let mut out = String::with_capacity(cleaned.len() + pieces.iter().map(|piece| piece.text.len()).sum::<usize>());
    let mut rest = cleaned;
    for piece in pieces {
        let before = piece.start.checked_sub(out.len()).ok_or(Mismatch)?;
        let (kept, after) = rest.split_at_checked(before).ok_or(Mismatch)?;
        out.push_str(kept);
        out.push_str(&piece.text);
        rest = after;
        if out.len() != piece.end {
            return Err(Mismatch);
        }
    }
    out.push_str(rest);
    match chars {
        Some(chars) if chars != out.chars().count() as u64 => Err(Mismatch),
        _ => Ok(out),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn removals_go_back_and_foreign_ones_are_refused() {
        let piece = |start: usize, text: &str| Piece { start, end: start + text.len(), text: text.to_owned() };
        let pieces = [piece(0, "Menü\n"), piece(9, "x"), piece(13, "\nend")];
        assert_eq!(restore("abcdef", &pieces, Some(16)), Ok("Menü\nabcxdef\nend".to_owned()));
        assert_eq!(restore("abcdef", &pieces, Some(17)), Err(Mismatch));
        assert_eq!(restore("ab", &pieces, None), Err(Mismatch));
        assert_eq!(restore("ä", &[piece(1, "x")], None), Err(Mismatch));
    }
}
