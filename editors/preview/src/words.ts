// Every word of the page, in both languages.

export type Lang = "zh" | "en";

const WORDS = {
  new: ["新建", "New"],
  open: ["打开", "Open"],
  save: ["保存", "Save"],
  fmt: ["整理格式", "Format"],
  fix: ["全部改正", "Fix all"],
  export: ["导出", "Export"],
  web: ["网页", "Web page"],
  pages: ["页面", "Pages"],
  fit: ["适合宽度", "Fit"],
  smaller: ["缩小", "Smaller"],
  larger: ["放大", "Larger"],
  source: ["文稿", "Draft"],
  findings: ["检查结果", "Findings"],
  result: ["成品", "Result"],
  splitter: ["文稿与成品的分界，用左右键移动", "Border between draft and result; arrow keys move it"],
  other: ["English", "中文"],
  error: ["{n}处错误", "errors: {n}"],
  warning: ["{n}处警告", "warnings: {n}"],
  info: ["{n}处提示", "info: {n}"],
  more: ["还有{n}处", "{n} more"],
  clean: ["没有发现问题", "No problems"],
  line: ["第{n}行", "line {n}"],
  page: ["第{n}页，共{m}页", "Page {n} of {m}"],
  repair: ["改正", "Fix"],
  confirm: ["改正（请核对）", "Fix (review it)"],
  ignore: ["忽略…", "Ignore…"],
  why: ["为什么", "Why"],
  reason: ["忽略的理由（会写进文稿）", "Reason for ignoring it (written into the draft)"],
  rule: ["规则", "rule"],
  ok: ["确定", "OK"],
  cancel: ["取消", "Cancel"],
  unnamed: ["未命名", "untitled"],
  unsaved: ["未保存", "not saved"],
  saved: ["已保存", "saved"],
  saveAs: ["文件名", "File name"],
  saveTitle: ["保存文稿", "Save the draft"],
  newTitle: ["从哪里开始？", "Where to begin?"],
  empty: ["空白文稿", "An empty draft"],
  openTitle: ["打开文稿", "Open a draft"],
  otherFile: ["本机的其他文件（.docx、.html、.txt……）", "Another file of this computer (.docx, .html, .txt, …)"],
  imported: ["已导入：", "Imported: "],
  filter: ["按名称查找", "Find by name"],
  none: ["这个文件夹里还没有文稿", "There are no drafts in this folder yet"],
  discardTitle: ["当前文稿还没有保存", "The draft has not been saved"],
  discard: ["不保存，继续", "Go on without saving"],
  conflictTitle: ["磁盘上的文件已被别的程序改过", "Another program has changed the file"],
  conflict: [
    "左边是你的文稿，右边是磁盘上的文件，不同的行有底色。没有写入任何内容。",
    "Your draft is on the left, the file on the right; lines that differ are shaded. Nothing was written.",
  ],
  mine: ["你的文稿", "Your draft"],
  theirs: ["磁盘上的文件", "The file"],
  keepMine: ["用我的覆盖", "Overwrite with mine"],
  takeTheirs: ["采用磁盘上的", "Take the file"],
  changedOutside: ["磁盘上的文件被改过，你也改了文稿。", "The file was changed outside, and you have changes, too."],
  compare: ["比较", "Compare"],
  reloaded: ["已载入磁盘上的改动", "The changed file was loaded"],
  ended: ["预览程序已经结束，文稿还在这里，但存不了了。", "The preview program has ended. The draft is still here but cannot be saved."],
  lost: ["连不上预览程序，正在重试……", "The preview program does not answer; trying again…"],
  moved: ["这一处刚刚改过，检查后再改正", "This place was just changed; it is checked again first"],
  nothingToFix: ["没有可以自动改正的问题", "Nothing can be fixed automatically"],
  alreadyFormatted: ["格式已经整理好", "The draft is already formatted"],
  close: ["关闭", "Close"],
  kept: ["浏览器里还有这份文稿没有保存的内容（{time}）。", "The browser has kept an unsaved text of this draft ({time})."],
  restore: ["恢复", "Restore"],
  characters: ["{characters}字", "characters: {characters}"],
  count: ["{pages}页，{characters}字", "pp. {pages}, char. {characters}"],
  print: ["打印", "Print"],
  nothingToPrint: ["文稿还是空的，没有可打印的内容", "The draft is empty: there is nothing to print"],
  insert: ["插入", "Insert"],
  fields: ["字段…", "Fields…"],
  fieldsTitle: ["字段：写什么，写在哪里", "Fields: what to write, and where"],
  isThere: ["已有，转到", "there already: go to it"],
  outline: ["结构…", "Outline…"],
  outlineTitle: ["转到文稿的哪一部分？", "Which part of the draft to go to?"],
  noParts: ["文稿还没有内容", "The draft has no parts yet"],
  table: ["表格", "Table"],
  annex: ["附件", "Annex"],
  picture: ["图片", "Figure"],
  signature: ["署名", "Signature"],
  footnote: ["脚注", "Footnote"],
  proof: ["校样", "Proof"],
  changes: ["修改", "Changes"],
  base: ["对比", "Since"],
  baseSaved: ["上次保存的文件", "the saved file"],
  baseOpened: ["打开时的文稿", "the draft as opened"],
  baseOther: ["其他版本…", "another revision…"],
  revision: ["git 的版本，如 HEAD~1", "A revision of git, such as HEAD~1"],
  keep: ["接受", "Accept"],
  back: ["退回", "Take back"],
  keepAll: ["全部接受", "Accept all"],
  backAll: ["全部退回", "Take back all"],
  gone: ["删去：", "deleted: "],
  isNew: ["新增：", "inserted: "],
  noChanges: ["没有修改", "No changes"],
  changesCount: ["{n}处修改", "changes: {n}"],
  keptChanges: ["，已接受{n}处", ", accepted: {n}"],
  origin: ["来源", "Source"],
  takenFor: ["识别为", "Read as"],
  doubts: ["{n}处请核对", "to check: {n}"],
  noDoubt: ["没有疑点", "Nothing doubtful"],
  doubtBefore: ["上一处疑点", "Previous doubt"],
  doubtNext: ["下一处疑点", "Next doubt"],
  sure: ["把握{n}%", "confidence {n}%"],
  unsure: ["请核对，把握{n}%", "please check, confidence {n}%"],
  readAgain: ["导入以后改过文稿，重新识别会换掉改动（可以撤销）。", "The draft was changed since; reading the file anew replaces that (it can be undone)."],
  readAgainDo: ["重新识别", "Read it anew"],
  data: ["数据", "Data"],
  merge: ["合并数据…", "Merge data…"],
  otherTable: ["换一个表格：", "Another table: "],
  letterBefore: ["上一份", "Previous letter"],
  letterNext: ["下一份", "Next letter"],
  letterNumber: ["第几份", "Number of the letter"],
  ofLetters: ["／{n}份（第{rows}行）", "of {n} (row {rows})"],
  filled: ["填入", "Filled in"],
  sheet: ["工作表", "Sheet"],
  group: ["怎样分份", "How rows become letters"],
  eachRow: ["每行一份", "a letter a row"],
  oneFor: ["每个“{name}”一份", "a letter for each “{name}”"],
  values: ["这一份的数据", "The data of this letter"],
  used: ["已用", "used"],
  row: ["第{n}行", "row {n} "],
  writeColumn: ["在光标处写入“{name}”", "Write “{name}” at the cursor"],
  saveAll: ["全部另存…", "Save all…"],
  saveAllTitle: ["每份存成什么文件", "What each letter becomes"],
  stopAll: ["停止（{done}／{total}）", "Stop ({done} of {total})"],
  lettersWrong: ["{total}份里有{n}份不能存，什么都还没有存。", "{n} of {total} letters cannot be saved, and nothing has been saved yet."],
  andSoOn: ["……", "…"],
  saveOthers: ["存其余各份", "Save the others"],
  fonts: ["字体…", "Fonts…"],
  fontsTitle: ["排版用的字体", "Fonts for pages"],
  fontsAbout: [
    "页面、PDF 和 OFD 用这些字体。字体和文稿一样不离开浏览器；选一次，下次还在。",
    "Pages, PDF and OFD use these fonts. Like the draft, they do not leave the browser; picked once, they are there the next time.",
  ],
  fontsNone: [
    "还没有字体。选择本机的字体文件（.ttf、.otf、.ttc，可以多选），就能看到页面，导出 PDF 和 OFD。",
    "There are no fonts yet. Pick font files of this computer (.ttf, .otf, .ttc, several at once) to see pages and export PDF and OFD.",
  ],
  fontsLacking: ["已有{n}个字体，还缺：{roles}。", "Fonts: {n}. Still missing: {roles}."],
  fontsWhole: ["已有{n}个字体，齐了。", "Fonts: {n}. None is missing."],
  fontsPick: ["选择字体文件…", "Pick font files…"],
  fontsForget: ["全部移除", "Remove all"],
  fontMissing: ["缺", "missing"],
  fontSigns: ["符号", "signs"],
  fontNoSigns: ["没有；☑、⟨⟩ 等印不出", "none: ☑, ⟨⟩ and the like do not print"],
  company: ["另一个窗口也打开了这份文稿", "This draft is open in another window, too"],
} satisfies Record<string, [string, string]>;

export type Word = keyof typeof WORDS;

let lang: Lang = "zh";

export function setLang(value: Lang): void {
  lang = value;
  document.documentElement.lang = value === "zh" ? "zh-CN" : "en";
  for (const element of document.querySelectorAll<HTMLElement>("[data-word]")) {
    element.textContent = word(element.dataset.word as Word);
  }
  for (const element of document.querySelectorAll<HTMLElement>("[data-label]")) {
    element.setAttribute("aria-label", word(element.dataset.label as Word));
    if (element instanceof HTMLButtonElement && !element.dataset.word) element.title = word(element.dataset.label as Word);
  }
}

export function getLang(): Lang {
  return lang;
}

export function word(name: Word, values: Record<string, string | number> = {}): string {
  const text = WORDS[name][lang === "zh" ? 0 : 1];
  return text.replace(/\{(\w+)\}/g, (_, key: string) => String(values[key] ?? ""));
}

/** The words of the editor's search panel. */
const PHRASES: Record<string, string> = {
  Find: "查找",
  Replace: "替换为",
  next: "下一个",
  previous: "上一个",
  all: "全选",
  "match case": "区分大小写",
  regexp: "正则表达式",
  "by word": "全词匹配",
  replace: "替换",
  "replace all": "全部替换",
  close: "关闭",
  "current match": "当前匹配处",
  "on line": "在第",
  "replaced $ matches": "替换了$处",
  "replaced match on line $": "替换了第$行的一处",
  "Go to line": "转到行",
  go: "转到",
  Diagnostics: "问题",
  "No diagnostics": "没有问题",
  Completions: "可以填写的内容",
};

export function phrases(): Record<string, string> {
  return lang === "zh" ? PHRASES : {};
}
