#!/usr/bin/env python3
"""How long the list of leads takes with a million of them: first, deep, filtered and searched pages, through the running program.

  python3 benches/leads.py target/release/magnetite                        # SQLite
  python3 benches/leads.py target/release/magnetite postgres://u@host:5432/empty_database
  LEADS=100000 python3 benches/leads.py …

Fills the real schema by SQL, lets a person in by a session row, and prints the median and the longest of 15 requests per page, in milliseconds.
"""
import hashlib, json, os, random, re, sqlite3, statistics, subprocess, sys, tempfile, time, urllib.parse, urllib.request

BINARY = sys.argv[1]
POSTGRES = sys.argv[2] if len(sys.argv) > 2 else None
LEADS = int(os.environ.get("LEADS", "1000000"))
TIMES = 15
FIRST = ["jane", "joe", "anna", "bernd", "chloe", "dmitri", "elif", "farid", "grace", "hugo", "ines", "jonas", "karin", "liam", "mei", "noor"]
HOSTS = ["gmail.com", "harbour.example", "tidelog.example", "kessel.example"]


def start(folder):
    env = dict(os.environ, MAGNETITE_DATA_DIR=folder, MAGNETITE_LISTEN="127.0.0.1:0", MAGNETITE_WORKERS="0")
    if POSTGRES:
        env["MAGNETITE_DATABASE_URL"] = POSTGRES
    server = subprocess.Popen([BINARY, "serve", "--json"], env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return server, json.loads(server.stdout.readline())["listening"]


def stop(server):
    server.terminate()
    server.wait()


class Sql:
    """Either database, by statements that both understand."""

    def __init__(self, folder):
        self.lite = None if POSTGRES else sqlite3.connect(os.path.join(folder, "magnetite.db"))

    def run(self, text):
        if self.lite:
            self.lite.executescript(text)
            self.lite.commit()
        else:
            subprocess.run(["psql", "-q", "-v", "ON_ERROR_STOP=1", POSTGRES], input=text, text=True, check=True, stdout=subprocess.DEVNULL)

    def copy(self, table, columns, rows):
        if self.lite:
            marks = ",".join("?" * len(columns))
            self.lite.executemany(f"INSERT INTO {table} ({','.join(columns)}) VALUES ({marks})", rows)
            self.lite.commit()
            return
        psql = subprocess.Popen(["psql", "-q", "-v", "ON_ERROR_STOP=1", POSTGRES, "-c", f"COPY {table} ({','.join(columns)}) FROM STDIN"], stdin=subprocess.PIPE, text=True)
        for row in rows:
            text = (f"\\\\x{value.hex()}" if isinstance(value, bytes) else "\\N" if value is None else str(value) for value in row)
            psql.stdin.write("\t".join(text) + "\n")
        psql.stdin.close()
        assert psql.wait() == 0


def lead(n, chance):
    name, surname = chance.choice(FIRST), f"surname{n % 50021}"
    host = HOSTS[0] if n % 3 else HOSTS[1 + n % 3]
    email = f"{name}.{surname}.{n}@{host}"
    fields = {"email": email, "fullName": f"{name.title()} {surname.title()}", "company": f"Company {n % 997}", "domain": None}
    words = {email[:40], name, surname, "company", str(n % 997), host, str(n)}
    # A word that only the oldest leads have, and far too many of them to sort.
    if n < LEADS // 100:
        words.add("ancient")
    return email, json.dumps(fields), sorted(words)


def fill(sql):
    sql.run("""INSERT INTO workspaces (id, slug, name, created_at) VALUES ('ws_0000000000000000000001', 'bench', 'Bench', 1);
        INSERT INTO users (id, workspace_id, email, password_hash, role, created_at) VALUES ('user_0000000000000000000001', 'ws_0000000000000000000001', 'b@bench.example', 'x', 'owner', 1);
        INSERT INTO projects (workspace_id, id, slug, name, fields, offer, blueprint, created_at, updated_at)
          VALUES ('ws_0000000000000000000001', 'proj_0000000000000000000001', 'bench', 'Bench', '{}', '{}', '{}', 1, 1);""")
    token, now = "a" * 32, int(time.time() * 1000)
    sql.run(f"""INSERT INTO sessions (token_hash, workspace_id, id, user_id, half, address, agent, created_at, last_seen_at, expires_at)
        VALUES ('{hashlib.sha256(token.encode()).hexdigest()}', 'ws_0000000000000000000001', 'sess_0000000000000000000001', 'user_0000000000000000000001', FALSE, '', '', {now}, {now}, {now + 86400000});""")
    chance, ws, project = random.Random(7), "ws_0000000000000000000001", "proj_0000000000000000000001"
    states = ["completed"] * 96 + ["failed"] * 2 + ["cancelled", "needs_review"]
    for begin in range(0, LEADS, 50000):
        leads, jobs, words = [], [], []
        for n in range(begin, min(begin + 50000, LEADS)):
            email, fields, own = lead(n, chance)
            id, at, state = f"lead_{n:022d}", now - (LEADS - n) * 1000, chance.choice(states)
            leads.append((ws, id, project, email, fields, state, at, at, 1 if not POSTGRES else "t"))
            jobs.append((ws, f"job_{n:022d}", project, id, state, 0 if not POSTGRES else "f", at, at, at, at + 4200))
            words.extend((ws, project, word.encode(), at, id) for word in own)
        sql.copy("leads", ["workspace_id", "id", "project_id", "email", "fields", "status", "created_at", "updated_at", "indexed"], leads)
        sql.copy("jobs", ["workspace_id", "id", "project_id", "lead_id", "status", "sample", "run_at", "created_at", "updated_at", "completed_at"], jobs)
        sql.copy("lead_words", ["workspace_id", "project_id", "word", "created_at", "lead_id"], words)
        print(f"\r{min(begin + 50000, LEADS)} leads", end="", file=sys.stderr)
    sql.run("ANALYZE;")
    print(file=sys.stderr)


def page(base, query):
    path = f"{base}/dashboard/projects/bench/leads?{query}"
    request = urllib.request.Request(path, headers={"cookie": "magnetite=" + "a" * 32, "hx-request": "true"})
    begin = time.perf_counter()
    with urllib.request.urlopen(request) as answer:
        text = answer.read().decode()
    return (time.perf_counter() - begin) * 1000, text


def main():
    folder = os.environ.get("FOLDER") or tempfile.mkdtemp()
    server, base = start(folder)
    stop(server)
    begin = time.time()
    if not os.environ.get("FOLDER"):
        fill(Sql(folder))
        print(f"filled in {time.time() - begin:.0f} s: {folder}", file=sys.stderr)
    server, base = start(folder)
    try:
        deep = int(time.time() * 1000) - LEADS * 500
        at = f"after={deep}-lead_{LEADS // 2:022d}"
        pages = {
            "first page": "", "oldest first": "sort=oldest", "deep": at, "deep, back": at.replace("after", "before"),
            "rare state": "status=needs_review", "rare state, deep": f"status=needs_review&{at}", "state of no lead": "status=processing",
            "one lead": f"q={LEADS // 2}", "rare surname": "q=surname4711", "prefix of some": "q=surname47", "first name": "q=jane", "one letter": "q=j",
            "word of all": "q=company", "two common": "q=jane+gmail", "common and rare": "q=jane+surname4711", "common, deep": f"q=jane&{at}",
            "common, rare state": "q=jane&status=failed", "old and common": "q=ancient", "old and common, oldest first": "q=ancient&sort=oldest",
            "two that exclude": "q=harbour+gmail", "nothing": "q=zzzz",
        }
        print(f"{'SQLite' if not POSTGRES else 'PostgreSQL'}, {LEADS} leads, median and longest of {TIMES}, ms")
        for name, query in pages.items():
            taken = []
            for _ in range(TIMES):
                ms, text = page(base, query)
                taken.append(ms)
            rows = len(re.findall(r'class="whole"', text))
            print(f"{name:32} {statistics.median(taken):7.1f} {max(taken):7.1f}   {rows} rows{', search further' if 'Search further' in text else ''}")
    finally:
        stop(server)


main()
