-- Neovim as the client: nvim --headless -u NONE -c 'luafile tests/lsp/neovim.lua'
-- ZHUMO is the program, DRAFT a draft with a padded date. Ends with 0 when everything held; says what did not.

local function fail(what)
  io.stderr:write('neovim: ' .. what .. '\n')
  vim.cmd('cquit 1')
end

local function wait_until(what, holds)
  if not vim.wait(20000, holds, 20) then fail('waited in vain: ' .. what) end
end

vim.cmd('edit ' .. vim.fn.fnameescape(os.getenv('DRAFT')))
local buffer = vim.api.nvim_get_current_buf()
local client = vim.lsp.start_client({ name = 'zhumo', cmd = { os.getenv('ZHUMO'), '--lang', 'en', 'lsp' }, root_dir = vim.fn.getcwd() })
if not client then fail('the server did not start') end
vim.lsp.buf_attach_client(buffer, client)

-- Findings.
wait_until('findings', function() return #vim.diagnostic.get(buffer) > 0 end)
local found = vim.diagnostic.get(buffer)
if #found ~= 1 or found[1].code ~= 'padded-date' then fail('found ' .. vim.inspect(found)) end
local line = vim.api.nvim_buf_get_lines(buffer, found[1].lnum, found[1].lnum + 1, false)[1]
if line:sub(found[1].col + 1, found[1].end_col) ~= '2026年08月14日' then fail('the finding covers ' .. line:sub(found[1].col + 1, found[1].end_col)) end

local function request(method, params)
  local answers = vim.lsp.buf_request_sync(buffer, method, params, 20000)
  local answer = answers and answers[client]
  if not answer or answer.err then fail(method .. ': ' .. vim.inspect(answers)) end
  return answer.result
end

local document = { uri = vim.uri_from_bufnr(buffer) }

-- Outline and explanation.
local symbols = request('textDocument/documentSymbol', { textDocument = document })
if #symbols < 4 then fail('outline ' .. vim.inspect(symbols)) end
local at = { line = found[1].lnum, character = 8 }
local hover = request('textDocument/hover', { textDocument = document, position = at })
if not hover.contents.value:find('padded%-date') then fail('hover ' .. vim.inspect(hover)) end

-- The quick fix.
local range = { start = at, ['end'] = at }
local actions = request('textDocument/codeAction', { textDocument = document, range = range, context = { diagnostics = {} } })
local fixed = false
for _, action in ipairs(actions) do
  if action.isPreferred then
    vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16')
    fixed = true
  end
end
if not fixed then fail('no fix in ' .. vim.inspect(actions)) end
wait_until('no findings', function() return #vim.diagnostic.get(buffer) == 0 end)

-- Formatting.
local edits = request('textDocument/formatting', { textDocument = document, options = { tabSize = 2, insertSpaces = true } })
vim.lsp.util.apply_text_edits(edits, buffer, 'utf-16')

vim.cmd('write')
vim.cmd('qall!')
