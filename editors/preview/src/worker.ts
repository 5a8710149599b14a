// The thread of the library. A question that makes it fail ends its memory and nothing else: the next one finds a new one.

import { bytes } from "./bytes";

interface Library {
  memory: WebAssembly.Memory;
  zhumo_room(length: number): number;
  zhumo_answer(): number;
  zhumo_font(name: number): number;
  zhumo_answer_at(): number;
}

let library: Library | null = null;
interface Question {
  id: number;
  question: string;
}

/** Files to take, or none to forget all that were taken. */
interface FontFiles {
  id: number;
  files: File[] | null;
}

/** What is to be done, in order: font files take a while. */
let last: Promise<unknown> = Promise.resolve();
/** The fonts, for the next memory. */
let fonts: File[] = [];
/** The library, packed, as its pieces come. */
let pieces: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>;
const packed = new ReadableStream<Uint8Array<ArrayBuffer>>({ start: (controller) => void (pieces = controller) });
const unpacked = packed.pipeThrough(new DecompressionStream("gzip"));
const compiled = WebAssembly.compileStreaming(new Response(unpacked, { headers: { "content-type": "application/wasm" } }));

/** What the library asks of the browser: nothing. Crates below it name functions for random numbers, which no notice needs. */
function imports(module: WebAssembly.Module): WebAssembly.Imports {
  const all: WebAssembly.Imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    (all[from] ??= {})[name] = () => {
      throw new Error(`${name} is not to be had here`);
    };
  }
  return all;
}

async function opened(): Promise<Library> {
  if (library !== null) return library;
  const module = await compiled;
  library = new WebAssembly.Instance(module, imports(module)).exports as unknown as Library;
  for (const file of fonts) await font(library, file);
  return library;
}

/** Writes bytes for the library. Its memory may grow, and is another array then. */
function put(library: Library, pieces: Uint8Array[]): void {
  let at = library.zhumo_room(pieces.reduce((sum, piece) => sum + piece.length, 0)) >>> 0;
  for (const piece of pieces) {
    new Uint8Array(library.memory.buffer, at, piece.length).set(piece);
    at += piece.length;
  }
}

function said(library: Library, length: number): string {
  return new TextDecoder().decode(new Uint8Array(library.memory.buffer, library.zhumo_answer_at() >>> 0, length >>> 0));
}

async function answer(question: string): Promise<string> {
  const library = await opened();
  put(library, [new TextEncoder().encode(question)]);
  return said(library, library.zhumo_answer());
}

async function font(library: Library, file: File): Promise<string> {
  const name = new TextEncoder().encode(file.name);
  put(library, [new Uint8Array(await file.arrayBuffer()), name]);
  return said(library, library.zhumo_font(name.length));
}

/** Takes files; the answers of all of them. */
async function take(files: File[]): Promise<string> {
  const library = await opened();
  const answers = [];
  for (const file of files) {
    const found = JSON.parse(await font(library, file));
    if (found.error === undefined) fonts = [...fonts.filter(({ name }) => name !== file.name), file];
    answers.push(found);
  }
  return JSON.stringify(answers);
}

async function reply(data: Question | FontFiles): Promise<void> {
  try {
    if ("question" in data) return postMessage({ id: data.id, answer: await answer(data.question) });
    if (data.files !== null) return postMessage({ id: data.id, answer: await take(data.files) });
    fonts = [];
    postMessage({ id: data.id, answer: await answer("forget-fonts\n{}") });
  } catch {
    library = null;
    postMessage({ id: data.id, answer: null });
  }
}

addEventListener("message", ({ data }: MessageEvent<{ piece: string | null } | Question | FontFiles>) => {
  if ("piece" in data) data.piece === null ? pieces.close() : pieces.enqueue(bytes(data.piece));
  else last = last.then(() => reply(data));
});
