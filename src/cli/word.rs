//! `zhumo verify` and `zhumo extract` on Word files: a Word file is no page, so its words are held against those that its draft gives.

use super::args::{Cli, VerifyArgs};
use super::{Outcome, RunError, complain, out};
use std::path::Path;
use zhumo::docx::{held, said};
use zhumo::project::files::DraftText;
use zhumo::project::{How, Project};
use zhumo::source::Encoding;
use zhumo::{Target, say};

/// The largest part of a Word file that is read.
const MAX_PART: u64 = 64 * 1024 * 1024;
/// The most differences that are told.
const MOST: usize = 20;

/// The draft inside a Word file.
pub(super) fn draft(bytes: &[u8]) -> Option<String> {
    held(bytes, MAX_PART).map(|held| held.draft)
}

/// Whether a Word file says what the draft inside it says.
pub(super) fn verify(bytes: &[u8], args: &VerifyArgs, cli: &Cli) -> Result<Outcome, RunError> {
    let (lang, shown) = (cli.lang(), args.file.display());
    let Some(held) = held(bytes, MAX_PART) else {
        let message =
            say!("{shown} 无法判断：里面没有本程序的内嵌文稿", "{shown} cannot be judged: it holds no draft of this program");
        complain(&RunError::new(message, say!("请向发文机关核实", "ask the office that issued it")), lang);
        return Ok(Outcome::RunAtFault);
    };
    let given = rebuilt(&held.draft, &args.file, cli)?.unwrap_or_default();
    let differences = differences(&given, &held.paragraphs);
    if differences.is_empty() {
        let said = say!("{shown}：文字与内嵌文稿一致", "{shown}: its words are those of the draft inside");
        out::print(&format!("{}\n", said.in_lang(lang)))?;
        return Ok(Outcome::Clean);
    }
    let head = say!("{shown}：文字与内嵌文稿不一致", "{shown}: its words are not those of the draft inside");
    let mut text = format!("{}\n", head.in_lang(lang));
    for (draft, file) in differences.iter().take(MOST) {
        let line = match (draft, file) {
            (Some(draft), Some(file)) => say!("文稿：“{draft}”；文件：“{file}”", "draft: “{draft}”; file: “{file}”"),
            (Some(draft), None) => say!("文件里没有：“{draft}”", "the file lacks “{draft}”"),
            (None, Some(file)) => say!("文件里多出：“{file}”", "the file has “{file}”, too"),
            (None, None) => continue,
        };
        text += &format!("  {}\n", line.in_lang(lang));
    }
    if let Some(more) = differences.len().checked_sub(MOST).filter(|more| *more > 0) {
        text += &format!("  {}\n", say!("另有 {more} 处", "{more} more").in_lang(lang));
    }
    out::print(&text)?;
    Ok(Outcome::DraftAtFault)
}

/// What the file says that its draft gives.
fn rebuilt(draft: &str, base: &Path, cli: &Cli) -> Result<Option<Vec<String>>, RunError> {
    let project = Project::open(base, &cli.overrides())?;
    let mut job = project.job(base, DraftText { text: draft.to_owned(), encoding: Encoding::Utf8 });
    job.options.today = None;
    let built = job.build(&[Target::Docx], How::new(true))?;
    Ok(built.outputs.first().and_then(|output| said(&output.bytes, MAX_PART)))
}

/// A paragraph of the draft and one of the file that stand for each other and differ; one alone that the other has not.
type Difference = (Option<String>, Option<String>);

fn differences(draft: &[String], file: &[String]) -> Vec<Difference> {
    let bare = |text: &String| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    // A picture says nothing, and one that does not lie beside the file says so.
    let missing = |text: &&String| ["图片缺失：", "圖片缺失：", "Picture missing: "].iter().any(|word| text.starts_with(word));
    let old: Vec<String> = draft.iter().filter(|text| !missing(text)).map(bare).collect();
    let new: Vec<String> = file.iter().filter(|text| !missing(text)).map(bare).collect();
    let mut found = Vec::new();
    for change in similar::capture_diff_slices(similar::Algorithm::Patience, &old, &new) {
        if change.tag() == similar::DiffTag::Equal {
            continue;
        }
        let (before, after) = (&old[change.old_range()], &new[change.new_range()]);
        for at in 0..before.len().max(after.len()) {
            found.push((before.get(at).map(|text| short(text)), after.get(at).map(|text| short(text))));
        }
    }
    found
}

/// The beginning of a long text.
fn short(text: &str) -> String {
    let mut shown: String = text.chars().take(40).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}
