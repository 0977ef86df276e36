#!/usr/bin/env python3
"""Kill campaign: the server is killed with -9 at random moments while leads are posted; every answered lead must complete exactly once.

usage: python3 benches/kill.py [KILLS=200] [SEED=1]      needs a release build
"""
import json, os, random, sqlite3, subprocess, sys, tempfile, threading, time, urllib.error, urllib.request

from bench import BINARY, ROOT, serve_sites, widen

kills, seed = (int(x) for x in (sys.argv[1:] + ["200", "1"][len(sys.argv) - 1:])[:2])
draw = random.Random(seed)
overrides = serve_sites([os.path.join(ROOT, "tests/sites")])
folder = tempfile.mkdtemp(prefix="magnetite-kill-")
env = {k: v for k, v in os.environ.items() if not k.startswith("MAGNETITE_")}
env.update(MAGNETITE_DATA_DIR=folder, MAGNETITE_LISTEN="127.0.0.1:0", MAGNETITE_LOG="error", MAGNETITE_RESEARCH_ORIGIN_OVERRIDES=overrides, MAGNETITE_RESEARCH_PACE="5 ms")
args = ["setup", "--email", "me@acme.example", "--password-stdin", "--workspace", "Acme", "--project", "Spring", "--json"]
key = json.loads(subprocess.run([BINARY, *args], input=b"correct horse battery", env=env, check=True, capture_output=True).stdout)["apiKey"]
answered, base, stop = [], [None], threading.Event()
HOSTS = ["harbourpine.example", "tidelog.example", "gmail.com", "kesselbau-muster.example", "gmail.com", "gmail.com"]


def post():
    """Posts leads to whatever server is up; only an answer counts."""
    mine = random.Random(draw.random())
    number = 0
    while not stop.is_set():
        number += 1
        body = json.dumps({"email": f"lead{number}@{mine.choice(HOSTS)}", "fullName": "Jane Miller"}).encode()
        request = urllib.request.Request(f"{base[0]}/api/projects/generate", body, {"Authorization": f"Bearer {key}", "Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=5) as answer:
                answered.append(json.load(answer)["leadId"])
        except (OSError, ValueError, urllib.error.URLError):
            pass
        stop.wait(mine.uniform(0.02, 0.25))


def start():
    child = subprocess.Popen([BINARY, "serve"], env=env, stdout=subprocess.PIPE, text=True)
    base[0] = child.stdout.readline().split()[-1]
    return child


child = start()
widen(base[0], key)
threads = [threading.Thread(target=post) for _ in range(3)]
[t.start() for t in threads]
for _ in range(kills):
    time.sleep(draw.uniform(0.02, 0.7))
    child.kill()
    child.wait()
    child = start()
stop.set()
[t.join() for t in threads]
db = sqlite3.connect(os.path.join(folder, "magnetite.db"))
started = time.monotonic()
while (left := db.execute("SELECT COUNT(*) FROM jobs WHERE status IN ('queued', 'processing')").fetchone()[0]) and time.monotonic() - started < 1200:
    time.sleep(0.5)
child.terminate()
child.wait()
count = lambda sql: db.execute(sql).fetchone()[0]
stored = {row[0] for row in db.execute("SELECT id FROM leads")}
wrong = {
    "answered leads that are lost": len(set(answered) - stored),
    "jobs left over": left,
    "leads not completed": count("SELECT COUNT(*) FROM leads WHERE status <> 'completed'"),
    "leads without exactly one job": count("SELECT COUNT(*) FROM leads l WHERE (SELECT COUNT(*) FROM jobs j WHERE j.lead_id = l.id) <> 1"),
    "leads without exactly one magnet": count("SELECT COUNT(*) FROM leads l WHERE (SELECT COUNT(*) FROM magnets m WHERE m.lead_id = l.id) <> 1"),
    "leads whose events are not exactly the five": count(
        "SELECT COUNT(*) FROM leads l WHERE (SELECT group_concat(kind, ' ') FROM (SELECT kind FROM events e WHERE e.lead_id = l.id ORDER BY sequence))"
        " <> 'lead.created research.started research.completed magnet.generated lead.completed'"),
    "phases without a result": count("SELECT COUNT(*) FROM steps WHERE result IS NULL"),
}
interrupted = count("SELECT COUNT(*) FROM jobs WHERE epoch > 1")
print(f"{kills} kills, seed {seed}: {len(answered)} leads answered, {len(stored)} stored, {interrupted} jobs taken up again after a kill")
for name, number in wrong.items():
    print(f"  {number:5}  {name}")
sys.exit(1 if any(wrong.values()) else 0)
