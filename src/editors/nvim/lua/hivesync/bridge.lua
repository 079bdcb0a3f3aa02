-- The plugin's side of the bridge, protocol 1.0: finds the desktop, makes it prove itself, follows its events, comes back.

local sha256 = require("hivesync.sha256")
local socket = require("hivesync.socket")
local uv = vim.uv or vim.loop

local M = {}

M.TIMING = { retry = 2000, slow_retry = 5000, ping = 15000, answer = 5000, away = 30 * 60 * 1000 }

local QUICK_RETRIES = 5
local REMEMBERED = 2000
local MAX_FILE = 4096

-- What the desktop at `path` says of itself; nil and "none" or "exposed".
function M.find(path)
  local stat = uv.fs_stat(path)
  if not stat then
    return nil, "none"
  end
  if vim.fn.has("win32") == 0 and (stat.mode % 64 ~= 0 or stat.uid ~= uv.getuid()) then
    return nil, "exposed"
  end
  local handle = uv.fs_open(path, "r", 256)
  local text = handle and uv.fs_read(handle, MAX_FILE, 0)
  if handle then
    uv.fs_close(handle)
  end
  local valid, file = pcall(vim.json.decode, text or "")
  if
    valid
    and type(file) == "table"
    and file.v == 1
    and type(file.port) == "number"
    and file.port > 0
    and file.port < 65536
    and type(file.instance) == "string"
    and type(file.token) == "string"
  then
    return file
  end
  return nil, "none"
end

function M.mac(file, role, client_nonce, server_nonce)
  local text = table.concat({ "HSB1", role, string.format("%d", file.port), file.instance, client_nonce, server_nonce }, "|")
  return sha256.base64(sha256.hmac(file.token, text))
end

-- Milliseconds from `now`, of the wall clock, to the next ping: all plugins of a machine ping where that clock is a
-- multiple of `apart`, and so wake the desktop once. Who is a little early for a moment has pinged for it. At most
-- `apart`, however the clock is set: the wait itself is measured by the monotonic one.
function M.until_ping(now, apart)
  local left = apart - now % apart
  return left < apart / 150 and apart or left
end

-- Starts. `on` is called on the main loop: `state(name)` with connected, not_running, not_trusted, exposed, refused
-- or disconnected; `ready(payload)`, `status(payload)`, `event(message)` once for each, `review(payload)`, `missed()`.
function M.start(options, on)
  local timing = vim.tbl_extend("force", M.TIMING, options.timing or {})
  local self = {}
  local link, stage, file, nonce
  local instance, last
  local attempts = 0
  local away_until = 0 -- the user has disconnected Neovim in the desktop
  local stopped = false
  local shown, order = {}, {}
  local retry, late, pinger = uv.new_timer(), uv.new_timer(), uv.new_timer()
  local watcher
  local connect

  local function say(type, payload)
    link.send(vim.json.encode({ type = type, payload = payload or vim.empty_dict() }))
  end

  local function later(delay)
    retry:start(delay, 0, vim.schedule_wrap(function()
      connect()
    end))
  end

  local function lost(why)
    local ended = link
    link, stage = nil, nil
    late:stop()
    pinger:stop()
    if ended then
      ended.close()
    end
    if stopped then
      return
    end
    attempts = attempts + 1
    on.state(why)
    if why == "disconnected" then
      away_until = uv.now() + timing.away
    end
    later(attempts <= QUICK_RETRIES and timing.retry or timing.slow_retry)
  end

  local function in_time(why)
    late:start(timing.answer, 0, vim.schedule_wrap(function()
      lost(why)
    end))
  end

  local function ping_later()
    local seconds, micros = uv.gettimeofday()
    uv.update_time()
    pinger:start(M.until_ping(seconds * 1000 + math.floor(micros / 1000), timing.ping), 0, vim.schedule_wrap(function()
      if stage == "ready" then
        ping_later()
        say("ping")
        in_time("not_running")
      end
    end))
  end

  local function challenged(message)
    local payload = message.payload
    if message.type == "error" then
      return lost("refused")
    end
    if
      message.type ~= "challenge"
      or type(payload.nonce) ~= "string"
      or type(payload.proof) ~= "string"
      or not sha256.equal(M.mac(file, "server", nonce, payload.nonce), payload.proof)
    then
      -- Not the desktop: it is told nothing.
      return lost("not_trusted")
    end
    stage = "proved"
    say("auth", { proof = M.mac(file, "client", nonce, payload.nonce) })
  end

  local function welcomed(message)
    local payload = message.payload
    if message.type ~= "ready" or payload.instance ~= file.instance then
      return lost("refused")
    end
    stage = "ready"
    attempts = 0
    late:stop()
    ping_later()
    local before = last
    last = payload.replay_from
    on.state("connected")
    on.ready(payload)
    if before and payload.replay_from > before then
      on.missed()
    end
  end

  local function fresh(id)
    if shown[id] then
      return false
    end
    shown[id] = true
    order[#order + 1] = id
    if #order > REMEMBERED then
      shown[table.remove(order, 1)] = nil
    end
    return true
  end

  local function heard(message)
    if message.type == "pong" then
      late:stop()
    elseif message.type == "desktop_status" then
      on.status(message.payload)
    elseif message.type == "open_review" then
      on.review(message.payload)
    elseif type(message.seq) == "number" and message.seq > last then
      last = message.seq
      local id = message.payload.notification_id
      if type(id) ~= "string" or fresh(id) then
        on.event(message)
      end
    end
  end

  local function received(text)
    local valid, message = pcall(vim.json.decode, text)
    if not valid or type(message) ~= "table" or type(message.type) ~= "string" then
      return lost(stage == "ready" and "not_running" or "not_trusted")
    end
    if type(message.payload) ~= "table" then
      message.payload = {}
    end
    if stage == "greeted" then
      challenged(message)
    elseif stage == "proved" then
      welcomed(message)
    else
      heard(message)
    end
  end

  connect = function()
    if stopped or link then
      return
    end
    local why
    file, why = M.find(options.file)
    if not file then
      return lost(why == "exposed" and "exposed" or "not_running")
    end
    if file.instance ~= instance then
      instance, last = file.instance, nil
    elseif uv.now() < away_until then
      return later(timing.slow_retry)
    end
    away_until = 0
    nonce = sha256.base64(uv.random(24))
    in_time("not_running")
    local mine
    mine = socket.connect(file.port, {
      open = function()
        if link == mine then
          stage = "greeted"
          say("hello", {
            protocol_version = "1.0",
            client = "neovim",
            version = options.version,
            nonce = nonce,
            projects = #options.projects > 0 and options.projects or nil,
            resume_after = last,
          })
        end
      end,
      text = function(text)
        if link == mine then
          received(text)
        end
      end,
      closed = function(ended)
        if link == mine then
          lost(ended == "disconnected" and ended or "not_running")
        end
      end,
    })
    link = mine
  end

  -- Says something to a desktop that has proved itself; false where there is none.
  function self.say(type, payload)
    if stage == "ready" then
      say(type, payload)
      return true
    end
    return false
  end

  -- Looks at once whether another desktop has started, or connects anew.
  function self.look()
    local found = M.find(options.file)
    if not link then
      attempts = 0
      connect()
    elseif found and found.instance ~= instance then
      attempts = 0
      lost("not_running")
      connect()
    end
  end

  -- The user wants the desktop back.
  function self.come_back()
    away_until = 0
    self.look()
  end

  function self.stop()
    if stopped then
      return
    end
    stopped = true
    lost("stopped")
    for _, handle in ipairs({ retry, late, pinger, watcher }) do
      if not handle:is_closing() then
        handle:close()
      end
    end
  end

  local directory, name = options.file:match("^(.*)[/\\]([^/\\]+)$")
  watcher = uv.new_fs_event()
  watcher:start(directory, {}, function(_, changed)
    if changed == name then
      vim.schedule(self.look)
    end
  end)
  connect()
  return self
end

return M
