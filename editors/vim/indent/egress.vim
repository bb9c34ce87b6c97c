" Vim indent file
" Language: policies of Egress. A line starts at the margin.

if exists('b:did_indent')
  finish
endif
let b:did_indent = 1

setlocal autoindent nocindent nosmartindent indentexpr=0 indentkeys=o,O
let b:undo_indent = 'setlocal autoindent< cindent< smartindent< indentexpr< indentkeys<'
