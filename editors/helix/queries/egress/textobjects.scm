(section) @class.around
(rule) @entry.around
(attribute) @parameter.around
(comment) @comment.around
