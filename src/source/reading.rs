//! Bytes as text of one encoding, with each place where they are none.
//!
//! Here: [`Reading`]. Not here: which of several readings is the right one (`source`).

use super::Encoding;
use encoding_rs::{BIG5, Decoder, DecoderResult, GB18030};

/// What bytes are in an encoding.
pub(super) struct Reading {
    /// The text, with U+FFFD for what is none.
    pub text: String,
    /// The first bad byte, and how much of the text stands before it.
    pub bad: Option<(usize, usize)>,
    /// How often something is bad.
    pub faults: usize,
}

impl Reading {
    fn note(&mut self, at: usize) {
        self.bad.get_or_insert((at, self.text.len()));
        self.faults += 1;
        self.text.push(char::REPLACEMENT_CHARACTER);
    }

    pub fn of(bytes: &[u8], encoding: Encoding) -> Self {
        let mut reading = Self { text: String::with_capacity(bytes.len()), bad: None, faults: 0 };
        match encoding {
            Encoding::Utf8 => reading.utf8(bytes),
            Encoding::Gb18030 => reading.decoded(bytes, || GB18030.new_decoder_without_bom_handling(), |_, _| None),
            Encoding::Big5 => reading.decoded(bytes, || BIG5.new_decoder_without_bom_handling(), user_defined),
            Encoding::Utf16Le => reading.utf16(bytes, u16::from_le_bytes),
            Encoding::Utf16Be => reading.utf16(bytes, u16::from_be_bytes),
        }
        reading
    }

    fn utf8(&mut self, bytes: &[u8]) {
        let mut at = 0;
        for chunk in bytes.utf8_chunks() {
            self.text.push_str(chunk.valid());
            at += chunk.valid().len();
            if !chunk.invalid().is_empty() {
                self.note(at);
                at += chunk.invalid().len();
            }
        }
    }

    /// Behind a mark of two bytes.
    fn utf16(&mut self, bytes: &[u8], unit: fn([u8; 2]) -> u16) {
        let (pairs, rest) = bytes.get(2..).unwrap_or_default().as_chunks::<2>();
        let mut at = 2;
        for decoded in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
            match decoded {
                Ok(character) => {
                    self.text.push(character);
                    at += character.len_utf16() * 2;
                }
                Err(_) => {
                    self.note(at);
                    at += 2;
                }
            }
        }
        if !rest.is_empty() {
            self.note(at);
        }
    }

    /// `own` gives the character of two bytes that the decoder does not know.
    fn decoded(&mut self, bytes: &[u8], decoder: impl Fn() -> Decoder, own: impl Fn(u8, u8) -> Option<char>) {
        let (mut now, mut at) = (decoder(), 0);
        loop {
            let rest = &bytes[at..];
            self.text.reserve(now.max_utf8_buffer_length_without_replacement(rest.len()).unwrap_or(rest.len()));
            let (result, read) = now.decode_to_string_without_replacement(rest, &mut self.text, true);
            at += read;
            match result {
                DecoderResult::InputEmpty => return,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(length, behind) => {
                    let start = at.saturating_sub(usize::from(length) + usize::from(behind));
                    match bytes.get(start..start + 2).and_then(|pair| own(pair[0], pair[1])) {
                        Some(character) => {
                            self.text.push(character);
                            (now, at) = (decoder(), start + 2);
                        }
                        None => self.note(start),
                    }
                }
            }
        }
    }
}

/// The characters of one's own (造字) in Big5, where Windows has them among those for private use.
fn user_defined(lead: u8, trail: u8) -> Option<char> {
    let trail = match trail {
        0x40..=0x7e => u32::from(trail - 0x40),
        0xa1..=0xfe => u32::from(trail - 0xa1) + 63,
        _ => return None,
    };
    let (first, zone) = match lead {
        0x81..=0x8d => (0x81, 0xeeb8),
        0x8e..=0xa0 => (0x8e, 0xe311),
        // These are one's own from A1 on only.
        0xc6..=0xc8 => (0xc6, 0xf6b1 - 63),
        0xfa..=0xfe => (0xfa, 0xe000),
        _ => return None,
    };
    char::from_u32(zone + u32::from(lead - first) * 157 + trail).filter(|character| !(lead == 0xc6 && *character < '\u{f6b1}'))
}
