# fish completion for egress-policy; installed as share/fish/vendor_completions.d/egress-policy.fish
#
# Commands, options, formats and codes are asked of the program itself, so that none is missing here.

function __egress_policy_commands
    egress-policy --help 2>/dev/null | string match -rg '^  ([a-z]+ +.*)$' | string replace -r ' +' \t
end

function __egress_policy_help
    set -l words (commandline -opc)
    egress-policy $words[2] --help 2>/dev/null
end

function __egress_policy_options
    __egress_policy_help | string match -arg '(?:^|[ ,(])(--?[a-z][a-z-]*)' | sort -u
    echo --help
end

function __egress_policy_formats
    __egress_policy_help | string match -r '^  --format.*' | string match -ar '\b(?:text|json|sarif|github|junit)\b'
end

function __egress_policy_codes
    egress-policy check --codes 2>/dev/null | string match -rg "^## ($argv[1][0-9]+)"
end

# Folders, and files that end so.
function __egress_policy_files
    __fish_complete_path (commandline -ct) |
        string match -r '^[^\t]*(?:/|\.(?:'(string join '|' $argv)'))(?:\t.*)?$'
end

# The word in front of the one that is completed.
function __egress_policy_behind
    contains -- (commandline -opc)[-1] $argv
end

set -l command 'not __fish_use_subcommand'

complete -c egress-policy -f
complete -c egress-policy -n __fish_use_subcommand -a '(__egress_policy_commands)'
complete -c egress-policy -n __fish_use_subcommand -a '--help --version'
complete -c egress-policy -n "$command; and string match -q -- '-*' (commandline -ct)" \
    -a '(__egress_policy_options)'
complete -c egress-policy -n '__egress_policy_behind --format' -a '(__egress_policy_formats)'
complete -c egress-policy -n '__egress_policy_behind --defaults' -a gha
complete -c egress-policy -n '__egress_policy_behind --deny' -a 'warnings (__egress_policy_codes W)'
complete -c egress-policy -n '__egress_policy_behind --bytecode' -a '(__egress_policy_files egb)'
complete -c egress-policy -n '__egress_policy_behind -o --output --log' -F
complete -c egress-policy -n '__egress_policy_behind --policy' \
    -a '(__egress_policy_files egress yml yaml)'

# FILEs: not behind an option that wants a value.
set -l file "$command; and not __egress_policy_behind --format --defaults --deny --bytecode -o --output --log --policy --repo --scope --uses --at --lines --stdin-name --near --line --rule --top --coverage --exe --arg --cgroup --step --action --image --ip --resolver"
complete -c egress-policy -n "$file; and __fish_seen_subcommand_from explain; and string match -qr '^[EW]' -- (commandline -ct)" \
    -a "(__egress_policy_codes '[EW]')"
complete -c egress-policy -n "$file; and __fish_seen_subcommand_from disasm" \
    -a '(__egress_policy_files egb)'
complete -c egress-policy -n "$file; and __fish_seen_subcommand_from test" \
    -a '(__egress_policy_files test egress yml yaml)'
complete -c egress-policy -n "$file; and __fish_seen_subcommand_from analyze eval" -F
complete -c egress-policy \
    -n "$file; and __fish_seen_subcommand_from check fmt compile rules explain analyze" \
    -a '(__egress_policy_files egress yml yaml)'
