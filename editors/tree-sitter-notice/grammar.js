// Drafts of official notices. What kind a line is, `src/scanner.c` says, which may look ahead; here is what stands in it.
// `make grammar` writes src/parser.c anew.

const inline = (text) => ($) =>
  repeat1(choice($.escape, $.code, $.strong, $.emphasis, $.reference, $.name, $.note_reference, $.link, $.continuation, text($)));

module.exports = grammar({
  name: "notice",

  // White space is text; what stands before the mark of a line, the scanner skips.
  extras: (_) => [],

  externals: ($) => [
    $.comment,
    $.page_break,
    $.annex_label,
    $.note_label,
    $.figure_mark,
    $.bar,
    $.line_escape,
    $.item_mark,
    $.article_number,
    $.number_1,
    $.number_2,
    $.number_3,
    $.keyword,
    // Stands in no rule: what is valid everywhere is only so after a fault.
    $._fault,
  ],

  rules: {
    document: ($) => seq(repeat(seq(optional($._line), $._end)), optional($._line)),

    _end: (_) => /\r?\n|\r/,

    _line: ($) =>
      choice($.comment, $.page_break, $.annex, $.footnote, $.figure, $.row, $.item, $.article, $.section, $.field, $.paragraph),

    annex: ($) => seq($.annex_label, optional(alias($._words, $.title))),
    footnote: ($) => seq($.note_label, $.colon, optional($._words)),
    figure: ($) => seq($.figure_mark, optional($.caption), "](", optional($.path), ")", optional($._space), optional($.identifier), optional($._space)),
    row: ($) => seq($.bar, repeat(choice(alias("|", $.bar), $.dashes, $.cell))),
    item: ($) => seq($.item_mark, optional($._words)),
    article: ($) => seq($.article_number, optional($._words)),
    section: ($) =>
      choice(
        seq(alias($.number_1, $.number), optional(alias($._words, $.heading))),
        seq(alias($.number_2, $.number), optional(alias($._first_sentence, $.heading)), optional(seq("。", optional($._words)))),
        seq(alias($.number_3, $.number), optional($._words)),
      ),
    field: ($) => seq($.keyword, $.colon, optional(alias($._words, $.value))),
    paragraph: ($) => choice(seq($.line_escape, optional($._words)), $._words),

    colon: (_) => /[ \t　]*[：:]/,
    caption: (_) => /[^\]\r\n]([^\]\r\n]|\][^(\r\n])*/,
    path: (_) => /[^)\r\n]+/,
    identifier: (_) => /\{#[^}\s]+\}/,
    _space: (_) => /[ \t　]+/,
    dashes: (_) => token(prec(1, /[ \t　]*(:?-{2,}:?|--[0-9.]+(%|mm)--)[ \t　]*/)),

    _words: inline(($) => $._text),
    _first_sentence: inline(($) => $._text_of_sentence),
    cell: ($) => prec.right(inline(($) => $._text_of_cell)($)),

    // Where nothing else fits, one character.
    _text: (_) => choice(/[^\\`*{\[附图圖表\r\n。|]+/, /[\\`*{\[附图圖表。|]/),
    _text_of_sentence: (_) => choice(/[^\\`*{\[附图圖表\r\n。|]+/, /[\\`*{\[附图圖表|]/),
    _text_of_cell: (_) => choice(/[^\\`*{\[附图圖表\r\n。|]+/, /[\\`*{\[附图圖表。]/),

    escape: (_) => token(prec(1, /\\[!-\/:-@\[-`{-~]/)),
    continuation: (_) => token(prec(2, /\\[ \t　]*(\r?\n|\r)/)),
    code: (_) => token(prec(1, /`[^`\r\n]+`/)),
    strong: (_) => token(prec(2, /\*\*[^*\r\n]+\*\*|\{\*\*[^*\r\n]+\*\*\}/)),
    emphasis: (_) => token(prec(1, /\{\*[^*\r\n]+\*\}/)),
    reference: (_) => token(prec(1, /(附件|[图圖]|表)[0-9]+|\{@[^}\s]+\}/)),
    name: (_) => token(/\{[^{}@#*^_\r\n][^{}@#\r\n]{0,23}\}/),
    note_reference: (_) => token(prec(1, /\[\^[^\]\s]+\]/)),
    link: ($) => seq(token(prec(1, /\[[^\]\^\r\n][^\]\r\n]*\]\(/)), optional(alias(/[^)\r\n]+/, $.address)), ")"),
  },
});
