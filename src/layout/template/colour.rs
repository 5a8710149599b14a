//! The red of a layout: on screens and office printers, and on a press.

use crate::layout::display::{Ink, Press};
use crate::say;
use serde::{Deserialize, Deserializer};

/// The red that every layout has when its template says nothing.
const USUAL: [u8; 3] = [0xde, 0x0f, 0x0f];

/// How a press prints the red; nothing for the same as everywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pressed(pub Option<Press>);

/// Reads `#C8102E`.
pub(super) fn red<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Ink, D::Error> {
    let text = String::deserialize(deserializer)?;
    let fault = || crate::say::refused(&say!("“{text}”不是颜色；写作 `#C8102E`", "`{text}` is no colour; write it as `#C8102E`"));
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
    let number = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()).ok_or_else(fault)?;
    let [_, red, green, blue] = number.to_be_bytes();
    Ok(if [red, green, blue] == USUAL { Ink::Red } else { Ink::Own([red, green, blue]) })
}

impl<'de> Deserialize<'de> for Pressed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let name = text.trim();
        if name.is_empty() {
            return Ok(Self(None));
        }
        // However it is spelt: no spot colour has such a name.
        let Some((_, parts)) = name.split_at_checked(4).filter(|(kind, _)| kind.eq_ignore_ascii_case("cmyk")) else {
            return Ok(Self(Some(Press::Spot(name.to_owned()))));
        };
        let fault = || {
            crate::say::refused(&say!(
                "“{name}”要有四个 0 到 100 的数（青、品红、黄、黑）；写作 `cmyk 0 100 90 5`",
                "`{name}` takes four numbers from 0 to 100 (cyan, magenta, yellow, black); write `cmyk 0 100 90 5`"
            ))
        };
        let parts: Option<Vec<u8>> = parts.split_whitespace().map(|part| part.parse().ok().filter(|part| *part <= 100)).collect();
        let parts: [u8; 4] = parts.and_then(|parts| parts.try_into().ok()).ok_or_else(fault)?;
        Ok(Self(Some(Press::Process(parts))))
    }
}
