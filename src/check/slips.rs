//! Words that are written with a character that only looks or sounds like the right one.
//!
//! Here: the oldest table. Not here: pairs without any guard (`pairs`), those told by their neighbours (`guarded`), words that need their
//! sentence to be told apart (`sentences`; 登陆, 反应: `rules::terms`), and what is said about a slip (`rules::terms::common_slip`).

mod guarded;
mod pairs;
mod sentences;
mod typed;

pub(super) use guarded::GUARDED;
pub(super) use pairs::{PAIRS, TAIWAN};
pub(super) use sentences::in_their_sentence;
pub(super) use typed::TYPED;

/// A slip: what is written, what is meant, where that is said.
pub(super) struct Slip {
    pub wrong: &'static str,
    pub right: &'static str,
    pub source: &'static str,
    /// What must not follow: there the characters belong to other words.
    pub not_before: &'static [&'static str],
    /// What must not stand before.
    pub not_after: &'static [&'static str],
    /// One of these must follow, where there is one.
    pub if_before: &'static [&'static str],
    /// One of these must stand before, where there is one.
    pub if_after: &'static [&'static str],
}

impl Slip {
    /// Whether what stands before and behind leaves no other reading.
    pub fn fits(&self, before: &str, behind: &str) -> bool {
        let follows = |word: &&str| behind.starts_with(*word);
        let precedes = |word: &&str| before.ends_with(*word);
        !self.not_before.iter().any(&follows)
            && !self.not_after.iter().any(&precedes)
            && (self.if_before.is_empty() || self.if_before.iter().any(follows))
            && (self.if_after.is_empty() || self.if_after.iter().any(precedes))
    }
}

/// Where most of them are told apart.
pub(super) const DICTIONARY: &str = "《现代汉语词典》";
/// 账 for money by its note on 账本.
pub(super) const VARIANTS: &str = "《第一批异形词整理表》";
const SECOND_VARIANTS: &str = "《264组异形词整理表（草案）》";

const fn slip(wrong: &'static str, right: &'static str, source: &'static str) -> Slip {
    Slip { wrong, right, source, not_before: &[], not_after: &[], if_before: &[], if_after: &[] }
}

/// Where the characters often meet by chance (公布署名, 不良反应情况, 个人材料), a longer word is looked for, or a guard stands beside.
pub(super) const SLIPS: &[Slip] = &[
    Slip {
        not_before: &["地", "于", "各", "单位", "高校", "院校", "企业", "机构"], ..slip("工作部属", "工作部署", DICTIONARY)
    },
    Slip {
        not_before: &["地", "于", "各", "单位", "高校", "院校", "企业", "机构"], ..slip("安排部属", "安排部署", DICTIONARY)
    },
    Slip {
        not_before: &["地", "于", "各", "单位", "高校", "院校", "企业", "机构"], ..slip("决策部属", "决策部署", DICTIONARY)
    },
    Slip { not_before: &["名"], not_after: &["公", "发", "颁", "宣"], ..slip("布署", "部署", DICTIONARY) },
    slip("按排部署", "安排部署", DICTIONARY),
    slip("按排专人", "安排专人", DICTIONARY),
    slip("按排如下", "安排如下", DICTIONARY),
    slip("工作按排", "工作安排", DICTIONARY),
    slip("统筹按排", "统筹安排", DICTIONARY),
    slip("合理按排", "合理安排", DICTIONARY),
    slip("妥善按排", "妥善安排", DICTIONARY),
    slip("既便如此", "即便如此", DICTIONARY),
    slip("群众反应情况", "群众反映情况", DICTIONARY),
    slip("如实反应情况", "如实反映情况", DICTIONARY),
    slip("如实反应问题", "如实反映问题", DICTIONARY),
    slip("反应社情民意", "反映社情民意", DICTIONARY),
    slip("座落于", "坐落于", SECOND_VARIANTS),
    slip("座落在", "坐落在", SECOND_VARIANTS),
    Slip { not_before: &["料", "质"], ..slip("人材", "人才", VARIANTS) },
    Slip { not_after: &["尤", "极", "何", "与"], ..slip("其它", "其他", DICTIONARY) },
    Slip { not_before: &["篷"], ..slip("对帐", "对账", VARIANTS) },
    Slip { not_before: &["篷"], ..slip("转帐", "转账", VARIANTS) },
    Slip { not_before: &["篷"], ..slip("付帐", "付账", VARIANTS) },
    Slip { not_before: &["篷"], ..slip("记帐", "记账", VARIANTS) },
    Slip { not_before: &["篷"], ..slip("台帐", "台账", VARIANTS) },
    slip("帐户", "账户", VARIANTS),
    slip("帐号", "账号", VARIANTS),
    slip("帐目", "账目", VARIANTS),
    slip("帐本", "账本", VARIANTS),
    slip("按步就班", "按部就班", DICTIONARY),
    slip("一股作气", "一鼓作气", DICTIONARY),
    slip("再接再励", "再接再厉", DICTIONARY),
    slip("再接再砺", "再接再厉", VARIANTS),
    slip("穿流不息", "川流不息", DICTIONARY),
    slip("迫不急待", "迫不及待", DICTIONARY),
    slip("谈笑风声", "谈笑风生", DICTIONARY),
    slip("一如继往", "一如既往", DICTIONARY),
    slip("既往开来", "继往开来", DICTIONARY),
    slip("名副其时", "名副其实", DICTIONARY),
    slip("走头无路", "走投无路", DICTIONARY),
    slip("甘败下风", "甘拜下风", DICTIONARY),
    slip("鼎立相助", "鼎力相助", DICTIONARY),
    slip("默守成规", "墨守成规", DICTIONARY),
    slip("世外桃园", "世外桃源", DICTIONARY),
    slip("挺而走险", "铤而走险", DICTIONARY),
    slip("不径而走", "不胫而走", DICTIONARY),
    slip("披星带月", "披星戴月", DICTIONARY),
    slip("相形见拙", "相形见绌", DICTIONARY),
    slip("因地治宜", "因地制宜", DICTIONARY),
    slip("因地置宜", "因地制宜", DICTIONARY),
    slip("责无旁代", "责无旁贷", DICTIONARY),
    slip("全力以付", "全力以赴", DICTIONARY),
    slip("如火如茶", "如火如荼", DICTIONARY),
    slip("有备无换", "有备无患", DICTIONARY),
    slip("防患未燃", "防患未然", DICTIONARY),
    slip("贯策落实", "贯彻落实", DICTIONARY),
    slip("贯切落实", "贯彻落实", DICTIONARY),
    slip("贯彻落时", "贯彻落实", DICTIONARY),
    slip("渡假", "度假", DICTIONARY),
    slip("松驰", "松弛", DICTIONARY),
    slip("辐员辽阔", "幅员辽阔", DICTIONARY),
    slip("粗旷", "粗犷", DICTIONARY),
    slip("震憾", "震撼", DICTIONARY),
    slip("急燥", "急躁", DICTIONARY),
    slip("脉博", "脉搏", DICTIONARY),
    slip("重迭", "重叠", DICTIONARY),
    slip("追朔", "追溯", DICTIONARY),
    slip("缈小", "渺小", DICTIONARY),
    slip("装璜", "装潢", VARIANTS),
    slip("身分证", "身份证", DICTIONARY),
    slip("逾期不侯", "逾期不候", DICTIONARY),
    slip("过期不侯", "过期不候", DICTIONARY),
    slip("过时不侯", "过时不候", DICTIONARY),
    slip("概不侯", "概不候", DICTIONARY),
    Slip {
        not_before: &[
            "某", "市", "局", "主", "书", "县", "副", "部", "处", "科", "先", "女", "同", "省", "区", "院", "校", "老", "总",
        ],
        ..slip("等侯", "等候", DICTIONARY)
    },
    Slip { not_before: &["间"], ..slip("侯车", "候车", DICTIONARY) },
    slip("侯选人", "候选人", DICTIONARY),
    slip("侯诊", "候诊", DICTIONARY),
    slip("侯补", "候补", DICTIONARY),
    slip("气侯", "气候", DICTIONARY),
    Slip {
        not_before: &[
            "某", "市", "局", "主", "书", "县", "副", "部", "处", "科", "先", "女", "同", "省", "区", "院", "校", "老", "总",
        ],
        ..slip("时侯", "时候", DICTIONARY)
    },
    slip("火侯", "火候", DICTIONARY),
    slip("症侯", "症候", DICTIONARY),
    slip("届时恭侯", "届时恭候", DICTIONARY),
    slip("签定", "签订", DICTIONARY),
    slip("峻工", "竣工", DICTIONARY),
    slip("防碍", "妨碍", DICTIONARY),
    Slip { not_before: &["虫"], not_after: &["消", "预", "谨", "严"], ..slip("防害", "妨害", DICTIONARY) },
    slip("家俱", "家具", DICTIONARY),
    Slip { not_before: &["章", "印", "上"], ..slip("复盖", "覆盖", DICTIONARY) },
    Slip {
        not_before: &["机", "车", "置", "修", "运", "卸", "箱", "订", "载", "备", "配", "饰", "帧"],
        ..slip("按装", "安装", DICTIONARY)
    },
    slip("倍受关注", "备受关注", DICTIONARY),
    slip("倍受欢迎", "备受欢迎", DICTIONARY),
    slip("倍受好评", "备受好评", DICTIONARY),
    slip("园满完成", "圆满完成", DICTIONARY),
    slip("园满结束", "圆满结束", DICTIONARY),
    slip("园满成功", "圆满成功", DICTIONARY),
    slip("贯澈", "贯彻", DICTIONARY),
    slip("循序渐近", "循序渐进", DICTIONARY),
    slip("一愁莫展", "一筹莫展", DICTIONARY),
    slip("迫在眉捷", "迫在眉睫", DICTIONARY),
    slip("出奇不意", "出其不意", DICTIONARY),
    slip("变本加利", "变本加厉", DICTIONARY),
    slip("相辅相承", "相辅相成", DICTIONARY),
    slip("一如即往", "一如既往", DICTIONARY),
    slip("一如继旺", "一如既往", DICTIONARY),
    slip("首曲一指", "首屈一指", DICTIONARY),
    slip("美仑美奂", "美轮美奂", DICTIONARY),
    slip("直接了当", "直截了当", DICTIONARY),
    slip("寒喧", "寒暄", DICTIONARY),
    slip("搏弈", "博弈", DICTIONARY),
    slip("精兵减政", "精兵简政", DICTIONARY),
    slip("竭泽而鱼", "竭泽而渔", DICTIONARY),
    slip("不落巢臼", "不落窠臼", DICTIONARY),
    slip("再所不惜", "在所不惜", DICTIONARY),
    slip("言简意骇", "言简意赅", DICTIONARY),
    slip("坚持不泄", "坚持不懈", DICTIONARY),
    slip("编篡", "编纂", DICTIONARY),
    slip("气慨", "气概", DICTIONARY),
    slip("蛛丝蚂迹", "蛛丝马迹", DICTIONARY),
    slip("明查暗访", "明察暗访", DICTIONARY),
    slip("安份守己", "安分守己", DICTIONARY),
    Slip {
        not_after: &["一", "各", "两", "三", "复", "基"],
        not_before: &["报", "文", "材", "合", "额", "工"],
        ..slip("本份", "本分", DICTIONARY)
    },
    slip("既使如此", "即使如此", DICTIONARY),
    Slip {
        not_after: &["自", "律", "利", "为", "知"],
        not_before: &["营", "纪", "济", "验"],
        ..slip("己经", "已经", DICTIONARY)
    },
    slip("刻不容援", "刻不容缓", DICTIONARY),
    slip("不可思义", "不可思议", DICTIONARY),
    slip("仗义直言", "仗义执言", DICTIONARY),
    slip("声名雀起", "声名鹊起", DICTIONARY),
    slip("悬梁刺骨", "悬梁刺股", DICTIONARY),
    slip("老俩口", "老两口", DICTIONARY),
    slip("通辑", "通缉", DICTIONARY),
    slip("编缉", "编辑", DICTIONARY),
    slip("烩炙人口", "脍炙人口", DICTIONARY),
    slip("膳养", "赡养", DICTIONARY),
    slip("侯鸟", "候鸟", DICTIONARY),
    slip("斑主任", "班主任", DICTIONARY),
    slip("举旗不定", "举棋不定", DICTIONARY),
    slip("人情事故", "人情世故", DICTIONARY),
    slip("情不自尽", "情不自禁", DICTIONARY),
    slip("鞠躬尽粹", "鞠躬尽瘁", DICTIONARY),
    slip("兴高彩烈", "兴高采烈", DICTIONARY),
    slip("丰富多采", "丰富多彩", DICTIONARY),
    slip("流芳百事", "流芳百世", DICTIONARY),
    slip("源远流常", "源远流长", DICTIONARY),
    slip("提纲挈令", "提纲挈领", DICTIONARY),
    slip("纷至踏来", "纷至沓来", DICTIONARY),
    slip("重蹈复辙", "重蹈覆辙", DICTIONARY),
    slip("天翻地复", "天翻地覆", DICTIONARY),
    slip("融汇贯通", "融会贯通", DICTIONARY),
    slip("一诺千斤", "一诺千金", DICTIONARY),
    slip("集思广义", "集思广益", DICTIONARY),
    slip("脱颍而出", "脱颖而出", DICTIONARY),
    Slip { not_after: &["究", "毕"], ..slip("竟赛", "竞赛", DICTIONARY) },
    Slip { not_after: &["究", "毕"], ..slip("竟争", "竞争", DICTIONARY) },
    Slip { not_after: &["究", "毕"], ..slip("竟聘", "竞聘", DICTIONARY) },
    Slip { not_after: &["究", "毕"], ..slip("竟标", "竞标", DICTIONARY) },
    Slip { not_after: &["究", "毕"], ..slip("竟价", "竞价", DICTIONARY) },
    slip("究竞", "究竟", DICTIONARY),
    slip("毕竞", "毕竟", DICTIONARY),
    slip("竞然", "竟然", DICTIONARY),
    slip("幅射", "辐射", DICTIONARY),
    slip("辐度", "幅度", DICTIONARY),
    slip("震奋", "振奋", DICTIONARY),
    slip("振憾", "震撼", DICTIONARY),
    slip("振灾", "赈灾", DICTIONARY),
    slip("抗震振灾", "抗震赈灾", DICTIONARY),
    slip("坚苦奋斗", "艰苦奋斗", DICTIONARY),
    Slip { not_after: &["攻"], ..slip("坚难", "艰难", DICTIONARY) },
    slip("坚巨", "艰巨", DICTIONARY),
    slip("艰决", "坚决", DICTIONARY),
    slip("妥当处治", "妥当处置", DICTIONARY),
    slip("渡过节日", "度过节日", DICTIONARY),
    slip("抵毁", "诋毁", DICTIONARY),
    slip("针贬", "针砭", DICTIONARY),
    slip("沤心沥血", "呕心沥血", DICTIONARY),
    slip("涣发", "焕发", DICTIONARY),
    slip("焕散", "涣散", DICTIONARY),
    slip("陪训", "培训", DICTIONARY),
    Slip { not_before: &["老"], ..slip("陪养", "培养", DICTIONARY) },
    Slip { not_before: &["儿"], ..slip("陪育", "培育", DICTIONARY) },
    slip("裁培", "栽培", DICTIONARY),
    slip("布暑", "部署", DICTIONARY),
    slip("部暑", "部署", DICTIONARY),
    slip("捡查", "检查", DICTIONARY),
    slip("捡验", "检验", DICTIONARY),
    slip("捡测", "检测", DICTIONARY),
    slip("颁步", "颁布", DICTIONARY),
    slip("搜藉", "搜集", DICTIONARY),
    slip("凭籍", "凭借", DICTIONARY),
    slip("书藉", "书籍", DICTIONARY),
    slip("户藉", "户籍", DICTIONARY),
    slip("学藉", "学籍", DICTIONARY),
    slip("国藉", "国籍", DICTIONARY),
    slip("党藉", "党籍", DICTIONARY),
    Slip { not_before: &["径"], not_after: &["户", "国", "学", "党"], ..slip("籍口", "借口", DICTIONARY) },
    slip("慰籍", "慰藉", DICTIONARY),
    slip("狼籍", "狼藉", DICTIONARY),
    slip("枢钮", "枢纽", DICTIONARY),
    Slip { not_after: &["按", "纽"], ..slip("钮带", "纽带", DICTIONARY) },
    slip("账蓬", "帐篷", DICTIONARY),
    slip("防汛抗早", "防汛抗旱", DICTIONARY),
    Slip { not_before: &["息", "号", "问"], ..slip("防讯", "防汛", DICTIONARY) },
    slip("汛息", "讯息", DICTIONARY),
    slip("通汛员", "通讯员", DICTIONARY),
    slip("通迅", "通讯", DICTIONARY),
    slip("迅问", "讯问", DICTIONARY),
    slip("造事逃逸", "肇事逃逸", DICTIONARY),
    slip("遗撼", "遗憾", DICTIONARY),
    slip("缺撼", "缺憾", DICTIONARY),
    slip("切蹉", "切磋", DICTIONARY),
    slip("搓商", "磋商", DICTIONARY),
    slip("座谈会议纪录", "座谈会议记录", DICTIONARY),
    Slip { not_after: &["登", "笔"], ..slip("记律", "纪律", DICTIONARY) },
    slip("纪检监查", "纪检监察", DICTIONARY),
    slip("招聘启示", "招聘启事", DICTIONARY),
    slip("寻人启示", "寻人启事", DICTIONARY),
    slip("招领启示", "招领启事", DICTIONARY),
    slip("招生启示", "招生启事", DICTIONARY),
    slip("征稿启示", "征稿启事", DICTIONARY),
    slip("征文启示", "征文启事", DICTIONARY),
    slip("保障措失", "保障措施", DICTIONARY),
    Slip { not_after: &["失", "举"], ..slip("措失", "措施", DICTIONARY) },
    slip("设施设配", "设施设备", DICTIONARY),
    slip("落实到为", "落实到位", DICTIONARY),
    slip("落实到味", "落实到位", DICTIONARY),
];
