(comment) @comment
(directive) @attribute

(method) @function.method
(methods "*" @function.method)

(scheme) @keyword
(host) @string.special
(address) @number
(mask) @number
(path) @string.special
(wildcard) @operator
(set) @operator
(placeholder) @variable.builtin
"dns:" @keyword

(port) @number
(protocol) @type.builtin
(ports ":" @punctuation.delimiter)
"|" @punctuation.delimiter

(flag) @keyword
(key) @property
(index) @number
(cgroup_name) @constant.builtin
(bare) @string
(glob) @string
(literal) @string
"=" @operator

(header ["[" "]"] @punctuation.bracket)
(invalid) @error
