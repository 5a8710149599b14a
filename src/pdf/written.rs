//! Objects of a PDF as they are written: where each ends, and whether a key stands twice.
//!
//! Here: [`Text`]. Not here: where objects begin and what leads to them (`sound`), what they are worth (the library).
//! Source: ISO 32000-1, 7.2, 7.3

use std::collections::BTreeMap;

/// A whole number as it is written.
pub(super) fn number(digits: &[u8]) -> Option<usize> {
    let digits = digits.trim_ascii();
    if digits.is_empty() || digits.len() > 12 || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// Objects as they are written.
pub(super) struct Text<'a> {
    pub bytes: &'a [u8],
    /// How far it was read.
    pub at: usize,
    depth: usize,
    /// Whether a key stood twice in a dictionary.
    pub twice: bool,
}

/// Deeper has no file of ours.
const DEEPEST: usize = 100;

impl<'a> Text<'a> {
    pub const fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at, depth: 0, twice: false }
    }

    pub fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// White space and comments.
    pub fn space(&mut self) {
        loop {
            match self.rest() {
                [b'\0' | b'\t' | b'\n' | b'\x0c' | b'\r' | b' ', ..] => self.at += 1,
                [b'%', ..] => self.at += self.rest().iter().take_while(|byte| !b"\r\n".contains(byte)).count(),
                _ => return,
            }
        }
    }

    /// A word that must stand here, and ends here.
    pub fn word(&mut self, word: &[u8]) -> Option<()> {
        let behind = self.rest().strip_prefix(word)?;
        let ends = behind.first().is_none_or(|byte| !is_regular(*byte));
        self.at += word.len();
        ends.then_some(())
    }

    pub fn whole(&mut self) -> Option<usize> {
        let digits = self.rest().iter().take_while(|byte| byte.is_ascii_digit()).count();
        let value = number(&self.rest()[..digits])?;
        self.at += digits;
        Some(value)
    }

    fn regular(&mut self) -> &'a [u8] {
        let length = self.rest().iter().take_while(|byte| is_regular(**byte)).count();
        let word = &self.rest()[..length];
        self.at += length;
        word
    }

    /// The entries of a dictionary: key, and what is written there.
    pub fn dictionary(&mut self) -> Result<BTreeMap<&'a [u8], &'a [u8]>, ()> {
        self.at += 2;
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(());
        }
        let mut entries = BTreeMap::new();
        loop {
            self.space();
            if self.rest().starts_with(b">>") {
                self.at += 2;
                self.depth -= 1;
                return Ok(entries);
            }
            if self.rest().first() != Some(&b'/') {
                return Err(());
            }
            self.at += 1;
            let key = self.regular();
            // `/Typ#65` is `/Type` to who reads it, and another key to who does not.
            if key.contains(&b'#') && plain(key) {
                self.twice = true;
            }
            self.space();
            let start = self.at;
            self.value()?;
            if entries.insert(key, &self.bytes[start..self.at]).is_some() {
                self.twice = true;
            }
        }
    }

    pub fn value(&mut self) -> Result<(), ()> {
        match self.rest() {
            [b'<', b'<', ..] => self.dictionary().map(drop),
            [b'<', ..] => {
                let length = self.rest().iter().position(|byte| *byte == b'>').ok_or(())?;
                let digits = &self.rest()[1..length];
                self.at += length + 1;
                digits.iter().all(|byte| byte.is_ascii_hexdigit() || byte.is_ascii_whitespace()).then_some(()).ok_or(())
            }
            [b'(', ..] => self.string(),
            [b'[', ..] => {
                self.at += 1;
                self.depth += 1;
                if self.depth > DEEPEST {
                    return Err(());
                }
                loop {
                    self.space();
                    if self.rest().first() == Some(&b']') {
                        self.at += 1;
                        self.depth -= 1;
                        return Ok(());
                    }
                    self.value()?;
                }
            }
            [b'/', ..] => {
                self.at += 1;
                self.regular();
                Ok(())
            }
            _ => match self.regular() {
                b"true" | b"false" | b"null" => Ok(()),
                word => {
                    let sign = word.strip_prefix(b"-").or_else(|| word.strip_prefix(b"+")).unwrap_or(word);
                    let sound = !sign.is_empty()
                        && sign.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.')
                        && sign.iter().filter(|byte| **byte == b'.').count() <= 1;
                    self.reference(word);
                    sound.then_some(()).ok_or(())
                }
            },
        }
    }

    /// Goes on behind `0 R`, where the number before it is that of an object.
    fn reference(&mut self, word: &[u8]) {
        if !word.iter().all(u8::is_ascii_digit) {
            return;
        }
        let mut ahead = Text::new(self.bytes, self.at);
        ahead.space();
        let generation = ahead.regular();
        ahead.space();
        if !generation.is_empty() && generation.iter().all(u8::is_ascii_digit) && ahead.word(b"R").is_some() {
            self.at = ahead.at;
        }
    }

    fn string(&mut self) -> Result<(), ()> {
        let mut open = 0;
        while let Some(byte) = self.rest().first() {
            self.at += 1;
            match byte {
                b'\\' => self.at += 1,
                b'(' => open += 1,
                b')' => {
                    open -= 1;
                    if open == 0 {
                        return Ok(());
                    }
                }
                _ => {}
            }
        }
        Err(())
    }
}

/// Whether a key writes with `#` what could be written plainly.
fn plain(key: &[u8]) -> bool {
    let escaped = |at: usize| {
        let digits = key.get(at + 1..at + 3).and_then(|digits| std::str::from_utf8(digits).ok());
        digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()).is_none_or(|byte| byte.is_ascii_alphanumeric())
    };
    key.iter().enumerate().any(|(at, byte)| *byte == b'#' && escaped(at))
}

fn is_regular(byte: u8) -> bool {
    !matches!(
        byte,
        b'\0' | b'\t' | b'\n' | b'\x0c' | b'\r' | b' ' | b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
    )
}
