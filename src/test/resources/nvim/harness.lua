-- Runs what the test sends, a line at a time, and answers each with a line of JSON. Keeps what the plugin notifies.
local uv = vim.uv or vim.loop
notes = {}
vim.notify = function(text)
  notes[#notes + 1] = text
end
function panel_lines()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    local buffer = vim.api.nvim_win_get_buf(window)
    if vim.api.nvim_buf_get_name(buffer):find("hivesync://review", 1, true) then
      return vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
    end
  end
  return nil
end
local tcp, buffer = uv.new_tcp(), ""
local function run(line)
  local ok, value = pcall(assert(loadstring(line)))
  if value == nil then
    value = vim.NIL
  end
  tcp:write(vim.json.encode({ ok = ok, value = value }) .. "\n")
end
tcp:connect("127.0.0.1", tonumber(vim.env.HARNESS_PORT), function()
  tcp:read_start(function(_, chunk)
    if not chunk then
      return vim.schedule(function()
        vim.cmd("qa!")
      end)
    end
    buffer = buffer .. chunk
    for line in buffer:gmatch("([^\n]*)\n") do
      vim.schedule(function()
        run(line)
      end)
    end
    buffer = buffer:match("([^\n]*)$")
  end)
end)
