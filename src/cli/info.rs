//! `zhumo explain`, `zhumo rules`, `zhumo schema`.

use super::args::{RulesArgs, RulesFormat, SchemaKind};
use super::report::{Document, level_word};
use super::{Outcome, RunError};
use std::io::Write;
use zhumo::check::{all_rules, find_rule, nearest_rule};
use zhumo::say;
use zhumo::say::{Lang, Say};

pub(crate) fn explain(rule: Option<&str>, lang: Lang) -> Result<Outcome, RunError> {
    let Some(name) = rule else {
        return rules(&RulesArgs { format: RulesFormat::Human }, lang);
    };
    let Some(rule) = find_rule(name) else {
        return Err(RunError::new(say!("没有名为“{name}”的规则", "there is no rule `{name}`"), meant(name)));
    };
    print(&zhumo::check::book::entry(rule, lang))?;
    Ok(Outcome::Clean)
}

/// Which rule was probably meant.
pub(crate) fn meant(name: &str) -> Say {
    match nearest_rule(name) {
        Some(near) => say!("是不是 `{near}`？", "did you mean `{near}`?"),
        None => say!("用 `zhumo rules` 查看全部规则", "`zhumo rules` lists all rules"),
    }
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
            all_rules().map(line).collect()
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

/// Prints a text.
///
/// # Errors
/// As for [`write`].
pub(crate) fn print(text: &str) -> Result<(), RunError> {
    write(text.as_bytes())
}

/// Writes to standard output.
///
/// # Errors
/// [`RunError`] when not all of it could be written. A reader that closed the pipe has seen enough; that is no fault.
pub(crate) fn write(bytes: &[u8]) -> Result<(), RunError> {
    let mut stdout = std::io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            let message = say!("写不了标准输出：{error}", "standard output cannot be written: {error}");
            Err(RunError::new(message, say!("换一个地方输出", "send it elsewhere")))
        }
        _ => Ok(()),
    }
}
