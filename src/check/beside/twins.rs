//! Two drafts that say the same in two languages: where they do not.

use super::Beside;
use super::facts::{Fact, Found, facts, phone};
use super::rules::DIFFERING_TWIN;
use crate::check::finding::{Finding, Findings};
use crate::check::levels::CheckConfig;
use crate::check::prose::{Prose, gather};
use crate::model::{Block, Notice};
use crate::say;
use crate::say::Say;
use crate::span::Span;
use crate::syntax::FieldKey;

/// What a draft says otherwise than the one that it is a translation of; the findings are the translation's, and each names its place in
/// the original.
///
/// ```
/// use zhumo::{check::{Beside, CheckConfig, check_twins}, model::Notice, syntax::parse};
/// let read = |text: &str| Notice::read(&parse(text));
/// let (zh, en) = ("标题：通知\n\n投入350万元，2026年8月14日前完成。\n", "Language: en\nTitle: Notice\n\n3.6 million yuan by Aug 14, 2026.\n");
/// let (one, two) = (read(zh), read(en));
/// let (original, twin) = (Beside { path: "zh.notice", source: zh, notice: &one }, Beside { path: "en.notice", source: en, notice: &two });
/// let findings = check_twins(&original, &twin, &CheckConfig::default());
/// assert_eq!(findings.len(), 1);
/// assert_eq!(&en[findings[0].span.start..findings[0].span.end], "3.6");
/// assert_eq!(findings[0].elsewhere[0].text, "350");
/// ```
#[must_use]
pub fn check_twins(original: &Beside<'_>, twin: &Beside<'_>, config: &CheckConfig) -> Vec<Finding> {
    let mut findings = Findings::new(config);
    let mut pair = Pair { original, twin, findings: &mut findings };
    let (one, two) = (original.notice, twin.notice);
    pair.fields(one, two);
    let parts: (Vec<&Notice>, Vec<&Notice>) = (one.parts().collect(), two.parts().collect());
    if parts.0.len() == parts.1.len() {
        for (one, two) in parts.0.iter().zip(&parts.1) {
            pair.part(one, two);
        }
    } else {
        let place = |notice: &Notice, last: Option<&&Notice>| last.map_or_else(|| start(notice), |part| start(part));
        let spans = (place(one, parts.0.last()), place(two, parts.1.last()));
        pair.count(("印发的文字", "issued texts"), (parts.0.len() - 1, parts.1.len() - 1), spans);
        pair.part(one, two);
    }
    let mut found = findings.finish();
    found.dedup_by(|one, two| one.span == two.span && one.message == two.message);
    found
}

struct Pair<'a, 'f, 'c> {
    original: &'a Beside<'a>,
    twin: &'a Beside<'a>,
    findings: &'f mut Findings<'c>,
}

/// A fact and where it stands in its draft.
struct Placed {
    fact: Fact,
    span: Span,
    sure: bool,
}

impl Pair<'_, '_, '_> {
    fn report(&mut self, (old, new): (Span, Span), message: Say) {
        let place = self.original.place(old);
        let (path, line, column) = (&place.path, place.start.line, place.start.column);
        let (zh, en) = (&message.zh, &message.en);
        let message = say!("{zh}（{path}:{line}:{column}）", "{en} ({path}:{line}:{column})");
        self.findings.report(&DIFFERING_TWIN, new, message).elsewhere.push(place);
    }

    fn count(&mut self, (zh, en): (&str, &str), (old, new): (usize, usize), spans: (Span, Span)) {
        if old != new {
            self.report(spans, say!("{zh}有{new}个，对照稿有{old}个", "{new} {en}, and {old} in the twin"));
        }
    }

    /// What stands in fields: number and date of the document, phones and addresses of contacts, who signs.
    fn fields(&mut self, one: &Notice, two: &Notice) {
        use crate::model::DocumentNumber as Number;
        let number = |notice: &Notice| {
            let number = notice.number.as_ref()?;
            let (year, serial) = match number.value.as_ref()? {
                Number::Document { year, serial, .. } => (Some(*year), *serial),
                Number::Order { serial } => (None, *serial),
            };
            Some((year, serial, number.text.span))
        };
        if let (Some(a), Some(b)) = (number(one), number(two))
            && (a.0, a.1) != (b.0, b.1)
        {
            self.differs("发文字号", "the document number", (a.2, b.2));
        }
        let date = |notice: &Notice| notice.date.as_ref().and_then(|date| Some((date.value.as_ref()?.day?, date.text.span)));
        if let (Some(a), Some(b)) = (date(one), date(two))
            && a.0 != b.0
        {
            self.differs("成文日期", "the date", (a.1, b.1));
        }
        self.count(("署名的机关", "signatories"), (one.signatories.len(), two.signatories.len()), (signed(one), signed(two)));
        let (a, b) = (contacts(one), contacts(two));
        self.facts(&a, &b, (ending(one, &a), ending(two, &b)));
    }

    fn differs(&mut self, zh: &str, en: &str, (old, new): (Span, Span)) {
        let cut = |draft: &Beside<'_>, span: Span| draft.source[span.start..span.end].trim().replace('\n', " ");
        let (was, is) = (cut(self.original, old), cut(self.twin, new));
        self.report(
            (old, new),
            say!("{zh}与对照稿不一致：“{is}”，对照稿为“{was}”", "{en} differs: `{is}`, and `{was}` in the twin"),
        );
    }

    /// A notice, or a text that it sends out.
    fn part(&mut self, one: &Notice, two: &Notice) {
        self.count(("附件", "annexes"), (one.annexes.len(), two.annexes.len()), (last_annex(one), last_annex(two)));
        let (notes, marks) = (one.footnotes.len(), two.footnotes.len());
        let note = |notice: &Notice| notice.footnotes.last().map_or_else(|| start(notice), |note| note.label.span);
        self.count(("脚注", "footnotes"), (notes, marks), (note(one), note(two)));
        self.tables(one, two);
        let (before, after) = (gather(one), gather(two));
        let (old, new) = (lists(one), lists(two));
        for list in 0..old.len().max(new.len()) {
            let none = Vec::new();
            let (a, b) = (old.get(list).unwrap_or(&none), new.get(list).unwrap_or(&none));
            let annex = list.checked_sub(1);
            let place = |notice: &Notice, heads: &[Span]| {
                let of_annex = || annex.and_then(|annex| notice.annexes.get(annex)).map(|annex| annex.title.span());
                heads.last().copied().or_else(of_annex).unwrap_or_else(|| start(notice))
            };
            let spans = (place(one, a), place(two, b));
            let both = annex.is_none_or(|annex| annex < one.annexes.len().min(two.annexes.len()));
            if both {
                self.count(("层次（条）", "sections or articles"), (a.len(), b.len()), spans);
            }
            let parted = a.len() == b.len();
            let segments = if parted { a.len() + 1 } else { 1 };
            for segment in 0..segments {
                let of = |all: &[Prose<'_>], notice: &Notice, heads: &[Span]| {
                    let mut found = Vec::new();
                    let mut first = None;
                    for prose in all.iter().filter(|prose| prose.annex == annex) {
                        let span = prose.span(0..prose.text().len());
                        let at = if parted { heads.iter().filter(|head| head.start <= span.start).count() } else { 0 };
                        // The title and what else has no block stands before all sections, wherever it is written.
                        let at = if prose.block.is_none() { 0 } else { at };
                        if at == segment {
                            first = first.or(Some(span));
                            let placed = |Found { fact, range, sure }: Found| Placed { fact, span: prose.span(range), sure };
                            found.extend(facts(prose.text(), notice.language).into_iter().map(placed));
                        }
                    }
                    (found, first)
                };
                let (mut old, place_old) = of(&before, one, a);
                let (new, place_new) = of(&after, two, b);
                old.dedup_by(|a, b| a.span == b.span && a.fact == b.fact);
                if both {
                    let spans = (place_old.unwrap_or(spans.0), place_new.unwrap_or(spans.1));
                    self.facts(&old, &new, spans);
                }
            }
        }
    }

    fn tables(&mut self, one: &Notice, two: &Notice) {
        let tables = |notice: &Notice| {
            let table = |block: &Block| if let Block::Table(table) = block { Some((table.rows.len(), table.span)) } else { None };
            notice.own_blocks().filter_map(table).collect::<Vec<_>>()
        };
        let (a, b) = (tables(one), tables(two));
        let last = |notice: &Notice, tables: &[(usize, Span)]| tables.last().map_or_else(|| start(notice), |table| table.1);
        self.count(("表格", "tables"), (a.len(), b.len()), (last(one, &a), last(two, &b)));
        if a.len() == b.len() {
            for (a, b) in a.iter().zip(&b) {
                self.count(("表格的行", "rows of the table"), (a.0, b.0), (a.1, b.1));
            }
        }
    }

    /// Facts that must stand in both.
    fn facts(&mut self, old: &[Placed], new: &[Placed], spans: (Span, Span)) {
        let alone = |facts: &[Placed], others: &[Placed]| {
            let mut found: Vec<usize> = Vec::new();
            for (at, one) in facts.iter().enumerate().filter(|(_, fact)| fact.sure) {
                if !others.iter().any(|other| one.fact.agrees(&other.fact))
                    && !found.iter().any(|said| facts[*said].fact == one.fact)
                {
                    found.push(at);
                }
            }
            found
        };
        let (gone, mut added) = (alone(old, new), alone(new, old));
        for at in gone {
            let fact = &old[at];
            let (zh, en) = fact.fact.name();
            match added.iter().position(|other| new[*other].fact.kind() == fact.fact.kind()) {
                Some(other) => {
                    let other = &new[added.remove(other)];
                    self.differs(zh, en, (fact.span, other.span));
                }
                None => {
                    let said = self.original.source[fact.span.start..fact.span.end].to_owned();
                    let message = say!("这里没有对照稿的{zh}“{said}”", "{en} `{said}` of the twin is not here");
                    self.report((fact.span, spans.1), message);
                }
            }
        }
        for at in added {
            let fact = &new[at];
            let (zh, en) = fact.fact.name();
            let said = self.twin.source[fact.span.start..fact.span.end].to_owned();
            self.report((spans.0, fact.span), say!("{zh}“{said}”在对照稿里没有", "{en} `{said}` is not in the twin"));
        }
    }
}

/// Where each list of blocks begins its sections or articles: the body, then each annex.
fn lists(notice: &Notice) -> Vec<Vec<Span>> {
    let heads = |blocks: &[Block]| {
        let level =
            blocks.iter().filter_map(|block| if let Block::Section(section) = block { Some(section.level) } else { None }).min();
        let head = |block: &Block| match block {
            Block::Section(section) if Some(section.level) == level => Some(section.span),
            Block::Article(article) => Some(article.span),
            _ => None,
        };
        blocks.iter().filter_map(head).collect::<Vec<Span>>()
    };
    let body: Vec<Block> = notice.body.iter().chain(&notice.afterword).cloned().collect();
    std::iter::once(heads(&body)).chain(notice.annexes.iter().map(|annex| heads(&annex.blocks))).collect()
}

fn start(notice: &Notice) -> Span {
    let title = notice.title.first().map(|title| title.span());
    title.or_else(|| notice.body.first().map(Block::span)).unwrap_or_default()
}

fn signed(notice: &Notice) -> Span {
    notice.signatories.last().map_or_else(|| start(notice), |organ| organ.text.span)
}

fn last_annex(notice: &Notice) -> Span {
    notice.annexes.last().map_or_else(|| start(notice), |annex| annex.label.span)
}

fn ending(notice: &Notice, contacts: &[Placed]) -> Span {
    contacts.last().map_or_else(|| signed(notice), |fact| fact.span)
}

/// Phones and addresses of contact lines.
fn contacts(notice: &Notice) -> Vec<Placed> {
    let blocks = notice.own_blocks().filter_map(|block| if let Block::Contacts(block) = block { Some(block) } else { None });
    let mut found = Vec::new();
    for contact in notice.contacts.iter().chain(blocks).flat_map(|block| &block.contacts) {
        for value in &contact.values {
            let written = &value.text.text;
            let fact = match contact.key {
                FieldKey::Phone | FieldKey::Fax | FieldKey::Mobile => Fact::Phone(phone(written)),
                FieldKey::Email => Fact::Mail(written.trim().to_ascii_lowercase()),
                _ => continue,
            };
            found.push(Placed { fact, span: value.text.span, sure: true });
        }
    }
    found
}
