" Vim syntax file
" Language: policies of Egress (docs/language.md)
"
" A line is a chain: each piece names what may follow it (nextgroup), from egressLine at its start on.
" What fits nowhere is egressError. Of two groups that match, Vim takes the one defined later.

if exists('b:current_syntax')
  finish
endif
let s:cpo_save = &cpo
set cpo&vim

syn case match
syn sync maxlines=1

syn match egressLine /^\s*/ nextgroup=@egressTarget,egressMethods,egressAnyMethod,egressHeader,egressComment
syn cluster egressTarget contains=egressError,egressHost,egressPath,egressAddress,egressDns,egressScheme
syn cluster egressEnd contains=egressError,egressBlank

syn match egressError /[^[:blank:]\]]\+/ contained nextgroup=egressBlank
syn match egressBlank /\s\+/ contained nextgroup=egressError,egressFlag,egressKey,egressComment

syn match egressComment /\%(^\|\s\)\@1<=#.*/ contained contains=egressDirective,@Spell
syn match egressDirective /\%(#\s*\)\@<=egress:\s*allow\%(-file\)\?\%([[:blank:],]\+W\d\{4}\)\+/ contained

" Headers
syn region egressHeader matchgroup=egressBracket start=/\[/ end=/\]/ end=/$/ oneline contained
      \ contains=egressMethods,egressAnyMethod,egressScheme,egressHeaderPorts,egressFlag,egressKey
      \ nextgroup=@egressEnd
syn match egressHeaderPorts /[[[:blank:]]\@1<=:\%(\*\|\d\+\%(|\d\+\)*\)\%(\/\%(tcp\|udp\)\)\?\ze\%(\s\|]\)/ contained
      \ contains=egressPort,egressProtocol

" Targets
syn match egressHost /\%([A-Za-z0-9.-]\|\*\ze\S\|{owner}\|{repo}\)\%([A-Za-z0-9.*-]\|{owner}\|{repo}\)*\ze\%([[:blank:]:]\|$\)/ contained
      \ contains=egressWildcard,egressPlaceholder nextgroup=egressPorts,@egressEnd
syn match egressAddress /\d\{1,3}\%(\.\d\{1,3}\)\{3}\%(\/\d\{1,2}\)\?\ze\%([[:blank:]:]\|$\)/ contained
      \ nextgroup=egressPorts,@egressEnd
syn match egressDns /dns:/ contained nextgroup=egressError,egressDnsHost
syn match egressDnsHost /\%([A-Za-z0-9.*-]\|{owner}\|{repo}\)\+\ze\%(\s\|$\)/ contained
      \ contains=egressWildcard,egressPlaceholder nextgroup=@egressEnd
syn match egressScheme /\c\%(https\|http\):\/\// contained nextgroup=egressError,egressUrlHost,egressUrlAddress
syn match egressUrlHost /\%([A-Za-z0-9.*-]\|{owner}\|{repo}\)\+\ze\%([]/:[:blank:]]\|$\)/ contained
      \ contains=egressWildcard,egressPlaceholder nextgroup=@egressEnd,egressUrlPorts,egressPath
syn match egressUrlAddress /\d\{1,3}\%(\.\d\{1,3}\)\{3}\ze\%([]/:[:blank:]]\|$\)/ contained
      \ nextgroup=@egressEnd,egressUrlPorts,egressPath
syn match egressUrlPorts /:\%(\*\|\d\+\%(|\d\+\)*\)\ze\%([]/[:blank:]]\|$\)/ contained
      \ contains=egressPort nextgroup=@egressEnd,egressPath
syn match egressPath /\/\%([A-Za-z0-9_.~*\/%+-]\|{owner}\|{repo}\)*/ contained
      \ contains=egressWildcard,egressPlaceholder nextgroup=@egressEnd
syn match egressPorts /:\%(\*\|\d\+\%(|\d\+\)*\)\%(\/\%(tcp\|udp\)\)\?\ze\%(\s\|$\)/ contained
      \ contains=egressPort,egressProtocol nextgroup=@egressEnd

" Methods, which would pass for names
syn match egressAnyMethod /\*\ze\%(\s\|]\)/ contained nextgroup=egressMethodBlank
syn match egressMethods /\c\%(\%(GET\|HEAD\|POST\|PUT\|DELETE\|PATCH\|OPTIONS\)\%(|[a-z]\@=\|\%(\s\|]\)\@=\)\)\+/ contained
      \ nextgroup=egressMethodBlank contains=egressPipe
syn match egressMethodBlank /\s\+/ contained nextgroup=egressError,egressPath,egressScheme,egressFlag,egressKey

" Flags and attributes
syn match egressFlag /\%(passthrough\|insecure\)\ze\%(\s\|]\|$\)/ contained nextgroup=@egressEnd
syn match egressKey /\<\%(exe\|arg\|cgroup\|step\|action\|image\)\ze=/ contained nextgroup=egressEquals
syn match egressKey /\<arg\[\d\+]\ze=/ contained contains=egressIndex nextgroup=egressEquals
syn match egressEquals /=/ contained nextgroup=egressError,egressBare,egressGlob,egressLiteral,egressCgroup
syn match egressBare /[^[:blank:]#\]"`[][^[:blank:]#\][]*\ze\%(\s\|]\|$\)/ contained
      \ contains=egressWildcard,egressPlaceholder nextgroup=@egressEnd
syn match egressCgroup /\%(cgroup=\)\@7<=\%(@docker\|@host\)\ze\%(\s\|]\|$\)/ contained nextgroup=@egressEnd
syn match egressGlob /`[^`]*`/ contained contains=egressWildcard,egressSet,egressPlaceholder nextgroup=@egressEnd
syn match egressLiteral /"[^"]*"/ contained contains=egressPlaceholder nextgroup=@egressEnd

" Inside the pieces
syn match egressWildcard /[*?]/ contained
syn match egressSet /\[!\?[^]]\+]/ contained
syn match egressPlaceholder /{owner}\|{repo}/ contained
syn match egressIndex /\d\+/ contained
syn match egressPort /\*\|\d\+/ contained
syn match egressProtocol +/\%(tcp\|udp\)+ contained
syn match egressPipe /|/ contained

hi def link egressComment Comment
hi def link egressDirective SpecialComment
hi def link egressError Error
hi def link egressBracket Delimiter
hi def link egressMethods Function
hi def link egressAnyMethod Function
hi def link egressPipe Delimiter
hi def link egressHost Identifier
hi def link egressDnsHost Identifier
hi def link egressUrlHost Identifier
hi def link egressAddress Number
hi def link egressUrlAddress Number
hi def link egressDns Keyword
hi def link egressScheme Keyword
hi def link egressPath String
hi def link egressPort Number
hi def link egressPorts Delimiter
hi def link egressUrlPorts Delimiter
hi def link egressHeaderPorts Delimiter
hi def link egressProtocol Type
hi def link egressFlag Statement
hi def link egressKey Label
hi def link egressEquals Operator
hi def link egressIndex Number
hi def link egressBare String
hi def link egressGlob String
hi def link egressLiteral String
hi def link egressCgroup Constant
hi def link egressWildcard Special
hi def link egressSet Special
hi def link egressPlaceholder PreProc

let b:current_syntax = 'egress'
let &cpo = s:cpo_save
unlet s:cpo_save
