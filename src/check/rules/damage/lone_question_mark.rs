use crate::check::damaged;
use crate::check::marks::is_han;
use crate::check::prose::Prose;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A half-width question mark stands amid Chinese text where nothing is asked.
    ///
    /// Programs put `?` for a character that they cannot write. A question is told by its words (吗, 何, 是否 and so on) and is left alone.
    ///
    /// 中文
    ///
    /// 汉字中间有半角问号，而句子并不是问句。
    ///
    /// 程序遇到写不出的字，会用“?”代替。句子里有“吗、何、是否”等疑问词的，当作问句，不报。
    ///
    /// ```notice,bad
    /// 示例市教育局局长李?出席会议。
    /// ```
    /// ```notice,good
    /// 示例市教育局局长李珺出席会议。
    /// ```
    pub static LONE_QUESTION_MARK = Rule {
        id: "lone-question-mark", severity: Severity::Warning, check,
        needs: One("?"),
    };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if !context.notice.language.is_chinese() {
        return;
    }
    for prose in context.prose() {
        for at in runs(prose) {
            findings
                .report(&LONE_QUESTION_MARK, prose.span(at), say!("这里像是丢了几个字", "characters seem to be lost here"))
                .why(say!("程序用“?”代替写不出的字", "programs put `?` for what they cannot write"))
                .help(say!("对照原文补上", "restore them from the original"));
        }
        for at in prose.find("?") {
            if damaged::is_lost_character(prose.text(), at.start) {
                findings
                    .report(&LONE_QUESTION_MARK, prose.span(at), say!("这里像是丢了一个字", "a character seems to be lost here"))
                    .why(say!("程序用“?”代替写不出的字", "programs put `?` for what they cannot write"))
                    .help(say!(
                        "对照原文补上；若确是问句，用全角“？”",
                        "restore it from the original, or write `？` if this is a question"
                    ));
            }
        }
    }
}

/// Two question marks and more between Chinese characters.
fn runs(prose: &Prose<'_>) -> Vec<std::ops::Range<usize>> {
    let text = prose.text();
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    // A run is looked at once, at its head.
    let mut passed = 0;
    for at in prose.find("??") {
        let start = at.start;
        if start < passed {
            continue;
        }
        let end = start + text[start..].bytes().take_while(|byte| *byte == b'?').count();
        passed = end;
        if prose.before(start).is_some_and(is_han) && prose.after(end).is_some_and(is_han) {
            found.push(start..end);
        }
    }
    found
}
