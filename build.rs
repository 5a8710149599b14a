//! How the program is linked.
//!
//! Where it runs is fixed on Linux with glibc: a program that may stand anywhere has its 30,000 addresses filled in at every
//! start, which takes half a millisecond, a third of the time of a run that does nothing. Heap, stack and libraries stand
//! anywhere all the same.
//!
//! The functions of a usual run lie side by side, for the sake of page faults (`link/order.txt`, `scripts/order.py`).

use std::error::Error;
use std::path::Path;

const ORDER: &str = "link/order.txt";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed={ORDER}");
    if target("OS") != "linux" || target("ENV") != "gnu" {
        return Ok(());
    }
    println!("cargo:rustc-link-arg-bins=-no-pie");
    if target("ARCH") == "x86_64" && variable("PROFILE") == "release" && !other_linker() {
        let script = Path::new(&variable("OUT_DIR")).join("order.ld");
        std::fs::write(&script, ordered(&std::fs::read_to_string(ORDER)?))?;
        // Two arguments: a comma in the path would part one that is handed through with `-Wl,`.
        println!("cargo:rustc-link-arg-bins=-T");
        println!("cargo:rustc-link-arg-bins={}", script.display());
    }
    Ok(())
}

/// The linker script that lays the functions of the list in front of the others; what it does not find, it leaves out.
fn ordered(list: &str) -> String {
    let names = list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let lines: String = names.map(|name| format!("    *(.text.{name} .text.unlikely.{name})\n")).collect();
    format!("SECTIONS {{\n  .text.first : {{\n{lines}  }}\n}} INSERT BEFORE .text;\n")
}

/// Whether somebody chose a linker: not every one takes part of a script.
fn other_linker() -> bool {
    let flags = variable("CARGO_ENCODED_RUSTFLAGS");
    !variable("RUSTC_LINKER").is_empty() || ["linker", "fuse-ld", "link-arg"].iter().any(|choice| flags.contains(choice))
}

fn target(part: &str) -> String {
    variable(&format!("CARGO_CFG_TARGET_{part}"))
}

fn variable(name: &str) -> String {
    std::env::var(name).unwrap_or_default()
}
