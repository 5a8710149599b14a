//! The book of rules, made from their documentation: `docs/rules/`, and what `zhumo rules` and `zhumo explain` print.

use super::rule::Rule;
use super::rules::{FAMILIES, Family, all};
use super::{CheckConfig, Context, Explanation, Findings, Severity};
use crate::model::Notice;
use crate::say::Lang;
use crate::syntax;
use std::collections::BTreeSet;
use std::fmt::Write;

/// The pages of the book by file name: an index and a page a family, in both languages.
///
/// ```
/// let pages = zhumo::check::book::pages();
/// assert!(pages.iter().any(|(name, text)| name == "closing.zh-CN.md" && text.contains("## `padded-date`")));
/// ```
#[must_use]
pub fn pages() -> Vec<(String, String)> {
    let mut pages = Vec::new();
    for (lang, ending) in [(Lang::English, "md"), (Lang::Chinese, "zh-CN.md")] {
        pages.push((format!("README.{ending}"), index(lang, ending)));
        pages.extend(FAMILIES.iter().map(|family| (format!("{}.{ending}", family.id), chapter(family, lang, ending))));
    }
    pages
}

/// The file of the book, from the root of the sources, that has a rule; the index for one that has no page.
///
/// ```
/// use zhumo::{check::{book, find_rule}, say::Lang};
/// assert_eq!(book::page_of(find_rule("padded-date").unwrap(), Lang::English), "docs/rules/closing.md");
/// ```
#[must_use]
pub fn page_of(rule: &Rule, lang: Lang) -> String {
    let name = super::rules::family_of(rule.id).map_or("README", |family| family.id);
    let ending = match lang {
        Lang::English => "md",
        Lang::Chinese => "zh-CN.md",
    };
    format!("docs/rules/{name}.{ending}")
}

const fn made(lang: Lang) -> &'static str {
    match lang {
        Lang::Chinese => "本页由规则的说明生成，请勿手改。\n\n",
        Lang::English => "This page is made from the documentation of the rules; do not edit it by hand.\n\n",
    }
}

const fn words(family: &Family, lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Chinese => family.zh,
        Lang::English => family.en,
    }
}

fn index(lang: Lang, ending: &str) -> String {
    let mut page = match lang {
        Lang::Chinese => format!("# 规则\n\n[English](README.md)\n\n{}", made(lang)),
        Lang::English => format!("# Rules\n\n[中文](README.zh-CN.md)\n\n{}", made(lang)),
    };
    page.push_str(match lang {
        Lang::Chinese => "规则按所查的内容分组；组名和规则名都可以用在 `--select`、`--ignore` 和 `zhumo.toml` 的 `[check.levels]` 里。单独一处在上一行写 `// zhumo-ignore 规则名: 理由` 忽略。\n\n另见：[标准逐条由谁负责](coverage.md)，[规则有多可靠](accuracy.md)，[五份真实文稿里的问题](seeds.md)。\n",
        Lang::English => "Rules stand in families by what they look at; names of families and of rules are taken by `--select`, `--ignore` and `[check.levels]` of `zhumo.toml`. A single place is ignored by `// zhumo-ignore RULE: reason` on the line above.\n\nSee also: [what the rules cover](coverage.md), requirement by requirement, [how far they can be trusted](accuracy.md), [faults in five real texts](seeds.md).\n",
    });
    let head = match lang {
        Lang::Chinese => "| 规则 | 级别 | 查什么 |\n|---|---|---|\n",
        Lang::English => "| rule | level | finds |\n|---|---|---|\n",
    };
    for family in FAMILIES {
        let (name, about) = words(family, lang);
        let _ = write!(page, "\n## [{name}]({id}.{ending}) `{id}`\n\n{about}\n\n{head}", id = family.id);
        for rule in family.rules {
            let what = rule.explanation().paragraphs(lang).first().copied().unwrap_or_default().replace('|', "\\|");
            let (id, level) = (rule.id, level(rule.severity, lang));
            let _ = writeln!(page, "| [`{id}`]({family}.{ending}#{id}) | {level} | {what} |", family = family.id);
        }
    }
    page
}

fn chapter(family: &Family, lang: Lang, ending: &str) -> String {
    let (name, about) = words(family, lang);
    let (all, other) = match lang {
        Lang::Chinese => ("全部规则", format!("[English]({}.md)", family.id)),
        Lang::English => ("all rules", format!("[中文]({}.zh-CN.md)", family.id)),
    };
    let mut page = format!("# {name}\n\n[{all}](README.{ending}) · {other}\n\n{about}\n\n{}", made(lang));
    page.truncate(page.trim_end().len());
    page.push('\n');
    for rule in family.rules {
        page.push('\n');
        page.push_str(&entry(rule, lang));
    }
    page
}

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
        Lang::English => "Levels can be changed in `[check.levels]` of `zhumo.toml`; a single place is ignored by `// zhumo-ignore RULE: reason` on the line above.\n\n| rule | level | finds |\n|---|---|---|\n",
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
            ("habit", Lang::Chinese) => "机关惯例，无明文规定",
            ("habit", Lang::English) => "customary; no clause requires it",
            (source, _) => source,
        };
        let _ = write!(entry, "{source_word}{source}\n\n");
    }
    examples(&mut entry, &explanation, lang);
    if let Some(safe) = fixes(rule, &explanation) {
        entry.push_str(match (lang, safe) {
            (Lang::Chinese, Some(true)) => "改法：`zhumo check --fix` 自动改正。\n\n",
            (Lang::Chinese, Some(false)) => "改法：`zhumo check --fix --unsafe-fixes` 改正，改后须核对。\n\n",
            (Lang::Chinese, None) => "改法：须人工修改。\n\n",
            (Lang::English, Some(true)) => "To fix it: `zhumo check --fix`.\n\n",
            (Lang::English, Some(false)) => "To fix it: `zhumo check --fix --unsafe-fixes`, and review what it wrote.\n\n",
            (Lang::English, None) => "To be fixed by hand.\n\n",
        });
    }
    let _ = match lang {
        Lang::Chinese => writeln!(entry, "忽略一处：在上一行写 `// zhumo-ignore {}: 理由`", rule.id),
        Lang::English => {
            writeln!(entry, "To ignore it in one place, write on the line above: `// zhumo-ignore {}: reason`", rule.id)
        }
    };
    entry
}

/// Whether a fix removes what the rule finds in its own bad examples, and whether that fix is safe; none where the rule finds nothing
/// there without an office's own lists or a finished page.
fn fixes(rule: &Rule, explanation: &Explanation) -> Option<Option<bool>> {
    let config = CheckConfig::default();
    let found = explanation.bad.iter().flat_map(|text| {
        let notice = Notice::read(&syntax::parse(text));
        let mut findings = Findings::new(&config);
        (rule.check)(&Context::new(&notice, text, &config, None), &mut findings);
        findings.finish().into_iter().map(|finding| finding.fix.map(|fix| fix.safe))
    });
    // Where some places are safe to fix and others are not, what a person is told is the careful word.
    found.reduce(|a, b| match (a, b) {
        (Some(a), Some(b)) => Some(a && b),
        (a, b) => a.or(b).map(|_| false),
    })
}

fn examples(entry: &mut String, explanation: &Explanation, lang: Lang) {
    let (bad, good) = match lang {
        Lang::Chinese => ("不要这样写：", "这样写："),
        Lang::English => ("Bad:", "Good:"),
    };
    let bad = explanation.bad.iter().map(|example| (bad, example));
    let good = explanation.good.iter().map(|example| (good, example));
    for (word, example) in bad.chain(good) {
        let _ = write!(entry, "{word}\n\n```notice\n");
        example.lines().for_each(|line| line_of(entry, line, lang));
        entry.push_str("```\n\n");
        let unseen: BTreeSet<String> =
            example.chars().filter(|c| is_unseen(*c)).map(|c| format!("U+{:04X}", u32::from(c))).collect();
        if !unseen.is_empty() {
            let list = unseen.into_iter().collect::<Vec<_>>().join(", ");
            let _ = match lang {
                Lang::Chinese => write!(entry, "其中有看不见或显示不出的字符：{list}\n\n"),
                Lang::English => write!(entry, "It holds what cannot be seen, or not everywhere: {list}\n\n"),
            };
        }
    }
}

/// A line of an example; of one that goes on and on, its beginning.
fn line_of(entry: &mut String, line: &str, lang: Lang) {
    const MOST: usize = 200;
    const SHOWN: usize = 60;
    let length = line.chars().count();
    if length <= MOST {
        entry.push_str(line);
    } else {
        entry.extend(line.chars().take(SHOWN));
        let _ = match lang {
            Lang::Chinese => write!(entry, "……（这一行共 {length} 字）"),
            Lang::English => write!(entry, "… (a line of {length} characters)"),
        };
    }
    entry.push('\n');
}

/// Whether a reader may see nothing of a character, or a box.
fn is_unseen(character: char) -> bool {
    match character {
        '\n' | '\t' => false,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fffd}' => true,
        _ => character.is_control() || character > '\u{ffff}',
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
