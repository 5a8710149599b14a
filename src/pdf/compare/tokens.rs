//! The contents of a page as operations.
//!
//! Here: [`operations`], which reads strictly: what programs that show a page would have to guess is no content of ours.
//! Source: ISO 32000-1, 7.2, 7.3, 7.8.2

use lopdf::{Dictionary, Object, StringFormat};

/// An operator with what stands before it.
pub(super) struct Operation {
    pub operator: Vec<u8>,
    pub operands: Vec<Object>,
}

/// Gives each operation to `take`; none when something cannot be read.
pub(super) fn operations(bytes: &[u8], mut take: impl FnMut(Operation) -> Option<()>) -> Option<()> {
    let mut reader = Reader { rest: bytes };
    let mut operands: Vec<Object> = Vec::new();
    while reader.skip_white() {
        match reader.value(0)? {
            Value::Object(object) => {
                operands.push(object);
                if operands.len() > MOST_OPERANDS {
                    return None;
                }
            }
            Value::Word(operator) => take(Operation { operator: operator.to_vec(), operands: std::mem::take(&mut operands) })?,
        }
    }
    operands.is_empty().then_some(())
}

const MOST_OPERANDS: usize = 64;
const MOST_NESTED: usize = 16;

enum Value<'a> {
    Object(Object),
    Word(&'a [u8]),
}

struct Reader<'a> {
    rest: &'a [u8],
}

const fn is_white(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

const fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

impl<'a> Reader<'a> {
    /// Goes on to the next token; whether there is one.
    fn skip_white(&mut self) -> bool {
        loop {
            let white = self.rest.iter().take_while(|byte| is_white(**byte)).count();
            self.rest = &self.rest[white..];
            if self.rest.first() != Some(&b'%') {
                return !self.rest.is_empty();
            }
            let comment = self.rest.iter().take_while(|byte| !b"\r\n".contains(byte)).count();
            self.rest = &self.rest[comment..];
        }
    }

    fn eat(&mut self, mark: &[u8]) -> bool {
        let rest = self.rest.strip_prefix(mark);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn regular(&mut self) -> &'a [u8] {
        let length = self.rest.iter().take_while(|byte| !is_white(**byte) && !is_delimiter(**byte)).count();
        let (word, rest) = self.rest.split_at(length);
        self.rest = rest;
        word
    }

    fn value(&mut self, depth: usize) -> Option<Value<'a>> {
        if depth > MOST_NESTED {
            return None;
        }
        let object = if self.eat(b"<<") {
            let mut dictionary = Dictionary::new();
            loop {
                self.skip_white();
                if self.eat(b">>") {
                    break Object::Dictionary(dictionary);
                }
                let (key, value) = (self.eat(b"/").then(|| self.name())??, self.object(depth)?);
                if dictionary.has(&key) {
                    return None;
                }
                dictionary.set(key, value);
            }
        } else if self.eat(b"[") {
            let mut list = Vec::new();
            loop {
                self.skip_white();
                if self.eat(b"]") {
                    break Object::Array(list);
                }
                list.push(self.object(depth)?);
            }
        } else if self.eat(b"<") {
            Object::String(self.hexadecimal()?, StringFormat::Hexadecimal)
        } else if self.eat(b"(") {
            Object::String(self.literal()?, StringFormat::Literal)
        } else if self.eat(b"/") {
            Object::Name(self.name()?)
        } else {
            match self.regular() {
                // A bracket that closes nothing.
                b"" => return None,
                b"true" => Object::Boolean(true),
                b"false" => Object::Boolean(false),
                b"null" => Object::Null,
                word if word[0].is_ascii_digit() || b"+-.".contains(&word[0]) => number(word)?,
                word => return Some(Value::Word(word)),
            }
        };
        Some(Value::Object(object))
    }

    fn object(&mut self, depth: usize) -> Option<Object> {
        self.skip_white();
        match self.value(depth + 1)? {
            Value::Object(object) => Some(object),
            Value::Word(_) => None,
        }
    }

    fn name(&mut self) -> Option<Vec<u8>> {
        let mut name = Vec::new();
        let mut rest = self.regular();
        while let Some((byte, behind)) = rest.split_first() {
            rest = behind;
            name.push(if *byte == b'#' {
                let digit = |at: usize| char::from(*behind.get(at)?).to_digit(16);
                let code = digit(0)? * 16 + digit(1)?;
                rest = &behind[2..];
                u8::try_from(code).ok()?
            } else {
                *byte
            });
        }
        Some(name)
    }

    fn hexadecimal(&mut self) -> Option<Vec<u8>> {
        let (mut digits, mut bytes) = (0u32, Vec::new());
        let mut half = false;
        while let Some((byte, rest)) = self.rest.split_first() {
            self.rest = rest;
            match byte {
                b'>' => {
                    if half {
                        bytes.push((digits * 16) as u8);
                    }
                    return Some(bytes);
                }
                byte if is_white(*byte) => {}
                byte => {
                    let digit = char::from(*byte).to_digit(16)?;
                    if half {
                        bytes.push((digits * 16 + digit) as u8);
                    }
                    (digits, half) = (digit, !half);
                }
            }
        }
        None
    }

    fn literal(&mut self) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut open = 1;
        loop {
            let (byte, rest) = self.rest.split_first()?;
            self.rest = rest;
            match byte {
                b'(' => open += 1,
                b')' => {
                    open -= 1;
                    if open == 0 {
                        return Some(bytes);
                    }
                }
                b'\\' => {
                    bytes.extend(self.escaped()?);
                    continue;
                }
                // An end of line counts as one, however it is written.
                b'\r' => {
                    self.eat(b"\n");
                    bytes.push(b'\n');
                    continue;
                }
                _ => {}
            }
            bytes.push(*byte);
        }
    }

    /// What stands behind a backslash; nothing for an end of line.
    fn escaped(&mut self) -> Option<Option<u8>> {
        let (byte, rest) = self.rest.split_first()?;
        let octal = self.rest.iter().take(3).take_while(|byte| matches!(byte, b'0'..=b'7')).count();
        if octal > 0 {
            let code = self.rest[..octal].iter().fold(0u32, |code, digit| code * 8 + u32::from(digit - b'0'));
            self.rest = &self.rest[octal..];
            return Some(Some((code & 0xff) as u8));
        }
        self.rest = rest;
        Some(match byte {
            b'n' => Some(b'\n'),
            b'r' => Some(b'\r'),
            b't' => Some(b'\t'),
            b'b' => Some(8),
            b'f' => Some(12),
            b'\n' => None,
            b'\r' => {
                self.eat(b"\n");
                None
            }
            other => Some(*other),
        })
    }
}

fn number(word: &[u8]) -> Option<Object> {
    let digits = word.strip_prefix(b"-").or_else(|| word.strip_prefix(b"+")).unwrap_or(word);
    let points = digits.iter().filter(|byte| **byte == b'.').count();
    let sound = digits.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.') && points <= 1 && digits.len() > points;
    let text = std::str::from_utf8(word).ok().filter(|_| sound)?;
    match points {
        0 => text.parse().ok().map(Object::Integer),
        _ => text.parse().ok().map(Object::Real),
    }
}

/// A number, whole or not.
pub(super) fn value(object: &Object) -> Option<f64> {
    match object {
        #[expect(clippy::cast_precision_loss, reason = "numbers that a page can hold")]
        Object::Integer(number) => Some(*number as f64),
        Object::Real(number) => Some(f64::from(*number)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Vec<(String, Vec<Object>)>> {
        let mut all = Vec::new();
        operations(text.as_bytes(), |Operation { operator, operands }| {
            all.push((String::from_utf8(operator).ok()?, operands));
            Some(())
        })?;
        Some(all)
    }

    #[test]
    fn operations_are_read_however_they_are_written() {
        let one = read("/F#31 16 Tf [<00 4 1>-5.5(a\\)\\\n\\101)]TJ % said\n/Span<</MCID 3/A[1 true]>>BDC").unwrap();
        let names: Vec<&str> = one.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["Tf", "TJ", "BDC"]);
        assert_eq!(one[0].1, [Object::Name(b"F1".to_vec()), Object::Integer(16)]);
        let pieces = one[1].1[0].as_array().unwrap();
        assert_eq!(pieces[0].as_str().unwrap(), b"\0\x41");
        assert_eq!(pieces[1], Object::Real(-5.5));
        assert_eq!(pieces[2].as_str().unwrap(), b"a)A");
        assert_eq!(one[2].1[1].as_dict().unwrap().get(b"MCID").unwrap(), &Object::Integer(3));
    }

    #[test]
    fn what_would_have_to_be_guessed_is_not_read() {
        for text in
            ["1 2", "(a", "<4x> Tj", "[1 2 TJ", "1.2.3 w", "--1 w", "<</A 1/A 2>> BDC", ") Tj", "/A#4 gs", "{1} Tj", "- w"]
        {
            assert!(read(text).is_none(), "{text}");
        }
    }
}
