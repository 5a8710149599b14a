//! Lines held against what readers see of them, and made small where they differ.

use super::draft::{self, Draft, Place, Placed, drafts};
use super::expected::{ANY_SPACE, Seen, Texts};
use super::lines::MARK;
use super::oracle;
use super::readers::{Bench, Made, READERS, Reader};
use std::collections::{BTreeMap, BTreeSet};

/// What a reader sees otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub reader: &'static str,
    pub expected: String,
    pub seen: String,
}

/// What became of a line: what is seen of it as the JSON says, and who sees it otherwise.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    pub seen: Seen,
    pub faults: Vec<Fault>,
}

/// Builds lines in their places, in as few drafts as possible, and asks every reader.
pub fn judge(bench: &Bench, lines: &[(String, Place)]) -> Vec<Verdict> {
    let drafts = drafts(lines);
    let folder = tempfile::tempdir().unwrap();
    let made = bench.build(&drafts.iter().map(|draft| draft.text.as_str()).collect::<Vec<_>>(), folder.path());
    let texts = bench.read(folder.path());
    let mut verdicts = vec![Verdict::default(); lines.len()];
    for (number, (draft, made)) in drafts.iter().zip(&made).enumerate() {
        let Some(made) = made else { panic!("a draft was refused\n{}", draft.text) };
        let name = format!("{number:04}");
        let found = |reader: &Reader| texts.get(reader.name).and_then(|texts| texts.get(&name)).map(|text| cut(text));
        let read: Vec<(Reader, BTreeMap<usize, String>)> =
            READERS.iter().filter_map(|reader| Some((*reader, found(reader)?))).collect();
        assert_eq!(read.len(), READERS.len(), "a reader read nothing of draft {name}");
        of_draft(lines, draft, made, &read, &mut verdicts);
    }
    verdicts
}

fn of_draft(
    lines: &[(String, Place)],
    draft: &Draft,
    made: &Made,
    read: &[(Reader, BTreeMap<usize, String>)],
    verdicts: &mut [Verdict],
) {
    let texts = Texts::of(&made.json, &draft.text);
    // What no font has is said once a draft, and nothing is written: the page is no matter of this test then.
    let missing: String =
        made.errors.iter().filter(|(_, rule, _)| *rule == "missing-glyph").map(|(at, ..)| &draft.text[at.clone()]).collect();
    for placed in &draft.placed {
        let verdict = &mut verdicts[placed.index];
        let typed = &draft.text[placed.start..placed.end];
        match texts.seen(placed.start, placed.end) {
            Ok(seen) => verdict.seen = seen,
            Err(why) => {
                verdict.faults.push(Fault { reader: "json", expected: typed.to_owned(), seen: why });
                continue;
            }
        }
        let here = made
            .errors
            .iter()
            .filter(|(range, rule, _)| *rule != "missing-glyph" && range.start < placed.end && range.end > placed.start);
        for (_, _, message) in here {
            verdict.faults.push(Fault { reader: "refused", expected: String::new(), seen: message.clone() });
        }
        let drawn = !typed.contains(|c| missing.contains(c));
        let line = &lines[placed.index].0;
        // A bar in a cell has a backslash that this test wrote, and nobody sees.
        if typed != line && verdict.seen.text(|_| String::new(), false).contains("\\|") && !line.contains("\\|") {
            let fault = Fault { reader: "json", expected: line.clone(), seen: "the backslash before a bar".to_owned() };
            verdict.faults.push(fault);
        }
        let marked = verdict.seen.constructs.iter().find(|(kind, _)| kind != "number of an annex");
        if let Some((kind, typed)) = marked.filter(|_| oracle::is_plain(line)) {
            let fault = Fault { reader: "markup", expected: "no mark-up".to_owned(), seen: format!("{kind}: {typed}") };
            verdict.faults.push(fault);
        }
        for (reader, cut) in read.iter().filter(|(reader, _)| drawn || !reader.measures) {
            let seen = cut.get(&placed.mark).map_or("", String::as_str);
            let expected = expected(placed, &verdict.seen, *reader);
            if !same(&expected, seen, reader.measures) {
                verdict.faults.push(Fault { reader: reader.name, expected, seen: seen.trim().to_owned() });
            }
        }
    }
}

fn expected(placed: &Placed, seen: &Seen, reader: Reader) -> String {
    let mut text = seen.text(reader.note, reader.raises);
    if placed.inner {
        text = cut(&text).remove(&placed.mark).unwrap_or_default();
    }
    let bullet = if placed.item { reader.bullet } else { "" };
    format!("{bullet}{}{text}{}", placed.before, placed.behind)
}

/// Cuts a reader's text at the marks: what follows each, up to the next.
fn cut(text: &str) -> BTreeMap<usize, String> {
    let mut found = BTreeMap::new();
    let pieces: Vec<&str> = text.split(MARK).collect();
    // Text, number, text, number, text … A line of a title may end within the mark.
    let bare = |piece: &str| piece.chars().filter(|c| !c.is_whitespace() && *c != ANY_SPACE).collect::<String>();
    let number = |piece: &str| bare(piece).parse::<usize>().ok();
    let mut index = 0;
    while index + 1 < pieces.len() {
        match number(pieces[index]).filter(|_| index > 0) {
            Some(mark) => {
                if mark > 0 {
                    found.entry(mark).or_insert_with(|| pieces[index + 1].to_owned());
                }
                index += 2;
            }
            None => index += 1,
        }
    }
    found
}

/// Whether two texts are the same but for white space. Words of Latin letters and figures must not run together; and where a reader
/// knows white space as such, none may come or go anywhere but at the ends.
fn same(expected: &str, seen: &str, measures: bool) -> bool {
    let bare = |text: &str| -> Vec<(char, Option<bool>)> {
        let (mut out, mut spaced) = (Vec::new(), Some(false));
        for character in text.chars() {
            match character {
                ANY_SPACE => spaced = None,
                c if c.is_whitespace() => spaced = spaced.map(|_| true),
                '\u{ad}' | '\u{fffe}' => {}
                c => {
                    out.push((c, spaced.filter(|_| !out.is_empty())));
                    spaced = Some(false);
                }
            }
        }
        out
    };
    let (expected, seen) = (bare(expected), bare(seen));
    let word = |at: usize| expected[at].0.is_ascii_alphanumeric();
    expected.len() == seen.len()
        && expected.iter().zip(&seen).enumerate().all(|(at, (wanted, found))| {
            let apart = match (wanted.1, found.1) {
                (Some(wanted), Some(found)) if measures => found || !(wanted && word(at - 1) && word(at)),
                (Some(wanted), Some(found)) => wanted == found,
                _ => true,
            };
            wanted.0 == found.0 && apart
        })
}

/// A kind of failure: who sees it, where, and the smallest line that shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    pub place: Place,
    pub line: String,
    pub fault: Fault,
    /// How many lines failed like it.
    pub count: usize,
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Fault { reader, expected, seen } = &self.fault;
        let shown = expected.replace(ANY_SPACE, "");
        write!(f, "{reader} ({:?}, {} lines): {:?}\n    wanted {shown:?}\n    seen   {seen:?}", self.place, self.count, self.line)
    }
}

/// The failures among judged lines, each made as small as it gets. Of lines that fail alike at first sight `limit` are made small.
pub fn failures(
    lines: &[(String, Place)],
    verdicts: &[Verdict],
    limit: usize,
    again: impl Fn(&[(String, Place)]) -> Vec<Verdict>,
) -> Vec<Failure> {
    let mut alike: BTreeMap<(&'static str, String), Vec<Failure>> = BTreeMap::new();
    for ((line, place), verdict) in lines.iter().zip(verdicts) {
        for fault in &verdict.faults {
            let failure = Failure { place: *place, line: line.clone(), fault: fault.clone(), count: 1 };
            alike.entry((fault.reader, symptom(fault))).or_default().push(failure);
        }
    }
    let mut small = Vec::new();
    for failures in alike.values_mut() {
        failures.sort_by_key(|failure| failure.line.chars().count());
        let (count, mut places) = (failures.len(), BTreeMap::<Place, usize>::new());
        // The shortest; and not all from one place, where another may fail for another reason.
        let spread = |failure: &&Failure| {
            let here = places.entry(failure.place).or_default();
            *here += 1;
            *here <= 3
        };
        small.extend(failures.iter().filter(spread).take(limit).cloned().map(|failure| Failure { count, ..failure }));
    }
    shrink(&mut small, again);
    let mut shapes = BTreeSet::new();
    small.sort_by_key(|failure| (failure.fault.reader, failure.line.chars().count(), failure.place));
    small.retain(|failure| shapes.insert((failure.fault.reader, shape(&failure.line))));
    small
}

/// How a failure looks at first sight: what is said of it, or the first character that differs.
fn symptom(fault: &Fault) -> String {
    if matches!(fault.reader, "json" | "refused" | "markup") {
        return fault.seen.chars().take_while(|c| *c != ':').collect();
    }
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != ANY_SPACE).collect::<Vec<char>>();
    let (expected, seen) = (bare(&fault.expected), bare(&fault.seen));
    let at = expected.iter().zip(&seen).take_while(|(a, b)| a == b).count();
    shape(&expected.get(at).into_iter().chain(seen.get(at)).collect::<String>())
}

/// Takes characters away from every failing line as long as it fails the same reader.
fn shrink(failures: &mut [Failure], again: impl Fn(&[(String, Place)]) -> Vec<Verdict>) {
    let mut active: BTreeSet<usize> = (0..failures.len()).collect();
    for _round in 0..24 {
        let mut tried: Vec<(usize, (String, Place))> = Vec::new();
        for &index in &active {
            let failure = &failures[index];
            let smaller = smaller(&failure.line).into_iter().filter(|line| draft::fits(line, failure.place));
            tried.extend(smaller.map(|line| (index, (line, failure.place))));
        }
        if tried.is_empty() {
            return;
        }
        let lines: Vec<(String, Place)> = tried.iter().map(|(_, line)| line.clone()).collect();
        let mut better: BTreeMap<usize, Failure> = BTreeMap::new();
        for ((index, (line, place)), verdict) in tried.into_iter().zip(again(&lines)) {
            let failure = &failures[index];
            let Some(fault) = verdict.faults.into_iter().find(|fault| fault.reader == failure.fault.reader) else { continue };
            let found = Failure { place, line, fault, count: failure.count };
            let best = better.entry(index).or_insert_with(|| found.clone());
            if found.line.chars().count() < best.line.chars().count() {
                *best = found;
            }
        }
        active = better.keys().copied().collect();
        better.into_iter().for_each(|(index, failure)| failures[index] = failure);
    }
}

/// Lines with a stretch taken out: halves first, then less, at last single characters.
fn smaller(line: &str) -> Vec<String> {
    let characters: Vec<char> = line.chars().collect();
    let mut found = BTreeSet::new();
    let mut size = characters.len() / 2;
    while size > 0 {
        for start in (0..characters.len()).step_by(size) {
            let end = (start + size).min(characters.len());
            let rest: String = characters[..start].iter().chain(&characters[end..]).collect();
            let rest = rest.trim().to_owned();
            if !rest.is_empty() && rest != line {
                found.insert(rest);
            }
        }
        size /= 2;
    }
    found.into_iter().collect()
}

/// What a line looks like: its words replaced, so that two of a kind are one.
fn shape(line: &str) -> String {
    let mut out = String::new();
    for character in line.chars() {
        let class = match character {
            c if c.is_ascii_digit() => '1',
            c if c.is_ascii_alphabetic() => 'a',
            c if c.is_alphabetic() => '甲',
            c => c,
        };
        if !(out.ends_with(class) && matches!(class, '1' | 'a' | '甲')) {
            out.push(class);
        }
    }
    out
}
