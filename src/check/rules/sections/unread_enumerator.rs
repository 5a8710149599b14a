use crate::check::marks::is_han;
use crate::check::{Context, Findings, Severity};
use crate::model::{Block, Language};
use crate::syntax::EnumeratorStyle;
use crate::syntax::values::{han_number, to_han_number};
use crate::{declare_rule, say};

declare_rule! {
    /// A number at the beginning of a line is written so that it is no section: `㈠`, `⑴`, `⒈`, `一，`, `1）`.
    ///
    /// The line is set as plain text. `一，` and `1）` are reported only beside a line with the number before or behind.
    ///
    /// 中文
    ///
    /// 行首的序数写法不对，不能当作层次序数：“㈠”“⑴”“⒈”“一，”“1）”。
    ///
    /// 这样的行按普通段落排印。“一，”“1）”只在相邻的行也这样编号时才报。
    ///
    /// Source: GB/T 9704—2012, 7.3.3; GB/T 15834—2011, 附录B.3
    ///
    /// ```notice,bad
    /// ㈠加强领导
    /// ```
    /// ```notice,good
    /// （一）加强领导
    /// ```
    pub static UNREAD_ENUMERATOR = Rule { id: "unread-enumerator", severity: Severity::Warning, check, fixes: crate::check::Fixes::Figures };
}

struct Form {
    han: bool,
    number: u32,
    length: usize,
    label: String,
    /// Whether it can be nothing else.
    sure: bool,
    /// Whether what is meant is sure, too.
    safe: bool,
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    if notice.language != Language::Simplified {
        return;
    }
    for (index, block) in notice.body.iter().enumerate() {
        let Block::Paragraph(paragraph) = block else { continue };
        let text = &paragraph.text.source;
        if let Some(length) = decimal(&text.text) {
            let written = &text.text[..length];
            findings
                .report_as(
                    &UNREAD_ENUMERATOR,
                    Severity::Info,
                    text.source_span(0, length),
                    say!("“{written}”不是层次序数的写法", "`{written}` is not how a section is numbered"),
                )
                .help(say!("公文的层次依次是“一、”“（一）”“1.”“（1）”", "levels are `一、`, `（一）`, `1.` and `（1）`"));
            continue;
        }
        let Some(form) = form(&text.text) else { continue };
        let near = index.saturating_sub(2)..(index + 3).min(notice.body.len());
        let counted = |other: &Block| match other {
            Block::Paragraph(other) => {
                self::form(&other.text.source.text).filter(|other| !other.sure).map(|other| (other.han, other.number))
            }
            Block::Section(section) => Some((matches!(section.style, EnumeratorStyle::HanPause), section.number)),
            _ => None,
        };
        let follows = notice.body[near]
            .iter()
            .filter_map(counted)
            .any(|(han, number)| han == form.han && number.abs_diff(form.number) == 1);
        if form.sure || follows {
            let written = &text.text[..form.length];
            // `⒈5万人` is no 1.5万人.
            let figure = form.label.ends_with('.') && text.text[form.length..].starts_with(|c: char| c.is_ascii_digit());
            let label = &format!("{}{}", form.label, if figure { " " } else { "" });
            let finding = findings.report(
                &UNREAD_ENUMERATOR,
                text.source_span(0, form.length),
                say!("“{written}”不是层次序数的写法", "`{written}` is not how a section is numbered"),
            );
            if form.safe {
                finding.replace(label)
            } else {
                finding.suggest(label)
            };
        }
    }
}

fn form(text: &str) -> Option<Form> {
    let first = text.chars().next()?;
    let code = u32::from(first);
    let single = |han: bool, number: u32, label: String| {
        Some(Form { han, number, length: first.len_utf8(), label, sure: true, safe: true })
    };
    match first {
        '㈠'..='㈩' => {
            return single(true, code - u32::from('㈠') + 1, format!("（{}）", to_han_number(code - u32::from('㈠') + 1)));
        }
        '⑴'..='⒇' => return single(false, code - u32::from('⑴') + 1, format!("（{}）", code - u32::from('⑴') + 1)),
        '⒈'..='⒛' => return single(false, code - u32::from('⒈') + 1, format!("{}.", code - u32::from('⒈') + 1)),
        _ => {}
    }
    // （壹）
    if matches!(first, '（' | '(') {
        let close = text.find(['）', ')'])?;
        let number = "壹贰叁肆伍陆柒捌玖拾".chars().position(|c| text[first.len_utf8()..close].chars().eq([c]))? as u32 + 1;
        let length = close + text[close..].chars().next()?.len_utf8();
        return Some(Form {
            han: true,
            number,
            length,
            label: format!("（{}）", to_han_number(number)),
            sure: true,
            safe: false,
        });
    }
    // <一>, [一]
    if let Some(close) = "<[［〔【〈".chars().position(|c| c == first).and_then(|at| ">]］〕】〉".chars().nth(at)) {
        let inside = first.len_utf8();
        let end = text[inside..].find(close).filter(|end| (1..=6).contains(end)).map(|end| inside + end)?;
        let number = if text[inside..end].chars().all(|c| "一二三四五六七八九十".contains(c)) {
            han_number(&text[inside..end])?
        } else {
            return None;
        };
        let length = end + close.len_utf8();
        let label = format!("（{}）", to_han_number(number));
        let sure = matches!(first, '<' | '[' | '［') && text[length..].starts_with(is_han);
        return Some(Form { han: true, number, length, label, sure, safe: false });
    }
    let han = "一二三四五六七八九十".contains(first);
    if !han && !first.is_ascii_digit() {
        return None;
    }
    let length = text.find(|c: char| if han { !"一二三四五六七八九十".contains(c) } else { !c.is_ascii_digit() })?;
    let number = if han { han_number(&text[..length])? } else { text[..length].parse().ok()? };
    let mark = text[length..].chars().next()?;
    let label = match (han, mark) {
        (true, '，' | '：' | ',' | ':') => format!("{}、", to_han_number(number)),
        (true, '。') if text[length + mark.len_utf8()..].starts_with(is_han) => format!("{}、", to_han_number(number)),
        (true, '）' | ')') if text[length + mark.len_utf8()..].starts_with(is_han) => format!("（{}）", to_han_number(number)),
        (false, '.') if text[length + 1..].starts_with('、') => {
            return (1..=30).contains(&number).then_some(Form {
                han,
                number,
                length: length + '.'.len_utf8() + '、'.len_utf8(),
                label: format!("{number}."),
                sure: true,
                safe: false,
            });
        }
        (false, '，') => format!("{number}."),
        (false, '）' | ')') => format!("（{number}）"),
        (false, '。') if text[length + mark.len_utf8()..].starts_with(is_han) => format!("{number}."),
        _ => return None,
    };
    // 1）是错的写法 speaks of the mark.
    let sure =
        mark == '。' || matches!(mark, '）' | ')') && !text[length + mark.len_utf8()..].starts_with(['是', '的', '、', '和']);
    ((1..=30).contains(&number) && !text[length + mark.len_utf8()..].trim().is_empty()).then_some(Form {
        han,
        number,
        length: length + mark.len_utf8(),
        label,
        sure,
        safe: false,
    })
}

/// The length of `1.1` or `1.1.1` before a heading.
fn decimal(text: &str) -> Option<usize> {
    let length = text.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let parts: Vec<&str> = text[..length].split('.').collect();
    let numbers = parts.iter().all(|part| (1..=2).contains(&part.len()) && !part.starts_with('0'));
    // With a space behind it, it is how standards and technical papers count.
    let rest = &text[length..];
    let heading = rest.starts_with(is_han) && !rest.contains(['。', '，', '；', '%']) && rest.chars().count() <= 16;
    // 1.5亿元, 3.2万人: a figure.
    let figure = rest.starts_with([
        '万', '亿', '元', '个', '倍', '米', '吨', '亩', '公', '平', '立', '千', '百', '余', '年', '月', '级', '分', '度', '小',
    ]);
    ((parts.len() == 2 && heading && !figure || parts.len() == 3 && rest.starts_with(is_han)) && numbers).then_some(length)
}
