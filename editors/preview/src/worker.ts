// The thread of the library. A question that makes it fail ends its memory and nothing else: the next one finds a new one.

interface Library {
  memory: WebAssembly.Memory;
  zhumo_room(length: number): number;
  zhumo_answer(): number;
  zhumo_answer_at(): number;
}

let module: WebAssembly.Module | null = null;
let library: Library | null = null;
const early: { id: number; question: string }[] = [];

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

function answer(question: string): string {
  library ??= new WebAssembly.Instance(module!, imports(module!)).exports as unknown as Library;
  const asked = new TextEncoder().encode(question);
  // The memory may grow, and is another array then.
  const room = library.zhumo_room(asked.length) >>> 0;
  new Uint8Array(library.memory.buffer, room, asked.length).set(asked);
  const length = library.zhumo_answer() >>> 0;
  return new TextDecoder().decode(new Uint8Array(library.memory.buffer, library.zhumo_answer_at() >>> 0, length));
}

function reply({ id, question }: { id: number; question: string }): void {
  try {
    postMessage({ id, answer: answer(question) });
  } catch {
    library = null;
    postMessage({ id, answer: null });
  }
}

addEventListener("message", async ({ data }: MessageEvent<{ wasm: ArrayBuffer } | { id: number; question: string }>) => {
  if ("wasm" in data) {
    module = await WebAssembly.compile(data.wasm);
    early.splice(0).forEach(reply);
  } else if (module === null) early.push(data);
  else reply(data);
});
