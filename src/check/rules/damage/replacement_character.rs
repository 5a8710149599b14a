use crate::check::{Context, Findings, Severity};
use crate::span::Span;
use crate::{declare_rule, say};

declare_rule! {
    /// The draft holds a character that stands for a lost one (U+FFFD) or that only one font knows (private use area).
    ///
    /// The text was damaged on its way here, or a symbol was taken from a font of one's own. Other machines print an empty box.
    ///
    /// 中文
    ///
    /// 文稿里有代替丢失文字的符号（U+FFFD），或者只有某一种字体才认得的自造字（专用区字符）。
    ///
    /// 前者说明文字在传递中已经损坏，后者换一台机器就印成空框。
    ///
    /// ```notice,bad
    /// 示例省市场监督\u{fffd}理局
    /// ```
    /// ```notice,good
    /// 示例省市场监督管理局
    /// ```
    pub static REPLACEMENT_CHARACTER = Rule {
        id: "replacement-character", severity: Severity::Warning, check,
        needs: Any(&[One("\u{fffd}"), Between('\u{e000}', '\u{f8ff}'), Beyond]),
    };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut characters = context.source.char_indices().peekable();
    while let Some((start, character)) = characters.next() {
        if !is_lost(character) && !is_private(character) {
            continue;
        }
        let mut end = start + character.len_utf8();
        while let Some((at, next)) =
            characters.next_if(|(_, next)| is_lost(*next) == is_lost(character) && is_private(*next) == is_private(character))
        {
            end = at + next.len_utf8();
        }
        let span = Span::new(start, end);
        let code = format!("U+{:04X}", u32::from(character));
        if is_lost(character) {
            findings
                .report(&REPLACEMENT_CHARACTER, span, say!("文字已经损坏（{code}）", "a character was lost here ({code})"))
                .help(say!("对照原文补上这里的文字", "put back the text from the original"));
        } else {
            findings
                .report(
                    &REPLACEMENT_CHARACTER,
                    span,
                    say!("自造字 {code} 在别的机器上印不出来", "{code} is a character of one font only"),
                )
                .help(say!("换成通用的字或者图", "write a character that every font has, or use a picture"));
        }
    }
}

const fn is_lost(character: char) -> bool {
    character == char::REPLACEMENT_CHARACTER
}

const fn is_private(character: char) -> bool {
    matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{ffffd}' | '\u{100000}'..='\u{10fffd}')
}
