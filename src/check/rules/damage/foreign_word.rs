use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A small English word stands between Chinese words: a translation that was left half done.
    ///
    /// A reader stumbles over it, and the Chinese word that belongs there may be missing.
    ///
    /// 中文
    ///
    /// 汉语词之间夹着英语虚词，多半是机器翻译或者改稿时留下的。
    ///
    /// 读到这里会卡住，该有的汉语词可能也漏了。
    ///
    /// ```notice,bad
    /// 协会通过网络平台 and 微信平台普及防疫知识。
    /// ```
    /// ```notice,good
    /// 协会通过网络平台和微信平台普及防疫知识。
    /// ```
    pub static FOREIGN_WORD = Rule { id: "foreign-word", severity: Severity::Warning, check, needs: Between('a', 'z') };
}

/// Words that name nothing, and what they mean.
const WORDS: [(&str, &str); 14] = [
    ("and", "和"),
    ("or", "或"),
    ("of", "的"),
    ("the", ""),
    ("with", "与"),
    ("for", "为"),
    ("to", "至"),
    ("from", "从"),
    ("is", "是"),
    ("are", "是"),
    ("by", "由"),
    ("by the", "由"),
    ("of the", "的"),
    ("but", "但"),
];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if !context.notice.language.is_chinese() {
        return;
    }
    for prose in context.prose().iter().filter(|prose| prose.text().bytes().any(|byte| byte.is_ascii_lowercase())) {
        let text = prose.text();
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(next) = bytes[at..].iter().position(u8::is_ascii_alphabetic) {
            let start = at + next;
            let length = bytes[start..].iter().take_while(|byte| byte.is_ascii_alphabetic() || **byte == b' ').count();
            at = start + length;
            let word = text[start..at].trim_end();
            let Some((_, meant)) = WORDS.iter().find(|(known, _)| *known == word) else { continue };
            let range = start..start + word.len();
            let han = |c: Option<char>| c.is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            let amid = han(text[..start].trim_end().chars().next_back()) && han(text[range.end..].trim_start().chars().next());
            if !amid || !prose.is_free(&range) {
                continue;
            }
            // The spaces beside the word go with it.
            let from = text[..start].trim_end().len();
            let to = text.len() - text[range.end..].trim_start().len();
            let span = prose.span(from..to);
            let finding = findings.report(
                &FOREIGN_WORD,
                prose.span(range),
                say!("汉语中间夹着英语词“{word}”", "the English word `{word}` stands amid Chinese"),
            );
            finding.why = None;
            finding.suggest(*meant);
            if let Some(fix) = &mut finding.fix {
                fix.edits[0].span = span;
            }
        }
    }
}
