//! A printed file, PDF or OFD, held against its draft: whether the pages are those that the draft gives. The draft is the one inside the file, mostly
//! without what its comments said, or one beside a file that carries none.
//!
//! Here: [`Evidence`], [`verify`], [`Verdict`], [`Printed`]. Not here: reading and comparing files (`pdf`, `ofd`), fonts and pictures on disk
//! (`project`).
//!
//! What this proves: pages, structure and data of the file belong to the draft inside it. What it does not: who made the
//! file. Whoever has the program can build another whole file from another draft; a signature, or the draft from
//! elsewhere, tells those apart.

use crate::config::Attach;
use crate::images::Images;
use crate::model::Notice;
use crate::ofd::{self, OfdFile};
use crate::pdf::{self, DATA_NAME, Difference, PdfFile, PictureFact, Record, SOURCE_NAME, sha256};
use crate::say;
use crate::say::Say;
use crate::syntax::parse;
use std::borrow::Cow;

/// A file of pages that carries what it was made from.
pub trait Printed {
    /// The bytes of the attached file of that name, if there is one of at most `limit` bytes.
    fn attachment(&self, name: &str, limit: usize) -> Option<Vec<u8>>;

    /// What the file says of its making; none when it says nothing that we can read.
    fn record(&self) -> Option<Record>;

    /// Why nobody can tell what a reader of the file sees: programs would repair it, each in its own way.
    fn unsound(&self) -> Option<Say> {
        None
    }

    /// In what it differs from a file that was built again.
    fn differences(&self, rebuilt: &Self) -> Vec<Difference>;
}

impl Printed for PdfFile {
    fn attachment(&self, name: &str, limit: usize) -> Option<Vec<u8>> {
        self.attachment(name, limit)
    }

    fn record(&self) -> Option<Record> {
        self.record()
    }

    fn unsound(&self) -> Option<Say> {
        self.unsound().cloned()
    }

    fn differences(&self, rebuilt: &Self) -> Vec<Difference> {
        pdf::compare(self, rebuilt)
    }
}

impl Printed for OfdFile {
    fn attachment(&self, name: &str, limit: usize) -> Option<Vec<u8>> {
        self.attachment(name, limit)
    }

    fn record(&self) -> Option<Record> {
        self.record()
    }

    fn differences(&self, rebuilt: &Self) -> Vec<Difference> {
        ofd::compare(self, rebuilt)
    }
}

/// What a file says of its own making.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// The draft inside it.
    pub source: String,
    /// The record of the build.
    pub record: Record,
    /// What in the file itself does not go together, without building anything.
    pub differences: Vec<Difference>,
}

/// What came out.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Verdict {
    /// The file is what its draft gives.
    Same,
    /// It is not; at least one difference.
    Differs(Vec<Difference>),
    /// It cannot be told here, and why.
    Unknown(Say),
}

impl Evidence {
    /// Takes the draft and the record out of a file. A file that was made to carry no draft is held against the one that is `given`.
    ///
    /// # Errors
    /// What the file lacks, as a sentence.
    pub fn of(file: &impl Printed, max_source: usize, given: Option<&str>) -> Result<Self, Say> {
        let (source, record) = (file.attachment(SOURCE_NAME, max_source), file.record());
        let source = match (source, &record, given) {
            (Some(source), ..) => source,
            (None, Some(record), Some(given)) if record.attach == Attach::None => {
                return Ok(Self::beside(record.clone(), given));
            }
            (None, Some(record), None) if record.attach == Attach::None => {
                return Err(say!(
                    "文件按设置没有内嵌文稿；把文稿写在后面再比对：zhumo verify 文件.pdf 文稿.notice",
                    "it was made to carry no draft; name the draft behind it: zhumo verify FILE.pdf DRAFT.notice"
                ));
            }
            _ => {
                return Err(say!(
                    "文件里没有内嵌文稿（{SOURCE_NAME}），无从比对",
                    "no draft ({SOURCE_NAME}) is attached to compare with"
                ));
            }
        };
        let record = record.ok_or_else(|| {
            say!("文件里没有生成记录，不知道怎样重排", "the file has no record of its build that could be followed")
        })?;
        let hash = sha256(&source);
        let source = String::from_utf8(source).map_err(|_| say!("内嵌文稿不是 UTF-8", "the attached draft is not UTF-8"))?;
        let mut differences = Vec::new();
        let mut tell = |said| differences.push(Difference { page: None, said });
        if hash != record.source_sha256 {
            tell(say!("内嵌文稿与生成时记下的不符", "the attached draft is not the one that the record names"));
        }
        let data = file.attachment(DATA_NAME, max_source.saturating_mul(64));
        if data.map(|data| sha256(&data)).as_ref() != Some(&record.data_sha256) {
            tell(say!("附带的公文数据与生成时记下的不符", "the attached data are not those that the record names"));
        }
        Ok(Self { source, record, differences })
    }

    /// A draft that lies beside its file, and the record of the file.
    fn beside(record: Record, given: &str) -> Self {
        let source = empty_comments(given).into_owned();
        let mut differences = Vec::new();
        if sha256(source.as_bytes()) != record.source_sha256 {
            let said = say!(
                "文件不是由这份文稿生成的（注释不算）",
                "the file was not made from this draft (comments are not looked at)"
            );
            differences.push(Difference { page: None, said });
        }
        Self { source, record, differences }
    }

    /// The first line in which a draft is not the one of the file, from 1, with both texts. What comments say counts only where they
    /// travel in the file.
    #[must_use]
    pub fn other_line(&self, draft: &str) -> Option<(usize, String, String)> {
        let owned = |(line, one, two): (usize, &str, &str)| (line, one.to_owned(), two.to_owned());
        if self.record.attach == Attach::Draft {
            return first_other_line(&self.source, draft).map(owned);
        }
        first_other_line(&empty_comments(&self.source), &empty_comments(draft)).map(owned)
    }

    /// Whether the draft of the file had comments that were left out of it.
    #[must_use]
    pub fn lacks_comments(&self) -> bool {
        self.record.attach == Attach::WithoutComments && !Notice::read(&parse(&self.source)).comments.is_empty()
    }

    /// Why building again would tell nothing: another program wrote the file. Same and different would both be chance.
    #[must_use]
    pub fn obstacle(&self) -> Option<Say> {
        let (theirs, ours) = (&self.record.program, Record::this_program());
        if self.record.format != Record::FORMAT || *theirs != ours {
            return Some(say!(
                "文件由 {theirs} 生成，本程序是 {ours}，版本不同不能比对",
                "the file was written by {theirs}, and this is {ours}: only the same version can tell"
            ));
        }
        None
    }

    /// Why building again with these pictures would tell nothing: one is missing, or another one.
    #[must_use]
    pub fn other_picture(&self, images: &Images) -> Option<Say> {
        let same = |fact: &&PictureFact| images.picture(&fact.path).is_some_and(|picture| sha256(&picture.bytes) == fact.sha256);
        let path = &self.record.pictures.iter().find(|fact| !same(fact))?.path;
        Some(say!(
            "图片 {path} 不在这里，或者不是原来那一张；把原图放到文稿所在的文件夹再比对",
            "the picture {path} is not here, or is another one; put the original where the draft has it"
        ))
    }
}

/// Holds a file against what its draft gives now. `rebuilt` was built from the draft inside `file`, with the standard, the
/// encoding and the kind of page (proof or not) of the record.
#[must_use]
pub fn verify<F: Printed>(file: &F, evidence: &Evidence, rebuilt: &F) -> Verdict {
    let differs_already = |why: Say| match evidence.differences.as_slice() {
        [] => Verdict::Unknown(why),
        known => Verdict::Differs(known.to_vec()),
    };
    let Some(now) = rebuilt.record() else { return differs_already(say!("重排的文件没有记录", "no record was built")) };
    if let Some(why) = other_materials(&evidence.record, &now) {
        return differs_already(why);
    }
    let mut differences = evidence.differences.clone();
    differences.extend(file.differences(rebuilt).into_iter().filter(|new| !evidence.differences.contains(new)));
    match file.unsound() {
        _ if !differences.is_empty() => Verdict::Differs(differences),
        Some(why) => Verdict::Unknown(why),
        None => Verdict::Same,
    }
}

/// Whether fonts or template are other ones than those the file was made with.
fn other_materials(then: &Record, now: &Record) -> Option<Say> {
    let missing: Vec<&str> = then.fonts.iter().filter(|font| !now.fonts.contains(font)).map(|font| font.name.as_str()).collect();
    if !missing.is_empty() {
        let names = missing.join("、");
        return Some(say!(
            "文件所用字体与这里的不同：{names}。装上同样的字体再比对",
            "the file was made with other fonts than those here: {names}. Install the same ones"
        ));
    }
    if then.template_sha256 != now.template_sha256 {
        return Some(say!(
            "版式设置（模板）与生成时的不同，用同样的 zhumo.toml 和模板再比对",
            "the template is another one than that of the file; use the same zhumo.toml and templates"
        ));
    }
    None
}

fn empty_comments(draft: &str) -> Cow<'_, str> {
    Notice::read(&parse(draft)).with_empty_comments(draft)
}

/// The first line in which two drafts differ, from 1, with both texts.
#[must_use]
pub fn first_other_line<'a>(attached: &'a str, draft: &'a str) -> Option<(usize, &'a str, &'a str)> {
    let (mut one, mut two) = (attached.lines(), draft.lines());
    let mut number = 0;
    loop {
        number += 1;
        match (one.next(), two.next()) {
            (None, None) => return None,
            (one, two) if one == two => {}
            (one, two) => return Some((number, one.unwrap_or_default(), two.unwrap_or_default())),
        }
    }
}
