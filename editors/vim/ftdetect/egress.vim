autocmd BufRead,BufNewFile *.egress setfiletype egress
