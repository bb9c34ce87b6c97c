# bash completion for egress-run; installed as share/bash-completion/completions/egress-run

_egress_run() {
    local cur prev words cword
    _init_completion || return

    if [[ ${words[1]} == ctl ]]; then
        case $prev in
            --control) _filedir ;;
            reload) _filedir egb ;;
            *) COMPREPLY=($(compgen -W 'status reload shutdown --run --control --json --help' -- "$cur")) ;;
        esac
        return
    fi

    # The first word that is neither an option nor the value of one begins the command.
    local i
    for ((i = 1; i < cword; i++)); do
        case ${words[i]} in
            --control | --bytecode | --log | --ca-out | --upstream-ca | --user | --limit) ((i++)) ;;
            --)
                _command_offset $((i + 1))
                return
                ;;
            -*) ;;
            *)
                _command_offset "$i"
                return
                ;;
        esac
    done

    case $prev in
        --bytecode) _filedir egb ;;
        --log | --ca-out | --upstream-ca) _filedir ;;
        --user) COMPREPLY=($(compgen -u -- "$cur")) ;;
        --limit)
            COMPREPLY=($(compgen -S= -W 'dns_names_hourly dns_bytes_hourly dns_queries_hourly' -- "$cur"))
            compopt -o nospace
            ;;
        *)
            if [[ $cur == -* ]]; then
                COMPREPLY=($(compgen -W '--bytecode --log --ca-out --upstream-ca --user --limit --keep-groups --allow-new-privs --audit --control
                    --cleanup --help --version --' -- "$cur"))
            else
                COMPREPLY=($(compgen -c -- "$cur"))
            fi
            ;;
    esac
} && complete -F _egress_run egress-run
