//! Signature, masthead, annexes and imprint, measured on finished pages by a reader that is not ours.
//!
//! The clauses are those of GB/T 9704—2012. Rings and frames show where seals and signature stamps will stand; only a
//! proof has them.

mod support;

use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::OnceLock;

const CELL: f64 = 156.0 / 28.0;
const EM: f64 = 16.0 * 25.4 / 72.0;
const LEFT: f64 = 28.0;
const RIGHT: f64 = 184.0;
const FOOT: f64 = 262.0;

const ORGANS: [&str; 16] = [
    "示例省市场监督管理局",
    "中共示例省委宣传部",
    "示例省经济和信息化厅",
    "示例省教育厅",
    "示例省发展和改革委员会",
    "示例省公安厅",
    "示例省民政厅",
    "示例省生态环境厅",
    "示例省住房和城乡建设厅",
    "示例省交通运输厅",
    "示例省水利厅",
    "示例省农业农村厅",
    "示例省商务厅",
    "示例省文化和旅游厅",
    "示例省卫生健康委员会",
    "示例省人民政府外事办公室",
];

/// A notice of the first `count` organs.
fn notice(sealed: &str, count: usize, paragraphs: usize, tail: &str) -> String {
    let items: String = ORGANS[..count].iter().map(|name| format!("- {name}\n")).collect();
    let body = "各单位要做好值班工作，遇有突发事件按照规定及时报告并且妥善处置不得延误。\n".repeat(paragraphs);
    format!(
        "用印：{sealed}\n发文机关：\n{items}发文字号：示市监发〔2026〕18号\n标题：关于放假的通知\n主送：各市局：\n\n{body}\n\
         署名：\n{items}成文日期：2026年3月5日\n{tail}"
    )
}

const NOTE: &str = "附注：此件公开发布\n";
const RECORD: &str = "抄送：示例省人民政府办公厅\n印发：示例省市场监督管理局办公室　2026年3月6日\n";

fn recipients() -> String {
    let names = "东西南北中上下左右前后新老大小".chars().flat_map(|a| "江河湖海山林原川".chars().map(move |b| (a, b)));
    names.map(|(a, b)| format!("示例市{a}{b}区教育体育和文化旅游局")).collect::<Vec<_>>().join("、")
}

fn drafts() -> BTreeMap<String, String> {
    let mut drafts = BTreeMap::new();
    let mut add = |name: &str, text: String| drafts.insert(name.to_owned(), text);
    for count in [1, 2, 3, 4, 5, 6, 16] {
        add(&format!("sealed-{count}"), notice("是", count, 1, &format!("{NOTE}{RECORD}")));
        add(&format!("plain-{count}"), notice("否", count, 1, NOTE));
    }
    for count in 1..=14 {
        add(&format!("foot-sealed-{count}"), notice("是", 1, count, ""));
        add(&format!("foot-plain-{count}"), notice("否", 3, count, NOTE));
    }
    add("short", "标题：关于放假的通知\n\n放假。\n\n署名：示例局\n成文日期：2026年12月31日\n".to_owned());
    add(
        "order",
        "版式：命令\n发文机关：示例省人民政府\n令号：第12号\n\n现予公布。\n\n署名：省长　张　三\n成文日期：2026年8月1日\n"
            .to_owned(),
    );
    add(
        "stamps",
        "用印：签名章\n发文字号：示政发〔2026〕3号\n标题：关于任免的通知\n\n任免如下。\n\n署名：\n- 示例省人民政府省长　张三\n- 示例市市长　欧阳明月\n\
         成文日期：2026年8月1日\n"
            .to_owned(),
    );
    add(
        "letter",
        "版式：信函\n份号：000012\n密级：机密★1年\n紧急程度：加急\n发文机关：示例省卫生健康委员会\n发文字号：示卫函〔2026〕12号\n\
         标题：关于征求意见的函\n主送：各市局：\n\n请反馈意见。\n\n署名：示例省卫生健康委员会\n成文日期：2026年8月1日\n抄送：示例省疾控局\n"
            .to_owned(),
    );
    add(
        "apart",
        "发文机关：示例省教育厅\n发文字号：示教发〔2026〕3号\n标题：关于放假的通知\n\n放假。\n\n署名：示例省教育厅\n成文日期：2026年8月1日\n\
         抄送：示例省财政厅\n印发：示例省教育厅办公室　2026年8月2日\n\n【附件1】安排表\n安排如下。\n\n【附件2｜另装】名单\n名单如下。\n【分页】\n续名单。\n"
            .to_owned(),
    );
    add(
        "people",
        "版式：纪要\n标志：示例市人民政府常务会议纪要\n标题：研究防汛工作\n日期：2026年8月3日\n\n会议研究了防汛工作。\n\n出席：市政府办公室　张三\n\
         请假：\n- 市水利局　王五\n- 市教育局　赵六、钱七、孙八、周九、吴十、郑十一、王十二、冯十三、陈十四、褚十五、卫十六\n"
            .to_owned(),
    );
    add(
        "moved",
        format!(
            "发文机关：示例省教育厅\n发文字号：示教发〔2026〕3号\n标题：关于放假的通知\n主送：{}：\n\n放假一天。\n\n署名：示例省教育厅\n\
             成文日期：2026年8月1日\n抄送：示例省财政厅\n",
            recipients()
        ),
    );
    let issuers = ORGANS.join("、");
    add(
        "unsigned",
        format!(
            "发文机关：{issuers}\n发文字号：示发〔2026〕3号\n标题：关于放假的通知\n\n放假一天。\n\n\
             // zhumo-ignore unsigned-issuer: 只看版头的标志\n署名：{}\n成文日期：2026年3月5日\n",
            ORGANS[0]
        ),
    );
    drafts
}

struct Built {
    pages: BTreeMap<String, Vec<Page>>,
    findings: String,
}

struct Page {
    glyphs: Vec<Glyph>,
    /// Strokes and fills: left, top, right, foot, and whether filled.
    boxes: Vec<([f64; 4], bool, String)>,
}

struct Glyph {
    character: char,
    x: f64,
    baseline: f64,
    size: f64,
    font: String,
}

/// A text found on a page: the boxes of its characters' frames.
#[derive(Clone, Copy, Debug)]
struct Found {
    page: usize,
    left: f64,
    right: f64,
    top: f64,
    foot: f64,
    size: f64,
}

impl Found {
    fn centre(&self) -> f64 {
        f64::midpoint(self.left, self.right)
    }
}

/// Every draft as a proof, read back; `None` where the tools are not there.
fn built() -> Option<&'static Built> {
    static BUILT: OnceLock<Option<Built>> = OnceLock::new();
    BUILT
        .get_or_init(|| {
            if !support::fonts() || support::python().is_none() {
                return None;
            }
            let folder = tempfile::tempdir().unwrap();
            let drafts = drafts();
            for (name, text) in &drafts {
                std::fs::write(folder.path().join(format!("{name}.notice")), text).unwrap();
            }
            let output = support::zhumo()
                .args(["build", "--proof", "--ignore-system-fonts", "-t", "pdf"])
                .arg(folder.path())
                .output()
                .unwrap();
            let findings = support::text(&output);
            let paths: Vec<PathBuf> = drafts.keys().map(|name| folder.path().join(format!("{name}.pdf"))).collect();
            assert!(paths.iter().all(|path| path.is_file()), "{findings}");
            let files = support::extract(&paths)?;
            let pages = drafts.into_keys().zip(files.iter().map(pages)).collect();
            Some(Built { pages, findings })
        })
        .as_ref()
}

fn pages(file: &Value) -> Vec<Page> {
    let number = |value: &Value, key: &str| value[key].as_f64().unwrap();
    // A proof says that it is one at the head of the sheet, above everything that a notice has.
    let seen = |glyph: &Glyph| !glyph.character.is_whitespace() && glyph.baseline > 20.0;
    let page = |page: &Value| Page {
        glyphs: page["spans"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|span| {
                let xs = span["xs"].as_array().unwrap().iter().map(|x| x.as_f64().unwrap());
                let font = span["font"].as_str().unwrap().to_owned();
                let (baseline, size) = (number(span, "baseline"), number(span, "size"));
                let text: Vec<char> = span["text"].as_str().unwrap().chars().collect();
                let glyph = move |(character, x)| Glyph { character, x, baseline, size, font: font.clone() };
                text.into_iter().zip(xs).map(glyph).filter(seen).collect::<Vec<_>>()
            })
            .collect(),
        boxes: page["rects"]
            .as_array()
            .unwrap()
            .iter()
            .map(|rect| {
                let edges = ["x0", "y0", "x1", "y1"].map(|key| number(rect, key));
                (edges, rect["kind"] == "fill", rect["color"].as_str().unwrap().to_owned())
            })
            .collect(),
    };
    file["pages"].as_array().unwrap().iter().map(page).collect()
}

/// Every place of a text.
fn all(pages: &[Page], text: &str) -> Vec<Found> {
    let wanted: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    let mut found = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        for glyphs in page.glyphs.windows(wanted.len()) {
            if !glyphs.iter().map(|glyph| glyph.character).eq(wanted.iter().copied()) {
                continue;
            }
            let em = glyphs[0].size * 25.4 / 72.0;
            // Text of the body stands on cells a little narrower than its em.
            let cell = if (em - EM).abs() < 0.1 { CELL } else { em };
            let fold =
                |start: f64, pick: fn(f64, f64) -> f64, of: &dyn Fn(&Glyph) -> f64| glyphs.iter().map(of).fold(start, pick);
            found.push(Found {
                page: index,
                size: glyphs[0].size,
                left: fold(f64::MAX, f64::min, &|glyph| glyph.x),
                right: fold(0.0, f64::max, &|glyph| glyph.x)
                    + if wanted.last().is_some_and(char::is_ascii) { cell / 2.0 } else { cell },
                top: fold(f64::MAX, f64::min, &|glyph| glyph.baseline) - 0.88 * em,
                foot: fold(0.0, f64::max, &|glyph| glyph.baseline) + 0.12 * em,
            });
        }
    }
    found
}

fn one(pages: &[Page], text: &str) -> Found {
    *all(pages, text).last().unwrap_or_else(|| panic!("{text} is on no page"))
}

/// A name among the signatories: in type of the body, unlike the same name in the mark and in the record.
fn signed(pages: &[Page], text: &str) -> Found {
    let found = all(pages, text);
    *found.iter().rfind(|found| (found.size - 16.0).abs() < 0.3).unwrap_or_else(|| panic!("{text} does not sign"))
}

/// The boxes of dashed outlines about as large as this.
fn outlines(pages: &[Page], width: f64, height: f64) -> Vec<(usize, [f64; 4])> {
    let fits = |edges: &[f64; 4]| (edges[2] - edges[0] - width).abs() < 1.0 && (edges[3] - edges[1] - height).abs() < 1.0;
    let of = |(index, page): (usize, &Page)| {
        let strokes = page.boxes.iter().filter(|(edges, filled, _)| !filled && fits(edges));
        strokes.map(|(edges, ..)| (index, *edges)).collect::<Vec<_>>()
    };
    pages.iter().enumerate().flat_map(of).collect()
}

fn rings(pages: &[Page]) -> Vec<(usize, [f64; 4])> {
    outlines(pages, 42.0, 42.0)
}

#[track_caller]
fn close(what: &str, found: f64, wanted: f64) {
    assert!((found - wanted).abs() <= 0.3, "{what}: {found:.2} mm, wanted {wanted:.2} mm");
}

fn middle(edges: &[f64; 4]) -> (f64, f64) {
    (f64::midpoint(edges[0], edges[2]), f64::midpoint(edges[1], edges[3]))
}

/// 7.3.5.1
#[test]
fn one_seal_is_centred_on_name_and_date() {
    let Some(built) = built() else { return };
    let pages = &built.pages["sealed-1"];
    let rings = rings(pages);
    let [(page, ring)] = rings[..] else { panic!("{rings:?}") };
    let (name, date) = (signed(pages, ORGANS[0]), one(pages, "2026年3月5日"));
    let text = one(pages, "妥善处置不得延误。");
    assert_eq!((name.page, date.page, text.page), (page, page, page));
    close("right edge of the date", date.right, RIGHT - 4.0 * CELL);
    close("name on the date", name.centre(), date.centre());
    close("seal on the date", middle(&ring).0, date.centre());
    let gap = ring[1] - text.foot;
    assert!(gap > 0.0 && gap <= 10.39, "seal {gap:.2} mm below the text");
    assert!(name.top > ring[1] && date.foot < ring[3]);
    let below = f64::midpoint(name.top, date.foot) - middle(&ring).1;
    assert!((2.0..=8.0).contains(&below), "name and date {below:.2} mm below the middle of the seal");
    // 7.3.6: the note is on the line below the date and keeps clear of the seal.
    let note = one(pages, "此件公开发布）");
    close("note below the date", note.top - date.top, (225.0 - EM) / 21.0);
    assert!(note.right < ring[0]);
    // The record keeps clear of the seal.
    let record = one(pages, "抄送：");
    assert!(record.page > page || record.top - 1.6 > ring[3]);
}

/// 7.3.5.1, joint
#[test]
fn seals_of_a_joint_issue_stand_in_rows() {
    let Some(built) = built() else { return };
    for (count, in_rows) in
        [(2, vec![2]), (3, vec![3]), (4, vec![3, 1]), (5, vec![3, 2]), (6, vec![3, 3]), (16, vec![3, 3, 3, 3, 3, 1])]
    {
        let name = format!("sealed-{count}");
        let pages = &built.pages[&name];
        let rings = rings(pages);
        assert_eq!(rings.len(), count, "{name}");
        // Rows from top to bottom, each from left to right, in the order of the organs.
        let mut rows: Vec<Vec<(usize, [f64; 4])>> = Vec::new();
        for (index, (page, ring)) in rings.iter().enumerate() {
            let same = |(at, other): &(usize, [f64; 4])| at == page && (other[1] - ring[1]).abs() < 0.3 && other[0] < ring[0];
            match rows.last_mut() {
                Some(row) if row.last().is_some_and(same) => row.push((*page, *ring)),
                _ => rows.push(vec![(*page, *ring)]),
            }
            let organ = signed(pages, ORGANS[index]);
            assert_eq!(organ.page, *page, "{name}: {}", ORGANS[index]);
            close(&format!("{name}: {} in its seal", ORGANS[index]), organ.centre(), middle(ring).0);
            // A name is wider than its seal only where the row holds it on one line, clear of the others.
            let one_line = organ.foot - organ.top < 8.0;
            assert!(one_line || organ.left > ring[0] && organ.right < ring[2], "{name}: {} in two lines", ORGANS[index]);
            assert!(organ.left >= LEFT - 0.3 && organ.right <= RIGHT + 0.3, "{name}: {}", ORGANS[index]);
            for other in &ORGANS[..index] {
                let other = signed(pages, other);
                let level = other.page == organ.page && (other.centre() - organ.centre()).abs() > 1.0;
                let beside = level && other.top < organ.foot && organ.top < other.foot;
                assert!(!beside || other.right + CELL - 0.3 < organ.left, "{name}: {} beside its neighbour", ORGANS[index]);
            }
            assert!(organ.top > ring[1] && organ.foot < ring[3], "{name}: {}", ORGANS[index]);
            assert!(
                ring[0] >= LEFT - 0.3 && ring[2] <= RIGHT + 0.3 && ring[1] > 36.7 && ring[3] < FOOT + 0.3,
                "{name}: {ring:?}"
            );
            for (other_page, other) in &rings[..index] {
                let apart = (middle(ring).0 - middle(other).0).hypot(middle(ring).1 - middle(other).1);
                assert!(other_page != page || apart > 42.5, "{name}: seals {apart:.2} mm apart");
            }
        }
        assert_eq!(rows.iter().map(Vec::len).collect::<Vec<_>>(), in_rows, "{name}");
        let date = one(pages, "2026年3月5日");
        let (page, last) = rings[count - 1];
        close(&format!("{name}: right edge of the date"), date.right, RIGHT - 4.0 * CELL);
        close(&format!("{name}: last seal on the date"), middle(&last).0, date.centre());
        assert!(date.page == page && date.top > last[1] && date.foot < last[3], "{name}");
        let text = one(pages, "妥善处置不得延误。");
        let gap = rings[0].1[1] - text.foot;
        assert!(rings[0].0 == text.page && gap > 0.0 && gap <= 10.39, "{name}: first row {gap:.2} mm below the text");
        // Nothing but the names and the date stands on a seal.
        let note = one(pages, "此件公开发布）");
        let clear =
            rings.iter().all(|(at, ring)| *at != note.page || note.right < ring[0] || note.top > ring[3] || note.foot < ring[1]);
        assert!(clear, "{name}: the note is on a seal");
    }
}

/// 7.3.5.2
#[test]
fn unsealed_names_stand_two_characters_from_the_right() {
    let Some(built) = built() else { return };
    for count in [1, 2, 3, 16] {
        let name = format!("plain-{count}");
        let pages = &built.pages[&name];
        let date = one(pages, "2026年3月5日");
        let names: Vec<Found> = ORGANS[..count].iter().map(|organ| signed(pages, organ)).collect();
        let wide = ORGANS[..count].iter().map(|organ| organ.chars().count()).max().unwrap() as f64 * CELL;
        for found in &names {
            close(&format!("{name}: right edge"), found.right, RIGHT - 2.0 * CELL);
            close(&format!("{name}: left edge"), found.left, RIGHT - 2.0 * CELL - wide);
        }
        assert!(names.windows(2).all(|pair| (pair[1].page, pair[1].top as i64) > (pair[0].page, pair[0].top as i64)), "{name}");
        close(&format!("{name}: date"), date.left - names[0].left, 2.0 * CELL);
        let text = one(pages, "妥善处置不得延误。");
        if text.page == names[0].page {
            close(&format!("{name}: one 行 below the text"), names[0].top - text.foot, 10.39);
        }
        assert!(rings(pages).is_empty());
    }
    let pages = &built.pages["short"];
    let (name, date) = (one(pages, "示例局"), one(pages, "2026年12月31日"));
    close("right edge of a long date", date.right, RIGHT - 2.0 * CELL);
    close("short name before it", date.left - name.left, 2.0 * CELL);
}

/// 7.3.5.3, 10.2
#[test]
fn stamps_stand_in_a_column() {
    let Some(built) = built() else { return };
    let edge = RIGHT - 4.0 * CELL;
    for (name, signers) in
        [("order", vec![("省长", "张三")]), ("stamps", vec![("示例省人民政府省长", "张三"), ("示例市市长", "欧阳明月")])]
    {
        let pages = &built.pages[name];
        let sides = outlines(pages, 0.0, 18.0);
        let right: Vec<_> = sides.iter().filter(|(_, side)| (middle(side).0 - edge).abs() < 0.3).collect();
        let left: Vec<_> = sides.iter().filter(|(_, side)| (middle(side).0 - edge + 40.0).abs() < 0.3).collect();
        let frames = outlines(pages, 40.0, 18.0);
        let frames: Vec<[f64; 4]> = if frames.is_empty() {
            assert_eq!(left.len(), right.len());
            left.iter().zip(&right).map(|((_, l), (_, r))| [l[0], l[1], r[2], r[3]]).collect()
        } else {
            frames.iter().map(|(_, frame)| *frame).collect()
        };
        assert_eq!(frames.len(), signers.len(), "{name}: {frames:?}");
        let text = one(pages, if name == "order" { "现予公布。" } else { "任免如下。" });
        close(&format!("{name}: two 行 below the text"), frames[0][1] - text.foot, 20.78);
        for ((office, person), frame) in signers.iter().zip(&frames) {
            let (office, person) = (signed(pages, office), signed(pages, person));
            close(&format!("{name}: stamp's right edge"), frame[2], edge);
            close(&format!("{name}: office beside the stamp"), frame[0] - office.right, 2.0 * CELL);
            close(&format!("{name}: office at its middle"), f64::midpoint(office.top, office.foot), middle(frame).1);
            close(&format!("{name}: signer in the stamp"), person.centre(), middle(frame).0);
            assert!(person.top > frame[1] && person.foot < frame[3]);
        }
        let date = one(pages, "2026年8月1日");
        close(&format!("{name}: date's right edge"), date.right, edge);
        close(&format!("{name}: one 行 below the stamp"), date.top - frames[frames.len() - 1][3], 10.39);
    }
    let offices = ["示例省人民政府省长", "示例市市长"].map(|office| one(&built.pages["stamps"], office).left);
    close("offices in a column", offices[0], offices[1]);
}

/// 7.3.5.5
#[test]
fn the_signature_stands_with_text() {
    let Some(built) = built() else { return };
    let (mut closer, mut carried) = (0, 0);
    for series in ["foot-sealed", "foot-plain"] {
        for count in 1..=14 {
            let name = format!("{series}-{count}");
            let pages = &built.pages[&name];
            let date = one(pages, "2026年3月5日");
            let first = signed(pages, ORGANS[0]);
            assert_eq!(first.page, date.page, "{name}: the signature is parted");
            let ends = all(pages, "妥善处置不得延误。");
            assert_eq!(ends.len(), count, "{name}");
            let last = ends[count - 1];
            assert_eq!(last.page, date.page, "{name}: the signature stands alone");
            carried += usize::from(last.page == 1 && last.top < 70.0);
            // Lines of a page stand equally far apart, and no closer than the template says.
            let mut lines: Vec<f64> = pages[date.page]
                .glyphs
                .iter()
                .filter(|g| g.baseline < last.foot && !g.character.is_ascii())
                .map(|g| g.baseline)
                .collect();
            lines.sort_by(f64::total_cmp);
            lines.dedup_by(|a, b| (*a - *b).abs() < 0.1);
            let lowest = lines.windows(2).map(|pair| pair[1] - pair[0]).fold(f64::MAX, f64::min);
            assert!(lowest > 9.15, "{name}: lines {lowest:.2} mm apart");
            closer += usize::from(lowest < 10.3);
            for (page, ring) in rings(pages) {
                assert!(page == date.page && ring[3] <= FOOT + 0.3, "{name}: {ring:?}");
            }
        }
    }
    assert!(closer > 0 && carried > 0, "closer {closer}, carried {carried}");
    // Five rows of seals and one more have no text to stand with on their second page.
    assert!(built.findings.contains("lonely-signature"), "{}", built.findings);
}

/// 7.3.2, 7.4.2
#[test]
fn recipients_make_way_for_the_text() {
    let Some(built) = built() else { return };
    let pages = &built.pages["moved"];
    assert_eq!(one(pages, "放假一天。").page, 0);
    let names: String =
        pages.iter().flat_map(|page| &page.glyphs).filter(|glyph| glyph.baseline < FOOT).map(|glyph| glyph.character).collect();
    assert!(names.contains(&format!("主送：{}。", recipients())));
    let (to, copies) = (one(pages, "主送："), one(pages, "抄送："));
    assert!(copies.page >= to.page);
    let rules = pages[copies.page].boxes.iter().filter(|(edges, filled, _)| *filled && edges[2] - edges[0] > 150.0);
    let between = rules.filter(|(edges, ..)| edges[1] > copies.top - 4.0 && edges[1] < copies.top).count();
    assert_eq!(between, 0, "a rule between 主送 and 抄送");
    assert!(built.findings.contains("recipients-moved"));
}

/// 7.3.7
#[test]
fn an_annex_bound_apart_begins_with_the_number() {
    let Some(built) = built() else { return };
    let pages = &built.pages["apart"];
    let label = one(pages, "示教发〔2026〕3号附件2");
    close("at the left", label.left, LEFT);
    close("in the first line", label.top, 37.0);
    let printed = one(pages, "2026年8月2日印发");
    assert!(label.page > printed.page);
    let bound = one(pages, "安排如下。");
    assert!(bound.page < printed.page || bound.top < printed.top);
    // Its pages are numbered anew.
    let number = |page: usize| {
        let low = pages[page].glyphs.iter().filter(|glyph| glyph.baseline > 264.0);
        low.map(|glyph| glyph.character).filter(char::is_ascii_digit).collect::<String>()
    };
    assert_eq!(
        (number(0), number(1), number(label.page), number(label.page + 1)),
        ("1".into(), "2".into(), "1".into(), "2".into())
    );
}

/// 10.3
#[test]
fn people_align_behind_the_colon() {
    let Some(built) = built() else { return };
    let pages = &built.pages["people"];
    let (label, first, second) = (one(pages, "请假："), one(pages, "市水利局"), one(pages, "市教育局"));
    close("label", label.left, LEFT + 2.0 * CELL);
    close("behind the colon", first.left, LEFT + 5.0 * CELL);
    close("further items", second.left, first.left);
    let turned = pages[second.page].glyphs.iter().filter(|g| (g.baseline - second.foot + 0.12 * EM) > 5.0 && g.baseline < FOOT);
    close("turned lines", turned.map(|glyph| glyph.x).fold(f64::MAX, f64::min), first.left);
    let font = |text: &str| {
        let found = one(pages, text);
        let glyph = pages[found.page]
            .glyphs
            .iter()
            .find(|g| (g.x - found.left).abs() < 0.1 && g.baseline > found.top && g.baseline < found.foot);
        glyph.unwrap().font.clone()
    };
    assert_ne!(font("请假："), font("市水利局"));
}

/// 10.1
#[test]
fn letters_have_double_rules_and_a_plain_record() {
    let Some(built) = built() else { return };
    let pages = &built.pages["letter"];
    let page = &pages[0];
    let mut rules: Vec<[f64; 4]> = page
        .boxes
        .iter()
        .filter(|(edges, filled, color)| *filled && edges[2] - edges[0] > 160.0 && color != "#000000")
        .map(|(edges, ..)| *edges)
        .collect();
    rules.sort_by(|a, b| a[1].total_cmp(&b[1]));
    let [thick, thin, low_thin, low_thick] = rules[..] else { panic!("{rules:?}") };
    for rule in &rules {
        close("left end", rule[0], 20.0);
        close("right end", rule[2], 190.0);
    }
    assert!(thick[3] - thick[1] > thin[3] - thin[1] && low_thick[3] - low_thick[1] > low_thin[3] - low_thin[1]);
    close("foot of the lower pair", low_thick[3], 277.0);
    let (copy, number) = (one(pages, "000012"), one(pages, "示卫函〔2026〕12号"));
    close("copy number below the rule", copy.top - thin[3], 4.84);
    close("copy number at the left", copy.left, LEFT);
    close("number below the rule", number.top - thin[3], 4.84);
    close("number at the right", number.right, RIGHT);
    let urgency = one(pages, "加急");
    let title = one(pages, "关于征求意见的函");
    close("title two 行 below", title.top - urgency.foot, 20.78);
    let copies = one(pages, "示例省疾控局。");
    assert_eq!(copies.page, pages.len() - 1);
    close("record at the foot", copies.foot, FOOT);
    let black = pages
        .iter()
        .flat_map(|page| &page.boxes)
        .filter(|(edges, filled, color)| *filled && color == "#000000" && edges[2] - edges[0] > 150.0);
    assert_eq!(black.count(), 0, "rules in the record of a letter");
    assert!(page.glyphs.iter().all(|glyph| glyph.baseline < 264.0), "a page number on page 1 of a letter");
}

/// 7.2.4, and article 9 (4) of the rules on official documents
#[test]
fn a_crowded_mark_loses_no_organ() {
    let Some(built) = built() else { return };
    let red = |pages: &[Page]| {
        let large = pages[0]
            .glyphs
            .iter()
            .filter(|glyph| glyph.baseline < 200.0 && (glyph.size - 16.0).abs() > 0.3 && (glyph.size - 22.0).abs() > 0.01);
        large.map(|glyph| glyph.character).collect::<String>()
    };
    // All sign: the lead organ stands alone.
    assert_eq!(red(&built.pages["plain-16"]), format!("{}文件", ORGANS[0]));
    // Nobody signs: every organ stays in the mark.
    let stack = red(&built.pages["unsigned"]);
    for organ in ORGANS {
        assert!(stack.contains(organ), "{organ} is lost: {stack}");
    }
    assert!(red(&built.pages["plain-6"]).contains(ORGANS[5]));
    assert!(built.findings.contains("crowded-mark"));
}
