-- SHA-256, HMAC and base64 of byte strings. Neovim's own sha256() refuses text with NUL bytes, which an HMAC is made of.

local bit = require("bit")
local band, bnot, bxor, ror, shr, tobit = bit.band, bit.bnot, bit.bxor, bit.ror, bit.rshift, bit.tobit

local M = {}

local BLOCK = 64

-- The first 32 bits of the fractional parts of the roots of the first 64 primes, as FIPS 180-4 defines them.
local function fraction(value)
  return tobit(math.floor((value % 1) * 4294967296))
end

local K, START = {}, {}
do
  local candidate = 2
  while #K < 64 do
    local prime = true
    for divisor = 2, math.floor(math.sqrt(candidate)) do
      if candidate % divisor == 0 then
        prime = false
        break
      end
    end
    if prime then
      if #START < 8 then
        START[#START + 1] = fraction(math.sqrt(candidate))
      end
      K[#K + 1] = fraction(candidate ^ (1 / 3))
    end
    candidate = candidate + 1
  end
end

local function word(number)
  return string.char(band(shr(number, 24), 255), band(shr(number, 16), 255), band(shr(number, 8), 255), band(number, 255))
end

local function compress(state, text, from)
  local w = {}
  for i = 0, 15 do
    local a, b, c, d = text:byte(from + 4 * i, from + 4 * i + 3)
    w[i] = tobit(a * 16777216 + b * 65536 + c * 256 + d)
  end
  for i = 16, 63 do
    local early, late = w[i - 15], w[i - 2]
    w[i] = tobit(
      w[i - 16]
        + bxor(ror(early, 7), ror(early, 18), shr(early, 3))
        + w[i - 7]
        + bxor(ror(late, 17), ror(late, 19), shr(late, 10))
    )
  end
  local a, b, c, d, e, f, g, h = unpack(state)
  for i = 0, 63 do
    local one = tobit(h + bxor(ror(e, 6), ror(e, 11), ror(e, 25)) + bxor(band(e, f), band(bnot(e), g)) + K[i + 1] + w[i])
    local two = tobit(bxor(ror(a, 2), ror(a, 13), ror(a, 22)) + bxor(band(a, b), band(a, c), band(b, c)))
    a, b, c, d, e, f, g, h = tobit(one + two), a, b, c, tobit(d + one), e, f, g
  end
  for i, value in ipairs({ a, b, c, d, e, f, g, h }) do
    state[i] = tobit(state[i] + value)
  end
end

-- The digest as 32 bytes.
function M.digest(text)
  local state = { unpack(START) }
  local bits = #text * 8
  local padded = text
    .. "\128"
    .. string.rep("\0", (BLOCK - 9 - #text) % BLOCK)
    .. word(math.floor(bits / 4294967296))
    .. word(tobit(bits % 4294967296))
  for from = 1, #padded, BLOCK do
    compress(state, padded, from)
  end
  local bytes = {}
  for i = 1, 8 do
    bytes[i] = word(state[i])
  end
  return table.concat(bytes)
end

local function masked(key, with)
  return (key:gsub(".", function(char)
    return string.char(bxor(char:byte(), with))
  end))
end

-- HMAC-SHA256 as 32 bytes.
function M.hmac(key, text)
  if #key > BLOCK then
    key = M.digest(key)
  end
  key = key .. string.rep("\0", BLOCK - #key)
  return M.digest(masked(key, 0x5c) .. M.digest(masked(key, 0x36) .. text))
end

local ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

-- Standard base64 with padding.
function M.base64(bytes)
  local out = {}
  for i = 1, #bytes, 3 do
    local a, b, c = bytes:byte(i, i + 2)
    local group = a * 65536 + (b or 0) * 256 + (c or 0)
    for place, shift in ipairs({ 262144, 4096, 64, 1 }) do
      local index = math.floor(group / shift) % 64 + 1
      local absent = (place == 3 and not b) or (place == 4 and not c)
      out[#out + 1] = absent and "=" or ALPHABET:sub(index, index)
    end
  end
  return table.concat(out)
end

-- Compares in a time that does not tell where the texts differ.
function M.equal(one, other)
  if #one ~= #other then
    return false
  end
  local difference = 0
  for i = 1, #one do
    difference = bit.bor(difference, bxor(one:byte(i), other:byte(i)))
  end
  return difference == 0
end

return M
