(header "[" @open "]" @close)
