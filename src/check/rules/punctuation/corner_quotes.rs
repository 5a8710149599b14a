use crate::check::marks::{edits, is_quoted, pairs};
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// Corner brackets 「」 stand for quotation marks in Simplified Chinese.
    ///
    /// They belong to vertical text and to notices in Traditional Chinese.
    ///
    /// 中文
    ///
    /// 简体公文里用直角引号「」代替引号。
    ///
    /// 直角引号用于竖排和繁体公文；横排简体用“ ”。
    ///
    /// Source: GB/T 15834—2011, 4.8
    ///
    /// ```notice,bad
    /// 开展「示范点」创建活动。
    /// ```
    /// ```notice,good
    /// 开展“示范点”创建活动。
    /// ```
    pub static CORNER_QUOTES = Rule { id: "corner-quotes", severity: Severity::Info, check, needs: One("「『") };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.simplified() {
        for (open, close, depth) in pairs(prose, &['「', '『'], &['」', '』']) {
            let inside = &prose.text()[open + 3..close];
            // 「2025」12号 is the year of a document number in wrong brackets.
            if inside.len() == 4
                && inside.bytes().all(|byte| byte.is_ascii_digit())
                && prose.text()[close + 3..].trim_start_matches('第').starts_with(|c: char| c.is_ascii_digit())
            {
                continue;
            }
            let inner = depth % 2 == 1 || is_quoted(prose.text(), open);
            let (left, right) = if inner { ("‘", "’") } else { ("“", "”") };
            let finding = findings.report(
                &CORNER_QUOTES,
                prose.span(open..close + 3),
                say!("简体公文不用直角引号", "corner brackets are no quotation marks of Simplified Chinese"),
            );
            finding.help(say!("改用{left} {right}", "write {left} {right}"));
            // Marks of the other kind inside would be of the same level.
            if !inside.contains(['“', '”', '‘', '’']) {
                edits(finding, prose, true, vec![(open..open + 3, left), (close..close + 3, right)]);
            }
        }
    }
}
