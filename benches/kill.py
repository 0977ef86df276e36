#!/usr/bin/env python3
"""Kill campaign: the server is killed with -9 at random moments while leads are posted, through a proxy that cuts every tenth answer, each again and
again under one Idempotency-Key until it is answered. Every key has one lead, every lead completes once and costs one credit, and every event reaches
the webhook.

usage: python3 benches/kill.py [KILLS=300] [SEED=1]      needs a release build
"""
import collections, http.client, http.server, json, os, random, socket, sqlite3, subprocess, sys, tempfile, threading, time, urllib.request

from bench import BINARY, ROOT, serve_sites

kills, seed = (int(x) for x in (sys.argv[1:] + ["300", "1"][len(sys.argv) - 1:])[:2])
draw = random.Random(seed)
overrides = serve_sites([os.path.join(ROOT, "tests/sites")])
folder = tempfile.mkdtemp(prefix="magnetite-kill-")
env = {k: v for k, v in os.environ.items() if not k.startswith("MAGNETITE_")}
env.update(MAGNETITE_DATA_DIR=folder, MAGNETITE_LISTEN="127.0.0.1:0", MAGNETITE_LOG="error", MAGNETITE_RESEARCH_ORIGIN_OVERRIDES=overrides,
           MAGNETITE_RESEARCH_PACE="5 ms", MAGNETITE_WEBHOOK_ALLOW_PRIVATE="true", MAGNETITE_DEFAULT_CREDITS="1000000")
args = ["setup", "--email", "me@acme.example", "--password-stdin", "--workspace", "Acme", "--project", "Spring", "--json"]
key = json.loads(subprocess.run([BINARY, *args], input=b"correct horse battery", env=env, check=True, capture_output=True).stdout)["apiKey"]
server, stop, lock = [0], threading.Event(), threading.Lock()
answers, cut, received = collections.defaultdict(set), [0], collections.Counter()
HOSTS = ["harbourpine.example", "tidelog.example", "gmail.com", "kesselbau-muster.example", "gmail.com", "gmail.com"]


class Receiver(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        event = json.loads(self.rfile.read(int(self.headers["content-length"])))
        with lock:
            received[event["id"]] += 1
        self.send_response(204)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


class Proxy(http.server.BaseHTTPRequestHandler):
    """Hands each POST on to whatever server is up; of ten answers one is cut."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        try:
            upstream = http.client.HTTPConnection("127.0.0.1", server[0], timeout=10)
            upstream.request("POST", self.path, body, {k: v for k, v in self.headers.items() if k.lower() not in ("host", "connection")})
            answer = upstream.getresponse()
            text = answer.read()
        except (OSError, http.client.HTTPException):
            self.close_connection = True
            return
        if random.random() < 0.1:
            cut[0] += 1
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True
            return
        self.send_response(answer.status)
        self.send_header("content-length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_):
        pass


def serve(handler):
    class Quiet(http.server.ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 256

        def handle_error(self, *_):
            pass

    listener = Quiet(("127.0.0.1", 0), handler)
    threading.Thread(target=listener.serve_forever, daemon=True).start()
    return listener.server_address[1]


proxy, receiver = serve(Proxy), serve(Receiver)


def post(name):
    """Each lead under a key of its own, until it is answered; now and then once more after that."""
    mine = random.Random(f"{seed}-{name}")
    number = 0
    while not stop.is_set():
        number += 1
        once = f"{name}-{number}"
        body = json.dumps({"email": f"lead{number}@{mine.choice(HOSTS)}", "fullName": "Jane Miller"}).encode()
        headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json", "Idempotency-Key": once}
        wanted = 2 if mine.random() < 0.2 else 1
        while wanted:
            try:
                client = http.client.HTTPConnection("127.0.0.1", proxy, timeout=15)
                client.request("POST", "/api/projects/generate", body, headers)
                answer = client.getresponse()
                text = answer.read()
                if answer.status == 200:
                    with lock:
                        answers[once].add(json.loads(text)["leadId"])
                    wanted -= 1
                    continue
            except (OSError, ValueError, http.client.HTTPException):
                pass
            time.sleep(0.05)
        stop.wait(mine.uniform(0.02, 0.25))


def call(method, path, body):
    request = urllib.request.Request(f"http://127.0.0.1:{server[0]}/api{path}", json.dumps(body).encode(), method=method)
    request.add_header("Authorization", f"Bearer {key}")
    request.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


def start():
    child = subprocess.Popen([BINARY, "serve"], env=env, stdout=subprocess.PIPE, text=True)
    server[0] = int(child.stdout.readline().split()[-1].rsplit(":", 1)[1])
    return child


child = start()
call("PATCH", "/projects/spring", {"limits": {group: {"limit": 1_000_000, "burst": 1_000_000} for group in ("generate", "status", "other")}})
call("POST", "/webhooks", {"url": f"http://127.0.0.1:{receiver}/hook", "events": ["*"]})
threads = [threading.Thread(target=post, args=(f"poster{n}",)) for n in range(3)]
[t.start() for t in threads]
for _ in range(kills):
    time.sleep(draw.uniform(0.02, 0.7))
    child.kill()
    child.wait()
    child = start()
stop.set()
[t.join() for t in threads]
db = sqlite3.connect(os.path.join(folder, "magnetite.db"))
count = lambda sql: db.execute(sql).fetchone()[0]
unfinished = lambda: count("SELECT COUNT(*) FROM jobs WHERE status IN ('queued', 'processing')") + count("SELECT COUNT(*) FROM deliveries WHERE state = 'pending'")
started = time.monotonic()
while (left := unfinished()) and time.monotonic() - started < 1200:
    time.sleep(0.5)
child.terminate()
child.wait()
events = {row[0] for row in db.execute("SELECT id FROM events")}
wrong = {
    "leads more or fewer than distinct keys": abs(count("SELECT COUNT(*) FROM leads") - len(answers)),
    "keys with more than one lead": sum(len(ids) != 1 for ids in answers.values()),
    "answered leads that are lost": len(set().union(*answers.values()) - {row[0] for row in db.execute("SELECT id FROM leads")}),
    "jobs or deliveries left over": left,
    "leads not completed": count("SELECT COUNT(*) FROM leads WHERE status <> 'completed'"),
    "leads without exactly one job": count("SELECT COUNT(*) FROM leads l WHERE (SELECT COUNT(*) FROM jobs j WHERE j.lead_id = l.id) <> 1"),
    "leads without exactly one magnet": count("SELECT COUNT(*) FROM leads l WHERE (SELECT COUNT(*) FROM magnets m WHERE m.lead_id = l.id) <> 1"),
    "leads whose events are not exactly the five": count(
        "SELECT COUNT(*) FROM leads l WHERE (SELECT group_concat(kind, ' ') FROM (SELECT kind FROM events e WHERE e.lead_id = l.id ORDER BY sequence))"
        " <> 'lead.created research.started research.completed magnet.generated lead.completed'"),
    "gaps in the order of events": count("SELECT MAX(position) - COUNT(*) FROM events"),
    "credits kept more or fewer than leads completed": abs(
        count("SELECT COUNT(*) FROM credit_entries WHERE kind = 'keep'") - count("SELECT COUNT(*) FROM leads WHERE status = 'completed'")),
    "credits missing in the balance": abs(1_000_000 - count("SELECT credits FROM workspaces") - count("SELECT COUNT(*) FROM leads")),
    "ledger off the balance": abs(count("SELECT SUM(amount) FROM credit_entries") - count("SELECT credits FROM workspaces")),
    "events the webhook never had": len(events - set(received)),
    "deliveries of no event": len(set(received) - events),
    "phases without a result": count("SELECT COUNT(*) FROM steps WHERE result IS NULL"),
}
interrupted = count("SELECT COUNT(*) FROM jobs WHERE epoch > 1")
doubled = sum(times > 1 for times in received.values())
print(f"{kills} kills, seed {seed}: {len(answers)} keys, {cut[0]} answers cut, {interrupted} jobs taken up again after a kill, "
      f"{len(events)} events, {doubled} of them delivered more than once")
for name, number in wrong.items():
    print(f"  {number:5}  {name}")
sys.exit(1 if any(wrong.values()) else 0)
