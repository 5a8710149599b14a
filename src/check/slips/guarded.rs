//! Pairs of words that are told by what stands beside them: 善长 is 擅长, but not in 完善长效机制.
//!
//! Here: the table. Not here: what a row is (`slips`).

use super::{DICTIONARY, Slip, VARIANTS, slip};

/// 第十五界: behind a number it is 届.
const COUNTED: [&str; 20] = [
    "第一", "第二", "第三", "第四", "第五", "第六", "第七", "第八", "第九", "第十", "十一", "十二", "十三", "十四", "十五",
    "十六", "十七", "十八", "十九", "二十",
];

/// What is written and what is meant, with what must and must not stand on either side.
pub(in crate::check) const GUARDED: &[Slip] = &[
    Slip { if_after: &COUNTED, ..slip("界运动会", "届运动会", DICTIONARY) },
    Slip { if_after: &COUNTED, ..slip("界职代会", "届职代会", DICTIONARY) },
    Slip { if_after: &COUNTED, ..slip("界党代会", "届党代会", DICTIONARY) },
    Slip { if_after: &COUNTED, ..slip("界代表大会", "届代表大会", DICTIONARY) },
    Slip { if_after: &COUNTED, ..slip("界人大", "届人大", DICTIONARY) },
    Slip { if_after: &COUNTED, ..slip("界毕业生", "届毕业生", DICTIONARY) },
    Slip { if_after: &COUNTED, ..slip("界全体会议", "届全体会议", DICTIONARY) },
    Slip { if_after: &COUNTED, ..slip("界博览会", "届博览会", DICTIONARY) },
    Slip { if_after: &COUNTED, ..slip("界委员会", "届委员会", DICTIONARY) },
    Slip { if_after: &COUNTED, ..slip("界理事会", "届理事会", DICTIONARY) },
    Slip { if_after: &COUNTED, ..slip("界全国", "届全国", DICTIONARY) },
    Slip { if_after: &COUNTED, ..slip("界全省", "届全省", DICTIONARY) },
    Slip {
        if_before: &["给市", "给县", "给区", "给上级", "给有关", "给学校", "给组织", "给我", "给单位", "上来的"],
        ..slip("反应", "反映", DICTIONARY)
    },
    Slip { not_before: &["划", "时", "算", "分"], not_after: &["刊"], ..slip("登计", "登记", DICTIONARY) },
    Slip {
        if_before: &["重视", "认真", "及时", "按照", "按时", "加强", "做到", "注意", "遵守"],
        ..slip("因该", "应该", DICTIONARY)
    },
    Slip {
        if_before: &["报送", "上报", "反馈", "整改", "处置", "处理", "办理", "组织", "报告", "通知"],
        not_after: &["有", "了"],
        ..slip("既时", "及时", DICTIONARY)
    },
    Slip {
        if_before: &["，该", "，小区", "，部分", "，村", "，存在", "，发现", "，目前"],
        if_after: &["经群众", "据群众", "有群众", "经居民", "据居民", "有居民", "据村民", "经村民", "有市民", "据市民", "经市民"],
        ..slip("反应", "反映", DICTIONARY)
    },
    Slip { not_after: &["完", "改", "至", "妥"], ..slip("善长", "擅长", DICTIONARY) },
    Slip { not_after: &["颠", "反", "倾"], not_before: &["为", "动", "业"], ..slip("覆行", "履行", DICTIONARY) },
    Slip { not_after: &["重"], not_before: &["况"], ..slip("申情", "申请", DICTIONARY) },
    Slip { not_after: &["致", "崇", "尊", "孝"], not_before: &["怀", "感", "谊"], ..slip("敬情", "敬请", DICTIONARY) },
    Slip { not_before: &["尖"], ..slip("调拔", "调拨", DICTIONARY) },
    Slip { not_before: &["付", "款", "打"], ..slip("选拨", "选拔", DICTIONARY) },
    Slip { not_after: &["上"], not_before: &["付", "款", "出"], ..slip("海拨", "海拔", DICTIONARY) },
    Slip { not_before: &["金", "炼"], ..slip("政冶", "政治", DICTIONARY) },
    Slip { not_before: &["金", "炼"], ..slip("法冶", "法治", DICTIONARY) },
    Slip { not_before: &["满"], ..slip("公圆", "公园", DICTIONARY) },
    Slip { not_before: &["满"], ..slip("校圆", "校园", DICTIONARY) },
    Slip { not_before: &["售", "量", "毁", "路"], ..slip("取销", "取消", DICTIONARY) },
    Slip { not_before: &["油", "车"], ..slip("燃汽", "燃气", DICTIONARY) },
    Slip { not_before: &["车", "油"], ..slip("暖汽", "暖气", DICTIONARY) },
    Slip { not_before: &["切", "集", "闭"], ..slip("慎密", "缜密", DICTIONARY) },
    Slip { not_before: &["盖"], ..slip("批覆", "批复", DICTIONARY) },
    Slip { not_before: &["盖"], ..slip("答覆", "答复", DICTIONARY) },
    Slip { not_before: &["盖"], ..slip("函覆", "函复", DICTIONARY) },
    Slip { not_before: &["备", "确"], ..slip("描准", "瞄准", DICTIONARY) },
    Slip { not_before: &["要", "领"], ..slip("题纲", "提纲", DICTIONARY) },
    Slip { not_after: &["贯", "透", "洞"], ..slip("彻离", "撤离", DICTIONARY) },
    Slip { not_after: &["贯", "透"], not_before: &["防", "费"], ..slip("彻消", "撤销", DICTIONARY) },
    Slip { not_after: &["清", "澄", "明"], ..slip("澈底", "彻底", DICTIONARY) },
    Slip { not_before: &["士", "属", "火", "度", "性"], ..slip("系烈", "系列", DICTIONARY) },
    Slip { not_before: &["额"], ..slip("气份", "气氛", DICTIONARY) },
    Slip { not_after: &["部", "签"], not_before: &["期", "日", "节", "设"], ..slip("署假", "暑假", DICTIONARY) },
    Slip {
        if_before: &["就", "组织", "停止", "开展", "报告", "整改", "启动", "采取", "上报", "执行", "通知"],
        not_after: &["建", "成", "树", "确", "设", "独", "创", "订"],
        ..slip("立既", "立即", DICTIONARY)
    },
    Slip { not_before: &["定", "有", "往"], ..slip("随既", "随即", DICTIONARY) },
    Slip { if_before: &["。", "；", "！"], ..slip("既可", "即可", DICTIONARY) },
    Slip {
        not_after: &["立", "随", "当", "旋"], not_before: &["后", "而", "烧", "放"], ..slip("即然", "既然", DICTIONARY)
    },
    Slip { not_after: &["预", "消", "国"], not_before: &["罪", "人", "错"], ..slip("防犯", "防范", DICTIONARY) },
    Slip { not_before: &["增", "数", "感", "加"], ..slip("储倍", "储备", DICTIONARY) },
    Slip { not_before: &["除"], not_after: &["民", "干", "交"], ..slip("警剔", "警惕", DICTIONARY) },
    Slip { not_before: &["唬", "人", "到", "得"], ..slip("如吓", "如下", DICTIONARY) },
    Slip {
        if_before: &[
            "按时",
            "按照",
            "按期",
            "按规定",
            "严格",
            "认真",
            "坚持",
            "加强",
            "遵守",
            "做到",
            "做好",
            "提前",
            "立即",
            "及时",
            "高度",
            "切实",
            "确保",
            "依法",
            "落实",
        ],
        not_after: &["所", "非", "活", "为", "产", "工作"],
        ..slip("必需", "必须", DICTIONARY)
    },
    Slip {
        not_before: &["行", "种", "质", "牌", "德", "学", "尝", "味", "位"], ..slip("必须品", "必需品", DICTIONARY)
    },
    Slip { not_after: &["拥", "怀"], not_before: &["别"], ..slip("抱送", "报送", DICTIONARY) },
    Slip {
        not_after: &["可", "得", "予", "难", "须", "应", "所", "加", "足"],
        if_before: &[
            "在", "有", "是", "完成", "开始", "成为", "达到", "达成", "形成", "建立", "建成", "开展", "启动", "结束", "超过",
            "被", "将", "把", "全部", "基本", "初步", "多次", "不能", "不再", "取得", "发现", "发生", "出现", "具备", "进入",
            "印发", "下发", "公布", "实施", "落实", "到位", "部署", "安排", "上报", "报送", "收到", "召开", "成立", "明确",
            "做好", "按",
        ],
        ..slip("以经", "已经", DICTIONARY)
    },
    Slip {
        if_before: &["强调", "要求", "检查", "组织", "召开", "通知", "提醒", "申请", "出现", "发生", "提交"],
        not_after: &["存"],
        ..slip("在次", "再次", DICTIONARY)
    },
    Slip {
        if_before: &["会议", "要求", "方案", "安排", "部署", "任务", "计划", "机制", "职责", "措施", "落实", "部门"],
        not_after: &["员", "职", "加", "分", "施", "手", "社", "动", "复", "用", "军"],
        ..slip("工做", "工作", DICTIONARY)
    },
    Slip { not_before: &["过", "难", "海", "江", "河", "险", "口"], ..slip("力渡", "力度", DICTIONARY) },
    Slip {
        not_after: &["堆", "面", "累", "体", "淤"], not_before: &["需", "于", "用"], ..slip("积急", "积极", DICTIONARY)
    },
    Slip {
        not_after: &["控", "限", "管"],
        not_before: &["轮", "口", "船", "河", "江", "过"],
        ..slip("制渡", "制度", DICTIONARY)
    },
    Slip {
        not_before: &["格", "规", "同", "法", "理", "议", "作", "计", "并", "力", "适", "乎", "伙"],
        ..slip("审合", "审核", DICTIONARY)
    },
    Slip {
        if_after: &[
            "长效",
            "工作",
            "联动",
            "管理",
            "保障",
            "协调",
            "责任",
            "考核",
            "激励",
            "监督",
            "预警",
            "响应",
            "投入",
            "运行",
            "评价",
            "奖惩",
            "约束",
            "问责",
            "沟通",
            "共享",
            "会商",
            "应急",
            "常态化",
        ],
        ..slip("机智", "机制", DICTIONARY)
    },
    Slip {
        if_after: &[
            "安全", "责任", "法治", "法制", "法律", "服务", "大局", "忧患", "防范", "环保", "风险", "质量", "节约", "宗旨",
            "规矩", "看齐", "核心", "竞争", "危机", "底线", "红线",
        ],
        not_before: &["表示", "是", "表达", "自治", "不", "为"],
        ..slip("意思", "意识", DICTIONARY)
    },
    Slip {
        if_after: &["安全", "责任", "法治", "法制", "服务", "大局", "忧患", "防范", "环保", "风险", "质量", "节约"],
        ..slip("意认", "意识", DICTIONARY)
    },
    Slip { not_after: &["办"], ..slip("公权利", "公权力", DICTIONARY) },
    Slip {
        if_after: &["政府", "部门", "行政", "和责任", "实行", "公布"], ..slip("权利清单", "权力清单", DICTIONARY)
    },
    Slip {
        if_before: &[
            "少于",
            "多于",
            "超过",
            "低于",
            "高于",
            "擅自",
            "以任何",
            "收取",
            "漏",
            "迟",
            "随意",
            "违反",
            "泄露",
            "私自",
            "弄虚",
            "使用",
            "转让",
            "拒绝",
            "影响",
            "早于",
            "晚于",
            "隐瞒",
            "无故",
            "缺席",
            "请假",
            "虚报",
            "瞒报",
            "外传",
            "转借",
            "涂改",
            "占用",
            "携带",
        ],
        not_after: &["要", "差", "从", "谁", "也"],
        ..slip("不的", "不得", DICTIONARY)
    },
    Slip {
        if_before: &[
            "明显",
            "显著",
            "良好",
            "了",
            "一定",
            "较好",
            "阶段性",
            "实效",
            "成效",
            "成绩",
            "重大",
            "突破",
            "进展",
            "圆满",
        ],
        not_after: &[
            "采", "收", "领", "录", "抽", "提", "获", "争", "夺", "听", "选", "换", "索", "读", "骗", "窃", "拿", "汲", "截",
            "爬", "摄", "支", "记", "考", "自", "赚", "诈", "吸", "换", "撷", "存", "盗", "牟", "攫", "拾", "已", "所", "应",
            "可",
        ],
        ..slip("取的", "取得", DICTIONARY)
    },
    Slip {
        if_before: &[
            "奖", "一等", "二等", "三等", "好评", "荣誉", "表彰", "资格", "批准", "称号", "冠军", "成功", "圆满", "通过",
        ],
        not_after: &["查", "抓", "捕", "缴", "截", "收", "破", "荣", "斩", "起", "俘", "擒", "拿", "所", "已"],
        ..slip("获的", "获得", DICTIONARY)
    },
    Slip {
        if_before: &["注意", "关注", "肯定", "推广", "借鉴", "学习", "重视", "表扬", "信赖"],
        not_after: &[
            "价", "产", "数", "总", "市", "增", "均", "净", "面", "分", "峰", "极", "限", "阈", "估", "保", "比", "取", "附",
            "超", "赋", "贬", "升", "平", "加", "质", "税", "币", "差", "量", "期", "同", "等",
        ],
        ..slip("值的", "值得", DICTIONARY)
    },
    Slip {
        if_before: &["一", "重要", "主要", "考核", "依据", "参考", "评", "今后", "首要", "第一"],
        not_after: &["叫", "看", "当", "定"],
        ..slip("做为", "作为", DICTIONARY)
    },
    Slip { not_after: &["交", "托", "支"], ..slip("付主任", "副主任", DICTIONARY) },
    Slip { not_after: &["交", "托", "支"], ..slip("付局长", "副局长", DICTIONARY) },
    Slip { not_after: &["交", "托", "支"], ..slip("付书记", "副书记", DICTIONARY) },
    Slip { not_after: &["交", "托", "支"], ..slip("付校长", "副校长", DICTIONARY) },
    Slip { not_after: &["交", "托", "支"], ..slip("付处长", "副处长", DICTIONARY) },
    Slip { not_after: &["交", "托", "支"], ..slip("付县长", "副县长", DICTIONARY) },
    Slip { not_after: &["交", "托", "支"], ..slip("付市长", "副市长", DICTIONARY) },
    Slip { not_after: &["交", "托", "支"], ..slip("付组长", "副组长", DICTIONARY) },
    Slip { not_after: &["交", "托", "支"], ..slip("付科长", "副科长", DICTIONARY) },
    Slip { not_after: &["交", "支", "预"], not_before: &["数"], ..slip("付件", "附件", DICTIONARY) },
    Slip { not_after: &["交", "支", "预", "拨", "应"], not_before: &["决"], ..slip("付表", "附表", DICTIONARY) },
    Slip { if_before: &["设备"], ..slip("设没", "设施", DICTIONARY) },
    Slip {
        not_after: &["给", "授", "准", "赋", "免", "赐", "付", "不", "应", "可", "将", "赠", "参"],
        ..slip("予案", "预案", DICTIONARY)
    },
    Slip {
        not_after: &["给", "授", "准", "赋", "免", "付", "不", "应", "可", "将", "核", "参"],
        ..slip("予算", "预算", DICTIONARY)
    },
    Slip {
        not_after: &["给", "授", "准", "赋", "免", "付", "不", "应", "可", "将", "参", "能"],
        not_before: &["销", "名", "送", "告", "批", "到", "考"],
        ..slip("予报", "预报", DICTIONARY)
    },
    Slip {
        not_after: &["给", "授", "准", "赋", "免", "付", "不", "应", "可", "将"],
        not_before: &["护", "御", "范", "卫"],
        ..slip("予防", "预防", DICTIONARY)
    },
    Slip {
        not_after: &["给", "授", "准", "赋", "免", "付", "不", "应", "可", "将", "参", "能"],
        not_before: &["入", "提", "算", "发", "划", "量", "酬"],
        ..slip("予计", "预计", DICTIONARY)
    },
    Slip { not_before: &["正", "坐", "出", "到", "起"], ..slip("未端", "末端", DICTIONARY) },
    slip("未稍", "末梢", DICTIONARY),
    Slip {
        not_after: &["粉", "泡", "煤", "药", "毫", "句", "文", "周", "月", "年", "期", "季", "岁", "世", "学", "日"],
        ..slip("末来", "未来", DICTIONARY)
    },
    Slip {
        not_after: &["粉", "泡", "煤", "药", "毫", "句", "文", "周", "月", "年", "期", "季", "岁", "世", "旬", "学", "日", "始"],
        ..slip("末经", "未经", DICTIONARY)
    },
    Slip {
        not_after: &["粉", "泡", "煤", "药", "毫", "句", "文", "周", "月", "年", "期", "季", "岁", "世", "旬", "学", "日"],
        ..slip("末按", "未按", DICTIONARY)
    },
    Slip {
        not_after: &["粉", "泡", "煤", "药", "毫", "句", "文", "周", "月", "年", "期", "季", "岁", "世", "旬", "学", "日"],
        ..slip("末能", "未能", DICTIONARY)
    },
    Slip {
        not_after: &["粉", "泡", "煤", "药", "毫", "句", "文", "周", "月", "年", "期", "季", "岁", "世", "旬", "学", "日"],
        ..slip("末及时", "未及时", DICTIONARY)
    },
    Slip { not_after: &["来"], ..slip("自已的", "自己的", DICTIONARY) },
    Slip { not_after: &["自", "知", "利", "克", "律", "异", "舍", "为"], ..slip("己于", "已于", DICTIONARY) },
    Slip { not_after: &["自", "知", "利", "克", "律", "异", "舍", "为"], ..slip("己完成", "已完成", DICTIONARY) },
    Slip { not_after: &["自"], ..slip("己印发", "已印发", DICTIONARY) },
    Slip { not_after: &["自"], ..slip("己收悉", "已收悉", DICTIONARY) },
    Slip { not_after: &["自", "知", "利", "克", "律", "异", "舍", "为"], ..slip("己按", "已按", DICTIONARY) },
    Slip { not_after: &["自", "知", "利", "克", "律", "异", "舍", "为"], ..slip("己将", "已将", DICTIONARY) },
    Slip { not_after: &["自", "知", "利", "克", "律", "异", "舍", "为"], ..slip("己竣工", "已竣工", DICTIONARY) },
    Slip { not_after: &["自", "知", "利", "克", "律", "异", "舍", "为"], ..slip("己建成", "已建成", DICTIONARY) },
    Slip { not_after: &["自", "知", "利", "克", "律", "异", "舍", "为"], ..slip("己全部", "已全部", DICTIONARY) },
    Slip { not_after: &["自", "知", "利", "克", "律", "异", "舍", "为"], ..slip("己基本", "已基本", DICTIONARY) },
    Slip { if_after: &["目前", "现", "，", "均"], ..slip("己有", "已有", DICTIONARY) },
    Slip { not_after: &["补", "扩"], not_before: &["额"], ..slip("充份", "充分", DICTIONARY) },
    Slip { not_before: &["额", "数"], ..slip("部份", "部分", DICTIONARY) },
    Slip { not_after: &["超", "通", "经"], not_before: &["额"], ..slip("过份", "过分", DICTIONARY) },
    Slip { not_before: &["征"], ..slip("图象", "图像", DICTIONARY) },
    Slip { not_before: &["征"], ..slip("录象", "录像", DICTIONARY) },
    Slip { not_before: &["征"], ..slip("影象", "影像", DICTIONARY) },
    Slip { not_before: &["征", "牙"], ..slip("好象", "好像", DICTIONARY) },
    Slip {
        not_after: &["上", "预", "通", "汇", "申", "举", "警", "情"],
        not_before: &["息", "防", "费", "毒", "化"],
        ..slip("报消", "报销", DICTIONARY)
    },
    Slip { not_after: &["关"], not_before: &["防", "费", "化", "毒"], ..slip("注消", "注销", DICTIONARY) },
    Slip { not_after: &["审"], not_before: &["防", "费", "化"], ..slip("核消", "核销", DICTIONARY) },
    Slip { not_before: &["防"], ..slip("吊消", "吊销", DICTIONARY) },
    Slip { not_before: &["望", "待"], ..slip("过度期", "过渡期", DICTIONARY) },
    Slip { not_before: &["函", "谢", "辞", "信", "敬", "电"], ..slip("寄送致", "寄送至", DICTIONARY) },
    Slip { not_before: &["函", "谢", "辞", "信", "敬", "电"], ..slip("报送致", "报送至", DICTIONARY) },
    Slip { not_before: &["函", "谢", "辞", "信", "敬", "电"], ..slip("发送致", "发送至", DICTIONARY) },
    Slip { not_before: &["函", "谢", "辞", "信", "敬", "电"], ..slip("抄送致", "抄送至", DICTIONARY) },
    Slip { not_before: &["函", "谢", "辞", "信", "敬", "电"], ..slip("提交致", "提交至", DICTIONARY) },
    Slip { not_before: &["函", "谢", "辞", "信", "敬", "电"], ..slip("反馈致", "反馈至", DICTIONARY) },
    Slip { not_before: &["函", "谢", "辞", "信", "敬", "电"], ..slip("递交致", "递交至", DICTIONARY) },
    Slip { not_before: &["函", "谢", "辞", "信", "敬", "电"], ..slip("邮寄致", "邮寄至", DICTIONARY) },
    Slip { not_before: &["贴", "三"], ..slip("盖张", "盖章", DICTIONARY) },
    Slip { not_after: &["办"], not_before: &["贴", "三", "开", "望"], ..slip("公张", "公章", DICTIONARY) },
    Slip { not_after: &["装", "维", "检"], not_before: &["额", "价", "点"], ..slip("修定", "修订", DICTIONARY) },
    Slip { not_after: &["奖"], not_before: &["度", "定", "裁"], ..slip("惩制", "惩治", DICTIONARY) },
    Slip {
        if_before: &["目标", "方针", "任务", "计划", "方案"],
        not_after: &["立", "随", "当"],
        ..slip("即定", "既定", DICTIONARY)
    },
    slip("帐款", "账款", VARIANTS),
    Slip { not_before: &["篷"], ..slip("帐册", "账册", VARIANTS) },
    slip("帐单", "账单", VARIANTS),
    slip("帐簿", "账簿", VARIANTS),
    Slip { not_before: &["篷"], ..slip("结帐", "结账", VARIANTS) },
    Slip { not_before: &["篷"], ..slip("查帐", "查账", VARIANTS) },
    Slip { not_before: &["篷"], ..slip("挂帐", "挂账", VARIANTS) },
    Slip { not_before: &["篷"], ..slip("坏帐", "坏账", VARIANTS) },
];
