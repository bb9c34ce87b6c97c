" Names of the syntax groups of files. $IN holds a JSON array of paths, $OUT gets one JSON line a file: an array
" of its lines, each an array of [piece, group].

function! Pieces(number) abort
  let line = getline(a:number)
  let pieces = []
  for column in range(strlen(line))
    let name = synIDattr(synID(a:number, column + 1, 0), 'name')
    if empty(pieces) || pieces[-1][1] !=# name
      call add(pieces, ['', name])
    endif
    let pieces[-1][0] .= line[column]
  endfor
  return pieces
endfunction

let found = []
for path in json_decode(join(readfile($IN), ''))
  execute 'edit' fnameescape(path)
  call add(found, json_encode(map(range(1, line('$')), 'Pieces(v:val)')))
endfor
call writefile(found, $OUT)
qall!
