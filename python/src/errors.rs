//! What goes wrong, as exceptions of `zhumo._types`. They are made there so that they travel between processes as any other value.

use pyo3::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};
use zhumo::project::RunError;
use zhumo::say;

/// Why nothing came of it: the run, or the program.
pub(crate) enum Failure {
    Run(RunError),
    Program(RunError),
}

impl Failure {
    /// The class of the exception, and what is wrong.
    pub(crate) fn parts(&self) -> (&'static str, &RunError) {
        match self {
            Self::Run(error) => ("RunError", error),
            Self::Program(error) => ("ProgramError", error),
        }
    }

    /// The exception.
    pub(crate) fn raised(&self, py: Python<'_>) -> PyErr {
        let (class, error) = self.parts();
        let (message, help) = (&error.message, &error.help);
        let made = py
            .import("zhumo._types")
            .and_then(|module| module.getattr(class))
            .and_then(|class| class.call1((&message.zh, &message.en, &help.zh, &help.en)));
        match made {
            Ok(value) => PyErr::from_value(value),
            Err(error) => error,
        }
    }
}

/// Does something that may fail or panic.
pub(crate) fn caught<T>(work: impl FnOnce() -> Result<T, RunError>) -> Result<T, Failure> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(done) => done.map_err(Failure::Run),
        Err(_) => Err(Failure::Program(RunError::new(
            say!("程序出了错，没有结果", "the program failed, and nothing came of it"),
            say!(
                "这是程序的错误；请把这份文稿交给开发者",
                "this is a fault of the program: please hand the draft to the developers"
            ),
        ))),
    }
}

/// The same without the lock of the interpreter; what went wrong is an exception.
pub(crate) fn guarded<T: Send>(py: Python<'_>, work: impl FnOnce() -> Result<T, RunError> + Send) -> PyResult<T> {
    py.allow_threads(|| caught(work)).map_err(|failure| failure.raised(py))
}

/// Panics, for the test that this reaches nobody.
#[pyfunction]
#[pyo3(name = "_panics")]
#[expect(clippy::panic, reason = "that is what it is for")]
pub(crate) fn panics(py: Python<'_>) -> PyResult<()> {
    guarded(py, || panic!("on purpose"))
}
