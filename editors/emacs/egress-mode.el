;;; egress-mode.el --- Policies of outbound connections  -*- lexical-binding: t; -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "27.1"))
;; Keywords: languages
;; SPDX-License-Identifier: GPL-2.0-or-later

;;; Commentary:

;; Highlights policies (*.egress), and tells Eglot of egress-lsp, which does the rest: problems
;; through Flymake, fixes, formatting, completion, explanations.
;;
;;     (add-hook 'egress-mode-hook #'eglot-ensure)
;;
;; `egress-workflow-mode' is YAML whose policies egress-lsp looks after.

;;; Code:

(defgroup egress nil
  "Policies of outbound connections."
  :group 'languages)

(defcustom egress-server-command '("egress-lsp")
  "The language server and its arguments."
  :type '(repeat string)
  :risky t)

;;;; Words: those of lang/rules/ and no others; a test compares.

(defconst egress-methods '("GET" "HEAD" "POST" "PUT" "DELETE" "PATCH" "OPTIONS"))
(defconst egress-keys '("exe" "arg" "cgroup" "step" "action" "image"))
(defconst egress-flags '("passthrough" "insecure"))
(defconst egress-protocols '("tcp" "udp"))
(defconst egress-schemes '("http" "https"))
(defconst egress-cgroups '("@docker" "@host"))
(defconst egress-placeholders '("{owner}" "{repo}"))

(defun egress--any-case (words)
  "A regular expression for WORDS in any case, where case counts."
  (concat "\\(?:"
          (mapconcat (lambda (word)
                       (mapconcat (lambda (char)
                                    (format "[%c%c]" (upcase char) (downcase char)))
                                  word ""))
                     words "\\|")
          "\\)"))

;;;; Highlighting

(defconst egress-font-lock-keywords
  (let* ((method (egress--any-case egress-methods))
         (name "\\(?:[A-Za-z0-9.*-]\\|{owner}\\|{repo}\\)+")
         (start "^[ \t]*")
         (end "\\(?:[] \t]\\|$\\)")
         (word "\\(?:^\\|[[ \t]\\)")
         (ports ":\\(?:\\*\\|[0-9]+\\(?:|[0-9]+\\)*\\)"))
    `(;; Methods, in front of a rule or in a header.
      (,(concat start "\\[?[ \t]*\\(\\*\\|" method "\\(?:|" method "\\)*\\)" end)
       (1 font-lock-builtin-face))
      ;; Targets.
      (,(concat start "\\(dns:\\)\\(" name "\\)")
       (1 font-lock-keyword-face) (2 font-lock-function-name-face))
      (,(concat word "\\(\\(?:" (egress--any-case egress-schemes) "\\)://\\)\\(" name "\\)"
                "\\(" ports "\\)?\\(/[^] \t\n]*\\)?")
       (1 font-lock-keyword-face) (2 font-lock-function-name-face)
       (3 font-lock-constant-face nil t) (4 font-lock-string-face nil t))
      (,(concat start "\\([0-9]\\{1,3\\}\\(?:\\.[0-9]\\{1,3\\}\\)\\{3\\}\\(?:/[0-9]\\{1,2\\}\\)?\\)"
                "\\(?:[: \t]\\|$\\)")
       (1 font-lock-constant-face))
      (,(concat start "\\(" name "\\)\\(?:[: \t]\\|$\\)")
       (1 font-lock-function-name-face))
      (,(concat "\\(?:^\\|[ \t]\\)\\(/[^] \t\n]*\\)") (1 font-lock-string-face))
      ;; Ports, behind a target or in a header.
      (,(concat "\\(?:" start name "\\|" start "[0-9./]+\\|\\[[ \t]*\\)\\(" ports "\\)"
                "\\(/" (regexp-opt egress-protocols) "\\)?" end)
       (1 font-lock-constant-face) (2 font-lock-type-face nil t))
      ;; Flags and attributes.
      (,(concat "[[ \t]\\(" (regexp-opt egress-flags) "\\)" end) (1 font-lock-keyword-face))
      (,(concat "[[ \t]\\(cgroup\\)=\\(" (regexp-opt egress-cgroups) "\\)" end)
       (1 font-lock-variable-name-face) (2 font-lock-constant-face))
      (,(concat "[[ \t]\\(" (regexp-opt egress-keys) "\\)\\(?:\\[[0-9]+\\]\\)?="
                "\\([^]\"`# \t\n][^]# \t\n]*\\)?")
       (1 font-lock-variable-name-face) (2 font-lock-string-face nil t))
      ;; Inside of them.
      (,(regexp-opt egress-placeholders) (0 font-lock-preprocessor-face prepend))))
  "What `egress-mode' highlights.")

(defconst egress--syntax-propertize
  (syntax-propertize-rules
   ;; Quotes stand only behind `=', and a comment needs a blank in front.
   ("=\\(\"\\)[^\"\n]*\\(\"\\)" (1 "|") (2 "|"))
   ("=\\(`\\)[^`\n]*\\(`\\)" (1 "|") (2 "|"))
   ("\\(?:^\\|[ \t]\\)\\(#\\).*" (1 "<"))))

(defvar egress-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?\n ">" table)
    (modify-syntax-entry ?\" "." table)
    (modify-syntax-entry ?| "." table)
    (modify-syntax-entry ?. "_" table)
    (modify-syntax-entry ?- "_" table)
    table))

(defun egress-indent-line ()
  "Puts the line at the margin."
  (indent-line-to 0))

;;;###autoload
(define-derived-mode egress-mode prog-mode "Egress"
  "Policies of outbound connections."
  (setq-local font-lock-defaults '(egress-font-lock-keywords nil nil))
  (setq-local syntax-propertize-function egress--syntax-propertize)
  (setq-local comment-start "# ")
  (setq-local comment-start-skip "#+[ \t]*")
  (setq-local indent-line-function #'egress-indent-line)
  (setq-local imenu-generic-expression '((nil "^[ \t]*\\(\\[.*\\]\\)" 1)))
  (setq-local outline-regexp "[ \t]*\\[")
  (setq-local outline-level (lambda () 1)))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.egress\\'" . egress-mode))

;;;; Workflows

(declare-function yaml-mode "yaml-mode")

(defun egress--yaml-mode ()
  "YAML, if Emacs knows of it, else text."
  (if (require 'yaml-mode nil t) (yaml-mode) (text-mode)))

;;;###autoload
(define-derived-mode egress-workflow-mode egress--yaml-mode "Workflow"
  "GitHub workflows, for the policies in them.")

;;;; Eglot

(defvar eglot-server-programs)
(declare-function eglot-current-server "eglot")
(declare-function eglot--TextDocumentPositionParams "eglot")
(declare-function jsonrpc-request "jsonrpc")

(defun egress--contact (&rest _)
  "The command that Eglot starts."
  egress-server-command)

(with-eval-after-load 'eglot
  ;; Two entries: before version 1.16, Eglot tells a server of one language only.
  (add-to-list 'eglot-server-programs '(egress-mode . egress--contact))
  (add-to-list 'eglot-server-programs
               '((egress-workflow-mode :language-id "yaml") . egress--contact)))

(defun egress-explain ()
  "Shows what the rule at point allows, as the language server explains it."
  (interactive)
  (let* ((server (or (eglot-current-server) (user-error "The language server does not run here")))
         (place (eglot--TextDocumentPositionParams))
         (text (jsonrpc-request server :workspace/executeCommand
                                (list :command "egress.explain"
                                      :arguments (vector (plist-get (plist-get place :textDocument) :uri)
                                                         (plist-get place :position))))))
    (with-help-window "*egress explain*"
      (princ text))))

(provide 'egress-mode)

;;; egress-mode.el ends here
