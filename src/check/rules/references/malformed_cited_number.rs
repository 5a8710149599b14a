use crate::check::{Context, Findings, Severity};
use crate::model::Language;
use crate::{declare_rule, say};

declare_rule! {
    /// A document number in the text is not written as numbers are: other brackets round the year, 第 or a zero before the serial.
    ///
    /// 中文
    ///
    /// 正文引用的发文字号写得不对：年份没有用六角括号，序号前加了“第”或者“0”。
    ///
    /// Source: GB/T 9704—2012, 7.2.5
    ///
    /// ```notice,bad
    /// 按照示政发[2026]第03号文件执行。
    /// ```
    /// ```notice,good
    /// 按照示政发〔2026〕3号文件执行。
    /// ```
    pub static MALFORMED_CITED_NUMBER = Rule {
        id: "malformed-cited-number", severity: Severity::Warning, check,
        needs: One("号"),
        mends: crate::check::Mends::Figures,
    };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if context.notice.language != Language::Simplified {
        return;
    }
    for prose in context.prose() {
        let text = prose.text();
        if prose.find_all("号").next().is_none() {
            continue;
        }
        for (open, mark) in prose.marks().filter(|(_, mark)| "〔（([【［﹝〖「『〈《<{｛“‘\"'".contains(*mark)) {
            let year = open + mark.len_utf8();
            let digits = text[year..].bytes().take_while(u8::is_ascii_digit).count();
            let Some(close) =
                text[year + digits..].chars().next().filter(|c| digits == 4 && "〕）)]】］﹞〗」』〉》>}｝”’\"'".contains(*c))
            else {
                continue;
            };
            let behind = year + digits + close.len_utf8();
            let rest = text[behind..].trim_start_matches(' ');
            let rest = rest.strip_prefix('第').unwrap_or(rest);
            let serial = rest.bytes().take_while(u8::is_ascii_digit).count();
            let end = text.len() - rest.len() + serial;
            // 机关代字 stands before the bracket; `（2026）京01民初3号` and `见（2026）3号` have none.
            let code = prose.before(open).is_some_and(|c| "发函办字令文告呈任党委政监质教财统环安综规协通报议纪".contains(c));
            // 综合办(2026)12号楼
            let place = text[end..]
                .strip_prefix('号')
                .is_some_and(|rest| rest.starts_with(|c| "楼线院门店桌床井坑泵炉库仓车船台馆厅路室房桥闸机".contains(c)));
            if place
                || serial == 0
                || !text[end..].starts_with('号')
                || !code
                || !text[year..].starts_with("20") && !text[year..].starts_with("19")
            {
                continue;
            }
            let range = open..end + '号'.len_utf8();
            let (year, serial) = (&text[year..year + digits], rest[..serial].trim_start_matches('0'));
            let wanted = format!("〔{year}〕{serial}号");
            let written = &text[range.clone()];
            if written != wanted && !serial.is_empty() && prose.is_free(&range) {
                findings
                    .report(
                        &MALFORMED_CITED_NUMBER,
                        prose.span(range.clone()),
                        say!("发文字号“{written}”写得不对", "`{written}` is not how a number is written"),
                    )
                    .replace(wanted);
            }
        }
    }
}
