-- Neovim before 0.11 with the files of editors/vim: nvim --headless -u NONE -c 'luafile tests/lsp/neovim_many.lua'
-- ZHUMO is the program, PLUGIN the folder, ONE and TWO drafts of a folder, OTHER one of another. Ends with 0 when everything held.

local function fail(what)
  io.stderr:write('neovim: ' .. what .. '\n')
  vim.cmd('cquit 1')
end

vim.opt.runtimepath:prepend(os.getenv('PLUGIN'))
vim.cmd('filetype plugin on')
require('zhumo').setup({ cmd = { os.getenv('ZHUMO'), '--lang', 'en', 'lsp' } })
vim.o.hidden = true

local function found(name)
  vim.cmd('edit ' .. vim.fn.fnameescape(os.getenv(name)))
  local buffer = vim.api.nvim_get_current_buf()
  if not vim.wait(20000, function() return #vim.diagnostic.get(buffer) > 0 end, 20) then fail('no findings in ' .. name) end
end

local function servers() return #vim.lsp.get_active_clients() end

found('ONE')
found('TWO')
if servers() ~= 1 then fail(servers() .. ' servers for one folder') end
found('OTHER')
if servers() ~= 2 then fail(servers() .. ' servers for two folders') end
vim.cmd('qall!')
