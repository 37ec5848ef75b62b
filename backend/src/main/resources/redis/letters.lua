-- Messages from node to node. KEYS[1], "<prefix>letters:", is the prefix of all keys; ARGV[1] is the command.
--
--   <node>   stream: an entry {id, from, content} for each message that the node has not received; channel: announces one
--
-- A message exists until it is received or withdrawn; only one of the two succeeds.

local letters = KEYS[1]

-- The messages of a dead node expire.
local MOST = 1000
local KEPT_SECONDS = 60

local verbs = {}

verbs['send'] = function(node, id, from, content)
  local box = letters .. node
  if redis.call('XLEN', box) >= MOST then return false end
  local entry = redis.call('XADD', box, '*', 'id', id, 'from', from, 'content', content)
  redis.call('EXPIRE', box, KEPT_SECONDS)
  redis.call('PUBLISH', box, id)
  return {entry}
end

verbs['withdraw'] = function(node, entry)
  return redis.call('XDEL', letters .. node, entry)
end

verbs['take'] = function(node)
  local taken = {}
  for i, entry in ipairs(redis.call('XRANGE', letters .. node, '-', '+')) do
    local fields = entry[2]
    taken[i] = {fields[2], fields[4], fields[6]}
  end
  redis.call('DEL', letters .. node)
  return taken
end

return verbs[ARGV[1]](unpack(ARGV, 2))
