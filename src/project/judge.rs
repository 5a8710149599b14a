//! A printed file held against its draft: opened, its draft built again with the settings, fonts and pictures of a project, compared.
//!
//! Here: [`PrintedFile`], [`Project::judge`]. Not here: what is compared and what it proves ([`verify`](mod@crate::verify)), and how the
//! answer is told (`cli`).

use super::files::DraftText;
use super::{How, Project, RunError};
use crate::images::Images;
use crate::ofd::OfdFile;
use crate::pdf::{Difference, PdfFile};
use crate::say;
use crate::say::Say;
use crate::verify::{Evidence, Printed, Verdict, verify};
use crate::{Target, config::LimitsConfig};
use std::path::Path;

/// A file of pages that was opened. What it is shows in how it begins.
#[non_exhaustive]
pub enum PrintedFile {
    /// A PDF.
    Pdf(Box<PdfFile>),
    /// An OFD.
    Ofd(OfdFile),
}

impl PrintedFile {
    /// Opens a file.
    ///
    /// # Errors
    /// Why it cannot be read, as a sentence.
    pub fn open(bytes: &[u8]) -> Result<Self, Say> {
        if OfdFile::is_archive(bytes) {
            OfdFile::read(bytes).map(Self::Ofd)
        } else {
            PdfFile::read(bytes).map(|file| Self::Pdf(Box::new(file)))
        }
    }

    /// The bytes of the attached file of that name, if there is one of at most `limit` bytes.
    #[must_use]
    pub fn attachment(&self, name: &str, limit: usize) -> Option<Vec<u8>> {
        match self {
            Self::Pdf(file) => file.attachment(name, limit),
            Self::Ofd(file) => Printed::attachment(file, name, limit),
        }
    }

    /// What it is where pages of another file were put on its sheets.
    #[must_use]
    pub fn imposed(&self) -> Option<Say> {
        match self {
            Self::Pdf(file) => file.imposed().map(crate::pdf::Imposition::said),
            Self::Ofd(_) => None,
        }
    }

    /// Whether it says how it was made.
    #[must_use]
    pub fn has_record(&self) -> bool {
        match self {
            Self::Pdf(file) => file.record().is_some(),
            Self::Ofd(file) => Printed::record(file).is_some(),
        }
    }
}

/// What can be opened.
trait Read: Sized {
    fn read(bytes: &[u8]) -> Result<Self, Say>;
}

impl Read for PdfFile {
    fn read(bytes: &[u8]) -> Result<Self, Say> {
        Self::open(bytes).map_err(|error| error.say())
    }
}

impl Read for OfdFile {
    fn read(bytes: &[u8]) -> Result<Self, Say> {
        Self::open(bytes).map_err(|error| error.say())
    }
}

/// What to do about a file that is none of these.
#[must_use]
pub fn whole_file() -> Say {
    say!("核对这是不是 PDF、OFD 或 DOCX 文件，是否完整", "check that this is a PDF, OFD or DOCX file, and complete")
}

impl Project {
    /// Holds a file against what its draft gives: the one inside it, or the one that is `given` with its name. Pictures are looked for
    /// from `base`.
    ///
    /// # Errors
    /// [`RunError`] when fonts or templates cannot be had.
    pub fn judge(
        &self,
        file: &PrintedFile,
        base: &Path,
        given: Option<(&Path, &str)>,
    ) -> Result<(Verdict, Option<Evidence>), RunError> {
        if let Some(why) = file.imposed() {
            return Ok((Verdict::Unknown(why), None));
        }
        match file {
            PrintedFile::Pdf(file) => self.held(file.as_ref(), Target::Pdf, base, given),
            PrintedFile::Ofd(file) => self.held(file, Target::Ofd, base, given),
        }
    }

    /// A file held against what its draft gives in the same form.
    fn held<F: Printed + Read>(
        &self,
        file: &F,
        target: Target,
        base: &Path,
        given: Option<(&Path, &str)>,
    ) -> Result<(Verdict, Option<Evidence>), RunError> {
        let LimitsConfig { max_draft_bytes, .. } = self.settings.config.limits;
        let mut evidence = match Evidence::of(file, max_draft_bytes, given.map(|(_, draft)| draft)) {
            Ok(evidence) => evidence,
            Err(why) => return Ok((Verdict::Unknown(why), None)),
        };
        if let Some((path, draft)) = given
            && let Some((line, attached, given)) = evidence.other_line(draft)
        {
            let path = path.display();
            let said = say!(
                "内嵌文稿与 {path} 不同，第 {line} 行：“{attached}”，{path} 里是“{given}”",
                "the attached draft is not {path}: line {line} is “{attached}”, in {path} “{given}”"
            );
            evidence.differences.insert(0, Difference { page: None, said });
        }
        self.rebuilt(file, target, &evidence, base).map(|verdict| (verdict, Some(evidence)))
    }

    /// Builds the draft again and holds the file against it.
    fn rebuilt<F: Printed + Read>(
        &self,
        file: &F,
        target: Target,
        evidence: &Evidence,
        base: &Path,
    ) -> Result<Verdict, RunError> {
        // What is known already is told, whether or not the rest can be built.
        let known = |why: Say| match evidence.differences.as_slice() {
            [] => Verdict::Unknown(why),
            known => Verdict::Differs(known.to_vec()),
        };
        if let Some(why) = evidence.obstacle() {
            return Ok(known(why));
        }
        let source = DraftText { text: evidence.source.clone(), encoding: evidence.record.encoding };
        let mut job = self.job(base, source);
        if let Some(why) = evidence.other_picture(job.options.images.as_ref().unwrap_or(&Images::default())) {
            return Ok(known(why));
        }
        // The record of an OFD knows no standard of PDF.
        if target == Target::Pdf {
            job.options.config.pdf.standard = evidence.record.standard;
        }
        job.options.config.pdf.attach = evidence.record.attach;
        job.options.today = None;
        // What was built in spite of errors is built so again.
        let mut how = How::new(true);
        how.proof = evidence.record.proof;
        let built = job.build(&[target], how)?;
        let Some(output) = built.outputs.first() else {
            return Ok(known(say!(
                "内嵌文稿排不出来（用 zhumo extract 取出来检查）",
                "the attached draft gives no pages; take it out with zhumo extract and check it"
            )));
        };
        let rebuilt = F::read(&output.bytes).map_err(|why| RunError::new(why, whole_file()))?;
        Ok(verify(file, evidence, &rebuilt))
    }
}
