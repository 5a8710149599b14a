use crate::check::hidden::is_surname;
use crate::check::look::{self, contacts};
use crate::check::marks::{is_han, is_quoted, sentence};
use crate::check::prose::Guard;
use crate::check::{Context, Findings, Severity};
use crate::model::Language;
use crate::span::Span;
use crate::syntax::{FieldKey, Text};
use crate::{declare_rule, say};
use std::ops::Range;

declare_rule! {
    /// A place that was to be filled in is still empty: `2026年×月×日`, `20XX`, `XXX`, `（待补）`, `TBD`, and the name of a column that no merge has filled, `{{单位}}` or `«单位»`.
    ///
    /// Annexes, where forms have such places, are left alone but for names of columns, and so are a single multiplication sign and what hides a part of a name or a number, `张××`, `5101××××1234`. Blanks are for `open-blank`.
    ///
    /// 中文
    ///
    /// 待填的地方还空着：“2026年×月×日”“20XX年”“XXX单位”“（待补）”，或者批量套打的列名没有填上：“{{单位}}”“«单位»”。
    ///
    /// 附件里的表格、样式本来要留空，除列名外不报；单个乘号，隐去一部分的姓名、号码（“张××”“5101××××1234”）不报。下划线留的空由 `open-blank` 管。
    ///
    /// Source: habit
    ///
    /// ```notice,bad
    /// 请于2026年×月×日前报送。
    /// ```
    /// ```notice,bad
    /// 请{{单位}}于3月5日前报送。
    /// ```
    /// ```notice,good
    /// 请于2026年3月5日前报送，展板尺寸为3×4米。
    /// ```
    pub static LEFT_PLACEHOLDER = Rule {
        id: "left-placeholder", severity: Severity::Error, check,
        needs: One("×xX待T{«此填□"),
    };
}

/// What stands for something that is still to be written.
const MARKS: [&str; 31] = [
    "【此处",
    "[此处",
    "［此处",
    "（此处填写",
    "【请填写",
    "【填写",
    "□□",
    "××",
    "XXX",
    "xxx",
    "×月",
    "×日",
    "x月x日",
    "X月X日",
    "xx月",
    "XX月",
    "xx日",
    "XX日",
    "20XX",
    "20xx",
    "202X年",
    "202x年",
    "（待补）",
    "（待定）",
    "【待补】",
    "（待补充）",
    "［待补］",
    "[待补]",
    "〔×",
    "TBD",
    "TODO",
];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    columns(context, findings);
    fields(context, findings);
    let marks: Vec<&str> = MARKS.into_iter().filter(|mark| context.may_hold(mark)).collect();
    for prose in context.prose().iter().filter(|prose| prose.annex.is_none()) {
        let text = prose.text();
        // One finding a text: the others are of the same kind.
        let found = marks
            .iter()
            .filter_map(|mark| prose.find(mark).find(|range| is_open(context, text, range)).map(|range| (range, *mark)))
            .min_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
        let Some((mut range, mark)) = found else { continue };
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let word = mark.starts_with("TB") || mark.starts_with("TO");
        if word && (letter(prose.before(range.start)) || letter(prose.after(range.end))) {
            continue;
        }
        // 罚款×××元: what somebody had to pay is blotted out when a decision is published.
        if is_money(text, &range)
            || look::is_of_before_2012(context) && counted(text[range.end..].trim_start_matches(['×', 'x', 'X']))
        {
            continue;
        }
        let more = |c: char| "×xX".contains(c) && mark.contains(c) || "月日".contains(c) && mark.contains('×');
        range.end += text[range.end..].find(|c| !more(c)).unwrap_or(text.len() - range.end);
        report(context, prose.span(range), findings);
    }
}

fn report(context: &Context<'_>, span: Span, findings: &mut Findings<'_>) {
    let written = &context.source[span.start..span.end];
    let what = say!("“{written}”还没有填", "`{written}` is still to be filled in");
    findings.report(&LEFT_PLACEHOLDER, span, what).help(say!("写上实际内容", "write what belongs here"));
}

/// Names of columns, anywhere in the draft but in comments and in code.
fn columns(context: &Context<'_>, findings: &mut Findings<'_>) {
    let source = context.source;
    // A name of a column is short, stands on one line, and in the other form is Chinese: «Monde» is a quotation.
    let is_name = |name: &str| {
        let length = name.trim().chars().count();
        (1..=60).contains(&length) && !name.contains(['{', '}', '«', '»', '\n', '\r'])
    };
    let merged = |name: &str| is_name(name) && name.chars().any(|c| c >= '\u{2e80}') && !name.contains(['，', '。', '、', '“']);
    for (open, close) in [("{{", "}}"), ("«", "»")] {
        let mut from = 0;
        while let Some(start) = memchr::memmem::find(&source.as_bytes()[from..], open.as_bytes()).map(|at| from + at) {
            from = start + open.len();
            let Some(length) = memchr::memmem::find(&source.as_bytes()[from..], close.as_bytes()) else { break };
            let name = &source[from..from + length];
            if !(if open == "«" { merged(name) } else { is_name(name) }) || source[..start].ends_with('\\') {
                continue;
            }
            from += length + close.len();
            let span = Span::new(start, from);
            let inside = |outer: &Span| outer.start <= span.start && span.end <= outer.end;
            let code = context.prose().iter().any(|prose| {
                let code = prose.guards().iter().filter(|(_, guard)| *guard == Guard::Code);
                code.map(|(range, _)| prose.span(range.clone())).any(|code| inside(&code))
            });
            if !code && !context.notice.comments.iter().any(inside) {
                report(context, span, findings);
            }
        }
    }
}

/// Values of fields that are no running text.
fn fields(context: &Context<'_>, findings: &mut Findings<'_>) {
    use FieldKey as Key;
    let is_prose = |key| {
        let keys = [Key::Title, Key::Subtitle, Key::Theme, Key::Summary, Key::EditorNote, Key::Note, Key::Annexes];
        keys.contains(&key)
    };
    let lines = context.notice.fields.iter().filter(|field| !is_prose(field.key));
    let texts = lines.flat_map(|field| std::iter::once(&field.text).chain(&field.items));
    for Text { text, span, .. } in texts.chain(contacts(context.notice).map(|contact| &contact.text)) {
        let found = ["××", "XXX", "xxx"].into_iter().find_map(|mark| {
            text.match_indices(mark).map(|(at, mark)| at..at + mark.len()).find(|range| is_open(context, text, range))
        });
        // A value over several lines is reported as a whole.
        let Some(found) = found else { continue };
        let more = text[found.start..].find(|c| !"×xX".contains(c)).unwrap_or(text.len() - found.start);
        let written = &text[found.start..found.start + more];
        let place = context.source[span.start..span.end].find(written);
        report(context, place.map_or(*span, |at| Span::new(span.start + at, span.start + at + more)), findings);
    }
}

/// Whether crosses stand for a sum that somebody paid, owes or was awarded.
fn is_money(text: &str, range: &Range<usize>) -> bool {
    const MATTERS: [&str; 12] =
        ["罚款", "罚金", "没收", "违法所得", "赔偿", "判处", "判令", "涉案", "退缴", "退赔", "受贿", "追缴"];
    let behind = text[range.end..].trim_start_matches(['×', 'x', 'X']);
    let around = sentence(text, range.start);
    ["元", "万元", "余元", "万余元"].iter().any(|unit| behind.starts_with(unit))
        && MATTERS.iter().any(|word| text[around.clone()].contains(word))
}

/// Whether a mark stands for something that is still to be written.
fn is_open(context: &Context<'_>, text: &str, range: &Range<usize>) -> bool {
    // 按“XXX公司-项目名称”命名, 格式为：“兹有XXX同志”: what is quoted shows how something is to be written.
    if is_pattern(text, range) || is_of_a_person(text, range) {
        return false;
    }
    let letters = text[range.clone()].starts_with(['x', 'X']) && range.len() == 3;
    let beside = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() && !"xX".contains(c) || "@./_".contains(c));
    let (before, behind) = (text[..range.start].trim_end_matches(['x', 'X']), text[range.end..].trim_start_matches(['x', 'X']));
    if letters {
        // XXX is a number of Rome, too; a part of a word, an address or a number is left alone.
        return context.notice.language != Language::English
            && !beside(before.chars().next_back())
            && !beside(behind.chars().next());
    }
    // 债务×日万分之一点七五: the sign of a product.
    let mark = &text[range.clone()];
    let product = matches!(mark, "×月" | "×日")
        && text[..range.start].ends_with(is_han)
        && !text[..range.start]
            .ends_with(['年', '月', '日', '至', '到', '于', '自', '从', '在', '第', '即', '定', '前', '后', '为', '共']);
    !product && !hides(text, range)
}

/// Whether crosses hide a part of a number or of a name: digits or letters beside them, a surname before one or two of them.
fn hides(text: &str, range: &Range<usize>) -> bool {
    let start = text[..range.start].trim_end_matches('×').len();
    let end = range.start + (text[range.start..].len() - text[range.start..].trim_start_matches('×').len());
    let crosses = text[start..end].chars().count();
    let (before, behind) = (text[..start].chars().next_back(), text[end..].chars().next());
    let part = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    crosses > 1 && (part(before) || part(behind) || crosses == 2 && before.is_some_and(is_surname) && !counted(&text[end..]))
}

/// Whether a unit follows, which no name has behind it: 资金××万元.
fn counted(behind: &str) -> bool {
    ["万元", "亿元", "元", "万", "个", "家", "户", "平方米", "公里", "吨", "%"].iter().any(|unit| behind.starts_with(unit))
}

/// Whether the mark stands in a quotation that shows how a name, a line, a file is to be written.
fn is_pattern(text: &str, range: &Range<usize>) -> bool {
    if !is_quoted(text, range.start) {
        // 许可证编号的编排方式为：X妆XXXXXXXX
        let before = &text[sentence(text, range.start).start..range.start];
        return [
            "编排方式",
            "编号方式",
            "编号格式",
            "编号规则",
            "编码规则",
            "格式为",
            "样式为",
            "命名为",
            "命名格式",
            "用语是",
            "用语为",
        ]
        .iter()
        .any(|word| before.contains(word));
    }
    let Some(open) = text[..range.start].rfind('“') else { return false };
    let close = text[range.end..].find('”').map_or(text.len(), |at| range.end + at);
    let around = sentence(text, open);
    let (before, behind) = (&text[around.start..open], &text[close..around.end.max(close)]);
    [
        "格式",
        "命名",
        "文件名",
        "样式",
        "注明",
        "名称",
        "标明",
        "备注",
        "标题",
        "主题",
        "编号",
        "写明",
        "填写",
        "名义",
        "字样",
        "冠以",
        "落款",
        "印章",
        "书写",
        "表述为",
        "例如",
        "如：",
    ]
    .iter()
    .any(|word| before.contains(word) || behind.contains(word))
}

/// Whether crosses hide where a party of a case lives: `被告人张某，住××市××区`.
fn is_of_a_person(text: &str, range: &Range<usize>) -> bool {
    const PERSONS: [&str; 12] =
        ["身份证", "公民身份", "户籍", "住址", "住所地", "被告", "原告", "当事人", "被执行人", "申请人", "出生", "罪犯"];
    let around = sentence(text, range.start);
    text[range.start..].starts_with('×') && PERSONS.iter().any(|word| text[around.clone()].contains(word))
}
