use crate::check::look;
use crate::check::{Context, Edit, Findings, Fix, Fixes, Severity};
use crate::syntax::values::han_number;
use crate::{declare_rule, say};

declare_rule! {
    /// What stands for the number of an annex is no number, or not in Arabic digits.
    ///
    /// The fix goes to the annex and to every place of the text that calls it by the number in Chinese. Where such a place may mean something else (`附件一至三`, one behind the name of another document, one inside an annex), there is none.
    ///
    /// 中文
    ///
    /// 附件序号不是数，或者不是阿拉伯数字。
    ///
    /// 修正时连同正文里用汉字称呼它的地方一起改。正文里有的地方说不准指什么（“附件一至三”、跟在别的文件名称后面的、写在附件里面的），就不自动修正。
    ///
    /// Source: GB/T 9704—2012, 7.3.4, 7.3.7
    ///
    /// ```notice,bad
    /// 【附件甲】活动安排表
    /// 请按时参加。
    /// ```
    /// ```notice,good
    /// 【附件1】活动安排表
    /// 请按时参加。
    /// 【附件2】汇总表
    /// 请如实填写。
    /// ```
    pub static MALFORMED_ANNEX_NUMBER = Rule { id: "malformed-annex-number", severity: Severity::Error, check, fixes: Fixes::Figures };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for annex in &context.notice.annexes {
        let Some(written) = annex.number_text.as_ref() else { continue };
        let digits: String = written.text.chars().map(look::ascii_digit).collect();
        let text = &written.text;
        match annex.number.or_else(|| digits.parse().ok()) {
            Some(number) if *text != number.to_string() => {
                let finding = findings.report_as(
                    &MALFORMED_ANNEX_NUMBER,
                    Severity::Warning,
                    written.span,
                    say!("附件序号要用阿拉伯数字", "the number of an annex takes Arabic digits"),
                );
                let label = format!("附件{text}");
                match mentions(context, text, number) {
                    Some(mut edits) => {
                        edits.push(Edit { span: written.span, text: number.to_string() });
                        finding.replace(number.to_string());
                        finding.fix = Some(Fix { safe: true, edits });
                    }
                    None => {
                        finding.help(say!(
                            "写作 `{number}`，正文里的“{label}”一并核对",
                            "write `{number}`, and look at `{label}` in the text"
                        ));
                    }
                }
            }
            Some(_) => {}
            None => {
                findings
                    .report(
                        &MALFORMED_ANNEX_NUMBER,
                        written.span,
                        say!("“{text}”不是附件序号", "`{text}` is no number of an annex"),
                    )
                    .help(say!(
                        "写作 `【附件1】`；只有一个附件时写作 `【附件】`",
                        "write `[Annex 1]`, or `[Annex]` when there is only one"
                    ));
            }
        }
    }
}

const HAN: &str = "〇零一二三四五六七八九十百";

/// What goes on behind a numeral so that it is none of an annex: 一览表, 一式两份, 二份.
const GOES_ON: &str = "览般致起律些样并同体定切次旦边直式份张个种套页册本篇类件处批项条号";

/// The edits by which the text follows an annex that was numbered `written`; none where a place may mean something else.
fn mentions(context: &Context<'_>, written: &str, number: u32) -> Option<Vec<Edit>> {
    let mut edits = Vec::new();
    if !written.chars().all(|c| HAN.contains(c)) {
        return Some(edits);
    }
    let same = context.notice.annexes.iter().filter(|annex| annex.number == Some(number)).count();
    for prose in context.prose() {
        for at in prose.find("附件") {
            let text = &prose.text()[at.end..];
            let inside = text.trim_start_matches(['（', '(', ' ', '\u{3000}']);
            let start = at.end + text.len() - inside.len();
            let length = inside.find(|c| !HAN.contains(c)).unwrap_or(inside.len());
            let end = start + length;
            if length == 0 || inside[length..].starts_with(|c| GOES_ON.contains(c)) {
                continue;
            }
            let other = prose.annex.is_some() || prose.text()[..at.start].ends_with(['》', '”', '的']) || same > 1;
            let chain = inside[length..].trim_start_matches(['）', ')']);
            let chained = chain
                .strip_prefix(['、', '和', '及', '与', '至', '到', '—', '～', '-', '~'])
                .is_some_and(|next| next.starts_with(|c| HAN.contains(c)));
            let counted = han_number(&inside[..length]);
            if other && counted == Some(number) || chained || counted.is_none() {
                return None;
            }
            if counted == Some(number) {
                // The brackets go with the numeral: 附件（一）.
                let close = if start > at.end {
                    inside[length..].chars().next().filter(|c| matches!(c, '）' | ')')).map_or(0, char::len_utf8)
                } else {
                    0
                };
                edits.push(Edit { span: prose.span(at.end..end + close), text: number.to_string() });
            }
        }
    }
    Some(edits)
}
