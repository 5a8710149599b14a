//! Which language a text is in, from its characters.

use super::values::Language;

/// Characters that only Simplified, and only Traditional, Chinese uses; the two strings go pair by pair.
const SIMPLIFIED: &str = "关质监规为务发产业对应当这国时会个们从来进过还区单县总级农业乡镇组织领导报标题确认书设计检测验东车马长门问间闻风龙华广厂实现觉观议论证说请让设访许试该详语误课谁调谈贯彻执环护据权条术机构审宣传结给继续维统经约级红纪线练细终绍绝编缩罚职联营获药节范茎荣虑虽补装见视规览观触订计认讨记讲论设证评识诉词译试诗诚话询该详语误请诸课调谈谊谋谓贝负财责败货质贩贪购贮贯贵贷贸费贺资赛赞赵赶趋跃踪车轨转轮软载轻较辅辆辉输辖边达迁过运还这进远违连迟适选递";
const TRADITIONAL: &str = "關質監規為務發產業對應當這國時會個們從來進過還區單縣總級農業鄉鎮組織領導報標題確認書設計檢測驗東車馬長門問間聞風龍華廣廠實現覺觀議論證說請讓設訪許試該詳語誤課誰調談貫徹執環護據權條術機構審宣傳結給繼續維統經約級紅紀線練細終紹絕編縮罰職聯營獲藥節範莖榮慮雖補裝見視規覽觀觸訂計認討記講論設證評識訴詞譯試詩誠話詢該詳語誤請諸課調談誼謀謂貝負財責敗貨質販貪購貯貫貴貸貿費賀資賽贊趙趕趨躍蹤車軌轉輪軟載輕較輔輛輝輸轄邊達遷過運還這進遠違連遲適選遞";

/// The first character of the block that both scripts share.
const FIRST: u32 = 0x4e00;

/// What each character of that block tells: 1 where only Simplified, 2 where only Traditional Chinese uses it. A table, because a text
/// looks up thousands of characters.
static SCRIPTS: [u8; 0xa000 - FIRST as usize] = {
    let mut scripts = [0; 0xa000 - FIRST as usize];
    let lists = [SIMPLIFIED.as_bytes(), TRADITIONAL.as_bytes()];
    let mut list = 0;
    while list < 2 {
        let bytes = lists[list];
        let mut at = 0;
        // Every character of the block has three bytes in UTF-8.
        while at + 2 < bytes.len() {
            let character =
                ((bytes[at] & 0x0f) as u32) << 12 | ((bytes[at + 1] & 0x3f) as u32) << 6 | (bytes[at + 2] & 0x3f) as u32;
            scripts[(character - FIRST) as usize] |= 1 << list;
            at += 3;
        }
        list += 1;
    }
    // The lists have characters in common, which tell nothing.
    let mut at = 0;
    while at < scripts.len() {
        if scripts[at] == 3 {
            scripts[at] = 0;
        }
        at += 1;
    }
    scripts
};

/// The language that most of `text` is written in.
///
/// Text with fewer than one Chinese character in four letters is English: a Chinese character says what four letters say.
pub(super) fn detect(text: &str) -> Language {
    let (mut han, mut latin, mut simplified, mut traditional) = (0usize, 0usize, 0usize, 0usize);
    // By bytes, which is several times as quick as by characters: what has two bytes or four is neither.
    let mut rest = text.as_bytes();
    loop {
        rest = match rest {
            [first @ 0xe3..=0xe9, second, third, rest @ ..] => {
                let code = u32::from(first & 0x0f) << 12 | u32::from(second & 0x3f) << 6 | u32::from(third & 0x3f);
                if code >= 0x3400 {
                    han += 1;
                    let script = SCRIPTS.get(code.wrapping_sub(FIRST) as usize).copied().unwrap_or_default();
                    simplified += usize::from(script & 1);
                    traditional += usize::from(script >> 1);
                }
                rest
            }
            [first, rest @ ..] => {
                latin += usize::from(first.is_ascii_alphabetic());
                rest
            }
            [] => break,
        };
    }
    if han * 4 < latin {
        Language::English
    } else if traditional > simplified {
        Language::Traditional
    } else {
        Language::Simplified
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_are_told_apart() {
        assert_eq!(detect("关于开展质量月活动的通知 QC ABC"), Language::Simplified);
        assert_eq!(detect("關於開展質量月活動的通知"), Language::Traditional);
        assert_eq!(detect("Notice on the Quality Month (质量月)"), Language::English);
        assert_eq!(detect(""), Language::Simplified);
    }
}
