use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A line begins with a word that is one slip from a keyword or a common word for it that is no keyword, so it is read as text and not as the field it was meant for.
    ///
    /// A word of two characters counts only when a look-alike was typed, and longer words only where fields stand: `地点：` is not a misspelt `地址：`. Words of others for a keyword (`收文机关：`, `联系方式：`, `Subject:`) and mixed scripts (`標题：`) count where the field is expected.
    ///
    /// 中文
    ///
    /// 一行开头的词与某个字段名只差一个字，或者是它的常见别名，因此整行被当成正文，没有成为字段。
    ///
    /// 两个字的词只有写成形近、音近字才报；更长的词只在字段应在的位置才报。“地点：”不会被当成“地址：”的笔误。“收文机关：”“联系方式：”“Subject:”一类别的叫法和繁简混用的“標题：”，在字段应在的位置才报。若这一行本来就是正文，请在行首加反斜线。
    ///
    /// ```notice,bad
    /// 标题：关于开展检查的通知
    /// 主迭：各科室：
    ///
    /// 现将有关事项通知如下。
    /// ```
    /// ```notice,good
    /// 标题：关于开展检查的通知
    /// 主送：各科室：
    ///
    /// 地点：三楼会议室。
    /// ```
    pub static MISSPELT_KEYWORD = Rule { id: "misspelt-keyword", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for slip in context.misspelt() {
        let (written, word) = (slip.key.of(context.source), slip.word);
        let message = say!("没有名为“{written}”的字段", "`{written}` is no keyword");
        let finding = findings.report(&MISSPELT_KEYWORD, slip.key, message);
        finding.help(say!("写作 `{word}`；若是正文，在行首加 `\\`", "write `{word}`, or put `\\` before the line if it is text"));
        // The word goes from the page, so that somebody has to see it.
        finding.suggest(word);
    }
}
