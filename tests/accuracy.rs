//! How far the rules can be trusted: sound notices must pass in silence, and a fault planted in one of them must be found.
//!
//! `tests/accuracy/clean/` holds notices in every layout and script. No rule may speak about them at the level of a warning or
//! above. `tests/accuracy/faults.toml` says which faults are planted in them, each one by one and in at most `MOST` notices: what
//! stands in a line is replaced, a line is added, or a line is taken away. A fault counts as found when its rule speaks on the
//! line where it was planted (`at` names another line, where the thing is missed rather than wrong). Nothing counts as found by
//! luck: the rule must be silent there before.
//!
//! A file `shape-NAME.txt` there holds many notices of one shape, each behind a line `=== NAME`.
//!
//! Then there are mutants, made by the program: every sentence of a fixture in `tests/check/` with one finding is put into every kind of
//! place (`PLACES`) of several sound notices, and its rule has to speak on that line, and no other rule away from it.
//!
//! All figures are in `docs/rules/accuracy.md`, which `ZHUMO_BLESS=1` writes anew.

mod support;

use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write;
use support::root;
use zhumo::check::{FAMILIES, PAGE_RULES, all_rules, find_rule};
use zhumo::check::{Finding, Severity};
use zhumo::model::{Language, Layout};
use zhumo::span::LineIndex;
use zhumo::{Options, check};

/// In how many notices one fault is planted at most: a fault that fits everywhere must not outweigh the others.
const MOST: usize = 4;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Faults {
    fault: Vec<Fault>,
}

/// A fault that is planted. Without `to` the line is taken away; without `from` the line `to` is added behind it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fault {
    /// The rule that has to find it.
    rule: String,
    /// What the line contains in which it is planted.
    line: String,
    /// What in that line is replaced.
    from: Option<String>,
    /// By what; or the line that is added.
    to: Option<String>,
    /// What the line begins with where the rule has to speak, when that is another line.
    at: Option<String>,
    /// The notices it is planted in, by the beginning of their name; all that have such a line when not given.
    only: Option<String>,
}

struct Notice {
    name: String,
    text: String,
}

fn clean() -> Vec<Notice> {
    let folder = root().join("tests/accuracy/clean");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut notices = Vec::new();
    for path in paths {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        if path.extension().is_some_and(|ending| ending == "notice") {
            notices.push(Notice { name, text });
            continue;
        }
        for part in text.strip_prefix("=== ").unwrap().split("\n=== ") {
            let (title, text) = part.split_once('\n').unwrap();
            notices.push(Notice { name: format!("{name}/{title}"), text: format!("{}\n", text.trim_end_matches('\n')) });
        }
    }
    // Those that stand alone come first: faults are planted in them.
    notices.sort_by_key(|notice| notice.name.contains('/'));
    notices
}

fn findings(text: &str) -> Vec<Finding> {
    check(text, &Options::default()).1
}

/// The lines on which `rule` speaks, from 1. A finding over several lines is on each.
fn lines(text: &str, findings: &[Finding], rule: &str) -> Vec<usize> {
    let index = LineIndex::new(text);
    let of_rule = findings.iter().filter(|finding| finding.rule.id == rule);
    let places = of_rule.flat_map(|finding| {
        let last = finding.span.end.max(finding.span.start);
        index.position(text, finding.span.start).line..=index.position(text, last).line
    });
    places.collect()
}

/// The lines of a draft on which a rule speaks.
fn lines_of_rule(text: &str, rule: &str) -> Vec<usize> {
    lines(text, &findings(text), rule)
}

/// The draft with the fault in it, and the line it stands on; one for each line that fits, the first first.
fn plant(fault: &Fault, text: &str) -> Option<(String, usize)> {
    let rows: Vec<&str> = text.split_inclusive('\n').collect();
    let fits = |row: &&str| row.contains(&fault.line) && fault.from.as_ref().is_none_or(|from| row.contains(from.as_str()));
    let number = rows.iter().position(fits)?;
    let mut planted: Vec<String> = rows.iter().map(|row| (*row).to_owned()).collect();
    let mut line = number + 1;
    match (&fault.from, &fault.to) {
        (Some(from), Some(to)) => planted[number] = rows[number].replacen(from.as_str(), to, 1),
        (None, Some(to)) => {
            planted.insert(number + 1, format!("{to}\n"));
            line += 1;
        }
        (_, None) => {
            planted.remove(number);
        }
    }
    if let Some(at) = &fault.at {
        line = planted.iter().position(|row| row.starts_with(at.as_str()))? + 1;
    }
    Some((planted.concat(), line))
}

#[test]
fn sound_notices_pass_in_silence() {
    let notices = clean();
    let mut loud = String::new();
    let (mut characters, mut remarks) = (0, 0);
    for notice in &notices {
        characters += notice.text.chars().filter(|c| !c.is_whitespace()).count();
        let index = LineIndex::new(&notice.text);
        for finding in findings(&notice.text) {
            if finding.level == Severity::Info {
                remarks += 1;
                continue;
            }
            let line = index.position(&notice.text, finding.span.start).line;
            let place = finding.span.of(&notice.text);
            let _ = writeln!(loud, "{}:{line}: [{}] {place:?} — {}", notice.name, finding.rule.id, finding.message.en);
        }
    }
    println!(
        "sound notices: {}, {characters} characters, 0 findings wanted at warning level and above, {remarks} remarks",
        notices.len()
    );
    assert!(loud.is_empty(), "rules cry wolf:\n{loud}");
    assert!(notices.len() >= 300, "{}", notices.len());
    let read = |notice: &Notice| zhumo::model::Notice::read(&zhumo::syntax::parse(&notice.text));
    let kinds: Vec<(Layout, Language)> = notices.iter().map(read).map(|notice| (notice.layout, notice.language)).collect();
    for layout in [Layout::Official, Layout::Letter, Layout::Order, Layout::Minutes, Layout::Briefing, Layout::OpenLetter] {
        assert!(kinds.iter().any(|(other, _)| *other == layout), "no {layout:?}");
    }
    for language in [Language::Simplified, Language::Traditional, Language::English] {
        assert!(kinds.iter().filter(|(_, other)| *other == language).count() >= 8, "too few in {language:?}");
    }
}

#[derive(Default)]
struct Tally {
    planted: usize,
    found: usize,
}

#[test]
fn planted_faults_are_found() {
    let text = std::fs::read_to_string(root().join("tests/accuracy/faults.toml")).unwrap();
    let faults: Faults = toml::from_str(&text).unwrap();
    let notices = clean();
    let mut by_rule: BTreeMap<&str, Tally> = BTreeMap::new();
    let (mut missed, mut nowhere) = (String::new(), 0);
    for fault in &faults.fault {
        assert!(find_rule(&fault.rule).is_some(), "no rule {}", fault.rule);
        let tally = by_rule.entry(&fault.rule).or_default();
        let named = |notice: &&Notice| fault.only.as_ref().is_none_or(|only| notice.name.starts_with(only.as_str()));
        let mut places = 0;
        for notice in notices.iter().filter(named) {
            let Some((planted, line)) = plant(fault, &notice.text) else { continue };
            // What the rule says without the fault is not found by it.
            if fault.at.is_none() && lines(&notice.text, &findings(&notice.text), &fault.rule).contains(&line) {
                continue;
            }
            places += 1;
            tally.planted += 1;
            if lines(&planted, &findings(&planted), &fault.rule).contains(&line) {
                tally.found += 1;
            } else {
                let row = planted.lines().nth(line - 1).unwrap_or_default();
                let _ = writeln!(missed, "{}:{line}: [{}] {row}", notice.name, fault.rule);
            }
            if places == MOST {
                break;
            }
        }
        if places == 0 {
            let _ = writeln!(missed, "the fault for {} fits nowhere: {} {:?}", fault.rule, fault.line, fault.from);
            nowhere += 1;
        }
    }
    let planted: usize = by_rule.values().map(|tally| tally.planted).sum();
    let found: usize = by_rule.values().map(|tally| tally.found).sum();
    println!("planted faults: {found} of {planted} found ({:.1} %)\n{missed}", found as f64 * 100.0 / planted as f64);
    assert_eq!(nowhere, 0, "faults that fit nowhere:\n{missed}");
    assert!(planted >= 400, "{planted} planted");
    assert!(found * 100 >= planted * 98, "{found} of {planted} found:\n{missed}");
    // Every family of rules that look at a draft has its faults.
    let of_text = FAMILIES.iter().filter(|family| family.id != PAGE_RULES.id);
    for family in of_text {
        assert!(family.rules.iter().any(|rule| by_rule.contains_key(rule.id)), "no fault for the family {}", family.id);
    }
    let mutants = mutants(&notices);
    println!("{}", mutants.said);
    assert!(mutants.planted >= 2_000, "{} mutants", mutants.planted);
    assert!(mutants.found * 100 >= mutants.planted * 98, "{} of {} mutants found", mutants.found, mutants.planted);
    assert!(mutants.elsewhere * 100 <= mutants.planted, "{} findings away from their line", mutants.elsewhere);
    support::keep("docs/rules/accuracy.md", &page(&notices, &by_rule, &mutants));
}

type Place = (&'static str, &'static str, &'static str, &'static str, &'static str);

/// A place of a notice, and what is found there with a sound sentence in it.
type Job<'n> = (&'static Place, &'n Notice, Vec<(&'static str, String)>);

/// The kinds of places that a sentence is put into: how the line begins and ends, and what stands before and behind it.
const PLACES: [Place; 6] = [
    ("text", "", "", "", "\n"),
    ("list", "", "- ", "", "\n"),
    ("cell", "| 事项 | 说明 |\n|---|---|\n", "| 报送 | ", " |", "\n"),
    ("note", "其他事项见脚注[^m]。\n\n", "[^m]: ", "", "\n"),
    ("annex", "", "", "", "\n"),
    ("issued text", "", "", "", "\n"),
];

/// Rules that do not look at some of these places, by design: the reason stands in their documentation.
const ELSEWHERE: [(&str, &[&str]); 11] = [
    ("adjacent-numbers", &["cell"]),
    ("left-placeholder", &["annex"]),
    ("numeric-date", &["cell"]),
    ("open-blank", &["cell", "annex"]),
    ("relative-date", &["cell"]),
    ("single-dash", &["cell"]),
    ("spaced-text", &["cell"]),
    ("unintroduced-short-name", &["issued text"]),
    ("unknown-reference", &["annex"]),
    ("unmarked-law", &["cell"]),
    ("unused-short-name", &["issued text"]),
];

/// The notices that sentences are put into.
const CARRIERS: usize = 2;

#[derive(Default)]
struct Mutants {
    planted: usize,
    found: usize,
    elsewhere: usize,
    by_rule: BTreeMap<&'static str, Tally>,
    by_place: BTreeMap<&'static str, Tally>,
    said: String,
}

/// The sentences of the fixtures that stand alone with one finding, each with its rule.
fn sentences() -> Vec<(&'static str, String)> {
    let mut paths: Vec<_> = std::fs::read_dir(root().join("tests/check")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut found = Vec::new();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|ending| ending == "txt")) {
        let text = support::unescape(&std::fs::read_to_string(path).unwrap());
        for case in text.split("--- ").skip(1) {
            // A fixture of another language, or one that hands in what no notice here has.
            let foreign = [
                "\nLanguage",
                "\n语言",
                "\n語言",
                "// picture",
                "// encoding",
                "// terms",
                "// organ",
                "\n成文日期",
                "\n署名",
                "\n标题",
                "【",
            ];
            if foreign.iter().any(|word| case.contains(word)) || case.starts_with("whole-") {
                continue;
            }
            let lines: Vec<&str> = case.lines().skip(1).collect();
            for (index, line) in lines.iter().enumerate() {
                let expected: Vec<&str> =
                    lines[..index].iter().rev().map_while(|line| line.strip_prefix("// expect: ")).collect();
                let [only] = expected[..] else { continue };
                let rule = only.split(['[', ']']).nth(1).unwrap();
                let plain = line.ends_with('。')
                    && line
                        .chars()
                        .next()
                        .is_some_and(|c| c.is_alphanumeric() && !"一二三四五六七八九十".contains(c) || c == '“' || c == '《');
                let family = FAMILIES.iter().find(|family| family.rules.iter().any(|other| other.id == rule)).unwrap();
                let of_text = ["damage", "numerals", "punctuation", "references", "terms"].contains(&family.id);
                // What needs another place of its draft says nothing of the sentence alone; which sections there are differs.
                let alone = || lines_of_rule(&format!("请按时报送材料。\n\n{line}\n"), rule) == [3];
                if plain && of_text && rule != "unknown-section" && !line.contains(['|', '：']) && alone() {
                    found.push((find_rule(rule).unwrap().id, (*line).to_owned()));
                }
            }
        }
    }
    found
}

/// A sound notice with a sentence in a place, and the line it stands on. None where it has no such place.
fn put(notice: &str, place: &Place, sentence: &str) -> Option<(String, usize)> {
    let (name, before, begin, end, behind) = place;
    let written = format!("{before}{begin}{sentence}{end}{behind}");
    let at = match *name {
        // Behind the notice, where its annexes and the text that it sends out are.
        "annex" | "issued text" => notice.len(),
        _ => notice.find("\n\n")? + 2,
    };
    let lead = match *name {
        "annex" => "\n【附件】补充说明\n\n",
        "issued text" => "\n补充内容如下。\n\n",
        _ => "",
    };
    let text = format!("{}{lead}{written}\n{}", &notice[..at], &notice[at..]);
    let line = text[..at].matches('\n').count() + lead.matches('\n').count() + before.matches('\n').count() + 1;
    Some((text, line))
}

fn mutants(notices: &[Notice]) -> Mutants {
    let sentences = sentences();
    let fits = |place: &str, notice: &&Notice| {
        let (annexed, issuing) = (notice.text.contains("【附件"), notice.text.contains("\n【印发】"));
        let plain =
            notice.name.contains('/') && notice.text.starts_with("发文机关") && notice.text.contains("\n成文日期：2026年");
        plain && if place == "issued text" { issuing } else { !annexed && !issuing && !notice.text.contains("\n【公布】") }
    };
    let mut jobs: Vec<Job<'_>> = Vec::new();
    for place in &PLACES {
        // Of every shape another.
        let all: Vec<&Notice> = notices.iter().filter(|notice| fits(place.0, notice)).collect();
        let step = (all.len() / CARRIERS).max(1);
        for notice in all.iter().step_by(step + 1).take(CARRIERS) {
            let (base, _) = put(&notice.text, place, "请按时报送材料。").unwrap();
            let known: Vec<(&'static str, String)> =
                findings(&base).iter().map(|finding| (finding.rule.id, finding.span.of(&base).to_owned())).collect();
            jobs.push((place, *notice, known));
        }
    }
    let one = |(place, notice, known): &Job<'_>| {
        let mut told = Mutants::default();
        for (rule, sentence) in &sentences {
            if ELSEWHERE.iter().any(|(other, places)| other == rule && places.contains(&place.0)) {
                continue;
            }
            let Some((text, line)) = put(&notice.text, place, sentence) else { continue };
            let found = findings(&text);
            let hit = lines(&text, &found, rule).contains(&line);
            let index = LineIndex::new(&text);
            let away: Vec<&Finding> = found
                .iter()
                .filter(|finding| {
                    let first = index.position(&text, finding.span.start).line;
                    let there = finding.span.of(&text);
                    // A finding about two places has one of them on the line.
                    let related = finding.related.iter().any(|other| index.position(&text, other.span.start).line == line);
                    first != line && !related && !known.iter().any(|(id, known)| *id == finding.rule.id && known == there)
                })
                .collect();
            told.planted += 1;
            told.found += usize::from(hit);
            told.elsewhere += away.len();
            for tally in [told.by_rule.entry(*rule).or_default(), told.by_place.entry(place.0).or_default()] {
                tally.planted += 1;
                tally.found += usize::from(hit);
            }
            if !hit || !away.is_empty() {
                let others: Vec<&str> = away.iter().map(|finding| finding.rule.id).collect();
                let _ = writeln!(
                    told.said,
                    "{rule} in {} of {}: {} {others:?} {sentence}",
                    place.0,
                    notice.name,
                    if hit { "found" } else { "MISSED" }
                );
            }
        }
        told
    };
    let mut all = Mutants::default();
    let parts: Vec<Mutants> = std::thread::scope(|scope| {
        let halves = jobs.chunks(jobs.len().div_ceil(2));
        let threads: Vec<_> = halves.map(|half| scope.spawn(|| half.iter().map(one).collect::<Vec<_>>())).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    for part in parts {
        all.planted += part.planted;
        all.found += part.found;
        all.elsewhere += part.elsewhere;
        all.said.push_str(&part.said);
        for (mine, theirs) in [(&mut all.by_rule, part.by_rule), (&mut all.by_place, part.by_place)] {
            for (key, tally) in theirs {
                let sum = mine.entry(key).or_default();
                sum.planted += tally.planted;
                sum.found += tally.found;
            }
        }
    }
    all
}

/// The page of figures.
fn page(notices: &[Notice], by_rule: &BTreeMap<&str, Tally>, mutants: &Mutants) -> String {
    let mut page = String::from(
        "# How far the rules can be trusted\n\nThis page is written by `tests/accuracy.rs`; do not edit it by hand.\n\n\
         Two things are measured at every run of the tests. **Sound notices must pass in silence**: no rule may speak about them at the level of a \
         warning or an error. **Planted faults must be found**: each fault is put alone into sound notices, and its rule has to speak on that very line.\n\n",
    );
    page.push_str(
        "Documents that were really issued cannot be kept here. 471 were tried last, each through `zhumo import` and `zhumo check`: 411 replies, notices, decisions and \
         interpretations of the highest court and procuratorate (to 2025), and 60 documents of the State Council (1981–2019). 130 warnings and errors came: 113 about faults of the \
         text or things lost in its copy (half-width marks, digits, pictures), 17 about lines that the import had taken for something else (names of annexes and notes below \
         the title over two lines); none was about sound text. Before these, 17 of counties, schools, a town, waterworks, Hong Kong, Taiwan and offices that write English.\n\n",
    );
    let characters: usize = notices.iter().map(|notice| notice.text.chars().filter(|c| !c.is_whitespace()).count()).sum();
    let planted: usize = by_rule.values().map(|tally| tally.planted).sum();
    let found: usize = by_rule.values().map(|tally| tally.found).sum();
    let _ = writeln!(page, "| measured | figure |\n|---|---|");
    let _ = writeln!(page, "| sound notices, all layouts, three scripts | {} with {characters} characters |", notices.len());
    let _ = writeln!(page, "| warnings and errors about them | 0 |");
    let _ = writeln!(page, "| planted faults | {planted} |");
    let _ = writeln!(page, "| of them found on their line | {found} ({:.1} %) |", found as f64 * 100.0 / planted as f64);
    let share = mutants.found as f64 * 100.0 / mutants.planted as f64;
    let _ = writeln!(page, "| mutants: a faulty sentence in every kind of place | {} |", mutants.planted);
    let _ = writeln!(page, "| of them found on their line | {} ({share:.1} %) |", mutants.found);
    let _ = writeln!(page, "| other findings of a mutant away from its line | {} |\n", mutants.elsewhere);
    page.push_str("| place | mutants | found |\n|---|---|---|\n");
    for (place, tally) in &mutants.by_place {
        let _ = writeln!(page, "| {place} | {} | {} |", tally.planted, tally.found);
    }
    page.push('\n');
    page.push_str("| family | rules | with planted faults | planted | found |\n|---|---|---|---|---|\n");
    for family in FAMILIES.iter().filter(|family| family.id != PAGE_RULES.id) {
        let tallies = family.rules.iter().filter_map(|rule| by_rule.get(rule.id));
        let (mut planted, mut found, mut rules) = (0, 0, 0);
        for tally in tallies {
            planted += tally.planted;
            found += tally.found;
            rules += 1;
        }
        let _ = writeln!(page, "| {} | {} | {rules} | {planted} | {found} |", family.en.0, family.rules.len());
    }
    page.push_str("\n## Rule by rule\n\nA rule looks at a draft that holds what it needs; of the others it costs nothing. False are findings at the level of a warning and above about sound notices; planted and found counts faults and mutants.\n\n");
    page.push_str("| rule | sound notices looked at | false | planted | found |\n|---|---|---|---|---|\n");
    let mut looked: BTreeMap<&str, usize> = BTreeMap::new();
    for notice in notices {
        let read = zhumo::model::Notice::read(&zhumo::syntax::parse(&notice.text));
        for rule in zhumo::check::rules_that_look(&read, &notice.text) {
            *looked.entry(rule.id).or_default() += 1;
        }
    }
    for family in FAMILIES.iter().filter(|family| family.id != PAGE_RULES.id) {
        for rule in family.rules {
            let tallies = [by_rule.get(rule.id), mutants.by_rule.get(rule.id)];
            let planted: usize = tallies.iter().flatten().map(|tally| tally.planted).sum();
            let found: usize = tallies.iter().flatten().map(|tally| tally.found).sum();
            let seen = looked.get(rule.id).copied().unwrap_or(0);
            let _ = writeln!(page, "| `{}` | {seen} | 0 | {planted} | {found} |", rule.id);
        }
    }
    let _ = writeln!(
        page,
        "\nThe program has {} rules; those about the finished page are measured on pages (`tests/page_rules.rs`). The sound notices are in \
         `tests/accuracy/clean/`, the faults in `tests/accuracy/faults.toml`, the sentences of the mutants in `tests/check/`. \
         `ZHUMO_BLESS=1 cargo test --test accuracy` measures all of it.\n\n\
         These were written by the people who wrote the rules. On 30 November 2026, 153 documents that were really published were imported and checked \
         (the State Council and its ministries, provinces, cities, counties, courts, a university, companies; 1981 to 2025), each finding was judged by \
         reading it, and none of the documents is kept: of 755 warnings and errors 519 were true, 99 pedantic and 137 wrong. Most kinds of the wrong and \
         pedantic ones were mended then and have sound notices here (`shape-public.txt`), and 582 findings were left. \
         Then 342 more files were tried (laws of congresses of seven provinces and cities, regulations, rules of ministries, interpretations and \
         cases of courts, notices of a city): of 2,368 warnings and errors 2,055 were half-width marks and brackets, straight quotation marks and \
         other digits, which the copies really have; the other 313 were read one by one, 46 of them were wrong, of ten kinds, and these are silent \
         now. `zhumo import --batch FOLDER -o DRAFTS` and `zhumo check DRAFTS` do the same with any folder.",
        all_rules().count()
    );
    page
}
