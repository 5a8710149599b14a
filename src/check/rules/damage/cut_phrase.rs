use crate::check::{Context, Findings, Severity};
use crate::model::Language;
use crate::{declare_rule, say};

declare_rule! {
    /// An English phrase was cut: a preposition or an article with nothing behind it (`a gleam of,`), a letter by itself, a new sentence after a comma (`the arrangement, We should`), a name without its last word (`the Autonomous will`).
    ///
    /// Translation programs and conversions leave such places. The original tells what was meant.
    ///
    /// 中文
    ///
    /// 英文短语断了：介词、冠词后面没有词（“a gleam of,”），单独一个字母，逗号后面另起一句（“the arrangement, We should”），名称缺了最后一个词（“the Autonomous will”）。
    ///
    /// 多半是机器翻译或者转换留下的，要对照原文补正。
    ///
    /// ```notice,bad
    /// Language: en
    ///
    /// Enterprises shall support the supply of, which is urgent, and report on time.
    /// ```
    /// ```notice,good
    /// Language: en
    ///
    /// Enterprises shall support the supply of goods, which is urgent, and report on time.
    /// ```
    pub static CUT_PHRASE = Rule { id: "cut-phrase", severity: Severity::Info, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if context.notice.language != Language::English {
        return;
    }
    for prose in context.prose() {
        let text = prose.text();
        let mut last = (0, 0);
        let mut at = 0;
        let bytes = text.as_bytes();
        while let Some(next) = bytes[at..].iter().position(u8::is_ascii_alphabetic) {
            let start = at + next;
            let end = start + bytes[start..].iter().take_while(|byte| byte.is_ascii_alphabetic() || **byte == b'-').count();
            at = end;
            let (word, before, behind) = (&text[start..end], &text[..start], &text[end..]);
            let previous = std::mem::replace(&mut last, (start, end));
            let joined = before.ends_with(' ') && previous.1 + 1 == start;
            let dangling = matches!(word, "of" | "the" | "a" | "an")
                && joined
                && behind.starts_with(", ")
                && !["and ", "or ", "but "].iter().any(|more| behind[2..].starts_with(more));
            let letter = word.len() == 1
                && word != "a"
                && word.bytes().all(|byte| byte.is_ascii_lowercase())
                && before.ends_with([',', ' '])
                && before.trim_end().ends_with(',')
                && behind.starts_with(' ')
                && !before.trim_end().ends_with(|c: char| c.is_ascii_digit() || "=+-*/<>%".contains(c))
                && !behind.trim_start().starts_with(|c: char| c.is_ascii_digit() || "=+-*/<>%".contains(c));
            let splice = matches!(word, "We" | "They" | "It" | "You")
                && before.ends_with(", ")
                && behind.starts_with(' ')
                && !before.ends_with("\", ")
                && !in_quotes(before);
            let name =
                word == "Autonomous" && behind.starts_with(' ') && behind[1..].starts_with(|c: char| c.is_ascii_lowercase());
            let message = if dangling {
                say!("“{word}”后面缺词", "nothing follows `{word}`")
            } else if letter {
                say!("“{word}”单独一个字母", "`{word}` is a letter by itself")
            } else if splice {
                say!("逗号后面另起了一句", "a new sentence begins after a comma")
            } else if name {
                say!("“{word}”后面缺词，名称不完整", "the name ends at `{word}`")
            } else {
                continue;
            };
            let range = start..end;
            if prose.is_free(&range) {
                let finding = findings.report(&CUT_PHRASE, prose.span(range), message);
                finding.why = None;
                finding.help(say!("对照原文补正", "restore it from the original"));
            }
        }
    }
}

/// Whether the text ends within straight quotation marks.
fn in_quotes(before: &str) -> bool {
    before.matches('"').count() % 2 == 1 || before.matches('“').count() > before.matches('”').count()
}
