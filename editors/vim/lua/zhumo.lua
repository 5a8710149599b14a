-- The language server for Neovim before 0.11: require('zhumo').setup{}. One server for all drafts of a folder with settings.
local M = {}

-- Servers by their folder.
local servers = {}

local function root_of(path)
  local found = vim.fn.findfile('zhumo.toml', path .. ';')
  if found == '' then found = vim.fn.finddir('.git', path .. ';') end
  return found == '' and path or vim.fn.fnamemodify(found, ':p:h:s?/\\.git$??')
end

--- Lets the server of its folder look after a buffer.
function M.attach(buffer, options)
  local root = root_of(vim.fn.fnamemodify(vim.api.nvim_buf_get_name(buffer), ':p:h'))
  local client = servers[root]
  if not client or not vim.lsp.get_client_by_id(client) then
    local wanted = { name = 'zhumo', cmd = { 'zhumo', 'lsp' }, root_dir = root }
    client = vim.lsp.start_client(vim.tbl_extend('force', wanted, options or {}))
    servers[root] = client
  end
  if client then vim.lsp.buf_attach_client(buffer, client) end
end

--- Options are those of `vim.lsp.start_client`, such as `cmd`.
function M.setup(options)
  local group = vim.api.nvim_create_augroup('zhumo', { clear = true })
  vim.api.nvim_create_autocmd('FileType', {
    group = group,
    pattern = 'notice',
    callback = function(event) M.attach(event.buf, options) end,
  })
end

return M
