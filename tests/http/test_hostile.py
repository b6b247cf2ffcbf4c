"""What no honest client sends. Each gets a 4xx and the end of its connection; the log does not change."""

import random
import socket

from http_case import HttpCase
from served_docket import read_all, statuses

HOST = b"Host: here\r\n"
SHIP = b"POST /orders/order-001/ship HTTP/1.1\r\n" + HOST + b"Content-Type: application/json\r\n"
MUTATIONS = 10_000


def with_body(body, head=SHIP):
    return head + b"Content-Length: %d\r\n\r\n" % len(body) + body


SMUGGLING = {
    "two lengths": SHIP + b"Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}",
    "two lengths that differ": SHIP + b"Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}",
    "a list of lengths": SHIP + b"Content-Length: 2, 40\r\n\r\n{}",
    "length and chunks": SHIP + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n",
    "chunks and length": SHIP + b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
    "chunks twice": SHIP + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
    "nearly chunks": SHIP + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "chunks behind a vertical tab": SHIP + b"Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n",
    "chunks before a blank and a colon": SHIP + b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
    "a folded coding": SHIP + b"Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
    "a length in hexadecimal digits": SHIP + b"Content-Length: 0x2\r\n\r\n{}",
    "a length with a sign": SHIP + b"Content-Length: +2\r\n\r\n{}",
    "a negative length": SHIP + b"Content-Length: -2\r\n\r\n{}",
    "a length beyond numbers": SHIP + b"Content-Length: 18446744073709551618\r\n\r\n{}",
    "two hosts": b"GET /orders HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    "no host": b"GET /orders HTTP/1.1\r\n\r\n",
    "a bare line feed": b"GET /orders HTTP/1.1\nHost: here\n\n",
    "a bare carriage return": b"GET /orders HTTP/1.1\r\nHost: here\rX: y\r\n\r\n",
    "NUL in a field": b"GET /orders HTTP/1.1\r\nHost: he\0re\r\n\r\n",
    "NUL in the target": b"GET /ord\0ers HTTP/1.1\r\n" + HOST + b"\r\n",
    "HTTP/2 by surprise": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "HTTP/0.9": b"GET /orders\r\n",
    "TLS to a port in the clear": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(64) + b"\r\n\r\n",
    "another protocol": b"EHLO shop\r\nMAIL FROM:<a@b>\r\n",
    "CONNECT": b"CONNECT db:5432 HTTP/1.1\r\n" + HOST + b"\r\n",
    "TRACE": b"TRACE / HTTP/1.1\r\n" + HOST + b"\r\n",
    "a chunk without a size": SHIP + b"Transfer-Encoding: chunked\r\n\r\n;x\r\n{}\r\n0\r\n\r\n",
    "a chunk longer than it says": SHIP + b"Transfer-Encoding: chunked\r\n\r\n1\r\n{}\r\n0\r\n\r\n",
    "a chunk as long as the world": SHIP + b"Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n{}\r\n",
    "a chunk in negative": SHIP + b"Transfer-Encoding: chunked\r\n\r\n-2\r\n{}\r\n",
    "a chunk line without an end": SHIP + b"Transfer-Encoding: chunked\r\n\r\n2;" + b"x" * 1_000,
}

OVERSIZE = {
    "a target": b"GET /" + b"x" * 10_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n",
    "a target without an end": b"GET /" + b"x" * 100_000,
    "a field": b"GET / HTTP/1.1\r\n" + HOST + b"X: " + b"y" * 20_000 + b"\r\n\r\n",
    "a field's name": b"GET / HTTP/1.1\r\n" + HOST + b"X" * 20_000 + b": y\r\n\r\n",
    "a thousand fields": b"GET / HTTP/1.1\r\n" + HOST + b"".join(b"X%d: y\r\n" % i for i in range(1_000)) + b"\r\n",
    "a header in all": b"GET / HTTP/1.1\r\n" + HOST + (b"X: " + b"y" * 1_000 + b"\r\n") * 20 + b"\r\n",
    "a body": SHIP + b"Content-Length: 2000000\r\n\r\n" + b"x" * 2_000_000,
    "a body in chunks": SHIP + b"Transfer-Encoding: chunked\r\n\r\n" + (b"10000\r\n" + b"x" * 65_536 + b"\r\n") * 20,
    "a body that is only announced": SHIP + b"Content-Length: 999999999999\r\n\r\n",
    "a body that is asked for first": SHIP + b"Content-Length: 2000000\r\nExpect: 100-continue\r\n\r\n",
    "fields behind the body": SHIP + b"Transfer-Encoding: chunked\r\n\r\n0\r\n" + (b"X: " + b"y" * 1_000 + b"\r\n") * 20,
}

PATHS = [b"/../../etc/passwd", b"/orders/../../etc/passwd", b"/orders/..", b"/orders/%2e%2e/%2e%2e/etc/passwd",
         b"/orders/..%2f..%2fetc%2fpasswd/place", b"//etc/passwd", b"/orders//place", b"/orders/%00/place",
         b"/orders/order-001%00/place", b"/orders/%/place", b"/orders/%z1/place", b"/orders/%c0%ae/place",
         b"/orders/%ff/place", b"/./orders/x/place", b"/orders/order-001/place/", b"/ORDERS/order-001/place",
         b"/orders/order-001;x=y/place", b"/orders/order-001%20/place", b"/api/api/orders/x/place", b"/apix",
         b"/page/../../../etc/passwd", b"/page/%2e%2e%2findex.html", b"/orders/" + b"a" * 129 + b"/place",
         b"/orders\\order-001\\place", b"/orders/order-001/place?%", b"/orders/order-001/place?a=%c3"]

# One or more of each kind that a strict reader of RFC 8259, and of what docket reads, must not take.
NOT_JSON = [
    b"", b" ", b"{", b"}", b"[", b"]", b"{]", b"[}", b"nul", b"NULL", b"tru", b"True", b"undefined", b"NaN", b"Infinity",
    b"{,}", b"{\"a\"}", b"{\"a\":}", b"{:1}", b"{\"a\":1,}", b"{\"a\" 1}", b"{\"a\":1 \"b\":2}", b"{\"a\"::1}", b"{a:1}",
    b"{'a':1}", b"{1:1}", b"{\"a\":1}}", b"{\"a\":1}{", b"{}{}", b"{} x", b"{}//x", b"{}/*x*/", b"#x\n{}", b"\xef\xbb\xbf{}",
    b"[1,]", b"[,1]", b"[1,,2]", b"[1 2]", b"[1", b"[\"a", b"[\"a\"", b"[[[[", b"{\"a\":[}",
    b"{\"a\":01}", b"{\"a\":+1}", b"{\"a\":-}", b"{\"a\":.1}", b"{\"a\":1.}", b"{\"a\":1e}", b"{\"a\":1e+}", b"{\"a\":0x1}",
    b"{\"a\":1_000}", b"{\"a\":--1}", b"{\"a\":1a}", b"{\"a\":- 1}", b"{\"a\":\xef\xbc\x91}",
    b"{\"a\":\"\\x00\"}", b"{\"a\":\"\\u12\"}", b"{\"a\":\"\\uD800\"}", b"{\"a\":\"\\uDC00\"}", b"{\"a\":\"\\uD800\\u0041\"}",
    b"{\"a\":\"\\\"}", b"{\"a\":\"\\q\"}", b"{\"a\":\"\x01\"}", b"{\"a\":\"\n\"}", b"{\"a\":\"\t\"}", b"{\"a\":\"\0\"}",
    b"{\"a\":\"\\u0000\"}", b"{\"a\":\"\xff\"}", b"{\"a\":\"\xc0\x80\"}", b"{\"a\":\"\xed\xa0\x80\"}",
    b"{\"a\":\"\xf4\x90\x80\x80\"}", b"{\"a\":\"\xe2\x82\"}", b"{\"a\xff\":1}", b"\xff\xfe{\0}\0", b"\0", b"\xff",
    b"{\"a\":1,\"a\":1}", b"[" * 100_000, b"{\"a\":" * 100_000, b"[" * 100_000 + b"]" * 100_000,
    b"{" + b",".join(b"\"f%d\":1" % i for i in range(1_000)) + b"}", b"null", b"true", b"1", b"\"a\"", b"[]", b"[{}]",
    b"{\"trackingNumber\":{},\"carrier\":\"c\"}", b"{\"trackingNumber\":[\"1\"],\"carrier\":\"c\"}",
    b"{\"trackingNumber\":null,\"carrier\":\"c\"}", b"{\"trackingNumber\":1,\"carrier\":\"c\"}",
]

# Requests that are good, and refused by a rule or only read: whatever a mutation makes of them changes nothing.
HONEST = [
    with_body(b"{\"trackingNumber\":\"1Z999\",\"carrier\":\"UPS\"}"),
    with_body(b"{\"paymentId\":\"p-1\",\"amount\":\"59.98\",\"method\":\"card\"}",
              b"POST /orders/order-001/payments HTTP/1.1\r\n" + HOST + b"Content-Type: application/json\r\n"
              b"Idempotency-Key: pay-1\r\n"),
    b"POST /api/orders/order-001/deliver HTTP/1.1\r\n" + HOST + b"If-Match: \"2\"\r\nContent-Length: 0\r\n\r\n",
    b"GET /orders/order-001?version=1 HTTP/1.1\r\n" + HOST + b"Accept: application/json\r\nIf-None-Match: \"1\"\r\n\r\n",
    b"GET /orders?status=paid&limit=10&sort=total HTTP/1.1\r\n" + HOST + b"\r\n",
    SHIP + b"Transfer-Encoding: chunked\r\n\r\n29\r\n{\"trackingNumber\":\"1Z999\",\"carrier\":\"UPS\"}\r\n0\r\n\r\n",
]


def mutated(dice, request):
    """A byte or a few of it changed, cut out, doubled or put in."""
    bytes_now = bytearray(request)
    for _ in range(dice.choice((1, 1, 1, 2, 3, 8))):
        at = dice.randrange(len(bytes_now))
        match dice.randrange(6):
            case 0:
                bytes_now[at] = dice.randrange(256)
            case 1:
                bytes_now[at] ^= 1 << dice.randrange(8)
            case 2:
                del bytes_now[at:at + dice.choice((1, 1, 2, 10))]
            case 3:
                bytes_now[at:at] = dice.choice((b"\r\n", b"\n", b"\0", b" ", b"%00", b"\xff", b"\"", b"{", b":", b"\t"))
            case 4:
                bytes_now[at:at] = bytes_now[at:at + dice.randrange(1, 30)]
            case 5:
                bytes_now[at:] = bytes_now[at:][::-1] if dice.random() < 0.1 else bytes_now[at:]
        if not bytes_now:
            return b"\r\n"
    return bytes(bytes_now)


class Hostile(HttpCase):
    def setUp(self):
        super().setUp()
        self.create("order-001")  # Pending: nothing can be paid, shipped or delivered.
        self.service.stop()
        self.head_before = self.head()
        self.service = self.serve()

    def tearDown(self):
        complaint = self.service.stop()
        self.assertNotIn("Sanitizer", complaint)
        self.assertNotIn("runtime error", complaint)
        self.assertEqual(self.head(), self.head_before)

    def assert_all_refused(self, requests):
        for name, request in requests.items():
            with self.subTest(name):
                seen = statuses(self.service.say(request))
                self.assertTrue(seen, "no answer")
                self.assertTrue(all(400 <= status < 500 for status in seen), seen)
        self.assertEqual(self.service.call("OPTIONS", "/orders").status, 200)  # It serves on.

    def test_requests_that_two_readers_would_read_differently(self):
        self.assert_all_refused(SMUGGLING)

    def test_what_is_too_long(self):
        self.assert_all_refused(OVERSIZE)

    def test_paths_that_lead_elsewhere(self):
        for method in (b"GET", b"POST"):
            self.assert_all_refused({(method, path): method + b" " + path + b" HTTP/1.1\r\n" + HOST +
                                     b"Connection: close\r\n\r\n" for path in PATHS})

    def test_bodies_that_are_no_json_or_not_what_is_wanted(self):
        self.assert_all_refused({body[:60]: with_body(body) for body in NOT_JSON})

    def test_nothing_behind_a_refused_request_is_taken(self):
        cancel = with_body(b"{\"reason\":\"smuggled\"}", SHIP.replace(b"/ship", b"/cancel"))
        self.assertEqual(statuses(self.service.say(SMUGGLING["length and chunks"][:-30] + cancel)), [400])
        self.assertEqual(statuses(self.service.say(SMUGGLING["two lengths"] + cancel)), [400])

    def test_requests_one_behind_the_other_are_answered_in_their_order(self):
        get = b"GET /nothing HTTP/1.1\r\n" + HOST + b"\r\n"
        options = b"OPTIONS /orders HTTP/1.1\r\n" + HOST + b"\r\n"
        self.assertEqual(statuses(self.service.say(get + options + get + b"nonsense\r\n\r\n")), [404, 200, 404, 400])

    def test_an_answer_is_heard_by_who_sends_more_than_is_taken(self):
        with self.service.connect() as wire:
            wire.sendall(SHIP + b"Content-Length: 3000000\r\n\r\n")
            try:
                wire.sendall(b"x" * 3_000_000)
            except OSError:
                pass
            self.assertEqual(statuses(read_all(wire)), [413])

    def test_ten_thousand_mutations_of_good_requests(self):
        dice = random.Random(20260301)
        for number in range(MUTATIONS):
            request = mutated(dice, dice.choice(HONEST))
            answer = self.service.say(request)
            seen = statuses(answer)
            self.assertTrue(all(status < 500 for status in seen), (number, request, answer))
        self.assertIsNone(self.service.process.poll())

    def test_the_head_of_a_stream_has_no_body(self):
        head = b"HEAD /events HTTP/1.1\r\n" + HOST + b"Accept: text/event-stream\r\n\r\n"
        answer = self.service.say(head + b"OPTIONS /orders HTTP/1.1\r\n" + HOST + b"\r\n")
        self.assertEqual(statuses(answer), [200, 200], answer)

    def test_connections_that_say_nothing_or_go_away(self):
        waiting = [self.service.connect() for _ in range(200)]
        for number, wire in enumerate(waiting):
            wire.sendall(SHIP[:number % len(SHIP)])
            if number % 3 == 0:
                wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")  # A reset.
                wire.close()
        self.assertEqual(self.service.call("OPTIONS", "/orders").status, 200)
        for wire in waiting:
            wire.close()
