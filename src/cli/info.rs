//! `zhumo explain`, `zhumo rules`, `zhumo schema`.

use super::args::{RulesArgs, RulesFormat, SchemaKind};
use super::out::print;
use super::report::{Document, level_word};
use super::{Outcome, RunError};
use zhumo::check::{FAMILIES, Family, all_rules, find_rule, nearest_rule};
use zhumo::say;
use zhumo::say::{Lang, Say};

pub(crate) fn explain(rule: Option<&str>, lang: Lang) -> Result<Outcome, RunError> {
    let Some(name) = rule else {
        return rules(&RulesArgs { format: RulesFormat::Human }, lang);
    };
    let Some(rule) = find_rule(name) else {
        return Err(RunError::new(say!("没有名为“{name}”的规则", "there is no rule `{name}`"), meant(name)));
    };
    print(&plain(&zhumo::check::book::entry(rule, lang)))?;
    Ok(Outcome::Clean)
}

/// A page of the book without its marks: samples are set in.
fn plain(page: &str) -> String {
    let (mut out, mut sample) = (String::with_capacity(page.len()), false);
    for line in page.lines() {
        if line.starts_with("```") {
            sample = !sample;
            continue;
        }
        let heading = line.strip_prefix("## `").and_then(|line| line.strip_suffix('`'));
        let before = if sample && !line.is_empty() { "    " } else { "" };
        out.extend([before, heading.unwrap_or(line), "\n"]);
    }
    out
}

/// Which rule was probably meant: one that is called nearly so, else those that are about it.
pub(crate) fn meant(name: &str) -> Say {
    if let Some(near) = nearest_rule(name) {
        return say!("是不是 `{near}`？", "did you mean `{near}`?");
    }
    let about = about(name);
    let (zh, en) = (about.join("、"), about.join(", "));
    match about.is_empty() {
        false => say!("与“{name}”有关的规则：{zh}", "rules about `{name}`: {en}"),
        true => say!("用 `zhumo rules` 查看全部规则", "`zhumo rules` lists all rules"),
    }
}

/// How many rules are proposed at most.
const PROPOSED: usize = 8;

/// The rules whose names or explanations have a word: those that are called so first.
fn about(word: &str) -> Vec<String> {
    let word = word.trim().to_lowercase();
    if word.is_empty() {
        return Vec::new();
    }
    let rank = |rule: &zhumo::check::Rule| {
        let explanation = rule.explanation();
        let place = |lang| explanation.paragraphs(lang).iter().position(|text| says(&text.to_lowercase(), &word));
        if rule.id.contains(&word) { Some(0) } else { place(Lang::Chinese).or_else(|| place(Lang::English)).map(|at| at + 1) }
    };
    let mut found: Vec<_> = all_rules().filter_map(|rule| Some((rank(rule)?, rule.id))).collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.iter().take(PROPOSED).map(|(_, id)| format!("`{id}`")).collect()
}

/// Whether a text has a word, or its Chinese characters in their order with one or two others between them: 补零, 补了零.
fn says(text: &str, word: &str) -> bool {
    let follows = |from: usize| {
        let mut rest = text[from..].chars();
        word.chars().enumerate().all(|(at, wanted)| {
            let reach = if at == 0 || wanted.is_ascii() { 1 } else { 3 };
            rest.by_ref().take(reach).any(|found| found == wanted)
        })
    };
    text.contains(word) || word.chars().count() > 1 && text.char_indices().any(|(at, _)| follows(at))
}

pub(crate) fn rules(args: &RulesArgs, lang: Lang) -> Result<Outcome, RunError> {
    let text = match args.format {
        RulesFormat::Markdown => zhumo::check::book::page(lang),
        RulesFormat::Json => {
            let list: Vec<serde_json::Value> = all_rules()
                .map(|rule| {
                    let explanation = rule.explanation();
                    serde_json::json!({
                        "name": rule.id,
                        "level": rule.severity.name(),
                        "what": explanation.paragraphs(lang).first(),
                        "why": explanation.paragraphs(lang).iter().skip(1).collect::<Vec<_>>(),
                        "clause": explanation.source,
                        "bad": explanation.bad,
                        "good": explanation.good,
                    })
                })
                .collect();
            super::screen::json(&list)
        }
        RulesFormat::Human => {
            let width = all_rules().map(|rule| rule.id.len()).max().unwrap_or(0);
            let line = |rule: &zhumo::check::Rule| {
                let what = rule.explanation().paragraphs(lang).first().copied().unwrap_or_default();
                let level = level_word(rule.severity, lang);
                let pad = if lang == Lang::English { 7 } else { 2 };
                format!("{:width$}  {level:pad$}  {what}\n", rule.id)
            };
            let family = |family: &&Family| {
                let (name, about) = if lang == Lang::Chinese { family.zh } else { family.en };
                let rules: String = family.rules.iter().map(|rule| line(rule)).collect();
                format!("{name} ({})\n{about}\n\n{rules}", family.id)
            };
            FAMILIES.iter().map(family).collect::<Vec<_>>().join("\n")
        }
    };
    print(&text)?;
    Ok(Outcome::Clean)
}

pub(crate) fn schema(what: SchemaKind) -> Result<Outcome, RunError> {
    let schema = match what {
        SchemaKind::Ast => zhumo::ast_schema(),
        SchemaKind::Config => zhumo::config::Config::schema(),
        SchemaKind::Findings => serde_json::to_value(schemars::schema_for!(Document)).unwrap_or_default(),
    };
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    print(&text)?;
    Ok(Outcome::Clean)
}
