// The editor component: text, history, marks of findings, the line that is lit from the page.

import { defaultKeymap, history, historyKeymap, isolateHistory } from "@codemirror/commands";
import { syntaxHighlighting } from "@codemirror/language";
import { type Diagnostic, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { search, searchKeymap } from "@codemirror/search";
import { ChangeSet, type ChangeDesc, Compartment, EditorState, type Extension, Prec, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import type { Change, Finding } from "./api";
import { colours, notice } from "./notice";
import { tables } from "./paste";
import { prose } from "./prose";
import { phrases, word } from "./words";

const doubt = StateEffect.define<{ from: number; to: number }[]>();
const doubtful = Decoration.line({ class: "doubtful" });

/** Lines that are to be looked at, because nobody is sure what they are. */
const doubts = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(set, transaction) {
    let next = set.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(doubt)) continue;
      const { doc } = transaction.state;
      const starts = effect.value.filter(({ from }) => from <= doc.length).map(({ from }) => doc.lineAt(from).from);
      next = Decoration.set([...new Set(starts)].sort((a, b) => a - b).map((start) => doubtful.range(start)));
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

const light = StateEffect.define<{ from: number; to: number } | null>();
const lit = Decoration.line({ class: "lit" });

const lights = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(set, transaction) {
    let next = set.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(light)) continue;
      if (effect.value === null) {
        next = Decoration.none;
        continue;
      }
      const { doc } = transaction.state;
      const last = doc.lineAt(Math.min(Math.max(effect.value.from, effect.value.to - 1), doc.length)).number;
      const lines = [];
      for (let number = doc.lineAt(Math.min(effect.value.from, doc.length)).number; number <= last; number++) {
        lines.push(lit.range(doc.line(number).from));
      }
      next = Decoration.set(lines);
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

export interface Heard {
  changed(changes: ChangeDesc, byLoading: boolean): void;
  moved(at: number): void;
  pointed(at: number | null): void;
  save(): void;
  fix(finding: Finding): void;
}

export class Editor {
  readonly view: EditorView;
  private loading = false;
  private readonly words = new Compartment();

  constructor(parent: HTMLElement, keywords: string[], completion: Extension, private readonly heard: Heard) {
    const nonce = document.querySelector<HTMLMetaElement>("meta[name=zhumo-nonce]")?.content ?? "";
    const run = (action: () => void) => () => {
      action();
      return true;
    };
    this.extensions = [
      EditorView.cspNonce.of(nonce),
      lineNumbers(),
      history(),
      drawSelection(),
      highlightActiveLine(),
      EditorView.lineWrapping,
      notice(keywords),
      syntaxHighlighting(colours),
      search({ top: true }),
      lights,
      doubts,
      tables,
      completion,
      Prec.high(keymap.of([{ key: "Mod-s", preventDefault: true, run: run(() => heard.save()) }])),
      // Tab goes on to the next control: a notice is not indented.
      keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap, ...lintKeymap]),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) heard.changed(update.changes, this.loading);
        if (update.selectionSet || update.docChanged) heard.moved(update.state.selection.main.head);
      }),
      EditorView.domEventHandlers({
        mousemove: (event, view) => {
          heard.pointed(view.posAtCoords({ x: event.clientX, y: event.clientY }));
          return false;
        },
        mouseleave: () => {
          heard.pointed(null);
          return false;
        },
      }),
      EditorView.contentAttributes.of(() => ({ "aria-label": word("source"), spellcheck: "false", tabindex: "0" })),
    ];
    this.view = new EditorView({ parent, state: EditorState.create({ extensions: [this.extensions, this.spoken] }) });
  }

  private readonly extensions: Extension[];

  /** The words of the editor's own panels, in the language of the page. */
  private get spoken(): Extension {
    return this.words.of(EditorState.phrases.of(phrases()));
  }

  speak(): void {
    this.view.dispatch({ effects: this.words.reconfigure(EditorState.phrases.of(phrases())) });
  }

  get text(): string {
    return this.view.state.doc.toString();
  }

  /** Another draft: its history begins anew. */
  load(text: string): void {
    this.loading = true;
    this.view.setState(EditorState.create({ doc: text, extensions: [this.extensions, this.spoken] }));
    this.loading = false;
    this.heard.changed(ChangeSet.empty(this.view.state.doc.length), true);
  }

  /** The same draft with another text, which can be undone. */
  replace(text: string): void {
    const { doc } = this.view.state;
    // A step of its own: undoing it brings back what was typed just before.
    this.view.dispatch({ changes: { from: 0, to: doc.length, insert: text }, annotations: isolateHistory.of("full") });
  }

  apply(edits: Change[]): void {
    const { length } = this.view.state.doc;
    // A fix is made whole or not at all.
    if (edits.length === 0 || edits.some((edit) => edit.to > length)) return;
    this.view.dispatch({ changes: edits, userEvent: "input.fix", annotations: isolateHistory.of("full") });
    this.view.focus();
  }

  jump(from: number, to = from): void {
    const length = this.view.state.doc.length;
    const anchor = Math.min(from, length);
    this.view.dispatch({
      selection: { anchor, head: Math.min(to, length) },
      effects: EditorView.scrollIntoView(anchor, { y: "center" }),
    });
    this.view.focus();
  }

  light(place: { from: number; to: number } | null, scroll = false): void {
    const effects: StateEffect<unknown>[] = [light.of(place)];
    if (place && scroll) effects.push(EditorView.scrollIntoView(Math.min(place.from, this.view.state.doc.length), { y: "nearest" }));
    this.view.dispatch({ effects });
  }

  /** Lights lines that are to be looked at. */
  doubt(places: { from: number; to: number }[]): void {
    this.view.dispatch({ effects: doubt.of(places) });
  }

  mark(findings: Finding[]): void {
    const length = this.view.state.doc.length;
    const diagnostics = findings
      .filter((finding) => finding.from <= length)
      .map((finding): Diagnostic => {
        const { fix } = finding;
        return {
          from: finding.from,
          to: Math.min(finding.to, length),
          severity: finding.severity,
          source: finding.rule,
          message: finding.help ? `${finding.message}\n${finding.help}` : finding.message,
          renderMessage: () => {
            const said = document.createElement("span");
            said.append(...prose(finding.help ? `${finding.message}\n${finding.help}` : finding.message));
            return said;
          },
          actions: fix ? [{ name: word(fix.safe ? "repair" : "confirm"), apply: () => this.heard.fix(finding) }] : [],
        };
      });
    this.view.dispatch(setDiagnostics(this.view.state, diagnostics));
  }
}
