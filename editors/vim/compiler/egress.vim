" Vim compiler file
" Compiler: egress-policy check

if exists('current_compiler')
  finish
endif
let current_compiler = 'egress'

CompilerSet makeprg=egress-policy\ check\ %:S
CompilerSet errorformat=%f:%l:%c:\ %trror%m,%f:%l:%c:\ %tarning%m,%f:%l:%c:\ %tote%m,%-G%.%#
