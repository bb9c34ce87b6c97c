-- The conversation of test_server.py in Neovim. $FOLDER is the workspace, $OUT gets what was found.

local folder, out = vim.env.FOLDER, vim.env.OUT
local timeout = 30000

require('egress').setup()

local function ours()
  for _, client in ipairs((vim.lsp.get_clients or vim.lsp.get_active_clients)()) do
    if client.name == 'egress' and client.initialized ~= false and client.server_capabilities then
      return client
    end
  end
end

local function brief()
  local found = {}
  for _, each in ipairs(vim.diagnostic.get(0)) do
    table.insert(found, {each.lnum, each.code or each.user_data.lsp.code})
  end
  return found
end

local function wait_for(what, condition)
  assert(vim.wait(timeout, condition, 10), 'no ' .. what)
end

local function ask(method, params)
  local answers = assert(vim.lsp.buf_request_sync(0, method, params, timeout), method .. ': no answer')
  for _, answer in pairs(answers) do
    assert(not answer.error, method .. ': ' .. vim.inspect(answer.error))
    return answer.result
  end
end

local function here(line, character)
  vim.api.nvim_win_set_cursor(0, {line + 1, character})
  return vim.lsp.util.make_position_params(0, 'utf-16')
end

local function text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), '\n') .. '\n'
end

local function converse()
  local found = {}
  vim.cmd('edit ' .. folder .. '/main.egress')
  wait_for('diagnostics', function() return #vim.diagnostic.get(0) > 0 end)
  found.before = brief()

  local place = here(1, 10)
  place.range = {start = place.position, ['end'] = place.position}
  place.position = nil
  place.context = {diagnostics = vim.tbl_map(function(each) return each.user_data.lsp end, vim.diagnostic.get(0))}
  for _, each in ipairs(place.context.diagnostics) do
    each.range = place.range
  end
  for _, action in ipairs(ask('textDocument/codeAction', place)) do
    if action.edit then
      vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16')
      break
    end
  end
  wait_for('end of diagnostics', function() return #vim.diagnostic.get(0) == 0 end)
  found.fixed = brief()

  if vim.lsp.buf.format then
    vim.lsp.buf.format({timeout_ms = timeout})
  else
    vim.lsp.buf.formatting_sync({tabSize = 4, insertSpaces = true}, timeout)
  end
  found.formatted = text()

  found.hover = ask('textDocument/hover', here(0, 3)).contents.value

  vim.cmd('EgressExplain')
  local function preview()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= '' then return window end
    end
  end
  wait_for('explanation', preview)
  found.explained = table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(preview()), 0, -1, true), '\n')
  vim.api.nvim_win_close(preview(), true)

  vim.api.nvim_buf_set_lines(0, -1, -1, true, {'c.example pass'})
  local items = ask('textDocument/completion', here(3, 14))
  found.completion = vim.tbl_map(function(each) return each.label end, items.items or items)
  vim.cmd('silent write')

  vim.cmd('edit ' .. folder .. '/.github/workflows/ci.yml')
  wait_for('diagnostics of the workflow', function() return #vim.diagnostic.get(0) > 0 end)
  found.workflow = brief()
  here(9, 32)
  vim.lsp.buf.definition()
  wait_for('definition', function() return vim.fn.line('.') ~= 10 end)
  found.definition = {vim.fn.expand('%:t'), vim.fn.line('.') - 1}

  local before = ours().id
  vim.cmd('EgressRestart')
  wait_for('other server', function() return ours() and ours().id ~= before end)
  vim.lsp.stop_client(ours().id)
  wait_for('end of the server', function() return not ours() end)
  return found
end

local fine, found = xpcall(converse, debug.traceback)
vim.fn.writefile({vim.fn.json_encode(fine and found or {failure = found})}, out)
vim.cmd('qall!')
