//! Lines of display type: where the lines of a title end.
//!
//! Here: [`balanced`], which hands the widths of glyphs to the search for lines, and [`is_hourglass`]. Not here: what a break costs by its
//! sense, and the search itself (`phrases`); running text (`paragraph`).
//!
//! Source: GB/T 9704—2012, 7.3.1

use super::lines::natural_width;
use super::measure::{Edge, Measure};
use super::paragraph::break_paragraph;
use super::shape::{Cluster, Kind, may_part};
use super::units::Mm;
use crate::phrases::{self, Place, Room};

/// From the first cluster of a line to one past its last.
type Cut = (usize, usize);

/// Cuts a title into lines no wider than `width`: few, at sense, as a trapezium or a lozenge, and not inside `names` where
/// that can be helped.
pub(super) fn balanced(clusters: &[Cluster], width: Mm, names: &[&str]) -> Vec<Cut> {
    balanced_by(clusters, width, |title| phrases::costs(title, names))
}

/// The same where somebody knows what breaks of a title cost.
pub(super) fn balanced_by<C: AsRef<[f64]>>(clusters: &[Cluster], width: Mm, costs: impl FnOnce(&[char]) -> C) -> Vec<Cut> {
    let natural = natural_width(clusters);
    if natural.0 <= width.0 + 1e-6 {
        return vec![(0, clusters.len())];
    }
    let measure = Measure::of(clusters);
    let title: Vec<char> = clusters.iter().map(|cluster| cluster.character).collect();
    let costs = costs(&title);
    let costs = costs.as_ref();
    let parts = |at: &usize| may_part(&clusters[at - 1], &clusters[*at]) && clusters[at - 1].kind != Kind::SoftHyphen;
    let places: Vec<Place> = (1..clusters.len()).filter(parts).map(|at| Place { at, cost: costs[at] }).collect();
    let room = Room { width: width.0, whole: natural.0, equal: EQUAL.0 };
    let wide = |from: usize, to: usize| measure.hung(from, to);
    phrases::cut(&places, clusters.len(), &wide, &room).unwrap_or_else(|| {
        // More lines than any title has are set like text; so are those of a width that holds nothing.
        let lines = break_paragraph(clusters, width, width, Edge::Ragged);
        lines.into_iter().map(|line| (line.start, line.end)).collect()
    })
}

/// Whether a line between two others is shorter than both: the outline that 7.3.1 rules out.
pub(super) fn is_hourglass(widths: &[Mm]) -> bool {
    let mut falling = false;
    widths.windows(2).any(|pair| {
        falling |= pair[1].0 < pair[0].0 - EQUAL.0;
        falling && pair[1].0 > pair[0].0 + EQUAL.0
    })
}

/// Lines that differ by less look equally long.
const EQUAL: Mm = Mm(3.0);
#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, width: f64) -> Vec<String> {
        let clusters = crate::layout::shape::sample(text, true);
        let cuts = balanced(&clusters, Mm(width), &[]);
        cuts.iter().map(|(start, end)| clusters[*start..*end].iter().map(|cluster| cluster.character).collect()).collect()
    }

    #[test]
    fn words_and_names_of_works_stay_whole() {
        let lines = cut("示例省市场监督管理局关于印发《产品质量监督抽查管理办法》的通知", 90.0);
        assert!(lines.iter().any(|line| line.contains("《产品质量监督抽查管理办法》")), "{lines:?}");
        for whole in ["示例省", "关于", "通知", "市场"] {
            assert!(lines.iter().any(|line| line.contains(whole)), "{whole}: {lines:?}");
        }
    }

    #[test]
    fn terms_of_several_words_stay_whole() {
        for (text, term) in [
            ("示例省市场监督管理局关于进一步加强检验检测中心能力建设和监督管理工作的通知", "检验检测中心"),
            ("示例省农业农村厅关于做好春季农业生产资料供应保障和质量监管工作的通知", "农业生产资料"),
        ] {
            let lines = cut(text, 105.0);
            assert!(lines.iter().any(|line| line.contains(term)), "{lines:?}");
        }
    }

    #[test]
    fn long_titles_and_narrow_places_are_cut_in_time_and_whole() {
        let long = "关于进一步加强和改进产品质量安全监督管理工作的通知".repeat(80);
        for (text, width) in [(&long[..], 156.0), (&long[..1800], 41.0), (&long[..270], 41.0), (&long[..90], 0.0), ("质量", 3.0)]
        {
            assert_eq!(cut(text, width).concat(), text);
        }
    }

    #[test]
    fn the_lines_of_a_title_are_no_hourglass() {
        for count in 8..70 {
            let text: String = "关于开展全省重点工业产品质量安全风险隐患排查整治和服务质量提升行动以及质量基础设施一站式服务试点工作的实施方案和考核办法的通知"
                .chars()
                .take(count)
                .collect();
            let lines: Vec<Mm> = cut(&text, 100.0).iter().map(|line| Mm(line.chars().count() as f64 * 5.0)).collect();
            assert!(!is_hourglass(&lines) && lines.iter().all(|wide| wide.0 <= 100.0), "{text}: {lines:?}");
        }
    }

    #[test]
    fn an_hourglass_is_one_whatever_its_height() {
        let of = |widths: &[f64]| is_hourglass(&widths.iter().copied().map(Mm).collect::<Vec<_>>());
        assert!(of(&[100.0, 60.0, 100.0]) && of(&[100.0, 80.0, 60.0, 70.0]));
        assert!(
            !of(&[60.0, 100.0, 60.0]) && !of(&[100.0, 80.0, 60.0]) && !of(&[60.0, 80.0, 100.0]) && !of(&[100.0, 98.0, 100.0])
        );
        assert!(!of(&[]) && !of(&[40.0]) && !of(&[40.0, 90.0]));
    }
}
