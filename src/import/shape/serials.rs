//! Numbers that stand beside something else on a line, and lists of organs.

use super::{days, is_number, names};

/// Whether a text is a document number with the code of an organ and a year, and nothing else: `示政发〔2026〕3号`.
pub(in super::super) fn is_plain_number(text: &str) -> bool {
    let closed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    !closed.starts_with(['第', 'N', 'n', '〔', '（', '(', '['])
        && closed.contains(['〔', '[', '［', '（', '(', '【', '﹝'])
        && is_number(&closed)
}

/// The number of an announcement that says whose it is: `示例省税务局公告2018年第58号`, cut before the year.
pub(in super::super) fn announced(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    let (at, kind) = ["公告", "通告"].iter().filter_map(|kind| text.find(kind).map(|at| (at, *kind))).min()?;
    let (organ, serial) = (text[..at].trim(), text[at + kind.len()..].trim());
    let (year, number) = serial.strip_suffix('号')?.split_once("年第")?;
    let digits = |text: &str, least: usize, most: usize| {
        let text = text.trim();
        (least..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
    };
    let fits =
        digits(year, 4, 4) && digits(number, 1, 4) && (4..=40).contains(&organ.chars().count()) && names::organs(organ) >= 60;
    fits.then(|| (text[..at + kind.len()].trim(), serial))
}

/// Whether a line says when something was passed or begins to hold: `2026年11月9日 示例市人大常委会第五次会议通过`, `自2027年1月1日起施行`.
pub(in super::super) fn is_adoption(closed: &str) -> bool {
    const ENDS: &[&str] = &["通过", "通過", "施行", "实施", "發布", "发布", "公布", "修正", "修订", "批准"];
    // A bracket that was opened nowhere, and the mark of a list of several passings.
    let stray = |text: &str| text.matches(['（', '(']).count() < text.matches(['）', ')']).count();
    let closed = if stray(closed) { closed.trim_end_matches(['）', ')']) } else { closed };
    let closed = closed.trim_end_matches(['，', '、']);
    let bare = closed.strip_prefix('自').unwrap_or(closed);
    let day = bare.find('日').map(|at| &bare[..at + '日'.len_utf8()]);
    closed.chars().count() <= 90
        && !closed.contains(['。', '；', '：', '《', '“'])
        && day.is_some_and(days::is_day)
        && ENDS.iter().any(|end| closed.ends_with(end))
        // A sentence about it goes on.
        && closed.matches('，').count() <= 2
}

/// Whether a line names organs alone, as recipients are: several, or all of a kind.
pub(in super::super) fn lists_organs(closed: &str) -> bool {
    let mut depth = 0i32;
    let each: Vec<&str> = closed
        .split(|c: char| {
            depth += i32::from(matches!(c, '（' | '(')) - i32::from(matches!(c, '）' | ')'));
            depth == 0 && matches!(c, '，' | '、' | ',')
        })
        .collect();
    let all = |name: &str| {
        // `各乡镇人民政府（街道办事处）`
        let name = name.strip_suffix(['）', ')']).and_then(|rest| rest.rsplit_once(['（', '('])).map_or(name, |(name, _)| name);
        name.starts_with('各')
            && (3..=30).contains(&name.chars().count())
            && ["政府", "部门", "单位", "机构", "委员会", "局", "厅", "委", "办", "公司", "学校", "院", "处", "部", "会", "中心"]
                .iter()
                .any(|end| name.ends_with(end))
    };
    let group = |name: &str| {
        let length = name.chars().count();
        (3..=20).contains(&length)
            && name.starts_with(['省', '市', '县', '区', '有', '驻', '中'])
            && ["部门", "单位", "机构", "军区", "军分区", "机关", "学校", "企业"].iter().any(|end| name.ends_with(end))
    };
    (each.len() > 1 || each.iter().all(|name| all(name)))
        && each.iter().all(|name| all(name) || group(name) || names::organs(name) >= 60)
}
