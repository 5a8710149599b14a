//! Starts `zhumo lsp`, the program on the PATH or the one that the settings of Zed name (`lsp.zhumo.binary.path`).

use zed_extension_api::settings::LspSettings;
use zed_extension_api::{Command, Extension, LanguageServerId, Result, Worktree, register_extension};

struct Zhumo;

impl Extension for Zhumo {
    fn new() -> Self {
        Self
    }

    fn language_server_command(&mut self, server: &LanguageServerId, worktree: &Worktree) -> Result<Command> {
        let named = LspSettings::for_worktree(server.as_ref(), worktree)?.binary.and_then(|binary| binary.path);
        let command = named
            .or_else(|| worktree.which("zhumo"))
            .ok_or("zhumo is not on the PATH; lsp.zhumo.binary.path may say where it is")?;
        Ok(Command { command, args: vec!["lsp".to_owned()], env: worktree.shell_env() })
    }
}

register_extension!(Zhumo);
