#!/usr/bin/env node
// Runs the program of this machine, which lies in a package of its own: npm installs only the one that fits.
const { spawnSync } = require("node:child_process");

const name = `@zhumo/${process.platform}-${process.arch}`;
let program;
try {
  program = require.resolve(`${name}/${process.platform === "win32" ? "zhumo.exe" : "zhumo"}`);
} catch {
  console.error(`错误：没有装上 ${name}：这种系统没有现成的程序，或者安装时略去了可选的包`);
  console.error(`error: ${name} is not installed: there is none for this system, or optional packages were left out`);
  process.exit(2);
}
const { status, signal, error } = spawnSync(program, process.argv.slice(2), { stdio: "inherit" });
if (error) {
  console.error(`zhumo: ${error.message}`);
  process.exit(2);
}
// As a shell says it, should the program have been ended.
process.exit(status ?? 128 + (require("node:os").constants.signals[signal] ?? 0));
