use crate::check::slips::{DICTIONARY, GUARDED, PAIRS, SLIPS, TAIWAN, TYPED, VARIANTS, in_their_sentence};
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A word is written with a character that only looks or sounds like the right one.
    ///
    /// Habit and dictionaries, no clause of a standard for official documents: each finding names its source. Only slips that have no other reading are looked for.
    ///
    /// 中文
    ///
    /// 写了形近、音近的别字。
    ///
    /// 这是惯例和词典的规范，公文标准没有条文规定；每处发现都注明出处。只收没有别的读法的错词。
    ///
    /// Source: habit
    ///
    /// ```notice,bad
    /// 现将有关工作部属如下。
    /// ```
    /// ```notice,good
    /// 现将有关工作部署如下。
    /// ```
    pub static COMMON_SLIP = Rule { id: "common-slip", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if context.is_traditional() {
        return of_taiwan(context, findings);
    }
    let slips = SLIPS.iter().chain(GUARDED).map(|slip| (slip.wrong, slip));
    for (slip, prose, range) in context.places(context.simplified(), slips) {
        let text = prose.text();
        if !slip.fits(&text[..range.start], &text[range.end..]) {
            continue;
        }
        let (right, source) = (slip.right, slip.source);
        // A variant is advised against, not wrong.
        let severity = if source == VARIANTS || right == "其他" { Severity::Info } else { Severity::Warning };
        findings
            .report_as(&COMMON_SLIP, severity, prose.span(range), say!("应为“{right}”", "should be `{right}`"))
            .why(say!("依据：{source}", "{source}"))
            .suggest(right);
    }
    let pairs = context.places(context.simplified(), PAIRS.iter().chain(TYPED).copied());
    for (right, prose, range) in pairs {
        findings
            .report(&COMMON_SLIP, prose.span(range), say!("应为“{right}”", "should be `{right}`"))
            .why(say!("依据：{DICTIONARY}", "{DICTIONARY}"))
            .suggest(right);
    }
    for (prose, range, right) in in_their_sentence(context) {
        let wrong = &prose.text()[range.clone()];
        findings
            .report(&COMMON_SLIP, prose.span(range.clone()), say!("“{wrong}”应为“{right}”", "`{wrong}` should be `{right}`"))
            .why(say!("依据：{DICTIONARY}", "{DICTIONARY}"))
            .suggest(right);
    }
    even_if(context, findings);
    then(context, findings);
    log_in(context, findings);
    reflect(context, findings);
    appoint(context, findings);
    until(context, findings);
}

/// 既使 … 也, 既便 … 也: 既使 … 又 is right.
fn even_if(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (right, prose, range) in context.places(context.simplified(), [("既使", "即使"), ("既便", "即便")]) {
        let rest = &prose.text()[range.end..crate::check::marks::sentence(prose.text(), range.end).end];
        let begins = prose.before(range.start).is_none_or(|c| "，。；：".contains(c));
        if begins && rest.contains("，也") && !rest.contains(['又', '使']) && !rest.starts_with(['民', '于', '利', '捷'])
        {
            findings
                .report(&COMMON_SLIP, prose.span(range), say!("应为“{right}”", "should be `{right}`"))
                .why(say!("依据：{DICTIONARY}", "{DICTIONARY}"))
                .suggest(right);
        }
    }
}

/// 截止 before a date: 截至 says until when, 截止 that something is over.
fn until(context: &Context<'_>, findings: &mut Findings<'_>) {
    for ((), prose, word) in context.places(context.simplified(), [("截止", ())]) {
        let Some(date) = prose.dates().iter().find(|date| date.range.start == word.end) else { continue };
        // 报名截止3月5日 may be a label; what goes on with a figure is a sentence.
        let goes_on = prose.text()[date.range.end..].starts_with(['，', '底', '末'])
            && !prose.text()[..word.start].ends_with(['名', '报', '交', '期', '间', '日', '的']);
        if goes_on {
            findings
                .report(&COMMON_SLIP, prose.span(word), say!("日期前面用“截至”", "`截至` before a date"))
                .why(say!("依据：{DICTIONARY}", "{DICTIONARY}"))
                .suggest("截至");
        }
    }
}

/// 登陆 before a site or a system: 登录. What comes from the sea lands.
fn log_in(context: &Context<'_>, findings: &mut Findings<'_>) {
    const SITES: [&str; 25] = [
        "网",
        "系统",
        "平台",
        "账号",
        "账户",
        "客户端",
        "APP",
        "App",
        "app",
        "小程序",
        "http",
        "www",
        "公众号",
        "邮箱",
        "门户",
        "主页",
        "后台",
        "软件",
        "界面",
        "页面",
        "点击",
        "密码",
        "用户名",
        "扫码",
        "链接",
    ];
    const LANDING: [&str; 16] = [
        "台风", "热带", "飓风", "气旋", "部队", "作战", "舰", "海岸", "沿海", "艇", "战役", "抢滩", "火星", "月球", "舱", "风暴",
    ];
    for ((), prose, range) in context.places(context.simplified(), [("登陆", ())]) {
        let around = &prose.text()[crate::check::marks::sentence(prose.text(), range.start)];
        let behind = &prose.text()[range.end..];
        let clause: String = behind.chars().take(30).take_while(|c| !"。；！？".contains(*c)).collect();
        let site = SITES.iter().any(|site| clause.contains(site)) || prose.text()[..range.start].ends_with("网上");
        if site && !LANDING.iter().any(|word| around.contains(word)) {
            findings
                .report(&COMMON_SLIP, prose.span(range), say!("“登陆”应为“登录”", "`登陆` should be `登录`"))
                .why(say!("依据：{DICTIONARY}", "{DICTIONARY}"))
                .suggest("登录");
        }
    }
}

/// 反应 of what people tell: 反映. What happens in return to something is 反应.
fn reflect(context: &Context<'_>, findings: &mut Findings<'_>) {
    const TOLD: [&str; 22] = [
        "情况",
        "问题",
        "意见",
        "诉求",
        "困难",
        "建议",
        "线索",
        "呼声",
        "愿望",
        "需求",
        "民意",
        "社情",
        "实际",
        "有关情况",
        "相关情况",
        "有关问题",
        "相关问题",
        "的问题",
        "的情况",
        "的意见",
        "的诉求",
        "的突出问题",
    ];
    const CHEMICAL: [&str; 24] = [
        "化学", "不良", "过敏", "应急", "快速", "紧急", "连锁", "核", "生理", "免疫", "副", "链式", "高原", "应激", "聚合",
        "接种", "药物", "异常", "热", "抗体", "心理", "妊娠", "器", "早期",
    ];
    for ((), prose, range) in context.places(context.simplified(), [("反应", ())]) {
        let text = prose.text();
        let (before, behind) = (&text[..range.start], &text[range.end..]);
        let start =
            before.rfind(['，', '。', '；', '：', '、', '（']).map_or(0, |at| at + '，'.len_utf8().min(before.len() - at));
        let clause = before.get(start..).unwrap_or_default();
        if CHEMICAL.iter().any(|word| before.ends_with(word))
            || ["做出", "作出", "产生", "发生", "引起", "出现", "有"].iter().any(|word| before.ends_with(word))
        {
            continue;
        }
        // 反应群众的诉求: whose it is stands between.
        const WHOSE: [&str; 12] =
            ["群众", "企业", "职工", "家长", "居民", "基层", "学生", "社区", "工作", "存在", "一线", "各地"];
        let whose = WHOSE.iter().find_map(|word| behind.strip_prefix(word)).map(|rest| rest.strip_prefix('的').unwrap_or(rest));
        let told = TOLD.iter().any(|word| behind.starts_with(word) || whose.is_some_and(|rest| rest.starts_with(word)));
        // 向上级部门反应。
        let to = clause.rfind('向').filter(|at| (2..=16).contains(&clause[at + '向'.len_utf8()..].chars().count()));
        let ends = behind.chars().next().is_none_or(|c| "，。；、！".contains(c))
            || behind.starts_with("有关")
            || behind.starts_with("相关");
        let by = ["群众", "代表", "委员", "职工", "居民", "来信", "来电", "电话", "书面", "如实", "逐级", "及时", "投诉", "普遍"];
        let told = told
            && (by.iter().any(|word| clause.contains(word)) || to.is_some() || !behind.starts_with('的'))
            && !behind.starts_with("的情况下");
        let strongly = behind.starts_with("强烈的")
            && ["群众", "社会", "企业", "居民", "家长", "百姓"].iter().any(|word| before.ends_with(word));
        if told || to.is_some() && ends || strongly {
            let severity = if strongly { Severity::Info } else { Severity::Warning };
            findings
                .report_as(&COMMON_SLIP, severity, prose.span(range), say!("“反应”应为“反映”", "`反应` should be `反映`"))
                .why(say!("依据：{DICTIONARY}", "{DICTIONARY}"))
                .suggest("反映");
        }
    }
}

/// 订于 before a date: 定于. 制订于, 签订于 are other words.
fn appoint(context: &Context<'_>, findings: &mut Findings<'_>) {
    for ((), prose, range) in context.places(context.simplified(), [("订于", ())]) {
        let begins = prose.before(range.start).is_none_or(|c| "，。；：、会议拟暂兹现".contains(c));
        if begins && prose.dates().iter().any(|date| date.range.start == range.end) {
            findings
                .report(&COMMON_SLIP, prose.span(range), say!("“订于”应为“定于”", "`订于` should be `定于`"))
                .why(say!("依据：{DICTIONARY}", "{DICTIONARY}"))
                .suggest("定于");
        }
    }
}

/// 界时 at the head of a clause: 届时. 各界时, 世界时间 are other words.
fn then(context: &Context<'_>, findings: &mut Findings<'_>) {
    for ((), prose, range) in context.places(context.simplified(), [("界时", ())]) {
        if prose.before(range.start).is_none_or(|c| "，。；：".contains(c)) {
            findings
                .report(&COMMON_SLIP, prose.span(range), say!("“界时”应为“届时”", "`界时` should be `届时`"))
                .why(say!("依据：{DICTIONARY}", "{DICTIONARY}"))
                .suggest("届时");
        }
    }
}

/// Slips of Traditional Chinese, by the dictionary of the Ministry of Education of Taiwan.
fn of_taiwan(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (right, prose, range) in context.places(context.chinese(), TAIWAN.iter().copied()) {
        let wrong = &prose.text()[range.clone()];
        findings
            .report(&COMMON_SLIP, prose.span(range), say!("“{wrong}”应为“{right}”", "`{wrong}` should be `{right}`"))
            .why(say!("依据：台湾《重编国语辞典》", "Dictionary of the Ministry of Education, Taiwan"))
            .suggest(right);
    }
}
