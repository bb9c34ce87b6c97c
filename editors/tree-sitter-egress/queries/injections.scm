; A policy holds no other language but what its comments say.
((comment) @injection.content
  (#set! injection.language "comment"))
