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

  /** Writes bytes for the library, and calls it; what it answers. */
  #call(pieces, act, language) {
    try {
      const library = (this.#library ??= this.#instance());
      let at = library.zhumo_room(pieces.reduce((sum, piece) => sum + piece.length, 0)) >>> 0;
      for (const piece of pieces) {
        // The memory may grow, and is another array then.
        new Uint8Array(library.memory.buffer, at, piece.length).set(piece);
        at += piece.length;
      }
      const length = act(library) >>> 0;
      return JSON.parse(new TextDecoder().decode(new Uint8Array(library.memory.buffer, library.zhumo_answer_at() >>> 0, length)));
    } catch {
      // A question that makes it fail ends this memory, and nothing else but the fonts in it.
      this.#library = null;
      throw new ZhumoError({ zh: "程序内部出错", en: "the program failed inside" }, language);
    }
  }

  #ask(name, { language = "zh", ...question } = {}) {
    const asked = new TextEncoder().encode(`${name}\n${JSON.stringify({ ...question, lang: language })}`);
    return this.#sound(this.#call([asked], (library) => library.zhumo_answer(), language), language);
  }

  #sound(found, language) {
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

  pdf(text, options) {
    return this.#output("pdf", text, options);
  }

  ofd(text, options) {
    return this.#output("ofd", text, options);
  }

  pages(text, options) {
    const { pages } = this.#ask("look", { ...options, text, pages: true });
    return pages.map(({ name, width, height }) => ({ width, height, svg: this.#ask("page", { ...options, name }).svg }));
  }

  addFont(name, file, { language = "zh" } = {}) {
    const asked = new TextEncoder().encode(name);
    return this.#sound(this.#call([file, asked], (library) => library.zhumo_font(asked.length), language), language).faces;
  }

  fonts(options) {
    return this.#ask("fonts", options);
  }

  import(name, file, options) {
    return this.#ask("import", { ...options, path: name, text: base64(file) });
  }
}
