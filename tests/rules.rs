//! Every rule by its own examples and by its fixture in `tests/check/`.
//!
//! A fixture holds cases (`--- name ---`). In a case, `// expect: level[rule] text` says that the rule speaks at that
//! level about the next line that is no expectation, and that its place covers exactly `text` (`text` may be left out
//! where the place is empty). Every finding must be expected. A case whose name begins with `whole-` is a whole notice;
//! in all others the elements that every notice must have are not asked for.
//!
//! Comments hand in what stands beside the text: `// picture: PATH = ok` (a PNG, or a JPEG where the name says so; or `png`, `jpeg`,
//! `missing`, `outside`, `too-large`, `too-many-pixels`, `unreadable`, `empty`, `damaged`, `unsupported`, `other-format`, `not-a-picture`), `// encoding: GB18030`, `// terms: WRONG = RIGHT` and `// organ: NAME = 代字、代字`
//! (a line of `[organs]`), `// attach: draft` (`[pdf] attach`). `\u{200b}` in a case or an example is that character, because
//! nobody can see it.

mod support;

use support::unescape;
use zhumo::check::{FAMILIES, PAGE_RULES, all_rules};
use zhumo::check::{Finding, OrganEntry, Rule, book};
use zhumo::images::{Images, Picture, PictureFault};
use zhumo::say::Lang;
use zhumo::source::Encoding;
use zhumo::span::LineIndex;
use zhumo::{Options, check};

/// Findings of a fragment: nobody asks a fragment for a title.
fn findings(text: &str, whole: bool) -> Vec<Finding> {
    let mut options = Options::default();
    (options.encoding, options.images) = (encoding(text), images(text));
    options.config.terms = terms(text);
    for (full, codes) in text.lines().filter_map(|line| line.strip_prefix("// organ: ")?.split_once(" = ")) {
        let codes = codes.split('、').map(str::to_owned).collect();
        let mut entry = OrganEntry::default();
        entry.codes = codes;
        options.config.organs.organs.insert(full.to_owned(), entry);
    }
    if text.lines().any(|line| line == "// attach: draft") {
        options.config.pdf.attach = zhumo::config::Attach::Draft;
    }
    if !whole {
        options.config.check.ignore.push("missing-element".to_owned());
    }
    let mut found = check(text, &options).1;
    // What a case says to this test is no comment of the draft.
    let said = ["// expect: ", "// picture: ", "// encoding: ", "// terms: ", "// organ: ", "// attach: "];
    found.retain(|finding| {
        finding.rule.id != "published-comment" || !said.iter().any(|word| finding.span.of(text).starts_with(word))
    });
    found
}

/// The terms that a case declares.
fn terms(text: &str) -> zhumo::check::TermsConfig {
    let toml = support::terms(text);
    zhumo::config::Config::parse(&toml).expect("terms are TOML").terms
}

/// The pictures that a case declares.
fn images(text: &str) -> Option<Images> {
    let mut images = None;
    for line in text.lines() {
        let Some((path, state)) = line.strip_prefix("// picture: ").and_then(|rest| rest.split_once(" = ")) else { continue };
        let file = support::picture(path, state).map(Picture::sniff);
        let picture = match state {
            _ if file.is_some() => file.unwrap(),
            "unsupported" => Err(PictureFault::Unsupported),
            "too-many-pixels" => Err(PictureFault::TooManyPixels),
            "missing" => Err(PictureFault::Missing),
            "outside" => Err(PictureFault::Outside),
            "too-large" => Err(PictureFault::TooLarge),
            "unreadable" => Err(PictureFault::Unreadable("permission denied".to_owned())),
            other => panic!("a picture is not {other:?}"),
        };
        images.get_or_insert_with(Images::default).insert(path, picture);
    }
    images
}

fn encoding(text: &str) -> Encoding {
    let named = text.lines().find_map(|line| line.strip_prefix("// encoding: "));
    let known = [Encoding::Gb18030, Encoding::Big5, Encoding::Utf16Le, Encoding::Utf16Be];
    named.map_or(Encoding::Utf8, |name| known.into_iter().find(|encoding| encoding.name() == name).expect("an encoding"))
}

/// What can be checked without a finished page.
fn rules_of_the_text() -> impl Iterator<Item = &'static Rule> {
    all_rules().filter(|rule| !PAGE_RULES.rules.contains(rule))
}

fn show(text: &str, findings: &[Finding]) -> String {
    let shown = findings.iter().map(|f| format!("{}[{}] {:?} — {}", f.level.name(), f.rule.id, f.span.of(text), f.message.en));
    shown.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_rule_has_examples_that_hold() {
    for rule in all_rules() {
        let explanation = rule.explanation();
        assert_eq!(rule.clause(), explanation.source, "{}: one clause, however it is read", rule.id);
        assert!(!explanation.en.is_empty() && !explanation.zh.is_empty(), "{}: both languages explain", rule.id);
        assert!(!explanation.bad.is_empty() && !explanation.good.is_empty(), "{}: bad and good examples", rule.id);
        assert!(explanation.en.len() >= 2, "{}: it says why", rule.id);
        assert_eq!(explanation.en.len(), explanation.zh.len(), "{}: as much in both languages", rule.id);
        let whole = |paragraph: &&str| !paragraph.starts_with(|first: char| first.is_ascii_lowercase());
        assert!(explanation.en.iter().all(whole), "{}: no paragraph begins in the middle of a sentence", rule.id);
        if PAGE_RULES.rules.contains(&rule) {
            continue;
        }
        let whole = rule.id == "missing-element";
        for bad in &explanation.bad {
            let found = findings(bad, whole);
            let only_this = !found.is_empty() && found.iter().all(|finding| finding.rule.id == rule.id);
            assert!(only_this, "{}: bad example\n{bad}\n\n{}", rule.id, show(bad, &found));
        }
        for good in &explanation.good {
            let found = findings(good, whole);
            assert!(found.is_empty(), "{}: good example\n{good}\n\n{}", rule.id, show(good, &found));
        }
    }
}

#[test]
fn rules_are_in_order_and_named_for_the_defect() {
    for family in FAMILIES {
        let ids: Vec<&str> = family.rules.iter().map(|rule| rule.id).collect();
        assert!(ids.is_sorted(), "{}: {ids:?}", family.id);
        for id in ids {
            assert!(!id.starts_with("no-") && id.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{id}");
            assert_eq!(all_rules().filter(|rule| rule.id == id).count(), 1, "{id}");
        }
    }
}

/// The examples are what a new user copies: no rule may speak about them, however softly.
#[test]
fn examples_are_clean() {
    let folder = format!("{}/examples", env!("CARGO_MANIFEST_DIR"));
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
    let mut paths: Vec<_> = paths.filter(|path| path.extension().is_some_and(|ending| ending == "notice")).collect();
    paths.sort();
    assert!(!paths.is_empty());
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        let found = findings(&text, true);
        assert!(found.is_empty(), "{}\n{}", path.display(), show(&text, &found));
    }
}

/// What `zhumo explain` shows as bad, copied into a draft, gives that finding; so it holds the characters and not their escapes.
#[test]
fn an_example_can_be_copied() {
    for rule in all_rules() {
        for (lang, words) in [(Lang::Chinese, ["不要这样写：", "这样写："]), (Lang::English, ["Bad:", "Good:"])] {
            let entry = book::entry(rule, lang);
            assert!(!entry.contains("\\u{"), "{entry}");
            let explanation = rule.explanation();
            let examples = [(words[0], &explanation.bad), (words[1], &explanation.good)];
            for (word, example) in examples.into_iter().flat_map(|(word, all)| all.iter().map(move |one| (word, one))) {
                let shown = entry.contains(&format!("\n{word}\n\n```notice\n{example}\n```\n"));
                assert!(shown || example.lines().any(|line| line.chars().count() > 200), "{entry}");
            }
            assert!(entry.lines().all(|line| line.chars().count() < 1000), "{entry}");
        }
    }
    let entry = |name: &str, lang| book::entry(zhumo::check::find_rule(name).unwrap(), lang);
    assert!(entry("missing-glyph", Lang::Chinese).contains("联系人：\u{323ab}\n"));
    assert!(entry("missing-glyph", Lang::English).contains("U+323AB"));
    assert!(entry("control-character", Lang::Chinese).contains("一、活动\u{200b}主题\n"));
    assert!(entry("control-character", Lang::Chinese).contains("U+200B"));
}

/// The rule book in `docs/` is that of the rules. `ZHUMO_BLESS=1` writes it anew.
#[test]
fn the_rule_book_is_fresh() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules");
    let mut known = std::collections::BTreeSet::from(["accuracy.md".to_owned(), "coverage.md".to_owned(), "seeds.md".to_owned()]);
    for (name, page) in book::pages() {
        let path = folder.join(&name);
        if std::env::var_os("ZHUMO_BLESS").is_some() {
            std::fs::write(&path, page).unwrap();
        } else {
            let written = std::fs::read_to_string(&path).unwrap_or_default();
            assert!(written == page, "{} is stale: run the tests once with ZHUMO_BLESS=1", path.display());
        }
        known.insert(name);
    }
    let there = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    let stray: Vec<String> = there.filter(|name| !known.contains(name)).collect();
    assert!(stray.is_empty(), "no family has these pages any more: {stray:?}");
}

#[test]
fn every_rule_has_a_fixture() {
    for rule in rules_of_the_text() {
        let path = format!("{}/tests/check/{}.txt", env!("CARGO_MANIFEST_DIR"), rule.id);
        let text = std::fs::read_to_string(&path).unwrap_or_else(|_| panic!("{path} is missing"));
        assert!(text.contains(&format!("[{}]", rule.id)), "{path} never expects its rule");
    }
}

#[test]
fn fixtures_find_what_they_expect() {
    let folder = format!("{}/tests/check", env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect();
    paths.sort();
    let mut failures = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        for (name, case) in cases(&text) {
            if let Err(why) = run_case(&name, &case) {
                failures.push(format!("{}: {name}\n{why}", path.display()));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

/// Every case of every fixture.
fn every_case() -> Vec<String> {
    let folder = format!("{}/tests/check", env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect();
    paths.sort();
    let texts = paths.iter().map(|path| std::fs::read_to_string(path).unwrap());
    texts.flat_map(|text| cases(&text).into_iter().map(|(_, case)| unescape(&case)).collect::<Vec<_>>()).collect()
}

#[test]
fn a_fix_fixes_its_finding() {
    for case in every_case() {
        let found = findings(&case, false);
        for finding in &found {
            let Some(fix) = &finding.fix else { continue };
            let mut edits = fix.edits.clone();
            edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
            let mut fixed = case.clone();
            edits.iter().for_each(|edit| fixed.replace_range(edit.span.start..edit.span.end, &edit.text));
            let count = |list: &[Finding]| list.iter().filter(|other| other.rule == finding.rule).count();
            let after = findings(&fixed, false);
            assert!(count(&after) < count(&found), "{}\n{case}\nbecame\n{fixed}\n{}", finding.rule.id, show(&fixed, &after));
        }
    }
}

/// Half a draft is what an editor sends at every key: no rule may stumble over it, and every place must be in it.
#[test]
fn half_a_draft_stops_no_rule() {
    for case in every_case() {
        for (at, _) in case.char_indices().step_by(11) {
            for part in [&case[..at], &case[at..]] {
                let mut options = Options::default();
                options.config.terms = terms(part);
                for finding in check(part, &options).1 {
                    let places = finding.related.iter().map(|related| related.span).chain([finding.span]);
                    places.for_each(|span| assert!(part.get(span.start..span.end).is_some(), "{}: {part}", finding.rule.id));
                }
            }
        }
    }
}

fn cases(text: &str) -> Vec<(String, String)> {
    let mut cases: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        match line.strip_prefix("--- ").and_then(|rest| rest.strip_suffix(" ---")) {
            Some(name) => cases.push((name.to_owned(), String::new())),
            None => {
                let case = &mut cases.last_mut().expect("a fixture begins with `--- name ---`").1;
                case.push_str(line);
                case.push('\n');
            }
        }
    }
    cases
}

fn run_case(name: &str, case: &str) -> Result<(), String> {
    // Expectations keep their escapes: the rules read them too, as comments.
    let lines =
        case.split_inclusive('\n').map(|line| if line.starts_with("// expect: ") { line.to_owned() } else { unescape(line) });
    let case = &lines.collect::<String>();
    let index = LineIndex::new(case);
    let mut pending: Vec<String> = Vec::new();
    let mut expected: Vec<(usize, String)> = Vec::new();
    for number in 0..index.lines() {
        let line = index.line_span(case, number).of(case);
        match line.strip_prefix("// expect: ") {
            Some(rest) => pending.push(unescape(rest.trim())),
            None => expected.extend(pending.drain(..).map(|rest| (number + 1, rest))),
        }
    }
    let found = findings(case, name.starts_with("whole-"));
    let mut actual: Vec<(usize, String)> = found
        .iter()
        .map(|f| {
            let line = index.position(case, f.span.start).line;
            (line, format!("{}[{}] {}", f.level.name(), f.rule.id, f.span.of(case)).trim().to_owned())
        })
        .collect();
    expected.sort();
    actual.sort();
    if expected == actual { Ok(()) } else { Err(format!("expected {expected:#?}\nfound {actual:#?}\n{}", show(case, &found))) }
}

/// Applies every fix that `wanted` takes and that no earlier one overlaps, again and again until none is left.
fn settled(text: &str, wanted: fn(&zhumo::check::Fix) -> bool) -> String {
    let mut text = text.to_owned();
    for _ in 0..12 {
        let mut edits: Vec<_> = Vec::new();
        for fix in findings(&text, false).iter().filter_map(|finding| finding.fix.as_ref()).filter(|fix| wanted(fix)) {
            let free = |edit: &zhumo::check::Edit| {
                edits
                    .iter()
                    .all(|(span, _): &(zhumo::span::Span, String)| span.end < edit.span.start || edit.span.end < span.start)
            };
            if fix.edits.iter().all(free) {
                edits.extend(fix.edits.iter().map(|edit| (edit.span, edit.text.clone())));
            }
        }
        if edits.is_empty() {
            return text;
        }
        edits.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
        edits.iter().for_each(|(span, new)| text.replace_range(span.start..span.end, new));
    }
    panic!("fixes undo one another: {text}");
}

/// No two rules undo each other, and fixes of several rules on one stretch come out right.
#[test]
fn fixes_settle() {
    for case in every_case() {
        settled(&case, |fix| fix.safe);
        settled(&case, |_| true);
    }
    for (draft, wanted) in [
        ("奖励3-5万元。", "奖励3万元～5万元。"),
        ("请上报,，逾期不候。", "请上报，逾期不候。"),
        ("推进\"甲\"、\"乙\"改革。", "推进“甲”“乙”改革。"),
        ("教育、卫生、、等部门。", "教育、卫生等部门。"),
        ("２０２４-２０２６年增长15-20%。", "2024—2026年增长15%～20%。"),
        ("印发《关于修改《甲办法》的决定》(试行)。", "印发《关于修改〈甲办法〉的决定》（试行）。"),
        ("投入2百万元，培训4千人...", "投入200万元，培训4000人……"),
        ("执行`a,b`和《甲,乙办法》，见https://example.gov.cn/a,b。", "执行`a,b`和《甲,乙办法》，见https://example.gov.cn/a,b。"),
    ] {
        assert_eq!(settled(draft, |fix| fix.safe), wanted);
    }
}

/// A safe fix of a mark changes no letter and no digit, whatever the draft is.
#[test]
fn safe_fixes_of_marks_keep_every_letter() {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let marks = FAMILIES.iter().find(|family| family.id == "punctuation").expect("a family");
    for case in every_case() {
        for finding in findings(&case, false).iter().filter(|finding| marks.rules.contains(&finding.rule)) {
            let Some(fix) = finding.fix.as_ref().filter(|fix| fix.safe) else { continue };
            for edit in &fix.edits {
                assert_eq!(letters(edit.span.of(&case)), letters(&edit.text), "{}: {case}", finding.rule.id);
            }
        }
    }
}
