use crate::check::{Context, Findings, Severity};
use crate::span::Span;
use crate::{declare_rule, say};

declare_rule! {
    /// The draft holds a character that cannot be seen: a control character, a zero-width space, a mark that turns the writing direction.
    ///
    /// Such characters come along with copied text. They cannot be printed, they break searches and links, and marks of direction can make a text read otherwise than it is stored.
    ///
    /// 中文
    ///
    /// 稿件里有看不见的字符：控制字符、零宽空格、改变书写方向的标记等。
    ///
    /// 这类字符多半是复制粘贴带进来的，不能印出，会妨碍检索和链接；方向标记还会让文字看上去与实际存储的不一样。
    ///
    /// ```notice,bad
    /// 一、活动\u{200b}主题
    /// ```
    /// ```notice,good
    /// 一、活动主题
    /// ```
    pub static CONTROL_CHARACTER = Rule { id: "control-character", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let letters = context.letters();
    let spaces = |c: char| matches!(c, '\t' | '\n' | '\r');
    let low = ('\0'..='\u{1f}').any(|c| !spaces(c) && letters.has(c)) || letters.has_between('\u{7f}', '\u{9f}');
    if !low && !letters.has_any(RARE) && !letters.has_between('\u{200b}', '\u{200f}') && !letters.has_between('\u{2028}', '\u{2069}') {
        return;
    }
    let mut characters = context.source.char_indices().peekable();
    while let Some((start, character)) = characters.next() {
        let Some((zh, en)) = unseen(character).filter(|_| !(start == 0 && character == '\u{feff}')) else { continue };
        let mut end = start + character.len_utf8();
        while let Some((at, next)) = characters.next_if(|(_, next)| *next == character) {
            end = at + next.len_utf8();
        }
        let code = format!("U+{:04X}", u32::from(character));
        findings
            .report(&CONTROL_CHARACTER, Span::new(start, end), say!("看不见的字符 {code}（{zh}）", "unseen character {code} ({en})"))
            .suggest("");
    }
}

/// Unseen characters that stand alone in their blocks.
const RARE: &str = "\u{ad}\u{115f}\u{1160}\u{3164}\u{180e}\u{feff}";

/// What an unseen character is called; `None` for those that may stand in a draft.
const fn unseen(character: char) -> Option<(&'static str, &'static str)> {
    match character {
        '\t' | '\n' | '\r' => None,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => Some(("控制字符", "control character")),
        '\u{ad}' => Some(("软连字符", "soft hyphen")),
        '\u{115f}' | '\u{1160}' | '\u{3164}' => Some(("谚文填充符", "Hangul filler")),
        '\u{180e}' => Some(("蒙古文元音分隔符", "Mongolian vowel separator")),
        '\u{200b}' => Some(("零宽空格", "zero-width space")),
        '\u{200c}' | '\u{200d}' => Some(("零宽连接符", "zero-width joiner or non-joiner")),
        '\u{200e}' | '\u{200f}' => Some(("书写方向标记", "mark of writing direction")),
        '\u{2028}' | '\u{2029}' => Some(("行、段分隔符", "line or paragraph separator")),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some(("书写方向标记", "mark of writing direction")),
        '\u{2060}' => Some(("词连接符", "word joiner")),
        '\u{2061}'..='\u{2064}' => Some(("数学隐形符", "invisible operator")),
        '\u{feff}' => Some(("字节顺序标记", "byte order mark")),
        _ => None,
    }
}
