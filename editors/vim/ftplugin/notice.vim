" Chinese official notices: how comments and lines are, and `zhumo check` as the checker of :make.
if exists('b:did_ftplugin')
  finish
endif
let b:did_ftplugin = 1

setlocal commentstring=//\ %s
setlocal comments=://,b:-
" One line is one paragraph, and Chinese breaks anywhere.
setlocal wrap nolinebreak textwidth=0
setlocal formatoptions-=t formatoptions+=mM
setlocal matchpairs+=（:）,《:》,〈:〉,「:」,『:』,〔:〕,【:】
" Columns of Vim are bytes.
let &l:makeprg = 'zhumo check --quiet --lang en --format short --columns bytes %:S'
setlocal errorformat=%f:%l:%c:\ %trror[%*[^]]]\ %m,%f:%l:%c:\ %tarning[%*[^]]]\ %m,%f:%l:%c:\ %tnfo[%*[^]]]\ %m
if executable('zhumo')
  let &l:formatprg = 'zhumo fmt --quiet -'
endif

let b:undo_ftplugin = 'setlocal commentstring< comments< wrap< linebreak< textwidth< formatoptions< matchpairs< makeprg< errorformat< formatprg<'
