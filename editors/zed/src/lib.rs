//! Tells Zed how to start egress-lsp.

use zed_extension_api::{self as zed, settings::LspSettings, serde_json, Command, LanguageServerId, Result, Worktree};

struct Egress;

impl zed::Extension for Egress {
    fn new() -> Self {
        Egress
    }

    fn language_server_command(&mut self, _id: &LanguageServerId, worktree: &Worktree) -> Result<Command> {
        let command = worktree
            .which("egress-lsp")
            .ok_or_else(|| "egress-lsp is not in PATH: install Egress".to_string())?;
        Ok(Command { command, args: vec!["--stdio".into()], env: worktree.shell_env() })
    }

    fn language_server_workspace_configuration(
        &mut self,
        id: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<serde_json::Value>> {
        let settings = LspSettings::for_worktree(id.as_ref(), worktree)?.settings;
        Ok(settings.map(|settings| serde_json::json!({ "egress": settings })))
    }
}

zed::register_extension!(Egress);
