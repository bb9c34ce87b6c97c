-- The client of egress-lsp, for Neovim from 0.7 on.
--
--     require('egress').setup({cmd = {'egress-lsp'}, settings = {defaults = 'gha'}, on_attach = ...})
--
-- From Neovim 0.11 on, `vim.lsp.enable('egress')` does without this: see lsp/egress.lua.

local M = {}

local options = {cmd = {'egress-lsp'}, settings = {}}
local clients = {} -- by root, for Neovim 0.7

-- Whether a file can hold policies: they stand in workflows and in composite actions.
function M.is_workflow(path)
  return path:match('%.github/workflows/[^/]+%.ya?ml$') ~= nil or path:match('/action%.ya?ml$') ~= nil
end

function M.root(path)
  local folder = vim.fn.fnamemodify(path, ':p:h')
  local git = vim.fn.finddir('.git', vim.fn.escape(folder, ' ,;') .. ';')
  return git ~= '' and vim.fn.fnamemodify(git, ':p:h:h') or folder
end

function M.config(root)
  return {
    name = 'egress',
    cmd = options.cmd,
    root_dir = root,
    filetypes = {'egress', 'yaml'},
    settings = {egress = options.settings},
    init_options = next(options.settings) and options.settings or nil,
    capabilities = options.capabilities,
    on_attach = options.on_attach,
    workspace_folders = {{uri = vim.uri_from_fname(root), name = root}},
  }
end

local function start(buffer, root)
  if vim.lsp.start then
    return vim.lsp.start(M.config(root), {bufnr = buffer})
  end
  local id = clients[root]
  if not id or not vim.lsp.get_client_by_id(id) then
    id = vim.lsp.start_client(M.config(root))
    clients[root] = id
  end
  if id then
    vim.lsp.buf_attach_client(buffer, id)
  end
  return id
end

-- Starts the server for a buffer, or gives the buffer to the one that runs; the client's id, or nil.
function M.attach(buffer)
  buffer = buffer or vim.api.nvim_get_current_buf()
  local path = vim.api.nvim_buf_get_name(buffer)
  local filetype = vim.api.nvim_buf_get_option(buffer, 'filetype')
  if filetype == 'egress' or (filetype == 'yaml' and M.is_workflow(path)) then
    return start(buffer, M.root(path))
  end
end

local function ours()
  local all = (vim.lsp.get_clients or vim.lsp.get_active_clients)()
  return vim.tbl_filter(function(client) return client.name == 'egress' end, all)
end

-- Stops the servers, and starts them anew once they are gone.
function M.restart()
  local before = ours()
  local buffers = {}
  for _, client in ipairs(before) do
    vim.list_extend(buffers, vim.tbl_keys(client.attached_buffers or {}))
    vim.lsp.stop_client(client.id)
  end
  if #buffers == 0 then
    buffers = {vim.api.nvim_get_current_buf()}
  end
  vim.wait(2000, function() return #ours() == 0 end, 20)
  clients = {}
  for _, buffer in ipairs(buffers) do
    M.attach(buffer)
  end
end

-- What the server says of the rule at the cursor, in the window for previews.
function M.explain()
  local here = vim.lsp.util.make_position_params(0, 'utf-16')
  local params = {
    command = 'egress.explain',
    arguments = {here.textDocument.uri, here.position},
  }
  vim.lsp.buf_request(0, 'workspace/executeCommand', params, function(err, result)
    local text = err and err.message or result
    vim.lsp.util.open_floating_preview(vim.split(text, '\n'), 'markdown', {})
  end)
end

function M.setup(given)
  options = vim.tbl_extend('force', options, given or {})
  vim.cmd([[
    augroup egress_lsp
      autocmd!
      autocmd FileType egress,yaml lua require('egress').attach(tonumber(vim.fn.expand('<abuf>')))
    augroup END
    command! EgressRestart lua require('egress').restart()
    command! EgressExplain lua require('egress').explain()
  ]])
end

return M
