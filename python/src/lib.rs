//! The library for Python: `zhumo._native`, a few functions that take and give plain values. What a user sees is `zhumo/`, in Python.
//!
//! Here: [`Engine`], which checks, builds and fills; functions that need no settings. Not here: values on their way (`values`), errors
//! (`errors`), how anything is decided (the library).
//!
//! The lock of the interpreter is released while the library works, and no panic crosses.

#![allow(clippy::type_complexity, reason = "values on their way to Python are tuples, which are named there")]

mod engine;
mod errors;
mod values;

use errors::guarded;
use pyo3::prelude::*;
use zhumo::model::Notice;

/// What changed between two drafts, as JSON.
#[pyfunction]
fn diff(py: Python<'_>, old: &str, new: &str) -> PyResult<String> {
    guarded(py, || {
        let read = |text: &str| Notice::read(&zhumo::syntax::parse(text));
        Ok(serde_json::to_string(&zhumo::diff::diff(&read(old), &read(new))).unwrap_or_default())
    })
}

/// The sum of several things, each with its length, by which what is made from them is named.
#[pyfunction]
fn sha256(py: Python<'_>, parts: Vec<pyo3::pybacked::PyBackedBytes>) -> PyResult<String> {
    use sha2::{Digest, Sha256};
    guarded(py, || {
        let mut sum = Sha256::new();
        for part in &parts {
            sum.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            sum.update(part);
        }
        Ok(sum.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
    })
}

/// The sum of a file as `sha256sum` gives it.
#[pyfunction]
fn sha256_of(py: Python<'_>, data: pyo3::pybacked::PyBackedBytes) -> PyResult<String> {
    use sha2::{Digest, Sha256};
    guarded(py, || Ok(Sha256::digest(&data).iter().map(|byte| format!("{byte:02x}")).collect()))
}

#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<engine::Engine>()?;
    module.add_function(wrap_pyfunction!(diff, module)?)?;
    module.add_function(wrap_pyfunction!(sha256, module)?)?;
    module.add_function(wrap_pyfunction!(sha256_of, module)?)?;
    module.add_function(wrap_pyfunction!(errors::panics, module)?)
}
