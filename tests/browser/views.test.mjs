// Who reads a magnet, in a real Chromium: a person's pace is a person, a page that is loaded and left by a driven browser is none. The screens about it in
// light, dark and on a phone. SHOTS=folder keeps a picture of each.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { assertAccessible, launch, open, setUp, startServer, startSites } from "./support.mjs";

const PROJECT = "/dashboard/projects/spring";
const LOOKS = [
  { name: "light", width: 1280, scheme: "light" },
  { name: "dark", width: 1280, scheme: "dark" },
  { name: "phone", width: 390, scheme: "light" },
];
// Counts are written every two seconds.
const WRITTEN = 3_500;

let sites, browser, server, page, lead;
before(async () => {
  [sites, browser] = [await startSites(), await launch()];
  server = await startServer(sites);
  page = await open(browser, server);
  await setUp(page, server);
  await go(`${PROJECT}/leads/new`);
  await page.getByLabel("E-mail").fill("jane@harbourpine.example");
  await page.getByRole("button", { name: "Make the magnet" }).click();
  await page.waitForURL(/\/leads\/lead_/);
  await page.locator(".page-head .tag", { hasText: "Completed" }).waitFor({ timeout: 90_000 });
  lead = new URL(page.url()).pathname.split("/").pop();
});
after(async () => { await browser?.close(); await server?.stop(); sites?.stop(); });

const go = (path) => page.goto(server.base + path);
const magnet = () => `${server.base}/go/acme-studio/${lead}`;

async function look(name) {
  for (const { name: called, width, scheme } of LOOKS) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: scheme });
    await page.waitForTimeout(200);
    if (process.env.SHOTS) {
      mkdirSync(process.env.SHOTS, { recursive: true });
      await page.screenshot({ path: join(process.env.SHOTS, `${name}-${called}.png`), fullPage: true });
    }
    await assertAccessible(page, `${name} ${called}`);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

/** The tags of the views that the lead's page shows, newest first. */
async function classes() {
  await page.waitForTimeout(WRITTEN);
  await go(`${PROJECT}/leads/${lead}/views`);
  return page.locator(".views .tag").allTextContents();
}

test("a driven browser that loads the page and leaves is no person", async () => {
  assert.deepEqual(await classes(), []);
  await look("views-none");
  const context = await browser.newContext();
  const visitor = await context.newPage();
  await visitor.goto(magnet());
  await context.close();
  assert.deepEqual(await classes(), ["a scanner"]);
});

test("a browser that hides that it is driven is told by its page", async () => {
  const { agent } = await person({ hidden: false });
  assert.ok(!/Headless/.test(agent));
  assert.deepEqual(await classes(), ["a scanner", "a scanner"]);
});

test("somebody who scrolls and reads is a person, and what was read is kept", async () => {
  const { wrongs } = await person({ hidden: true });
  assert.deepEqual(wrongs, []);
  assert.deepEqual(await classes(), ["a person", "a scanner", "a scanner"]);
  const first = page.locator(".views li").first();
  await first.getByText(/in sight for/).waitFor();
  await first.getByText(/Read: /).waitFor();
  await look("lead-views");
  await go(`${PROJECT}/views`);
  await page.getByText("Opened by a person").waitFor();
  await look("project-views");
  await go(`${PROJECT}/settings/alerts`);
  await look("alerts");
  assert.deepEqual(page.wrongs, []);
});

/** Opens the page as a browser of a person would, moves, scrolls and stays. `hidden`: the script cannot tell that a program drives it. */
async function person({ hidden }) {
  const version = browser.version().split(".")[0];
  const driven = await chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    ignoreDefaultArgs: hidden ? ["--enable-automation"] : [],
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", ...(hidden ? ["--disable-blink-features=AutomationControlled"] : [])],
  });
  try {
    const agent = `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36`;
    const brands = `"Chromium";v="${version}", "Not=A?Brand";v="24"`;
    const extraHTTPHeaders = { "sec-ch-ua": brands, "sec-ch-ua-platform": "\"Linux\"", "sec-ch-ua-mobile": "?0" };
    const context = await driven.newContext({ userAgent: agent, locale: "en-GB", extraHTTPHeaders, viewport: { width: 1200, height: 800 } });
    const visitor = await context.newPage();
    const wrongs = [];
    visitor.on("console", (message) => { if (message.type() === "error") wrongs.push(message.text()); });
    await visitor.goto(magnet());
    for (const [x, y] of [[300, 200], [420, 260], [500, 400]]) {
      await visitor.mouse.move(x, y, { steps: 8 });
      await visitor.waitForTimeout(700);
    }
    await visitor.mouse.wheel(0, 500);
    await visitor.waitForTimeout(4_500);
    const seen = { agent: await visitor.evaluate(() => navigator.userAgent), wrongs };
    await visitor.goto("about:blank");
    await visitor.waitForTimeout(300);
    return seen;
  } finally {
    await driven.close();
  }
}
