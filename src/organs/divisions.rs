//! The thirty-four divisions at the level of provinces, in the order of the official list.

use super::Division;

const fn division(full: &'static str, short: &'static str, sign: &'static str, english: &'static str) -> Division {
    Division { full, short, sign, english }
}

/// The divisions, in the order in which they are listed.
pub static DIVISIONS: &[Division] = &[
    division("北京市", "北京", "京", "Beijing"),
    division("天津市", "天津", "津", "Tianjin"),
    division("河北省", "河北", "冀", "Hebei Province"),
    division("山西省", "山西", "晋", "Shanxi Province"),
    division("内蒙古自治区", "内蒙古", "蒙", "Inner Mongolia Autonomous Region"),
    division("辽宁省", "辽宁", "辽", "Liaoning Province"),
    division("吉林省", "吉林", "吉", "Jilin Province"),
    division("黑龙江省", "黑龙江", "黑", "Heilongjiang Province"),
    division("上海市", "上海", "沪申", "Shanghai"),
    division("江苏省", "江苏", "苏", "Jiangsu Province"),
    division("浙江省", "浙江", "浙", "Zhejiang Province"),
    division("安徽省", "安徽", "皖", "Anhui Province"),
    division("福建省", "福建", "闽", "Fujian Province"),
    division("江西省", "江西", "赣", "Jiangxi Province"),
    division("山东省", "山东", "鲁", "Shandong Province"),
    division("河南省", "河南", "豫", "Henan Province"),
    division("湖北省", "湖北", "鄂", "Hubei Province"),
    division("湖南省", "湖南", "湘", "Hunan Province"),
    division("广东省", "广东", "粤", "Guangdong Province"),
    division("广西壮族自治区", "广西", "桂", "Guangxi Zhuang Autonomous Region"),
    division("海南省", "海南", "琼", "Hainan Province"),
    division("重庆市", "重庆", "渝", "Chongqing"),
    division("四川省", "四川", "川蜀", "Sichuan Province"),
    division("贵州省", "贵州", "黔贵", "Guizhou Province"),
    division("云南省", "云南", "滇云", "Yunnan Province"),
    division("西藏自治区", "西藏", "藏", "Xizang Autonomous Region"),
    division("陕西省", "陕西", "陕秦", "Shaanxi Province"),
    division("甘肃省", "甘肃", "甘陇", "Gansu Province"),
    division("青海省", "青海", "青", "Qinghai Province"),
    division("宁夏回族自治区", "宁夏", "宁", "Ningxia Hui Autonomous Region"),
    division("新疆维吾尔自治区", "新疆", "新", "Xinjiang Uygur Autonomous Region"),
    division("台湾省", "台湾", "台", "Taiwan Province"),
    division("香港特别行政区", "香港", "港", "Hong Kong Special Administrative Region"),
    division("澳门特别行政区", "澳门", "澳", "Macao Special Administrative Region"),
];
