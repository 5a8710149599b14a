use crate::check::{Context, Findings, Severity};
use crate::images::PictureFormat;
use crate::model::Block;
use crate::{declare_rule, say};

declare_rule! {
    /// The name of a picture says another format than the file has.
    ///
    /// Page and web page show it all the same, because they look into the file. Markdown and data only name the file, and programs that go by the name, an office program among them, refuse it.
    ///
    /// 中文
    ///
    /// 图片的文件名和实际格式不一致。
    ///
    /// 版面和网页看的是文件内容，照样显示。Markdown 和数据里只有文件名，按文件名判断格式的软件（例如办公软件）会打不开。
    ///
    /// ```notice,bad
    /// // picture: figures/site.png = jpeg
    /// ![演练点位示意](figures/site.png)
    /// ```
    /// ```notice,good
    /// // picture: figures/site.png = ok
    /// ![演练点位示意](figures/site.png)
    /// ```
    pub static MISNAMED_PICTURE = Rule { id: "misnamed-picture", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(images) = context.images else { return };
    for block in context.notice.blocks() {
        let Block::Figure(figure) = block else { continue };
        let path = &figure.path.text;
        let Some(picture) = images.picture(path) else { continue };
        let Some((_, ending)) = path.rsplit_once('.') else { continue };
        let said = match ending.to_ascii_lowercase().as_str() {
            "png" => PictureFormat::Png,
            "jpg" | "jpeg" | "jpe" | "jfif" => PictureFormat::Jpeg,
            // Any other ending says nothing, or what `figure` needs no word about.
            _ => continue,
        };
        if said == picture.format {
            continue;
        }
        let (format, right) = match picture.format {
            PictureFormat::Png => ("PNG", ".png"),
            PictureFormat::Jpeg => ("JPEG", ".jpg"),
        };
        findings
            .report(&MISNAMED_PICTURE, figure.path.span, say!("“{path}”其实是 {format} 图片", "`{path}` is a {format} file"))
            .help(say!("把文件改名为 {right} 结尾，文稿里一起改", "rename the file to end in {right}, here as well"));
    }
}
