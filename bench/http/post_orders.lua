-- Each request creates another order of one line, with a key of its own.
local thread_number = 0
function setup(thread)
  thread:set("number", thread_number)
  thread_number = thread_number + 1
end
local sent = 0
local headers = { ["Content-Type"] = "application/json" }
local run = os.getenv("RUN") or "r"
function request()
  sent = sent + 1
  headers["Idempotency-Key"] = string.format("%s-%d-%d", run, number, sent)
  return wrk.format("POST", "/orders", headers,
    '{"customerId":"cust-1","currency":"USD","items":[{"productId":"widget","name":"Widget","quantity":2,"unitPrice":"29.99"}]}')
end
