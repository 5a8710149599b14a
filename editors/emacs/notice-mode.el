;;; notice-mode.el --- Chinese official notices (公文)  -*- lexical-binding: t -*-

;; Package-Requires: ((emacs "26.1"))

;;; Commentary:

;; Colours for drafts, `zhumo check' for M-x compile, and the language server by Eglot.  The words of fields are written by
;; `ZHUMO_BLESS=1 cargo test --test fields'.

;;; Code:

(require 'compile)

(defconst notice-mode-fields
  '(
    ;; fields
    "Security[ \t]+classification"
    "密[ \t　]*級[ \t　]*和[ \t　]*保[ \t　]*密[ \t　]*期[ \t　]*限"
    "密[ \t　]*级[ \t　]*和[ \t　]*保[ \t　]*密[ \t　]*期[ \t　]*限"
    "发[ \t　]*文[ \t　]*机[ \t　]*关[ \t　]*标[ \t　]*志"
    "发[ \t　]*文[ \t　]*机[ \t　]*关[ \t　]*标[ \t　]*识"
    "发[ \t　]*文[ \t　]*机[ \t　]*关[ \t　]*署[ \t　]*名"
    "發[ \t　]*文[ \t　]*機[ \t　]*關[ \t　]*標[ \t　]*志"
    "發[ \t　]*文[ \t　]*機[ \t　]*關[ \t　]*標[ \t　]*誌"
    "發[ \t　]*文[ \t　]*機[ \t　]*關[ \t　]*署[ \t　]*名"
    "Reference[ \t]+number"
    "Document[ \t]+number"
    "Editor’s[ \t]+note"
    "Classification"
    "Copies[ \t]+printed"
    "Distributed[ \t]+to"
    "Date[ \t]+of[ \t]+issue"
    "Editor's[ \t]+note"
    "In[ \t]+attendance"
    "Issuing[ \t]+organ"
    "Order[ \t]+number"
    "Submitted[ \t]+to"
    "主[ \t　]*送[ \t　]*单[ \t　]*位"
    "主[ \t　]*送[ \t　]*單[ \t　]*位"
    "主[ \t　]*送[ \t　]*机[ \t　]*关"
    "主[ \t　]*送[ \t　]*機[ \t　]*關"
    "公[ \t　]*文[ \t　]*字[ \t　]*号"
    "公[ \t　]*文[ \t　]*字[ \t　]*號"
    "公[ \t　]*文[ \t　]*标[ \t　]*题"
    "公[ \t　]*文[ \t　]*標[ \t　]*題"
    "印[ \t　]*刷[ \t　]*份[ \t　]*数"
    "印[ \t　]*刷[ \t　]*份[ \t　]*數"
    "印[ \t　]*发[ \t　]*份[ \t　]*数"
    "印[ \t　]*发[ \t　]*单[ \t　]*位"
    "印[ \t　]*发[ \t　]*日[ \t　]*期"
    "印[ \t　]*发[ \t　]*机[ \t　]*关"
    "印[ \t　]*发[ \t　]*部[ \t　]*门"
    "印[ \t　]*發[ \t　]*份[ \t　]*數"
    "印[ \t　]*發[ \t　]*單[ \t　]*位"
    "印[ \t　]*發[ \t　]*日[ \t　]*期"
    "印[ \t　]*發[ \t　]*機[ \t　]*關"
    "印[ \t　]*發[ \t　]*部[ \t　]*門"
    "发[ \t　]*文[ \t　]*单[ \t　]*位"
    "发[ \t　]*文[ \t　]*字[ \t　]*号"
    "发[ \t　]*文[ \t　]*日[ \t　]*期"
    "发[ \t　]*文[ \t　]*机[ \t　]*关"
    "发[ \t　]*文[ \t　]*部[ \t　]*门"
    "成[ \t　]*文[ \t　]*日[ \t　]*期"
    "抄[ \t　]*送[ \t　]*单[ \t　]*位"
    "抄[ \t　]*送[ \t　]*單[ \t　]*位"
    "抄[ \t　]*送[ \t　]*机[ \t　]*关"
    "抄[ \t　]*送[ \t　]*機[ \t　]*關"
    "文[ \t　]*件[ \t　]*字[ \t　]*号"
    "文[ \t　]*件[ \t　]*字[ \t　]*號"
    "文[ \t　]*件[ \t　]*标[ \t　]*题"
    "文[ \t　]*件[ \t　]*標[ \t　]*題"
    "电[ \t　]*子[ \t　]*信[ \t　]*箱"
    "电[ \t　]*子[ \t　]*邮[ \t　]*件"
    "电[ \t　]*子[ \t　]*邮[ \t　]*箱"
    "發[ \t　]*文[ \t　]*單[ \t　]*位"
    "發[ \t　]*文[ \t　]*字[ \t　]*號"
    "發[ \t　]*文[ \t　]*日[ \t　]*期"
    "發[ \t　]*文[ \t　]*機[ \t　]*關"
    "發[ \t　]*文[ \t　]*部[ \t　]*門"
    "移[ \t　]*动[ \t　]*电[ \t　]*话"
    "紧[ \t　]*急[ \t　]*程[ \t　]*度"
    "緊[ \t　]*急[ \t　]*程[ \t　]*度"
    "联[ \t　]*系[ \t　]*电[ \t　]*话"
    "聯[ \t　]*絡[ \t　]*電[ \t　]*話"
    "聯[ \t　]*繫[ \t　]*電[ \t　]*話"
    "落[ \t　]*款[ \t　]*日[ \t　]*期"
    "行[ \t　]*動[ \t　]*電[ \t　]*話"
    "邮[ \t　]*政[ \t　]*编[ \t　]*码"
    "郵[ \t　]*政[ \t　]*編[ \t　]*碼"
    "郵[ \t　]*遞[ \t　]*區[ \t　]*號"
    "附[ \t　]*件[ \t　]*說[ \t　]*明"
    "附[ \t　]*件[ \t　]*说[ \t　]*明"
    "電[ \t　]*子[ \t　]*信[ \t　]*箱"
    "電[ \t　]*子[ \t　]*郵[ \t　]*件"
    "電[ \t　]*子[ \t　]*郵[ \t　]*箱"
    "Approved[ \t]+by"
    "Copy[ \t]+number"
    "Postal[ \t]+code"
    "Signatories"
    "Total[ \t]+issue"
    "Addressees"
    "Printed[ \t]+by"
    "Printed[ \t]+on"
    "Recipients"
    "Apologies"
    "Copied[ \t]+to"
    "Copies[ \t]+to"
    "Edited[ \t]+by"
    "Issued[ \t]+by"
    "Telephone"
    "关[ \t　]*键[ \t　]*字"
    "关[ \t　]*键[ \t　]*词"
    "副[ \t　]*标[ \t　]*题"
    "副[ \t　]*標[ \t　]*題"
    "发[ \t　]*文[ \t　]*号"
    "总[ \t　]*期[ \t　]*号"
    "發[ \t　]*文[ \t　]*號"
    "签[ \t　]*发[ \t　]*人"
    "簽[ \t　]*發[ \t　]*人"
    "總[ \t　]*期[ \t　]*號"
    "联[ \t　]*系[ \t　]*人"
    "聯[ \t　]*系[ \t　]*人"
    "聯[ \t　]*絡[ \t　]*人"
    "聯[ \t　]*繫[ \t　]*人"
    "關[ \t　]*鍵[ \t　]*字"
    "關[ \t　]*鍵[ \t　]*詞"
    "Keywords"
    "Language"
    "Postcode"
    "Subtitle"
    "Address"
    "Annexes"
    "Contact"
    "Issuers"
    "Present"
    "Summary"
    "Urgency"
    "Website"
    "E-mail"
    "Issuer"
    "Layout"
    "Mobile"
    "Office"
    "Sealed"
    "Signed"
    "主[ \t　]*送"
    "主[ \t　]*題"
    "主[ \t　]*题"
    "令[ \t　]*号"
    "令[ \t　]*號"
    "份[ \t　]*号"
    "份[ \t　]*號"
    "传[ \t　]*真"
    "傳[ \t　]*真"
    "出[ \t　]*席"
    "列[ \t　]*席"
    "单[ \t　]*位"
    "印[ \t　]*发"
    "印[ \t　]*数"
    "印[ \t　]*數"
    "印[ \t　]*發"
    "发[ \t　]*送"
    "單[ \t　]*位"
    "地[ \t　]*址"
    "報[ \t　]*送"
    "密[ \t　]*級"
    "密[ \t　]*级"
    "手[ \t　]*机"
    "手[ \t　]*機"
    "抄[ \t　]*報"
    "抄[ \t　]*报"
    "抄[ \t　]*送"
    "报[ \t　]*送"
    "按[ \t　]*語"
    "按[ \t　]*语"
    "摘[ \t　]*要"
    "文[ \t　]*号"
    "文[ \t　]*號"
    "日[ \t　]*期"
    "期[ \t　]*号"
    "期[ \t　]*號"
    "标[ \t　]*志"
    "标[ \t　]*题"
    "標[ \t　]*志"
    "標[ \t　]*誌"
    "標[ \t　]*題"
    "版[ \t　]*式"
    "用[ \t　]*印"
    "电[ \t　]*话"
    "發[ \t　]*送"
    "签[ \t　]*发"
    "簽[ \t　]*發"
    "網[ \t　]*址"
    "編[ \t　]*印"
    "编[ \t　]*印"
    "网[ \t　]*址"
    "署[ \t　]*名"
    "落[ \t　]*款"
    "語[ \t　]*言"
    "請[ \t　]*假"
    "语[ \t　]*言"
    "请[ \t　]*假"
    "邮[ \t　]*箱"
    "邮[ \t　]*编"
    "郵[ \t　]*箱"
    "郵[ \t　]*編"
    "附[ \t　]*件"
    "附[ \t　]*注"
    "附[ \t　]*註"
    "電[ \t　]*話"
    "Annex"
    "Email"
    "Issue"
    "Phone"
    "Theme"
    "Title"
    "Date"
    "Mark"
    "Note"
    "Fax"
    "Tel"
    "Cc"
    "To"
    ;; end
    )
  "Words of fields as patterns.")

(defface notice-heading '((t :inherit font-lock-function-name-face :weight bold)) "Headings of notices." :group 'text)

(defconst notice-mode-keywords
  `((,(concat "^[ \t　]*\\(" (mapconcat #'identity notice-mode-fields "\\|") "\\)[ \t　]*\\([：:]\\)\\(.*\\)$")
     (1 font-lock-keyword-face) (3 font-lock-string-face))
    ("^[ \t　]*\\([一二三四五六七八九十百#＃]+、\\)\\(?:$\\|\\([^一二三四五六七八九十].*\\)\\)$"
     (1 font-lock-constant-face) (2 'notice-heading nil t))
    ("^[ \t　]*\\([（(][一二三四五六七八九十百#＃]+[）)]\\)\\([^。\n]*\\)" (1 font-lock-constant-face) (2 'notice-heading))
    ("^[ \t　]*\\([0-9]\\{1,3\\}[.．]\\)\\(?:[^0-9]\\|$\\)" (1 font-lock-constant-face))
    ("^[ \t　]*\\([#＃][.．]\\|[（(]\\(?:[0-9]\\{1,3\\}\\|[a-z]\\{1,5\\}\\)[）)]\\)" (1 font-lock-constant-face))
    ("^[ \t　]*\\(第[一二三四五六七八九十百零〇0-9]+[章节節条條]\\)\\(?:[ \t　]\\|$\\)" (1 font-lock-constant-face))
    ("^[ \t　]*\\(【分[页頁]】\\|\\[[Pp]age[ \t]+[Bb]reak\\]\\)[ \t　]*$" (1 font-lock-preprocessor-face))
    ("^[ \t　]*\\(-\\)\\(?:[ \t]\\|$\\)" (1 font-lock-constant-face))
    ("^[ \t　]*|.*$" ("|\\|:?--+:?" (beginning-of-line) nil (0 font-lock-builtin-face)))
    ("^[ \t　]*!\\[\\(.*\\)\\](\\([^)\n]*\\))" (1 font-lock-string-face) (2 'link))
    ("{[^{}@#\n]\\{1,24\\}}" (0 font-lock-variable-name-face))
    ("{@[^} \t\n]+}\\|\\[^[^] \t\n]+\\]\\|\\(?:附件\\|[图圖]\\|表\\)[0-9]+" (0 font-lock-variable-name-face t))
    ("^[ \t　]*\\(【\\(?:附件\\|印发\\|印發\\|转发\\|轉發\\|批转\\|批轉\\|公布\\|公佈\\|发布\\|發布\\|發佈\\)[^】\n]*】\\)\\(.*\\)$"
     (1 font-lock-preprocessor-face t) (2 'notice-heading))
    ("^[ \t　]*\\(\\[\\(?:[Aa]nnex\\|[Ii]ssued\\|[Ff]orwarded\\|[Ee]ndorsed\\|[Pp]romulgated\\|[Pp]ublished\\)\\_>[^]\n]*\\]\\)\\(?:[^(\n].*\\)?$"
     (1 font-lock-preprocessor-face t))
    ("^[ \t　]*\\(//\\).*$" (0 (unless (notice-mode--address-p) font-lock-comment-face) t)))
  "What `notice-mode' colours.")

(defun notice-mode--address-p ()
  "Whether the line begins with an address, as //server/share, and is no comment."
  (save-excursion
    (goto-char (match-beginning 1))
    (looking-at-p "//\\(?:[A-Za-z]\\|[0-9]+\\.[0-9]\\)[A-Za-z0-9._:-]*/")))

;;;###autoload
(define-derived-mode notice-mode text-mode "Notice"
  "Major mode for Chinese official notices."
  (setq-local comment-start "// ")
  (setq-local comment-start-skip "//[ \t]*")
  (setq-local comment-end "")
  (setq-local font-lock-defaults '(notice-mode-keywords t t))
  (setq-local compile-command (concat "zhumo check --quiet --lang en --format short " (shell-quote-argument (or (buffer-file-name) "."))))
  (visual-line-mode 1))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.notice\\'" . notice-mode))

(add-to-list 'compilation-error-regexp-alist-alist
             '(zhumo "^\\(.+?\\):\\([0-9]+\\):\\([0-9]+\\): \\(?:error\\|\\(warning\\)\\|\\(info\\)\\)\\[" 1 2 3 (4 . 5)))
(add-to-list 'compilation-error-regexp-alist 'zhumo)

(with-eval-after-load 'eglot
  (defvar eglot-server-programs)
  (add-to-list 'eglot-server-programs '(notice-mode . ("zhumo" "lsp"))))

(provide 'notice-mode)
;;; notice-mode.el ends here
