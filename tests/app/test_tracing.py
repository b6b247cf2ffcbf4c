"""docket apply with a collector of traces: what it is sent, and that nothing depends on it."""

import http.server
import json
import threading

from shop_case import ShopCase, line

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
CALLER = "00f067aa0ba902b7"
ITEMS = [{"productId": "widget", "quantity": 1, "unitPrice": "9.50"}]


class Collector:
    """Takes what is posted to a port of loopback that the system chooses."""

    def __init__(self):
        self.requests = requests = []

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                requests.append((self.path, json.loads(body)))
                self.send_response(200)
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"{}")

            def log_message(self, *arguments):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server.server_port}/v1/traces"

    def spans(self):
        return [span for _, sent in self.requests for group in sent["resourceSpans"]
                for scope in group["scopeSpans"] for span in scope["spans"]]

    def close(self):
        self.server.shutdown()
        self.server.server_close()


def said(span):
    return {one["key"]: next(iter(one["value"].values())) for one in span["attributes"]}


class TracingTest(ShopCase):
    def setUp(self):
        super().setUp()
        self.collector = Collector()
        self.addCleanup(self.collector.close)

    def configuration(self, **tracing):
        file = self.folder / "docket.json"
        file.write_text(json.dumps({"tracing": {"collector": self.collector.url, "delay_ms": 0, **tracing}}))
        return file

    def apply_traced(self, *options, configuration=None, ships=True):
        lines = [line("receiveStock", "none", 1, productId="widget", quantity=5).replace('"orderId": "none", ', ""),
                 line("createOrder", "order-1", 2, customerId="c", currency="EUR", items=ITEMS, place=True,
                      traceparent=f"00-{TRACE}-{CALLER}-01"),
                 line("shipOrder", "order-1", 3, trackingNumber="1Z", carrier="UPS",
                      traceparent=f"00-{TRACE}-{CALLER}-01")]
        return self.apply(lines if ships else lines[:-1], "--config", configuration or self.configuration(), *options)

    def test_commands_are_told_as_one_trace(self):
        outcome = self.apply_traced()
        self.assertEqual((outcome.json["accepted"], outcome.json["refused"]), (2, 1), outcome.stderr)
        self.assertEqual({path for path, _ in self.collector.requests}, {"/v1/traces"})
        spans = self.collector.spans()
        self.assertEqual(sorted(span["name"] for span in spans),
                         ["commit", "createOrder", "decide", "decide", "shipOrder"])
        self.assertEqual({span["traceId"] for span in spans}, {TRACE})
        named = {span["name"]: span for span in spans}
        self.assertEqual(named["createOrder"]["parentSpanId"], CALLER)
        self.assertEqual(named["commit"]["parentSpanId"], named["createOrder"]["spanId"])
        self.assertEqual(said(named["shipOrder"])["docket.rule"], "order_not_paid")

    def test_an_order_that_is_carried_out_is_one_tree(self):
        outcome = self.apply_traced("--fulfilment", "pay_first", ships=False)
        self.assertEqual(outcome.json["accepted"], 2, outcome.stderr)
        spans = self.collector.spans()
        ids = {span["spanId"] for span in spans}
        self.assertEqual(len(ids), len(spans))
        for span in spans:
            self.assertIn(span["parentSpanId"], ids | {CALLER}, span)
        self.assertLessEqual({"beginFulfilment", "reserveStock", "capturePayment", "deliverOrder"},
                             {span["name"] for span in spans})

    def test_every_command_is_told_where_that_is_wanted(self):
        self.apply_traced(configuration=self.configuration(sample_all=True, service_name="shop"))
        self.assertIn("receiveStock", {span["name"] for span in self.collector.spans()})
        resource = self.collector.requests[0][1]["resourceSpans"][0]["resource"]
        self.assertIn({"key": "service.name", "value": {"stringValue": "shop"}}, resource["attributes"])

    def test_a_collector_that_is_away_changes_nothing_but_a_line(self):
        self.collector.close()
        outcome = self.apply_traced()
        self.assertEqual((outcome.json["accepted"], outcome.json["refused"]), (2, 1))
        self.assertIn("spans of traces are not taken by http://127.0.0.1:", outcome.stderr)

    def test_an_address_that_is_none_is_refused_by_name(self):
        outcome = self.apply_traced(configuration=self.configuration(collector="localhost:4318"))
        self.assertEqual(outcome.status, 2)
        self.assertIn('"tracing.collector" is "localhost:4318", but it must begin with http:// or https://',
                      outcome.stderr)
        self.assertFalse(self.database.exists())
