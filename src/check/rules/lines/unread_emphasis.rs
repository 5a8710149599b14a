use crate::check::hidden::is_surname;
use crate::check::{Context, Findings, Severity};
use crate::model::Inline;
use crate::span::Span;
use crate::{declare_rule, say};

declare_rule! {
    /// Two stars that were meant for strong text are left standing in it.
    ///
    /// Stars are marks only where they can be nothing else: around a phrase that begins and ends at a mark, a space or the edge of the line. Inside a run of Chinese text they may hide a name (`王**和李**`), and are printed. `{**words**}` is strong wherever it stands.
    ///
    /// 中文
    ///
    /// 用来加粗的两个星号没有生效，会原样印出。
    ///
    /// 星号只在不可能有别的意思时才算标记：夹住的短语两头都挨着标点、空格或者行首行尾。夹在汉字中间的星号可能是隐去的姓名（`王**和李**`），一律原样印出。写成 `{**文字**}`，在哪里都加粗。
    ///
    /// ```notice,bad
    /// 开展**“质量月”**活动。
    /// ```
    /// ```notice,good
    /// 开展“**质量月**”活动。
    /// ```
    pub static UNREAD_EMPHASIS = Rule { id: "unread-emphasis", severity: Severity::Warning, check, needs: Word("**") };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for text in context.notice.texts() {
        // Names and references may stand between the stars; what was read as markup may not.
        let is_markup = |inline: &Inline| {
            matches!(inline, Inline::Strong { .. } | Inline::Emphasis { .. } | Inline::Code { .. } | Inline::Link { .. })
        };
        for run in text.inlines.split(is_markup) {
            if let Some(span) = run.iter().map(Inline::span).reduce(Span::to) {
                unread(span, context.source, findings);
            }
        }
    }
}

fn unread(span: Span, source: &str, findings: &mut Findings<'_>) {
    let written = span.of(source);
    let stars = stars(written);
    let mut open = 0;
    while let Some(&start) = stars.get(open) {
        let before = written[..start].chars().next_back();
        open += 1;
        let Some(&close) = stars.get(open) else {
            if stars.len() == 1 && is_lone(written, start) {
                findings
                    .report(
                        &UNREAD_EMPHASIS,
                        Span::new(span.start + start, span.start + start + 2),
                        say!("两个星号没有配对，会原样印出", "two stars have no partner and are printed"),
                    )
                    .help(say!(
                        "在要加粗的文字后面补上 `**`，或者去掉星号",
                        "close the strong text with `**`, or take the stars away"
                    ));
            }
            break;
        };
        let inside = &written[start + 2..close];
        let phrase = stars.len() == 2 && is_phrase(before, inside, written[close + 2..].chars().next());
        if !is_meant(before, inside) && !phrase {
            continue;
        }
        // The second mark of the pair opens nothing.
        open += 1;
        let place = Span::new(span.start + start, span.start + close + 2);
        let finding = findings.report(
            &UNREAD_EMPHASIS,
            place,
            say!("星号没有起加粗作用，会原样印出", "the stars make nothing strong and are printed"),
        );
        let quoted = PAIRS.iter().find_map(|(opening, closing)| {
            let within = inside.strip_prefix(*opening)?.strip_suffix(*closing)?;
            let plain = !within.contains([*opening, *closing]) && within.chars().count() > 1;
            plain.then(|| format!("{opening}**{within}**{closing}"))
        });
        finding.suggest(quoted.unwrap_or_else(|| format!("{{**{inside}**}}")));
    }
}

/// Whether two stars without a partner look like the first half of a pair. `*为必填项，**为选填项` explains signs.
fn is_lone(written: &str, at: usize) -> bool {
    const EXPLAINED: [&str; 10] = ["为", "為", "表示", "指", "代表", "系", "号", "號", "项的", "项为"];
    let behind = &written[at + 2..];
    let before = written[..at].chars().next_back();
    before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '/' | '*' | '\\' | '{') || "的和与及对将了是为".contains(c))
        && behind.starts_with(char::is_alphabetic)
        && behind.chars().nth(1).is_some_and(char::is_alphabetic)
        && !EXPLAINED.iter().any(|word| behind.starts_with(word))
        // `**重点*`: one star of the closing pair was lost.
        && (written.matches('*').count() == 2
            || written.matches('*').count() == 3
                && behind.split_once('*').is_some_and(|(inside, _)| inside.chars().count() > 1 && inside.chars().all(char::is_alphabetic)))
}

/// Whether a pair inside a run of Chinese text is around a word, `请**务必**参加`, and hides nothing: `王**和李**` are
/// names, `**市**区` is an address.
fn is_phrase(before: Option<char>, inside: &str, behind: Option<char>) -> bool {
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let last = inside.chars().next_back();
    let names = before.is_some_and(is_surname) && last.is_some_and(is_surname);
    let place = last.is_some_and(|c| COUNTED.contains(c)) && behind.is_some_and(han);
    inside.chars().count() > 1
        && inside.chars().all(han)
        && !names
        && !place
        && !before.is_some_and(|c| c.is_ascii_alphanumeric())
}

/// What stands behind the hidden part of an address, a day or an office.
const COUNTED: &str = "省市县区镇乡村路街巷号栋幢楼层室组弄里州旗盟年月日时分秒元人次名条款项局委厅部处科院校所站公司行";

const PAIRS: [(char, char); 12] = [
    ('“', '”'),
    ('‘', '’'),
    ('《', '》'),
    ('「', '」'),
    ('『', '』'),
    ('（', '）'),
    ('(', ')'),
    ('【', '】'),
    ('[', ']'),
    ('<', '>'),
    ('"', '"'),
    ('\'', '\''),
];

/// Where exactly two stars stand that no backslash takes away.
fn stars(written: &str) -> Vec<usize> {
    let alone = |at: &usize| {
        let before = written[..*at].chars().next_back();
        !matches!(before, Some('*' | '\\')) && !written[at + 2..].starts_with('*')
    };
    written.match_indices("**").map(|(at, _)| at).filter(alone).collect()
}

/// Whether stars round `inside` were meant as marks. `张**、李**` hides names and `5**2` is arithmetic.
fn is_meant(before: Option<char>, inside: &str) -> bool {
    let (Some(first), Some(last)) = (inside.chars().next(), inside.chars().next_back()) else { return false };
    if first.is_whitespace() || last.is_whitespace() || inside.contains('\n') {
        return false;
    }
    let opens = PAIRS.iter().any(|(opening, _)| *opening == first) || matches!(first, '{' | '#' | '@' | '$' | '&');
    let closes = PAIRS.iter().any(|(_, closing)| *closing == last) || last == '}';
    // A hidden name is often followed by a bracket: 张**（男）、李**.
    let hides = matches!(first, '（' | '(' | '[' | '【' | '〔') && before.is_some_and(char::is_alphanumeric);
    let begins = opens || first.is_alphanumeric() || matches!(first, '+' | '-');
    let ends = closes || matches!(last, '。' | '！' | '？' | '：' | '.' | '!' | '?' | ':' | '%' | '+' | '-' | '$');
    let hidden = hides && !closes;
    begins && (opens || ends) && !hidden
}
