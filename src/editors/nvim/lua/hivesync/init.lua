-- HiveSync in Neovim: status line, messages, a panel for suggestions, progress. See README.md.

local bridge = require("hivesync.bridge")
local panel = require("hivesync.panel")
local uv = vim.uv or vim.loop

local M = {}

local SPINNER = { "⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏" }
local FRAME_MS = 120
local JOB_MS = 30 * 60 * 1000
local KEPT = 50

local DEFAULTS = {
  projects = {}, -- the ids of the projects that are open here
  project = nil, -- a function that gives the id of the one the user works in; the first of `projects` by default
  home = nil, -- HiveSync's directory, where it is not the usual one
  server = nil, -- a backend to fetch suggestions from; by default the local server
  token_file = nil, -- an access token for it
  split = "botright vsplit", -- how the panel opens
  open_panel = true, -- whether it opens by itself when a job is complete
}

local options, link, spinning
local state = { reach = "not_running", connection = nil, unread = 0, jobs = {}, recent = {}, unsaid = {} }

local function home()
  local set = vim.env.HIVESYNC_HOME
  if set and set ~= "" then
    return set
  elseif vim.fn.has("mac") == 1 then
    return vim.fn.expand("~/Library/Application Support/dev.HiveSync.HiveSync")
  elseif vim.fn.has("win32") == 1 then
    return vim.env.APPDATA .. "\\HiveSync\\HiveSync\\data"
  end
  return (vim.env.XDG_DATA_HOME or vim.fn.expand("~/.local/share")) .. "/hivesync"
end

local function busy()
  local now = uv.now()
  for job, started in pairs(state.jobs) do
    if now - started > JOB_MS then
      state.jobs[job] = nil
    end
  end
  return next(state.jobs) ~= nil
end

local function redraw()
  vim.cmd("redrawstatus")
end

local function spin()
  if not busy() then
    if spinning then
      spinning:close()
      spinning = nil
    end
  elseif not spinning then
    spinning = uv.new_timer()
    spinning:start(FRAME_MS, FRAME_MS, vim.schedule_wrap(function()
      spin()
      redraw()
    end))
  end
end

local STANDINGS = { not_trusted = "HiveSync: not trusted", disconnected = "Disconnected" }

-- For 'statusline': %{v:lua.require'hivesync'.statusline()}
function M.statusline()
  if state.reach ~= "connected" then
    return STANDINGS[state.reach] or "Desktop not running"
  elseif state.connection == "offline" then
    return "Offline"
  elseif state.connection == "signed_out" then
    return "Signed out"
  end
  local text = state.unread > 0 and "HiveSync " .. state.unread or "HiveSync"
  return busy() and text .. " " .. SPINNER[math.floor(uv.now() / FRAME_MS) % #SPINNER + 1] or text
end

-- Marks these read everywhere; told to the next desktop where there is none.
function M.ack(ids)
  for _, id in ipairs(ids) do
    if not vim.tbl_contains(state.unsaid, id) then
      table.insert(state.unsaid, id)
    end
  end
  while #state.unsaid > 500 do
    table.remove(state.unsaid, 1)
  end
  if #state.unsaid > 0 and link.say("ack", { notification_ids = state.unsaid }) then
    state.unsaid = {}
  end
end

local function view(id)
  for _, item in ipairs(state.recent) do
    if item.payload.notification_id == id then
      if item.read then
        return
      end
      item.read = true
    end
  end
  M.ack({ id })
end

local function open(payload, enter)
  panel.open(options, payload, enter, view)
end

local TEXTS = {
  ai_job_complete = function(payload)
    return payload.action .. " in " .. payload.project_id .. " is complete", vim.log.levels.INFO
  end,
  preview_ready = function(payload)
    return "The " .. payload.platform .. " preview of " .. payload.project_id .. " is ready", vim.log.levels.WARN
  end,
  repo_sync_success = function(payload)
    return "The repository is synced to " .. payload.commit, vim.log.levels.INFO
  end,
  repo_sync_failed = function(payload)
    return "The repository could not be synced: " .. tostring(payload.error or payload.commit), vim.log.levels.ERROR
  end,
}

local function shown(message)
  local valid, text, level = pcall(TEXTS[message.type], message.payload)
  if valid then
    vim.notify("HiveSync: " .. text:gsub("%c", " "), level)
  end
end

local function event(message)
  local payload = message.payload
  if message.type == "read" then
    for _, item in ipairs(state.recent) do
      item.read = item.read or vim.tbl_contains(payload.notification_ids, item.payload.notification_id)
    end
    panel.withdraw(payload.notification_ids)
    return
  elseif not TEXTS[message.type] then
    return
  end
  table.insert(state.recent, 1, { type = message.type, payload = payload, read = false })
  state.recent[KEPT + 1] = nil
  shown(message)
  if message.type == "ai_job_complete" then
    state.jobs[payload.job_id] = nil
    spin()
    if options.open_panel then
      open(payload, false)
    end
  end
  redraw()
end

local function project()
  if options.project then
    return options.project()
  end
  return options.projects[1]
end

-- What the user looks at; nil while Neovim is not in front.
local function focus(id)
  link.say("focus", { project_id = id or vim.NIL })
end

-- The user has started an AI job: a spinner runs until it is complete, and the desktop polls faster.
function M.job_started(project_id, job_id)
  state.jobs[job_id] = uv.now()
  link.say("job_started", { project_id = project_id, job_id = job_id })
  spin()
  redraw()
end

local function listed()
  if #state.recent == 0 then
    vim.notify("HiveSync: nothing has arrived since Neovim started")
  end
  for _, item in ipairs(state.recent) do
    local _, text = pcall(TEXTS[item.type], item.payload)
    vim.api.nvim_echo({ { (item.read and "  " or "* ") .. text:gsub("%c", " ") } }, false, {})
  end
end

local COMMANDS = {
  status = function()
    vim.notify(M.statusline())
  end,
  list = listed,
  open = function()
    for _, item in ipairs(state.recent) do
      if item.type == "ai_job_complete" then
        return open(item.payload, true)
      end
    end
    vim.notify("HiveSync: no suggestion has arrived since Neovim started")
  end,
  ack = function()
    local ids = {}
    for _, item in ipairs(state.recent) do
      if not item.read then
        item.read = true
        table.insert(ids, item.payload.notification_id)
      end
    end
    M.ack(ids)
  end,
  job = function(words)
    if #words == 3 then
      M.job_started(words[2], words[3])
    else
      vim.notify("HiveSync: say :HiveSync job {project} {job}", vim.log.levels.WARN)
    end
  end,
  reconnect = function()
    link.come_back()
  end,
}

local function command(arguments)
  local words = arguments.fargs
  local run = COMMANDS[words[1] or "status"]
  if run then
    run(words)
  else
    vim.notify("HiveSync: there is no :HiveSync " .. words[1], vim.log.levels.WARN)
  end
end

local WARNINGS = {
  not_trusted = "What listens on the desktop's port is not the desktop; it was told nothing.",
  exposed = "Others than you can read or change bridge.json; it is not used. Restart HiveSync Desktop.",
  disconnected = "Disconnected in HiveSync Desktop; :HiveSync reconnect brings it back.",
  refused = "HiveSync Desktop refuses this plugin; is one of them of another version?",
}

local HANDLERS = {
  state = function(reach)
    if reach ~= state.reach and WARNINGS[reach] then
      vim.notify("HiveSync: " .. WARNINGS[reach], vim.log.levels.WARN)
    end
    state.reach = reach
    redraw()
  end,
  ready = function(payload)
    state.unread, state.connection = payload.unread, payload.connection
    M.ack({})
    focus(project())
    redraw()
  end,
  status = function(payload)
    state.unread, state.connection = payload.unread, payload.connection
    redraw()
  end,
  event = event,
  -- "Open in editor" in the desktop: the user looks here now.
  review = function(payload)
    open(payload, true)
  end,
  missed = function()
    vim.notify("HiveSync: some events were missed; HiveSync Desktop has them.", vim.log.levels.WARN)
  end,
}

local function autocommands()
  local group = vim.api.nvim_create_augroup("HiveSync", { clear = true })
  vim.api.nvim_create_autocmd("FocusGained", {
    group = group,
    callback = function()
      focus(project())
    end,
  })
  vim.api.nvim_create_autocmd("FocusLost", {
    group = group,
    callback = function()
      focus(nil)
    end,
  })
  vim.api.nvim_create_autocmd("VimLeavePre", {
    group = group,
    callback = function()
      link.stop()
    end,
  })
end

-- Begins; a second call begins anew with other options.
function M.setup(wanted)
  options = vim.tbl_extend("force", DEFAULTS, wanted or {})
  options.home = options.home or home()
  if link then
    link.stop()
  end
  link = bridge.start({
    file = options.home .. "/bridge.json",
    projects = options.projects,
    timing = options.timing,
  }, HANDLERS)
  vim.api.nvim_create_user_command("HiveSync", command, {
    nargs = "*",
    complete = function(start)
      return vim.tbl_filter(function(name)
        return vim.startswith(name, start)
      end, vim.tbl_keys(COMMANDS))
    end,
    desc = "HiveSync's notifications",
  })
  autocommands()
end

return M
