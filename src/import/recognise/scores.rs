//! How likely blocks are to be something, with the reasons: what they look like, what the file says of them, what stands beside them.
//!
//! Here: running text and furniture. Points and what is known of the file are in `tally`. In the rooms below: parts of the head (`above`), of the tail and of annexes (`below`); titles, which
//! are judged over several lines, are in `titles`.

mod above;
mod below;

use super::super::shape::{AnnexLine, Imprint, Shape};
use super::lattice::Candidate;
use super::roles::Role;
use super::titles;

use super::tally::{NEVER, Scorer, Tally, Why};

pub(super) use below::is_entry;

impl Scorer<'_> {
    /// What may begin at a block.
    pub fn candidates(&self, at: usize) -> Vec<Candidate> {
        use Role as R;
        const SINGLE: &[R] = &[
            R::TopFurniture,
            R::HeadMark,
            R::Mark,
            R::NumberAbove,
            R::Approver,
            R::Issue,
            R::Editor,
            R::HeadDate,
            R::HeadField,
            R::Subtitle,
            R::NumberBelow,
            R::SignedBelow,
            R::DateBelow,
            R::FieldBelow,
            R::MidFurniture,
            R::Recipients,
            R::Body,
            R::AnnexNote,
            R::AnnexEntry,
            R::Signatory,
            R::SignedDate,
            R::Date,
            R::DateFirst,
            R::SignatoryAfter,
            R::Note,
            R::Imprint,
            R::LateNote,
            R::LateEntry,
            R::AfterText,
            R::TailFurniture,
            R::TailRest,
            R::PartNote,
            R::PartBody,
            R::AnnexHead,
            R::AnnexBody,
            R::EndImprint,
            R::EndFurniture,
            R::EndRest,
        ];
        const TEXT: &[R] = &[R::Body, R::PartBody, R::AnnexBody, R::AfterText, R::TailRest, R::EndRest];
        const SECTION: &[R] =
            &[R::Body, R::PartBody, R::AnnexBody, R::AfterText, R::AnnexEntry, R::LateEntry, R::TailRest, R::EndRest];
        let mut found = Vec::with_capacity(12);
        let shape = &self.shapes[at];
        let special =
            shape.colon || shape.bracketed || shape.number || shape.furniture > 0 || shape.facts.furniture || self.again[at];
        let special = special || shape.annex.is_some() || shape.imprint.is_some() || shape.facts.heading > 0 || shape.facts.title;
        // 按语 and the like: fields of the head may be whole paragraphs.
        let special = special || at < 40 && shape.field.is_some();
        // Most of a document is sentences and sections, which can be little else.
        let plain = shape.length > 28 && (shape.sentences || shape.stopped) && !special;
        let (singles, severals) = match () {
            () if plain => (TEXT, false),
            () if shape.structural && !special => (SECTION, false),
            () => (SINGLE, true),
        };
        for role in singles {
            let score = self.points(*role, at, 1);
            if score > -90 || role.is_text() {
                found.push(Candidate { role: *role, blocks: 1, score });
            }
        }
        for (role, most) in [
            (R::Title, 6),
            (R::PartTitle, 6),
            (R::AnnexTitle, 4),
            (R::Recipients, 6),
            (R::Imprint, 2),
            (R::EndImprint, 2),
            (R::Signatory, 2),
        ] {
            if !severals {
                break;
            }
            let single = SINGLE.contains(&role);
            for blocks in 1..=most {
                if single && blocks == 1 {
                    continue;
                }
                if at + blocks > self.shapes.len() || !self.may_go_on(role, at, blocks) {
                    break;
                }
                // A sentence is no line of a title, and none of a name.
                if blocks > 1 && !matches!(role, R::Recipients | R::Imprint | R::EndImprint) && self.is_sentence(at + blocks - 1)
                {
                    break;
                }
                let score = self.points(role, at, blocks);
                if score > -60 {
                    found.push(Candidate { role, blocks, score });
                }
            }
        }
        found
    }

    fn is_sentence(&self, at: usize) -> bool {
        let shape = &self.shapes[at];
        shape.length > 28 && (shape.sentences || shape.stopped) && !self.again[at]
    }

    fn may_go_on(&self, role: Role, at: usize, blocks: usize) -> bool {
        let last = &self.shapes[at + blocks - 1];
        match role {
            Role::Recipients => !last.ready && last.length <= 300 && !last.sentences,
            Role::Imprint | Role::EndImprint => !last.ready && last.length <= 60,
            Role::Signatory => !last.ready && last.length <= 24,
            _ => last.may_be_title(),
        }
    }

    fn points(&self, role: Role, at: usize, blocks: usize) -> i32 {
        let mut tally = Tally::default();
        self.score(role, at, blocks, &mut tally);
        tally.points
    }

    /// The reasons for what blocks were taken for, the strongest first.
    pub fn reasons(&self, role: Role, at: usize, blocks: usize) -> Vec<Why> {
        let mut tally = Tally { told: true, ..Tally::default() };
        self.score(role, at, blocks, &mut tally);
        tally.reasons.sort_by_key(|(points, _)| -points);
        tally.reasons.into_iter().map(|(_, why)| why).take(3).collect()
    }

    fn score(&self, role: Role, at: usize, blocks: usize, tally: &mut Tally) {
        use Role as R;
        let shape = &self.shapes[at];
        if shape.ready
            && !matches!(
                role,
                R::Body
                    | R::PartBody
                    | R::AnnexBody
                    | R::AfterText
                    | R::TailRest
                    | R::EndRest
                    | R::AnnexEntry
                    | R::LateNote
                    | R::LateEntry
                    | R::TopFurniture
                    | R::MidFurniture
            )
        {
            tally.points = NEVER;
            return;
        }
        match role {
            R::Title | R::PartTitle | R::AnnexTitle => titles::score(self, role, at, blocks, tally),
            R::TopFurniture | R::MidFurniture | R::TailFurniture | R::EndFurniture => self.furniture(role, at, tally),
            R::TailRest | R::EndRest => rest(shape, tally),
            R::HeadMark => above::head_mark(shape, tally),
            R::Mark => self.mark(at, tally),
            R::NumberAbove | R::NumberBelow => self.number(at, tally),
            R::Approver => above::approver(shape, tally),
            R::Issue => above::issue(shape, tally),
            R::Editor => self.editor(at, tally),
            R::HeadDate | R::DateBelow => self.head_date(role, at, tally),
            R::HeadField | R::FieldBelow => self.field(at, tally),
            R::Subtitle | R::PartNote => self.subtitle(role, at, tally),
            R::Recipients => self.recipients(at, blocks, tally),
            R::Body => self.body(at, tally),
            R::PartBody | R::AnnexBody => self.part_body(role, at, tally),
            R::AnnexNote | R::LateNote => self.annex_note(role, at, tally),
            R::AnnexEntry | R::LateEntry => self.annex_entry(role, at, tally),
            R::SignedBelow => self.signed_below(at, tally),
            R::Signatory if blocks == 2 => self.signatory_on_two_lines(at, tally),
            R::Signatory | R::SignatoryAfter => self.signatory(role, at, tally),
            R::SignedDate => {
                tally.points = if shape.named_day { -40 } else { NEVER };
                tally.when(shape.named_day, 78, "一行里先是机关名称，再是日期", "a name of an organ and a date on one line");
            }
            R::Date | R::DateFirst => {
                tally.points = if shape.day || role == R::DateFirst && shape.placed_day { -60 } else { NEVER };
                tally.when(shape.day, 88, "整行是日期", "all of the line is a date");
                tally.when(role == R::DateFirst && shape.placed_day, 92, "日期和地点", "a date and a place");
                tally.when(shape.day && shape.facts.align == super::super::block::Align::Right, 6, "右对齐", "set right");
            }
            R::Note => below::note(shape, tally),
            R::Imprint | R::EndImprint => self.imprint(at, blocks, tally),
            R::AfterText => {
                tally.points = -14;
                tally.when(below::is_contact(&shape.closed), 14, "联系方式", "a contact");
                tally.less(shape.furniture > 0, shape.furniture / 2);
                tally.less(shape.day || shape.number || shape.imprint.is_some(), 40);
                tally.less(shape.annex.is_some(), 20);
            }
            R::AnnexHead => self.annex_head(at, tally),
        }
    }

    fn furniture(&self, role: Role, at: usize, tally: &mut Tally) {
        let shape = &self.shapes[at];
        tally.points = -40;
        // A logo, a list of links, a table of facts.
        if shape.ready && !shape.facts.furniture && self.first.is_none_or(|first| at > first) {
            tally.points = NEVER;
            return;
        }
        tally.when(shape.facts.furniture, 90, "文件标明是导航或页脚", "the file says that it is navigation or a foot");
        tally.when(shape.furniture > 0, shape.furniture + 10, "是网页上的常用词", "words that pages have around a text");
        let empty = matches!(shape.annex, Some(AnnexLine::Head { numbered: false, .. })) && self.is_last_word(at);
        tally.when(empty, 64, "“附件”下面没有内容", "nothing stands below the word 附件");
        if self.again[at] && matches!(role, Role::TopFurniture | Role::MidFurniture) {
            // A title on several lines is said once.
            let run =
                |step: isize| (1..6).take_while(|by| self.again.get(at.wrapping_add_signed(by * step)) == Some(&true)).count();
            let lines = (run(1) + run(-1) + 1) as i32;
            tally.add(40 + 40 / lines, "标题又出现一次", "the title once more");
        }
        if matches!(role, Role::TopFurniture | Role::MidFurniture) {
            // A row of the table of facts, and what stands beside such rows.
            let near = self.records_near(at);
            let label = self.neighbour(at, -1).filter(|label| label.colon && label.length <= 9);
            tally.when(
                label.is_some_and(|label| label.record || label.may_be_record && near >= 1)
                    && shape.length <= 40
                    && !shape.facts.whole
                    && !self.again[at]
                    && !shape.genre,
                70,
                "在政府网页的信息表里",
                "in the table of facts of a government's page",
            );
            tally.when(shape.record, 62, "政府网页的信息表", "the table of facts of a government's page");
            tally.when(
                (shape.may_be_record || shape.closed.starts_with('【') && shape.annex.is_none()) && near >= 2,
                75,
                "在政府网页的信息表里",
                "in the table of facts of a government's page",
            );
            let beside = |by| self.neighbour(at, by).is_some_and(|row| row.record || row.may_be_record);
            tally.when(
                shape.may_be_record && near == 1 && (beside(-1) || beside(1)),
                62,
                "在政府网页的信息表里",
                "in the table of facts of a government's page",
            );
            tally.when(
                !shape.record && near >= 3 && shape.facts.cell && shape.length <= 60,
                40,
                "在政府网页的信息表里",
                "in the table of facts of a government's page",
            );
        }
        // Above the title that the file names stands the page, but for what a head has.
        if role == Role::TopFurniture && self.first.or(self.order).is_some_and(|first| at < first) {
            tally.when(
                !shape.number && !self.is_head_of_title(at),
                52,
                "在文件所说的标题上面",
                "above the title that the file names",
            );
        }
        if role == Role::TopFurniture {
            let said = shape.length >= 6 && !shape.stopped && at < 6 && shape.organs < 60;
            let said = said
                && (1..4)
                    .filter_map(|by| self.neighbour(at, by))
                    .any(|next| next.length > shape.length + 5 && next.genre && next.closed.contains(&shape.closed));
            tally.when(said, 40, "下面的标题里有这个名称", "the title below has this name");
            // Entries of a menu: a few characters, and more of them.
            let short = |shape: &Shape| {
                shape.length <= 8 && !shape.stopped && !shape.ready && !shape.structural && !shape.number && !shape.day
            };
            let menu = short(shape) && self.neighbour(at, 1).is_some_and(short) && self.neighbour(at, 2).is_some_and(short);
            tally.when(menu && shape.organs < 80, 34, "像菜单", "like a menu");
        }
        tally.less(shape.sentences && shape.furniture == 0 && !shape.facts.furniture, 40);
    }

    fn body(&self, at: usize, tally: &mut Tally) {
        let shape = &self.shapes[at];
        tally.points = 0;
        tally.when(shape.stopped && shape.length > 12, 8, "句子", "a sentence");
        tally.when(shape.structural, 10, "层次序数", "a section");
        tally.less(shape.day, 40);
        tally.less(shape.named_day && shape.length <= 50, 24);
        tally.less(shape.number, 50);
        tally.less(shape.organs >= 80 || shape.signer, 8);
        tally.less(shape.placed_day, 30);
        tally.less(matches!(shape.annex, Some(AnnexLine::Head { .. })), 40);
        tally.less(matches!(shape.annex, Some(AnnexLine::Named { .. })), 34);
        tally.less(shape.imprint.is_some_and(|imprint| imprint != Imprint::Old), 60);
        tally.less(shape.furniture > 0, shape.furniture / 2);
        tally.less(shape.facts.furniture, 40);
        tally.less(self.again[at], 50);
        tally.less(self.first.or(self.order).is_some_and(|first| at < first), 40);
        let title = !shape.stopped && !shape.structural && shape.genre && shape.length <= 80 && !shape.sentences;
        tally.less(title && (shape.closed.contains("关于") || shape.closed.contains("關於")), 18);
        tally.less(title && shape.facts.align == super::super::block::Align::Center, 12);
        tally.less(below::is_note(shape), 26);
        tally.less(shape.field.is_some() && !shape.sentences && shape.length < 60 && at < 6, 20);
    }

    fn part_body(&self, role: Role, at: usize, tally: &mut Tally) {
        let shape = &self.shapes[at];
        tally.when(shape.stopped && shape.length > 12, 8, "句子", "a sentence");
        tally.when(shape.structural, 10, "层次序数", "a section");
        tally.less(shape.imprint.is_some_and(|imprint| imprint != Imprint::Old), 26);
        tally.less(shape.furniture > 0, shape.furniture * 2 / 3);
        tally.less(shape.facts.furniture, 60);
        tally.less(role == Role::AnnexBody && matches!(shape.annex, Some(AnnexLine::Head { numbered: true, .. })), 44);
        tally.less(role == Role::PartBody && matches!(shape.annex, Some(AnnexLine::Head { .. })), 30);
        tally.less(matches!(shape.annex, Some(AnnexLine::Named { .. })) && role == Role::AnnexBody && !shape.stopped, 16);
    }
}

fn rest(shape: &Shape, tally: &mut Tally) {
    tally.points = -2;
    tally.less(shape.sentences || shape.length > 60, 20);
    tally.less(shape.structural, 8);
    tally.less(shape.ready, 12);
    tally.less(shape.annex.is_some() || shape.imprint.is_some(), 24);
    tally.less(shape.bracketed, 8);
}
