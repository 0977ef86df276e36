// What the browser tests stand on: the real program, the fixture sites behind one server, and Chromium.
import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, normalize } from "node:path";
import assert from "node:assert/strict";
import { chromium } from "playwright-core";

const ROOT = new URL("../..", import.meta.url).pathname;
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const CHROMIUM = process.env.CHROMIUM || "/usr/bin/chromium";
const KINDS = { html: "text/html", htm: "text/html", css: "text/css", js: "text/javascript", png: "image/png", xml: "application/xml", txt: "text/plain" };

/** The sites of tests/sites, told apart by the Host header. */
export async function startSites() {
  const server = createServer((request, response) => {
    const host = (request.headers.host || "").split(":")[0].replace(/^www\./, "");
    const path = normalize(decodeURIComponent(request.url.split("?")[0]));
    const file = ["", "index.html", "/index.html", ".html"].map((more) => join(ROOT, "tests/sites", host, path + more)).find((one) => {
      try { return statSync(one).isFile(); } catch { return false; }
    });
    if (!file) { response.writeHead(404, { "content-type": "text/html" }).end("<title>Not found</title>"); return; }
    response.writeHead(200, { "content-type": KINDS[file.split(".").pop()] || "application/octet-stream" }).end(readFileSync(file));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { origin: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() };
}

/** `magnetite serve` on an empty folder. */
export async function startServer(sites) {
  const folder = mkdtempSync(join(tmpdir(), "magnetite-browser-"));
  const child = spawn(process.env.BIN || join(ROOT, "target/debug/magnetite"), ["serve", "--json"], {
    env: {
      PATH: process.env.PATH, MAGNETITE_DATA_DIR: folder, MAGNETITE_LISTEN: "127.0.0.1:0", MAGNETITE_RESEARCH_PACE: "0 ms",
      MAGNETITE_RESEARCH_ORIGIN_OVERRIDES: `*=${sites.origin}`, MAGNETITE_LOG: "warn", MAGNETITE_WEBHOOK_ALLOW_PRIVATE: "true",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const first = await new Promise((done, failed) => {
    let text = "";
    child.stdout.on("data", (data) => { text += data; if (text.includes("\n")) done(JSON.parse(text.split("\n")[0])); });
    child.on("exit", (code) => failed(new Error(`the server ended with ${code}`)));
  });
  return {
    base: first.listening,
    setup: first.listening + new URL(first.setupLink).pathname,
    async stop() {
      const ended = new Promise((done) => child.on("exit", done));
      child.kill("SIGTERM");
      assert.equal(await ended, 0, "the server did not end well");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const launch = () => chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });

/** A page that notes what must not happen: requests that leave the server, errors in the console, server errors. */
export async function open(browser, server, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: server.base }).catch(() => {});
  const page = await context.newPage();
  page.wrongs = [];
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(server.base) && !url.startsWith("data:") && !url.startsWith("about:") && !url.startsWith("blob:")) page.wrongs.push(`left the server: ${url}`);
  });
  page.on("response", (response) => { if (response.status() >= 500) page.wrongs.push(`${response.status()} ${response.url()}`); });
  page.on("console", (message) => { if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) page.wrongs.push(message.text()); });
  page.on("pageerror", (error) => page.wrongs.push(String(error)));
  return page;
}

/** axe-core finds nothing wrong, and nothing sticks out sideways. */
export async function assertAccessible(page, name) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  const told = violations.map((one) => `${one.id}: ${one.help}\n    ${one.nodes.slice(0, 4).map((node) => `${node.html.slice(0, 160)} | ${node.any.concat(node.all).map((check) => check.message).join(" ").slice(0, 200)}`).join("\n    ")}`);
  assert.equal(told.length, 0, `${name}:\n  ${told.join("\n  ")}`);
  const [inner, all] = await page.evaluate(() => [document.documentElement.clientWidth, document.documentElement.scrollWidth]);
  assert.ok(all <= inner + 1, `${name} is ${all} px wide on a screen of ${inner}`);
}

/** Set-up by API calls of a browser: ends logged in, on the first step. */
export async function setUp(page, server, project = "Spring") {
  await page.goto(server.setup);
  await page.getByLabel("Your e-mail").fill("owner@acme.example");
  await page.getByLabel("Password").fill("correct horse battery");
  await page.getByLabel("Workspace").fill("Acme Studio");
  await page.getByLabel("First project").fill(project);
  await page.getByRole("button", { name: "Set up" }).click();
  await page.waitForURL(/\/welcome$/);
}
