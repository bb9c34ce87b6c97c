; extends

; The policy of a step in a workflow. The offset leaves out the `|`.
((block_mapping_pair
  key: (flow_node) @_key
  value: (block_node (block_scalar) @injection.content))
  (#eq? @_key "policy")
  (#offset! @injection.content 0 1 0 0)
  (#set! injection.language "egress"))
