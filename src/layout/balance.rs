//! Titles cut into lines: at sense, of good outline.
//!
//! Here: which cuts are possible and what each costs. Not here: faces and placing (`title`).
//! Source: GB/T 9704—2012, 7.3.1

use super::lines::natural_width;
use super::paragraph::{Edge, Measure, break_paragraph};
use super::shape::{Cluster, Kind, may_part};
use super::units::Mm;
use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;

/// From the first cluster of a line to one past its last.
type Cut = (usize, usize);

/// Cuts a title into lines no wider than `width`: few, at sense, as a trapezium or a lozenge, and not inside `names` where
/// that can be helped.
pub(super) fn balanced(clusters: &[Cluster], width: Mm, names: &[&str]) -> Vec<Cut> {
    let natural = natural_width(clusters);
    if natural.0 <= width.0 + 1e-6 {
        return vec![(0, clusters.len())];
    }
    let greedy = || {
        let lines = break_paragraph(clusters, width, width, Edge::Ragged);
        lines.into_iter().map(|line| (line.start, line.end)).collect()
    };
    // More lines than any title has are set like text; so are those of a width that holds nothing.
    let fewest = (natural / width.max(Mm(0.1)) - 1e-6).ceil().max(2.0);
    if fewest > MOST_LINES as f64 {
        return greedy();
    }
    let fewest = fewest as usize;
    let measure = Measure::of(clusters);
    let places = places(clusters, names);
    let search = |places: &[Place], shaped: bool| {
        let cuts = (fewest..fewest + 3).filter_map(|count| {
            let (cost, cut) = Search { measure: &measure, width, mean: natural.0 / count as f64, places, shaped }.best(count)?;
            Some((cost + (count - fewest) as f64 * MORE_LINES, cut))
        });
        cuts.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, cut)| cut)
    };
    let whole: Vec<Place> = places.iter().copied().filter(|place| place.word && !place.quoted).collect();
    // The name of a work may be longer than a line; it is parted between words then.
    let dear = |place: &Place| Place { cost: place.cost + if place.quoted { 3.0 } else { 0.0 }, ..*place };
    let words: Vec<Place> = places.iter().filter(|place| place.word).map(dear).collect();
    // A good outline first, then sense alone, then any place where a line may end at all.
    let found = search(&whole, true).or_else(|| search(&words, true)).or_else(|| search(&words, false));
    found.or_else(|| search(&places, false)).unwrap_or_else(greedy)
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
/// What a line more than needed costs.
const MORE_LINES: f64 = 0.9;
/// What a title of equal lines costs, which is neither a trapezium nor a lozenge.
const BLOCK: f64 = 0.25;
/// The most lines that are balanced.
const MOST_LINES: usize = 8;

/// Terms of several words that titles of notices are full of: cut in two, they are hard to
/// read. The dictionary knows only the words in them.
const COMPOUNDS: &[&str] = &[
    "检验检测中心",
    "檢驗檢測中心",
    "检验检测机构",
    "檢驗檢測機構",
    "检验检测",
    "檢驗檢測",
    "农业生产资料",
    "農業生產資料",
    "生产资料",
    "安全生产",
    "安全生產",
    "监督管理",
    "監督管理",
    "监督检查",
    "監督檢查",
    "监督抽查",
    "监管执法",
    "行政执法",
    "行政审批",
    "行政许可",
    "行政处罚",
    "质量安全",
    "質量安全",
    "产品质量",
    "產品質量",
    "工程质量",
    "服务质量",
    "食品安全",
    "药品安全",
    "特种设备",
    "知识产权",
    "標準化工作",
    "标准化工作",
    "基础设施",
    "基礎設施",
    "公共服务",
    "公共服務",
    "公共卫生",
    "政务服务",
    "政务公开",
    "信息公开",
    "数据共享",
    "营商环境",
    "生态环境",
    "生態環境",
    "环境保护",
    "改革发展",
    "高质量发展",
    "经济社会发展",
    "乡村振兴",
    "防汛抗旱",
    "森林防火",
    "防灾减灾",
    "突发事件",
    "应急预案",
    "应急管理",
    "应急演练",
    "风险隐患",
    "排查整治",
    "专项整治",
    "专项治理",
    "专项行动",
    "综合整治",
    "宣传教育",
    "贯彻落实",
    "贯彻执行",
    "社会保障",
    "社会保险",
    "医疗保障",
    "医疗卫生",
    "卫生健康",
    "义务教育",
    "职业教育",
    "职业技能",
    "人力资源",
    "科技创新",
    "固定资产",
    "国有资产",
    "政府采购",
    "招标投标",
    "财政资金",
    "专项资金",
    "住房公积金",
    "劳动关系",
    "消费者权益",
    "领导小组",
    "联席会议",
    "指导意见",
    "实施意见",
    "实施方案",
    "實施細則",
    "实施细则",
    "实施办法",
    "管理办法",
    "管理规定",
    "管理制度",
    "工作方案",
    "工作要点",
    "工作规则",
    "行动计划",
    "行动方案",
    "发展规划",
    "考核办法",
    "评价办法",
    "评价体系",
    "指标体系",
    "责任制",
];

/// A place where a title may be cut.
#[derive(Clone, Copy, Debug)]
struct Place {
    /// Index of the cluster behind it.
    at: usize,
    cost: f64,
    /// Whether a word ends here.
    word: bool,
    /// Whether it is inside a quoted name or the name of a work.
    quoted: bool,
}

fn places(clusters: &[Cluster], names: &[&str]) -> Vec<Place> {
    let words = word_ends(clusters);
    let quoted = quoted(clusters);
    let named_as = |names: &[&str]| named(clusters, names);
    let (named, compound) = (named_as(names), named_as(COMPOUNDS));
    let dear = |at: usize| if named[at] { 4.0 } else { 0.0 } + if compound[at] { 2.0 } else { 0.0 };
    (1..clusters.len())
        .filter(|at| may_part(&clusters[at - 1], &clusters[*at]) && clusters[at - 1].kind != Kind::SoftHyphen)
        .map(|at| Place { at, cost: cost(clusters, at) + dear(at), word: words[at], quoted: quoted[at] })
        .collect()
}

/// For each place whether a word ends there, by the dictionary.
fn word_ends(clusters: &[Cluster]) -> Vec<bool> {
    let mut text = String::new();
    let mut index_of = vec![0];
    for (index, cluster) in clusters.iter().enumerate() {
        text.push(cluster.character);
        index_of.resize(text.len(), index);
        index_of.push(index + 1);
    }
    let mut ends = vec![false; clusters.len() + 1];
    for at in WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()).segment_str(&text) {
        ends[index_of[at]] = true;
    }
    ends
}

/// For each place whether it is inside quotation marks, brackets or the name of a work.
fn quoted(clusters: &[Cluster]) -> Vec<bool> {
    let mut depth = 0i32;
    let mut inside = vec![false];
    for cluster in clusters {
        match cluster.character {
            '“' | '‘' | '《' | '〈' | '「' | '『' | '（' | '〔' => depth += 1,
            '”' | '’' | '》' | '〉' | '」' | '』' | '）' | '〕' => depth -= 1,
            _ => {}
        }
        inside.push(depth > 0);
    }
    inside
}

/// For each place whether it is inside one of the names.
fn named(clusters: &[Cluster], names: &[&str]) -> Vec<bool> {
    let text: Vec<char> = clusters.iter().map(|cluster| cluster.character).collect();
    let mut inside = vec![false; text.len() + 1];
    for name in names {
        let name: Vec<char> = name.chars().collect();
        for (start, _) in text.windows(name.len().max(1)).enumerate().filter(|(_, window)| *window == name) {
            inside[start + 1..start + name.len()].iter_mut().for_each(|inside| *inside = true);
        }
    }
    inside
}

/// What a break before cluster `at` costs for its sense.
fn cost(clusters: &[Cluster], at: usize) -> f64 {
    let (before, after) = (&clusters[at - 1], &clusters[at]);
    if before.kind == Kind::Space || before.kind == Kind::WideSpace {
        return 0.0;
    }
    let ahead: String = clusters[at..].iter().take(2).map(|cluster| cluster.character).collect();
    // A title breaks best before 关于 and what it is about, after the names of organs and after a stop.
    if ["关于", "關於"].contains(&ahead.as_str()) || "、，”》」".contains(before.character) {
        return 0.0;
    }
    // What only goes with the word before it: 的, 等, 第3|号, 示例|市.
    if "的了等们之年月日号期届次名省市县区乡镇村局厅部委办会院校所室科处组级".contains(after.character)
    {
        return 3.0;
    }
    if before.character == '第' || "关于和与及或对".contains(before.character) && before.kind == Kind::Ideograph {
        return 1.2;
    }
    if before.character == '的' || "和与及暨".contains(after.character) || ahead == "工作" && before.character != '项' {
        return 0.25;
    }
    if "局厅廳部委会會府门門室院".contains(before.character) { 0.05 } else { 0.7 }
}

/// A search over the ways to cut at some of the places.
struct Search<'a> {
    measure: &'a Measure,
    width: Mm,
    mean: f64,
    places: &'a [Place],
    /// Whether an hourglass is ruled out.
    shaped: bool,
}

/// The way to a line: what it costs so far, and the state of the line before.
#[derive(Clone, Copy)]
struct Step {
    cost: f64,
    before: usize,
}

/// A line that the search has come to: from one end to another, and whether a line shorter than the one above it was seen.
#[derive(Clone, Copy)]
struct State {
    from: usize,
    to: usize,
    width: f64,
    falling: bool,
    step: Step,
}

impl Search<'_> {
    /// The cheapest way to cut into `count` lines, with its cost.
    ///
    /// A line is chosen by the line above it and by whether the outline falls already, so that the work grows with the
    /// length of the title and not with the number of ways.
    fn best(&self, count: usize) -> Option<(f64, Vec<Cut>)> {
        let end = self.places.len();
        let at = |place: usize| self.places.get(place).map_or(self.measure.len(), |place| place.at);
        let cost = |place: usize| self.places.get(place).map_or(0.0, |place| place.cost);
        let mut layers: Vec<Vec<State>> = Vec::with_capacity(count);
        for line in 0..count {
            let mut layer: Vec<State> = Vec::new();
            let above = layers.last().map_or(&[][..], Vec::as_slice);
            // Every state of the line above that ends where this one begins; the first line begins the title.
            let starts: Vec<(Option<usize>, usize)> = if line == 0 {
                vec![(None, 0)]
            } else {
                above.iter().enumerate().map(|(index, state)| (Some(index), state.to + 1)).collect()
            };
            for (before, first) in starts {
                let from = before.map_or(0, |index| at(above[index].to));
                for to in first..=end {
                    let (left, last) = (count - line - 1, to == end);
                    let wide = self.measure.natural(from, at(to));
                    if wide > self.width.0 + 1e-6 {
                        break;
                    }
                    // The last line ends the title, and no other does.
                    if last != (left == 0) {
                        continue;
                    }
                    let Some((falling, shape)) = self.outline(before.map(|index| above[index]), wide) else { continue };
                    let so_far = before.map_or(0.0, |index| above[index].step.cost);
                    let sum = so_far + cost(to) + self.off(wide) + shape / count as f64;
                    let step = Step { cost: sum, before: before.unwrap_or_default() };
                    layer.push(State { from, to, width: wide, falling, step });
                }
            }
            layers.push(cheapest(layer));
        }
        let last = layers.last()?;
        let best = (0..last.len()).min_by(|a, b| last[*a].step.cost.total_cmp(&last[*b].step.cost))?;
        let mut cuts = Vec::with_capacity(count);
        let mut index = best;
        for layer in layers.iter().rev() {
            let state = layer[index];
            cuts.push((state.from, at(state.to)));
            index = state.step.before;
        }
        cuts.reverse();
        Some((last[best].step.cost, cuts))
    }

    /// Whether the outline falls with this line, and what it costs to be as long as the line above; none for an hourglass.
    fn outline(&self, above: Option<State>, wide: f64) -> Option<(bool, f64)> {
        let Some(above) = above else { return Some((false, 0.0)) };
        if !self.shaped {
            return Some((false, 0.0));
        }
        let falling = above.falling || wide < above.width - EQUAL.0;
        if above.falling && wide > above.width + EQUAL.0 {
            return None;
        }
        Some((falling, if (wide - above.width).abs() < EQUAL.0 { BLOCK } else { 0.0 }))
    }

    /// How far a line is from the mean, and whether it is a mere stub.
    fn off(&self, wide: f64) -> f64 {
        let off = (wide - self.mean) / self.mean;
        off * off * 3.0 + if off < -0.6 { 1.5 } else { 0.0 }
    }
}

/// Of the states with one line and one outline the cheapest.
fn cheapest(mut layer: Vec<State>) -> Vec<State> {
    let key = |state: &State| (state.from, state.to, state.falling);
    layer.sort_by(|a, b| key(a).cmp(&key(b)).then(a.step.cost.total_cmp(&b.step.cost)));
    layer.dedup_by_key(|state| key(state));
    layer
}

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
