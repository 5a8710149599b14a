//! Pages, in fonts that were handed over: the files are kept as long as the instance lives.
//!
//! Here: [`add`], [`report`], [`look`], [`picture`], [`fonts_for`]. Not here: which face a role gets (`zhumo::faces`).

use crate::{Asked, options};
use serde_json::{Value, json};
use std::cell::RefCell;
use zhumo::config::FontsConfig;
use zhumo::faces::{FontFiles, open_roles, signs};
use zhumo::images::Images;
use zhumo::layout::{FontSet, Laid, Role};
use zhumo::model::{Language, Notice};
use zhumo::preview::{view, view_without_pages};
use zhumo::say::{Lang, Say};
use zhumo::svg::{SvgOptions, svg};
use zhumo::{BuildOptions, PageOptions, check_notice, say, sheets};

thread_local! {
    static FONTS: RefCell<FontFiles> = RefCell::default();
    /// Pages as they were last laid out.
    static DRAWN: RefCell<Option<Drawn>> = const { RefCell::new(None) };
}

struct Drawn {
    names: Vec<String>,
    laid: Laid,
    title: String,
    language: Language,
    fonts: FontSet,
}

/// Takes a font file; its faces, or why it is none.
pub(crate) fn add(name: &str, bytes: Vec<u8>) -> Value {
    let faces = FONTS.with_borrow_mut(|fonts| fonts.add(name, bytes));
    if faces.is_empty() {
        return json!({ "error": say!("{name} 不是字体文件（.ttf、.otf、.ttc）", "{name} is no font file (.ttf, .otf, .ttc)") });
    }
    json!({ "faces": faces })
}

/// Forgets all font files.
pub(crate) fn clear() {
    FONTS.with_borrow_mut(FontFiles::clear);
    DRAWN.set(None);
}

/// What there is: the files, the first face of each role in text of a language, and the roles without any.
pub(crate) fn report(config: &FontsConfig, language: Language) -> Value {
    FONTS.with_borrow(|fonts| {
        let set = fonts.set(config, language);
        let role = |(role, name): (Role, &str)| {
            let face = set.chains.get(&role).and_then(|chain| chain.first()).map(|face| set.faces[*face].name.as_str());
            json!({ "name": name, "label": label(role, name), "face": face })
        };
        let roles: Vec<Value> = Role::ALL.into_iter().map(role).collect();
        json!({
            "files": fonts.names().collect::<Vec<_>>(),
            "faces": fonts.count(),
            "roles": roles,
            "signs": signs(&set),
            "whole": open_roles(&set).is_empty(),
        })
    })
}

fn label(role: Role, name: &str) -> Say {
    let zh = role.chinese();
    Say { zh: zh.to_owned(), en: if zh.starts_with('西') { name.to_owned() } else { format!("{name} ({zh})") } }
}

/// The faces for text of a language.
///
/// # Errors
/// Which roles have none.
pub(crate) fn fonts_for(config: &FontsConfig, language: Language) -> Result<FontSet, Say> {
    FONTS.with_borrow(|fonts| {
        let set = fonts.set(config, language);
        let open = open_roles(&set);
        if open.is_empty() {
            return Ok(set);
        }
        if fonts.count() == 0 {
            return Err(say!(
                "排成页面、导出 PDF 和 OFD 要用字体；先选择字体文件",
                "pages, PDF and OFD need fonts: choose font files first"
            ));
        }
        let named = |(role, name)| open.contains(&role).then(|| label(role, name));
        let (zh, en): (Vec<String>, Vec<String>) = Role::ALL.into_iter().filter_map(named).map(|Say { zh, en }| (zh, en)).unzip();
        let (zh, en) = (zh.join("、"), en.join(", "));
        Err(say!("还缺字体：{zh}", "fonts are missing: {en}"))
    })
}

/// Findings and pages; without pages where fonts are missing.
///
/// # Errors
/// [`Say`] for settings that cannot be used, and for damaged fonts.
pub(crate) fn look(asked: &Asked) -> Result<Value, Say> {
    let (text, lang) = (asked.text.as_str(), Lang::from_locale(&asked.lang));
    let options = options(asked)?;
    let notice = Notice::read(&zhumo::syntax::parse(text));
    let fonts = asked.pages.then(|| fonts_for(&options.config.fonts, notice.language)).and_then(Result::ok);
    let Some(fonts) = fonts else {
        let findings = check_notice(&notice, text, &options);
        return Ok(json!(view_without_pages(&notice, &findings, text, lang)));
    };
    let mut pages = PageOptions::new(&fonts);
    pages.proof = asked.proof;
    let how = BuildOptions::new(&options).with_pages(pages);
    let sheets = sheets(notice, text, &how).map_err(|error| say!("无法排版：{error}", "it cannot be laid out: {error}"))?;
    let view = view(&sheets, text, lang);
    DRAWN.set(Some(Drawn {
        names: view.pages.iter().map(|page| page.name.clone()).collect(),
        title: view.title.clone(),
        language: sheets.notice.language,
        laid: sheets.laid,
        fonts,
    }));
    Ok(json!(view))
}

/// The page of a name, drawn; none when nobody remembers it any more.
pub(crate) fn picture(name: &str) -> Option<String> {
    DRAWN.with_borrow(|drawn| {
        let Drawn { names, laid, title, language, fonts } = drawn.as_ref()?;
        let index = names.iter().position(|known| known == name)?;
        svg(laid, index + 1, &SvgOptions::new(fonts, &Images::new(), title.clone(), *language)).ok()
    })
}
