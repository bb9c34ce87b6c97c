;; Faces of files: $IN holds a JSON array of texts, $OUT gets an array of arrays of [piece, face].  -*- lexical-binding: t; -*-

(require 'json)
(require 'egress-mode)

(defun faces-pieces ()
  "Pieces of the buffer between changes of the face."
  (let ((at (point-min)) pieces)
    (while (< at (point-max))
      (let ((next (next-single-property-change at 'face nil (point-max)))
            (face (get-text-property at 'face)))
        (push (vector (buffer-substring-no-properties at next)
                      (format "%s" (if (consp face) (car face) (or face ""))))
              pieces)
        (setq at next)))
    (vconcat (nreverse pieces))))

(let ((json-array-type 'list) (coding-system-for-write 'utf-8))
  (with-temp-file (getenv "OUT")
    (insert (json-encode
             (vconcat (mapcar (lambda (text)
                                (with-temp-buffer
                                  (insert text)
                                  (egress-mode)
                                  (font-lock-ensure)
                                  (faces-pieces)))
                              (json-read-file (getenv "IN"))))))))
