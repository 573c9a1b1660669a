//! Where the bytes stand that part cells and rows, found many at a time.

use wide::u8x16;

/// The places of delimiters, line feeds and quotes in a text, each with its byte, in their order.
pub(super) struct Marks<'t> {
    text: &'t [u8],
    delimiter: u8,
    /// A bit for each byte of a piece of the text, the lowest for its first: whether it is a mark still to be given.
    bits: u64,
    /// Where that piece begins.
    from: usize,
}

/// As many bytes as there are bits.
const PIECE: usize = 64;

impl<'t> Marks<'t> {
    pub(super) fn new(text: &'t [u8], delimiter: u8) -> Marks<'t> {
        let mut marks = Marks { text, delimiter, bits: 0, from: 0 };
        marks.go_to(0);
        marks
    }

    /// Goes to the first mark from this place on.
    pub(super) fn go_to(&mut self, place: usize) {
        self.from = place;
        self.bits = self.bits_from(place).unwrap_or(0);
    }

    /// The bits of the piece that begins at this place, if any of the text is left there.
    fn bits_from(&self, place: usize) -> Option<u64> {
        let rest = self.text.get(place..).filter(|rest| !rest.is_empty())?;
        if let Some(piece) = rest.first_chunk() {
            return Some(bits(piece, self.delimiter));
        }
        let mut piece = [0; PIECE];
        piece.iter_mut().zip(rest).for_each(|(to, byte)| *to = *byte);
        Some(bits(&piece, self.delimiter))
    }
}

impl Iterator for Marks<'_> {
    type Item = (usize, u8);

    fn next(&mut self) -> Option<(usize, u8)> {
        while self.bits == 0 {
            self.bits = self.bits_from(self.from + PIECE)?;
            self.from += PIECE;
        }
        let place = self.from + self.bits.trailing_zeros() as usize;
        self.bits &= self.bits - 1;
        self.text.get(place).map(|byte| (place, *byte))
    }
}

/// Which bytes of a piece are marks. Sixteen are compared in one step, on every processor that can.
fn bits(piece: &[u8; PIECE], delimiter: u8) -> u64 {
    let [delimiter, feed, quote] = [delimiter, b'\n', b'"'].map(u8x16::splat);
    let (sixteens, _) = piece.as_chunks::<16>();
    sixteens.iter().rev().fold(0, |bits, sixteen| {
        let bytes = u8x16::new(*sixteen);
        let marks = bytes.simd_eq(delimiter) | bytes.simd_eq(feed) | bytes.simd_eq(quote);
        bits << 16 | u64::from(marks.to_bitmask())
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// One byte at a time gives the same, from wherever it begins.
        #[test]
        fn every_mark_is_given_in_its_place(text in "[ab;,\"\n\r\u{0}é]{0,300}", from in 0_usize..700) {
            let text = text.as_bytes();
            let mut marks = Marks::new(text, b';');
            let all = |from| -> Vec<(usize, u8)> {
                let known = text.iter().copied().enumerate().skip(from);
                known.filter(|(_, byte)| matches!(byte, b';' | b'\n' | b'"')).collect()
            };
            prop_assert_eq!(marks.by_ref().collect::<Vec<_>>(), all(0));
            marks.go_to(from);
            prop_assert_eq!(marks.collect::<Vec<_>>(), all(from));
        }
    }
}
