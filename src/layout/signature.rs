//! The signature (发文机关署名, 成文日期): unsealed, with the places of seals, or with those of signature stamps.
//!
//! Here: where names, date and guides stand beside each other. Not here: on which page they stand (`settle`).
//! No seal and no stamp is ever drawn; a guide that only a proof shows marks its place.
//! Source: GB/T 9704—2012, 7.3.5, 10.2

use super::balance::balanced;
use super::compose::Composer;
use super::display::{Guide, GuideShape, Item, NodeId, NodeKind};
use super::fonts::Role;
use super::lines::{Placing, natural_width};
use super::shape::Cluster;
use super::strip::{Flow, Strip};
use super::template::SealTemplate;
use super::text::Setting;
use super::units::Mm;
use crate::model::{Organ, Sealing};
use crate::span::Span;
use crate::wording;

/// A name or the date, shaped, with its node.
struct Part {
    clusters: Vec<Cluster>,
    node: NodeId,
}

/// Where the note stands when it is not simply on the line below: beside the lower half of a seal.
#[derive(Clone, Copy, Debug)]
pub(super) struct Beside {
    /// White above it; negative, because the seal reaches lower than the date.
    pub gap: Mm,
    /// From the type area's right edge inwards: what the seal takes.
    pub right: Mm,
    /// How far the seal reaches below the top of the note.
    pub depth: Mm,
}

impl Composer<'_> {
    /// Adds the signature; tells where a note stands beside the last seal.
    pub(super) fn signature(&mut self, flow: &mut Flow) -> Option<Beside> {
        let notice = self.notice();
        let date = notice.date.as_ref().filter(|_| !wording::dated_in_masthead(notice));
        let date = date.map(|date| (wording::date_text(date, notice.language), date.text.span));
        if notice.signatories.is_empty() && date.is_none() {
            return None;
        }
        let (mut strips, beside) = match notice.sealing() {
            Sealing::Stamp => (self.stamps(date), None),
            Sealing::Seal => self.seals(date),
            Sealing::Nothing => (self.unsealed(date), None),
        };
        let last = strips.len().saturating_sub(1);
        let height: Mm = strips.iter().map(|strip| strip.gap + strip.height).sum();
        // What no page holds goes on over the next; the last name stays with the date.
        let whole = height <= self.template().area.height;
        let kept = if whole { 0 } else { last.saturating_sub(1) };
        strips[kept..last].iter_mut().for_each(|strip| strip.keep = true);
        flow.add(strips);
        beside
    }

    fn part(&mut self, text: &str, span: Span) -> Part {
        let node = self.node(NodeKind::Paragraph, None, text, span);
        let style = self.text_style(Role::Body, node);
        Part { clusters: self.shape(text, span, style), node }
    }

    fn signers(&mut self) -> Vec<Part> {
        let notice = self.notice();
        notice.signatories.iter().map(|organ| self.part(&organ.name, organ.text.span)).collect()
    }

    /// One name a line at the right, the date two 字 behind the first character of the names; a date that is longer than
    /// they are stands at the right itself. Source: 7.3.5.2
    fn unsealed(&mut self, date: Option<(String, Span)>) -> Vec<Strip> {
        let names = self.signers();
        let date = date.map(|(text, span)| self.part(&text, span));
        let closing = &self.template().closing;
        let (cell, area) = (self.template().cell(), self.template().area.width);
        let right = area - cell * closing.right;
        let indent = cell * closing.date_indent;
        // The second line of an English name is seen to be none of another name.
        let hang = if self.chinese() { Mm(0.0) } else { cell };
        // A name wider than the line is broken at sense; English names are often so.
        let cuts: Vec<Vec<(usize, usize)>> = names.iter().map(|name| whole_or_cut(&name.clusters, right, hang)).collect();
        let lines = names.iter().zip(&cuts).flat_map(|(name, cut)| {
            let wide = |(index, (start, end)): (usize, &(usize, usize))| {
                natural_width(&name.clusters[*start..*end]) + if index > 0 { hang } else { Mm(0.0) }
            };
            cut.iter().enumerate().map(wide)
        });
        let widest = lines.fold(Mm(0.0), Mm::max).min(right);
        let date_width = date.as_ref().map_or(Mm(0.0), |date| natural_width(&date.clusters));
        let (name_x, date_x) = if names.is_empty() {
            (Mm(0.0), right - date_width)
        } else if date_width > widest || (right - widest + indent + date_width).0 > (area - cell).0 + 1e-6 {
            // A date nearly as long as a short name would end on the edge of the type area.
            (right - date_width - indent, right - date_width)
        } else {
            (right - widest, right - widest + indent)
        };
        let name_x = name_x.max(Mm(0.0));
        let base = self.text_setting(0.0, 0.0);
        let joint = names.len() > 1 && self.chinese();
        let together = even(self.template().closing.even_width);
        let mut strips: Vec<Strip> = Vec::new();
        for (name, cut) in names.iter().zip(&cuts) {
            // Of a joint issue all names are set to the width of the longest.
            let placing = if joint && cut.len() == 1 { together } else { Placing::Left };
            for (index, (start, end)) in cut.iter().enumerate() {
                let (first, opens) = if index == 0 { (name_x, Some(name.node)) } else { (name_x + hang, None) };
                // What is set to a width of its own needs the noise of a sum.
                let right = (area - name_x - widest - Mm(1e-6)).max(Mm(0.0));
                let setting = Setting { first, rest: name_x + hang, right, placing, ..base };
                strips.extend(self.strips(&name.clusters[*start..*end], setting, opens));
            }
        }
        if let Some(date) = date {
            let setting = Setting { first: date_x.max(Mm(0.0)), placing: Placing::Left, ..base };
            strips.extend(self.strips(&date.clusters, setting, Some(date.node)));
        }
        strips.first_mut().into_iter().for_each(|first| first.gap = self.template().closing.signature_gap);
        strips
    }

    /// The names in rows, each in the middle of its seal's place; the last place also covers the date. Source: 7.3.5.1
    fn seals(&mut self, date: Option<(String, Span)>) -> (Vec<Strip>, Option<Beside>) {
        let names = self.signers();
        let date = date.map(|(text, span)| self.part(&text, span));
        let seal = &self.template().seal;
        let area = self.template().area.width;
        let right = area - self.template().cell() * seal.right;
        let date_width = date.as_ref().map_or(Mm(0.0), |date| natural_width(&date.clusters));
        let columns = if names.len() > 1 {
            let count = names.len().min(seals_in_a_row(seal, area));
            seal_columns(seal, area, count, right - date_width / 2.0)
        } else {
            // A long name goes to the left, and seal and date with it, so that all stay in the middle of each other.
            let width = names.first().map_or(Mm(0.0), |name| natural_width(&name.clusters)).min(area).max(seal.diameter);
            let centre = right - date_width.max(Mm(0.0)) / 2.0;
            vec![centre.min(area - width / 2.0).max(width / 2.0)]
        };
        let rows: Vec<&[Part]> = if names.is_empty() { vec![&[]] } else { names.chunks(columns.len()).collect() };
        let last = rows.len() - 1;
        let mut strips = Vec::new();
        let mut foot = Mm(0.0);
        for (index, row) in rows.iter().enumerate() {
            let dated = date.as_ref().filter(|_| index == last);
            // A short last row stands at the right, so that its last seal is the one on the date.
            let centres = &columns[columns.len() - row.len().max(1)..];
            let (mut strip, below) = self.seal_row(row, centres, dated, names.len() > 1);
            strip.gap = if index == 0 { seal.gap } else { seal.least_between };
            foot = below;
            strips.push(strip);
        }
        let alone = rows[last].len() < 2;
        let height = strips[last].height;
        let ring = columns[columns.len() - 1] - seal.diameter / 2.0;
        // A note of a few words at least must find room at the left of the seal.
        let wide = ring.0 > self.template().cell().0 * seal.least_beside;
        let gap = foot + self.template().leading() - height;
        let beside =
            Beside { gap, right: area - ring + self.template().cell() / 2.0, depth: height - foot - self.template().leading() };
        (strips, (alone && wide && gap.0 < self.template().leading().0).then_some(beside))
    }

    /// One row of names and the places of their seals, the date below the last; gives the foot of the text, too.
    fn seal_row(&self, names: &[Part], centres: &[Mm], date: Option<&Part>, joint: bool) -> (Strip, Mm) {
        let seal = &self.template().seal;
        let area = self.template().area.width;
        let height = self.template().line_height();
        let pitch = height * (1.0 + seal.name_leading);
        let step = centres.windows(2).map(|pair| pair[1] - pair[0]).fold(area, Mm::min);
        // Of several names that a row does not hold on one line, each keeps within its seal.
        let room = if joint { step.min(seal.diameter) - seal.least_between } else { area };
        let widths: Vec<Mm> = names.iter().map(|name| natural_width(&name.clusters)).collect();
        let cuts: Vec<Vec<(usize, usize)>> = if joint && row_holds(&widths, centres, area, self.template().cell()) {
            names.iter().map(|name| vec![(0, name.clusters.len())]).collect()
        } else {
            cut_names(names, room)
        };
        let name_height = |lines: usize| height + pitch * lines.saturating_sub(1) as f64;
        let middle = seal.diameter / 2.0;
        // Name and date together press a little lower than the middle of the seal; a name alone stands in it.
        let date_height = if date.is_some() { height } else { Mm(0.0) };
        let last = cuts.last().map_or(Mm(0.0), |lines| name_height(lines.len()));
        let between = if last.0 > 0.0 && date.is_some() { self.template().leading() } else { Mm(0.0) };
        let block = last + between + date_height;
        let top = if date.is_some() { (middle + seal.drop - block / 2.0).max(Mm(0.0)) } else { middle - last / 2.0 };
        let line = top + last / 2.0;
        let mut strip = Strip::default();
        let mut foot = Mm(0.0);
        for ((name, lines), centre) in names.iter().zip(&cuts).zip(centres) {
            let mut y = (line - name_height(lines.len()) / 2.0).max(Mm(0.0));
            for (start, end) in lines {
                let line = &name.clusters[*start..*end];
                let room = room.max(natural_width(line));
                let placed = self.single_line(line, *centre - room / 2.0, room, height, Placing::Centre);
                strip.take(placed, y);
                foot = foot.max(y + height);
                y += pitch;
            }
            strip.opens.push(name.node);
        }
        if let (Some(date), Some(centre)) = (date, centres.last()) {
            let y = (top + last + between).max(foot + if names.is_empty() { Mm(0.0) } else { self.template().leading() });
            let placed = self.single_line(&date.clusters, *centre - area / 2.0, area, height, Placing::Centre);
            strip.take(placed, y);
            strip.opens.push(date.node);
            foot = foot.max(y + height);
        }
        for centre in centres {
            let (x, diameter) = (*centre - middle, seal.diameter);
            strip.items.push(Item::Guide(Guide { shape: GuideShape::Ring, x, y: Mm(0.0), width: diameter, height: diameter }));
        }
        strip.height = seal.diameter.max(foot);
        (strip, foot)
    }

    /// Office, and the place of the stamp with the signer's name in it, one a row; the date below. Source: 7.3.5.3, 10.2
    fn stamps(&mut self, date: Option<(String, Span)>) -> Vec<Strip> {
        let notice = self.notice();
        let stamp = &self.template().stamp;
        let (cell, area) = (self.template().cell(), self.template().area.width);
        let right = area - cell * stamp.right;
        let edge = (right - stamp.width - cell * stamp.office_gap).max(cell);
        let signers: Vec<(Part, Part)> = notice.signatories.iter().map(|organ| self.signer(organ)).collect();
        let offices = signers.iter().map(|(office, _)| natural_width(&office.clusters));
        let widest = offices.filter(|width| width.0 <= edge.0).fold(Mm(0.0), Mm::max);
        let mut strips: Vec<Strip> = Vec::new();
        for (office, name) in &signers {
            let whole = natural_width(&office.clusters).0 <= edge.0 + 1e-6;
            // The offices of several signers are set to one width, so that they form a column.
            let joint = signers.len() > 1 && self.chinese() && whole;
            let (x, placing) =
                if joint { (edge - widest, even(self.template().closing.even_width)) } else { (Mm(0.0), Placing::Right) };
            let office_lines = self.block(office, x, edge - x, placing);
            let name_lines = self.block(name, right - stamp.width, stamp.width, Placing::Centre);
            let height = stamp.height.max(office_lines.height).max(name_lines.height);
            let mut strip = Strip { height, gap: stamp.row_gap, opens: vec![office.node], ..Strip::default() };
            for block in [office_lines, name_lines] {
                let y = (height - block.height) / 2.0;
                strip.take(block, y);
            }
            let (x, y) = (right - stamp.width, (height - stamp.height) / 2.0);
            let place = Guide { shape: GuideShape::Frame, x, y, width: stamp.width, height: stamp.height };
            strip.items.push(Item::Guide(place));
            strips.push(strip);
        }
        strips.first_mut().into_iter().for_each(|first| first.gap = stamp.gap);
        if let Some((text, span)) = date {
            let date = self.part(&text, span);
            let height = self.template().line_height();
            let mut strip = self.single_line(&date.clusters, Mm(0.0), right, height, Placing::Right);
            strip.gap = if strips.is_empty() { stamp.gap } else { stamp.date_gap };
            strip.opens.push(date.node);
            strips.push(strip);
        }
        strips
    }

    /// Office and name of somebody who signs, in one node.
    fn signer(&mut self, organ: &Organ) -> (Part, Part) {
        let (office, name) = organ.office_and_name();
        let node = self.node(NodeKind::Paragraph, None, &organ.name, organ.text.span);
        let style = self.text_style(Role::Body, node);
        let mut part = |text: &str| Part { clusters: self.shape(text, organ.text.span, style), node };
        (part(office), part(name))
    }

    /// Lines one below the other in `width` from `x`, as one strip.
    fn block(&self, part: &Part, x: Mm, width: Mm, placing: Placing) -> Strip {
        let (height, pitch) = (self.template().line_height(), self.template().pitch());
        let mut block = Strip::default();
        if part.clusters.is_empty() {
            return block;
        }
        for (index, (start, end)) in balanced(&part.clusters, width, &[]).into_iter().enumerate() {
            let y = pitch * index as f64;
            let line = self.single_line(&part.clusters[start..end], x, width, height, placing);
            block.take(line, y);
            block.height = y + height;
        }
        block
    }
}

/// A name on one line, or where its lines end; all but the first stand `hang` further in.
fn whole_or_cut(clusters: &[Cluster], width: Mm, hang: Mm) -> Vec<(usize, usize)> {
    if natural_width(clusters).0 <= width.0 + 1e-6 {
        return vec![(0, clusters.len())];
    }
    balanced(clusters, width - hang, &[])
}

/// How the names of a joint issue stand in their column: set to one width, or as they were typed, in its middle.
const fn even(even_width: bool) -> Placing {
    if even_width { Placing::Spread } else { Placing::Centre }
}

/// Whether a row holds its names on one line: each in the middle of its seal, a 字 apart, within the type area.
fn row_holds(widths: &[Mm], centres: &[Mm], area: Mm, apart: Mm) -> bool {
    let within = |(width, centre): (&Mm, &Mm)| (*width / 2.0).0 <= centre.0.min((area - *centre).0) + 1e-6;
    let mut beside = widths.windows(2).zip(centres.windows(2));
    widths.iter().zip(centres).all(within)
        && beside.all(|(pair, at)| ((pair[0] + pair[1]) / 2.0 + apart).0 <= (at[1] - at[0]).0 + 1e-6)
}

/// Cuts the names of a row into lines, all of them alike: where one of them has to be cut behind its region, the others are.
fn cut_names(names: &[Part], room: Mm) -> Vec<Vec<(usize, usize)>> {
    let mut cuts: Vec<Vec<(usize, usize)>> = names.iter().map(|name| cut_name(&name.clusters, room)).collect();
    let behind_region =
        |(name, lines): (&Part, &Vec<(usize, usize)>)| lines.len() == 2 && region_end(&name.clusters) == Some(lines[0].1);
    if names.iter().zip(&cuts).any(behind_region) {
        for (name, lines) in names.iter().zip(&mut cuts).filter(|(_, lines)| lines.len() == 1) {
            if let Some(end) = region_end(&name.clusters) {
                *lines = vec![(0, end), (end, name.clusters.len())];
            }
        }
    }
    cuts
}

/// Where the region (`示例省`) ends that a name begins with.
fn region_end(clusters: &[Cluster]) -> Option<usize> {
    let count = clusters.len();
    let at = |index: usize| clusters[index].character;
    let region = (1..count.saturating_sub(1)).find(|index| "省市县區区州".contains(at(*index))).map(|index| index + 1);
    // 省委, 市直: no name of its own begins there.
    region.filter(|end| !"委直级級长長".contains(at(*end)))
}

/// Cuts a name into lines: where one line is not enough and two are, behind the region (`示例省`) that it begins with.
fn cut_name(clusters: &[Cluster], room: Mm) -> Vec<(usize, usize)> {
    let (count, region) = (clusters.len(), region_end(clusters));
    let fits = |part: &[Cluster]| natural_width(part).0 <= room.0 + 1e-6;
    match region {
        Some(end) if !fits(clusters) && fits(&clusters[..end]) && fits(&clusters[end..]) => vec![(0, end), (end, count)],
        _ => balanced(clusters, room, &[]),
    }
}

/// How many seals stand side by side: three of 42 to 50 mm, two of 60 mm.
fn seals_in_a_row(seal: &SealTemplate, area: Mm) -> usize {
    let count = (area + seal.least_between) / (seal.diameter + seal.least_between).max(Mm(1.0));
    (count + 1e-9).floor().max(1.0) as usize
}

/// The middles of `count` seals in a row, from the left edge of the area. The last is on the date, whose middle would
/// stand at `date`: two stand as far from both edges; three and more stand close together, and where they would reach
/// over the left edge, the whole row with its date goes to the right (the four 字 beside the date are only the norm).
fn seal_columns(seal: &SealTemplate, area: Mm, count: usize, date: Mm) -> Vec<Mm> {
    let radius = seal.diameter / 2.0;
    let least = seal.diameter + seal.least_between;
    let gaps = count.saturating_sub(1) as f64;
    let last = date.min(area - radius).max(radius + least * gaps).min((area - radius).max(radius));
    if gaps == 0.0 {
        return vec![last];
    }
    let widest = (last - radius) / gaps;
    let wanted = if count == 2 { last * 2.0 - area } else { seal.diameter + seal.between };
    let step = wanted.min(widest).max(least);
    (0..count).map(|index| last - step * (gaps - index as f64)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Template;
    use crate::model::Layout;

    fn seal(diameter: f64) -> SealTemplate {
        SealTemplate { diameter: Mm(diameter), ..Template::built_in(Layout::Official).seal }
    }

    #[test]
    fn as_many_seals_stand_in_a_row_as_there_is_room_for() {
        let rows: Vec<usize> =
            [38.0, 42.0, 45.0, 50.0, 60.0, 200.0].into_iter().map(|d| seals_in_a_row(&seal(d), Mm(156.0))).collect();
        assert_eq!(rows, [4, 3, 3, 3, 2, 1]);
    }

    #[test]
    fn seals_neither_touch_nor_leave_the_area() {
        for diameter in [20.0, 38.0, 42.0, 45.0, 50.0, 60.0, 77.0] {
            for date in [100.0, 117.0, 114.2, 150.0] {
                let seal = seal(diameter);
                for count in 1..=seals_in_a_row(&seal, Mm(156.0)) {
                    let columns = seal_columns(&seal, Mm(156.0), count, Mm(date));
                    assert_eq!(columns.len(), count);
                    assert!(columns.windows(2).all(|pair| (pair[1] - pair[0]).0 > diameter + 0.9), "{diameter} {columns:?}");
                    assert!(columns[0].0 >= diameter / 2.0 - 1e-9, "{diameter} {columns:?}");
                    assert!(columns[count - 1].0 <= 156.0 - diameter / 2.0 + 1e-9, "{diameter} {columns:?}");
                }
            }
        }
    }

    /// Two stand apart; three of 42 mm have the date four 字 from the right edge (7.3.5.1), three of 50 mm have not.
    #[test]
    fn the_last_seal_is_on_the_date_where_the_row_has_room() {
        let date = Mm(117.0);
        assert_eq!(seal_columns(&seal(42.0), Mm(156.0), 2, date), [Mm(39.0), Mm(117.0)]);
        assert_eq!(seal_columns(&seal(42.0), Mm(156.0), 3, date), [Mm(25.0), Mm(71.0), Mm(117.0)]);
        assert_eq!(seal_columns(&seal(45.0), Mm(156.0), 3, date)[2], date);
        assert!(seal_columns(&seal(50.0), Mm(156.0), 3, date)[2] > date);
    }
}
