# bash completion for egress-lsp; installed as share/bash-completion/completions/egress-lsp

_egress_lsp() {
    local cur prev words cword
    _init_completion || return

    case $prev in
        --log) _filedir ;;
        --defaults) COMPREPLY=($(compgen -W gha -- "$cur")) ;;
        --socket | --repo | --scope | --uses | --docs) ;;
        *)
            COMPREPLY=($(compgen -W '--stdio --socket --repo --defaults --scope --uses --log --docs
                --no-lints --help --version' -- "$cur"))
            ;;
    esac
} && complete -F _egress_lsp egress-lsp
