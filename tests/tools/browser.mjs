// The browser of the tests: headless Chromium, which reaches nothing but this machine, in a home of its own.

import { accessSync, constants, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** Background services off: they would look for hosts, which fails noisily without a network. */
const FLAGS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // A page that asks for something from elsewhere is at fault, and shall not get it either.
  "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
];

/** Starts it, with the text of axe-core beside. Throws when either is missing; `CHROMIUM` names the browser (/usr/bin/chromium). */
export async function start() {
  const axe = readFileSync(fileURLToPath(new URL("node_modules/axe-core/axe.min.js", import.meta.url)), "utf8");
  const { chromium } = await import("playwright-core");
  const executablePath = process.env.CHROMIUM || "/usr/bin/chromium";
  try {
    accessSync(executablePath, constants.X_OK);
  } catch {
    throw new Error(`no browser at ${executablePath}; run tests/tools/install.sh, or name one with CHROMIUM`);
  }
  // It writes a home even with a fresh profile, and there may be no HOME at all.
  const home = mkdtempSync(path.join(tmpdir(), "zhumo-browser-"));
  const browser = await chromium.launch({
    executablePath,
    // Chromium's sandbox wants rights that containers and root do not have; the pages are our own.
    chromiumSandbox: false,
    args: FLAGS,
    env: { ...process.env, HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home },
  });
  const close = async () => {
    await browser.close().catch(() => {});
    rmSync(home, { recursive: true, force: true });
  };
  return { browser, axe, close };
}

/** The same for a tool named `name`, which ends with 2 when there is no browser. */
export async function startFor(name) {
  try {
    return await start();
  } catch (cause) {
    console.error(`${name}: ${cause.message}`);
    process.exit(2);
  }
}
