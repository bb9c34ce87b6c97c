-- For `vim.lsp.enable('egress')`, Neovim 0.11 and later.
return {
  cmd = {'egress-lsp'},
  filetypes = {'egress', 'yaml'},
  root_dir = function(buffer, on_root)
    local egress = require('egress')
    local path = vim.api.nvim_buf_get_name(buffer)
    if vim.bo[buffer].filetype == 'egress' or egress.is_workflow(path) then
      on_root(egress.root(path))
    end
  end,
}
