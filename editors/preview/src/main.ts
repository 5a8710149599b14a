// The page of `zhumo preview`: what belongs to what. Nothing about notices is decided here; the backend says it.

import type { ChangeDesc } from "@codemirror/state";
import * as api from "./api";
import { begin as samples } from "./begin";
import { Changes } from "./changes";
import { Company } from "./company";
import { completion } from "./complete";
import { Data } from "./data";
import * as incoming from "./incoming";
import { askConflict, askDiscard, askOne, askPart, askText } from "./dialogs";
import { Editor } from "./editor";
import { Findings } from "./findings";
import { Picked } from "./fonts";
import { help } from "./help";
import { Kept } from "./kept";
import { Origin } from "./origin";
import { Pages } from "./pages";
import * as print from "./print";
import { prose } from "./prose";
import { Tools } from "./tools";
import { getLang, type Lang, setLang, type Word, word } from "./words";

const one = <T extends HTMLElement>(selector: string) => document.querySelector<T>(selector)!;

/** The draft: its file, and what of it is not saved yet. */
const draft = { path: null as string | null, stamp: null as string | null, saved: "", opened: "", saving: false };
/** Counts the drafts that were loaded: an answer about another one comes too late. */
let loads = 0;
let ended = false;
/** Whether all is in its place: before that, nothing is looked at, or it would be looked at once for each part. */
let ready = false;
let state: api.State;
let editor: Editor;
let kept: Kept;
let tools: Tools;
let company: Company;
const TABS = ["pages", "web", "markdown", "changes", "origin"] as const;
let tab: (typeof TABS)[number] = "pages";
let view: api.View | null = null;
/** Whether pages show the type area and the places kept free. */
let proof = false;
/** The file of another program that the draft was made of, and what was made of it. */
let source: { file: incoming.Source; text: string } | null = null;

const told = (error: unknown) => banner(error instanceof Error ? error.message : String(error));

const pages = new Pages(
  one("#panel-pages"),
  (place) => {
    editor.light(place, false);
    pages.light(place?.from ?? null, place?.to ?? null);
  },
  (place) => editor.jump(place.from),
);

/** Fonts that were picked; the program has its own. */
const fonts = new Picked(api.fonts, one("#no-fonts"), (text) => banner(text, "fonts"), () => {
  fonts.draw();
  choose(fonts.whole ? "pages" : tab);
});

const findings = new Findings({
  jump: (from, to) => editor.jump(from, to),
  fix,
  ignore: async (finding) => {
    const { text } = editor;
    const reason = await askText("ignore", "reason");
    if (!reason) return;
    // The file may have changed outside while the reason was written.
    if (editor.text !== text) return banner(word("moved"), "moved");
    editor.apply(finding.ignore.map((edit) => ({ ...edit, insert: edit.insert.replace(/: \n$/, `: ${reason}\n`) })));
  },
});

const changes = new Changes({
  path: () => draft.path,
  text: () => editor.text,
  saved: () => draft.saved,
  opened: () => draft.opened,
  apply: (edits) => {
    const back = document.activeElement;
    editor.apply(edits);
    // Who goes through a list stays in it.
    if (back instanceof HTMLElement) back.focus({ preventScroll: true });
  },
  replace: (text) => editor.replace(text),
  jump: (from, to) => editor.jump(from, to),
  told,
});

const origin = new Origin({
  text: () => editor.text,
  doubt: (places) => editor.doubt(places),
  jump: (from, to) => {
    editor.light({ from, to }, true);
    editor.view.dispatch({ selection: { anchor: from }, scrollIntoView: true });
  },
  again: (decisions) => void again(decisions, false),
});

const data = new Data({
  look: () => void look(),
  write: (text) => tools.write(text),
  jump: (from, to) => editor.jump(from, to),
  told,
  say: (text, action) => banner(text, "letters", action),
  text: () => editor.text,
  name: () => named().replace(/\.notice$/, ""),
  file: async (text, kind) => (await api.file({ path: named(), text, kind })).blob,
  give,
  kind: () => {
    const kinds = [...document.querySelectorAll<HTMLElement>("[data-export]")].map(({ dataset, textContent }) => ({ label: textContent!, value: dataset.export! }));
    return askOne("saveAllTitle", kinds.filter(({ value }) => fonts.whole || (value !== "pdf" && value !== "ofd")), false);
  },
});

/** Reads the file once more, with what somebody said of its places. What was written since is not lost unasked, and undoing brings it back. */
async function again(decisions: api.Decision[], sure: boolean): Promise<void> {
  if (source === null) return;
  if (editor.text !== source.text && !sure) {
    return banner(word("readAgain"), "again", ["readAgainDo", () => void again(decisions, true)]);
  }
  try {
    const found = await incoming.again(source.file, decisions);
    banner(null, "again");
    editor.replace(found.text);
    draft.opened = found.text;
    source.text = found.text;
    origin.show(found, decisions);
  } catch (error) {
    told(error);
  }
}

function fix(finding: api.Finding): void {
  if (finding.stale) banner(word("moved"), "moved");
  else editor.apply(finding.fix?.edits ?? []);
}

// ── looking at the draft: one request at a time, always for the newest text ──

let looking = false;
let stale = false;
/** Changes since the text that is being looked at. */
let since: ChangeDesc | null = null;
let firstKey = 0;

function changed(changes: ChangeDesc, loaded: boolean): void {
  since = loaded || since === null ? (loaded ? null : changes) : since.composeDesc(changes);
  // What is shown keeps its places, so that a fix is made where it was meant.
  if (view && !loaded) move(view, changes);
  if (!loaded && origin.some) origin.move((place, side) => changes.mapPos(Math.min(place, changes.length), side));
  if (!firstKey && !loaded) firstKey = performance.now();
  title();
  kept.note(draft.path, dirty() ? editor.text : null);
  void look();
}

/** A draft without a file and without a word: there is nothing to find in it yet. */
const blank = () => draft.path === null && editor.text.trim() === "";

/** Offers what an earlier page has left of this draft. */
async function offer(): Promise<void> {
  const asked = loads;
  const alive = await company.alive();
  if (asked !== loads) return;
  // Where there is no folder nobody opens the file again that it was: any text will do.
  const left = kept.find(api.folder || draft.path !== null ? draft.path : undefined, editor.text, alive);
  if (left === null) return;
  const time = new Date(left.time).toLocaleString(getLang() === "zh" ? "zh-CN" : "en");
  banner(word("kept", { time }), "kept", [
    "restore",
    () => {
      // What was there can be had back by undoing.
      editor.replace(left.text);
      kept.forget(left.id);
      banner(null);
      void offer();
    },
  ]);
}

async function look(): Promise<void> {
  if (ended || !ready) return;
  if (looking) {
    stale = true;
    return;
  }
  looking = true;
  api.busy(1);
  do {
    stale = false;
    since = null;
    const started = firstKey;
    firstKey = 0;
    const text = editor.text;
    const asked = loads;
    try {
      const next = await api.post<api.View>("look", { path: draft.path ?? "", text, lang: getLang(), ...(api.fonts && { pages: fonts.whole }), proof });
      if (asked !== loads) {
        stale = true;
        continue;
      }
      for (const kind of ["lost", "moved", "refused"]) banner(null, kind);
      if (since !== null) move(next, since);
      view = next;
      const shown = await data.fill(text);
      const letter = shown === text ? next : await api.post<api.View>("look", { path: draft.path ?? "", text: shown, lang: getLang(), ...(api.fonts && { pages: fonts.whole }), proof });
      // Places in the letter are none in the draft, whose lines show what is wrong with it.
      if (letter !== next) for (const page of letter.pages) page.places = [];
      const found = blank() ? [] : letter === next ? next.findings : data.found(letter.findings, text);
      view = { ...next, findings: found };
      findings.show(found);
      editor.mark(found);
      samples(state.starts, blank(), (name) => void begun(name));
      const characters = text.replace(/\s/g, "").length;
      one("#count").textContent = blank() ? "" : word(fonts.whole ? "count" : "characters", { pages: letter.pages.length, characters });
      if (started) performance.measure("zhumo:key-findings", { start: started, end: performance.now() });
      await result(text, shown, letter);
      if (started) performance.measure("zhumo:key-pages", { start: started, end: performance.now() });
      document.body.dataset.looked = String(Number(document.body.dataset.looked ?? 0) + 1);
    } catch (error) {
      if (error instanceof api.Refused) banner(error.message, "refused");
      else if (!ended) {
        banner(word("lost"), "lost");
        await new Promise((resolve) => setTimeout(resolve, 1000));
        stale = true;
      }
    }
  } while (stale);
  looking = false;
  api.busy(-1);
}

/** Moves every place along with changes of the text. */
function move(shown: api.View, changes: ChangeDesc): void {
  const { length } = changes;
  const at = (place: number, side: -1 | 1) => changes.mapPos(Math.min(place, length), side);
  const along = (range: { from: number; to: number }) => {
    range.from = at(range.from, 1);
    range.to = Math.max(range.from, at(range.to, -1));
  };
  for (const finding of shown.findings) {
    const touched = finding.fix?.edits.some((edit) => edit.to > length || changes.touchesRange(edit.from, edit.to));
    finding.stale ||= touched;
    along(finding);
    finding.related.forEach(along);
    finding.fix?.edits.forEach(along);
    finding.ignore.forEach(along);
  }
  for (const page of shown.pages) page.places.forEach(along);
}

async function result(text: string, shown: string, next: api.View): Promise<void> {
  const asked = { path: draft.path ?? "", text: shown };
  if (tab === "pages") await pages.show(next.pages);
  else if (tab === "changes") await changes.look(text);
  else if (tab === "web") {
    await api.web(one<HTMLIFrameElement>("#panel-web iframe"), asked);
  } else if (tab === "markdown") {
    const { markdown } = await api.post<{ markdown: string }>("markdown", asked);
    one("#panel-markdown pre").textContent = markdown;
  }
}

// ── files ──

const dirty = () => editor.text !== draft.saved;

function title(): void {
  const name = draft.path ?? word("unnamed");
  const unsaved = dirty();
  one("#file").textContent = blank() ? name : `${name} · ${word(unsaved ? "unsaved" : "saved")}`;
  one("#file").dataset.dirty = String(unsaved);
  document.title = `${unsaved ? "● " : ""}${name} – 朱墨`;
}

function take(path: string | null, text: string, stamp: string | null): void {
  loads += 1;
  view = null;
  source = null;
  Object.assign(draft, { path, stamp, saved: path === null ? "" : text, opened: text });
  banner(null);
  origin.forget();
  changes.forget();
  one("#tab-origin").hidden = true;
  if (tab === "origin") choose(fonts.whole ? "pages" : "web");
  editor.load(text);
  void company.here(path).then(offer);
}

/** Begins with a sample, or with nothing. */
async function begun(name: string): Promise<void> {
  if (!(await leave())) return;
  const text = name === "" ? "" : (await api.post<{ text: string }>("new", { start: name })).text;
  take(null, text, null);
  editor.view.focus();
}

/** Whether the draft may be left. */
async function leave(): Promise<boolean> {
  if (!dirty()) return true;
  const answer = await askDiscard();
  // What was typed while it was saved is not saved.
  return answer === "save" ? (await save()) && !dirty() : answer === "discard";
}

async function save(): Promise<boolean> {
  let { path } = draft;
  if (path === null) {
    const name = await askText("saveTitle", "saveAs", `${(view?.title ?? "").slice(0, 40) || word("unnamed")}.notice`);
    if (!name) return false;
    path = name.endsWith(".notice") ? name : `${name}.notice`;
  }
  return write(path, draft.stamp);
}

/** Writes the draft over the file that had `stamp`. Whoever changed the file meanwhile is not overwritten unasked, however often. */
async function write(path: string, stamp: string | null): Promise<boolean> {
  const asked = loads;
  for (;;) {
    const { text } = editor;
    draft.saving = true;
    try {
      const answer = await api.post<{ stamp: string }>("save", { path, text, stamp });
      // The file is written; if another draft has been opened meanwhile, it is none of that one's business.
      if (asked !== loads) return true;
      const renamed = path !== draft.path;
      Object.assign(draft, { path, stamp: answer.stamp, saved: text });
      banner(null);
      title();
      if (renamed) {
        changes.forget();
        void company.here(path);
      }
      if (tab === "changes") void changes.look(editor.text);
      kept.note(path, dirty() ? editor.text : null);
      return true;
    } catch (error) {
      const refused = error instanceof api.Refused ? error : null;
      const now = refused?.status === 409 ? refused.body : null;
      if (asked !== loads || now?.text === undefined || now.stamp === undefined) {
        banner(refused?.message ?? word("lost"));
        return false;
      }
      if ((await settle(path, now.text, now.stamp)) !== "mine") return false;
      stamp = now.stamp;
    } finally {
      draft.saving = false;
    }
  }
}

/** Shows both texts and asks which one counts; the file's is taken over at once. */
async function settle(path: string, theirs: string, stamp: string): Promise<"mine" | "theirs" | null> {
  const answer = await askConflict(editor.text, theirs);
  if (answer === "theirs") {
    // What was typed can be had back by undoing.
    editor.replace(theirs);
    Object.assign(draft, { path, stamp, saved: theirs });
    banner(null);
    title();
  }
  return answer;
}

async function open(path: string): Promise<void> {
  try {
    const opened = await api.post<api.Opened>("open", { path });
    take(opened.path, opened.text, opened.stamp);
  } catch (error) {
    told(error);
  }
}

/** Opens a file of another program, or a draft from elsewhere, as a new draft. */
async function openFile(file: File): Promise<void> {
  if (!(await leave())) return;
  try {
    const { text, said, source: file_, found } = await incoming.read(file);
    take(null, text, null);
    if (file_ && found && found.pieces.length > 0) {
      source = { file: file_, text };
      origin.show(found, []);
      one("#tab-origin").hidden = false;
      choose("origin");
    }
    banner(said);
  } catch (error) {
    told(error);
  }
}

async function outside(path: string, stamp: string | null): Promise<void> {
  if (path !== draft.path || draft.saving || stamp === null || stamp === draft.stamp) return;
  const asked = loads;
  const found = await api.post<api.Opened>("open", { path });
  if (asked !== loads || draft.saving) return;
  if (found.stamp === draft.stamp || found.text === editor.text) {
    Object.assign(draft, { stamp: found.stamp, saved: found.text });
    title();
  } else if (!dirty()) {
    editor.replace(found.text);
    Object.assign(draft, { stamp: found.stamp, saved: found.text });
    title();
    banner(word("reloaded"));
  } else {
    banner(word("changedOutside"), "outside", [
      "compare",
      async () => {
        const now = await api.post<api.Opened>("open", { path });
        if ((await settle(path, now.text, now.stamp)) !== "mine") return;
        banner(null);
        await write(path, now.stamp);
      },
    ]);
  }
}

// ── what is said above everything ──

let bannerKind = "";

function banner(text: string | null, kind = "", action?: [Word, () => void]): void {
  const place = one("#banner");
  // What was said of the connection goes away by itself, and nothing else with it.
  if (text === null && kind && kind !== bannerKind) return;
  if (text !== null && kind && kind === bannerKind && place.dataset.text === text) return;
  bannerKind = text === null ? "" : kind;
  place.dataset.text = text ?? "";
  place.replaceChildren();
  if (text === null) return;
  const button = (label: Word, act: () => void) => {
    const element = document.createElement("button");
    element.type = "button";
    element.textContent = word(label);
    element.addEventListener("click", act);
    return element;
  };
  const said = document.createElement("span");
  said.append(...prose(text));
  place.append(said);
  if (action) place.append(button(...action));
  place.append(button("close", () => banner(null)));
}

function listen(): void {
  api.listen((event) => {
    if (event.kind === "changed" && event.path !== undefined) void outside(event.path, event.stamp ?? null).catch(() => undefined);
    if (event.kind === "settings") void look();
    if (event.kind === "goodbye") {
      ended = true;
      banner(word("ended"), "ended");
    }
  });
}

// ── controls ──

async function edits(name: "fmt" | "fix", none: Word): Promise<void> {
  try {
    const asked = loads;
    // Who goes on typing gets an answer for what is there now.
    for (let tries = 0; tries < 20; tries += 1) {
      const { text } = editor;
      const { edits } = await api.post<{ edits: api.Change[] }>(name, { path: draft.path ?? "", text });
      if (asked !== loads) return;
      if (editor.text !== text) continue;
      if (edits.length > 0) editor.apply(edits);
      else banner(word(none));
      return;
    }
  } catch (error) {
    told(error);
  }
}

/** Prints what is shown: the pages, or the web copy where there are none. */
async function printed(): Promise<void> {
  if (blank()) return banner(word("nothingToPrint"));
  const wanted = fonts.whole ? "pages" : "web";
  if (tab !== wanted) choose(wanted);
  await look();
  if (fonts.whole) {
    await pages.whole();
    await print.pages(one("#panel-pages"));
  } else print.frame(one<HTMLIFrameElement>("#panel-web iframe"));
}

async function exported(kind: string): Promise<void> {
  if (!fonts.whole && (kind === "pdf" || kind === "ofd")) return banner(fonts.lacking, "fonts", ["fontsPick", () => fonts.pick()]);
  try {
    const { blob, name } = await api.file({ path: named(), text: await data.fill(editor.text), kind });
    give(blob, name);
  } catch (error) {
    told(error);
  }
}

/** What the draft is called, or would be. */
const named = () => draft.path ?? `${(view?.title ?? "").slice(0, 40) || word("unnamed")}.notice`;

function give(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function choose(next: typeof tab): void {
  tab = next;
  for (const name of TABS) {
    const button = one(`#tab-${name}`);
    button.setAttribute("aria-selected", String(name === tab));
    button.tabIndex = name === tab ? 0 : -1;
    one(`#panel-${name}`).hidden = name !== tab;
  }
  for (const part of ["#zoom", "#proof"]) one(part).hidden = tab !== "pages" || !fonts.whole;
  void look();
}

function language(lang: Lang): void {
  setLang(lang);
  try {
    localStorage.setItem("zhumo-language", lang);
  } catch {
    // A browser that keeps nothing asks again the next time.
  }
  one("#language").textContent = word("other");
  one("#language").lang = lang === "zh" ? "en" : "zh-CN";
  title();
  findings.draw();
  changes.draw();
  origin.draw();
  data.draw();
  fonts.draw();
  editor.speak();
  void look();
}

function splitter(): void {
  const bar = one("#splitter");
  const main = one("main");
  const set = (percent: number) => {
    const share = Math.round(Math.min(80, Math.max(20, percent)));
    main.style.setProperty("--left", `${share}%`);
    bar.setAttribute("aria-valuenow", String(share));
  };
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -2, ArrowRight: 2 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    set(Number(bar.getAttribute("aria-valuenow")) + step);
  });
  bar.addEventListener("pointerdown", (event) => {
    bar.setPointerCapture(event.pointerId);
    const move = (moved: PointerEvent) => {
      const box = main.getBoundingClientRect();
      set(((moved.clientX - box.left) / box.width) * 100);
    };
    bar.addEventListener("pointermove", move);
    bar.addEventListener("pointerup", () => bar.removeEventListener("pointermove", move), { once: true });
  });
}

function controls(): void {
  const click = (selector: string, act: () => void) => one(selector).addEventListener("click", act);
  click("#new", async () => {
    const entries = [...state.starts.map((start) => ({ label: start.label[getLang()], value: start.name })), { label: word("empty"), value: "" }];
    const name = await askOne("newTitle", entries, false);
    if (name !== null) await begun(name);
  });
  click("#open", async () => {
    state = await api.state();
    const drafts = state.drafts.map((path) => ({ label: path, value: path }));
    const path = await askOne("openTitle", [{ label: word("otherFile"), value: "" }, ...drafts], true);
    if (path === "") incoming.choose((file) => void openFile(file));
    else if (path !== null && (await leave())) await open(path);
  });
  click("#save", () => void save());
  click("#fmt", () => void edits("fmt", "alreadyFormatted"));
  click("#fix", () => void edits("fix", "nothingToFix"));
  click("#language", () => language(getLang() === "zh" ? "en" : "zh"));
  click("#print", () => void printed());
  click("#outline", async () => {
    const at = await askPart(view?.outline ?? []);
    if (at !== null) editor.jump(at);
  });
  click("#proof", () => {
    proof = !proof;
    one("#proof").setAttribute("aria-pressed", String(proof));
    void look();
  });
  one("#fonts").hidden = api.fonts === null;
  click("#fonts", () => void fonts.open());
  click("#merge", () => data.choose());
  addEventListener("beforeprint", () => print.ready(one("#panel-pages")));
  click("#smaller", () => pages.setZoom(-1));
  click("#fit", () => pages.setZoom(0));
  click("#larger", () => pages.setZoom(1));
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-export]")) {
    button.addEventListener("click", () => void exported(button.dataset.export!));
  }
  for (const name of TABS) {
    click(`#tab-${name}`, () => choose(name));
    one(`#tab-${name}`).addEventListener("keydown", (event) => {
      const there = TABS.filter((name) => !one(`#tab-${name}`).hidden);
      const index = { ArrowLeft: there.indexOf(name) - 1, ArrowRight: there.indexOf(name) + 1, Home: 0, End: -1 }[event.key];
      if (index === undefined) return;
      event.preventDefault();
      const next = there.at(index % there.length)!;
      choose(next);
      one(`#tab-${next}`).focus();
    });
  }
  addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "s") {
      event.preventDefault();
      void save();
    }
  });
  addEventListener("beforeunload", (event) => {
    if (dirty()) event.preventDefault();
  });
  incoming.dropped((file) => void openFile(file));
  splitter();
}

async function begin(): Promise<void> {
  [state] = await Promise.all([api.state(), fonts.read()]);
  let frame = 0;
  kept = new Kept(state.root);
  const path = () => draft.path ?? "";
  company = new Company(state.root, kept.id, (others) => (one("#company").textContent = others > 0 ? word("company") : ""));
  const helps = [completion(path), help(path, (text) => (one("#spoken").textContent = text))];
  editor = new Editor(one("#text"), state.keywords, helps, {
    changed,
    moved: (at) => {
      pages.light(at, at, true);
      if (origin.some) origin.light(at);
    },
    pointed: (at) => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => pages.light(at, at));
    },
    save: () => void save(),
    fix,
  });
  tools = new Tools(editor.view, state.fields);
  tools.wire();
  controls();
  let spoken: string | null = null;
  try {
    spoken = localStorage.getItem("zhumo-language");
  } catch {
    // As above.
  }
  const wanted = navigator.language.startsWith("zh") ? "zh" : state.language;
  setLang(spoken === "en" || spoken === "zh" ? spoken : wanted);
  if (state.first) await open(state.first);
  else take(null, "", null);
  language(getLang());
  if (!fonts.whole) choose("web");
  ready = true;
  void look();
  listen();
  editor.view.focus();
}

void begin();
