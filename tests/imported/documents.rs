//! Documents of fictitious offices with what is right for each: the text is put together from shapes of daily work, in own wording.

/// A document, and with it what an import must find.
#[derive(Clone, Debug, Default)]
pub struct Document {
    pub name: String,
    pub mark: Vec<String>,
    pub number: String,
    pub approver: String,
    /// The title in the lines in which it is typed.
    pub title: Vec<String>,
    pub recipients: String,
    pub body: Vec<String>,
    pub annexes: Vec<(String, Vec<String>)>,
    pub signatories: Vec<String>,
    pub date: String,
    pub note: String,
    pub copies: String,
    pub printed: String,
    /// The text that is issued or forwarded: its title and its lines.
    pub issued: Option<(String, Vec<String>)>,
}

const PLACES: [&str; 5] = ["示例市", "云岭市", "临澄县", "青石区", "海桐省"];
const OFFICES: [&str; 8] =
    ["水务局", "统计局", "应急管理局", "教育局", "人民政府办公室", "市场监督管理局", "住房和城乡建设局", "卫生健康委员会"];
const CODES: [&str; 8] = ["水发", "统发", "应急", "教办", "政办发", "市监函", "建〔", "卫办"];

/// Subjects, each with sentences of a body.
const SUBJECTS: [(&str, &[&str]); 12] = [
    (
        "做好今冬明春供水保障工作",
        &[
            "入冬以来，部分管网老化，爆管增多。现就做好供水保障有关事项通知如下。",
            "一、压实责任",
            "各供水单位要落实值班制度，每日8:00前报送压力数据，管网压力不得低于0.28MPa。",
            "二、加强巡查",
            "（一）泵站每班至少巡查2次。",
            "（二）管网漏损率控制在9.5%以内。",
        ],
    ),
    (
        "开展年度统计报表核查",
        &[
            "为提高数据质量，定于2026年10月12日至16日开展核查。",
            "一、核查范围。规模以上工业企业412家，限额以上批发零售业企业87家。",
            "二、核查办法。采取“双随机”方式，抽查比例为5%。核查结果于10月20日前报送。",
        ],
    ),
    (
        "加强汛期值班值守",
        &[
            "据气象部门预报，10月上旬我市有3次较强降水过程，累计雨量120至180毫米。",
            "各单位要严格执行24小时值班和领导带班制度，重大险情15分钟内电话报告。",
            "联系人：值班室",
            "联系电话：000-00000000",
        ],
    ),
    (
        "举办中小学生科技创新大赛",
        &[
            "第18届中小学生科技创新大赛定于2026年11月7日举行，现将有关事项通知如下：",
            "一、参赛对象",
            "全市在校中小学生，每校限报3个项目。",
            "二、奖项设置",
            "设一等奖10名、二等奖20名、三等奖30名，奖金分别为2000元、1000元、500元。",
        ],
    ),
    (
        "清理规范行政审批中介服务",
        &[
            "根据《行政许可法》和有关规定，经研究，决定清理规范中介服务事项46项。",
            "1.保留12项；",
            "2.取消28项；",
            "3.改为内部征询6项。",
            "以上事项自2026年12月1日起执行。",
        ],
    ),
    (
        "进一步规范建筑工地扬尘治理",
        &[
            "近期检查发现，部分工地裸土未覆盖，车辆带泥上路，PM10日均浓度上升18%。",
            "一、严格落实“六个百分之百”要求。",
            "二、对3次以上违规的施工单位，暂停投标资格6个月。",
        ],
    ),
    (
        "做好流感疫苗接种",
        &[
            "2026年流感疫苗接种工作自9月15日开始，目标人群12.6万人。",
            "接种门诊每日开放时间为8:00—11:30、14:00—17:00。",
            "对60岁以上老年人免费接种，所需经费列入年度预算。",
        ],
    ),
    (
        "表扬节水先进单位",
        &[
            "2026年，全市万元产值用水量下降4.7%，涌现出一批先进单位。",
            "经评选，决定对青石纺织厂等15个单位予以通报表扬。",
            "希望受表扬的单位珍惜荣誉，再接再厉。",
        ],
    ),
    (
        "调整最低生活保障标准",
        &[
            "经市人民政府同意，自2026年7月1日起，城市低保标准由每人每月820元调整为860元。",
            "农村低保标准由每人每年7800元调整为8160元。",
            "请各地认真组织实施，确保按时足额发放。",
        ],
    ),
    (
        "开展消防安全隐患排查",
        &[
            "一、排查重点",
            "（一）人员密集场所；",
            "（二）高层住宅；",
            "（三）电动自行车集中充电处。",
            "二、时间安排",
            "1.自查阶段（10月9日至15日）。各单位对照清单自查。",
            "2.抽查阶段（10月16日至31日）。抽查比例不低于20%。",
        ],
    ),
    (
        "提前下达农田水利建设资金",
        &[
            "现下达2027年农田水利建设资金3560万元，列“2130305水利工程建设”科目。",
            "资金专款专用，不得用于发放工资、津贴和楼堂馆所建设。",
            "项目完工后30日内完成验收，验收报告报市财政局备案。",
        ],
    ),
    (
        "组织开展质量月活动",
        &[
            "今年质量月活动的主题是“人人重视质量　处处追求卓越”。",
            "各地要结合实际，制定方案，9月底前完成4场现场观摩。",
            "活动总结、图片请于10月15日前发至zhiliang@example.gov.cn。",
        ],
    ),
];

const RECIPIENTS: [&str; 6] = [
    "各区人民政府，市政府各部门：",
    "各县（市、区）水务局：",
    "机关各处室、局属各单位：",
    "各有关单位：",
    "各乡镇人民政府、街道办事处，县直各单位，各有关企业：",
    "各市、州教育局，各直属学校：",
];

const ANNEXES: [&str; 6] = ["任务分工表", "检查情况统计表", "报名表", "2026年度指标分解一览表", "先进单位名单", "联系人回执"];

/// 204 documents.
pub fn all() -> Vec<Document> {
    (0..204).map(document).collect()
}

fn document(at: usize) -> Document {
    let shape = at % 17;
    let (subject, body) = SUBJECTS[at % SUBJECTS.len()];
    let place = PLACES[(at / 3) % PLACES.len()];
    let pick = (at / 2) % OFFICES.len();
    let office = format!("{place}{}", OFFICES[pick]);
    let code = format!("{}{}", ["示", "云", "临", "青", "海"][(at / 3) % PLACES.len()], CODES[pick].trim_end_matches('〔'));
    let mut one = Document {
        name: format!("{at:03}"),
        number: format!("{code}〔2026〕{}号", at + 1),
        recipients: RECIPIENTS[at % RECIPIENTS.len()].to_owned(),
        body: body.iter().map(|line| (*line).to_owned()).collect(),
        signatories: vec![office.clone()],
        date: format!("2026年{}月{}日", at % 12 + 1, at % 28 + 1),
        ..Document::default()
    };
    let title = |genre: &str| titled(&format!("{office}关于{subject}的{genre}"), at);
    one.title = title("通知");
    if at.is_multiple_of(4) {
        one.note = ["此件公开发布", "此件依申请公开", "联系人：王工，联系电话：000-00000000"][at / 4 % 3].to_owned();
    }
    if at.is_multiple_of(3) {
        let count = at / 3 % 4;
        one.annexes = (0..count)
            .map(|i| {
                (
                    ANNEXES[(at + i) % ANNEXES.len()].to_owned(),
                    vec!["序号　事项　数量".to_owned(), format!("1　材料　{}份", at + i)],
                )
            })
            .collect();
    }
    match shape {
        0 => one.mark = vec![format!("{office}文件")],
        1 => {
            one.mark = vec![office.clone(), format!("{place}财政局文件")];
            one.title = titled(&format!("关于{subject}的通知"), at);
            one.signatories.push(format!("{place}财政局"));
        }
        2 => {
            one.mark = vec![format!("{office}文件")];
            one.approver = "李明".to_owned();
            one.title = title("请示");
            one.recipients = format!("{place}人民政府：");
            one.body = vec![body[0].to_owned(), "妥否，请批示。".to_owned()];
        }
        3 => {
            one.issued = Some((
                format!("{subject}实施方案"),
                vec![
                    "为落实有关要求，制定本方案。".to_owned(),
                    "一、总体目标".to_owned(),
                    "到2027年底，完成率达到95%以上。".to_owned(),
                    "二、保障措施".to_owned(),
                    "加强组织领导，按月调度。".to_owned(),
                ],
            ));
            one.title = titled(&format!("{office}关于印发{subject}实施方案的通知"), at);
            one.body = vec![format!("现将《{subject}实施方案》印发给你们，请认真贯彻执行。")];
            one.annexes.clear();
        }
        4 => {
            one.issued = Some((
                format!("关于{subject}的意见"),
                vec![
                    "一、提高认识".to_owned(),
                    "各地要提高认识，加强领导。".to_owned(),
                    "二、落实责任".to_owned(),
                    "每月5日前报送进度。".to_owned(),
                    format!("{place}发展和改革委员会"),
                    "2026年1月1日".to_owned(),
                ],
            ));
            one.title = titled(&format!("{office}转发市发展改革委关于{subject}意见的通知"), at);
            one.body = vec!["现将市发展改革委的意见转发给你们，请结合实际认真执行。".to_owned()];
            one.annexes.clear();
        }
        5 => {
            one.title = title("通告");
            one.recipients.clear();
            one.number.clear();
        }
        6 => {
            one.title = titled(&format!("{office}关于{subject}的公示"), at);
            one.recipients.clear();
            one.number.clear();
            one.body.push("公示期内如有异议，请以书面形式反映。".to_owned());
        }
        7 => {
            one.title = titled(&format!("{office}关于{subject}有关问题的复函"), at);
            one.recipients = "临澄县水务局：".to_owned();
            one.body = vec![
                "你局《关于有关问题的请示》（临水〔2026〕31号）收悉。经研究，现函复如下：".to_owned(),
                "一、原则同意你局意见。".to_owned(),
                "二、所需资金由县级财政安排。".to_owned(),
                "特此函复。".to_owned(),
            ];
        }
        8 => {
            one.signatories.push(format!("{place}总工会"));
            one.signatories.push(format!("共青团{place}委员会"));
            one.title = titled(&format!("关于联合{subject}的通知"), at);
        }
        9 => {
            one.title = vec![format!("致全市{}的一封信", ["用水户", "家长", "市民", "企业"][at / 17 % 4])];
            one.recipients = "尊敬的朋友们：".to_owned();
            one.number.clear();
            one.annexes.clear();
            one.body = vec!["您好！感谢一年来对我们工作的关心。".to_owned(), "让我们携手前行，共建美好家园！".to_owned()];
            one.note.clear();
        }
        10 => {
            one.mark = vec![format!("{place}人民政府文件")];
            one.signatories = vec![format!("{place}人民政府")];
            one.title = titled(&format!("{place}人民政府关于{subject}的意见"), at);
            one.copies = "市委办公室，市人大常委会办公室，市政协办公室。".to_owned();
            one.printed = format!("{place}人民政府办公室　　{}印发", one.date);
        }
        11 => {
            one.title = title("通报");
            one.copies = "海桐省水利厅。".to_owned();
            one.printed = format!("{office}办公室　　　　{}印发", one.date);
        }
        12 => {
            one.title = title("报告");
            one.recipients = "海桐省人民政府：".to_owned();
            one.body.push("特此报告。".to_owned());
            one.body.retain(|line| !line.starts_with("联系"));
        }
        13 => {
            one.title = titled(&format!("{place}人民代表大会常务委员会关于批准{subject}议案的决定"), at);
            one.signatories = vec![format!("{place}人民代表大会常务委员会")];
            one.recipients.clear();
            one.number.clear();
            one.annexes.clear();
        }
        14 => {
            one.title = titled(&format!("关于召开{subject}会议的通知"), at);
            one.body = vec![
                "经研究，定于2026年10月20日召开会议，现将有关事项通知如下：".to_owned(),
                "一、会议时间".to_owned(),
                "10月20日（星期二）9:00，会期半天。".to_owned(),
                "二、会议地点".to_owned(),
                "市政府大楼3楼会议室。".to_owned(),
                "请参会人员提前10分钟入场。".to_owned(),
            ];
        }
        15 => one.title = titled(&format!("{office}办公室关于征求{subject}办法（征求意见稿）意见的函"), at),
        _ => one.title = titled(&format!("关于{subject}的补充通知"), at),
    }
    if one.body.iter().any(|line| line.starts_with("联系人")) {
        one.note.clear();
    }
    one
}

/// A title in one line, in two or in three.
fn titled(title: &str, at: usize) -> Vec<String> {
    let characters: Vec<char> = title.chars().collect();
    let rows = match at % 5 {
        0 | 3 => 1,
        4 if characters.len() > 30 => 3,
        _ => 2,
    };
    if rows == 1 || characters.len() < 16 {
        return vec![title.to_owned()];
    }
    // Lines end where words do in most titles: before 关于, 的, or somewhere in the middle.
    if at.is_multiple_of(2)
        && rows == 2
        && let Some(cut) = title.find("关于").filter(|cut| *cut > 0)
    {
        return vec![title[..cut].to_owned(), title[cut..].to_owned()];
    }
    let length = characters.len().div_ceil(rows);
    characters.chunks(length).map(|line| line.iter().collect()).collect()
}
