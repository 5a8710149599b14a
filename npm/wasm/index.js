// The library as WebAssembly, called with words and JSON (wasm/src/memory.rs says how). Nothing here opens a connection, but that `load` reads
// zhumo.wasm from where this file lies, when it is not handed over.

/** What went wrong, in both languages; `message` is in that of the question. */
export class ZhumoError extends Error {
  constructor(said, language) {
    super(said[language]);
    this.name = "ZhumoError";
    this.zh = said.zh;
    this.en = said.en;
  }
}

async function ours() {
  const address = new URL("./zhumo.wasm", import.meta.url);
  if (address.protocol !== "file:") return WebAssembly.compileStreaming(fetch(address));
  // Node does not fetch files.
  const files = "node:fs/promises";
  const { readFile } = await import(/* @vite-ignore */ /* webpackIgnore: true */ files);
  return WebAssembly.compile(await readFile(address));
}

/** Makes the library ready. `wasm` is zhumo.wasm, where it does not lie beside this file: its bytes, or compiled. */
export async function load(wasm) {
  const module = wasm === undefined ? await ours() : wasm instanceof WebAssembly.Module ? wasm : await WebAssembly.compile(wasm);
  return new Zhumo(module);
}

function bytes(base64) {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

function base64(bytes) {
  let text = "";
  // A call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

/** The text with changes made; they do not overlap. */
export function apply(text, changes) {
  const last = [...changes].sort((a, b) => b.from - a.from);
  return last.reduce((text, { from, to, insert }) => text.slice(0, from) + insert + text.slice(to), text);
}

export class Zhumo {
  #module;
  #library = null;

  constructor(module) {
    this.#module = module;
  }

  #instance() {
    const imports = {};
    // Crates below name functions for random numbers, which no notice needs.
    for (const { module, name } of WebAssembly.Module.imports(this.#module)) {
      (imports[module] ??= {})[name] = () => {
        throw new Error(`${name} is not to be had here`);
      };
    }
    return new WebAssembly.Instance(this.#module, imports).exports;
  }

  #ask(name, { language = "zh", ...question } = {}) {
    const asked = new TextEncoder().encode(`${name}\n${JSON.stringify({ ...question, lang: language })}`);
    let answer;
    try {
      const library = (this.#library ??= this.#instance());
      const room = library.zhumo_room(asked.length) >>> 0;
      new Uint8Array(library.memory.buffer, room, asked.length).set(asked);
      const length = library.zhumo_answer() >>> 0;
      answer = new TextDecoder().decode(new Uint8Array(library.memory.buffer, library.zhumo_answer_at() >>> 0, length));
    } catch {
      // A question that makes it fail ends this memory, and nothing else.
      this.#library = null;
      throw new ZhumoError({ zh: "程序内部出错", en: "the program failed inside" }, language);
    }
    const found = JSON.parse(answer);
    if (typeof found.error?.zh === "string" && typeof found.error?.en === "string") throw new ZhumoError(found.error, language);
    return found;
  }

  #changed(name, text, options) {
    return apply(text, this.#ask(name, { ...options, text }).edits);
  }

  #output(kind, text, options) {
    return bytes(this.#ask("export", { ...options, text, kind }).base64);
  }

  get version() {
    return this.#ask("version").version;
  }

  check(text, options) {
    const { findings, outline, title } = this.#ask("look", { ...options, text });
    return { findings, outline, title };
  }

  fix(text, options) {
    return this.#changed("fix", text, options);
  }

  format(text, options) {
    return this.#changed("fmt", text, options);
  }

  complete(text, at, options) {
    return this.#ask("complete", { ...options, text, at }).offers;
  }

  html(text, options) {
    return new TextDecoder().decode(this.#output("html", text, options));
  }

  markdown(text, options) {
    return new TextDecoder().decode(this.#output("md", text, options));
  }

  json(text, options) {
    return JSON.parse(new TextDecoder().decode(this.#output("json", text, options)));
  }

  docx(text, options) {
    return this.#output("docx", text, options);
  }

  import(name, file, options) {
    return this.#ask("import", { ...options, path: name, text: base64(file) });
  }
}
