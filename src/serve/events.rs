//! What the page is told without asking: drafts that change on disk.

use super::desk::Desk;
use super::folder::is_draft;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use serde_json::json;
use std::sync::Arc;

/// Watches the root. A system that cannot watch gives a preview that does not notice; saving still does.
pub(super) fn watch(desk: &Arc<Desk>) -> Option<RecommendedWatcher> {
    let seen = desk.clone();
    let heard = move |event: notify::Result<Event>| {
        let Ok(event) = event else { return };
        if matches!(event.kind, EventKind::Access(_)) {
            return;
        }
        for path in event.paths.iter().filter(|path| is_draft(path)) {
            if let Some(name) = seen.folder.name(path) {
                seen.listeners.tell(&json!({ "kind": "changed", "path": name, "stamp": seen.folder.stamp(path) }));
            }
        }
        if event.paths.iter().any(|path| path.ends_with("zhumo.toml")) {
            seen.listeners.tell(&json!({ "kind": "settings" }));
        }
    };
    let mut watcher = notify::recommended_watcher(heard).ok()?;
    watcher.watch(&desk.folder.root, RecursiveMode::Recursive).ok()?;
    Some(watcher)
}
