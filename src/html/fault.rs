//! Why a template could not be used, in both languages; the engine speaks English only.

use crate::say;
use crate::say::Say;
use minijinja::{Error, ErrorKind};

/// Why a template could not be used. The built-in ones always can.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("template `{name}`{}: {}", line.map(|line| format!(", line {line}")).unwrap_or_default(), message.en)]
pub struct HtmlError {
    /// The template's name: `official/page.html`.
    pub name: String,
    /// The line, from 1.
    pub line: Option<usize>,
    /// What is wrong.
    pub message: Say,
}

impl HtmlError {
    /// What the engine says.
    pub(super) fn from_template(error: Error) -> Self {
        // An error in an included template is the cause of one in the including template; the innermost says what.
        let mut inner = &error;
        while let Some(cause) = std::error::Error::source(inner).and_then(|cause| cause.downcast_ref::<Error>()) {
            inner = cause;
        }
        let name = inner.name().unwrap_or("page.html").to_owned();
        if inner.kind() == ErrorKind::OutOfFuel {
            let message = say!("步数太多：循环里又套着循环？", "it takes too many steps: a loop in a loop in a loop?");
            return Self { name, line: inner.line(), message };
        }
        let (kind, detail) = (inner.kind(), inner.detail().unwrap_or_default());
        let en = if detail.is_empty() { kind.to_string() } else { format!("{kind}: {detail}") };
        Self { name, line: inner.line(), message: Say { zh: chinese(kind, detail), en } }
    }

    /// With the name that is not defined, where the line of the template has only one.
    pub(super) fn named(mut self, text: &str) -> Self {
        let line = self.line.and_then(|line| text.lines().nth(line.saturating_sub(1)));
        if self.message.en.starts_with(&ErrorKind::UndefinedError.to_string())
            && let Some(name) = line.and_then(only_name)
        {
            self.message = say!("没有名为“{name}”的变量", "undefined value: `{name}`");
        }
        self
    }
}

/// The variable that a line of a template uses, where it uses one.
fn only_name(line: &str) -> Option<&str> {
    let tags = line.split("{{").skip(1).map(|rest| rest.split("}}").next().unwrap_or_default());
    let mut words = tags.map(|tag| tag.split(['|', '(']).next().unwrap_or_default().trim().trim_matches('-').trim());
    let name = words.next()?;
    let is_path = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || "_.".contains(c));
    (is_path && words.all(|other| other == name)).then_some(name)
}

/// The same in Chinese, with the names that the engine gives.
fn chinese(kind: ErrorKind, detail: &str) -> String {
    let quoted = || detail.split(['\'', '"']).nth(1).unwrap_or_default();
    let first = |before: &str| detail.strip_prefix(before).unwrap_or(detail).split(' ').next().unwrap_or_default();
    match kind {
        ErrorKind::SyntaxError => format!("语法有错：{}", syntax(detail)),
        ErrorKind::TemplateNotFound => format!("没有模板 {}", quoted()),
        ErrorKind::UnknownFilter => format!("没有名为“{}”的过滤器", first("filter ")),
        ErrorKind::UnknownTest => format!("没有名为“{}”的判断", first("test ")),
        ErrorKind::UnknownFunction => format!("没有名为“{}”的函数或宏", first("")),
        ErrorKind::UnknownMethod => "没有这个方法".to_owned(),
        ErrorKind::UnknownBlock => "没有这个区块".to_owned(),
        ErrorKind::TooManyArguments => "参数太多".to_owned(),
        ErrorKind::MissingArgument => "缺少参数".to_owned(),
        ErrorKind::UndefinedError => "用了没有的变量".to_owned(),
        ErrorKind::BadEscape => "引号里的反斜线写法不对".to_owned(),
        ErrorKind::BadInclude | ErrorKind::EvalBlock => "引用的模板或区块有错".to_owned(),
        ErrorKind::CannotUnpack => "这个值不能拆成几个变量".to_owned(),
        ErrorKind::InvalidOperation if detail.contains("not iterable") => "这个值不是列表，不能逐项循环".to_owned(),
        ErrorKind::InvalidOperation => match detail.split_once(" is more than ") {
            Some((number, most)) => format!("{number} 大于 {most}"),
            None => "这个值不能这样运算".to_owned(),
        },
        ErrorKind::NonKey | ErrorKind::NonPrimitive | ErrorKind::BadSerialization | ErrorKind::CannotDeserialize => {
            "值的类型不对".to_owned()
        }
        _ => "无法执行".to_owned(),
    }
}

/// What the engine says of the syntax.
fn syntax(detail: &str) -> String {
    if let Some(name) = detail.strip_prefix("unknown statement ") {
        return format!("没有 {name} 这个语句");
    }
    if let Some((found, expected)) = detail.strip_prefix("unexpected ").and_then(|rest| rest.split_once(", expected ")) {
        return match (token(found), token(expected)) {
            (Some(found), Some(expected)) => format!("应为 {expected}，却是 {found}"),
            (Some(found), None) => format!("多了 {found}"),
            (None, Some(expected)) => format!("应为 {expected}"),
            _ => "写法不对".to_owned(),
        };
    }
    let whole = match detail {
        "unexpected end of string" => "引号没有成对",
        "unexpected end of comment" => "注释没有写完，缺 #}",
        "unexpected end of raw block" => "缺 {% endraw %}",
        "unexpected end of block" => "标记没有写完",
        "unexpected character" => "有不能用的字符",
        _ => match detail.strip_prefix("unexpected ").and_then(token) {
            Some(found) => return format!("多了 {found}"),
            None => "写法不对",
        },
    };
    whole.to_owned()
}

/// What of a template the engine means.
fn token(name: &str) -> Option<String> {
    let said = match name {
        "end of input" => "文件结尾",
        "end of variable block" | "end of print statement" => "}}",
        "end of block" => "%}",
        "start of block" => "{%",
        "start of variable block" => "{{",
        "identifier" => "名称",
        "identifier or integer" => "名称或数字",
        "expression" => "表达式",
        "block keyword" => "语句名",
        "assignment operator" => "=",
        "comma" => ",",
        "string" => "文字",
        "integer" | "float" => "数",
        _ => return name.strip_prefix('`').and_then(|name| name.strip_suffix('`')).map(|name| format!("`{name}`")),
    };
    Some(said.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use minijinja::{Environment, UndefinedBehavior, context};

    fn fault(text: &str) -> HtmlError {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        let made = environment.render_str(text, context! { page => context! { title => "甲" } });
        HtmlError::from_template(made.unwrap_err()).named(text)
    }

    #[test]
    fn no_word_of_the_engine_is_left_in_chinese() {
        let faults = [
            "{{ 甲",
            "{{ foo",
            "{{ foo }}",
            "{{ page.zz.yy }}",
            "{% if %}",
            "{% if x %}",
            "{% endif %}",
            "{% for x in y %}{% endfor %}",
            "{% for x in 3 %}{% endfor %}",
            "{% include 'no' %}",
            "{% extends 'no' %}",
            "{{ 1|nofilter }}",
            "{{ nofunc() }}",
            "{{ 1 / 0 }}",
            "{{ 'a' - 1 }}",
            "{% nosuch %}",
            "{% macro a() %}",
            "{{ 'abc }}",
            "{{ [1, 2 }}",
            "{% set x %}",
            "{{ 1 is nottest }}",
            "{{ 'a'|length(1, 2, 3) }}",
            "{{ -'a' }}",
            "{# a",
            "{% raw %}",
            "{{ a b }}",
            "{{ 1 $ 2 }}",
            "{% block a %}{% endblock %}{% block a %}{% endblock %}",
            "{{ page.title.nosuch() }}",
            "{{ 'a'|replace }}",
            "{% set a, b = 3 %}",
            "{{ '\\u00' }}",
            "{{ super() }}",
            "{{ 1_ }}",
            "{% for in x %}{% endfor %}",
        ];
        for text in faults {
            let HtmlError { message: Say { zh, en }, .. } = fault(text);
            let words = |c: char| !c.is_ascii_alphanumeric();
            let left = zh.split(words).find(|word| word.len() > 1 && !text.contains(word) && *word != "endraw");
            assert!(left.is_none() && !en.is_empty(), "{text}: {zh} | {en}");
        }
        assert_eq!(fault("一\n{{ page.titel|safe }}").message.zh, "没有名为“page.titel”的变量");
        assert_eq!(fault("{{ foo").message.zh, "语法有错：应为 }}，却是 文件结尾");
    }
}
