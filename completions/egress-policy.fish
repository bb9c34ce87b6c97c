# fish completion for egress-policy; installed as share/fish/vendor_completions.d/egress-policy.fish
#
# The commands and the options are asked of the program itself, so that none is missing here.

function __egress_policy_commands
    egress-policy --help 2>/dev/null | string match -rg '^  ([a-z]+ +.*)$' | string replace -r ' +' \t
end

function __egress_policy_options
    set -l words (commandline -opc)
    egress-policy $words[2] --help 2>/dev/null | string match -arg '(?:^|[ ,])(--?[a-z][a-z-]*)' | sort -u
    echo --help
end

complete -c egress-policy -n __fish_use_subcommand -f -a '(__egress_policy_commands)'
complete -c egress-policy -n 'not __fish_use_subcommand; and string match -q -- "-*" (commandline -ct)' \
    -f -a '(__egress_policy_options)'
complete -c egress-policy -n '__fish_seen_subcommand_from check rules' -l format -x \
    -a 'text json sarif github'
complete -c egress-policy -n '__fish_seen_subcommand_from test' -l format -x \
    -a 'text json junit github'
complete -c egress-policy -n '__fish_seen_subcommand_from explain' \
    -a "(egress-policy check --codes 2>/dev/null | string match -rg '^## ([EW][0-9]+)')"
complete -c egress-policy -n 'not __fish_use_subcommand; and not __fish_seen_subcommand_from fmt disasm' \
    -l defaults -x -a gha
complete -c egress-policy -n '__fish_seen_subcommand_from check' -l deny -x \
    -a "warnings (egress-policy check --codes 2>/dev/null | string match -rg '^## (W[0-9]+)')"
