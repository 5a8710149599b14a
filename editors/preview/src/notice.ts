// Colours of the notice language, line by line. What a line is, is decided by the server; this only helps the eye.

import { HighlightStyle, StreamLanguage, type StreamParser } from "@codemirror/language";
import { tags } from "@lezer/highlight";

interface Where {
  /** Whether a line of items follows a field. */
  head: boolean;
}

const SPACE = /^[ \t　]+/;
const LEVELS: [RegExp, string][] = [
  [/^(第[一二三四五六七八九十百零〇\d]+[章节節条條])(?=[ \t　]|$)/, "number"],
  [/^[一二三四五六七八九十百#＃]+、(?![一二三四五六七八九十])/, "heading1"],
  [/^[（(][一二三四五六七八九十百#＃]+[）)]/, "heading2"],
  [/^(\d{1,3}[.．](?!\d)|[#＃][.．]|[（(](?:\d{1,3}|[a-z]{1,5})[）)])/, "number"],
];

/** The language, with the keywords that the server knows. */
export function notice(keywords: string[]): StreamLanguage<Where> {
  const spaced = (text: string) =>
    /^[\x20-\x7e’]+$/.test(text)
      ? text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/ /g, "[ \\t]+")
      : [...text].join("[ \\t　]*");
  const sorted = [...keywords].sort((a, b) => b.length - a.length).map(spaced);
  const field = new RegExp(`^(?:${sorted.join("|")})[ \\t　]*[：:]`, "i");
  const parser: StreamParser<Where> = {
    name: "notice",
    startState: () => ({ head: false }),
    token(stream) {
      if (stream.sol()) {
        stream.match(SPACE);
        if (stream.match(/^\/\//)) {
          stream.skipToEnd();
          return "comment";
        }
        if (stream.match(/^【[^】]*】/) || stream.match(/^\[(annex|page break)[^\]]*\]/i)) return "label";
        if (stream.match(/^\[\^[^\]\s]+\][：:]/)) return "link";
        if (stream.match(/^!\[/)) {
          stream.skipToEnd();
          return "link";
        }
        if (stream.match(/^- /)) return "punctuation";
        if (stream.match(field)) return "keyword";
        for (const [pattern, style] of LEVELS) {
          if (stream.match(pattern)) {
            if (style === "heading1") stream.skipToEnd();
            if (style === "heading2") stream.match(/^[^。]*/);
            return style;
          }
        }
      }
      if (stream.match(/^\{(\*{1,3})[^*}]+\1\}/)) return "strong";
      if (stream.match(/^\{[^}\s]*\}/)) return "link";
      if (stream.match(/^`[^`]*`/)) return "string";
      // Around a whole phrase only: between Chinese characters stars hide something.
      const edge = stream.pos === 0 || !/[\p{L}\p{N}*]/u.test(stream.string[stream.pos - 1] ?? "");
      if (edge && stream.match(/^\*\*[^*，、；：。！？\s][^*，、；：。！？]+\*\*(?![\p{L}\p{N}*])/u)) return "strong";
      if (stream.match(/^\|/)) return "punctuation";
      stream.next();
      stream.eatWhile(/[^{`*|]/);
      return null;
    },
    tokenTable: {
      heading1: tags.heading1,
      heading2: tags.heading2,
      label: tags.labelName,
    },
  };
  return StreamLanguage.define(parser);
}

export const colours = HighlightStyle.define([
  { tag: tags.keyword, class: "c-keyword" },
  { tag: tags.comment, class: "c-comment" },
  { tag: tags.heading1, class: "c-heading1" },
  { tag: tags.heading2, class: "c-heading2" },
  { tag: tags.number, class: "c-number" },
  { tag: tags.labelName, class: "c-label" },
  { tag: tags.link, class: "c-link" },
  { tag: tags.string, class: "c-string" },
  { tag: tags.strong, class: "c-strong" },
  { tag: tags.punctuation, class: "c-comment" },
]);
