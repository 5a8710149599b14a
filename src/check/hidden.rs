//! Names and numbers of which a part is hidden: `张××`, `王**`, `5101××××1234`.
//!
//! Here: what stands before the hidden part of a name. Not here: which stars are marks (`model`).

/// The commonest surnames, which stand before the hidden part of a name.
const SURNAMES: &str = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董袁潘蔡蒋余于杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";

/// Whether a character is one of the commonest surnames.
pub(super) fn is_surname(character: char) -> bool {
    SURNAMES.contains(character)
}
