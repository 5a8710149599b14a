use crate::check::{Context, Findings, Severity};
use crate::images::PictureFault;
use crate::model::Block;
use crate::{declare_rule, say};

declare_rule! {
    /// The file of a picture is empty, cut short, or not as it was written.
    ///
    /// A download or a copy that broke off leaves half a picture, and most programs show the other half grey or white without a word. So the file is read to its end: every part of a JPEG must be there, and every checksum of a PNG must be right. What follows behind the end of the picture does not matter. A picture that is damaged stands in no output.
    ///
    /// 中文
    ///
    /// 图片文件是空的、不完整，或者内容已经损坏。
    ///
    /// 下载、复制中断，图片就只剩一半，多数软件不作声，把缺的部分显示成灰色或者白色。所以要把文件读到底：JPEG 的每一块都要在，PNG 的校验和都要对。图像结束以后多出来的内容不管。损坏的图片不会出现在任何成品里。
    ///
    /// ```notice,bad
    /// // picture: figures/site.jpg = damaged
    /// ![演练点位示意](figures/site.jpg)
    /// ```
    /// ```notice,good
    /// // picture: figures/site.jpg = ok
    /// ![演练点位示意](figures/site.jpg)
    /// ```
    pub static DAMAGED_PICTURE = Rule { id: "damaged-picture", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(images) = context.images else { return };
    for block in context.notice.blocks() {
        let Block::Figure(figure) = block else { continue };
        let path = &figure.path.text;
        let message = match images.get(path) {
            Some(Err(PictureFault::Empty)) => say!("图片“{path}”是空文件", "the picture `{path}` is an empty file"),
            Some(Err(PictureFault::Damaged(why))) => {
                let (zh, en) = (&why.zh, &why.en);
                say!("图片“{path}”已损坏：{zh}", "the picture `{path}` is damaged: {en}")
            }
            _ => continue,
        };
        findings.report(&DAMAGED_PICTURE, figure.path.span, message).help(say!(
            "重新下载、复制，或者从原来的程序重新导出",
            "download or copy it again, or export it again from where it was made"
        ));
    }
}
