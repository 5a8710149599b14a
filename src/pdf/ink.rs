//! Red for a press: plates of its own colours, or a spot colour, in place of sRGB.
//!
//! Here: the colour space of the red, and how it is chosen. Not here: which things are red (`content`).
//!
//! A screen shows the red of the template, which stands in the file as what the space is shown by.
//! Source: ISO 32000-1, 8.6.6.4 (Separation), 8.6.6.5 (DeviceN)

use super::PdfError;
use super::text::name;
use crate::layout::{Ink, Item, Laid, Page, Press};
use lopdf::{Dictionary, Document, Object, Stream, dictionary};

/// What chooses the red of a press in the contents of a page: the space by its name, and how much of each colour.
pub(super) fn chosen(press: &Press) -> String {
    match press {
        Press::Process(parts) => {
            let parts: String = parts.iter().map(|part| format!("{}.{:02} ", part / 100, part % 100)).collect();
            format!("/{NAME} cs {parts}scn\n")
        }
        Press::Spot(_) => format!("/{NAME} cs 1 scn\n"),
    }
}

/// The name of the space among the resources of a page.
const NAME: &str = "Red";

/// Adds the space to the resources of every page.
pub(super) fn add(file: &mut Document, laid: &Laid) -> Result<(), PdfError> {
    let Some(press) = &laid.press else { return Ok(()) };
    let space = space(file, press, shown(laid));
    let broken = |error: lopdf::Error| PdfError::Write(error.to_string());
    let pages: Vec<_> = file.page_iter().collect();
    for page in pages {
        let resources = file.get_dictionary(page).and_then(|page| page.get(b"Resources")).map_err(broken)?.clone();
        let resources = match resources {
            Object::Reference(id) => file.get_dictionary_mut(id),
            _ => file.get_dictionary_mut(page).and_then(|page| page.get_mut(b"Resources")).and_then(Object::as_dict_mut),
        };
        resources.map_err(broken)?.set("ColorSpace", dictionary! { NAME => space.clone() });
    }
    Ok(())
}

/// The red that a screen shows.
fn shown(laid: &Laid) -> Ink {
    let red = |page: &Page| {
        page.items.iter().find_map(|item| match item {
            Item::Run(run) if run.ink.is_red() => Some(run.ink),
            Item::Rule(rule) if rule.ink.is_red() => Some(rule.ink),
            _ => None,
        })
    };
    laid.pages.iter().find_map(red).unwrap_or(Ink::Red)
}

fn space(file: &mut Document, press: &Press, shown: Ink) -> Object {
    let parts = |white: bool| -> Vec<Object> { shown.rgb().map(|part| Object::Real(if white { 1.0 } else { part })).to_vec() };
    match press {
        Press::Spot(spot) => {
            let tint = dictionary! {
                "FunctionType" => 2, "N" => 1, "Domain" => vec![0.into(), 1.into()], "C0" => parts(true), "C1" => parts(false),
            };
            let space = vec![name("Separation"), name(spot), name("DeviceRGB"), tint.into()];
            file.add_object(space).into()
        }
        Press::Process(_) => {
            // The space has one colour alone, whatever is asked of it.
            let [red, green, blue] = shown.rgb();
            let program = format!("{{ pop pop pop pop {red:.3} {green:.3} {blue:.3} }}");
            let bounds = |count: usize| -> Vec<Object> { (0..count * 2).map(|edge| Object::Integer(edge as i64 % 2)).collect() };
            let dict = dictionary! { "FunctionType" => 4, "Domain" => bounds(4), "Range" => bounds(3) };
            let tint = file.add_object(Stream::new(dict, program.into_bytes()));
            let plates = ["Cyan", "Magenta", "Yellow", "Black"].map(name).to_vec();
            let space = vec![name("DeviceN"), plates.into(), name("DeviceRGB"), tint.into(), Dictionary::new().into()];
            file.add_object(space).into()
        }
    }
}
