//! The first of many bodies that is the same as another one, without comparing each with each.
//!
//! Here: [`SameBodies`]. Not here: when two bodies are the same (`bodies`, [`Context::is_same`](super::Context)), which this asks last.

use super::Context;
use super::bodies::Body;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// A list of bodies in which one is looked for.
pub(super) struct SameBodies<'c, 'a, 'b> {
    context: &'c Context<'a>,
    list: Vec<&'b Body<'b>>,
    /// Made for long lists alone: short ones are looked through.
    table: Option<Table<'a, 'b>>,
    /// What was answered: a body that is asked about a thousand times is looked for once.
    answers: RefCell<BTreeMap<(&'b str, &'b str), Option<usize>>>,
}

/// Places of a list by what makes bodies the same. Of bodies with one key the first stands for all.
struct Table<'a, 'b> {
    keys: BTreeMap<&'b str, usize>,
    /// By every end of a key that another key may be.
    ends: BTreeMap<&'b str, Vec<usize>>,
    known: BTreeMap<&'a str, Vec<usize>>,
    organs: BTreeMap<&'static str, Vec<usize>>,
}

/// Lists up to here are looked through.
const FEW: usize = 24;
/// A key lacks at most so many characters of another one that means the same.
const LACKING: usize = 8;

/// What is left of a key without some of its first characters, the longest first, the key itself included.
fn ends(key: &str) -> impl Iterator<Item = &str> {
    key.char_indices().take(LACKING + 1).map(|(at, _)| &key[at..])
}

impl<'c, 'a, 'b> SameBodies<'c, 'a, 'b> {
    pub fn new(context: &'c Context<'a>, list: impl IntoIterator<Item = &'b Body<'b>>) -> Self {
        let list: Vec<&Body<'_>> = list.into_iter().collect();
        let table = (list.len() > FEW).then(|| {
            let mut table =
                Table { keys: BTreeMap::new(), ends: BTreeMap::new(), known: BTreeMap::new(), organs: BTreeMap::new() };
            for (index, body) in list.iter().enumerate() {
                // Names with one key may still be known by themselves.
                if let Some(full) = context.full_name(body.name) {
                    table.known.entry(full).or_default().push(index);
                }
                if let Some(organ) = body.organ {
                    table.organs.entry(organ.full).or_default().push(index);
                }
                if let Entry::Vacant(new) = table.keys.entry(&body.key) {
                    new.insert(index);
                    ends(&body.key).for_each(|end| table.ends.entry(end).or_default().push(index));
                }
            }
            table
        });
        Self { context, list, table, answers: RefCell::default() }
    }

    /// The place of the first that is the same as `body`, but for those that are left out, which is the same question every time.
    pub fn first(&self, body: &'b Body<'b>, left_out: impl Fn(&Body<'_>) -> bool) -> Option<usize> {
        let fits = |index: &usize| {
            let other = self.list[*index];
            self.context.is_same(other, body) && !left_out(other)
        };
        let Some(table) = &self.table else { return (0..self.list.len()).find(|index| fits(index)) };
        let asked = (body.key.as_str(), body.name);
        if let Some(answer) = self.answers.borrow().get(&asked) {
            return *answer;
        }
        let longer = table.ends.get(body.key.as_str()).and_then(|all| all.iter().copied().find(fits));
        let shorter = ends(&body.key).filter_map(|end| table.keys.get(end).copied()).filter(fits).min();
        let known = self.context.full_name(body.name).and_then(|full| table.known.get(full)?.iter().copied().find(fits));
        let organ = body.organ.and_then(|organ| table.organs.get(organ.full)?.iter().copied().find(fits));
        let answer = [longer, shorter, known, organ].into_iter().flatten().min();
        self.answers.borrow_mut().insert(asked, answer);
        answer
    }

    /// The body at a place of the list.
    pub fn body(&self, at: usize) -> &'b Body<'b> {
        self.list[at]
    }

    /// Whether one is the same.
    pub fn holds(&self, body: &'b Body<'b>) -> bool {
        self.first(body, |_| false).is_some()
    }
}

/// For every body of a list the first one before it that is the same, if there is one.
pub(super) fn repeated<'b>(context: &Context<'_>, list: &[&'b Body<'b>]) -> Vec<Option<&'b Body<'b>>> {
    let all = SameBodies::new(context, list.iter().copied());
    let before = |(index, body): (usize, &&'b Body<'b>)| all.first(body, |_| false).filter(|first| *first < index);
    list.iter().enumerate().map(before).map(|first| first.map(|first| list[first])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::CheckConfig;
    use crate::model::Notice;
    use crate::span::Span;

    #[test]
    fn a_long_list_gives_what_looking_through_it_gives() {
        let notice = Notice::read(&crate::syntax::parse(""));
        let config = CheckConfig::default();
        let context = Context::new(&notice, "", &config, None);
        let places = ["", "示例", "云岭省", "国家", "中华人民共和国", "各", "所属", "云岭省示例市", "甲乙丙丁戊己庚辛壬癸"];
        let names =
            ["市教育局", "教育局", "市场监督管理总局", "发展和改革委员会", "县财政局", "财政部", "", "Ministry of Finance"];
        let all: Vec<String> = places.iter().flat_map(|place| names.iter().map(move |name| format!("{place}{name}"))).collect();
        // In an order of its own, some of them twice.
        let list: Vec<Body<'_>> = (0..all.len() * 2).map(|at| Body::new(&all[at * 29 % all.len()], Span::empty(at))).collect();
        let long = SameBodies::new(&context, &list);
        assert!(long.table.is_some());
        for body in &list {
            for left_out in [|_: &Body<'_>| false, |other: &Body<'_>| other.key.starts_with("国")] {
                let asked = SameBodies::new(&context, &list);
                let plain = list.iter().position(|other| context.is_same(other, body) && !left_out(other));
                assert_eq!(asked.first(body, left_out), plain, "{}", body.name);
            }
        }
    }
}
