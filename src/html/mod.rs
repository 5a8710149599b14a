//! The web page: one file, semantic and accessible, without scripts and without anything from outside.
//!
//! Here: [`html`], its options, and how a template is run. What a page says is in `view`, its head in `head`, running
//! text in `inline`; the mark-up around it and the style sheets are in `templates/`. Not here: the words that all
//! backends share (`wording`), reading files (`project`).
//!
//! Every text is escaped by one function, [`escape`]: the template engine calls it for each value it prints, `inline`
//! for each piece of running text.

mod fault;
mod head;
mod inline;
mod limits;
mod on_site;
mod table;
mod templates;
mod title;
mod view;

pub use crate::markup::escape;
pub use fault::HtmlError;
pub use head::{description, title as page_title};
pub use on_site::{Download, OnSite};
pub use templates::Templates;

use crate::config::HtmlConfig;
use crate::images::Images;
use crate::model::Notice;
use crate::say;
use limits::Budget;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, context, syntax::SyntaxConfig, value::Serde};
use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

/// What a page needs beside the notice.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct HtmlOptions<'a> {
    /// `[html]` of `zhumo.toml`.
    pub config: HtmlConfig,
    /// The pictures; without them a page names their files.
    pub images: Option<&'a Images>,
    /// The templates, with what the user put in their place.
    pub templates: Templates,
    /// What stands around the notice where the page is one of a site.
    pub on_site: Option<OnSite>,
}

impl<'a> HtmlOptions<'a> {
    /// As `[html]` says, with these pictures inside.
    #[must_use]
    pub fn new(config: HtmlConfig, images: Option<&'a Images>) -> Self {
        Self { config, images, templates: Templates::default(), on_site: None }
    }

    /// The same with these templates.
    #[must_use]
    pub fn with_templates(self, templates: Templates) -> Self {
        Self { templates, ..self }
    }

    /// The same on a site.
    #[must_use]
    pub fn on_site(self, on_site: OnSite) -> Self {
        Self { on_site: Some(on_site), ..self }
    }
}

/// Writes the web page of a notice.
///
/// # Errors
/// [`HtmlError`] when a template of the user's cannot be read or asks for what a page does not have.
///
/// ```
/// let (notice, _) = zhumo::check("标题：关于开放的通知\n\n定于10月开放。", &zhumo::Options::default());
/// let page = zhumo::html::html(&notice, &zhumo::html::HtmlOptions::default()).unwrap();
/// assert!(page.contains("<title>关于开放的通知</title>"));
/// ```
pub fn html(notice: &Notice, options: &HtmlOptions<'_>) -> Result<String, HtmlError> {
    // The built-in ones are read once, whatever number of pages is made of them.
    static BUILT_IN: OnceLock<Environment<'static>> = OnceLock::new();
    if options.templates.own_pages().next().is_some() {
        return own(notice, options);
    }
    let environment = match BUILT_IN.get() {
        Some(known) => known,
        None => {
            let made = environment(std::iter::empty(), None)?;
            BUILT_IN.get_or_init(|| made)
        }
    };
    page(environment, notice, options, None)
}

/// A page of the user's own templates, within limits.
fn own(notice: &Notice, options: &HtmlOptions<'_>) -> Result<String, HtmlError> {
    if let Some((name, text)) = options.templates.own_pages().find(|(_, text)| text.len() > limits::LONGEST) {
        let (bytes, most) = (text.len(), limits::LONGEST);
        let message = say!("有 {bytes} 字节，超过 {most}", "it has {bytes} bytes, more than {most}");
        return Err(HtmlError { name: name.to_owned(), line: None, message });
    }
    let length = notice.texts().iter().map(|text| text.span().end).max().unwrap_or(0);
    let budget = Budget::new(length, options.images.map_or(0, Images::size));
    let text = |name: &str| options.templates.own_pages().find(|(known, _)| *known == name).map_or("", |(_, text)| text);
    let made = || {
        let page = page(&environment(options.templates.own_pages(), Some(&budget))?, notice, options, Some(&budget));
        page.map_err(|fault| {
            let text = text(&fault.name);
            fault.named(text)
        })
    };
    let unmade =
        || HtmlError { name: "page.html".to_owned(), line: None, message: say!("内存不足", "there is no memory for it") };
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(limits::STACK).spawn_scoped(scope, made);
        thread.map_err(|_| unmade())?.join().map_err(|_| unmade())?
    })
}

/// The templates as the engine reads them: the user's own, within a budget, and the built-in ones as they are asked for.
fn environment<'t>(
    own: impl Iterator<Item = (&'t str, &'t str)>,
    budget: Option<&Arc<Budget>>,
) -> Result<Environment<'t>, HtmlError> {
    let mut environment = Environment::new();
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build();
    let syntax = syntax.map_err(HtmlError::from_template)?;
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_syntax(syntax);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    // Not minijinja's own escaping: it writes `&#x2f;` for each slash of an address.
    let paying = budget.cloned();
    environment.set_formatter(move |out, _, value| {
        if value.is_undefined() || value.is_none() {
            return Ok(());
        }
        let text = value.as_str().map_or_else(|| Cow::Owned(value.to_string()), Cow::Borrowed);
        if let Some(budget) = &paying {
            budget.spend(text.len())?;
        }
        let written = if value.is_safe() { out.write_str(&text) } else { out.write_str(&escape(&text)) };
        written.map_err(minijinja::Error::from)
    });
    // The user's are all read, so that a fault is found whatever a notice holds; of the built-in ones only what a page needs.
    for (name, text) in own {
        let message = || say!("表达式太长", "an expression is too long");
        let long = |line| HtmlError { name: name.to_owned(), line: Some(line), message: message() };
        let text = limits::paying(text).map_err(long)?.into_owned();
        environment.add_template_owned(name.to_owned(), text).map_err(HtmlError::from_template)?;
    }
    if let Some(budget) = budget {
        limits::keep(&mut environment, budget);
    }
    // One that takes the place of a built-in one may extend it all the same.
    environment.set_loader(|name| Ok(Templates::built_in_text(name.strip_prefix("builtin/").unwrap_or(name))));
    Ok(environment)
}

fn page(
    environment: &Environment<'_>,
    notice: &Notice,
    options: &HtmlOptions<'_>,
    budget: Option<&Arc<Budget>>,
) -> Result<String, HtmlError> {
    let layout = notice.layout.name();
    let style = options.templates.style(layout, notice, options.on_site.is_some());
    let view = view::Page::new(notice, options, style);
    let template = environment.get_template(&format!("{layout}/page.html")).map_err(HtmlError::from_template)?;
    let context = context! { page => Value::from(Serde(&view)) };
    let Some(budget) = budget else { return template.render(context).map_err(HtmlError::from_template) };
    let mut writer = limits::Writer { out: Vec::new(), budget };
    match template.render_captured_to(context, &mut writer) {
        Ok(_) => Ok(String::from_utf8(writer.out).unwrap_or_default()),
        Err(error) => {
            let fault = HtmlError::from_template(error);
            let most = budget.bytes / (1024 * 1024);
            // The engine says of a writer only that it failed.
            let message = say!("写出或占用的内容超过 {most} MB", "it writes or holds more than {most} MB");
            let name = if fault.line.is_some() { fault.name.clone() } else { format!("{layout}/page.html") };
            Err(if budget.is_spent() { HtmlError { name, message, ..fault } } else { fault })
        }
    }
}
