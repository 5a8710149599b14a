//! Bytes in which nothing comes twice, packed in one pass: each byte gets a code as long as it is rare.
//!
//! Here: [`pack`], a zlib stream of one block without repetitions. Not here: which streams are packed so (`pack`).
//!
//! Programs of glyphs hardly repeat. Looking for repetitions in them takes ten times as long as everything else that is done
//! to a font, and makes the stream one hundredth smaller.
//!
//! Source: RFC 1950, RFC 1951

/// Literal bytes, and the sign that ends a block.
const SYMBOLS: usize = 257;
const END: usize = 256;
/// Longest code. Source: RFC 1951, 3.2.7
const LONGEST: u8 = 15;

/// Packs bytes, which come in pieces, as a zlib stream.
pub(crate) fn pack<'a>(pieces: impl Iterator<Item = &'a [u8]> + Clone) -> Vec<u8> {
    // Two counts in turn: a byte that comes twice would wait for its own count.
    let mut counts = [[0usize; SYMBOLS]; 2];
    let mut checksum = simd_adler32::Adler32::new();
    for piece in pieces.clone() {
        let (pairs, rest) = piece.as_chunks::<2>();
        for [one, two] in pairs {
            counts[0][usize::from(*one)] += 1;
            counts[1][usize::from(*two)] += 1;
        }
        rest.iter().for_each(|byte| counts[0][usize::from(*byte)] += 1);
        checksum.write(piece);
    }
    let mut counts: [usize; SYMBOLS] = std::array::from_fn(|byte| counts[0][byte] + counts[1][byte]);
    let length: usize = counts.iter().sum();
    counts[END] = 1;
    let lengths = lengths(&counts);
    let codes = codes(&lengths);
    // A dynamic block that is the last one, 257 literals, one distance, all 19 lengths of codes of lengths.
    // No code is longer than two bytes, and what is not written takes no memory.
    let mut bits = Bits { bytes: vec![0; length * 2 + 512], at: 0, held: 0, count: 0 };
    bits.put(0x0178, 16);
    for (value, count) in [(1, 1), (2, 2), (0, 5), (0, 5), (15, 4)] {
        bits.put(value, count);
    }
    // Lengths 0 to 15 are written in four bits each; the three signs for repeated lengths are not used.
    (0..19).for_each(|place| bits.put(if place < 3 { 0 } else { 4 }, 3));
    // The one distance has a code that nothing uses.
    for length in lengths.iter().copied().chain([1]) {
        bits.put(u64::from(length.reverse_bits() >> 4), 4);
    }
    let put = |bits: &mut Bits, symbol: usize| bits.put(u64::from(codes[symbol].0), u32::from(codes[symbol].1));
    for piece in pieces {
        // Three codes are 45 bits at most, and seven may be held back.
        let (threes, rest) = piece.as_chunks::<3>();
        for three in threes {
            for byte in three {
                let (code, length) = codes[usize::from(*byte)];
                bits.hold(u64::from(code), u32::from(length));
            }
            bits.flush();
        }
        rest.iter().for_each(|byte| put(&mut bits, usize::from(*byte)));
    }
    put(&mut bits, END);
    let mut out = bits.finish();
    out.extend(checksum.finish().to_be_bytes());
    out
}

/// Bits on their way into bytes, lowest first.
struct Bits {
    bytes: Vec<u8>,
    /// How many bytes are whole.
    at: usize,
    held: u64,
    count: u32,
}

impl Bits {
    fn hold(&mut self, value: u64, count: u32) {
        self.held |= value << self.count;
        self.count += count;
    }

    fn flush(&mut self) {
        self.bytes[self.at..self.at + 8].copy_from_slice(&self.held.to_le_bytes());
        let whole = self.count / 8;
        self.at += whole as usize;
        // Never 64: at most 52 bits are held.
        self.held >>= whole * 8;
        self.count %= 8;
    }

    fn put(&mut self, value: u64, count: u32) {
        self.hold(value, count);
        self.flush();
    }

    fn finish(mut self) -> Vec<u8> {
        self.flush();
        self.bytes.truncate(self.at + usize::from(self.count > 0));
        self.bytes
    }
}

/// How long the code of each symbol is: shortest in all for these counts, but for the few that would be too long.
fn lengths(counts: &[usize; SYMBOLS]) -> [u8; SYMBOLS] {
    let mut leaves: Vec<(usize, usize)> = (0..SYMBOLS).filter(|symbol| counts[*symbol] > 0).map(|s| (counts[s], s)).collect();
    leaves.sort_unstable();
    let mut lengths = [0u8; SYMBOLS];
    // Huffman's tree out of two queues: leaves by weight, and joints, which come about in the order of their weight.
    let mut weights: Vec<usize> = leaves.iter().map(|leaf| leaf.0).collect();
    let mut parents = vec![0usize; leaves.len() * 2];
    let (mut leaf, mut joint) = (0, leaves.len());
    for place in leaves.len()..(leaves.len() * 2).saturating_sub(1) {
        let mut weight = 0;
        for _ in 0..2 {
            let next_leaf = leaf < leaves.len() && (joint >= weights.len() || weights[leaf] <= weights[joint]);
            let taken = if next_leaf { &mut leaf } else { &mut joint };
            weight += weights[*taken];
            parents[*taken] = place;
            *taken += 1;
        }
        weights.push(weight);
    }
    let mut depths = vec![0usize; weights.len()];
    for place in (0..weights.len().saturating_sub(1)).rev() {
        depths[place] = depths[parents[place]] + 1;
    }
    // One symbol alone still needs a bit.
    let longest = usize::from(LONGEST);
    for (place, (_, symbol)) in leaves.iter().enumerate() {
        lengths[*symbol] = depths[place].clamp(1, longest) as u8;
    }
    // Codes cut short take more room than there is: the rarest of those that may grow make way.
    let room = 1usize << longest;
    let mut taken: usize = leaves.iter().map(|(_, symbol)| room >> lengths[*symbol]).sum();
    while taken > room {
        let rarest_last = leaves.iter().rev().map(|leaf| leaf.1);
        let grows = rarest_last.filter(|symbol| lengths[*symbol] < LONGEST).max_by_key(|symbol| lengths[*symbol]);
        let Some(symbol) = grows else { break };
        lengths[symbol] += 1;
        taken -= room >> lengths[symbol];
    }
    // A reader refuses codes that leave room over.
    while taken < room && leaves.len() > 1 {
        let Some((_, symbol)) = leaves.iter().rev().find(|leaf| lengths[leaf.1] == LONGEST) else { break };
        lengths[*symbol] -= 1;
        taken += 1;
    }
    lengths
}

/// The code of each symbol, turned round as it is written, and its length. Source: RFC 1951, 3.2.2
fn codes(lengths: &[u8; SYMBOLS]) -> [(u16, u8); SYMBOLS] {
    let mut next = [0u32; LONGEST as usize + 2];
    for length in 1..=usize::from(LONGEST) {
        let count = lengths.iter().filter(|other| usize::from(**other) == length).count();
        next[length + 1] = (next[length] + count as u32) << 1;
    }
    let mut codes = [(0, 0); SYMBOLS];
    for (code, length) in codes.iter_mut().zip(lengths).filter(|(_, length)| **length > 0) {
        let value = next[usize::from(*length)];
        next[usize::from(*length)] += 1;
        *code = ((value as u16).reverse_bits() >> (16 - length), *length);
    }
    codes
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::Read;

    /// Packs bytes in pieces that end anywhere.
    fn packed(bytes: &[u8]) -> Vec<u8> {
        pack(bytes.chunks(bytes.len() / 3 + 1))
    }

    fn unpack(packed: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        flate2::read::ZlibDecoder::new(packed).read_to_end(&mut bytes).expect("a zlib stream");
        let second = miniz_oxide::inflate::decompress_to_vec_zlib(packed).expect("a zlib stream to another reader, too");
        assert_eq!(bytes, second);
        bytes
    }

    #[test]
    fn nothing_one_byte_and_all_bytes_come_back() {
        for bytes in [vec![], vec![7], vec![7; 100_000], (0..=255).collect()] {
            assert_eq!(unpack(&packed(&bytes)), bytes);
        }
    }

    #[test]
    fn counts_that_would_need_codes_of_more_than_15_bits_come_back() {
        let (mut one, mut two) = (1usize, 1usize);
        let mut bytes = Vec::new();
        for byte in 0..26u8 {
            bytes.extend(std::iter::repeat_n(byte, one));
            (one, two) = (two, one + two);
        }
        assert_eq!(unpack(&packed(&bytes)), bytes);
        // Its shortest code is one bit, so it is much smaller than its text.
        assert!(packed(&bytes).len() < bytes.len() / 2);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn whatever_is_packed_comes_back(bytes in prop::collection::vec(any::<u8>(), 0..3000), mask in any::<u8>()) {
            let bytes: Vec<u8> = bytes.into_iter().map(|byte| byte & mask).collect();
            prop_assert_eq!(unpack(&packed(&bytes)), bytes);
        }
    }
}
