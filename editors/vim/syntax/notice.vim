" Chinese official notices. The words of fields are written by `ZHUMO_BLESS=1 cargo test --test fields`.
if exists('b:current_syntax')
  finish
endif
syntax case ignore
syntax sync minlines=1

" Kinds of lines; a later one goes before an earlier one.
syntax match noticeValue /.\+$/ contained contains=@noticeInline
syntax match noticeColon /[ \t　]*[：:]/ contained nextgroup=noticeValue
let s:fields = [
      "\ fields
      \ 'Security[ \t]\+classification',
      \ '密[ \t　]*級[ \t　]*和[ \t　]*保[ \t　]*密[ \t　]*期[ \t　]*限',
      \ '密[ \t　]*级[ \t　]*和[ \t　]*保[ \t　]*密[ \t　]*期[ \t　]*限',
      \ '发[ \t　]*文[ \t　]*机[ \t　]*关[ \t　]*标[ \t　]*志',
      \ '发[ \t　]*文[ \t　]*机[ \t　]*关[ \t　]*标[ \t　]*识',
      \ '发[ \t　]*文[ \t　]*机[ \t　]*关[ \t　]*署[ \t　]*名',
      \ '發[ \t　]*文[ \t　]*機[ \t　]*關[ \t　]*標[ \t　]*志',
      \ '發[ \t　]*文[ \t　]*機[ \t　]*關[ \t　]*標[ \t　]*誌',
      \ '發[ \t　]*文[ \t　]*機[ \t　]*關[ \t　]*署[ \t　]*名',
      \ 'Reference[ \t]\+number',
      \ 'Document[ \t]\+number',
      \ 'Editor’s[ \t]\+note',
      \ 'Classification',
      \ 'Copies[ \t]\+printed',
      \ 'Distributed[ \t]\+to',
      \ 'Date[ \t]\+of[ \t]\+issue',
      \ 'Editor''s[ \t]\+note',
      \ 'In[ \t]\+attendance',
      \ 'Issuing[ \t]\+organ',
      \ 'Order[ \t]\+number',
      \ 'Submitted[ \t]\+to',
      \ '主[ \t　]*送[ \t　]*单[ \t　]*位',
      \ '主[ \t　]*送[ \t　]*單[ \t　]*位',
      \ '主[ \t　]*送[ \t　]*机[ \t　]*关',
      \ '主[ \t　]*送[ \t　]*機[ \t　]*關',
      \ '公[ \t　]*文[ \t　]*字[ \t　]*号',
      \ '公[ \t　]*文[ \t　]*字[ \t　]*號',
      \ '公[ \t　]*文[ \t　]*标[ \t　]*题',
      \ '公[ \t　]*文[ \t　]*標[ \t　]*題',
      \ '印[ \t　]*刷[ \t　]*份[ \t　]*数',
      \ '印[ \t　]*刷[ \t　]*份[ \t　]*數',
      \ '印[ \t　]*发[ \t　]*份[ \t　]*数',
      \ '印[ \t　]*发[ \t　]*单[ \t　]*位',
      \ '印[ \t　]*发[ \t　]*日[ \t　]*期',
      \ '印[ \t　]*发[ \t　]*机[ \t　]*关',
      \ '印[ \t　]*发[ \t　]*部[ \t　]*门',
      \ '印[ \t　]*發[ \t　]*份[ \t　]*數',
      \ '印[ \t　]*發[ \t　]*單[ \t　]*位',
      \ '印[ \t　]*發[ \t　]*日[ \t　]*期',
      \ '印[ \t　]*發[ \t　]*機[ \t　]*關',
      \ '印[ \t　]*發[ \t　]*部[ \t　]*門',
      \ '发[ \t　]*文[ \t　]*单[ \t　]*位',
      \ '发[ \t　]*文[ \t　]*字[ \t　]*号',
      \ '发[ \t　]*文[ \t　]*日[ \t　]*期',
      \ '发[ \t　]*文[ \t　]*机[ \t　]*关',
      \ '发[ \t　]*文[ \t　]*部[ \t　]*门',
      \ '成[ \t　]*文[ \t　]*日[ \t　]*期',
      \ '抄[ \t　]*送[ \t　]*单[ \t　]*位',
      \ '抄[ \t　]*送[ \t　]*單[ \t　]*位',
      \ '抄[ \t　]*送[ \t　]*机[ \t　]*关',
      \ '抄[ \t　]*送[ \t　]*機[ \t　]*關',
      \ '文[ \t　]*件[ \t　]*字[ \t　]*号',
      \ '文[ \t　]*件[ \t　]*字[ \t　]*號',
      \ '文[ \t　]*件[ \t　]*标[ \t　]*题',
      \ '文[ \t　]*件[ \t　]*標[ \t　]*題',
      \ '电[ \t　]*子[ \t　]*信[ \t　]*箱',
      \ '电[ \t　]*子[ \t　]*邮[ \t　]*件',
      \ '电[ \t　]*子[ \t　]*邮[ \t　]*箱',
      \ '發[ \t　]*文[ \t　]*單[ \t　]*位',
      \ '發[ \t　]*文[ \t　]*字[ \t　]*號',
      \ '發[ \t　]*文[ \t　]*日[ \t　]*期',
      \ '發[ \t　]*文[ \t　]*機[ \t　]*關',
      \ '發[ \t　]*文[ \t　]*部[ \t　]*門',
      \ '移[ \t　]*动[ \t　]*电[ \t　]*话',
      \ '紧[ \t　]*急[ \t　]*程[ \t　]*度',
      \ '緊[ \t　]*急[ \t　]*程[ \t　]*度',
      \ '联[ \t　]*系[ \t　]*电[ \t　]*话',
      \ '聯[ \t　]*絡[ \t　]*電[ \t　]*話',
      \ '聯[ \t　]*繫[ \t　]*電[ \t　]*話',
      \ '落[ \t　]*款[ \t　]*日[ \t　]*期',
      \ '行[ \t　]*動[ \t　]*電[ \t　]*話',
      \ '邮[ \t　]*政[ \t　]*编[ \t　]*码',
      \ '郵[ \t　]*政[ \t　]*編[ \t　]*碼',
      \ '郵[ \t　]*遞[ \t　]*區[ \t　]*號',
      \ '附[ \t　]*件[ \t　]*說[ \t　]*明',
      \ '附[ \t　]*件[ \t　]*说[ \t　]*明',
      \ '電[ \t　]*子[ \t　]*信[ \t　]*箱',
      \ '電[ \t　]*子[ \t　]*郵[ \t　]*件',
      \ '電[ \t　]*子[ \t　]*郵[ \t　]*箱',
      \ 'Approved[ \t]\+by',
      \ 'Copy[ \t]\+number',
      \ 'Postal[ \t]\+code',
      \ 'Signatories',
      \ 'Total[ \t]\+issue',
      \ 'Addressees',
      \ 'Printed[ \t]\+by',
      \ 'Printed[ \t]\+on',
      \ 'Recipients',
      \ 'Apologies',
      \ 'Copied[ \t]\+to',
      \ 'Copies[ \t]\+to',
      \ 'Edited[ \t]\+by',
      \ 'Issued[ \t]\+by',
      \ 'Telephone',
      \ '关[ \t　]*键[ \t　]*字',
      \ '关[ \t　]*键[ \t　]*词',
      \ '副[ \t　]*标[ \t　]*题',
      \ '副[ \t　]*標[ \t　]*題',
      \ '发[ \t　]*文[ \t　]*号',
      \ '总[ \t　]*期[ \t　]*号',
      \ '發[ \t　]*文[ \t　]*號',
      \ '签[ \t　]*发[ \t　]*人',
      \ '簽[ \t　]*發[ \t　]*人',
      \ '總[ \t　]*期[ \t　]*號',
      \ '联[ \t　]*系[ \t　]*人',
      \ '聯[ \t　]*系[ \t　]*人',
      \ '聯[ \t　]*絡[ \t　]*人',
      \ '聯[ \t　]*繫[ \t　]*人',
      \ '關[ \t　]*鍵[ \t　]*字',
      \ '關[ \t　]*鍵[ \t　]*詞',
      \ 'Keywords',
      \ 'Language',
      \ 'Postcode',
      \ 'Subtitle',
      \ 'Address',
      \ 'Annexes',
      \ 'Contact',
      \ 'Issuers',
      \ 'Present',
      \ 'Summary',
      \ 'Urgency',
      \ 'Website',
      \ 'E-mail',
      \ 'Issuer',
      \ 'Layout',
      \ 'Mobile',
      \ 'Office',
      \ 'Sealed',
      \ 'Signed',
      \ '主[ \t　]*送',
      \ '主[ \t　]*題',
      \ '主[ \t　]*题',
      \ '令[ \t　]*号',
      \ '令[ \t　]*號',
      \ '份[ \t　]*号',
      \ '份[ \t　]*號',
      \ '传[ \t　]*真',
      \ '傳[ \t　]*真',
      \ '出[ \t　]*席',
      \ '列[ \t　]*席',
      \ '单[ \t　]*位',
      \ '印[ \t　]*发',
      \ '印[ \t　]*数',
      \ '印[ \t　]*數',
      \ '印[ \t　]*發',
      \ '发[ \t　]*送',
      \ '單[ \t　]*位',
      \ '地[ \t　]*址',
      \ '報[ \t　]*送',
      \ '密[ \t　]*級',
      \ '密[ \t　]*级',
      \ '手[ \t　]*机',
      \ '手[ \t　]*機',
      \ '抄[ \t　]*報',
      \ '抄[ \t　]*报',
      \ '抄[ \t　]*送',
      \ '报[ \t　]*送',
      \ '按[ \t　]*語',
      \ '按[ \t　]*语',
      \ '摘[ \t　]*要',
      \ '文[ \t　]*号',
      \ '文[ \t　]*號',
      \ '日[ \t　]*期',
      \ '期[ \t　]*号',
      \ '期[ \t　]*號',
      \ '标[ \t　]*志',
      \ '标[ \t　]*题',
      \ '標[ \t　]*志',
      \ '標[ \t　]*誌',
      \ '標[ \t　]*題',
      \ '版[ \t　]*式',
      \ '用[ \t　]*印',
      \ '电[ \t　]*话',
      \ '發[ \t　]*送',
      \ '签[ \t　]*发',
      \ '簽[ \t　]*發',
      \ '網[ \t　]*址',
      \ '編[ \t　]*印',
      \ '编[ \t　]*印',
      \ '网[ \t　]*址',
      \ '署[ \t　]*名',
      \ '落[ \t　]*款',
      \ '語[ \t　]*言',
      \ '請[ \t　]*假',
      \ '语[ \t　]*言',
      \ '请[ \t　]*假',
      \ '邮[ \t　]*箱',
      \ '邮[ \t　]*编',
      \ '郵[ \t　]*箱',
      \ '郵[ \t　]*編',
      \ '附[ \t　]*件',
      \ '附[ \t　]*注',
      \ '附[ \t　]*註',
      \ '電[ \t　]*話',
      \ 'Annex',
      \ 'Email',
      \ 'Issue',
      \ 'Phone',
      \ 'Theme',
      \ 'Title',
      \ 'Date',
      \ 'Mark',
      \ 'Note',
      \ 'Fax',
      \ 'Tel',
      \ 'Cc',
      \ 'To',
      "\ end
      \ ]
execute 'syntax match noticeField /^[ \t　]*\zs\%(' . join(s:fields, '\|') . '\)\ze[ \t　]*[：:]/ nextgroup=noticeColon'
unlet s:fields
syntax match noticeHeading1 /^[ \t　]*[一二三四五六七八九十百#＃]\+、[一二三四五六七八九十]\@!.*$/ contains=noticeNumber,@noticeInline
syntax match noticeHeading2 /^[ \t　]*[（(][一二三四五六七八九十百#＃]\+[）)][^。]*/ contains=noticeNumber,@noticeInline
syntax match noticeNumber /^[ \t　]*\zs[一二三四五六七八九十百#＃]\+、/ contained
syntax match noticeNumber /^[ \t　]*\zs[（(][一二三四五六七八九十百#＃]\+[）)]/ contained
syntax match noticeItemNumber /^[ \t　]*\zs[0-9]\{1,3}[.．][0-9]\@!/
syntax match noticeItemNumber /^[ \t　]*\zs[#＃][.．]/
syntax match noticeItemNumber /^[ \t　]*\zs[（(]\%([0-9]\{1,3}\|[a-z]\{1,5}\)[）)]/
syntax match noticeItemNumber /^[ \t　]*\zs第[一二三四五六七八九十百零〇0-9]\+[章节節条條]\ze\%([ \t　]\|$\)/
syntax match noticeItemNumber /^[ \t　]*\zs-\ze\%([ \t]\|$\)/
syntax match noticeRow /^[ \t　]*|.*$/ contains=noticeBar,@noticeInline
syntax match noticeBar /|\|:\?-\{2,}:\?/ contained
syntax match noticeFigure /^[ \t　]*!\[.*\]([^)]*)[ \t　]*\%({#[^}[:space:]]\+}\)\?[ \t　]*$/ contains=noticeCaption,noticeAddress
syntax match noticeCaption /\%(!\[\)\@2<=.*\ze\](/ contained
syntax match noticeAddress /\%(\](\)\@2<=[^)]*\ze)/ contained
syntax match noticeNote /^[ \t　]*\[^[^][:space:]]\+\]\ze[：:]/ contains=noticeReference
syntax match noticeAnnexTitle /.\+$/ contained contains=@noticeInline
syntax match noticeAnnex /^[ \t　]*\zs\%(【\%(附件\|印发\|印發\|转发\|轉發\|批转\|批轉\|公布\|公佈\|发布\|發布\|發佈\)[^】]*】\|\[\%(annex\|issued\|forwarded\|endorsed\|promulgated\|published\)\>[^]]*\](\@!\)/ nextgroup=noticeAnnexTitle
syntax match noticePageBreak /^[ \t　]*\zs\%(【分[页頁]】\|\[page[ \t]\+break\]\)\ze[ \t　]*$/
syntax match noticeComment /^[ \t　]*\/\/\%(\%([a-z]\|[0-9]\+\.[0-9]\)[a-z0-9._:-]*\/\)\@!.*$/ contains=noticeIgnore
syntax match noticeIgnore /zhumo-\%(ignore\|twin\)\>/ contained nextgroup=noticeRule skipwhite
syntax match noticeRule /[a-z0-9_-]\+/ contained

" In running text.
syntax cluster noticeInline contains=noticeEscape,noticeRaw,noticeBold,noticeReference,noticeName,noticeLink
syntax match noticeName /{[^{}@#]\{1,24}}/
syntax match noticeReference /{@[^}[:space:]]\+}/
syntax match noticeReference /\[^[^][:space:]]\+\]/
syntax match noticeReference /\%(附件\|[图圖]\|表\)[0-9]\+/
syntax match noticeLink /\[[^][]*\](\@=/ nextgroup=noticeTarget
syntax match noticeTarget /([^)]*)/ contained
syntax match noticeRaw /`[^`]\+`/
syntax match noticeBold /\*\*[^*]\+\*\*/
syntax match noticeEscape /\\[!-\/:-@[-`{-~]/
syntax match noticeEscape /\\$/

highlight default link noticeField Keyword
highlight default link noticeColon Delimiter
highlight default link noticeValue String
highlight default link noticeHeading1 Title
highlight default link noticeHeading2 Title
highlight default link noticeNumber Number
highlight default link noticeItemNumber Number
highlight default link noticeBar Delimiter
highlight default link noticeCaption String
highlight default link noticeAddress Underlined
highlight default link noticeAnnex PreProc
highlight default link noticeAnnexTitle Title
highlight default link noticePageBreak PreProc
highlight default link noticeComment Comment
highlight default link noticeIgnore Todo
highlight default link noticeRule Identifier
highlight default link noticeName Identifier
highlight default link noticeReference Identifier
highlight default link noticeLink Label
highlight default link noticeTarget Underlined
highlight default link noticeRaw String
highlight default noticeBold term=bold cterm=bold gui=bold
highlight default link noticeEscape SpecialChar

let b:current_syntax = 'notice'
