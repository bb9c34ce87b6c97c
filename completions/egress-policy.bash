# bash completion for egress-policy; installed as share/bash-completion/completions/egress-policy

# The commands and the options are asked of the program itself, so that none is missing here.
_egress_policy_words() {
    "$1" ${2:+"$2"} --help 2>/dev/null
}

_egress_policy() {
    local cur prev words cword
    _init_completion || return
    local command=${words[1]-}

    if ((cword == 1)); then
        COMPREPLY=($(compgen -W "--help --version
            $(_egress_policy_words "${words[0]}" | sed -n '/^commands:/,/^$/s/^  \([a-z]\+\) .*/\1/p')" \
            -- "$cur"))
        return
    fi
    case $prev in
        --format)
            COMPREPLY=($(compgen -W "$(_egress_policy_words "${words[0]}" "$command" |
                sed -n '/^  --format/p' | grep -oE '\b(text|json|sarif|github|junit)\b')" -- "$cur"))
            return
            ;;
        --defaults)
            COMPREPLY=($(compgen -W 'gha' -- "$cur"))
            return
            ;;
        --bytecode)
            _filedir egb
            return
            ;;
        --policy)
            _filedir '@(egress|yml|yaml)'
            return
            ;;
        -o | --output | --log)
            _filedir
            return
            ;;
        --deny)
            COMPREPLY=($(compgen -W "warnings $("${words[0]}" check --codes 2>/dev/null |
                sed -n 's/^## \(W[0-9]*\).*/\1/p')" -- "$cur"))
            return
            ;;
        --repo | --scope | --uses | --at | --lines | --stdin-name | --near | --line | --rule | --top | \
            --coverage | --exe | --arg | --cgroup | --step | --action | --image | --ip | --resolver) return ;;
    esac
    if [[ $cur == -* ]]; then
        COMPREPLY=($(compgen -W "--help $(_egress_policy_words "${words[0]}" "$command" |
            grep -oE -- '(^|[ ,(])--[a-z-]+' | grep -oE -- '--[a-z-]+' | sort -u)" -- "$cur"))
    elif [[ $command == disasm ]]; then
        _filedir egb
    elif [[ $command == explain && $cur == [EW]* ]]; then
        COMPREPLY=($(compgen -W "$("${words[0]}" check --codes 2>/dev/null |
            sed -n 's/^## \([EW][0-9]*\).*/\1/p')" -- "$cur"))
    elif [[ $command == test ]]; then
        _filedir '@(test|egress|yml|yaml)'
    elif [[ $command == eval ]] || { [[ $command == analyze ]] && ((cword > 2)); }; then
        _filedir
    else
        _filedir '@(egress|yml|yaml)'
    fi
} && complete -F _egress_policy egress-policy
