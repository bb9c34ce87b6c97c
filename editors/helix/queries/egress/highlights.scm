(comment) @comment
(directive) @attribute

(method) @function.method
(methods "*" @function.method)

(scheme) @keyword
(host) @string.special
(address) @constant.numeric
(mask) @constant.numeric
(path) @string.special.path
(wildcard) @operator
(set) @operator
(placeholder) @variable.builtin
"dns:" @keyword

(port) @constant.numeric
(protocol) @type.builtin
(ports ":" @punctuation.delimiter)
"|" @punctuation.delimiter

(flag) @keyword
(key) @variable.other.member
(index) @constant.numeric
(cgroup_name) @constant.builtin
(bare) @string
(glob) @string
(literal) @string
"=" @operator

(header ["[" "]"] @punctuation.bracket)
