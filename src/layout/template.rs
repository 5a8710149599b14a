//! `layout.toml`: the lengths and sizes of a layout.

mod colour;

pub use colour::Pressed;

use super::display::Ink;
use super::units::{Mm, Pt, type_size};
use crate::model::Layout;
use crate::say;
use crate::say::{Fault, Say};
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use thiserror::Error;

/// The lengths of a layout. The keys are explained in `templates/official/layout.toml`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are the keys of layout.toml, which explains them with their clauses")]
pub struct Template {
    pub page: PageTemplate,
    pub area: AreaTemplate,
    pub grid: GridTemplate,
    pub text: TextTemplate,
    pub masthead: MastheadTemplate,
    pub title: TitleTemplate,
    pub recipients: RecipientsTemplate,
    pub closing: ClosingTemplate,
    pub seal: SealTemplate,
    pub stamp: StampTemplate,
    pub annex: AnnexTemplate,
    pub flow: FlowTemplate,
    pub table: TableTemplate,
    pub figure: FigureTemplate,
    pub caption: CaptionTemplate,
    pub note: NoteTemplate,
    pub imprint: ImprintTemplate,
    pub page_number: PageNumberTemplate,
    pub docx: DocxTemplate,
    pub ink: InkTemplate,
}

/// A value of a layout, which may be none that a page can have.
trait Value {
    fn check(&self) -> Result<(), Say> {
        Ok(())
    }
}

impl Value for bool {}
impl Value for String {}
impl Value for MastheadKind {}
impl Value for RecipientsPlace {}
impl Value for Centre {}
impl Value for DocxGrid {}
impl Value for Ink {}
impl Value for Pressed {}

impl Value for f64 {
    fn check(&self) -> Result<(), Say> {
        within(*self, -1000.0, 1000.0)
    }
}

impl Value for Mm {
    fn check(&self) -> Result<(), Say> {
        within(self.0, -2000.0, 2000.0)
    }
}

impl Value for Pt {
    fn check(&self) -> Result<(), Say> {
        within(self.0, 1.0, 300.0)
    }
}

impl Value for u32 {
    fn check(&self) -> Result<(), Say> {
        within(f64::from(*self), 2.0, 200.0)
    }
}

impl Value for usize {
    fn check(&self) -> Result<(), Say> {
        within(*self as f64, 0.0, 200.0)
    }
}

/// Says so where a value is no number or outside of what a page can have.
fn within(value: f64, least: f64, most: f64) -> Result<(), Say> {
    if value >= least && value <= most {
        return Ok(());
    }
    Err(say!("{value} 不在 {least} 到 {most} 之间", "{value} is not between {least} and {most}"))
}

macro_rules! table {
    ($name:ident { $($field:ident: $kind:ty $(=> $with:literal)?),+ $(,)? }) => {
        #[derive(Clone, Debug, PartialEq, Deserialize)]
        #[serde(deny_unknown_fields)]
        #[expect(missing_docs, reason = "the fields are the keys of layout.toml, which explains them with their clauses")]
        pub struct $name {
            $($(#[serde(deserialize_with = $with)])? pub $field: $kind),+
        }

        impl $name {
            /// Says what is wrong with the first value that no page can have.
            fn check(&self) -> Result<(), (&'static str, Say)> {
                $(self.$field.check().map_err(|fault| (stringify!($field), fault))?;)+
                Ok(())
            }
        }
    };
}

table!(PageTemplate { width: Mm, height: Mm });
table!(AreaTemplate { left: Mm, top: Mm, width: Mm, height: Mm, mirrored: bool, centre: Centre });
table!(GridTemplate { lines: u32, characters: u32, snap: bool });
table!(TextTemplate { size: Pt => "size", latin_size: Pt => "size", indent: f64, latin_space: f64, hyphenate: bool });
table!(MastheadTemplate {
    kind: MastheadKind,
    mark_top: Mm,
    mark_size: Pt => "size",
    mark_width: Mm,
    mark_height: Mm,
    mark_least: Pt => "size",
    mark_pitch: f64,
    mark_spread: f64,
    mark_spread_width: f64,
    latin_mark: f64,
    latin_mark_gap: f64,
    word_gap: f64,
    even_width: bool,
    corner_gap: Mm,
    classification_line: usize,
    number_gap: Mm,
    rule_gap: Mm,
    rule_thickness: Mm,
    rule_width: Mm,
    rule_centre: Centre,
    double_thick: Mm,
    double_thin: Mm,
    double_gap: Mm,
    foot_inset: Mm,
});
table!(TitleTemplate { size: Pt => "size", gap: Mm, leading: Mm, subtitle_gap: Mm, most_lines: usize });
table!(RecipientsTemplate { gap: Mm, place: RecipientsPlace, moves: bool });
table!(ClosingTemplate {
    annex_note_gap: Mm,
    signature_gap: Mm,
    right: f64,
    date_indent: f64,
    least_pitch: Mm,
    carried: usize,
    even_width: bool,
    contacts_whole: usize
});
table!(SealTemplate {
    diameter: Mm,
    right: f64,
    gap: Mm,
    drop: Mm,
    between: Mm,
    least_between: Mm,
    name_leading: f64,
    least_beside: f64
});
table!(StampTemplate { width: Mm, height: Mm, right: f64, office_gap: f64, gap: Mm, row_gap: Mm, date_gap: Mm });
table!(AnnexTemplate { title_size: Pt => "size", title_line: f64 });
table!(FlowTemplate {
    orphans: usize,
    widows: usize,
    latin_orphans: usize,
    latin_widows: usize,
    scrap: f64,
    below_heading: usize,
    worth_saving: usize,
    first_page_more: Mm,
});
table!(TableTemplate {
    size: Pt => "size",
    least_size: Pt => "size",
    pitch: f64,
    rule: Mm,
    frame: Mm,
    padding: Mm,
    least_justified: f64,
    most_white: Mm,
});
table!(FigureTemplate { dpi: f64, least_dpi: f64, most_width: f64, most_height: Mm, most_share: f64, gap: Mm });
table!(CaptionTemplate { size: Pt => "size", above: Mm, gap: Mm, leading: Mm });
table!(NoteTemplate { size: Pt => "size", leading: f64, white: Mm, rule: Mm, rule_above: f64, rule_width: Mm, most_carried: Mm, mark_size: f64, mark_lift: f64 });
table!(ImprintTemplate {
    size: Pt => "size",
    inset: f64,
    leading: f64,
    padding: Mm,
    thick: Mm,
    thin: Mm,
    rules: bool,
    even_page: bool,
    latin_even_page: bool,
});
table!(PageNumberTemplate {
    size: Pt => "size",
    drop: Mm,
    inset: f64,
    before: String,
    after: String,
    first_page: bool,
});

table!(DocxTemplate { grid: DocxGrid });
table!(InkTemplate { red: Ink => "colour::red", press: Pressed });

/// How the lines of a Word file stand in its type area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum DocxGrid {
    /// As word processors divide it: each line has its part of the type area, and the margins are those of the standard.
    Lines,
    /// From edge to edge, as in the PDF: the first line stands at the upper edge of the type area, the last one at the lower.
    Edge,
}

/// How the head of page 1 is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum MastheadKind {
    /// Mark, number, red rule (7.2).
    Official,
    /// Mark and double rules (10.1).
    Letter,
    /// Mark and number of the order (10.2).
    Order,
    /// Mark and red rule (10.3).
    Minutes,
    /// Mark, issue, editor and date, red rule.
    Briefing,
    /// The mark where the notice gives one, and no rule.
    Mark,
    /// Nothing.
    None,
}

/// What rules, mark, number and title are centred on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Centre {
    /// The type area.
    Area,
    /// The sheet.
    Sheet,
}

/// Where the recipients stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum RecipientsPlace {
    /// Below the title (7.3.2).
    Head,
    /// In the imprint (7.4.2).
    Imprint,
}

/// Why a `layout.toml` cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("template `{name}`: {}", message.en)]
pub struct TemplateError {
    /// The template.
    pub name: String,
    /// What is wrong.
    pub message: Say,
}

impl TemplateError {
    /// The whole sentence.
    #[must_use]
    pub fn say(&self) -> Say {
        let (name, Say { zh, en }) = (&self.name, &self.message);
        say!("版式模板“{name}”：{zh}", "template `{name}`: {en}")
    }
}

impl Template {
    /// The built-in template of a layout.
    ///
    /// # Panics
    /// Never: the built-in templates are read by a test.
    #[must_use]
    pub fn built_in(layout: Layout) -> Self {
        // Reading one takes longer than laying out a short letter, and of a thousand letters all are the same.
        static KNOWN: Mutex<BTreeMap<&str, Template>> = Mutex::new(BTreeMap::new());
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        let read = || Self::load(layout.name(), &|_| None).expect("the built-in templates are sound");
        known.entry(layout.name()).or_insert_with(read).clone()
    }

    /// Reads the template `name`. `own` gives the text of the user's `NAME/layout.toml` where there is one; a template
    /// that extends itself extends the built-in one of its name.
    ///
    /// # Errors
    /// [`TemplateError`] for text that is not TOML, unknown keys, and templates that extend each other in a ring.
    pub fn load(name: &str, own: &dyn Fn(&str) -> Option<String>) -> Result<Self, TemplateError> {
        let table = merged(name, own, 0)?;
        let fail = |message: Say| TemplateError { name: name.to_owned(), message };
        let template = Self::deserialize(toml::Value::Table(table));
        let template = template.map_err(|error| fail(misread(&own(name).unwrap_or_default(), &error)))?;
        template.check().map_err(fail)?;
        Ok(template)
    }

    /// Says what no page can have.
    fn check(&self) -> Result<(), Say> {
        macro_rules! tables {
            ($($table:ident),+) => {
                $(self.$table.check().map_err(|(key, Say { zh, en })| {
                    let table = stringify!($table);
                    say!("[{table}] {key}：{zh}", "[{table}] {key}: {en}")
                })?;)+
            };
        }
        tables!(
            page,
            area,
            grid,
            text,
            masthead,
            title,
            recipients,
            closing,
            seal,
            stamp,
            annex,
            flow,
            table,
            figure,
            caption,
            note,
            imprint,
            page_number,
            docx,
            ink
        );
        let (page, area) = (&self.page, &self.area);
        let type_high = self.line_height() * 2.0;
        // What has to hold something is as wide as a few characters, and stands in the type area, and that on the sheet.
        let bounds = [
            ("[page] width", page.width, Mm(40.0), Mm(2000.0)),
            ("[page] height", page.height, Mm(40.0), Mm(2000.0)),
            ("[area] left", area.left, Mm(0.0), page.width - area.width),
            ("[area] top", area.top, Mm(0.0), page.height - area.height),
            ("[area] width", area.width, self.line_height() * 4.0, page.width),
            ("[area] height", area.height, type_high, page.height),
            ("[seal] diameter", self.seal.diameter, Mm(10.0), area.width),
            ("[stamp] width", self.stamp.width, Mm(5.0), area.width),
            ("[masthead] mark_width", self.masthead.mark_width, Mm(10.0), page.width),
            // Nothing has colour at the edge of the sheet, which no printer of an office reaches and a press would want bleed for.
            ("[masthead] mark_top", self.masthead.mark_top, EDGE, page.height),
            ("[masthead] rule_width", self.masthead.rule_width, Mm(0.0), page.width - EDGE * 2.0),
            ("[masthead] foot_inset", self.masthead.foot_inset, EDGE, page.height),
        ];
        for (key, value, least, most) in bounds {
            within(value.0, least.0, most.0).map_err(|Say { zh, en }| say!("{key}：{zh}", "{key}: {en}"))?;
        }
        Ok(())
    }

    /// From the top of one line to that of the next: (225 − h)/21 = 10.45 mm for 三号. Source: GB/T 9704—2012, 5.2.3
    #[must_use]
    pub fn pitch(&self) -> Mm {
        (self.area.height - self.line_height()) / f64::from(self.grid.lines.max(2) - 1)
    }

    /// Height of a character of text.
    #[must_use]
    pub fn line_height(&self) -> Mm {
        Mm::from(self.text.size)
    }

    /// White between two lines of text.
    #[must_use]
    pub fn leading(&self) -> Mm {
        self.pitch() - self.line_height()
    }

    /// Width of the cell of a character: 156/28 mm. Source: GB/T 9704—2012, 5.2.3
    #[must_use]
    pub fn cell(&self) -> Mm {
        self.area.width / f64::from(self.grid.characters.max(1))
    }
}

/// What stays white at the edge of a sheet.
const EDGE: Mm = Mm(5.0);

fn built_in(name: &str) -> Option<&'static str> {
    crate::templates::text(&format!("{name}/layout.toml"))
}

fn merged(name: &str, own: &dyn Fn(&str) -> Option<String>, depth: usize) -> Result<toml::Table, TemplateError> {
    let fail = |message: Say| TemplateError { name: name.to_owned(), message };
    if depth > 8 {
        return Err(fail(say!("模板互相继承，形成循环", "templates extend each other in a ring")));
    }
    let mine = own(name);
    let text = mine.as_deref().or_else(|| built_in(name)).ok_or_else(|| fail(say!("没有这个模板", "no such template")))?;
    let mut table: toml::Table = text.parse().map_err(|error: toml::de::Error| fail(misread(text, &error)))?;
    let base = match table.remove("extend") {
        None if mine.is_some() && built_in(name).is_some() => Some(merged(name, &|_| None, depth + 1)?),
        None => None,
        Some(toml::Value::String(base)) if base == name => Some(merged(name, &|_| None, depth + 1)?),
        Some(toml::Value::String(base)) => Some(merged(&base, own, depth + 1)?),
        Some(_) => return Err(fail(say!("`extend` 后面写模板的名称", "`extend` takes the name of a template"))),
    };
    Ok(match base {
        Some(mut base) => {
            overlay(&mut base, table);
            base
        }
        None => table,
    })
}

/// What is wrong with the text of a template, with its line: that of the fault, or the first that has what is at fault.
fn misread(text: &str, error: &toml::de::Error) -> Say {
    let Fault { message: Say { zh, en }, span, nearest, wrong } = crate::say::toml(text, error);
    let of_fault = span.map(|span| text[..text.floor_char_boundary(span.start)].matches('\n').count());
    let is_there = |line: &str| !wrong.is_empty() && line.split('#').next().is_some_and(|line| line.contains(&wrong));
    let (place_zh, place_en) = match of_fault.or_else(|| text.lines().position(is_there)) {
        Some(line) => (format!("第 {} 行：", line + 1), format!("line {}: ", line + 1)),
        None => Default::default(),
    };
    let (near_zh, near_en) = match nearest {
        Some(near) => (format!("；是不是 `{near}`？"), format!("; did you mean `{near}`?")),
        None => Default::default(),
    };
    say!("{place_zh}{zh}{near_zh}", "{place_en}{en}{near_en}")
}

fn overlay(base: &mut toml::Table, over: toml::Table) {
    for (key, value) in over {
        match (base.get_mut(&key), value) {
            (Some(toml::Value::Table(base)), toml::Value::Table(over)) => overlay(base, over),
            (_, value) => {
                base.insert(key, value);
            }
        }
    }
}

fn size<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Pt, D::Error> {
    let name = String::deserialize(deserializer)?;
    let unknown = || say!("没有“{name}”这个字号；写作 `三号` 或 `16pt`", "`{name}` is no size of type; write `三号` or `16pt`");
    type_size(&name).ok_or_else(|| crate::say::refused(&unknown()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_templates_are_sound() {
        for (layout, ..) in Layout::ALL {
            let template = Template::built_in(layout);
            assert!((template.pitch().0 - 10.4455).abs() < 0.001);
            assert!((template.cell().0 - 5.5714).abs() < 0.001);
        }
    }

    #[test]
    fn a_users_template_says_only_what_differs() {
        let own = |name: &str| (name == "official").then(|| "[title]\nsize = \"小二\"\n".to_owned());
        let template = Template::load("official", &own).unwrap();
        assert_eq!((template.title.size, template.text.size), (Pt(18.0), Pt(16.0)));
        let bad = |_: &str| Some("[title]\nsice = \"二号\"\n".to_owned());
        assert!(Template::load("official", &bad).unwrap_err().message.en.contains("sice"));
        for (table, zh) in [
            ("[seal]\ndiameter = 1.0\n", "[seal] diameter"),
            ("[area]\nwidth = 0.0\n", "[area]"),
            ("[grid]\nlines = 3000000\n", "[grid] lines"),
            ("[title]\ngap = nan\n", "[title] gap"),
            ("[text]\nsize = \"9999pt\"\n", "[text] size"),
        ] {
            let error = Template::load("official", &|_| Some(table.to_owned())).unwrap_err();
            assert!(error.say().zh.contains(zh) && error.say().en.contains("between"), "{error}");
        }
        let ring = |name: &str| Some(format!("extend = \"{}\"\n", if name == "letter" { "order" } else { "letter" }));
        assert!(Template::load("letter", &ring).is_err());
    }
}
