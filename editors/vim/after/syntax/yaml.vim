" Policies in workflows: the block scalar of a `policy:` key.

if exists('b:egress_in_yaml')
  finish
endif
let b:egress_in_yaml = 1

let s:syntax = get(b:, 'current_syntax', '')
unlet! b:current_syntax
syn include @egressPolicy syntax/egress.vim
let b:current_syntax = s:syntax
unlet s:syntax

syn region egressScalar matchgroup=yamlBlockMappingKey
      \ start=/^\z(\s*\)policy\s*:\s\+[|>][-+0-9]*\s*\%(\s#.*\)\?$/ end=/^\%(\z1\s\+\S\|\s*$\)\@!/
      \ contains=@egressPolicy keepend
syn sync minlines=100
