// What could be written at a place: the server says it, as it says it to editors.

import { autocompletion, type Completion, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import * as api from "./api";
import { getLang } from "./words";

/** Completion for the draft whose path `path` gives. Nothing is chosen until an arrow key chooses it, so that Enter ends a line as ever. */
export function completion(path: () => string) {
  const offered = async (context: CompletionContext): Promise<CompletionResult | null> => {
    const { doc } = context.state;
    const line = doc.lineAt(context.pos);
    const written = doc.sliceString(line.from, context.pos);
    // Sentences need no help, and each question would go through the whole draft.
    if (!context.explicit && (written.trim() === "" || written.length > 24 || /[，。；]/.test(written))) return null;
    const { offers } = await api.quietly<{ offers: api.Offer[] }>("complete", { path: path(), text: doc.toString(), at: context.pos });
    const fitting = offers.filter((offer) => context.explicit || offer.label.startsWith(doc.sliceString(offer.from, context.pos)));
    const from = fitting[0]?.from;
    if (from === undefined || context.aborted) return null;
    const options = fitting
      .filter((offer) => offer.from === from)
      .map((offer): Completion => ({ label: offer.label, apply: offer.insert, detail: offer.detail[getLang()] }));
    return { from, options, filter: context.explicit ? false : true };
  };
  return autocompletion({ override: [offered], selectOnOpen: false, interactionDelay: 0, icons: false, maxRenderedOptions: 60 });
}
