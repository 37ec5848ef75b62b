-- The events of jobs. KEYS[1], "<prefix>events:", is the prefix of all keys; ARGV[1] is the command.
--
--   <job>            hash: last (the number of the last event), run (of Redis, when it was given), dropped (who has seen
--                    this number has missed no state that is kept no longer), frame and frame-number (the last frame),
--                    sent:<node> (the last of a node's changes, by its own count), restored (the last state that was
--                    restored), ended (there once the state is terminal); also a channel: a number that was given, or
--                    "forgotten"
--   <job>:states     stream: the last state changes, {event}, each under its number
--   endings          stream: the last terminal states, {event}; also a channel
--   endings:sizes    list: bytes of each of its events
--   endings:bytes    their sum
--
-- A number is one more than the last. The first, and the first of each run of Redis, is the time in milliseconds where that
-- is more: so numbers grow even where Redis has lost some or all of what it knew.

local events = KEYS[1]
local EXPIRY = 7 * 86400000
-- Later readers get this from the store.
local ENDED_EXPIRY = 600000
local ENDINGS = events .. 'endings'
local ENDINGS_EXPIRY = 300000
local MOST_ENDINGS = 1000
-- A spec may hold megabytes of data.
local MOST_ENDINGS_BYTES = 33554432

local function states(job) return events .. job .. ':states' end

local function milliseconds()
  local time = redis.call('TIME')
  return tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
end

local function text(number) return string.format('%.0f', number) end

local function number(job)
  local kept = redis.call('HMGET', events .. job, 'last', 'run')
  local last, run = kept[1], string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')
  local next = tonumber(last or '0') + 1
  if kept[2] ~= run then next = math.max(next, milliseconds()) end
  redis.call('HSET', events .. job, 'last', text(next), 'run', run)
  if not last then redis.call('HSET', events .. job, 'dropped', text(next - 1)) end
  return text(next)
end

local function publish(job, given)
  local expiry = redis.call('HEXISTS', events .. job, 'ended') == 1 and ENDED_EXPIRY or EXPIRY
  redis.call('PEXPIRE', events .. job, expiry)
  redis.call('PEXPIRE', states(job), expiry)
  redis.call('PUBLISH', events .. job, given)
end

local function last_state(job)
  local last = redis.call('XREVRANGE', states(job), '+', '-', 'COUNT', 1)[1]
  return last and string.match(last[1], '%d+') or '0'
end

-- Whether the last state is this one, told by who found it in the store before its own node could.
local function is_restored(job, event)
  local last = redis.call('XREVRANGE', states(job), '+', '-', 'COUNT', 1)[1]
  return last and last[2][2] == event and redis.call('HGET', events .. job, 'restored') == string.match(last[1], '%d+')
end

local function flatten(list, entries)
  for _, entry in ipairs(entries) do
    list[#list + 1] = string.match(entry[1], '%d+')
    list[#list + 1] = entry[2][2]
  end
  return list
end

-- For nodes that come back.
local function keep_ending(event)
  redis.call('XADD', ENDINGS, '*', 'event', event)
  local number = redis.call('RPUSH', ENDINGS .. ':sizes', #event)
  local bytes = redis.call('INCRBY', ENDINGS .. ':bytes', #event)
  while number > MOST_ENDINGS or (bytes > MOST_ENDINGS_BYTES and number > 1) do
    bytes = redis.call('DECRBY', ENDINGS .. ':bytes', redis.call('LPOP', ENDINGS .. ':sizes'))
    number = number - 1
  end
  redis.call('XTRIM', ENDINGS, 'MAXLEN', number)
  for _, part in ipairs({'', ':sizes', ':bytes'}) do
    redis.call('PEXPIRE', ENDINGS .. part, ENDINGS_EXPIRY)
  end
end

-- most: state changes that are kept, this one included. ends: 1 for a terminal state, or 0.
local function append(job, event, most, ends)
  local given = number(job)
  redis.call('XADD', states(job), given .. '-0', 'event', event)
  local surplus = redis.call('XLEN', states(job)) - tonumber(most)
  if surplus > 0 then
    local gone = redis.call('XRANGE', states(job), '-', '+', 'COUNT', surplus)
    redis.call('HSET', events .. job, 'dropped', string.match(gone[#gone][1], '%d+'))
    redis.call('XTRIM', states(job), 'MAXLEN', most)
  end
  if ends == '1' then
    redis.call('HSET', events .. job, 'ended', '1')
    keep_ending(event)
    redis.call('PUBLISH', ENDINGS, given)
  end
  publish(job, given)
end

local verbs = {}

-- change: counts up with each that the node makes; one that comes again, as its answer was lost, is here already.
verbs['state'] = function(job, event, most, ends, node, change)
  local before = redis.call('HGET', events .. job, 'sent:' .. node)
  if before and tonumber(before) >= tonumber(change) then return 0 end
  if not is_restored(job, event) then append(job, event, most, ends) end
  redis.call('HSET', events .. job, 'sent:' .. node, change)
  return 1
end

verbs['frame'] = function(job, event)
  local given = number(job)
  redis.call('HSET', events .. job, 'frame', event, 'frame-number', given)
  publish(job, given)
  return 1
end

-- A state that the log should know: appended unless its last state is another than the one with this number.
verbs['restore'] = function(job, event, most, ends, expected)
  if last_state(job) ~= expected then return 0 end
  append(job, event, most, ends)
  redis.call('HSET', events .. job, 'restored', last_state(job))
  return 1
end

-- What came after a number: whether any state is known, the frame and its number, then states and theirs.
verbs['read'] = function(job, after)
  local known = redis.call('EXISTS', states(job))
  local frame = {redis.call('HGET', events .. job, 'frame-number') or '0', ''}
  if tonumber(frame[1]) > tonumber(after) then
    frame[2] = redis.call('HGET', events .. job, 'frame')
  end
  return flatten({known, frame[1], frame[2]}, redis.call('XRANGE', states(job), '(' .. after .. '-0', '+'))
end

-- 1 for a job of which nothing is known: one that has seen so much has seen all.
verbs['last'] = function(job)
  return tonumber(redis.call('HGET', events .. job, 'last') or '1')
end

verbs['states-after'] = function(job, after)
  local kept = redis.call('HMGET', events .. job, 'dropped', 'last')
  if not kept[1] or tonumber(after) < tonumber(kept[1]) or tonumber(after) > tonumber(kept[2]) then return false end
  return flatten({}, redis.call('XRANGE', states(job), '(' .. after .. '-0', '+'))
end

verbs['last-ending'] = function()
  local last = redis.call('XREVRANGE', ENDINGS, '+', '-', 'COUNT', 1)[1]
  return {last and last[1] or '0-0'}
end

verbs['endings-after'] = function(after)
  local list = {}
  for _, entry in ipairs(redis.call('XRANGE', ENDINGS, '(' .. after, '+')) do
    list[#list + 1] = entry[1]
    list[#list + 1] = entry[2][2]
  end
  return list
end

verbs['forget'] = function(job)
  redis.call('DEL', events .. job, states(job))
  redis.call('PUBLISH', events .. job, 'forgotten')
  return 1
end

return verbs[ARGV[1]](unpack(ARGV, 2))
