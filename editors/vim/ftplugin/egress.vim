" Vim filetype plugin
" Language: policies of Egress

if exists('b:did_ftplugin')
  finish
endif
let b:did_ftplugin = 1

setlocal comments=:# commentstring=#\ %s
setlocal formatoptions-=t formatoptions+=croql
setlocal iskeyword+=-,.
setlocal formatprg=egress-policy\ fmt\ -\ 2>/dev/null
compiler egress

let b:undo_ftplugin = 'setlocal comments< commentstring< formatoptions< iskeyword< formatprg< makeprg< errorformat<'

" A header and the lines below it, where they are folded at all.
if get(g:, 'egress_folding', 0)
  setlocal foldmethod=expr foldexpr=getline(v:lnum)=~'^\\s*\\['?'>1':'='
  let b:undo_ftplugin .= ' foldmethod< foldexpr<'
endif
