//! `--bound FILE.pdf`: all letters in one file, in the order of the rows.

use super::super::report::Report;
use super::super::{RunError, files};
use super::told::Told;
use super::{Done, Letter, Looked, Work};
use std::path::Path;
use std::sync::Arc;
use zhumo::check::Severity;
use zhumo::images::Images;
use zhumo::layout::{Binder, Laid};
use zhumo::model::Notice;
use zhumo::pdf::{Metadata, PdfOptions, pdf};
use zhumo::project::fonts::Found;
use zhumo::{BuildError, say};

/// A letter, laid out.
struct LaidOut {
    done: Done,
    laid: Laid,
    label: String,
    fonts: Option<Arc<Found>>,
    notice: Notice,
    images: Option<Images>,
}

/// Lays out all letters and writes them into one file; into none where one of them has errors, unless the others are wanted.
///
/// # Errors
/// [`RunError`] for what keeps the file from being written.
pub(super) fn write(work: &Work<'_>, threads: usize, looked: &Looked, path: &Path, told: &mut Told<'_>) -> Result<(), RunError> {
    let mut fonts: Option<Arc<Found>> = None;
    let mut again = false;
    let (mut binder, mut images, mut metadata) = (Binder::default(), Images::default(), None);
    let mut refused = false;
    // A character that only a font of the system has changes the faces of all: then everything is laid out once more.
    for _ in 0..2 {
        let given = fonts.clone();
        (binder, again, refused) = (Binder::default(), false, false);
        let mut dones = Vec::new();
        work.each(
            threads,
            looked,
            |letter| lay_out(work, &letter, given.clone()),
            |letter| {
                let LaidOut { done, laid, label, fonts: found, notice, images: pictures } = letter;
                if let Some(found) = &found {
                    let known = fonts.get_or_insert_with(|| found.clone());
                    if !Arc::ptr_eq(known, found) {
                        again = true;
                        *known = found.clone();
                    }
                }
                refused |= done.refused || done.report.fault.is_some();
                if !done.refused && !again {
                    metadata.get_or_insert_with(|| Metadata { notice: Vec::new(), ..Metadata::of(&notice) });
                    if let Some(pictures) = pictures {
                        images.extend(pictures);
                    }
                    binder.add(laid, &label, work.args.odd_pages);
                }
                dones.push(done);
            },
        );
        if !again {
            // What the files of their own say is said with them.
            if work.name.is_none() {
                dones.into_iter().for_each(|done| told.take(done));
            }
            break;
        }
    }
    if again {
        let message = say!("各份用的字体不一样，合不成一份", "the letters use different fonts and cannot be bound");
        return Err(RunError::new(message, say!("不用 --bound，分开写出", "write them apart, without --bound")));
    }
    let (Some(fonts), Some(metadata)) = (fonts, metadata) else { return Ok(()) };
    if refused && !work.args.only_good {
        told.unbound(path);
        return Ok(());
    }
    let config = &work.project.settings.config.pdf;
    let laid = binder.finish();
    let options = PdfOptions::new(&fonts.set, &images, metadata).packed(config.standard, config.compress);
    let bytes = pdf(&laid, options).map_err(|error| RunError::unbuilt(&BuildError::from(error), path))?;
    files::write(path, &bytes)?;
    told.bound(path);
    Ok(())
}

fn lay_out(work: &Work<'_>, letter: &Letter, fonts: Option<Arc<Found>>) -> LaidOut {
    let filled = work.filled(letter, &mut Vec::new());
    let place = work.place(letter, &filled).unwrap_or_default();
    let label = place.as_ref().and_then(|place| place.file_name()).map(|name| name.to_string_lossy().into_owned());
    let label = label.unwrap_or_else(|| {
        let column = work.template.columns().first().and_then(|name| work.table.column(name));
        let cell = column.and_then(|column| letter.rows.first()?.cell(column).shown(false));
        cell.unwrap_or_default()
    });
    let mut done = work.done(letter, place);
    let job = work.job(filled);
    let laid = match fonts {
        Some(fonts) => job.lay_out_in(fonts),
        None => job.lay_out(),
    };
    match laid {
        Ok(laid) => {
            let sheets = laid.sheets;
            let errors = sheets.findings.iter().any(|finding| finding.level == Severity::Error);
            let loses = sheets.notice.fields.iter().any(|field| field.repeated);
            done.refused = loses || errors && !work.args.writing.allow_errors;
            done.report = Report::new(done.report.path, job.text, sheets.findings);
            let (notice, images) = (sheets.notice, job.options.images);
            LaidOut { done, laid: sheets.laid, label, fonts: Some(laid.fonts), notice, images }
        }
        Err(fault) => {
            done.report = Report::failed(done.report.path, fault);
            LaidOut { done, laid: Laid::default(), label, fonts: None, notice: job.notice, images: None }
        }
    }
}
