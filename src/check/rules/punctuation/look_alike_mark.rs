use crate::check::marks::is_han;
use crate::check::prose::Prose;
use crate::check::{Context, Findings, Severity};
use crate::model::Language;
use crate::{declare_rule, say};
use std::ops::Range;

declare_rule! {
    /// A mark only looks like the one that is meant: `•` for `·` in a name, `﹐` for `，`, `〝〞` for “”, `<<办法>>` for 《办法》.
    ///
    /// It looks alike and is another character: searches miss it, its width is wrong, and some fonts show a box in its place.
    ///
    /// 中文
    ///
    /// 用了形似而码位不同的标点，如人名里的“•”、小号的“﹐”、“〝〞”、“<<办法>>”。
    ///
    /// 看着差不多，却搜索不到，宽度也不对，有的字体里还会变成方框。
    ///
    /// Source: GB/T 15834—2011, 4
    ///
    /// ```notice,bad
    /// 买买提•艾力和﹐各单位按照<<示例办法>>办理。
    /// ```
    /// ```notice,good
    /// 买买提·艾力和各单位按照《示例办法》办理。
    /// ```
    pub static LOOK_ALIKE_MARK = Rule {
        id: "look-alike-mark", severity: Severity::Warning, check,
        needs: Any(&[One("⋅﹙﹚‚﹪″´−‧•∙・﹐﹑﹒﹔﹕﹖﹗､｡〝〞＂⋯·ー﹣―<≪≫〈＜︰．"), Pair("0123456789", "一"), All(&[In(Language::English), One("，。；：（）！？")])]),
    };
}

/// Marks that are not those of GB/T 15834, and those that are meant.
const ALIKE: [(char, &str); 16] = [
    ('﹙', "（"),
    ('﹚', "）"),
    ('﹪', "%"),
    ('︰', "："),
    ('﹐', "，"),
    ('﹑', "、"),
    ('﹒', "。"),
    ('﹔', "；"),
    ('﹕', "："),
    ('﹖', "？"),
    ('﹗', "！"),
    ('､', "、"),
    ('｡', "。"),
    ('〝', "“"),
    ('〞', "”"),
    ('〟', "”"),
];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let own = context.is_traditional();
    if context.notice.language == Language::English {
        return english(context, findings);
    }
    for prose in context.chinese() {
        let text = prose.text();
        let mut seen = Seen::default();
        // 10一20人: the numeral for the dash.
        for range in prose.find("一").filter(|_| !own) {
            let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            if digit(prose.before(range.start)) && digit(prose.after(range.end)) {
                report(prose, range, "—", findings);
            }
        }
        for (at, mark) in prose.marks() {
            let end = at + mark.len_utf8();
            let place = at..end;
            // Taiwan has ‧ in names, 〈〉 round titles of articles and 〝〞 beside 「」.
            if own && matches!(mark, '‧' | '•' | '∙' | '・' | '．' | '〈' | '〝' | '〞' | '〟' | '⋯' | '＂') {
                continue;
            }
            let around = |c: Option<char>| c.is_some_and(is_han);
            match mark {
                '‧' | '•' | '∙' | '・' | '⋅' if around(prose.before(at)) && around(prose.after(end)) => {
                    report(prose, place, "·", findings);
                }
                '．' if text[end..].trim().is_empty() && around(prose.before(at)) && prose.role.is_running() => {
                    report(prose, place, "。", findings);
                }
                'ー' | '﹣'
                    if prose.before(at).is_some_and(|c| c.is_ascii_digit())
                        && prose.after(end).is_some_and(|c| c.is_ascii_digit()) =>
                {
                    report(prose, place, "—", findings);
                }
                '‚' if around(prose.before(at)) && around(prose.after(end)) => report(prose, place, "，", findings),
                // 2024−2026年: the sign for minus.
                '−' if text[..at].bytes().rev().take_while(u8::is_ascii_digit).count() == 4
                    && text[end..].bytes().take_while(u8::is_ascii_digit).count() == 4
                    && text[end + 4..].starts_with('年') =>
                {
                    report(prose, place, "—", findings);
                }
                // ″ is a second or an inch behind a figure, and never stands before a word.
                '″' | '´'
                    if !prose.before(at).is_some_and(|c| c.is_ascii_alphanumeric() || c == '′')
                        && (around(prose.after(end)) || seen.closes) =>
                {
                    let paired = *seen.primes.get_or_insert_with(|| text.matches(['″', '´']).count() % 2 == 0);
                    seen.closes = !seen.closes;
                    if paired {
                        report(prose, place, if seen.closes { "“" } else { "”" }, findings);
                    }
                }
                '．' if is_between_names(text, at) => report(prose, place, "·", findings),
                '《' | '》' => seen.within = mark == '《',
                '〈' if seen.within => {}
                '〈' => title(prose, at, findings),
                '≪' => doubled(prose, place, '≫', findings),
                '＜' => single(prose, place, findings),
                '<' if text[end..].starts_with('<') => doubled(prose, at..end + 1, '>', findings),
                '⋯' if text[end..].starts_with('⋯') && !text[..at].ends_with('⋯') => {
                    let run = end + text[end..].find(|c| c != '⋯').unwrap_or(text.len() - end);
                    if run - at == 6 {
                        report(prose, at..run, "……", findings);
                    }
                }
                '·' if text[at..].starts_with("······") && !text[..at].ends_with('·') => {
                    let run = at + text[at..].find(|c| c != '·').unwrap_or(text.len() - at);
                    // More of them lead to the number of a page.
                    if run - at == 12 {
                        report(prose, at..run, "……", findings);
                    }
                }
                'ー' | '﹣' if text[end..].starts_with(mark) && !text[..at].ends_with(mark) => {
                    report(prose, at..end + mark.len_utf8(), "——", findings);
                }
                '―' if prose.before(at).is_some_and(|c| c.is_ascii_digit() || c == '年')
                    && prose.after(end).is_some_and(|c| c.is_ascii_digit()) =>
                {
                    report(prose, place, "—", findings);
                }
                '＂' => {
                    let paired = *seen.paired.get_or_insert_with(|| text.matches('＂').count() % 2 == 0);
                    seen.closes = !seen.closes;
                    if paired {
                        report(prose, place, if seen.closes { "“" } else { "”" }, findings);
                    }
                }
                _ => {
                    if let Some((_, right)) = ALIKE.iter().find(|(alike, _)| *alike == mark) {
                        report(prose, place, right, findings);
                    }
                }
            }
        }
    }
}

/// A mark of Chinese typing in an English sentence: `Please reply，by Friday。`
fn english(context: &Context<'_>, findings: &mut Findings<'_>) {
    const WIDE: [(char, &str); 8] =
        [('，', ","), ('。', "."), ('；', ";"), ('：', ":"), ('（', "("), ('）', ")"), ('！', "!"), ('？', "?")];
    for prose in context.prose() {
        let text = prose.text();
        // Beside Chinese words they are the words' own.
        if text.chars().any(|c| ('\u{3400}'..='\u{9fff}').contains(&c)) || !text.contains(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        for (at, mark) in prose.marks() {
            let Some((_, right)) = WIDE.iter().find(|(wide, _)| *wide == mark) else { continue };
            let end = at + mark.len_utf8();
            let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
            let right = match mark {
                '（' if letter(prose.before(at)) => format!(" {right}"),
                '（' => (*right).to_owned(),
                _ if letter(prose.after(end)) => format!("{right} "),
                _ => (*right).to_owned(),
            };
            report(prose, at..end, &right, findings);
        }
    }
}

/// What is known of a text up to a mark of it, so that it is looked through once.
#[derive(Default)]
struct Seen {
    /// Whether 《 is open.
    within: bool,
    /// Whether the last ＂ opened.
    closes: bool,
    /// Whether each ＂ of the text has a partner.
    paired: Option<bool>,
    /// The same of ″ and ´.
    primes: Option<bool>,
}

/// `〈办法〉` outside of 《》.
fn title(prose: &Prose<'_>, at: usize, findings: &mut Findings<'_>) {
    let text = prose.text();
    let start = at + '〈'.len_utf8();
    // What no name holds ends the search, so that many marks are not each looked for to the end of the text.
    let Some(close) = text[start..].find(['〉', '〈', '《', '。']).map(|close| start + close) else { return };
    let name = &text[start..close];
    if !text[close..].starts_with('〉')
        || name.is_empty()
        || !name.chars().all(|c| is_han(c) || c.is_ascii_alphanumeric() || "（）、".contains(c))
    {
        return;
    }
    let end = close + '〉'.len_utf8();
    report(prose, at..end, &format!("《{name}》"), findings);
}

/// `<<办法>>`, `≪办法≫`.
fn doubled(prose: &Prose<'_>, open: Range<usize>, closing: char, findings: &mut Findings<'_>) {
    let text = prose.text();
    let close = if closing == '>' { ">>" } else { "≫" };
    // No name holds these.
    let within = &text[open.end..];
    let within = &within[..within.find(['<', '≪', '。']).unwrap_or(within.len())];
    let Some(length) = within.find(close) else { return };
    let name = &within[..length];
    if !name.contains(is_han) {
        return;
    }
    let end = open.end + length + close.len();
    report(prose, open.start..end, &format!("《{name}》"), findings);
}

/// Whether a full-width point joins the parts of a name: 卡尔．马克思. Behind a number of a list it parts.
fn is_between_names(text: &str, at: usize) -> bool {
    let (before, behind) = (&text[..at], &text[at + '．'.len_utf8()..]);
    let left = before.chars().rev().take_while(|c| is_han(*c)).collect::<Vec<_>>();
    let right = behind.chars().take_while(|c| is_han(*c)).count();
    (2..=4).contains(&left.len()) && (2..=5).contains(&right) && !left.iter().any(|c| "一二三四五六七八九十〇第".contains(*c))
}

/// `＜办法＞` round the name of a document; `＜5` is less.
fn single(prose: &Prose<'_>, open: Range<usize>, findings: &mut Findings<'_>) {
    let within = &prose.text()[open.end..];
    let Some(length) = within.find(['＞', '＜', '。', '，']).filter(|at| within[*at..].starts_with('＞')) else { return };
    let name = &within[..length];
    let named = ["法", "办法", "条例", "规定", "通知", "意见", "方案", "细则", "决定", "规则", "计划", "标准", "规范"];
    if named.iter().any(|word| name.ends_with(word)) && name.chars().all(|c| is_han(c) || "（）〔〕、".contains(c)) {
        let end = open.end + length + '＞'.len_utf8();
        report(prose, open.start..end, &format!("《{name}》"), findings);
    }
}

fn report(prose: &Prose<'_>, place: Range<usize>, right: &str, findings: &mut Findings<'_>) {
    let written = &prose.text()[place.clone()];
    let text = prose.text();
    // Marks that are spoken about: 不用“〝〞”.
    let named = text[..place.start].ends_with('“') || text[place.end..].starts_with('”');
    if !prose.is_free(&place) || named {
        return;
    }
    let span = prose.span(place);
    findings
        .report(&LOOK_ALIKE_MARK, span, say!("“{written}”不是规范的标点", "`{written}` only looks like the right mark"))
        .suggest(right);
}
