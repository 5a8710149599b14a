//! Fields: which lines belong to one, whether it is one where it stands, and where its value goes.

use super::*;

impl Reader<'_> {
    /// Reads a field line and the items below it; gives how many lines were read.
    pub(super) fn field(&mut self, index: usize, key: FieldKey, key_span: Span, value: &Phrase) -> usize {
        let line = &self.tree.lines[index];
        let was_in_contacts = std::mem::take(&mut self.in_contacts);
        let text = self.text(value);
        let usual = is_usual(key_span.of(self.tree.source));
        let other = !usual && !self.is_alias_here(index, key, &text);
        if !other && self.belongs_to_whole(key) {
            return self.field_of_whole(index, key, key_span, value);
        }
        if self.is_text_here(key, key_span) || other {
            let misplaced = key.zone() == FieldZone::Head && self.zone != Zone::Annex && (usual || self.only_keyed);
            if misplaced {
                let place = if self.is_own_of_notice(key) { Place::InIssued } else { Place::HeadFieldInBody };
                self.notice.misplaced.push(Misplaced { key, span: key_span, place });
            }
            let only_keyed = self.only_keyed;
            let text = self.rich(&value.starting_at(line.span.start));
            let key = Some(key_span).filter(|_| !usual && !misplaced);
            self.push(Block::Paragraph(Paragraph { text, key, span: line.span }));
            self.only_keyed = only_keyed;
            return 1;
        }
        let label = self.slice(key_span);
        if key.zone() == FieldZone::Contact {
            let (items, count) = self.items(index, text.is_empty());
            self.contact(key, label, text, &items, line.span, was_in_contacts);
            return count;
        }
        self.change_zone(key, key_span);
        let (mut items, mut count) = self.items(index, text.is_empty() || key.takes_items());
        if key == FieldKey::Annexes {
            count = self.numbered_annexes(index, count, &text, &mut items);
        }
        let repeated = self.notice.fields.iter().any(|field| field.key == key);
        if !repeated {
            self.set(key, &text, &items);
        }
        self.notice.fields.push(FieldLine { key, label, text, items, repeated, span: line.span });
        count
    }

    /// Whether a line that looks like a field is text where it stands.
    pub(super) fn is_text_here(&self, key: FieldKey, key_span: Span) -> bool {
        let short_date = key == FieldKey::Date && is_short_date(key_span.of(self.tree.source));
        match self.zone {
            _ if self.is_own_of_notice(key) => true,
            // The notice has it already.
            _ if self.whole.is_some() && key.is_imprint() => true,
            Zone::Head => self.whole.is_some() && short_date,
            Zone::Body => short_date || key.zone() == FieldZone::Head,
            Zone::Tail => short_date && !self.signed(),
            // Forms in annexes have lines such as `单位：` and `日期：`; only the imprint is written behind annexes.
            Zone::Annex => {
                let given = self.notice.fields.iter().any(|field| field.key == key);
                short_date || given || matches!(key.zone(), FieldZone::Head | FieldZone::Any) && key != FieldKey::Date
            }
        }
    }

    pub(super) fn is_alias_here(&self, index: usize, key: FieldKey, value: &Text) -> bool {
        let aliases = self.aliases.get_or_init(|| Aliases::of(self.tree, self.lines.clone()));
        aliases.is_field(index, key, value, self.zone == Zone::Head)
    }

    pub(super) fn change_zone(&mut self, key: FieldKey, span: Span) {
        match (self.zone, key.zone()) {
            (Zone::Head, FieldZone::Tail) | (Zone::Body, FieldZone::Tail) => {
                self.zone = Zone::Tail;
                self.tail.push((key, span));
            }
            (Zone::Body, FieldZone::Any) if key.row().ends_text => {
                self.zone = Zone::Tail;
                self.tail.push((key, span));
            }
            (Zone::Tail, FieldZone::Head) => {
                self.notice.misplaced.push(Misplaced { key, span, place: Place::HeadFieldInTail });
            }
            (Zone::Tail, _) => self.tail.push((key, span)),
            // The imprint stands behind the annexes on paper, and so may be written there.
            (Zone::Annex, _) if !key.is_imprint() => {
                self.notice.misplaced.push(Misplaced { key, span, place: Place::InAnnex });
            }
            _ => {}
        }
    }

    /// The items below the field at `index`, and how many lines field and items take.
    pub(super) fn items(&mut self, index: usize, wanted: bool) -> (Vec<Text>, usize) {
        let (mut items, mut next) = (Vec::new(), index + 1);
        while wanted && let Some(at) = self.past_comments(next, is_item) {
            if let LineKind::Item { text } = &self.tree.lines[at].kind {
                items.push(self.text(text));
            }
            next = at + 1;
        }
        (items, next - index)
    }

    /// The lines right below the list of annexes that go on with its numbers, as the page has them: `2. 名单` below `附件：1. 登记表`.
    pub(super) fn numbered_annexes(&mut self, index: usize, mut count: usize, text: &Text, items: &mut Vec<Text>) -> usize {
        let may_be_entry = |kind: &LineKind| matches!(kind, LineKind::Section { .. } | LineKind::Paragraph { .. });
        while let Some(at) = self.past_comments(index + count, may_be_entry) {
            let (LineKind::Section { whole: line, .. } | LineKind::Paragraph { text: line, .. }) = &self.tree.lines[at].kind
            else {
                break;
            };
            let line = self.text(line);
            if !annex_list::goes_on(text, items, &line) {
                break;
            }
            items.push(line);
            count = at + 1 - index;
        }
        count
    }

    pub(super) fn contact(&mut self, key: FieldKey, label: Text, text: Text, items: &[Text], span: Span, joins: bool) {
        let text = if text.is_empty() && !items.is_empty() {
            let joined: Vec<&str> = items.iter().map(|item| item.text.as_str()).collect();
            Text::made(joined.join("、"), items.iter().map(|item| item.span).reduce(Span::to).unwrap_or(text.span))
        } else {
            text
        };
        let contact = Contact::read(key, label, text);
        self.in_contacts = true;
        let last = match self.zone {
            Zone::Head | Zone::Body => self.notice.body.last_mut(),
            Zone::Annex => self.notice.annexes.last_mut().and_then(|annex| annex.blocks.last_mut()),
            Zone::Tail if self.signed() => self.notice.afterword.last_mut(),
            Zone::Tail => None,
        };
        if joins {
            if let Some(Block::Contacts(block)) = last {
                block.contacts.push(contact);
                block.span = block.span.to(span);
                return;
            }
            if let (Zone::Tail, false, Some(block)) = (self.zone, self.signed(), self.notice.contacts.last_mut()) {
                block.contacts.push(contact);
                block.span = block.span.to(span);
                return;
            }
        }
        let block = ContactBlock { contacts: vec![contact], span };
        if self.zone == Zone::Tail && !self.signed() {
            self.notice.contacts.push(block);
        } else {
            self.push(Block::Contacts(block));
        }
    }

    /// Gives the notice the value of a field.
    pub(super) fn set(&mut self, key: FieldKey, text: &Text, items: &[Text]) {
        let notice = &mut self.notice;
        let one = || single(text, items);
        let many = || lines(text, items);
        let rich = || lines(text, items).into_iter().map(RichText::read).collect::<Vec<_>>();
        let people = || if text.is_empty() { items.to_vec() } else { lines(text, items) };
        match key {
            FieldKey::Layout => {
                let field = Value::read(one(), Layout::read);
                notice.layout = field.value.unwrap_or_default();
                notice.layout_field = Some(field);
            }
            FieldKey::Language => {}
            FieldKey::CopyNumber => {
                let read = |text: &str| values::is_copy_number(text).then(|| text.to_owned());
                notice.copy_number = Some(Value::read(one(), read));
            }
            FieldKey::Classification => notice.classification = Some(Value::read(one(), classification)),
            FieldKey::Urgency => notice.urgency = Some(Value::read(one(), Urgency::read)),
            FieldKey::Issuers => notice.issuers = organs::read(text, items),
            FieldKey::Mark => notice.mark = many(),
            FieldKey::Number => notice.number = Some(Value::read(one(), DocumentNumber::read)),
            FieldKey::Approvers => notice.approvers = organs::read(text, items),
            FieldKey::Issue => notice.issue = Some(Value::read(one(), values::issue)),
            FieldKey::TotalIssue => notice.total_issue = Some(Value::read(one(), values::issue)),
            FieldKey::Editor => notice.editor = Some(one()),
            FieldKey::EditorNote => notice.editor_note = rich(),
            FieldKey::Present => notice.present = people(),
            FieldKey::Excused => notice.excused = people(),
            FieldKey::Attending => notice.attending = people(),
            FieldKey::Title => notice.title = rich(),
            FieldKey::Subtitle => notice.subtitle = rich(),
            FieldKey::Theme => notice.theme = Some(one()),
            FieldKey::Summary => notice.summary = Some(one()),
            FieldKey::Keywords => notice.keywords = keywords(text, items),
            FieldKey::Recipients => notice.recipients = Some(Recipients::read(text.clone(), items)),
            FieldKey::Annexes => notice.annex_note = annex_list::read(text, items),
            FieldKey::Signatories => notice.signatories = organs::read(text, items),
            FieldKey::Date => notice.date = Some(Value::read(one(), Date::read)),
            FieldKey::Note => notice.note = Some(RichText::read(one())),
            FieldKey::CopiesTo => notice.copies_to = Some(Recipients::read(text.clone(), items)),
            FieldKey::ReportedTo => notice.reported_to = Some(Recipients::read(text.clone(), items)),
            FieldKey::CopiedTo => notice.copied_to = Some(Recipients::read(text.clone(), items)),
            FieldKey::DistributedTo => notice.distributed_to = Some(Recipients::read(text.clone(), items)),
            FieldKey::PrintedBy => {
                // The day may stand in a line of its own, above this one.
                let day = notice.printed_by.take().and_then(|printed| printed.date);
                let printed = PrintedBy::read(one());
                notice.printed_by = Some(PrintedBy { date: printed.date.or(day), ..printed });
            }
            FieldKey::PrintedOn => self.printed_on(one()),
            FieldKey::Copies => notice.copies = Some(Value::read(one(), values::count)),
            FieldKey::Sealed => notice.sealed = Some(Value::read(one(), Sealing::read)),
            FieldKey::Office
            | FieldKey::Person
            | FieldKey::Phone
            | FieldKey::Fax
            | FieldKey::Mobile
            | FieldKey::Email
            | FieldKey::Address
            | FieldKey::Postcode
            | FieldKey::Website => {}
        }
    }

    /// The day of printing in a line of its own, where the line of the organ does not give it.
    pub(super) fn printed_on(&mut self, text: Text) {
        let day = without_printed(&text.text).len();
        let text = if values::date(&text.text[..day]).is_some() { text.part(0, day) } else { text };
        let date = Value::read(text, Date::read);
        let printed = self.notice.printed_by.get_or_insert_with(|| {
            let nobody = Text::made(String::new(), Span::empty(date.text.span.start));
            PrintedBy { text: date.text.clone(), organ: nobody, date: None }
        });
        if printed.date.is_none() {
            printed.date = Some(date);
        }
    }
}

/// The one value of a field: what stands on its line, or its items in a row.
pub(in crate::model) fn single(text: &Text, items: &[Text]) -> Text {
    match items {
        [] => text.clone(),
        [item] if text.is_empty() => item.clone(),
        _ => {
            let parts: Vec<&str> =
                std::iter::once(text).chain(items).map(|part| part.text.as_str()).filter(|part| !part.is_empty()).collect();
            let span = items.iter().map(|item| item.span).fold(text.span, Span::to);
            Text::made(parts.join("、"), span)
        }
    }
}

/// The lines of a field: its own value and its items, those that hold something.
fn lines(text: &Text, items: &[Text]) -> Vec<Text> {
    std::iter::once(text).chain(items).filter(|line| !line.is_empty()).cloned().collect()
}

fn keywords(text: &Text, items: &[Text]) -> Vec<Text> {
    let mut found: Vec<Text> = Vec::new();
    let mut start = 0;
    let separators = ['、', '，', '；', ',', ';', '\u{3000}', ' '];
    let latin = text.text.is_ascii();
    let separates = |c: char| separators.contains(&c) && !(latin && c == ' ');
    for (at, separator) in text.text.match_indices(separates) {
        found.push(text.part(start, at));
        start = at + separator.len();
    }
    found.push(text.part(start, text.text.len()));
    found.extend(items.iter().cloned());
    found.retain(|word| !word.is_empty());
    found
}

fn classification(text: &str) -> Option<Classification> {
    let (grade, period) = values::classification(text)?;
    Some(Classification { grade: text[grade].to_owned(), period: period.map(|period| text[period].trim().to_owned()) })
}
