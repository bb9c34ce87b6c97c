# fish completion for egress-lsp; installed as share/fish/vendor_completions.d/egress-lsp.fish

complete -c egress-lsp -f
complete -c egress-lsp -l stdio -d 'talk over standard input and output'
complete -c egress-lsp -l socket -rF -d 'wait for one client at a port or a path'
complete -c egress-lsp -l repo -x -d 'value of {owner} and {repo}'
complete -c egress-lsp -l defaults -xa gha -d 'a named set of rules in front'
complete -c egress-lsp -l scope -x -d 'attribute of rules that give none of that key'
complete -c egress-lsp -l uses -x -d 'which steps of a workflow take a policy'
complete -c egress-lsp -l log -rF -d 'count in this log how often each rule was used'
complete -c egress-lsp -l docs -x -d 'where the pages of diagnostics are'
complete -c egress-lsp -l no-lints -d 'only what is wrong or surely unintended'
complete -c egress-lsp -l help -d 'print help'
complete -c egress-lsp -l version -d 'print the version'
