//! The title: one or more centred lines, broken where the sense allows.
//!
//! Source: GB/T 9704—2012, 7.3.1

use super::compose::Composer;
use super::display::NodeKind;
use super::flow::Strip;
use super::fonts::Role;
use super::lines::{Line, Placing, natural_width};
use super::shape::{Cluster, Kind, may_part};
use super::units::{Mm, Pt};
use crate::model::RichText;

impl Composer<'_> {
    /// Title and subtitle.
    pub(super) fn title(&mut self) -> Vec<Strip> {
        let notice = self.notice;
        if notice.title.is_empty() {
            return Vec::new();
        }
        let size = self.template.title.size;
        let node = self.node(NodeKind::Title, None, notice.title_text(), notice.title[0].span());
        let mut strips = self.display_lines(&notice.title, Role::Title, size, node);
        if let Some(first) = strips.first_mut() {
            first.gap = self.template.title.gap;
            first.opens.push(node);
        }
        if !notice.subtitle.is_empty() {
            let text: Vec<String> = notice.subtitle.iter().map(RichText::plain).collect();
            let node = self.node(NodeKind::Paragraph, None, text.join(" "), notice.subtitle[0].span());
            let mut lines = self.display_lines(&notice.subtitle, Role::Kai, self.template.text.size, node);
            if let Some(first) = lines.first_mut() {
                first.gap = self.template.leading() * 1.5;
                first.opens.push(node);
            }
            strips.extend(lines);
        }
        strips.iter_mut().for_each(|strip| strip.keep = true);
        strips
    }

    /// Lines of display type: those that the draft sets, or balanced ones.
    pub(super) fn display_lines(&mut self, lines: &[RichText], role: Role, size: Pt, node: usize) -> Vec<Strip> {
        let width = self.template.area.width;
        let height = Mm::from(size);
        let whole: String = lines.iter().map(RichText::plain).collect();
        let mut strips: Vec<Strip> = Vec::new();
        for line in lines {
            let style = self.style(role, size, Some(node));
            let style = super::shape::Style { rank: self.faces.rank_for(style.role, &whole), ..style };
            let clusters = self.shape_rich(line, style);
            for (start, end) in balanced(&clusters, width) {
                let mut strip =
                    self.line_strip(&clusters, Line { start, end, last: true }, Mm(0.0), width, height, Placing::Centre);
                strip.gap = self.template.title.leading;
                strips.push(strip);
            }
        }
        strips
    }
}

/// Cuts a title into as few lines as it needs, of lengths as equal as the sense allows.
pub(super) fn balanced(clusters: &[Cluster], width: Mm) -> Vec<(usize, usize)> {
    let total = natural_width(clusters);
    let fewest = (total / width - 1e-6).ceil().max(1.0) as usize;
    // Breaks at sense may need one line more than the bare width does.
    (fewest..fewest + 3).find_map(|count| cut(clusters, width, count)).unwrap_or_else(|| {
        super::lines::break_lines(clusters, width, width).into_iter().map(|line| (line.start, line.end)).collect()
    })
}

/// The best way to cut into `count` lines, by the sum of squared differences from the mean and what each break costs.
fn cut(clusters: &[Cluster], width: Mm, count: usize) -> Option<Vec<(usize, usize)>> {
    let length = clusters.len();
    if count == 1 {
        return (natural_width(clusters).0 <= width.0 + 1e-6).then(|| vec![(0, length)]);
    }
    let mean = natural_width(clusters).0 / count as f64;
    let costs: Vec<Option<f64>> = (0..=length).map(|at| break_cost(clusters, at)).collect();
    // best[line][end]: cost and start of the best cut of the first `end` clusters into `line` lines.
    let mut best: Vec<Vec<Option<(f64, usize)>>> = vec![vec![None; length + 1]; count + 1];
    best[0][0] = Some((0.0, 0));
    for line in 1..=count {
        for end in 1..=length {
            let Some(cost) = costs[end] else { continue };
            for start in (0..end).rev() {
                let wide = natural_width(&clusters[start..end]).0;
                if wide > width.0 + 1e-6 {
                    break;
                }
                let Some((before, _)) = best[line - 1][start] else { continue };
                let off = (wide - mean) / mean;
                let sum = before + off * off * 4.0 + cost;
                if best[line][end].is_none_or(|(known, _)| sum < known) {
                    best[line][end] = Some((sum, start));
                }
            }
        }
    }
    let mut lines = Vec::new();
    let mut end = length;
    for line in (1..=count).rev() {
        let (_, start) = best[line][end]?;
        lines.push((start, end));
        end = start;
    }
    lines.reverse();
    Some(lines)
}

/// What a break before cluster `at` costs; `None` where none may be.
fn break_cost(clusters: &[Cluster], at: usize) -> Option<f64> {
    if at == 0 || at == clusters.len() {
        return Some(0.0);
    }
    if !may_part(&clusters[at - 1], &clusters[at]) || inside_quotes(clusters, at) {
        return None;
    }
    if clusters[at - 1].kind == Kind::Space {
        return Some(0.0);
    }
    let ahead: String = clusters[at..].iter().take(2).map(|cluster| cluster.character).collect();
    let behind: String =
        clusters[..at].iter().rev().take(2).map(|cluster| cluster.character).collect::<Vec<_>>().into_iter().rev().collect();
    // A title breaks best before 关于 and 的+文种, after the name of an organ and after a stop.
    let good = ["关于", "關於", "等"].iter().any(|word| ahead.starts_with(word))
        || behind.ends_with(['、', '，', '”', '》', '」', '　']);
    let fair = behind.ends_with(['局', '厅', '廳', '部', '委', '会', '會', '府', '门', '門', '室', '院', '和', '的']);
    let bad = ahead.starts_with(['的', '了', '等', '们', '们']);
    Some(match (good, fair, bad) {
        (true, ..) => 0.0,
        (_, _, true) => 2.0,
        (_, true, _) => 0.15,
        _ => 0.6,
    })
}

fn inside_quotes(clusters: &[Cluster], at: usize) -> bool {
    let mut depth = 0i32;
    for cluster in &clusters[..at] {
        match cluster.character {
            '“' | '《' | '「' | '『' | '（' => depth += 1,
            '”' | '》' | '」' | '』' | '）' => depth -= 1,
            _ => {}
        }
    }
    depth > 0
}
