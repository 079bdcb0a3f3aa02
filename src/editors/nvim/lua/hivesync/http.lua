-- One HTTP request at a time, for a suggestion's text: plain HTTP over Neovim's own TCP, HTTPS through curl where it is.

local uv = vim.uv or vim.loop

local M = {}

local TIMEOUT = 15000
local MAX_ANSWER = 8 * 1024 * 1024

local function unchunked(body)
  local out, at = {}, 1
  while true do
    local _, finish, size = body:find("^(%x+)[^\r\n]*\r\n", at)
    local length = size and tonumber(size, 16)
    if not length then
      return nil
    end
    if length == 0 then
      return table.concat(out)
    end
    out[#out + 1] = body:sub(finish + 1, finish + length)
    at = finish + length + 3
  end
end

local function parsed(answer)
  local head, body = answer:match("^(.-)\r\n\r\n(.*)$")
  local status = head and tonumber(head:match("^HTTP/1%.%d (%d%d%d)"))
  if status and head:lower():find("transfer%-encoding: *chunked") then
    body = unchunked(body)
  end
  return status, body
end

-- Whether an answer is there in full, as far as it says how long it is.
local function whole(answer)
  local head, finish = answer:match("^(.-)\r\n\r\n()")
  local length = head and tonumber(head:lower():match("\r\ncontent%-length: *(%d+)"))
  return length ~= nil and #answer - finish + 1 >= length
end

local function plain(request, done)
  local host, port, path = request.url:match("^http://([^/:]+):?(%d*)(/.*)$")
  local tcp, timer = uv.new_tcp(), uv.new_timer()
  local chunks, length, ended = {}, 0, false
  local function finish()
    if ended then
      return
    end
    ended = true
    timer:close()
    tcp:close()
    vim.schedule(function()
      done(parsed(table.concat(chunks)))
    end)
  end
  timer:start(TIMEOUT, 0, finish)
  uv.getaddrinfo(host, nil, { socktype = "stream", family = "inet" }, function(_, found)
    if ended then
      return
    end
    if not found or not found[1] then
      return finish()
    end
    tcp:connect(found[1].addr, tonumber(port) or 80, function(failure)
      if failure or ended then
        return finish()
      end
      tcp:read_start(function(broken, chunk)
        length = length + #(chunk or "")
        if broken or not chunk or length > MAX_ANSWER then
          return finish()
        end
        chunks[#chunks + 1] = chunk
        if whole(table.concat(chunks)) then
          finish()
        end
      end)
      local lines = { request.method .. " " .. path .. " HTTP/1.1", "Host: " .. host .. (port ~= "" and ":" .. port or "") }
      lines[#lines + 1] = "Connection: close"
      if request.token then
        lines[#lines + 1] = "Authorization: Bearer " .. request.token
      end
      if request.body then
        lines[#lines + 1] = "Content-Type: application/json"
        lines[#lines + 1] = "Content-Length: " .. #request.body
      end
      tcp:write(table.concat(lines, "\r\n") .. "\r\n\r\n" .. (request.body or ""))
    end)
  end)
end

-- The token goes in by standard input, where no other user sees it.
local function curl(request, done)
  local out, input, chunks = uv.new_pipe(false), uv.new_pipe(false), {}
  local process
  process = uv.spawn("curl", {
    args = { "--silent", "--include", "--http1.1", "--max-time", tostring(TIMEOUT / 1000), "--config", "-" },
    stdio = { input, out, nil },
  }, function()
    process:close()
  end)
  if not process then
    input:close()
    out:close()
    return vim.schedule(function()
      done(nil)
    end)
  end
  out:read_start(function(_, chunk)
    if chunk then
      chunks[#chunks + 1] = chunk
      return
    end
    out:close()
    vim.schedule(function()
      -- curl has put the chunks together.
      local answer = table.concat(chunks):gsub("[Tt]ransfer%-[Ee]ncoding:[^\r\n]*\r\n", "", 1)
      done(parsed(answer))
    end)
  end)
  input:write('url = "' .. request.url .. '"\nheader = "Authorization: Bearer ' .. request.token .. '"\n', function()
    input:close()
  end)
end

-- Calls `done(status, body)` on the main loop; status is nil where nobody answered.
function M.request(request, done)
  if request.url:find("^http://") then
    plain(request, done)
  elseif request.token and not request.url:find('["\\%c]') and not request.token:find('["\\%c]') then
    curl(request, done)
  else
    done(nil)
  end
end

return M
