#!/usr/bin/env python3
"""Server time of the dashboard's pages with many leads: seeds a data folder of its own, starts the server on it, and asks each page 30 times.

    benches/dashboard.py BINARY [LEADS]

Prints the median and the slowest answer of each page in milliseconds, and its size in kilobytes.
"""
import hashlib, json, os, random, re, sqlite3, statistics, subprocess, sys, tempfile, time, urllib.request

DAY = 86_400_000
TABLES = {
    "leads": "workspace_id, id, project_id, email, fields, status, created_at, updated_at, indexed",
    "jobs": "workspace_id, id, project_id, lead_id, status, phase, sample, run_at, created_at, updated_at, completed_at",
    "views": "workspace_id, id, project_id, lead_id, what, class, reason, created_at",
    "usage_counts": "workspace_id, project_id, day, key_id, endpoint, status, requests",
}


def fill(db, table, rows):
    columns = TABLES[table]
    places = ", ".join("?" for _ in columns.split(","))
    db.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)


def seed(path, count):
    """Leads of 90 days with a job each, a view for every second one, and requests of five keys."""
    db, now, rng = sqlite3.connect(path), int(time.time() * 1000), random.Random(1)
    (workspace, project), (user,) = db.execute("SELECT workspace_id, id FROM projects").fetchone(), db.execute("SELECT id FROM users").fetchone()
    made = [now - rng.randrange(90 * DAY) for _ in range(count)]
    state = lambda n: "completed" if n % 20 else "failed"
    lead, job = (lambda n: f"lead_{n:022d}"), (lambda n: f"job_{n:022d}")
    fields = lambda n: json.dumps({"email": f"p{n}@firm{n}.example", "fullName": f"Person {n}", "company": f"Firm {n}"})
    fill(db, "leads", ((workspace, lead(n), project, f"p{n}@firm{n}.example", fields(n), state(n), at, at, True) for n, at in enumerate(made)))
    done = lambda at: at + rng.randrange(2_000, 30_000)
    fill(db, "jobs", ((workspace, job(n), project, lead(n), state(n), "finalizing", False, at, at, at, done(at)) for n, at in enumerate(made)))
    kinds = [("page", "human"), ("page", "scanner"), ("pdf", "human"), ("cta", "human")]
    fill(db, "views", ((workspace, f"view_{n:022d}", project, lead(n), *kinds[n % 4], "seed", at + 60_000) for n, at in enumerate(made) if n % 2 == 0))
    asked = [("POST /projects/generate", 200), ("POST /projects/generate", 400), ("GET /generation/{job}/status", 200), ("GET /health", 200), ("GET /projects/{project}", 404)]
    fill(db, "usage_counts", ((workspace, project, now // DAY - day, f"key_{key:022d}", *one, rng.randrange(1, 5_000)) for day in range(90) for key in range(5) for one in asked))
    token = "".join(rng.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(32))
    hashed = hashlib.sha256(token.encode()).hexdigest()
    db.execute(
        "INSERT INTO sessions (token_hash, workspace_id, id, user_id, half, address, agent, created_at, last_seen_at, expires_at) VALUES (?, ?, ?, ?, 0, '', '', ?, ?, ?)",
        (hashed, workspace, f"sess_{0:022d}", user, now, now, now + DAY),
    )
    db.commit()
    db.close()
    return token


def main():
    binary, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    folder = tempfile.mkdtemp(prefix="magnetite-bench-")
    env = dict(os.environ, MAGNETITE_DATA_DIR=folder, MAGNETITE_LISTEN="127.0.0.1:0", MAGNETITE_LOG="error", MAGNETITE_WORKERS="0")
    setup = [binary, "setup", "--email", "me@acme.example", "--password-stdin", "--workspace", "Acme", "--project", "Spring"]
    subprocess.run(setup, input=b"correct horse battery", env=env, check=True, stdout=subprocess.DEVNULL)
    token = seed(os.path.join(folder, "magnetite.db"), count)
    server = subprocess.Popen([binary, "serve"], env=env, stdout=subprocess.PIPE, text=True)
    try:
        base = re.search(r"http://\S+", server.stdout.readline()).group(0)
        print(f"{count} leads")
        project = "/dashboard/projects/spring"
        for path in ["/dashboard/projects", project, f"{project}?days=90", f"{project}/usage", f"{project}/usage?days=90", f"{project}/usage.csv?days=90", f"{project}/settings/api", f"{project}/settings"]:
            times, size = [], 0
            for _ in range(30):
                asked = urllib.request.Request(base + path, headers={"Cookie": f"magnetite={token}"})
                start = time.perf_counter()
                with urllib.request.urlopen(asked) as answer:
                    size = len(answer.read())
                times.append((time.perf_counter() - start) * 1000)
            print(f"{path:52} {statistics.median(times):7.1f} ms  slowest {max(times):7.1f} ms  {size / 1000:6.1f} kB")
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
