-- Orders of a run before, one after the other in a scattered order.
local run, count = os.getenv("RUN") or "r", tonumber(os.getenv("ORDERS") or "1000")
local at = 0
function request()
  at = (at + 7919) % count
  return wrk.format("GET", string.format("/orders/%s-0-%d", run, at + 2))
end
