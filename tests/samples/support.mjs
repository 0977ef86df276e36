// What the samples are run with: the programs as the guides print them, a real server, and receivers started as a reader would.
import { spawn, spawnSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import assert from "node:assert/strict";

const HERE = new URL(".", import.meta.url).pathname;
const ROOT = join(HERE, "../..");
const BUILD = join(HERE, "build");
const BIN = process.env.BIN || join(ROOT, "target/debug/magnetite");
const PYTHON = process.env.PYTHON || join(HERE, ".venv/bin/python");

/** Every fence of the guides with `file=` in its first line, written to a file of that name: name → path. */
export function extract() {
  rmSync(join(BUILD, "src"), { recursive: true, force: true });
  mkdirSync(join(BUILD, "src"), { recursive: true });
  const files = new Map();
  for (const guide of readdirSync(join(ROOT, "docs/guides"))) {
    const text = readFileSync(join(ROOT, "docs/guides", guide), "utf8");
    for (const [, info, code] of text.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)) {
      const name = info.split(" ").find((word) => word.startsWith("file="))?.slice(5);
      if (!name) continue;
      assert(!files.has(name), `${name} stands twice`);
      assert(!code.includes("{{"), `${guide}: ${name} has a place that only the server fills in`);
      files.set(name, join(BUILD, "src", name));
      writeFileSync(files.get(name), code);
    }
  }
  return files;
}

/** A server on an empty folder, and a key of each kind. Research finds no network. */
export async function startServer() {
  const folder = mkdtempSync(join(tmpdir(), "magnetite-samples-"));
  const env = {
    PATH: process.env.PATH, MAGNETITE_DATA_DIR: folder, MAGNETITE_LISTEN: "127.0.0.1:0", MAGNETITE_LOG: "warn",
    MAGNETITE_RESEARCH_PACE: "0 ms", MAGNETITE_RESEARCH_ORIGIN_OVERRIDES: "*=http://127.0.0.1:9",
  };
  const command = (args, input) => {
    const ended = spawnSync(BIN, args, { env, input, encoding: "utf8" });
    assert.equal(ended.status, 0, `magnetite ${args.join(" ")}: ${ended.stderr}`);
    return JSON.parse(ended.stdout);
  };
  const owner = command(["setup", "--email", "owner@acme.example", "--password-stdin", "--workspace", "Acme", "--project", "Spring", "--json"], "correct horse battery");
  const test = command(["keys", "create", "--project", owner.projectSlug, "--name", "samples", "--test", "--json"]);
  const child = spawn(BIN, ["serve", "--json"], { env, stdio: ["ignore", "pipe", "inherit"] });
  const base = await new Promise((done, failed) => {
    let text = "";
    child.stdout.on("data", (data) => { text += data; if (text.includes("\n")) done(JSON.parse(text.split("\n")[0]).listening); });
    child.on("exit", (code) => failed(new Error(`the server ended with ${code}`)));
  });
  return {
    env: { API_URL: `${base}/api`, API_KEY: test.apiKey ?? test.key },
    async stop() {
      const ended = new Promise((done) => child.on("exit", done));
      child.kill("SIGTERM");
      assert.equal(await ended, 0, "the server did not end well");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** How a program of the guides is started: command and arguments, by the end of its name. */
function started(file) {
  const stem = file.split("/").pop().replace(/\.\w+$/, "");
  switch (file.split(".").pop()) {
    case "sh": return ["sh", [file]];
    case "mjs": return [process.execPath, [file]];
    case "py": return [PYTHON, [file]];
    case "php": return ["php", [file]];
    case "go": return [build("go", ["build", "-o", join(BUILD, stem), file], { GO111MODULE: "off" }, join(BUILD, stem)), []];
    case "rs": return [buildRust(file, stem), []];
    default: throw new Error(`no way to run ${file}`);
  }
}

function build(command, args, env, result) {
  const ended = spawnSync(command, args, { env: { ...process.env, ...env }, encoding: "utf8" });
  assert.equal(ended.status, 0, ended.stderr ?? String(ended.error));
  return result;
}

/** A package with the dependencies that stand in the program's first lines. */
function buildRust(file, stem) {
  const folder = join(BUILD, `${stem}-rust`);
  mkdirSync(join(folder, "src"), { recursive: true });
  const needs = readFileSync(file, "utf8").split("\n").filter((line) => line.startsWith("// ")).map((line) => line.slice(3));
  writeFileSync(join(folder, "Cargo.toml"), `[package]\nname = "${stem}"\nversion = "0.0.0"\nedition = "2024"\n\n[workspace]\n\n${needs.join("\n")}\n`);
  // The same versions as ours, so that little is fetched.
  copyFileSync(join(ROOT, "Cargo.lock"), join(folder, "Cargo.lock"));
  copyFileSync(file, join(folder, "src/main.rs"));
  const target = join(BUILD, "target");
  return build("cargo", ["build", "--quiet", "--manifest-path", join(folder, "Cargo.toml")], { CARGO_TARGET_DIR: target, CARGO_PROFILE_DEV_DEBUG: "0" }, join(target, "debug", stem));
}

/** Runs to the end and returns what was printed. */
export function run(file, env) {
  const [command, args] = started(file);
  const ended = spawnSync(command, args, { env: { PATH: process.env.PATH, ...env }, encoding: "utf8", timeout: 120_000 });
  assert.equal(ended.status, 0, `${file}: ${ended.error ?? ""}${ended.stdout}${ended.stderr}`);
  return ended.stdout;
}

/** Those of the examples that their language cannot read, with what it says. Nothing is run. */
export function unreadable(examples) {
  const endings = { curl: "sh", js: "mjs", python: "py", php: "php" };
  const checks = { curl: ["sh", "-n"], js: [process.execPath, "--check"], python: [PYTHON, "-m", "py_compile"], php: ["php", "-l"] };
  return examples.flatMap(({ name, language, code }, index) => {
    const file = join(BUILD, `example-${index}.${endings[language]}`);
    writeFileSync(file, code);
    const [command, ...args] = checks[language];
    const ended = spawnSync(command, [...args, file], { encoding: "utf8" });
    rmSync(file);
    return ended.status === 0 ? [] : [`${name} ${language}: ${ended.stdout}${ended.stderr}\n${code}`];
  });
}

/** A receiver that answers on a port of its own. */
export async function startReceiver(file, secret) {
  const port = await freePort();
  let [command, args] = started(file);
  if (file.endsWith(".php")) args = ["-S", `127.0.0.1:${port}`, file];
  const child = spawn(command, args, { env: { PATH: process.env.PATH, PORT: String(port), WEBHOOK_SECRET: secret }, stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => { printed += data; });
  const url = `http://127.0.0.1:${port}/`;
  for (let tries = 0; ; tries++) {
    try { await fetch(url, { method: "POST", body: "{}" }); break; } catch (error) {
      assert(tries < 200 && child.exitCode === null, `${file} does not answer: ${printed}${error}`);
      await new Promise((done) => setTimeout(done, 50));
    }
  }
  return { url, printed: () => printed, stop: () => child.kill("SIGKILL") };
}

async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** The headers of a delivery, signed in both ways. */
export function signed(body, secret, { id = "evt_1", seconds = Math.floor(Date.now() / 1000) } = {}) {
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  return {
    "content-type": "application/json",
    "x-magnetite-signature": "sha256=" + createHmac("sha256", secret).update(body).digest("hex"),
    "x-magnetite-event": "lead.completed", "x-magnetite-delivery": "dlv_1", "x-magnetite-timestamp": String(seconds * 1000),
    "webhook-id": id, "webhook-timestamp": String(seconds),
    "webhook-signature": "v1," + createHmac("sha256", key).update(`${id}.${seconds}.`).update(body).digest("base64"),
  };
}
