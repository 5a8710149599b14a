"""Notices in which one structure is repeated: STRUCTURES[name] = (f, top), f(n) gives the text, `top` is the largest n that is tried.

What is repeated is anything that a rule, a reader or a writer could look for again at each place: marks without partner, names, dates,
lines of one kind, and what somebody with bad intentions would write a hundred thousand times.
"""

HEAD = '发文机关：示例市质量局\n发文字号：示质发〔2026〕7号\n标题：示例市质量局关于开展检查工作的通知\n主送：各县质量局：\n\n现将有关事项通知如下。\n'
TAIL = '\n署名：示例市质量局\n成文日期：2026年8月14日\n'
def wrap(body, head=HEAD, tail=TAIL): return head + body + '\n' + tail
D = '零一二三四五六七八九'
def han(n):
    if n < 10: return D[n]
    if n < 20: return '十' + (D[n % 10] if n % 10 else '')
    if n < 100: return D[n // 10] + '十' + (D[n % 10] if n % 10 else '')
    if n < 1000: r = n % 100; return D[n // 100] + '百' + ('' if r == 0 else ('零' + D[r] if r < 10 else (('一' + han(r)) if r < 20 else han(r))))
    if n < 10000: r = n % 1000; return D[n // 1000] + '千' + ('' if r == 0 else ('零' + (('一' + han(r)) if 10 <= r < 20 else han(r)) if r < 100 else han(r)))
    r = n % 10000; return han(n // 10000) + '万' + ('' if r == 0 else ('零' + han(r) if r < 1000 else han(r)))
CH = '各地要把质量工作摆在突出位置抓好落实形成合力推动企业提升管理水平完善制度加强监督服务群众保障安全促进发展改进方法总结经验及时报告'
def sent(i, L=24):
    # a distinct sentence
    x = i * 2654435761 % (1 << 32); s = ''
    for k in range(L):
        x = (x * 1103515245 + 12345) & 0x7fffffff
        s += CH[(x >> 8) % len(CH)]
        if k % 11 == 10 and k < L - 1: s += '，'
    return s + '。'
def para(n):  # n chars
    out = []; m = 0; i = 0
    while m < n:
        s = sent(i); out.append(s); m += len(s); i += 1
    return ''.join(out)
STRUCTURES = {}


def shown(c):
    return c if c.isprintable() and not c.isspace() and c not in '\u0301\ufe0f' else f'{c!a}'[1:-1]


def g(name, top):
    def deco(f): STRUCTURES[name] = (f, top); return f
    return deco
g('one paragraph of N chars', 350_000)(lambda n: wrap(para(n)))
g('N short paragraphs', 50_000)(lambda n: wrap('\n'.join(sent(i, 12) for i in range(n))))
g('N equal paragraphs', 50_000)(lambda n: wrap('\n'.join('各县要抓好落实，及时报告有关情况。' for i in range(n))))
g('N sections 一、', 20_000)(lambda n: wrap('\n'.join(f'{han(i+1)}、{sent(i, 8)[:-1]}' for i in range(n))))
g('N sections （一）', 20_000)(lambda n: wrap('一、要求\n' + '\n'.join(f'（{han(i+1)}）{sent(i, 8)}{sent(i+9, 8)}' for i in range(n))))
g('N sections #、', 20_000)(lambda n: wrap('\n'.join(f'#、{sent(i, 8)[:-1]}' for i in range(n))))
g('N articles 第N条', 20_000)(lambda n: wrap('【附件】办法\n' + '\n'.join(f'第{han(i+1)}条　{sent(i, 12)}' for i in range(n))))
g('nested （', 100_000)(lambda n: wrap('（' * n + '质量' + '）' * n + '。'))
g('nested “‘', 100_000)(lambda n: wrap('“‘' * (n // 2) + '质量' + '’”' * (n // 2) + '。'))
g('nested 《〈', 100_000)(lambda n: wrap('《〈' * (n // 2) + '质量' + '〉》' * (n // 2) + '。'))
g('unclosed （', 100_000)(lambda n: wrap('（' * n + '质量。'))
g('unclosed “', 100_000)(lambda n: wrap('“' * n + '质量。'))
g('N footnotes, a paragraph each', 10_000)(lambda n: wrap('\n'.join(f'{sent(i, 8)[:-1]}[^{i+1}]。' for i in range(n)) + '\n' + '\n'.join(f'[^{i+1}]: {sent(i, 6)}' for i in range(n))))
g('N footnotes in one paragraph', 10_000)(lambda n: wrap(''.join(f'{sent(i, 6)[:-1]}[^{i+1}]。' for i in range(n)) + '\n' + '\n'.join(f'[^{i+1}]: {sent(i, 6)}' for i in range(n))))
g('N marks of one footnote', 10_000)(lambda n: wrap(''.join(f'{sent(i, 6)[:-1]}[^1]。' for i in range(n)) + '\n[^1]: 说明。'))
g('N figures, one picture', 5_000)(lambda n: wrap('\n'.join(f'![{sent(i, 5)[:-1]}](a.png)' for i in range(n))))
g('table of N rows', 20_000)(lambda n: wrap('表：安排\n| 时间 | 事项 | 数 |\n|---|---|---|\n' + '\n'.join(f'| 9月{i%28+1}日 | {sent(i, 5)[:-1]} | {i} |' for i in range(n))))
g('table of N columns', 400)(lambda n: wrap('表：安排\n|' + ' 列 |' * n + '\n|' + '---|' * n + '\n' + ('|' + ' 数 |' * n + '\n') * 3))
g('N small tables', 5_000)(lambda n: wrap('\n'.join(f'表：安排{i}{{#t{i}}}\n| 时间 | 数 |\n|---|---|\n| 9月 | {i} |\n' for i in range(n))))
g('one cell of N chars', 100_000)(lambda n: wrap('表：安排\n| 时间 | 事项 |\n|---|---|\n| 9月 | ' + para(n) + ' |'))
g('N annexes', 5_000)(lambda n: wrap('有关表格见附件1。', tail='\n附件：\n' + '\n'.join(f'- {sent(i, 8)[:-1]}' for i in range(n)) + TAIL + '\n' + '\n'.join(f'【附件{i+1}】{sent(i, 8)[:-1]}\n{sent(i, 10)}' for i in range(n))))
g('N signatories', 3_000)(lambda n: HEAD + '\n署名：\n' + '\n'.join(f'- 示例{han(i+1)}县质量局' for i in range(n)) + '\n成文日期：2026年8月14日\n')
g('N signatories, sealed', 3_000)(lambda n: HEAD + '\n用印：是\n署名：\n' + '\n'.join(f'- 示例{han(i+1)}县质量局' for i in range(n)) + '\n成文日期：2026年8月14日\n')
g('N issuers', 3_000)(lambda n: '发文机关：\n' + '\n'.join(f'- 示例{han(i+1)}县质量局' for i in range(n)) + '\n' + HEAD.split('\n', 1)[1] + '\n署名：\n' + '\n'.join(f'- 示例{han(i+1)}县质量局' for i in range(n)) + '\n成文日期：2026年8月14日\n')
g('N recipients in a line', 5_000)(lambda n: HEAD.replace('主送：各县质量局：', '主送：' + '、'.join(f'{han(i+1)}县质量局' for i in range(n)) + '：') + TAIL)
g('N recipients as items', 5_000)(lambda n: HEAD.replace('主送：各县质量局：', '主送：\n' + '\n'.join(f'- {han(i+1)}县质量局' for i in range(n))) + TAIL)
g('N contact lines', 10_000)(lambda n: wrap('', tail='\n' + '\n'.join(f'联系人：王{CH[i%60]}\n电话：000-{i%9+1}{i%9000000:07d}' for i in range(n // 2)) + TAIL))
g('N phones in a line', 10_000)(lambda n: wrap('', tail='\n电话：' + '、'.join(f'000-{i%9+1}{i:07d}' for i in range(n)) + '\n' + TAIL))
g('N {主题} in a paragraph', 20_000)(lambda n: HEAD.replace('主送：', '主题：质量第一\n主送：') + ''.join(f'{sent(i, 5)[:-1]}“{{主题}}”。' for i in range(n)) + '\n' + TAIL)
g('N {主题}, a paragraph each', 20_000)(lambda n: HEAD.replace('主送：', '主题：质量第一\n主送：') + '\n'.join(f'{sent(i, 5)[:-1]}“{{主题}}”。' for i in range(n)) + '\n' + TAIL)
g('N {@t} to one table', 20_000)(lambda n: wrap(''.join(f'{sent(i, 5)[:-1]}见{{@t}}。' for i in range(n)) + '\n表：安排{#t}\n| 时间 | 数 |\n|---|---|\n| 9月 | 3 |\n'))
g('N {@tI} to N tables', 5_000)(lambda n: wrap(''.join(f'{sent(i, 5)[:-1]}见{{@t{i}}}。' for i in range(n)) + '\n' + '\n'.join(f'表：安排{i}{{#t{i}}}\n| 时间 | 数 |\n|---|---|\n| 9月 | {i} |\n' for i in range(n))))
g('N unknown names {甲}', 20_000)(lambda n: wrap(''.join(f'{sent(i, 5)[:-1]}{{甲乙}}。' for i in range(n))))
g('N 附件1 references', 20_000)(lambda n: wrap(''.join(f'{sent(i, 5)[:-1]}，见附件1。' for i in range(n)), tail=TAIL + '\n【附件】安排\n安排如下。\n'))
g('N links in a paragraph', 20_000)(lambda n: wrap(''.join(f'{sent(i, 5)[:-1]}[网页](https://www.example.org/{i})。' for i in range(n))))
g('N links, a paragraph each', 20_000)(lambda n: wrap('\n'.join(f'{sent(i, 5)[:-1]}[网页](https://www.example.org/{i})。' for i in range(n))))
g('N bare addresses', 20_000)(lambda n: wrap(''.join(f'{sent(i, 5)[:-1]}，网址https://www.example.org/{i}，邮箱a{i}@example.org。' for i in range(n))))
g('a word of N letters', 1_000_000)(lambda n: wrap('a' * n))
g('a word of N digits', 1_000_000)(lambda n: wrap('1' * n))
g('an address of N letters', 1_000_000)(lambda n: wrap('见https://www.example.org/' + 'a' * n + '。'))
g('English words, one paragraph of N chars', 400_000)(lambda n: 'Language: en\nIssuer: Example City Bureau\nTitle: Notice on Quality\nTo: All offices:\n\n' + ' '.join(['quality', 'administration', 'of', 'laboratories', 'shall', 'improve'][i * 7 % 6] for i in range(n // 9)) + '.\n\nSigned: Example City Bureau\nDate: August 14, 2026\n')
for c in ['，', '。', '、', '…', '—', '“', '”', '（', '）', '《', '》', '*', '[', ']', '`', '|', '{', '}', '\\', '_', '<', '!', '(', '^', '~', '-', '#', '.', '：', ':', '/', '　', ' ', '\t', '\u200b', '\u0301', '\ufe0f', '\U0001f600', '\U00020bb7', '\u202e', '?', '0', '％', '第', '一', '附', '日', '2026年', '[^', '{@', '](', '![', '**a', '`a', '**', '*a*', '局、', '〔', '\u0001', 'é', '○', '●', '〇']:
    g('N × ' + shown(c), 1_000_000 if len(c) == 1 and c.isascii() else 300_000)(lambda n, c=c: wrap('甲' + c * (n // len(c)) + '乙。'))
for c in ['（', '[', '*', '|', '- ', '# ', '【附件1】', '一、', '标题：', '//', '> ', '\\', '表：', '![', '[^1]:', '电话：', '甲：']:
    g('N lines ' + c, 50_000)(lambda n, c=c: wrap('\n'.join(c for _ in range(n))))
g('title of N chars', 100_000)(lambda n: HEAD.replace('开展检查工作', para(n).replace('。', '').replace('，', '')) + TAIL)
g('title of N items', 5_000)(lambda n: HEAD.replace('标题：示例市质量局关于开展检查工作的通知', '标题：\n' + '\n'.join(f'- {sent(i, 10)[:-1]}' for i in range(n))) + TAIL)
g('N sums without a stop', 20_000)(lambda n: wrap('男生3人，女生4人，共7人，' * n + '。'))
g('N grades without a stop', 20_000)(lambda n: wrap('三个等次：甲、乙、丙，' * n + '。'))
g('N titles 《》 in a paragraph', 20_000)(lambda n: wrap('、'.join(f'《{sent(i, 8)[:-1]}》' for i in range(n)) + '。'))
g('N numbers', 20_000)(lambda n: wrap('，'.join(f'安排{i}万元' for i in range(n)) + '。'))
g('N dates', 20_000)(lambda n: wrap('，'.join(f'2026年{i%12+1}月{i%28+1}日报告' for i in range(n)) + '。'))
g('N dates, a paragraph each', 20_000)(lambda n: wrap('\n'.join(f'2026年{i%12+1}月{i%28+1}日前报告第{i}次情况。' for i in range(n))))
g('N organ names', 20_000)(lambda n: wrap('、'.join(['国家市场监督管理总局', '教育部', '示例省工业和信息化厅', '中共示例市委宣传部', '财政局'][i % 5] for i in range(n)) + '要抓好落实。'))
g('N suppress comments, used', 10_000)(lambda n: wrap('\n'.join(f'// zhumo-ignore padded-date: 旧稿\n{sent(i, 5)[:-1]}，2026年08月{i%28+1}日。' for i in range(n))))
g('N suppress comments, unused', 20_000)(lambda n: wrap('\n'.join(f'// zhumo-ignore padded-date: 旧稿\n{sent(i, 5)}' for i in range(n))))
g('N findings on one line', 20_000)(lambda n: wrap(''.join(f'{sent(i, 5)[:-1]},' for i in range(n)) + '止。'))
g('N findings, a line each', 20_000)(lambda n: wrap('\n'.join(f'{sent(i, 5)[:-1]},{sent(i+5, 5)}' for i in range(n))))
g('N joined lines', 50_000)(lambda n: wrap('\\\n'.join(sent(i, 10) for i in range(n))))
g('N list items', 20_000)(lambda n: wrap('\n'.join(f'- {sent(i, 8)}' for i in range(n))))
g('N emphases', 20_000)(lambda n: wrap(''.join(f'{sent(i, 5)[:-1]}**要点**和*楷体*。' for i in range(n))))
g('N slips of keywords', 20_000)(lambda n: wrap('\n'.join(f'主迭：{sent(i, 5)[:-1]}' for i in range(n))))
g('N duplicate fields', 20_000)(lambda n: '\n'.join(f'标题：{sent(i, 8)[:-1]}的通知' for i in range(n)) + '\n' + HEAD + TAIL)
g('N ids', 5_000)(lambda n: wrap('\n'.join(f'![图](a.png){{#p{i}}}' for i in range(n))))
g('N page breaks', 2_000)(lambda n: wrap('\n'.join(f'{sent(i, 5)}\n【分页】' for i in range(n))))
g('N keywords', 20_000)(lambda n: HEAD.replace('主送：', '关键词：' + '、'.join(sent(i, 4)[:-1] for i in range(n)) + '\n主送：') + TAIL)
g('N attendees', 10_000)(lambda n: '版式：纪要\n' + HEAD + '\n出席：' + '、'.join(f'{CH[i%60]}{CH[i*7%60]}{CH[i*11%60]}' for i in range(n)) + '\n成文日期：2026年8月14日\n')
g("N editor's notes", 10_000)(lambda n: '版式：简报\n标志：质量简报\n期号：3\n编印：示例局\n成文日期：2026年8月14日\n按语：\n' + '\n'.join(f'- {sent(i, 8)}' for i in range(n)) + '\n标题：情况\n\n正文。\n')
g('N cc', 10_000)(lambda n: wrap('', tail=TAIL + '抄送：' + '，'.join(f'{han(i+1)}县质量局' for i in range(n)) + '。\n'))
g('N short names 以下简称', 5_000)(lambda n: wrap('。'.join(f'《{sent(i, 8)[:-1]}》（以下简称《{sent(i, 3)[:-1]}》）' for i in range(n)) + '。'))
g('N counts 以下N项', 10_000)(lambda n: wrap('\n'.join(f'做好以下{han(i%9+2)}项工作。' for i in range(n))))
g('deep sections 4 levels × N', 5_000)(lambda n: wrap('\n'.join(f'{han(i+1)}、{sent(i,5)[:-1]}\n（一）{sent(i,6)[:-1]}\n1.{sent(i,7)}\n（1）{sent(i,8)}' for i in range(n // 4))))
g('N mixed paragraphs (16 MiB at top)', 110_000)(lambda n: wrap('\n'.join(f'（{han(i%99+1)}）{sent(i, 20)}“{sent(i+1, 6)[:-1]}”，2026年{i%12+1}月{i%28+1}日前安排{i}万元。' for i in range(n))))

# Of marks that come in pairs, of words that open something, and of fields: what none of the others has.
for words in ['<<甲', '〈甲〉', '＂甲＂', '≪甲', 'http://', ' http://www.', '（以下简称', '以下简称', '主题为“', '[甲](http://a.cn)', '![a](b.png)', '{^', '{_a', '**甲', '“甲”、', '见附件', '第一条', '2026年3月1日前，', '`<br', '&#', '</', 'a@', 'www.', '\\*', '《甲》（甲〔2026〕1号）']:
    g('N × ' + words, 300_000)(lambda n, c=words: wrap('甲' + c * (n // len(c)) + '乙。'))
for line in ['附件：', '署名：甲局', '抄送：甲局', '联系人：甲', '【印发】', '【附件】', '图：甲', '| 甲 |', '注：甲', '1. 甲', '第一条　甲', '// zhumo-ignore x: 甲', '主送：甲局：', '成文日期：2026年1月1日', '{#a}', '[^a]: 甲', '**甲**', '# 甲', '- 甲', '<p>甲', '&lt;', '`甲`', '甲：乙：', '（一）甲', '出席：甲']:
    g('N lines ' + line, 50_000)(lambda n, c=line: wrap('\n'.join(c for _ in range(n))))
g('N shortened counterparts', 5_000)(lambda n: HEAD.replace('主送：各县质量局：', '主送：' + '、'.join(['质量局', f'{han(i % 500 + 1)}县质量局', '国家质量局'][i % 3] for i in range(n)) + '：') + TAIL)
g('N accents, each on a letter', 50_000)(lambda n: wrap('e\u0301' * n))
g('N tables with joins', 5_000)(lambda n: wrap('\n'.join(f'表：安排{i}\n| 时间 | 数 |\n|---|---|\n| 9月 | {i} |\n| ^ | < |\n' for i in range(n))))
