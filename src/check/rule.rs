//! What a rule is, and how its documentation is read for `zhumo explain` and the page of rules.

use super::Context;
use super::Needs;
use super::finding::Findings;
use super::severity::Severity;
use crate::say::Lang;

/// A rule: one kind of finding.
pub struct Rule {
    /// The defect, in kebab case.
    pub id: &'static str,
    /// How bad it is by default.
    pub severity: Severity,
    /// Its documentation, a line for each of its own: one text and not a list, for each part of a list is an address that every
    /// start of the program fills in.
    pub doc: &'static str,
    /// Looks for the defect.
    pub check: fn(&Context<'_>, &mut Findings<'_>),
    /// What a draft must hold before the rule looks at it.
    pub needs: Needs,
    /// What of the text its safe fixes may change.
    pub fixes: Fixes,
}

/// What of the text the safe fixes of a rule may change. All else stays as it is, in every output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Fixes {
    /// Marks, spaces, invisible characters, and the width of letters and figures: what every rule may.
    Marks,
    /// Figures too: zeros before them, 第, Chinese numerals for Arabic ones.
    Figures,
    /// Words too.
    Words,
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rule").field("id", &self.id).finish_non_exhaustive()
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// A rule's documentation in its parts.
///
/// The documentation of a rule is English first; a line `中文` by itself opens the Chinese part. `Source:` names the
/// clause. Blocks fenced by ```` ```notice,bad ```` and ```` ```notice,good ```` are examples; `\u{200b}` in one is that character,
/// which nobody could see in the source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    /// The paragraphs in English, the first says what is found.
    pub en: Vec<&'static str>,
    /// The paragraphs in Chinese.
    pub zh: Vec<&'static str>,
    /// The clause.
    pub source: Option<&'static str>,
    /// Drafts with this finding.
    pub bad: Vec<String>,
    /// Drafts without a finding.
    pub good: Vec<String>,
}

impl Explanation {
    /// The paragraphs in `lang`.
    #[must_use]
    pub fn paragraphs(&self, lang: Lang) -> &[&'static str] {
        match lang {
            Lang::Chinese => &self.zh,
            Lang::English => &self.en,
        }
    }
}

impl Rule {
    /// The clause, as [`Explanation::source`] has it; every finding asks for it, and the examples are not read for that.
    #[must_use]
    pub fn clause(&self) -> Option<&'static str> {
        let mut example = false;
        let mut clause = None;
        for line in self.doc.lines().map(|line| line.strip_prefix(' ').unwrap_or(line)) {
            match line.trim() {
                _ if example => example = line != "```",
                "```notice,bad" | "```notice,good" => example = true,
                text => clause = text.strip_prefix("Source:").map(str::trim).or(clause),
            }
        }
        clause
    }

    /// Reads the documentation.
    #[must_use]
    pub fn explanation(&self) -> Explanation {
        let mut explanation = Explanation::default();
        let mut chinese = false;
        let mut example: Option<(bool, Vec<&str>)> = None;
        for raw in self.doc.lines() {
            let line = raw.strip_prefix(' ').unwrap_or(raw);
            if let Some((bad, lines)) = &mut example {
                if line == "```" {
                    let text = unescaped(&lines.join("\n"));
                    if *bad {
                        explanation.bad.push(text)
                    } else {
                        explanation.good.push(text)
                    }
                    example = None;
                } else {
                    lines.push(line);
                }
                continue;
            }
            match line.trim() {
                "" => {}
                "```notice,bad" => example = Some((true, Vec::new())),
                "```notice,good" => example = Some((false, Vec::new())),
                "中文" => chinese = true,
                text => match text.strip_prefix("Source:") {
                    Some(source) => explanation.source = Some(source.trim()),
                    None if chinese => explanation.zh.push(text),
                    None => explanation.en.push(text),
                },
            }
        }
        explanation
    }
}

/// Puts characters in the place of their escapes.
fn unescaped(text: &str) -> String {
    let mut parts = text.split("\\u{");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let code = part.split_once('}');
        match code.and_then(|(code, rest)| Some((char::from_u32(u32::from_str_radix(code, 16).ok()?)?, rest))) {
            Some((character, rest)) => {
                out.push(character);
                out.push_str(rest);
            }
            None => out = out + "\\u{" + part,
        }
    }
    out
}

/// Declares a rule: its documentation is kept as text for `zhumo explain`. One paragraph is one line of documentation. Behind
/// `check`, a rule that looks for certain characters names them, with the names of [`Needs`](crate::check::Needs) alone:
/// `needs: One("〔［")`; other drafts it never sees. Then, a rule whose safe fixes change more than marks says so:
/// `fixes: Fixes::Figures`.
#[macro_export]
macro_rules! declare_rule {
    (
        $(#[doc = $doc:literal])+
        $visibility:vis static $name:ident = Rule { id: $id:literal, severity: $severity:expr, check $(, needs: $needs:expr)? $(, fixes: $fixes:expr)? $(,)? };
    ) => {
        $(#[doc = $doc])+
        $visibility static $name: $crate::check::Rule = $crate::check::Rule {
            id: $id,
            severity: $severity,
            doc: concat!($($doc, "\n"),+),
            check,
            needs: $crate::declare_rule!(@needs $($needs)?),
            fixes: $crate::declare_rule!(@fixes $($fixes)?),
        };
    };
    (@needs) => { $crate::check::Needs::All(&[]) };
    (@needs $needs:expr) => {{
        #[allow(unused_imports, reason = "most rules use one of these names")]
        use $crate::check::Needs::*;
        $needs
    }};
    (@fixes) => { $crate::check::Fixes::Marks };
    (@fixes $fixes:expr) => { $fixes };
}
