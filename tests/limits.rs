//! What others wrote and the program runs or reads: templates, patterns. It ends soon, within little memory, and says where it was.

use std::path::Path;
use zhumo::html::{HtmlOptions, Templates, html};
use zhumo::model::Notice;

const DRAFT: &str = "标题：关于检查的通知\n\n各县要抓好工作。\n";

fn notice() -> Notice {
    Notice::read(&zhumo::syntax::parse(DRAFT))
}

/// A page made of `text`, or what is said of it.
fn page(text: &str) -> Result<String, String> {
    let mut templates = Templates::default();
    templates.replace("official/page.html", text);
    html(&notice(), &HtmlOptions::default().with_templates(templates)).map_err(|error| error.to_string())
}

#[test]
fn a_template_that_goes_on_for_ever_is_refused_with_its_place() {
    let chain = |one: &str, times: usize| one.repeat(times);
    let hostile = [
        ("loops", "\n{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}{% endfor %}{% endfor %}{% endfor %}".to_owned()),
        ("much text", format!("\n{{% for a in range(99999) %}}{}{{% endfor %}}", "x".repeat(9_000))),
        ("much text kept", format!("\n{{% set all %}}{{% for a in range(99999) %}}{{{{ '{}' }}}}{{% endfor %}}{{% endset %}}", "x".repeat(9_000))),
        ("doubled by ~", format!("{{% set a = 'xxxxxxxxxx' %}}\n{}", chain("{% set a = a ~ a %}", 40))),
        ("doubled by +", format!("{{% set a = 'xxxxxxxxxx' %}}\n{}", chain("{% set a = a + a %}", 40))),
        ("doubled as a block", format!("{{% set a = 'xxxxxxxxxx' %}}\n{}", chain("{% set a %}{{ a }}{{ a }}{% endset %}", 40))),
        ("doubled in calls", "{% macro m(a, n) %}{{ m(a ~ a, n - 1) if n }}{% endmacro %}\n{{ m('xxxxxxxxxx', 45) }}".to_owned()),
        ("lists doubled", format!("{{% set a = (1, 2, 3) %}}\n{}", chain("{% set a = a + a %}", 40))),
        ("repeated", format!("{{% set a = 'xxxxxxxxxx' %}}\n{}", chain("{% set a = a * 1000 %}", 40))),
        ("replaced", format!("{{% set a = 'xxxxxxxxxx' %}}\n{}", chain("{% set a = a|replace('x', a) %}", 9))),
        ("joined", format!("{{% set a = 'xxxxxxxxxx' %}}\n{}", chain("{% set a = [a, a, a, a]|join(a) %}", 30))),
        ("indented", "{% set a = 'a\nb\nc'|indent(2000000000) %}".to_owned()),
        ("wide", "{{ '%2000000000d'|format(1) }}".to_owned()),
        ("batches", "{{ [1]|batch(4000000000, 'x') }}".to_owned()),
        ("a mark of another script", "{{ a：b }}".to_owned()),
        ("calls", "\n{% macro m(n) %}{{ m(n) }}{% endmacro %}{{ m(1) }}".to_owned()),
        ("pieces", "\n{% include 'official/page.html' %}".to_owned()),
        ("nested", format!("{}x{}", chain("{% if true %}", 20_000), chain("{% endif %}", 20_000))),
        ("a chain", format!("{{{{ 1{} }}}}", "+1".repeat(10_000))),
        ("long", "x".repeat(2 * 1024 * 1024)),
    ];
    for (name, text) in hostile {
        let said = page(&text).expect_err(name);
        assert!(said.contains("official/page.html"), "{name}: {said}");
    }
}

/// A chain of operators, of branches, of lists in lists: as deep as a template of a megabyte can make it.
#[test]
fn no_template_overflows_the_stack() {
    let deep = [
        ("plus", format!("{{{{ 1{} }}}}", "+1".repeat(4_000))),
        ("branches", format!("{{% if false %}}{}x{{% endif %}}", "{% elif false %}y".repeat(10_000))),
        ("filters", format!("{{{{ 1{} }}}}", "|abs".repeat(2_000))),
        ("not", format!("{{{{ {} 1 }}}}", "not ".repeat(2_000))),
        (
            "lists",
            "{% set n = namespace(x=[1]) %}{% for i in range(50000) %}{% set n.x = [n.x] %}{% endfor %}{{ n.x|length }}"
                .to_owned(),
        ),
    ];
    for (name, text) in deep {
        // Made or refused: it comes back.
        let said = page(&text);
        assert!(said.as_ref().map_or_else(String::len, String::len) < 300_000, "{name}");
    }
}

/// What templates of offices do goes on as ever.
#[test]
fn operators_filters_and_long_pages_of_a_template_work() {
    let text = "{% set n = namespace(t='') %}{% for b in page.body %}{% set n.t = n.t ~ b.text ~ '；' %}{% endfor %}{{ n.t }}|{{ 1 + 2 * 3 }}|{{ ['a', 'b']|join('、') }}|{{ 'a-b'|replace('-', '＋') }}|{{ '%03d'|format(7) }}|{{ 'a\\nb'|indent(2) }}|{{ 2 ** 3 ~ '次' }}|{{ 'x' is string ~ '' }}";
    assert_eq!(page(text).unwrap(), "各县要抓好工作。；|7|a、b|a＋b|007|a\n  b|8次|True");
    let mut templates = Templates::default();
    templates.replace("official/imprint.html", "");
    let long = format!("标题：关于检查的通知\n\n{}", "各县要抓好工作。\n\n一、检查\n\n".repeat(4_000));
    let notice = Notice::read(&zhumo::syntax::parse(&long));
    let page = html(&notice, &HtmlOptions::default().with_templates(templates)).unwrap();
    assert!(page.matches("抓好工作").count() > 4_000);
}

#[test]
fn no_pattern_of_drafts_ends_the_run() {
    let stars = "*".repeat(20_000);
    let patterns = [
        stars.clone(),
        "**/".repeat(20_000),
        "{a,".repeat(20_000),
        format!("{}a{}", "{".repeat(20_000), "}".repeat(20_000)),
        format!("{{{}}}", "a,".repeat(200_000)),
        "[a-z]".repeat(100_000),
        "?".repeat(200_000),
        format!("[{}]", "a-b".repeat(100_000)),
        format!("[{}-a]", '\u{10ffff}'),
        "[!\u{0}-\u{10ffff}]".repeat(50_000),
        "{[!a],{b,{c,**}}}".repeat(3_000),
        "\\".to_owned(),
        "a\u{0}b".to_owned(),
    ];
    for pattern in patterns {
        // Refused with a reason, or a pattern that answers.
        match zhumo::check::path_pattern(&pattern) {
            Ok(matcher) => drop(matcher.is_match(Path::new("archive/a.notice"))),
            Err(reason) => assert!(!reason.en.is_empty() && !reason.zh.is_empty()),
        }
    }
    let refused = zhumo::check::path_pattern(&stars);
    assert!(refused.is_err());
}

/// A small file that unpacks into a large draft, each kind in the code of the test.
#[test]
fn no_file_becomes_a_draft_twenty_times_as_long() {
    use std::io::Write;
    use zhumo::import::{Format, ImportOptions, import};
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let document = |body: &str, numbering: &str| {
        let mut file = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let mut add = |name: &str, text: &str| {
            file.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            file.write_all(text.as_bytes()).unwrap();
        };
        let spaces = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
        add("word/document.xml", &format!("<w:document {spaces}><w:body>{body}</w:body></w:document>"));
        add("word/numbering.xml", &format!("<w:numbering {spaces}>{numbering}</w:numbering>"));
        file.finish().unwrap().into_inner()
    };
    let spans = format!("<w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"64\"/></w:tcPr>{}</w:tc></w:tr>", paragraph("a"));
    let level = format!(
        "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"{}\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>",
        "%1".repeat(500)
    );
    let numbered =
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>";
    let files = [
        ("wide cells", document(&format!("<w:tbl>{}</w:tbl>", spans.repeat(2_000)), ""), Format::Docx),
        ("paragraphs", document(&paragraph("各县要抓好工作。").repeat(20_000), ""), Format::Docx),
        ("a paragraph", document(&paragraph(&"各县要抓好工作。".repeat(50_000)), ""), Format::Docx),
        ("numbers", document(&numbered.repeat(4_000), &level), Format::Docx),
        (
            "columns",
            format!("|{}\n|{}\n{}", "a|".repeat(500), "-|".repeat(500), "|a|\n".repeat(700)).into_bytes(),
            Format::Markdown,
        ),
    ];
    for (name, bytes, format) in files {
        let imported = import(&bytes, format, &ImportOptions::default());
        let said = imported.err().unwrap_or_else(|| panic!("{name} of {} bytes", bytes.len())).to_string();
        assert!(said.contains("20 times") || said.contains("too large"), "{name}: {said}");
    }
    // A short document is mostly packing, and no bomb.
    let bytes = document(&paragraph("各县要抓好工作。").repeat(300), "");
    assert!(import(&bytes, Format::Docx, &ImportOptions::default()).is_ok());
}

/// More of one kind than anybody reads are counted; who mends a draft mends them all.
#[test]
fn ten_thousand_findings_of_a_rule_are_listed_and_the_others_counted() {
    let text = format!("标题：关于检查的通知\n\n{}\n", "各县,".repeat(10_500));
    let options = zhumo::Options::default();
    let (_, findings) = zhumo::check(&text, &options);
    let commas: Vec<_> = findings.iter().filter(|finding| finding.rule.id == "half-width-mark").collect();
    assert_eq!(commas.len(), 10_000);
    let more = |finding: &&zhumo::check::Finding| finding.message.en.ends_with("(500 more of this kind are not listed)");
    assert!(commas.last().is_some_and(more) && commas.iter().filter(|one| more(one)).count() == 1);
    let folder = tempfile::tempdir().unwrap();
    let draft = folder.path().join("many.notice");
    std::fs::write(&draft, &text).unwrap();
    let run =
        std::process::Command::new(env!("CARGO_BIN_EXE_zhumo")).args(["check", "-q", "--fix"]).arg(&draft).output().unwrap();
    assert!(run.stderr.is_empty(), "{}", String::from_utf8_lossy(&run.stderr));
    assert_eq!(std::fs::read_to_string(&draft).unwrap(), text.replace(',', "，"));
}
