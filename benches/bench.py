#!/usr/bin/env python3
"""The figures that the README quotes, measured on this machine in one run.  usage: python3 benches/bench.py [serve | SITES_FOLDER …]

  magnet   CPU of one magnet with all artefacts, over every site folder (tests/sites and, where it is named, MAGNETITE_TEST_SITES)
  post     durable POST generate on SQLite, beside one fsync per request on the same disk
  key      time of a key check
  limits   time of an admission by the rate limits, on SQLite and, where MAGNETITE_TEST_POSTGRES names a server, on PostgreSQL
  idle     memory of an idle server
  serve    a magnet's page (gzip) and PDF, beside nginx with the same bytes and as many processes (Debian: apt-get install nginx-light)

Needs a release build (cargo build --release) and wrk (Debian: apt-get install wrk).
"""
import gzip, http.server, json, mimetypes, os, shutil, socket, statistics, subprocess, sys, tempfile, threading, time, urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BINARY = os.path.join(ROOT, "target/release/magnetite")


class Sites(http.server.BaseHTTPRequestHandler):
    """Static files by Host header."""

    folders = {}
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        host = self.headers.get("Host", "").split(":")[0].lower()
        folder = self.folders.get(host.removeprefix("www."))
        path = self.path.split("?")[0].lstrip("/")
        tries = [path, path + "index.html", path + "index.htm", path + ".html", path + ".htm", path + "/index.html"]
        found = next((os.path.join(folder, t) for t in tries if t and os.path.isfile(os.path.join(folder, t))), None) if folder and ".." not in path else None
        body = open(found, "rb").read() if found else b"not found"
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", (mimetypes.guess_type(found)[0] if found else None) or "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_HEAD = do_GET

    def log_message(self, *_):
        pass


def serve_sites(roots):
    for root in roots:
        for name in sorted(os.listdir(root)):
            if os.path.isdir(os.path.join(root, name)):
                Sites.folders[name.lower()] = os.path.join(root, name)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Sites)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"*=http://127.0.0.1:{server.server_port}"


def magnet(roots):
    overrides = serve_sites(roots)
    hosts = sorted(Sites.folders)
    env = dict(os.environ, MAGNETITE_RESEARCH_ORIGIN_OVERRIDES=overrides)
    # The first host twice: the first round loads fonts and warms caches.
    out = subprocess.run(["cargo", "bench", "--quiet", "--bench", "measure", "--", "magnets", hosts[0], *hosts], cwd=ROOT, env=env, check=True, capture_output=True, text=True).stdout
    rows = [line.split() for line in out.splitlines() if line.split() and line.split()[0] in Sites.folders]
    cold, rows = rows[0], rows[1:]
    total = lambda row: sum(float(x) for x in row[1:5])
    print(f"magnet   cold {total(cold):.0f} ms of CPU; then over {len(rows)} sites:")
    for at, name in enumerate(["research", "analysis", "content", "artefacts"], 1):
        values = [float(row[at]) for row in rows]
        print(f"           {name:10} median {statistics.median(values):6.1f} ms   max {max(values):6.1f} ms")
    totals = [total(row) for row in rows]
    print(f"           {'all':10} median {statistics.median(totals):6.1f} ms   max {max(totals):6.1f} ms")


def start_server(folder, **settings):
    env = {k: v for k, v in os.environ.items() if not k.startswith("MAGNETITE_")}
    env.update(MAGNETITE_DATA_DIR=folder, MAGNETITE_LISTEN="127.0.0.1:0", MAGNETITE_LOG="error", **settings)
    args = ["setup", "--email", "me@acme.example", "--password-stdin", "--workspace", "Acme", "--project", "Spring", "--json"]
    told = json.loads(subprocess.run([BINARY, *args], input=b"correct horse battery", env=env, check=True, capture_output=True).stdout)
    child = subprocess.Popen([BINARY, "serve"], env=env, stdout=subprocess.PIPE, text=True)
    base = child.stdout.readline().split()[-1]
    widen(base, told["apiKey"])
    return child, base, told["apiKey"]


def widen(base, key):
    """Sets the project's limits to the most there can be: what is measured is the rest."""
    most = {"limit": 1000000, "burst": 1000000}
    body = json.dumps({"limits": {"generate": most, "status": most, "other": most}}).encode()
    urllib.request.urlopen(urllib.request.Request(f"{base}/api/projects/spring", body, {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}, method="PATCH"))


def fsyncs(folder, seconds=5):
    """One 4 KiB write and fsync per request, nothing else."""
    fd = os.open(os.path.join(folder, "fsync"), os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    started, count = time.monotonic(), 0
    while time.monotonic() - started < seconds:
        os.write(fd, b"x" * 4096)
        os.fsync(fd)
        count += 1
    os.close(fd)
    return count / seconds


def post():
    with tempfile.TemporaryDirectory(dir=ROOT) as folder:
        before = fsyncs(folder)
        child, base, key = start_server(folder, MAGNETITE_WORKERS="0")
        env = dict(os.environ, MAGNETITE_BENCH_KEY=key)
        run = lambda connections: subprocess.run(
            ["wrk", "-t1", f"-c{connections}", "-d10s", "--latency", "-s", os.path.join(ROOT, "benches/load.lua"), base + "/api/projects/generate"],
            env=env, check=True, capture_output=True, text=True).stdout.split("RESULT")[1].split()
        for connections in (64, 256):
            requests, duration, failed, p50, p99 = map(float, run(connections))
            rate = requests / (duration / 1e6)
            print(f"post     {connections} clients: {rate:.0f} leads/s, p50 {p50} ms, p99 {p99} ms, {failed:.0f} refused; one fsync per request: {before:.0f}/s; ratio {rate / before:.1f}")
        child.terminate()
        child.wait()
        print(f"           fsync again afterwards: {fsyncs(folder):.0f}/s")


def key():
    out = subprocess.run(["cargo", "bench", "--quiet", "--bench", "measure", "--", "keys"], cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
    print(f"key      p50 {out[0]} µs, p99 {out[1]} µs, max {out[2]} µs over {out[3]} checks (the database is asked once a second)")


def limits():
    databases = [("SQLite", {})]
    if server := os.environ.get("MAGNETITE_TEST_POSTGRES"):
        # Admissions need the tables alone: the database is made anew for each run.
        name = f"bench{os.getpid()}"
        subprocess.run(["psql", f"{server}/postgres", "-qc", f"CREATE DATABASE {name}"], check=True)
        databases.append(("PostgreSQL", {"MAGNETITE_DATABASE_URL": f"{server}/{name}"}))
    for database, settings in databases:
        out = subprocess.run(["cargo", "bench", "--quiet", "--bench", "measure", "--", "limits"], cwd=ROOT, env=dict(os.environ, **settings), check=True, capture_output=True, text=True).stdout
        for callers, projects, limit, p50, p99, count in (line.split() for line in out.splitlines()):
            print(f"limits   {database}, {callers} callers of {projects} projects at {limit} a minute: p50 {p50} µs, p99 {p99} µs over {count}")


def wrk(url, connections, seconds=6, coding="gzip"):
    """Requests a second, p99 in ms, and errors."""
    script = os.path.join(ROOT, "benches/serve.lua")
    args = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", script, "-H", f"Accept-Encoding: {coding}", url]
    requests, duration, failed, _, p99 = map(float, subprocess.run(args, check=True, capture_output=True, text=True).stdout.split("RESULT")[1].split())
    return requests / (duration / 1e6), p99, failed


def serve():
    if not shutil.which("nginx"):
        return print("serve    nginx is not installed")
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        child, base, key = start_server(os.path.join(folder, "data"), MAGNETITE_RESEARCH_ORIGIN_OVERRIDES=serve_sites([os.path.join(ROOT, "tests/sites")]))
        body = json.dumps({"email": f"jane@{sorted(Sites.folders)[0]}"}).encode()
        asked = urllib.request.Request(base + "/api/projects/generate", body, {"Authorization": f"Bearer {key}", "Content-Type": "application/json"})
        link = base + "/go/" + json.load(urllib.request.urlopen(asked))["leadMagnetUrl"].split("/go/")[1]
        while "Refresh" in urllib.request.urlopen(link).headers:
            time.sleep(0.2)
        root = os.path.join(folder, "www")
        os.mkdir(root)
        page = urllib.request.urlopen(urllib.request.Request(link, headers={"Accept-Encoding": "gzip"})).read()
        for name, data in [("page.html.gz", page), ("page.html", gzip.decompress(page)), ("page.pdf", urllib.request.urlopen(link + ".pdf").read())]:
            with open(os.path.join(root, name), "wb") as file:
                file.write(data)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        conf = os.path.join(folder, "nginx.conf")
        with open(conf, "w") as file:
            file.write(f"daemon off; worker_processes {os.cpu_count()}; pid {folder}/pid; error_log /dev/null; events {{}} "
                       f"http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; gzip_static on; types {{ text/html html; application/pdf pdf; }} "
                       f"open_file_cache max=100; server {{ listen 127.0.0.1:{port}; root {root}; }} }}")
        nginx = subprocess.Popen(["nginx", "-c", conf, "-p", folder])
        time.sleep(1)
        for what, ours, theirs in [("page", link, f"http://127.0.0.1:{port}/page.html"), ("PDF", link + ".pdf", f"http://127.0.0.1:{port}/page.pdf")]:
            wrk(ours, 32, 2), wrk(theirs, 32, 2)
            own, _, failed = wrk(ours, 32)
            other, _, theirs_failed = wrk(theirs, 32)
            half = min((wrk(ours, connections, 4) for connections in (1, 2, 3, 4)), key=lambda run: abs(run[0] - own / 2))
            print(f"serve    {what}: {own:.0f} requests/s ({failed:.0f} failed), nginx {other:.0f} ({theirs_failed:.0f} failed), ratio {own / other:.2f}; at {half[0]:.0f} requests/s p99 {half[1]} ms")
        for process in (nginx, child):
            process.terminate()
            process.wait()


def idle():
    with tempfile.TemporaryDirectory() as folder:
        child, base, _ = start_server(folder)
        time.sleep(5)
        kib = next(int(line.split()[1]) for line in open(f"/proc/{child.pid}/status") if line.startswith("VmRSS"))
        child.terminate()
        child.wait()
        print(f"idle     {kib / 1024:.1f} MiB resident after 5 s")


if __name__ == "__main__":
    if sys.argv[1:] == ["serve"]:
        sys.exit(serve())
    roots = [os.path.join(ROOT, "tests/sites"), *sys.argv[1:]]
    if os.environ.get("MAGNETITE_TEST_SITES"):
        roots.append(os.environ["MAGNETITE_TEST_SITES"])
    magnet(roots)
    post()
    key()
    limits()
    idle()
    serve()
