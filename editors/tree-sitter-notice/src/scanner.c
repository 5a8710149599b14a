// What kind a line of a draft is, by what it begins with; docs/format.md, section 2.
// The words of fields are written by `ZHUMO_BLESS=1 cargo nextest run --test fields`.

#include "tree_sitter/parser.h"

enum Kind {
  COMMENT, PAGE_BREAK, ANNEX_LABEL, NOTE_LABEL, FIGURE_MARK, BAR, LINE_ESCAPE, ITEM_MARK, ARTICLE_NUMBER, NUMBER_1, NUMBER_2, NUMBER_3, KEYWORD, FAULT
};

// The start of a line is looked at, no further than this many characters; a figure may be longer.
#define MOST 512

// The longest come first.
static const char *const FIELDS[] = {
    // fields
    "Security classification",
    "密級和保密期限",
    "密级和保密期限",
    "发文机关标志",
    "发文机关标识",
    "发文机关署名",
    "發文機關標志",
    "發文機關標誌",
    "發文機關署名",
    "Reference number",
    "Document number",
    "Editor’s note",
    "Classification",
    "Copies printed",
    "Distributed to",
    "Date of issue",
    "Editor's note",
    "In attendance",
    "Issuing organ",
    "Order number",
    "Submitted to",
    "主送单位",
    "主送單位",
    "主送机关",
    "主送機關",
    "公文字号",
    "公文字號",
    "公文标题",
    "公文標題",
    "印刷份数",
    "印刷份數",
    "印发份数",
    "印发单位",
    "印发日期",
    "印发机关",
    "印发部门",
    "印發份數",
    "印發單位",
    "印發日期",
    "印發機關",
    "印發部門",
    "发文单位",
    "发文字号",
    "发文日期",
    "发文机关",
    "发文部门",
    "成文日期",
    "抄送单位",
    "抄送單位",
    "抄送机关",
    "抄送機關",
    "文件字号",
    "文件字號",
    "文件标题",
    "文件標題",
    "电子信箱",
    "电子邮件",
    "电子邮箱",
    "發文單位",
    "發文字號",
    "發文日期",
    "發文機關",
    "發文部門",
    "移动电话",
    "紧急程度",
    "緊急程度",
    "联系电话",
    "聯絡電話",
    "聯繫電話",
    "落款日期",
    "行動電話",
    "邮政编码",
    "郵政編碼",
    "郵遞區號",
    "附件說明",
    "附件说明",
    "電子信箱",
    "電子郵件",
    "電子郵箱",
    "Approved by",
    "Copy number",
    "Postal code",
    "Signatories",
    "Total issue",
    "Addressees",
    "Printed by",
    "Printed on",
    "Recipients",
    "Apologies",
    "Copied to",
    "Copies to",
    "Edited by",
    "Issued by",
    "Telephone",
    "关键字",
    "关键词",
    "副标题",
    "副標題",
    "发文号",
    "总期号",
    "發文號",
    "签发人",
    "簽發人",
    "總期號",
    "联系人",
    "聯系人",
    "聯絡人",
    "聯繫人",
    "關鍵字",
    "關鍵詞",
    "Keywords",
    "Language",
    "Postcode",
    "Subtitle",
    "Address",
    "Annexes",
    "Contact",
    "Issuers",
    "Present",
    "Summary",
    "Urgency",
    "Website",
    "E-mail",
    "Issuer",
    "Layout",
    "Mobile",
    "Office",
    "Sealed",
    "Signed",
    "主送",
    "主題",
    "主题",
    "令号",
    "令號",
    "份号",
    "份號",
    "传真",
    "傳真",
    "出席",
    "列席",
    "单位",
    "印发",
    "印数",
    "印數",
    "印發",
    "发送",
    "單位",
    "地址",
    "報送",
    "密級",
    "密级",
    "手机",
    "手機",
    "抄報",
    "抄报",
    "抄送",
    "报送",
    "按語",
    "按语",
    "摘要",
    "文号",
    "文號",
    "日期",
    "期号",
    "期號",
    "标志",
    "标题",
    "標志",
    "標誌",
    "標題",
    "版式",
    "用印",
    "电话",
    "發送",
    "签发",
    "簽發",
    "網址",
    "編印",
    "编印",
    "网址",
    "署名",
    "落款",
    "語言",
    "請假",
    "语言",
    "请假",
    "邮箱",
    "邮编",
    "郵箱",
    "郵編",
    "附件",
    "附注",
    "附註",
    "電話",
    "Annex",
    "Email",
    "Issue",
    "Phone",
    "Theme",
    "Title",
    "Date",
    "Mark",
    "Note",
    "Fax",
    "Tel",
    "Cc",
    "To",
    // end
};

static bool is_space(uint32_t c) { return c == ' ' || c == '\t' || c == 0x3000; }
static bool is_end(uint32_t c) { return c == 0 || c == '\n' || c == '\r'; }
static bool is_digit(uint32_t c) { return c >= '0' && c <= '9'; }
static bool is_letter(uint32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static uint32_t lower(uint32_t c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; }

// 一二三四五六七八九十百
static bool is_numeral(uint32_t c) {
  switch (c) {
    case 0x4E00: case 0x4E8C: case 0x4E09: case 0x56DB: case 0x4E94: case 0x516D: case 0x4E03: case 0x516B: case 0x4E5D: case 0x5341: case 0x767E: return true;
    default: return false;
  }
}
static bool is_hash(uint32_t c) { return c == '#' || c == 0xFF03; }

// The line as far as it is looked at, ended by zeros.
typedef struct { uint32_t text[MOST + 8]; unsigned length; } Line;

// Whether a word stands at a place, its case aside.
static bool word_at(const Line *line, unsigned at, const char *word) {
  for (; *word; word++, at++)
    if (lower(line->text[at]) != (uint32_t)*word) return false;
  return true;
}

static bool only_spaces(const Line *line, unsigned at) {
  while (is_space(line->text[at])) at++;
  return is_end(line->text[at]);
}

// Where a bracket that opens before `at` closes behind it; 0 where it does not.
static unsigned closing(const Line *line, unsigned at, uint32_t mark) {
  while (!is_end(line->text[at])) if (line->text[at++] == mark) return at;
  return 0;
}

// `//server/share` is an address: a host with a letter or a dot, then a slash.
static bool is_host(const Line *line) {
  unsigned at = 2;
  if (is_digit(line->text[at])) {
    while (is_digit(line->text[at])) at++;
    if (line->text[at] != '.' || !is_digit(line->text[at + 1])) return false;
  } else if (!is_letter(line->text[at])) return false;
  for (; line->text[at] != '/'; at++)
    if (!(is_digit(line->text[at]) || is_letter(line->text[at]) || line->text[at] == '.' || line->text[at] == '_' || line->text[at] == ':' || line->text[at] == '-')) return false;
  return true;
}

static unsigned acts(const Line *line, unsigned at, bool chinese) {
  // 印发 印發 转发 轉發 批转 批轉 公布 公佈 发布 發布 發佈
  static const uint32_t words[][2] = {{0x5370, 0x53D1}, {0x5370, 0x767C}, {0x8F6C, 0x53D1}, {0x8F49, 0x767C}, {0x6279, 0x8F6C}, {0x6279, 0x8F49}, {0x516C, 0x5E03}, {0x516C, 0x4F48}, {0x53D1, 0x5E03}, {0x767C, 0x5E03}, {0x767C, 0x4F48}, {0x9644, 0x4EF6}};
  static const char *const english[] = {"annex", "issued", "forwarded", "endorsed", "promulgated", "published"};
  if (chinese) {
    for (unsigned i = 0; i < sizeof words / sizeof words[0]; i++)
      if (line->text[at] == words[i][0] && line->text[at + 1] == words[i][1]) return at + 2;
  } else {
    for (unsigned i = 0; i < sizeof english / sizeof english[0]; i++)
      if (word_at(line, at, english[i])) {
        unsigned end = at;
        for (const char *c = english[i]; *c; c++) end++;
        if (!is_letter(line->text[end])) return end;
      }
  }
  return 0;
}

// `![caption](path){#id}` and nothing else on the line.
static bool is_figure(const Line *line) {
  unsigned at = 2;
  while (!(line->text[at] == ']' && line->text[at + 1] == '(')) if (is_end(line->text[at++])) return false;
  at = closing(line, at + 2, ')');
  if (!at) return false;
  while (is_space(line->text[at])) at++;
  if (line->text[at] == '{' && line->text[at + 1] == '#') {
    at += 2;
    if (line->text[at] == '}') return false;
    for (; line->text[at] != '}'; at++) if (is_end(line->text[at]) || is_space(line->text[at])) return false;
    at++;
  }
  return only_spaces(line, at);
}

// The next character of a text in UTF-8; those of the table have up to three bytes.
static uint32_t next(const char **text) {
  const unsigned char *at = (const unsigned char *)*text;
  unsigned size = *at < 0x80 ? 1 : *at < 0xE0 ? 2 : 3;
  *text += size;
  if (size == 1) return at[0];
  if (size == 2) return (at[0] & 0x1Fu) << 6 | (at[1] & 0x3Fu);
  return (at[0] & 0x0Fu) << 12 | (at[1] & 0x3Fu) << 6 | (at[2] & 0x3Fu);
}

// The length of a keyword with a colon behind it, spaces inside a Chinese one aside; 0 for none.
static unsigned keyword(const Line *line) {
  for (unsigned i = 0; i < sizeof FIELDS / sizeof FIELDS[0]; i++) {
    const char *word = FIELDS[i];
    unsigned at = 0;
    bool chinese = (unsigned char)*word >= 0xE3, fits = true;
    while (*word && fits) {
      uint32_t c = next(&word);
      if (chinese) while (is_space(line->text[at])) at++;
      if (c == ' ') {
        fits = is_space(line->text[at]);
        while (is_space(line->text[at])) at++;
      } else fits = lower(line->text[at++]) == lower(c);
    }
    if (!fits) continue;
    unsigned end = at;
    while (is_space(line->text[at])) at++;
    if (line->text[at] == ':' || line->text[at] == 0xFF1A) return end;
  }
  return 0;
}

// The kind of a line, and how many characters its mark has; -1 for a paragraph.
static int kind(const Line *line, unsigned *length) {
  const uint32_t *text = line->text;
  unsigned at = 0;
  if (text[0] == '/' && text[1] == '/') return is_host(line) ? -1 : COMMENT;
  if (text[0] == 0x3010 || text[0] == '[') {
    bool chinese = text[0] == 0x3010;
    // 分页, 分頁
    if (chinese && text[1] == 0x5206 && (text[2] == 0x9875 || text[2] == 0x9801) && text[3] == 0x3011 && only_spaces(line, 4)) return *length = 4, PAGE_BREAK;
    if (!chinese && word_at(line, 1, "page")) {
      at = 5;
      while (is_space(text[at])) at++;
      if (at > 5 && word_at(line, at, "break]") && only_spaces(line, at + 6)) return *length = at + 6, PAGE_BREAK;
    }
    at = acts(line, 1, chinese);
    at = at ? closing(line, at, chinese ? 0x3011 : ']') : 0;
    if (at && (chinese || text[at] != '(')) return *length = at, ANNEX_LABEL;
    if (text[1] == '^') {
      for (at = 2; text[at] != ']' && !is_end(text[at]) && !is_space(text[at]); at++) {}
      if (at > 2 && text[at] == ']' && (text[at + 1] == ':' || text[at + 1] == 0xFF1A)) return *length = at + 1, NOTE_LABEL;
    }
    at = 0;
  }
  if (text[0] == '!' && text[1] == '[' && is_figure(line)) return *length = 2, FIGURE_MARK;
  if (text[0] == '|') return *length = 1, BAR;
  if (text[0] == '\\' && !is_end(text[1])) return *length = 1, LINE_ESCAPE;
  if (text[0] == '-' && (is_space(text[1]) || is_end(text[1]))) return *length = 1, ITEM_MARK;
  // 第…章、节、節、条、條
  if (text[0] == 0x7B2C) {
    for (at = 1; is_numeral(text[at]) || is_digit(text[at]) || text[at] == 0x5343 || text[at] == 0x96F6 || text[at] == 0x3007; at++) {}
    uint32_t unit = text[at];
    if (at > 1 && (unit == 0x7AE0 || unit == 0x8282 || unit == 0x7BC0 || unit == 0x6761 || unit == 0x689D) && (is_space(text[at + 1]) || is_end(text[at + 1]))) return *length = at + 1, ARTICLE_NUMBER;
  }
  // 一、 but not 一、二年级
  for (at = 0; is_numeral(text[at]) || is_hash(text[at]); at++) {}
  if (at && text[at] == 0x3001 && !is_numeral(text[at + 1])) return *length = at + 1, NUMBER_1;
  if (at == 1 && is_hash(text[0]) && (text[1] == '.' || text[1] == 0xFF0E)) return *length = 2, NUMBER_3;
  if (text[0] == '(' || text[0] == 0xFF08) {
    for (at = 1; is_numeral(text[at]) || is_hash(text[at]); at++) {}
    if (at > 1 && (text[at] == ')' || text[at] == 0xFF09)) return *length = at + 1, NUMBER_2;
    for (at = 1; is_digit(text[at]) && at < 4; at++) {}
    if (at == 1) for (; text[at] >= 'a' && text[at] <= 'z' && at < 6; at++) {}
    if (at > 1 && (text[at] == ')' || text[at] == 0xFF09)) return *length = at + 1, NUMBER_3;
  }
  // 3. but not 3.5亿元
  for (at = 0; is_digit(text[at]) && at < 4; at++) {}
  if (at && at < 4 && (text[at] == '.' || text[at] == 0xFF0E) && !is_digit(text[at + 1])) return *length = at + 1, NUMBER_3;
  at = keyword(line);
  if (at) return *length = at, KEYWORD;
  return -1;
}

void *tree_sitter_notice_external_scanner_create(void) { return NULL; }
void tree_sitter_notice_external_scanner_destroy(void *payload) { (void)payload; }
unsigned tree_sitter_notice_external_scanner_serialize(void *payload, char *buffer) { (void)payload; (void)buffer; return 0; }
void tree_sitter_notice_external_scanner_deserialize(void *payload, const char *buffer, unsigned length) { (void)payload; (void)buffer; (void)length; }

// One more character into the line, and past it.
static void take(TSLexer *lexer, Line *line) {
  if (line->length < MOST) line->text[line->length++] = (uint32_t)lexer->lookahead;
  lexer->advance(lexer, false);
}

// The lexer cannot go back: the token ends where it was marked on the way. Where a mark may end, the first character says.
bool tree_sitter_notice_external_scanner_scan(void *payload, TSLexer *lexer, const bool *valid) {
  (void)payload;
  if (valid[FAULT] || !valid[KEYWORD]) return false;
  while (is_space((uint32_t)lexer->lookahead)) lexer->advance(lexer, true);
  Line line = {{0}, 0};
  unsigned marked = 0;
  uint32_t first = (uint32_t)lexer->lookahead;
#define NEXT ((uint32_t)lexer->lookahead)
#define MARK (lexer->mark_end(lexer), marked = line.length)
  if (is_end(first)) return false;
  take(lexer, &line);
  if (first == '/') {
    while (!is_end(NEXT)) take(lexer, &line);
    MARK;
  } else if (first == 0x3010 || first == '[') {
    uint32_t close = first == '[' ? ']' : 0x3011;
    while (!is_end(NEXT) && line.text[line.length - 1] != close && line.length < MOST) take(lexer, &line);
    MARK;
  } else if (first == '!') {
    if (NEXT == '[') take(lexer, &line);
    MARK;
  } else if (first == '|' || first == '\\' || first == '-') {
    MARK;
  } else if (first == '(' || first == 0xFF08) {
    while (!is_end(NEXT) && line.length < 12 && line.text[line.length - 1] != ')' && line.text[line.length - 1] != 0xFF09) take(lexer, &line);
    MARK;
  } else if (first == 0x7B2C || is_numeral(first) || is_digit(first) || is_hash(first)) {
    while (is_numeral(NEXT) || is_digit(NEXT) || is_hash(NEXT) || NEXT == 0x5343 || NEXT == 0x96F6 || NEXT == 0x3007) take(lexer, &line);
    if (!is_end(NEXT)) take(lexer, &line);
    MARK;
  } else {
    MARK;
    while (!is_end(NEXT) && NEXT != ':' && NEXT != 0xFF1A && line.length < 60) {
      bool space = is_space(NEXT);
      take(lexer, &line);
      if (!space) MARK;
    }
  }
  while (!is_end(NEXT) && line.length < MOST) take(lexer, &line);
  unsigned length = 0;
  int found = kind(&line, &length);
  if (found < 0 || !valid[found] || (found != COMMENT && length != marked)) return false;
  lexer->result_symbol = (TSSymbol)found;
  return true;
}
