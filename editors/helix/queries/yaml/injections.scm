; Stands in the place of Helix's own injections for YAML, of which comments are kept.

((comment) @injection.content
  (#set! injection.language "comment"))

; The policy of a step in a workflow. The line of the `|` goes in too: the grammar takes it for a bad line.
(block_mapping_pair
  key: (flow_node) @_key
  value: (block_node (block_scalar) @injection.content)
  (#eq? @_key "policy")
  (#set! injection.language "egress"))
