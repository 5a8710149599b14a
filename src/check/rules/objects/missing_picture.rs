use crate::check::{Context, Findings, Severity};
use crate::images::PictureFault;
use crate::model::Block;
use crate::{declare_rule, say};

declare_rule! {
    /// The picture of a figure cannot be used: there is no such file, it lies outside the project, is too large, cannot be read, or is neither PNG nor JPEG.
    ///
    /// What a file is is told by its contents, whatever its name says.
    ///
    /// 中文
    ///
    /// 图片不能用：文件不存在、在项目文件夹之外、太大、读不出来，或者不是 PNG、JPEG 图片。
    ///
    /// 是什么图片，看文件内容，不看文件名。
    ///
    /// ```notice,bad
    /// // picture: figures/site.png = missing
    /// ![演练点位示意](figures/site.png)
    /// ```
    /// ```notice,good
    /// // picture: figures/site.png = ok
    /// ![演练点位示意](figures/site.png)
    /// ```
    pub static MISSING_PICTURE = Rule { id: "missing-picture", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(images) = context.images else { return };
    for block in context.notice.blocks() {
        let Block::Figure(figure) = block else { continue };
        let path = &figure.path.text;
        let Some(Err(fault)) = images.get(path) else { continue };
        let message = match fault {
            PictureFault::Missing => say!("没有文件“{path}”", "there is no file `{path}`"),
            PictureFault::Outside => say!("“{path}”在项目文件夹之外", "`{path}` lies outside the project"),
            PictureFault::TooLarge => say!("图片“{path}”太大", "the picture `{path}` is too large"),
            PictureFault::TooManyPixels => say!("图片“{path}”的像素太多", "the picture `{path}` has too many pixels"),
            PictureFault::Unreadable(why) => say!("读不出“{path}”：{why}", "cannot read `{path}`: {why}"),
            PictureFault::NotAPicture => say!("“{path}”不是 PNG 或 JPEG 图片", "`{path}` is neither PNG nor JPEG"),
            PictureFault::OtherFormat(format) => {
                say!("“{path}”是 {format} 文件，不是 PNG 或 JPEG 图片", "`{path}` is {format}, neither PNG nor JPEG")
            }
            PictureFault::Unsupported => say!(
                "“{path}”是少见的 JPEG（无损、算术编码、12 位等）",
                "`{path}` is an uncommon kind of JPEG (lossless, arithmetic, 12 bits or the like)"
            ),
            // Not all of it is there: `damaged-picture`.
            PictureFault::Empty | PictureFault::Damaged(_) => continue,
        };
        let finding = findings.report(&MISSING_PICTURE, figure.path.span, message);
        match fault {
            PictureFault::Missing => finding.help(say!(
                "路径从文稿所在的文件夹算起，区分大小写",
                "the path begins at the folder of the draft, and letter case counts"
            )),
            PictureFault::Outside => finding.help(say!("把图片放到项目文件夹里", "put the picture into the project's folder")),
            PictureFault::TooLarge => finding.help(say!(
                "缩小图片，或者放宽 `zhumo.toml` 里的 `[limits]`",
                "make it smaller, or raise the limit in `[limits]` of `zhumo.toml`"
            )),
            PictureFault::TooManyPixels => {
                finding.help(say!("缩小图片：展开后不能超过 512 MB", "make it smaller: unpacked it may take 512 MB"))
            }
            PictureFault::Unreadable(_) => finding.help(say!("检查文件的权限", "look at the permissions of the file")),
            PictureFault::Unsupported => finding.help(say!("另存为普通的 JPEG 或 PNG", "save it as an ordinary JPEG or as PNG")),
            _ => {
                finding.help(say!("用看图软件打开，另存为 PNG 或 JPEG", "open it in an image program and save it as PNG or JPEG"))
            }
        };
    }
}
