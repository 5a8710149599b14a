//! `zhumo init`: a notice to begin with.

use super::args::{Cli, InitArgs};
use super::{Outcome, RunError, files, out};
use zhumo::preview::Start;
use zhumo::say;

/// Writes a short sound notice where nothing is yet.
pub(crate) fn run(args: &InitArgs, cli: &Cli) -> Result<Outcome, RunError> {
    let shown = args.file.display();
    if args.file.symlink_metadata().is_ok() {
        let message = say!("{shown} 已经存在，没有改动", "{shown} is there already and was left alone");
        return Err(RunError::new(message, say!("另取一个文件名", "name another file")));
    }
    let Some(start) = Start::find(&args.layout) else {
        let layout = &args.layout;
        let message = say!("没有名为 {layout} 的样稿", "there is no notice named {layout}");
        return Err(RunError::new(message, say!("zhumo init --help 列出了样稿", "zhumo init --help lists them")));
    };
    files::write(&args.file, start.text.as_bytes())?;
    if !cli.common.quiet {
        out::print(&super::screen::names([&args.file]))?;
    }
    Ok(Outcome::Clean)
}
