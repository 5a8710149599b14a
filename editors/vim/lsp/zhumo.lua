-- Neovim 0.11 and later: vim.lsp.enable('zhumo')
return { cmd = { 'zhumo', 'lsp' }, filetypes = { 'notice' }, root_markers = { 'zhumo.toml', '.git' } }
