use crate::check::{Context, Findings, Severity};
use crate::model::Language;
use crate::span::Span;
use crate::{declare_rule, say};

declare_rule! {
    /// The theme of the activity is quoted in two wordings.
    ///
    /// A quotation behind 主题是 is compared with the field `主题` and with other such quotations. Wordings that have little in common are themes of different activities and are left alone.
    ///
    /// 中文
    ///
    /// 活动主题前后写法不同。
    ///
    /// “主题是”后面引号里的文字，与 `主题` 字段和别处的写法比较。差别很大的是不同活动的主题，不报。
    ///
    /// Source: 《党政机关公文处理工作条例》第二十条（四）
    ///
    /// ```notice,bad
    /// 主题：人人重视质量　处处追求卓越
    ///
    /// 活动的主题是：“人人重视质量　时时追求卓越”。
    /// ```
    /// ```notice,good
    /// 主题：人人重视质量　处处追求卓越
    ///
    /// 活动的主题是：“{主题}”。
    /// ```
    pub static DIVERGENT_THEME = Rule {
        id: "divergent-theme", severity: Severity::Warning, check,
        needs: Words(&["主题", "主題", "theme"]),
    };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    let mut first: Option<(String, Span)> =
        notice.theme.as_ref().filter(|theme| !theme.is_empty()).map(|theme| (plain(&theme.text), theme.span));
    for prose in context.prose() {
        let text = prose.text();
        let (word, marks): (&[&str], (&[char], &[char])) = match notice.language {
            Language::English => (&["theme"], (&['“', '"'], &['”', '"'])),
            Language::Simplified => (&["主题"], (&['“'], &['”'])),
            Language::Traditional => (&["主題"], (&['“', '「'], &['”', '」'])),
        };
        for found in word.iter().flat_map(|word| prose.find_all(word)) {
            let behind = found.end;
            // No word between them is longer.
            let near = text[behind..].char_indices().nth(40).map_or(text.len(), |(at, _)| behind + at);
            let Some(open) = text[behind..near].find(marks.0).map(|open| behind + open) else { continue };
            let between = text[behind..open].trim();
            if !matches!(
                between,
                "是" | "为" | "是：" | "为：" | "是:" | "：" | "為" | "為：" | "is" | "is:" | "is," | "of the activities is"
            ) {
                continue;
            }
            let start = open + text[open..].chars().next().map_or(0, char::len_utf8);
            // A theme is a phrase: what is longer is none, and would be compared for ever.
            let most = text[start..].char_indices().nth(200).map_or(text.len(), |(at, _)| start + at);
            let Some(end) = text[start..most].find(marks.1).map(|end| start + end) else { continue };
            let quoted = &text[start..end];
            if quoted.contains('{') {
                continue;
            }
            let here = (plain(quoted), prose.span(start..end));
            let Some((wording, place)) = &first else {
                first = Some(here);
                continue;
            };
            let length = wording.chars().count().max(here.0.chars().count());
            if length > 400 {
                continue;
            }
            let distance = strsim::osa_distance(wording, &here.0);
            if distance > 0 && distance * 5 <= length * 2 {
                findings
                    .report(&DIVERGENT_THEME, here.1, say!("主题与前面写的不同", "the theme was worded otherwise before"))
                    .related(*place, say!("前面这样写", "this is how it was worded"))
                    .help(say!(
                        "两处写成一样；写 `{{主题}}` 就不会写错",
                        "write the same in both places; `{{Theme}}` cannot go wrong"
                    ));
            }
        }
    }
}

/// A wording without spaces and case.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !"，,。.！!、".contains(*c)).flat_map(char::to_lowercase).collect()
}
