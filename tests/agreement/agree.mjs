// How far our HTML checks agree with axe and Lighthouse, page by page. Both look at the pages as they were sent: scripts are off for axe and for us;
// Lighthouse runs them. Usage: node agree.mjs OURS.jsonl [--origin http://127.0.0.1:8099] [--no-axe] [--lighthouse N] [--out FILE]
// OURS.jsonl: `cargo bench --bench agreement -- ORIGIN 40 DOMAIN…`.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const CHROMIUM = process.env.CHROMIUM || "/usr/bin/chromium";
const option = (name, otherwise) => { const at = process.argv.indexOf(name); return at < 0 ? otherwise : process.argv[at + 1]; };
const origin = new URL(option("--origin", "http://127.0.0.1:8099"));
const sample = Number(option("--lighthouse", 0));

/** Row → what decides on a page, by tool; a variant listed in `ours` is all of the row that the tool knows of. */
const AXE_ROWS = {
  12: { rules: ["document-title"], ours: ["missing"] },
  16: { rules: ["page-has-heading-one"] },
  22: { rules: ["html-has-lang", "html-lang-valid"], ours: ["missing", "invalid"] },
  33: { rules: ["meta-viewport"], ours: ["no-zoom"] },
  34: { rules: ["image-alt"] },
  35: { rules: ["label", "select-name"], ours: ["enquiry", "other"] },
  36: { rules: ["link-name", "button-name"] },
};
const LIGHTHOUSE_ROWS = {
  5: { rules: ["is-crawlable"] },
  6: { rules: ["robots-txt"] },
  11: { rules: ["canonical"], ours: ["several", "relative", "invalid", "other-site", "home"] },
  12: { rules: ["document-title"], ours: ["missing"] },
  15: { rules: ["meta-description"], ours: ["missing"] },
  21: { rules: ["link-text"] },
  22: { rules: ["html-has-lang", "html-lang-valid"], ours: ["missing", "invalid"] },
  33: { rules: ["meta-viewport"], ours: ["no-zoom"] },
  34: { rules: ["image-alt"] },
  35: { rules: ["label", "select-name"], ours: ["enquiry", "other"] },
  36: { rules: ["link-name", "button-name"] },
};

const pages = readFileSync(process.argv[2], "utf8").trim().split("\n").map((line) => JSON.parse(line)).filter((page) => !page.framed);
const plain = (url) => url.replace(/^https:/, "http:");
const resolver = `--host-resolver-rules=MAP * ${origin.host}`;
const differences = [];
const counts = {};

const launch = (...more) => chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", resolver, ...more], handleSIGTERM: false });
const within = (milliseconds, work) => Promise.race([work, new Promise((_, fail) => setTimeout(() => fail(new Error("no end in time")), milliseconds).unref())]);

function compare(tool, rows, page, verdictOf) {
  for (const [row, { rules, ours }] of Object.entries(rows)) {
    const own = page.rows[row];
    const verdict = verdictOf(rules);
    if (!own || own.status === "not_measured" || verdict === undefined) continue;
    const fails = own.status === "fail" && (!ours || ours.includes(own.variant));
    const count = ((counts[tool] ??= {})[row] ??= { same: 0, of: 0 });
    count.of += 1;
    if (fails === verdict.fails) count.same += 1;
    else differences.push({ tool, row, url: page.url, ours: own.status + (own.variant ? ` ${own.variant}` : ""), theirs: verdict.fails ? "fail" : "pass", ourExample: own.example, theirExample: verdict.example });
  }
}

async function axe() {
  const browser = await launch();
  const context = await browser.newContext({ bypassCSP: true });
  const rules = Object.values(AXE_ROWS).flatMap((row) => row.rules);
  for (const page of pages) {
    const tab = await context.newPage();
    try {
      // The page's own scripts stay off while it loads; axe needs timers, so they come on afterwards.
      const session = await context.newCDPSession(tab);
      await session.send("Emulation.setScriptExecutionDisabled", { value: true });
      await tab.goto(plain(page.url), { waitUntil: "domcontentloaded", timeout: 30_000 });
      await session.send("Emulation.setScriptExecutionDisabled", { value: false });
      await tab.evaluate(AXE);
      const run = tab.evaluate((rules) => axe.run(document, { runOnly: { type: "rule", values: rules }, resultTypes: ["violations"], iframes: false }), rules);
      const result = await within(60_000, run);
      const violated = new Map(result.violations.map((one) => [one.id, one.nodes[0]?.html.slice(0, 160)]));
      compare("axe", AXE_ROWS, page, (rules) => ({ fails: rules.some((rule) => violated.has(rule)), example: rules.map((rule) => violated.get(rule)).find(Boolean) }));
    } catch (error) {
      console.error(page.url, String(error).split("\n")[0]);
    }
    await tab.close();
  }
  await browser.close();
}

async function lighthouse() {
  const { default: run } = await import("lighthouse");
  const port = Number(option("--port", 9333));
  const browser = await launch(`--remote-debugging-port=${port}`);
  const step = Math.max(1, Math.floor(pages.length / sample));
  const audits = Object.values(LIGHTHOUSE_ROWS).flatMap((row) => row.rules);
  for (const page of pages.filter((_, n) => n % step === 0).slice(0, sample)) {
    try {
      const result = await within(120_000, run(plain(page.url), { port, output: "json", logLevel: "error", onlyAudits: audits, formFactor: "desktop", screenEmulation: { disabled: true }, throttlingMethod: "provided", maxWaitForLoad: 20_000 }));
      if (result.lhr.runtimeError) { console.error(page.url, result.lhr.runtimeError.code); continue; }
      compare("lighthouse", LIGHTHOUSE_ROWS, page, (rules) => {
        const known = rules.map((rule) => result.lhr.audits[rule]).filter((audit) => audit && audit.scoreDisplayMode !== "error");
        if (known.length === 0) return undefined;
        const failed = known.find((audit) => audit.score !== null && audit.score < 1);
        const item = failed?.details?.items?.[0];
        return { fails: failed !== undefined, example: failed && (failed.explanation || item?.node?.snippet || item?.text || JSON.stringify(item ?? null)).slice(0, 160) };
      });
    } catch (error) {
      console.error(page.url, String(error).split("\n")[0]);
    }
  }
  await browser.close();
}

function report() {
  for (const [tool, rows] of Object.entries(counts)) {
    let [same, of] = [0, 0];
    for (const [row, count] of Object.entries(rows)) {
      console.log(`${tool} row ${row}: ${count.same} of ${count.of} pages`);
      same += count.same;
      of += count.of;
    }
    console.log(`${tool}: ${same} of ${of} (${(same * 100 / of).toFixed(2)} %)`);
  }
  const out = option("--out");
  const lines = differences.map((one) => JSON.stringify(one));
  if (out) writeFileSync(out, lines.join("\n") + "\n");
  else lines.forEach((line) => console.log(line));
}

// Stopped early, it tells what it has.
process.on("SIGTERM", () => { report(); process.exit(0); });
if (!process.argv.includes("--no-axe")) await axe();
if (sample > 0) await lighthouse();
report();
process.exit(0);
