//! The notice as data.

use super::{BuildError, Target};
use crate::model::Notice;

#[derive(serde::Serialize)]
pub(super) struct Document<'a> {
    schema_version: u32,
    #[serde(flatten)]
    notice: &'a Notice,
}

impl<'a> Document<'a> {
    pub const fn of(notice: &'a Notice) -> Self {
        Self { schema_version: 1, notice }
    }
}

/// The notice as JSON, as [`ast_schema`] describes it.
///
/// # Errors
/// Only when the JSON writer fails, which for a notice it does not.
pub fn json(notice: &Notice) -> Result<String, BuildError> {
    let mut text = serde_json::to_string_pretty(&Document::of(notice)).map_err(unwritten)?;
    text.push('\n');
    Ok(text)
}

pub(super) fn unwritten(error: serde_json::Error) -> BuildError {
    BuildError::Write { target: Target::Json, cause: error.to_string() }
}

/// The JSON Schema of what [`json`] writes.
#[must_use]
pub fn ast_schema() -> serde_json::Value {
    let mut schema = serde_json::to_value(schemars::schema_for!(Notice)).unwrap_or_default();
    schema["properties"]["schema_version"] =
        serde_json::json!({ "type": "integer", "const": 1, "description": "Version of this format." });
    if let Some(required) = schema["required"].as_array_mut() {
        required.insert(0, "schema_version".into());
    }
    schema["title"] = "Zhumo notice".into();
    schema
}
