//! What `import` makes of documents of daily work: field by field, how many are right, in text, web pages and files of word processors.
//!
//! The documents and the forms are made by `tests/imported/`; `tests/imported/hand/` holds files that were written one by one, each with what is right
//! for it. The table that is printed stands in `docs/import.md`.

#[path = "imported/book.rs"]
mod book;
#[path = "imported/documents.rs"]
mod documents;
#[path = "imported/forms.rs"]
mod forms;
#[path = "imported/hand.rs"]
mod hand;
#[path = "imported/hostile.rs"]
mod hostile;
#[path = "imported/makers.rs"]
mod makers;
#[path = "support/mod.rs"]
mod support;
#[path = "imported/word.rs"]
mod word;
#[path = "imported/written.rs"]
mod written;

use documents::Document;
use std::collections::BTreeMap;
use std::io::Write;
use zhumo::import::{Format, ImportOptions, import};
use zhumo::model::Notice;
use zhumo::syntax;

/// Rules whose errors only an import could have made.
const OURS: &[&str] = &[
    "duplicate-field",
    "misplaced-field",
    "items-beside-value",
    "misspelt-keyword",
    "unknown-layout",
    "malformed-date",
    "malformed-document-number",
    "malformed-printed-by",
    "malformed-classification",
    "unknown-urgency",
    "text-after-signature",
    "glued-annexes",
    "stray-recipient-mark",
    "control-character",
];

type Fields = BTreeMap<&'static str, String>;

fn closed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What is right for a document; `head` says whether red head and imprint are in the form.
fn right(one: &Document, head: bool) -> Fields {
    let mut fields = Fields::new();
    let mut put = |key: &'static str, value: String| {
        if !value.is_empty() {
            fields.insert(key, closed(&value));
        }
    };
    put("title", one.title.concat());
    put("number", one.number.clone());
    put("recipients", one.recipients.trim_end_matches('：').to_owned());
    put("signatories", one.signatories.join("|"));
    put("date", one.date.clone());
    put("note", one.note.clone());
    let annexes: Vec<&str> = one.annexes.iter().map(|(name, _)| name.as_str()).collect();
    put("list of annexes", annexes.join("|"));
    put("annexes", annexes.join("|"));
    put("issued text", one.issued.as_ref().map(|(title, _)| title.clone()).unwrap_or_default());
    if head {
        put("red head", one.mark.iter().map(|mark| mark.trim_end_matches("文件")).collect::<Vec<_>>().join("|"));
        put("approvers", one.approver.clone());
        put("copies to", one.copies.trim_end_matches('。').to_owned());
        put("printed by", one.printed.clone());
    }
    fields
}

/// What a draft says.
fn found(draft: &str) -> Fields {
    let notice = Notice::read(&syntax::parse(draft));
    let mut fields = Fields::new();
    let mut put = |key: &'static str, value: String| {
        if !value.is_empty() {
            fields.insert(key, closed(&value));
        }
    };
    let names = |organs: &[zhumo::model::Organ]| organs.iter().map(|organ| organ.name.clone()).collect::<Vec<_>>().join("|");
    put("title", notice.title_text());
    put("number", notice.number.as_ref().map(|number| number.text.text.clone()).unwrap_or_default());
    put("recipients", notice.recipients.as_ref().map(|list| list.listed().to_owned()).unwrap_or_default());
    put("signatories", names(&notice.signatories));
    put("date", notice.date.as_ref().map(|date| date.text.text.clone()).unwrap_or_default());
    put("note", notice.note.as_ref().map(zhumo::model::RichText::plain).unwrap_or_default());
    let list: Vec<String> = notice.annex_note.iter().filter(|entry| !entry.made).map(|entry| entry.title.plain()).collect();
    put("list of annexes", list.join("|"));
    put("issued text", notice.issued.iter().map(|issued| issued.text.title_text()).collect::<Vec<_>>().join("|"));
    put("annexes", notice.annexes.iter().map(|annex| annex.title.plain()).collect::<Vec<_>>().join("|"));
    put("red head", names(&notice.issuers));
    put("approvers", names(&notice.approvers));
    put("copies to", notice.copies_to.as_ref().map(|list| list.listed().to_owned()).unwrap_or_default());
    put(
        "printed by",
        notice
            .fields
            .iter()
            .find(|field| field.key == zhumo::syntax::FieldKey::PrintedBy)
            .map(|field| field.text.text.clone())
            .unwrap_or_default(),
    );
    fields
}

#[derive(Default)]
struct Score {
    present: usize,
    right: usize,
    extra: usize,
}

fn packed(document: &str) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    archive.write_all(format!("<?xml version=\"1.0\"?>{document}").as_bytes()).unwrap();
    archive.finish().unwrap().into_inner()
}

fn measured(form: &str, format: Format, head: fn(usize) -> bool, make: impl Fn(&Document, usize) -> Vec<u8>) -> (usize, usize) {
    let documents = documents::all();
    let all = documents.iter().enumerate().map(|(at, one)| {
        let habit = at / 2;
        (one.name.as_str(), right(one, head(habit)), make(one, habit))
    });
    scored(form, format, all, found)
}

/// How many fields of documents are right: each has its name, what is right for it, and its bytes.
fn scored<'a>(
    form: &str,
    format: Format,
    documents: impl Iterator<Item = (&'a str, Fields, Vec<u8>)>,
    found: impl Fn(&str) -> Fields,
) -> (usize, usize) {
    let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (name, want, bytes) in documents {
        let draft = import(&bytes, format, &ImportOptions::default()).unwrap().draft;
        let got = found(&draft);
        for (key, value) in &want {
            let score = scores.entry(key).or_default();
            score.present += 1;
            if got.get(key) == Some(value) {
                score.right += 1;
            } else {
                wrong.push(format!("{form} {name} {key}: {value} / {}", got.get(key).map_or("-", String::as_str)));
            }
        }
        for key in got.keys().filter(|key| !want.contains_key(*key)) {
            scores.entry(key).or_default().extra += 1;
            wrong.push(format!("{form} {name} {key}: - / {}", got[key]));
        }
    }
    let (mut right, mut all) = (0, 0);
    for (key, Score { present, right: good, extra }) in &scores {
        println!("{form:>5} {key:<16} {good:>4} / {present:<4} more: {extra}");
        right += good;
        all += present + extra;
    }
    for line in &wrong {
        println!("  {line}");
    }
    (right, all)
}

#[test]
fn fields_of_daily_documents_are_found() {
    let always = |_| true;
    let mut total = (0, 0);
    for (right, all) in [
        measured("text", Format::Text, always, |one, habit| forms::text(one, habit).into_bytes()),
        measured("page", Format::Html, |habit: usize| habit.is_multiple_of(3), |one, habit| forms::page(one, habit).into_bytes()),
        measured("docx", Format::Docx, always, |one, habit| packed(&forms::document(one, habit))),
    ] {
        total.0 += right;
        total.1 += all;
        assert!(right * 100 >= all * 98, "{right} of {all} fields");
    }
    println!("all: {} of {} fields", total.0, total.1);
}

/// What a draft says; of written documents marks, subtitles and the annexes of issued texts count, too.
fn found_in_written(draft: &str) -> Fields {
    let notice = Notice::read(&syntax::parse(draft));
    let mut fields = found(draft);
    let issued = notice.issued.iter().flat_map(|issued| issued.text.annexes.iter());
    let annexes: Vec<String> = notice.annexes.iter().chain(issued).map(|annex| annex.title.plain()).collect();
    if !annexes.is_empty() {
        fields.insert("annexes", closed(&annexes.join("|")));
    }
    let mark: String = notice.mark.iter().map(|mark| mark.text.as_str()).collect();
    let subtitle: String = notice.subtitle.iter().map(zhumo::model::RichText::plain).collect();
    fields.extend([("mark", closed(&mark)), ("subtitle", closed(&subtitle))].into_iter().filter(|(_, value)| !value.is_empty()));
    fields
}

/// The same of documents that were written one by one, in more forms; their marks and subtitles count, too.
#[test]
fn fields_of_written_documents_are_found() {
    let written = written::all();
    assert!(written.len() >= 180);
    let each = |make: &dyn Fn(&written::Written) -> Vec<u8>| {
        written.iter().map(|one| (one.name.as_str(), one.right.clone(), make(one))).collect::<Vec<_>>().into_iter()
    };
    let mut total = (0, 0);
    let mut add = |(right, all): (usize, usize), least: usize| {
        total = (total.0 + right, total.1 + all);
        assert!(right * 100 >= all * least, "{right} of {all} fields");
    };
    add(scored("text", Format::Text, each(&|one| one.body.clone().into_bytes()), found_in_written), 99);
    add(scored("docx", Format::Docx, each(&|one| packed(&written::document(one))), found_in_written), 99);
    for habit in 0..written::PAGES {
        add(
            scored(&format!("page{habit}"), Format::Html, each(&|one| written::page(one, habit).into_bytes()), found_in_written),
            99,
        );
    }
    println!("all: {} of {} fields", total.0, total.1);
}

/// The same in Word files that other programs make, of every third document: its fields, its figures, its characters.
#[test]
fn documents_of_other_programs_come_in() {
    let documents: Vec<_> = written::all().into_iter().step_by(3).collect();
    let Some(made) = makers::made(&documents) else { return };
    assert_eq!(made.len(), 5, "python-docx twice, pandoc, LibreOffice, docx");
    let (mut total, mut lost) = ((0, 0), Vec::new());
    for (program, files) in made {
        let all = documents.iter().zip(&files).map(|(one, (_, file))| (one.name.as_str(), one.right.clone(), file.clone()));
        let (right, all) = scored(&program, Format::Docx, all, found_in_written);
        assert!(right * 100 >= all * 98, "{program}: {right} of {all} fields");
        total = (total.0 + right, total.1 + all);
        // Those that were pasted with the page around them lose counters and buttons of that.
        for (one, (_, file)) in documents.iter().zip(&files).filter(|(one, _)| !one.name.starts_with("gov-page")) {
            let draft = import(file, Format::Docx, &ImportOptions::default()).unwrap().draft;
            let (want, got) = (figures(&one.body), figures(&draft));
            let fewer = want.iter().filter(|(number, count)| got.get(*number).is_none_or(|there| there < count));
            lost.extend(fewer.map(|(number, _)| format!("{program} {}: {number}", one.name)));
            // Words of forms are fields of the draft: 文件 of a red head, 受文者 and 副本 of Taiwan, 分發單, 本署檔號 and 致 of Hong
            // Kong; （印章） is left out.
            let kept = |c: &char| !c.is_alphabetic() || "文件受副分發單本致印章".contains(*c) || draft.contains(*c);
            let gone: String = one.body.chars().filter(|c| !kept(c)).collect();
            if !gone.is_empty() {
                lost.push(format!("{program} {}: {gone}", one.name));
            }
        }
    }
    println!("all: {} of {} fields", total.0, total.1);
    assert!(lost.is_empty(), "characters that no draft has: {lost:?}");
}

/// Each draft of a written document is built, and holds no error that the import made.
#[test]
fn drafts_of_written_documents_can_be_built() {
    let options = zhumo::Options::default();
    let mut build_options = zhumo::BuildOptions::new(&options);
    build_options.allow_errors = true;
    for (at, one) in written::all().iter().enumerate() {
        let page = written::page(one, at % written::PAGES);
        let forms = [
            (Format::Text, one.body.clone().into_bytes()),
            (Format::Docx, packed(&written::document(one))),
            (Format::Html, page.into_bytes()),
        ];
        for (format, bytes) in forms {
            let draft = import(&bytes, format, &ImportOptions::default()).unwrap().draft;
            let built = zhumo::build(&draft, &[zhumo::Target::Json], &build_options).unwrap();
            assert_eq!(built.outputs.len(), 1, "{}: {draft}", one.name);
            let errors = built.findings.iter().filter(|one| one.level == zhumo::check::Severity::Error);
            let errors: Vec<&str> = errors.map(|one| one.rule.id).filter(|id| OURS.contains(id)).collect();
            assert!(errors.is_empty(), "{} as {format:?}: {errors:?}\n{draft}", one.name);
        }
    }
}

/// The figures of a text, each with how often it is there.
fn figures(text: &str) -> BTreeMap<String, usize> {
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    // The numbers of annexes, of one digit, are made anew.
    for number in text.split(|c: char| !c.is_ascii_digit()).filter(|number| number.len() > 1) {
        *found.entry(number.to_owned()).or_default() += 1;
    }
    found
}

/// Every figure of a document is in its draft, as often as in the document or more often (a page may say a title twice).
#[test]
fn no_figure_of_a_document_changes() {
    for (at, one) in documents::all().iter().enumerate() {
        let habit = at / 2;
        let source = forms::text(one, habit);
        let drafts = [
            import(source.as_bytes(), Format::Text, &ImportOptions::default()).unwrap().draft,
            import(&packed(&forms::document(one, habit)), Format::Docx, &ImportOptions::default()).unwrap().draft,
        ];
        for draft in drafts {
            let (want, got) = (figures(&source), figures(&draft));
            for (number, count) in want {
                assert!(got.get(&number).is_some_and(|there| *there >= count), "{}: {number}\n{draft}", one.name);
            }
        }
    }
}

#[test]
fn files_written_by_hand_come_out_right() {
    let mut wrong = Vec::new();
    for (name, source, wanted, unwanted) in hand::CASES {
        let format = Format::of_ending(name.rsplit('.').next().unwrap());
        let draft = import(source.as_bytes(), format, &ImportOptions::default()).unwrap().draft;
        let lacks = wanted.iter().filter(|line| !draft.contains(**line)).map(|line| format!("lacks {line:?}"));
        let has = unwanted.iter().filter(|line| draft.contains(**line)).map(|line| format!("has {line:?}"));
        let faults: Vec<String> = lacks.chain(has).collect();
        if !faults.is_empty() {
            wrong.push(format!("{name}: {}\n{draft}", faults.join("; ")));
        }
        let notice = Notice::read(&syntax::parse(&draft));
        assert!(!notice.fields.iter().any(|field| field.repeated), "{name}: {draft}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A draft that was imported holds no error that the import made: no field twice or in a wrong place, no value that cannot be read.
#[test]
fn drafts_can_be_built() {
    let options = zhumo::Options::default();
    let mut build_options = zhumo::BuildOptions::new(&options);
    build_options.allow_errors = true;
    for (at, one) in documents::all().iter().enumerate().step_by(3) {
        let draft = import(forms::text(one, at / 2).as_bytes(), Format::Text, &ImportOptions::default()).unwrap().draft;
        let built = zhumo::build(&draft, &[zhumo::Target::Html], &build_options).unwrap();
        assert_eq!(built.outputs.len(), 1, "{}: {draft}", one.name);
        let errors = built.findings.iter().filter(|one| one.level == zhumo::check::Severity::Error);
        let errors: Vec<&str> = errors.map(|one| one.rule.id).filter(|id| OURS.contains(id)).collect();
        assert!(errors.is_empty(), "{}: {errors:?}\n{draft}", one.name);
    }
}
