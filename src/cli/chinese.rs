//! The command line in Chinese: help, and what was wrong with arguments.
//!
//! Here: [`say`] and the table of sentences. Not here: what there is to say (`args`): a sentence is looked up by its English text,
//! so that nobody has to name an option twice, and a test finds what has none.

mod sentences;

use super::Cli;
use clap::builder::{Str, StyledStr};
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use clap::{Arg, Command, CommandFactory};
use sentences::{SENTENCES, VALUES};
use std::io::Write;

/// Says in Chinese what clap would say in English: help, or what is wrong with `arguments`.
///
/// # Errors
/// What the stream says that takes no more text.
pub(super) fn say(error: &Error, arguments: &[String]) -> std::io::Result<()> {
    let command = called(arguments);
    let name = command.get_bin_name().unwrap_or("zhumo").to_owned();
    match error.kind() {
        ErrorKind::DisplayVersion => error.print(),
        ErrorKind::DisplayHelp => {
            let help = help(command, !arguments.iter().any(|argument| argument == "-h"));
            std::io::stdout().write_all(help.to_string().as_bytes())
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
            std::io::stderr().write_all(help(command, false).to_string().as_bytes())
        }
        _ => match fault(error) {
            Some((message, remedy)) => {
                let remedy = remedy.map(|remedy| format!("办法：{remedy}\n")).unwrap_or_default();
                let text = format!("错误：{message}\n{remedy}用法：{}\n{name} --help 有说明\n", usage(&command));
                std::io::stderr().write_all(zhumo::say::visible_lines(&text).as_bytes())
            }
            None => error.print(),
        },
    }
}

/// The command that the arguments call, with all that it takes.
fn called(arguments: &[String]) -> Command {
    let mut program = Cli::command();
    program.build();
    let mut command = &program;
    let before = std::iter::once("").chain(arguments.iter().map(String::as_str));
    for (word, before) in arguments.iter().zip(before) {
        // What such an option has behind it is no command, whatever it is called.
        if word != "help" && !matches!(before, "--lang" | "--color" | "--config" | "--set") {
            command = command.find_subcommand(word).unwrap_or(command);
        }
    }
    command.clone()
}

fn help(command: Command, long: bool) -> StyledStr {
    let mut command = in_chinese(command);
    if long { command.render_long_help() } else { command.render_help() }
}

fn usage(command: &Command) -> String {
    let usage = command.clone().render_usage().to_string();
    named(usage.strip_prefix("Usage: ").unwrap_or(&usage))
}

/// A text with the names of values between brackets, `<FILE>` or `[FILE]`, in Chinese.
fn named(text: &str) -> String {
    VALUES.iter().fold(text.to_owned(), |text, (english, chinese)| {
        text.replace(&format!("<{english}>"), &format!("<{chinese}>")).replace(&format!("[{english}]"), &format!("[{chinese}]"))
    })
}

/// A command that was built, with its sentences in Chinese.
fn in_chinese(command: Command) -> Command {
    // The program itself has another text in its long help.
    let about = command.get_about().map(|about| sentence(&about.to_string()));
    let usage = usage(&command);
    let command = match about {
        Some(about) => command.about(about.clone()).long_about(about),
        None => command,
    };
    let parts = [
        (command.has_subcommands(), "命令：\n{subcommands}\n\n"),
        (command.get_positionals().next().is_some(), "参数：\n{positionals}\n\n"),
        (true, "选项：\n{options}"),
    ];
    let parts: String = parts.iter().filter(|(there, _)| *there).map(|(_, part)| *part).collect();
    command
        .help_template(format!("{{about-with-newline}}\n用法：{{usage}}\n\n{parts}"))
        .override_usage(usage)
        .mut_args(argument)
        .mut_subcommands(|command| match command.get_about().map(ToString::to_string) {
            Some(about) => command.about(sentence(&about)),
            None => command,
        })
}

fn argument(arg: Arg) -> Arg {
    let mut text = arg.get_help().map_or_else(String::new, |help| sentence(&help.to_string()));
    let defaults: Vec<String> = arg.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    let takes_values = arg.get_action().takes_values();
    let values: Vec<_> = arg.get_possible_values().into_iter().filter(|value| takes_values && !value.is_hide_set()).collect();
    let mut long = arg.get_long_help().map_or_else(|| text.clone(), |help| sentence(&help.to_string()));
    if takes_values && !defaults.is_empty() {
        let defaults: Vec<&str> = defaults.iter().map(|value| kind(value)).collect();
        let default = format!("［默认 {}］", defaults.join("、"));
        text += &default;
        long += &default;
    }
    if !values.is_empty() {
        let names: Vec<&str> = values.iter().map(|value| kind(value.get_name())).collect();
        text += &format!("［可选 {}］", names.join("、"));
        if values.iter().any(|value| value.get_help().is_some()) {
            for value in &values {
                let meaning = value.get_help().map(|help| sentence(&help.to_string()));
                long += &format!("\n- {}{}", value.get_name(), meaning.map(|text| format!("：{text}")).unwrap_or_default());
            }
        } else {
            long += &format!("［可选 {}］", names.join("、"));
        }
    }
    let long: Vec<String> = long.lines().map(wrapped).collect();
    let arg = match arg.get_value_names() {
        Some(names) if takes_values => {
            let names: Vec<Str> = names.iter().map(value_name).collect();
            arg.value_names(names)
        }
        _ => arg,
    };
    arg.help(wrapped(&text)).long_help(long.join("\n")).next_line_help(true).hide_default_value(true).hide_possible_values(true)
}

/// A value as it is written in Chinese: samples go by the kind of document.
fn kind(value: &str) -> &str {
    zhumo::preview::Start::find(value).and_then(|start| start.words().first()).map_or(value, |word| *word)
}

/// What a value is called.
fn value_name(english: &Str) -> Str {
    let known = VALUES.iter().find(|(known, _)| known == english);
    known.map_or_else(|| english.clone(), |(_, chinese)| (*chinese).into())
}

/// Text in lines of no more than 68 columns, which leaves ten of 80 for the indent: clap parts lines at spaces only, and counts characters.
fn wrapped(text: &str) -> String {
    const COLUMNS: usize = 68;
    let columns = |text: &str| text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let mut lines = String::new();
    let (mut start, mut width) = (0, 0);
    for end in icu_segmenter::LineSegmenter::new_for_non_complex_scripts(Default::default()).segment_str(text).skip(1) {
        let part = &text[start..end];
        if width > 0 && width + columns(part.trim_end()) > COLUMNS {
            lines.truncate(lines.trim_end().len());
            lines.push('\n');
            width = 0;
        }
        lines.push_str(part);
        width += columns(part);
        start = end;
    }
    lines
}

/// A sentence in Chinese; as it is when the table has none.
fn sentence(english: &str) -> String {
    SENTENCES.iter().find(|(known, _)| *known == english).map_or(english, |(_, chinese)| *chinese).to_owned()
}

/// What is wrong with the arguments and what to do, in Chinese; `None` for a fault that has no words here.
fn fault(error: &Error) -> Option<(String, Option<String>)> {
    let said = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) if !texts.is_empty() => Some(texts.join("、")),
        _ => None,
    };
    let said = |kind| {
        said(kind).map(|text| if matches!(kind, ContextKind::InvalidArg | ContextKind::PriorArg) { named(&text) } else { text })
    };
    let arg = said(ContextKind::InvalidArg);
    let meant = |kind| said(kind).map(|near| format!("是不是 {near}？"));
    let valid = || match error.get(ContextKind::ValidValue) {
        Some(ContextValue::Strings(values)) if !values.is_empty() => {
            Some(format!("可选 {}", values.iter().map(|value| kind(value)).collect::<Vec<_>>().join("、")))
        }
        _ => None,
    };
    Some(match error.kind() {
        ErrorKind::UnknownArgument => match arg? {
            option if option.starts_with('-') => (format!("没有 {option} 这个选项"), meant(ContextKind::SuggestedArg)),
            word => (format!("多写了 {word}"), None),
        },
        ErrorKind::InvalidSubcommand => {
            (format!("没有 {} 这个命令", said(ContextKind::InvalidSubcommand)?), meant(ContextKind::SuggestedSubcommand))
        }
        ErrorKind::InvalidValue => match said(ContextKind::InvalidValue) {
            Some(value) if !value.is_empty() => {
                (format!("{} 不能写 {value}", arg?), meant(ContextKind::SuggestedValue).or_else(valid))
            }
            _ => (format!("{} 后面要写一个值", arg?), valid()),
        },
        ErrorKind::ValueValidation => {
            let value = said(ContextKind::InvalidValue)?;
            (format!("{} 不能写 {value}", arg?), std::error::Error::source(error).map(cause))
        }
        ErrorKind::MissingRequiredArgument => (format!("缺少 {}", arg?), None),
        ErrorKind::ArgumentConflict => match said(ContextKind::PriorArg) {
            Some(prior) if Some(&prior) != arg.as_ref() => (format!("{} 和 {prior} 不能一起用", arg?), None),
            _ => (format!("{} 只能写一次", arg?), None),
        },
        ErrorKind::TooManyValues => (format!("{} 后面多了一个值：{}", arg?, said(ContextKind::InvalidValue)?), None),
        _ => return None,
    })
}

/// Why a value was not taken.
fn cause(error: &(dyn std::error::Error + 'static)) -> String {
    if error.is::<std::num::ParseIntError>() {
        return "要写整数".to_owned();
    }
    let text = error.to_string();
    if let Some((chinese, _)) = text.split_once(super::args::BETWEEN) {
        return chinese.to_owned();
    }
    let bounds = text.split_once(" is not in ").and_then(|(_, range)| range.split_once("..="));
    bounds.map_or_else(|| "核对写法".to_owned(), |(least, most)| format!("要在 {least} 到 {most} 之间"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every English sentence of the command line, as `--help` shows them.
    fn sentences(command: &Command, found: &mut Vec<String>) {
        found.extend(command.get_about().map(ToString::to_string));
        for arg in command.get_arguments().filter(|arg| !arg.is_hide_set()) {
            found.extend(arg.get_help().iter().chain(&arg.get_long_help()).map(ToString::to_string));
            found.extend(arg.get_possible_values().iter().filter_map(|value| Some(value.get_help()?.to_string())));
        }
        command.get_subcommands().for_each(|command| sentences(command, found));
    }

    /// What values are called in English.
    fn values(command: &Command, found: &mut Vec<String>) {
        let takes = command.get_arguments().filter(|arg| !arg.is_hide_set() && arg.get_action().takes_values());
        found.extend(takes.flat_map(|arg| arg.get_value_names().unwrap_or_default().iter().map(ToString::to_string)));
        command.get_subcommands().for_each(|command| values(command, found));
    }

    #[test]
    fn every_sentence_is_there_in_chinese_and_none_beside() {
        let mut program = Cli::command();
        program.build();
        let mut found = Vec::new();
        sentences(&program, &mut found);
        let missing: Vec<&String> = found.iter().filter(|english| !SENTENCES.iter().any(|(known, _)| known == english)).collect();
        assert!(missing.is_empty(), "{missing:#?}");
        let mut names = Vec::new();
        values(&program, &mut names);
        names.retain(|name| !VALUES.iter().any(|(known, _)| known == name));
        assert!(names.is_empty(), "{names:?}");
        let idle: Vec<&str> =
            SENTENCES.iter().map(|(known, _)| *known).filter(|known| !found.iter().any(|text| text == known)).collect();
        assert!(idle.is_empty(), "{idle:#?}");
    }
}
