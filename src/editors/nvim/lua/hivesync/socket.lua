-- A WebSocket client (RFC 6455) over Neovim's own TCP, for the bridge: loopback only, text only, no extension.

local bit = require("bit")
local sha256 = require("hivesync.sha256")
local uv = vim.uv or vim.loop

local M = {}

-- The desktop's messages are far shorter; whoever sends more is not the desktop.
local MAX_MESSAGE = 64 * 1024
local MAX_FRAGMENTS = 64
local MAX_HEAD = 8 * 1024

-- The close code 4403.
local DISCONNECTED = string.char(0x11, 0x33)

local CONTINUATION, TEXT, CLOSE, PING, PONG = 0, 1, 8, 9, 10

local function mask(text, key)
  local keys = { key:byte(1, 4) }
  local out = {}
  for i = 1, #text do
    out[i] = string.char(bit.bxor(text:byte(i), keys[(i - 1) % 4 + 1]))
  end
  return table.concat(out)
end

-- One whole frame of a client, to the byte; `key` is the mask.
function M.frame(op, body, key)
  local size
  if #body < 126 then
    size = string.char(0x80 + #body)
  elseif #body < 65536 then
    size = string.char(0xfe, math.floor(#body / 256), #body % 256)
  else
    error("a message is at most 64 KiB")
  end
  return string.char(0x80 + op) .. size .. key .. mask(body, key)
end

-- Takes one frame off the front of `buffer`: the frame and the rest, nothing where more is to come, or nil and why.
local function take(buffer)
  if #buffer < 2 then
    return nil
  end
  local first, second = buffer:byte(1, 2)
  if bit.band(first, 0x70) ~= 0 or second >= 0x80 then
    return nil, "not a frame of a server"
  end
  local size, from = second, 3
  if second == 126 then
    if #buffer < 4 then
      return nil
    end
    local high, low = buffer:byte(3, 4)
    size, from = high * 256 + low, 5
  elseif second == 127 then
    return nil, "too long"
  end
  if #buffer < from + size - 1 then
    return nil
  end
  local frame = { last = first >= 0x80, op = bit.band(first, 15), body = buffer:sub(from, from + size - 1) }
  return frame, nil, buffer:sub(from + size)
end

-- Connects. `on.open()`, `on.text(message)` and, exactly once, `on.closed(why)` are called on the main loop, in order.
-- `why` is "disconnected" where the user has ended the connection in the desktop.
function M.connect(port, on)
  local tcp = uv.new_tcp()
  local ended = false
  local upgraded = false
  local buffer, parts, length = "", {}, 0
  local self = {}

  local function close(why)
    if ended then
      return
    end
    ended = true
    if not tcp:is_closing() then
      tcp:close()
    end
    vim.schedule(function()
      on.closed(why)
    end)
  end

  local function write(bytes)
    if not ended then
      tcp:write(bytes, function(failure)
        if failure then
          close(failure)
        end
      end)
    end
  end

  local function message(text)
    -- Also what came just before the end, such as the reason for it.
    vim.schedule(function()
      on.text(text)
    end)
  end

  local function handle(frame)
    if frame.op == PING then
      write(M.frame(PONG, frame.body, uv.random(4)))
    elseif frame.op == CLOSE then
      close(frame.body:sub(1, 2) == DISCONNECTED and "disconnected" or "closed by the desktop")
    elseif frame.op == TEXT or frame.op == CONTINUATION then
      if (frame.op == TEXT) ~= (#parts == 0) then
        return close("fragments out of order")
      end
      parts[#parts + 1] = frame.body
      length = length + #frame.body
      if length > MAX_MESSAGE or #parts > MAX_FRAGMENTS then
        return close("too long")
      end
      if frame.last then
        local text = table.concat(parts)
        parts, length = {}, 0
        message(text)
      end
    elseif frame.op ~= PONG then
      close("an unknown frame")
    end
  end

  local function head()
    local finish = buffer:find("\r\n\r\n", 1, true)
    if not finish then
      if #buffer > MAX_HEAD then
        close("too long a head")
      end
      return
    end
    local first = buffer:match("^[^\r\n]*")
    if not first:find("^HTTP/1.1 101 ") then
      return close("refused")
    end
    upgraded = true
    buffer = buffer:sub(finish + 4)
    vim.schedule(function()
      if not ended then
        on.open()
      end
    end)
  end

  local function received(chunk)
    buffer = buffer .. chunk
    if not upgraded then
      head()
    end
    while upgraded and not ended do
      local frame, why, rest = take(buffer)
      if why then
        return close(why)
      end
      if not frame then
        return
      end
      buffer = rest
      handle(frame)
    end
  end

  -- Says a text; nothing where the connection has ended.
  function self.send(text)
    write(M.frame(TEXT, text, uv.random(4)))
  end

  function self.close()
    close("closed here")
  end

  tcp:connect("127.0.0.1", port, function(failure)
    if failure or ended then
      return close(failure or "closed here")
    end
    tcp:nodelay(true)
    tcp:read_start(function(broken, chunk)
      if broken or not chunk then
        close(broken or "ended")
      elseif not ended then
        received(chunk)
      end
    end)
    write(
      "GET /bridge HTTP/1.1\r\nHost: 127.0.0.1:"
        .. port
        .. "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
        .. sha256.base64(uv.random(16))
        .. "\r\n\r\n"
    )
  end)
  return self
end

return M
