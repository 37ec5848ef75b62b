-- The interests of the followers on each node. KEYS[1], "<prefix>wishes:", is the prefix of all keys; ARGV[1] is the command.
--
--   <node>           hash: job -> interest of its followers there; "" -> number of changes of the node. It
--                    expires unless the node sends heartbeats.
--   changes          channel: "<node> <number of changes>", followed by " <job> <interest, or ->" for the last change

local wishes = KEYS[1]
local EXPIRY = 10000

local verbs = {}

verbs['wish'] = function(node, job, wish)
  local key = wishes .. node
  if wish == '-' then redis.call('HDEL', key, job) else redis.call('HSET', key, job, wish) end
  local count = redis.call('HINCRBY', key, '', 1)
  redis.call('PEXPIRE', key, EXPIRY)
  redis.call('PUBLISH', wishes .. 'changes', node .. ' ' .. count .. ' ' .. job .. ' ' .. wish)
  return 1
end

-- All interests of a node: job, interest, and so on; replaces earlier ones.
verbs['all'] = function(node)
  local key = wishes .. node
  local count = (redis.call('HGET', key, '') or 0) + 1
  redis.call('DEL', key)
  redis.call('HSET', key, '', count)
  for i = 3, #ARGV, 2 do redis.call('HSET', key, ARGV[i], ARGV[i + 1]) end
  redis.call('PEXPIRE', key, EXPIRY)
  redis.call('PUBLISH', wishes .. 'changes', node .. ' ' .. count)
  return 1
end

-- 0 where the node's wishes have been lost.
verbs['live'] = function(node)
  local count = redis.call('HGET', wishes .. node, '')
  redis.call('PUBLISH', wishes .. 'changes', node .. ' ' .. (count or '0'))
  return redis.call('PEXPIRE', wishes .. node, EXPIRY)
end

verbs['of'] = function(node)
  return redis.call('HGETALL', wishes .. node)
end

return verbs[ARGV[1]](unpack(ARGV, 2, 4))
