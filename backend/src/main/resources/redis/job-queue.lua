-- The job queue. KEYS[1], "<prefix>queue:", is the prefix of all keys; ARGV[1] is the command.
--
--   <line>           stream with consumer group "trainers": an entry {job} for each waiting or leased job;
--                    a leased one is pending, idle since its last renewal; a requeued one is pending with a long idle time
--   <line>:waiting   sorted set: the waiting jobs by the number of their entry
--   jobs             hash: job -> "<line> <number of its entry> <number of its last lease> <node that holds it, or ->"
--   last             the last assigned number; numbers are microseconds, so they increase even if Redis
--                    has lost its data
--   arrivals         channel: the queue name that a job was added to
--
-- Entries are claimed in the order of their numbers, so the rank in the sorted set is the position in the queue.

local queue = KEYS[1]
local JOBS = queue .. 'jobs'
local GROUP = 'trainers'
local LONG_IDLE = 86400000

local function stream(line) return queue .. line end
local function waiting(line) return queue .. line .. ':waiting' end

local function number()
  local time = redis.call('TIME')
  local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
  local last = tonumber(redis.call('GET', queue .. 'last') or '0')
  local text = string.format('%.0f', math.max(now, last + 1))
  redis.call('SET', queue .. 'last', text)
  return text
end

local function open(line)
  if redis.call('EXISTS', stream(line)) == 0 then
    redis.call('XGROUP', 'CREATE', stream(line), GROUP, '0', 'MKSTREAM')
  end
end

local function find(job)
  local kept = redis.call('HGET', JOBS, job)
  if not kept then return nil end
  local line, entry, lease, node = string.match(kept, '^(%S+) (%d+) (%d+) (%S+)$')
  return {line = line, entry = entry, lease = lease, node = node, waits = node == '-'}
end

local function keep(job, line, entry, lease, node)
  redis.call('HSET', JOBS, job, line .. ' ' .. entry .. ' ' .. lease .. ' ' .. node)
end

local function put(job, line)
  open(line)
  local entry = number()
  redis.call('XADD', stream(line), entry .. '-0', 'job', job)
  return entry
end

local function holds(found, lease)
  return found and not found.waits and found.lease == lease
end

local function drop(job, found)
  redis.call('XACK', stream(found.line), GROUP, found.entry .. '-0')
  redis.call('XDEL', stream(found.line), found.entry .. '-0')
  redis.call('ZREM', waiting(found.line), job)
  redis.call('HDEL', JOBS, job)
end

local function hold(job, line, entry, lease, node)
  redis.call('XCLAIM', stream(line), GROUP, node, 0, entry .. '-0', 'FORCE', 'JUSTID')
  redis.call('ZREM', waiting(line), job)
  keep(job, line, entry, lease, node)
end

-- A consumer that has nothing left is forgotten; one that lives comes back with its next claim.
local function forget(line, node)
  if #redis.call('XPENDING', stream(line), GROUP, '-', '+', 1, node) == 0 then
    redis.call('XGROUP', 'DELCONSUMER', stream(line), GROUP, node)
  end
end

local verbs = {}

verbs['add'] = function(job, line)
  if find(job) then return 0 end
  local entry = put(job, line)
  redis.call('ZADD', waiting(line), entry, job)
  keep(job, line, entry, '0', '-')
  redis.call('PUBLISH', queue .. 'arrivals', line)
  return 1
end

verbs['claim'] = function(line, node, term)
  open(line)
  local idle = redis.call('XPENDING', stream(line), GROUP, 'IDLE', term, '-', '+', 1)[1]
  if idle then
    local entry = string.match(idle[1], '%d+')
    local job = redis.call('XRANGE', stream(line), idle[1], idle[1])[1][2][2]
    local lease = number()
    hold(job, line, entry, lease, node)
    if idle[2] ~= node then forget(line, idle[2]) end
    return {job, lease}
  end
  while true do
    local read = redis.call('XREADGROUP', 'GROUP', GROUP, node, 'COUNT', 1, 'STREAMS', stream(line), '>')
    if not read then return false end
    local id, fields = read[1][2][1][1], read[1][2][1][2]
    local found = find(fields[2])
    if found.waits then
      local lease = number()
      hold(fields[2], line, found.entry, lease, node)
      return {fields[2], lease}
    end
    -- Held since before its entry was made: by a holder that outlived a loss of all data.
    redis.call('XCLAIM', stream(line), GROUP, found.node, 0, id, 'JUSTID')
  end
end

verbs['renew'] = function(job, lease, line, node)
  local found = find(job)
  if holds(found, lease) then
    hold(job, found.line, found.entry, lease, node)
    return 1
  end
  if not found then
    hold(job, line, put(job, line), lease, node)
    return 1
  end
  -- Whoever added it does not know of the lease, which is older than the loss of all data.
  if found.waits and tonumber(lease) > tonumber(found.lease) then
    hold(job, found.line, found.entry, lease, node)
    return 1
  end
  return 0
end

verbs['put-back'] = function(job, lease)
  local found = find(job)
  if not holds(found, lease) then return 0 end
  redis.call('XCLAIM', stream(found.line), GROUP, found.node, 0, found.entry .. '-0', 'IDLE', LONG_IDLE, 'JUSTID')
  redis.call('ZADD', waiting(found.line), found.entry, job)
  keep(job, found.line, found.entry, lease, '-')
  return 1
end

verbs['release'] = function(job, lease)
  local found = find(job)
  if not holds(found, lease) then return 0 end
  drop(job, found)
  return 1
end

verbs['withdraw'] = function(job)
  local found = find(job)
  if not (found and found.waits) then return 0 end
  drop(job, found)
  return 1
end

verbs['leave'] = function(line, node)
  if redis.call('EXISTS', stream(line)) == 1 then forget(line, node) end
  return 1
end

verbs['length'] = function(line)
  return redis.call('ZCARD', waiting(line))
end

verbs['size'] = function(line)
  return redis.call('XLEN', stream(line))
end

verbs['position'] = function(job)
  local found = find(job)
  if not (found and found.waits) then return false end
  return redis.call('ZRANK', waiting(found.line), job)
end

verbs['holder'] = function(job)
  local found = find(job)
  if not found or found.waits then return false end
  return {found.node}
end

return verbs[ARGV[1]](unpack(ARGV, 2))
