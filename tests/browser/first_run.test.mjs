// From the one-time link to a finished magnet: by mouse, by keyboard alone, and on a phone without script.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { assertAccessible, launch, open, setUp, startServer, startSites } from "./support.mjs";

let sites, browser;
before(async () => { sites = await startSites(); browser = await launch(); });
after(async () => { await browser.close(); sites.stop(); });

/** Waits until the lead's page says that the magnet is there. */
async function waitForMagnet(page) {
  await page.locator(".tag", { hasText: "Completed" }).first().waitFor({ timeout: 60_000 });
}

test("by mouse: set up, offer, key, and a magnet watched live", async (t) => {
  const server = await startServer(sites);
  t.after(() => server.stop());
  const page = await open(browser, server);
  const began = Date.now();
  await setUp(page, server);
  await assertAccessible(page, "offer");
  await page.getByLabel("What you sell").fill("Web sites that bring enquiries to trade businesses");
  await page.getByLabel("To whom").fill("Joiners, roofers and plumbers");
  await page.getByLabel("Call to action").fill("Book 20 minutes");
  await page.getByLabel("Where it leads").fill("https://acme.example/book");
  await page.getByRole("button", { name: "Save and go on" }).click();
  await page.getByRole("button", { name: "Generate API Key" }).click();
  await page.getByText("shown this once").waitFor();
  const key = await page.locator("#key").textContent();
  assert.match(key, /^sk_mag_live_[0-9A-Za-z]{38}$/);
  await assertAccessible(page, "key");
  await page.getByRole("button", { name: "Copy" }).first().click();
  await page.getByText("Copied").first().waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), key);
  const health = await fetch(`${server.base}/api/health`, { headers: { authorization: `Bearer ${key}` } });
  assert.deepEqual(await health.json(), { status: "ok", authenticated: true });
  await page.getByRole("link", { name: "Make one here first" }).click();
  await assertAccessible(page, "first magnet");
  await page.getByLabel("E-mail").fill("jane@harbourpine.example");
  await page.getByLabel("Full name").fill("Jane Miller");
  await page.getByRole("button", { name: "Make the magnet" }).click();
  await page.waitForURL(/\/leads\/lead_/);
  await waitForMagnet(page);
  await assertAccessible(page, "the lead's page");
  assert.ok(Date.now() - began < 120_000, "first run took longer than two minutes");
  await page.goto(page.url().replace(/\?.*$/, ""));
  const frame = page.frameLocator("iframe").first();
  await frame.locator("h1").first().waitFor();
  assert.deepEqual(page.wrongs, []);
  await page.context().close();
});

test("by keyboard alone", async (t) => {
  const server = await startServer(sites);
  t.after(() => server.stop());
  const page = await open(browser, server);
  await page.goto(server.setup);
  for (const text of ["owner@acme.example", "correct horse battery", "Acme Studio", "Spring"]) {
    await page.keyboard.type(text);
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/welcome$/);
  await reach(page, "Save and go on");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/welcome\/key$/);
  await reach(page, "Generate API Key");
  await page.keyboard.press("Enter");
  await page.locator("#key").waitFor();
  await reach(page, "Make one here first");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/welcome\/magnet$/);
  await reach(page, "email");
  await page.keyboard.type("jane@harbourpine.example");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/leads\/lead_/);
  await waitForMagnet(page);
  assert.deepEqual(page.wrongs, []);
  await page.context().close();
});

/** Presses Tab until the element with this text or name has the focus, which must be visible. */
async function reach(page, name) {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const element = document.activeElement;
      const style = getComputedStyle(element);
      return { text: (element.textContent || "").trim(), name: element.name || "", seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 };
    });
    if (at.text === name || at.name === name) {
      assert.ok(at.seen, `the focus cannot be seen on ${name}`);
      return;
    }
  }
  assert.fail(`${name} cannot be reached by keyboard`);
}

test("on a phone of 390 px, without script", async (t) => {
  const server = await startServer(sites);
  t.after(() => server.stop());
  const page = await open(browser, server, { viewport: { width: 390, height: 844 }, javaScriptEnabled: false });
  await setUp(page, server);
  await page.getByRole("button", { name: "Save and go on" }).click();
  await page.getByRole("button", { name: "Generate API Key" }).click();
  await page.locator("#key").waitFor();
  await page.getByRole("link", { name: "Make one here first" }).click();
  await page.getByLabel("E-mail").fill("jane@harbourpine.example");
  await page.getByRole("button", { name: "Make the magnet" }).click();
  await page.waitForURL(/\/leads\/lead_/);
  for (let tries = 0; tries < 40; tries += 1) {
    if (await page.locator(".tag", { hasText: "Completed" }).count()) break;
    await page.waitForTimeout(500);
    await page.reload();
  }
  await waitForMagnet(page);
  assert.deepEqual(page.wrongs, []);
  await page.context().close();
});
