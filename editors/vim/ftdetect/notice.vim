autocmd BufRead,BufNewFile *.notice setfiletype notice
