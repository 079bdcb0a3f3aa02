-- The one window that shows a suggestion. Opens beside what the user edits and leaves the cursor there.

local review = require("hivesync.review")

local M = {}

local buffer, window, showing, viewed

-- While the panel is made, the cursor passes through it.
local opening = false

local function visible()
  return window ~= nil and vim.api.nvim_win_is_valid(window) and vim.api.nvim_win_get_buf(window) == buffer
end

local function fill(text)
  vim.api.nvim_buf_set_option(buffer, "modifiable", true)
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, text)
  vim.api.nvim_buf_set_option(buffer, "modifiable", false)
end

local function make()
  if buffer and vim.api.nvim_buf_is_valid(buffer) then
    return
  end
  buffer = vim.api.nvim_create_buf(false, true)
  pcall(vim.api.nvim_buf_set_name, buffer, "hivesync://review")
  vim.api.nvim_buf_set_option(buffer, "filetype", "diff")
  vim.api.nvim_buf_set_keymap(buffer, "n", "q", "<cmd>close<cr>", { noremap = true, silent = true })
  vim.api.nvim_create_autocmd({ "WinEnter", "BufEnter" }, {
    buffer = buffer,
    callback = function()
      if showing and not opening and visible() and vim.api.nvim_get_current_win() == window then
        viewed(showing)
      end
    end,
  })
end

-- Shows a job; `on_view(notification_id)` is called once the user is in the panel.
function M.open(options, payload, enter, on_view)
  make()
  opening = true
  showing, viewed = payload.notification_id, on_view
  fill(review.lines(payload))
  if not visible() then
    local before = vim.api.nvim_get_current_win()
    vim.cmd(options.split)
    window = vim.api.nvim_get_current_win()
    vim.api.nvim_win_set_buf(window, buffer)
    vim.api.nvim_win_set_option(window, "wrap", true)
    if not enter then
      vim.api.nvim_set_current_win(before)
    end
  elseif enter then
    vim.api.nvim_set_current_win(window)
  end
  opening = false
  if enter then
    on_view(payload.notification_id)
  end
  review.fetch(options, payload.job_id, function(job, why)
    if showing == payload.notification_id and vim.api.nvim_buf_is_valid(buffer) then
      fill(review.lines(payload, job, why))
    end
  end)
end

-- Takes the panel away where it shows one of these and nobody is in it.
function M.withdraw(ids)
  if visible() and vim.api.nvim_get_current_win() ~= window and vim.tbl_contains(ids, showing) then
    pcall(vim.api.nvim_win_close, window, true)
    showing = nil
  end
end

return M
