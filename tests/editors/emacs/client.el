;; The conversation of test_server.py in Emacs. $FOLDER is the workspace, $OUT gets what was found.  -*- lexical-binding: t; -*-

(require 'cl-lib)
(require 'eglot)
(require 'json)
(require 'egress-mode)
(require 'flymake)
(require 'xref)

(setq eglot-sync-connect t
      eglot-send-changes-idle-time 0
      eglot-confirm-server-initiated-edits nil
      make-backup-files nil
      create-lockfiles nil)

(defvar timeout-s 30)

(defun wait-for (what condition)
  (let ((end (time-add nil timeout-s)) value)
    (while (and (not (setq value (funcall condition))) (time-less-p nil end))
      (accept-process-output nil 0.02))
    (or value (error "No %s" what))))

(defun brief ()
  "Line and code of each problem."
  (vconcat
   (mapcar (lambda (each)
             (let ((text (flymake-diagnostic-text each)))
               (vector (1- (line-number-at-pos (flymake-diagnostic-beg each)))
                       (and (string-match "[EW][0-9]\\{4\\}" text) (match-string 0 text)))))
           (flymake-diagnostics))))

(defun open-file (name)
  (find-file (expand-file-name name (getenv "FOLDER"))))

(defun diagnosed ()
  (flymake-start)
  (wait-for "diagnostics" #'flymake-diagnostics))

(defun converse ()
  (let (found)
    (open-file "main.egress")
    (call-interactively #'eglot)
    (wait-for "server" #'eglot-current-server)
    (diagnosed)
    (push (cons 'before (brief)) found)

    (goto-char (point-min))
    (search-forward "b.example.com:s")
    (cl-letf (((symbol-function 'completing-read) ; of several, the first
               (lambda (_prompt offered &rest _) (if (consp (car offered)) (caar offered) (car offered)))))
      (eglot-code-actions (1- (point)) (point) "quickfix" t))
    (eglot--signal-textDocument/didChange)
    (wait-for "end of diagnostics" (lambda () (flymake-start) (not (flymake-diagnostics))))
    (push (cons 'fixed (brief)) found)

    (eglot-format-buffer)
    (push (cons 'formatted (buffer-substring-no-properties (point-min) (point-max))) found)

    (goto-char (+ (point-min) 3))
    (eglot--signal-textDocument/didChange)
    (push (cons 'hover
                (plist-get (plist-get (jsonrpc-request (eglot-current-server) :textDocument/hover
                                                       (eglot--TextDocumentPositionParams))
                                      :contents)
                           :value))
          found)
    (egress-explain)
    (push (cons 'explained (with-current-buffer "*egress explain*" (buffer-string))) found)

    (goto-char (point-max))
    (insert "c.example pass")
    (let ((at (eglot-completion-at-point)))
      (push (cons 'completion
                  (mapcar #'substring-no-properties
                          (all-completions "pass" (nth 2 at) (plist-get (nthcdr 3 at) :predicate))))
            found))
    (set-buffer-modified-p nil)

    (open-file ".github/workflows/ci.yml")
    (egress-workflow-mode)
    (call-interactively #'eglot)
    (diagnosed)
    (push (cons 'workflow (brief)) found)
    (goto-char (point-min))
    (search-forward "step=bu")
    (xref-find-definitions (xref-backend-identifier-at-point (xref-find-backend)))
    (push (cons 'definition (vector (file-name-nondirectory buffer-file-name)
                                  (1- (line-number-at-pos))))
          found)

    (eglot-shutdown-all)
    found))

(let ((coding-system-for-write 'utf-8)
      (found (condition-case failure (converse)
               (error `((failure . ,(format "%S" failure)))))))
  (with-temp-file (getenv "OUT")
    (insert (json-encode found))))
(set-buffer-modified-p nil)
(kill-emacs 0)
