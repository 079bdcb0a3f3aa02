-- Fetches a suggestion, and turns it into the lines of a panel.

local http = require("hivesync.http")
local uv = vim.uv or vim.loop

local M = {}

local function decoded(body)
  local valid, value = pcall(vim.json.decode, body or "", { luanil = { object = true, array = true } })
  return valid and type(value) == "table" and value or nil
end

local function read(path)
  local file = path and io.open(path, "r")
  local text = file and file:read(65536)
  if file then
    file:close()
  end
  return text
end

local function alive(pid)
  return type(pid) == "number" and uv.kill(pid, 0) == 0
end

-- Finds a backend and a token for it: the configured one, or the local server of a checkout.
local function access(options, done)
  if options.server then
    local token = read(options.token_file)
    return done(options.server, token and vim.trim(token))
  end
  local here = decoded(read(options.home .. "/local-server.json"))
  if not here or not alive(here.pid) or not tostring(here.url):find("^http://127%.0%.0%.1[:/]") then
    return done(nil)
  end
  http.request({
    method = "POST",
    url = here.url:gsub("/$", "") .. "/api/v1/auth/login",
    body = vim.json.encode({ email = here.email, password = here.password }),
  }, function(status, body)
    local tokens = status == 200 and decoded(body)
    done(here.url, tokens and tokens.access_token)
  end)
end

-- Calls `done(job)` with `GET /ai/jobs/{job_id}`, or `done(nil, why)` with one sentence.
function M.fetch(options, job_id, done)
  access(options, function(server, token)
    if not server or not token then
      return done(nil, "No backend is known here: set `server` and `token_file`, or look at it in HiveSync Desktop.")
    end
    local path = "/api/v1/ai/jobs/" .. job_id:gsub("[^%w%-%._~]", function(char)
      return string.format("%%%02X", char:byte())
    end)
    http.request({ method = "GET", url = server:gsub("/$", "") .. path, token = token }, function(status, body)
      local job = status == 200 and decoded(body)
      if job then
        done(job)
      elseif status == 401 or status == 403 then
        done(nil, "The backend refuses the access token.")
      elseif status == 404 then
        done(nil, "The backend no longer has this suggestion.")
      else
        done(nil, "The backend cannot be reached. Try again in a moment.")
      end
    end)
  end)
end

-- Text from elsewhere, as lines that a buffer takes.
local function lines(text)
  local out = {}
  for line in (tostring(text or ""):gsub("\r\n", "\n") .. "\n"):gmatch("(.-)\n") do
    out[#out + 1] = (line:gsub("[%z\1-\8\11-\31\127]", " "))
  end
  while #out > 0 and out[#out] == "" do
    out[#out] = nil
  end
  return out
end

local function diff(before, after)
  local compare = (vim.text and vim.text.diff) or vim.diff
  return compare(before, after, { ctxlen = 3 })
end

-- The panel of a job: what was asked, the explanation, and one unified diff a file.
function M.lines(payload, job, why)
  local out = { "HiveSync: " .. payload.action .. " in " .. payload.project_id, "" }
  local function add(text)
    vim.list_extend(out, lines(text))
  end
  if not job then
    add(why or "Loading…")
    return out
  end
  local result = type(job.result) == "table" and job.result or {}
  add(result.summary)
  out[#out + 1] = ""
  add(result.explanation)
  for _, change in ipairs(type(result.changes) == "table" and result.changes or {}) do
    local name = lines(change.file)[1] or "?"
    vim.list_extend(out, { "", "--- a/" .. name, "+++ b/" .. name })
    local function whole(text)
      text = text or ""
      return (text == "" or text:sub(-1) == "\n") and text or text .. "\n"
    end
    add(diff(whole(change.before), whole(change.after)))
  end
  return out
end

return M
