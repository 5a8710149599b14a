// What stands at a place, in words: what a field is for, which day a date is. Shown at the pointer, or at the cursor by F1.

import { type Extension, StateEffect, StateField } from "@codemirror/state";
import { EditorView, hoverTooltip, keymap, showTooltip, type Tooltip, tooltips } from "@codemirror/view";
import * as api from "./api";
import { getLang } from "./words";

function shown(said: api.Said): Tooltip {
  return {
    pos: said.from,
    end: said.to,
    above: true,
    create: () => {
      const dom = document.createElement("div");
      dom.className = "said";
      dom.textContent = said.text[getLang()];
      return { dom };
    },
  };
}

const show = StateEffect.define<api.Said | null>();
const asked = StateField.define<Tooltip | null>({
  create: () => null,
  update(tooltip, transaction) {
    for (const effect of transaction.effects) if (effect.is(show)) return effect.value && shown(effect.value);
    return transaction.docChanged || transaction.selection ? null : tooltip;
  },
  provide: (field) => showTooltip.from(field),
});

/** Help for the draft whose path `path` gives; `spoken` says it to who does not see it. */
export function help(path: () => string, spoken: (text: string) => void): Extension {
  const ask = async (view: EditorView, at: number): Promise<api.Said | null> => {
    const text = view.state.doc.toString();
    const { said } = await api.quietly<{ said: api.Said | null }>("hover", { path: path(), text, at });
    return view.state.doc.toString() === text ? said : null;
  };
  return [
    asked,
    // Nothing is said over the buttons above the draft.
    tooltips({ tooltipSpace: (view) => ({ top: view.dom.getBoundingClientRect().top, left: 0, bottom: innerHeight, right: innerWidth }) }),
    EditorView.domEventHandlers({
      blur: (_, view) => {
        if (view.state.field(asked) !== null) view.dispatch({ effects: show.of(null) });
        return false;
      },
    }),
    hoverTooltip(async (view, at) => {
      const said = await ask(view, at).catch(() => null);
      return said && shown(said);
    }, { hoverTime: 500 }),
    keymap.of([
      {
        key: "F1",
        preventDefault: true,
        run: (view) => {
          void ask(view, view.state.selection.main.head)
            .then((said) => {
              view.dispatch({ effects: show.of(said) });
              if (said) spoken(said.text[getLang()]);
            })
            .catch(() => undefined);
          return true;
        },
      },
      { key: "Escape", run: (view) => view.state.field(asked) !== null && (view.dispatch({ effects: show.of(null) }), true) },
    ]),
  ];
}
