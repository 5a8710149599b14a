//! The page of all rules, made from their documentation: `docs/rules.md` and what `zhumo rules` prints.

use super::rule::Rule;
use super::rules::all;
use super::{Explanation, Severity};
use crate::say::Lang;
use std::fmt::Write;

/// Every rule as Markdown: name, level, what it finds, why, source, bad and good examples, how to silence it.
///
/// ```
/// use zhumo::{check::book, say::Lang};
/// assert!(book::page(Lang::English).contains("## `padded-date`"));
/// assert!(book::page(Lang::Chinese).contains("GB/T 9704—2012, 7.3.5.4"));
/// ```
#[must_use]
pub fn page(lang: Lang) -> String {
    let mut page = String::from(match lang {
        Lang::Chinese => "# 规则\n\n本页由规则的说明生成，请勿手改。\n\n",
        Lang::English => "# Rules\n\nThis page is made from the documentation of the rules; do not edit it by hand.\n\n",
    });
    page.push_str(match lang {
        Lang::Chinese => "级别可以在 `zhumo.toml` 的 `[check.levels]` 里改；单独一处可以在上一行写 `// zhumo-ignore 规则名: 理由` 忽略。\n\n| 规则 | 级别 | 查什么 |\n|---|---|---|\n",
        Lang::English => "Levels can be changed in `[check.levels]` of `zhumo.toml`; a single place is silenced by `// zhumo-ignore RULE: reason` on the line above.\n\n| rule | level | finds |\n|---|---|---|\n",
    });
    for rule in all() {
        let what = rule.explanation().paragraphs(lang).first().copied().unwrap_or_default().replace('|', "\\|");
        // Writing to a string cannot fail.
        let _ = writeln!(page, "| [`{id}`](#{id}) | {level} | {what} |", id = rule.id, level = level(rule.severity, lang));
    }
    for rule in all() {
        page.push('\n');
        page.push_str(&entry(rule, lang));
    }
    page
}

/// One rule as Markdown.
#[must_use]
pub fn entry(rule: &Rule, lang: Lang) -> String {
    let explanation = rule.explanation();
    let mut entry = format!("## `{}`\n\n", rule.id);
    let (level_word, source_word) = match lang {
        Lang::Chinese => ("级别：", "依据："),
        Lang::English => ("Level: ", "Source: "),
    };
    let _ = write!(entry, "{level_word}{}\n\n", level(rule.severity, lang));
    for paragraph in explanation.paragraphs(lang) {
        let _ = write!(entry, "{paragraph}\n\n");
    }
    if let Some(source) = explanation.source {
        let source = match (source, lang) {
            ("habit", Lang::Chinese) => "机关的习惯，没有条文",
            ("habit", Lang::English) => "a habit of offices; no clause asks for it",
            (source, _) => source,
        };
        let _ = write!(entry, "{source_word}{source}\n\n");
    }
    examples(&mut entry, &explanation, lang);
    let _ = match lang {
        Lang::Chinese => writeln!(entry, "忽略一处：在上一行写 `// zhumo-ignore {}: 理由`", rule.id),
        Lang::English => {
            writeln!(entry, "To silence it in one place, write on the line above: `// zhumo-ignore {}: reason`", rule.id)
        }
    };
    entry
}

fn examples(entry: &mut String, explanation: &Explanation, lang: Lang) {
    let (bad, good) = match lang {
        Lang::Chinese => ("不要这样写：", "这样写："),
        Lang::English => ("Bad:", "Good:"),
    };
    let bad = explanation.bad.iter().map(|example| (bad, example));
    let good = explanation.good.iter().map(|example| (good, example));
    for (word, example) in bad.chain(good) {
        let _ = write!(entry, "{word}\n\n```notice\n{example}\n```\n\n");
    }
}

const fn level(severity: Severity, lang: Lang) -> &'static str {
    match (lang, severity) {
        (Lang::English, severity) => severity.name(),
        (Lang::Chinese, Severity::Error) => "错误",
        (Lang::Chinese, Severity::Warning) => "警告",
        (Lang::Chinese, Severity::Info) => "提示",
    }
}
