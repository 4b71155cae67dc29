-- For tests/load.py: asks the pages in turn, and holds every answer to the bytes of its file. `expected` comes from there.
local threads, asked, turn = {}, {}, 0
local bodies = {}

function setup(thread)
  table.insert(threads, thread)
end

function init(_)
  wrong, bytes = 0, 0
  for number, row in ipairs(expected) do
    asked[number] = wrk.format('GET', row.path, { ['Accept-Encoding'] = 'br', ['Host'] = 'localhost' })
    local file = io.open(row.file, 'rb')
    bodies[row.etag] = file:read('*a')
    file:close()
  end
end

function request()
  turn = turn % #asked + 1
  return asked[turn]
end

function response(status, headers, body)
  bytes = bytes + #body
  if status ~= 200 or bodies[headers['ETag']] ~= body then wrong = wrong + 1 end
end

function done(summary, latency, _)
  local bad, length, errors = 0, 0, summary.errors
  for _, thread in ipairs(threads) do
    bad, length = bad + thread:get('wrong'), length + thread:get('bytes')
  end
  print(string.format('RESULT %d %d %d %d %d %d %d', summary.requests, summary.duration, length, bad,
    errors.connect + errors.read + errors.write + errors.timeout, latency:percentile(50), latency:percentile(99)))
end
