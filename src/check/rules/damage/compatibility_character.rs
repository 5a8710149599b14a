use crate::check::damaged::lines;
use crate::check::{Context, Findings, Severity};
use crate::span::Span;
use crate::{declare_rule, say};

declare_rule! {
    /// A character is a radical or a compatibility form of the one that is meant: ⼯ (U+2F2F) for 工.
    ///
    /// Such characters come from text copied out of a PDF. Searches miss them, some fonts lack them, and screen readers misread them.
    ///
    /// 中文
    ///
    /// 用了部首或者兼容区的字，看上去一样，却不是那个字，如“⼯”（U+2F2F）不是“工”。
    ///
    /// 多半是从 PDF 复制来的。搜索找不到，有的字体里没有，朗读软件也会读错。
    ///
    /// ```notice,bad
    /// 请做好服务⼯作。
    /// ```
    /// ```notice,good
    /// 请做好服务工作。
    /// ```
    pub static COMPATIBILITY_CHARACTER = Rule {
        id: "compatibility-character", severity: Severity::Warning, check,
        needs: Any(&[Between('\u{2e80}', '\u{2fdf}'), Between('\u{f900}', '\u{faff}')]),
        fixes: crate::check::Fixes::Words,
    };
}

/// The characters of U+2F00 to U+2FD5, the radicals of the dictionary of Kangxi, as they are written.
const KANGXI: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳\
     心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸\
     缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音\
     頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";
/// Radicals of U+2E80 to U+2EFF that are characters by themselves, and those.
const RADICALS: [&str; 2] = [
    "⺌⺍⺝⺟⺠⺼⻁⻄⻅⻆⻉⻊⻋⻑⻒⻓⻔⻘⻙⻚⻛⻜⻝⻟⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
    "小小月母民月虎西见角贝足车長長长门青韦页风飞食食首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙亀亀龟",
];
/// Characters that two encodings had twice, and how they are written.
const TWICE: [&str; 2] = [
    "豈更車賈滑串句龜龜契金喇奈懶癩羅蘿螺裸邏樂洛烙珞落酪駱亂卵欄爛蘭鸞嵐濫藍襤拉臘蠟廊朗浪狼郎來冷勞擄櫓爐盧老蘆虜路露魯鷺碌祿綠菉錄鹿論壟弄籠聾牢磊賂雷壘屢樓淚漏累縷陋勒肋凜凌稜綾菱陵讀拏樂諾丹寧怒率異北磻便復不泌數索參塞省葉說殺辰沈拾若掠略亮兩凉梁糧良諒量勵呂女廬旅濾礪閭驪麗黎力曆歷轢年憐戀撚漣煉璉秊練聯輦蓮連鍊列劣咽烈裂說廉念捻殮簾獵令囹寧嶺怜玲瑩羚聆鈴零靈領例禮醴隸惡了僚寮尿料樂燎療蓼遼龍暈阮劉杻柳流溜琉留硫紐類六戮陸倫崙淪輪律慄栗率隆利吏履易李梨泥理痢罹裏裡里離匿溺吝燐璘藺隣鱗麟林淋臨立笠粒狀炙識什茶刺切度拓糖宅洞暴輻行降見廓兀嗀塚晴凞猪益礼神祥福靖精羽蘒諸逸都飯飼館鶴郞隷侮僧免勉勤卑喝嘆器塀墨層屮悔慨憎懲敏既暑梅海渚漢煮爫琢碑社祉祈祐祖祝禍禎穀突節練縉繁署者臭艹艹著褐視謁謹賓贈辶逸難響頻恵𤋮舘並况全侀充冀勇勺喝啕喙嗢塚墳奄奔婢嬨廒廙彩徭惘慎愈憎慠懲戴揄搜摒敖晴朗望杖歹殺流滛滋漢瀞煮瞧爵犯猪瑱甆画瘝瘟益盛直睊着磌窱節类絛練缾者荒華蝹襁覆視調諸請謁諾諭謹變贈輸遲醙鉶陼難靖韛響頋頻鬒龜𢡊𢡄𣏕㮝䀘䀹𥉉𥳐𧻓齃龎",
    "豈更車賈滑串句龜龜契金喇奈懶癩羅蘿螺裸邏樂洛烙珞落酪駱亂卵欄爛蘭鸞嵐濫藍襤拉臘蠟廊朗浪狼郎來冷勞擄櫓爐盧老蘆虜路露魯鷺碌祿綠菉錄鹿論壟弄籠聾牢磊賂雷壘屢樓淚漏累縷陋勒肋凜凌稜綾菱陵讀拏樂諾丹寧怒率異北磻便復不泌數索參塞省葉說殺辰沈拾若掠略亮兩凉梁糧良諒量勵呂女廬旅濾礪閭驪麗黎力曆歷轢年憐戀撚漣煉璉秊練聯輦蓮連鍊列劣咽烈裂說廉念捻殮簾獵令囹寧嶺怜玲瑩羚聆鈴零靈領例禮醴隸惡了僚寮尿料樂燎療蓼遼龍暈阮劉杻柳流溜琉留硫紐類六戮陸倫崙淪輪律慄栗率隆利吏履易李梨泥理痢罹裏裡里離匿溺吝燐璘藺隣鱗麟林淋臨立笠粒狀炙識什茶刺切度拓糖宅洞暴輻行降見廓兀嗀塚晴凞猪益礼神祥福靖精羽蘒諸逸都飯飼館鶴郞隷侮僧免勉勤卑喝嘆器塀墨層屮悔慨憎懲敏既暑梅海渚漢煮爫琢碑社祉祈祐祖祝禍禎穀突節練縉繁署者臭艹艹著褐視謁謹賓贈辶逸難響頻恵𤋮舘並况全侀充冀勇勺喝啕喙嗢塚墳奄奔婢嬨廒廙彩徭惘慎愈憎慠懲戴揄搜摒敖晴朗望杖歹殺流滛滋漢瀞煮瞧爵犯猪瑱甆画瘝瘟益盛直睊着磌窱節类絛練缾者荒華蝹襁覆視調諸請謁諾諭謹變贈輸遲醙鉶陼難靖韛響頋頻鬒龜𢡊𢡄𣏕㮝䀘䀹𥉉𥳐𧻓齃龎",
];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (at, line) in lines(context.source) {
        let mut characters = line.char_indices().peekable();
        while let Some((start, character)) = characters.next() {
            let Some(first) = written(character) else { continue };
            let mut right = String::from(first);
            let mut end = start + character.len_utf8();
            while let Some((at, next)) = characters.next_if(|(_, next)| written(*next).is_some()) {
                right.extend(written(next));
                end = at + next.len_utf8();
            }
            let span = Span::new(at + start, at + end);
            let code = format!("U+{:04X}", u32::from(character));
            findings
                .report(&COMPATIBILITY_CHARACTER, span, say!("{code} 只是看上去像“{first}”", "{code} only looks like {first}"))
                .replace(right);
        }
    }
}

/// The character that is meant.
fn written(character: char) -> Option<char> {
    let of = |[from, to]: [&str; 2]| to.chars().nth(from.chars().position(|other| other == character)?);
    match character {
        '\u{2e80}'..='\u{2eff}' => of(RADICALS),
        '\u{2f00}'..='\u{2fd5}' => KANGXI.chars().nth((character as usize) - 0x2f00),
        '\u{f900}'..='\u{faff}' => of(TWICE),
        _ => None,
    }
}
