//! Formulas as readable text: fractions with a slash, raised and lowered parts between marks.

use super::super::escape;

/// The elements of a formula that are open.
#[derive(Default)]
pub(super) struct Math {
    open: Vec<Frame>,
}

#[derive(Default)]
struct Frame {
    name: String,
    text: String,
    parts: Vec<(String, String)>,
    begins: Option<String>,
    ends: Option<String>,
    sign: Option<String>,
}

impl Math {
    pub fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    pub fn start(&mut self, name: &str, said: Option<String>) {
        match name {
            "begChr" | "endChr" | "chr" => {
                // The properties of the element stand in an element of their own.
                let at = self.open.len().saturating_sub(2);
                if let (Some(frame), Some(said)) = (self.open.get_mut(at), said) {
                    match name {
                        "begChr" => frame.begins = Some(said),
                        "endChr" => frame.ends = Some(said),
                        _ => frame.sign = Some(said),
                    }
                }
            }
            _ => {}
        }
        self.open.push(Frame { name: name.to_owned(), ..Frame::default() });
    }

    pub fn text(&mut self, text: &str) {
        if let Some(frame) = self.open.last_mut() {
            frame.text.push_str(text);
        }
    }

    /// Ends the element that is open; gives the text of the formula when it was all of it.
    pub fn end(&mut self) -> Option<String> {
        let frame = self.open.pop()?;
        let name = frame.name.clone();
        let text = frame.read();
        match self.open.last_mut() {
            Some(parent) => {
                parent.text.push_str(&text);
                parent.parts.push((name, text));
                None
            }
            None => Some(text),
        }
    }
}

impl Frame {
    fn part(&self, name: &str) -> &str {
        self.parts.iter().find(|(part, _)| part == name).map_or("", |(_, text)| text.as_str())
    }

    fn read(self) -> String {
        let group = |text: &str| {
            if text.chars().count() > 1 && !text.chars().all(char::is_alphanumeric) {
                format!("({text})")
            } else {
                text.to_owned()
            }
        };
        let raised =
            |text: &str| if text.is_empty() { String::new() } else { format!("{}{text}{}", escape::RAISED, escape::SCRIPT_END) };
        let lowered =
            |text: &str| if text.is_empty() { String::new() } else { format!("{}{text}{}", escape::LOWERED, escape::SCRIPT_END) };
        match self.name.as_str() {
            "f" => format!("{}/{}", group(self.part("num")), group(self.part("den"))),
            "sSup" => format!("{}{}", self.part("e"), raised(self.part("sup"))),
            "sSub" => format!("{}{}", self.part("e"), lowered(self.part("sub"))),
            "sSubSup" => format!("{}{}{}", self.part("e"), lowered(self.part("sub")), raised(self.part("sup"))),
            "rad" => {
                let degree = self.part("deg");
                format!("{}√{}", raised(degree), group(self.part("e")))
            }
            "d" => {
                let inner: Vec<&str> = self.parts.iter().filter(|(name, _)| name == "e").map(|(_, text)| text.as_str()).collect();
                format!("{}{}{}", self.begins.as_deref().unwrap_or("("), inner.join(","), self.ends.as_deref().unwrap_or(")"))
            }
            "nary" => format!(
                "{}{}{}{}",
                self.sign.as_deref().unwrap_or("∫"),
                lowered(self.part("sub")),
                raised(self.part("sup")),
                self.part("e")
            ),
            "mr" => format!("{};", self.text),
            "ctrlPr" | "rPr" | "fPr" | "dPr" | "naryPr" => String::new(),
            _ => self.text,
        }
    }
}
