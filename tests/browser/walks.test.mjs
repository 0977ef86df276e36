// What an owner does after the first run, in a real browser: keys, a lead and its magnet, the template, usage, a table of leads.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { launch, open, setUp, startServer, startSites } from "./support.mjs";

const PROJECT = "/dashboard/projects/spring";

let sites, browser, server, page;
before(async () => {
  [sites, browser] = [await startSites(), await launch()];
  server = await startServer(sites);
  page = await open(browser, server);
  await setUp(page, server);
});
after(async () => { await browser?.close(); await server?.stop(); sites?.stop(); });

const go = (path) => page.goto(server.base + path);
const health = (key) => fetch(`${server.base}/api/health`, { headers: { authorization: `Bearer ${key}` } }).then((answer) => answer.status);

test("a key is shown once, works, is tested on the page, rotated and revoked", async () => {
  await go(`${PROJECT}/settings/api`);
  await page.getByRole("link", { name: "Generate API Key" }).first().click();
  await page.getByLabel("Name").fill("n8n <b>flow</b>");
  await page.getByRole("button", { name: "Generate API Key" }).click();
  const key = await page.locator("#new-key").textContent();
  assert.match(key, /^sk_mag_live_/);
  assert.equal(await health(key), 200);
  await page.getByRole("link", { name: "I have copied it" }).click();
  assert.equal(await page.getByText(key).count(), 0, "the key is shown again");
  await page.getByText("n8n <b>flow</b>").first().waitFor();
  await page.locator("#test input:not([type=hidden])").first().fill(key);
  await page.locator("#test button").first().click();
  await page.locator("#test").getByText(/works/i).first().waitFor();
  await page.getByRole("link", { name: /^Revoke/ }).first().click();
  await page.getByRole("button", { name: "Revoke the key" }).click();
  await page.getByText("Ended keys").waitFor();
  assert.equal(await health(key), 401);
});

test("a lead by form: watched live, edited under the eyes of the verifier, rolled back, erased", async () => {
  await go(`${PROJECT}/leads`);
  await page.getByRole("link", { name: "New lead" }).first().click();
  await page.getByLabel("E-mail").fill("not an address");
  await page.getByRole("button", { name: "Make the magnet" }).click();
  await page.getByText("must be a valid e-mail address").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), "email", "the wrong field is not focused");
  await page.getByLabel("E-mail").fill("jane@harbourpine.example");
  await page.getByRole("button", { name: "Make the magnet" }).click();
  await page.waitForURL(/\/leads\/lead_/);
  await page.locator(".tag", { hasText: "Completed" }).first().waitFor({ timeout: 60_000 });
  const lead = new URL(page.url()).pathname;
  await go(`${lead}/magnet/edit/head`);
  const title = page.getByLabel("Title", { exact: true });
  await title.fill("Harbour Pine lost 73 percent of its customers");
  await page.locator("button.primary").click();
  await page.locator(".wrong").first().waitFor();
  assert.equal(await title.inputValue(), "Harbour Pine lost 73 percent of its customers", "what was typed is gone");
  await title.fill("Could a visitor reach you today?");
  await page.locator("button.primary").click();
  await page.waitForURL((url) => url.pathname === `${lead}/magnet`);
  await page.getByText("Could a visitor reach you today?").first().waitFor();
  await go(`${lead}/magnet/versions`);
  assert.match(await page.locator("main").textContent(), /Version 2/);
  await go(`${lead}/erase`);
  await page.getByLabel("Address of the lead").fill("jane@harbourpine.example");
  await page.getByRole("button", { name: "Erase this lead" }).click();
  await page.waitForURL(new RegExp(`${PROJECT}/leads`));
  assert.equal((await page.goto(server.base + lead)).status(), 404);
});

test("a template: the preview follows, the version is kept, a stale form is told", async () => {
  await go(`${PROJECT}/template`);
  await page.getByLabel("Title").fill("A second look at {company}");
  const preview = page.frameLocator("iframe[name=preview]");
  await preview.getByText("A second look at").first().waitFor();
  const second = await page.context().newPage();
  await second.goto(`${server.base}${PROJECT}/template`);
  await page.locator("button.primary", { hasText: "Save" }).click();
  await page.waitForURL(/done=/);
  await second.getByLabel("Title").fill("Mine");
  await second.locator("button.primary", { hasText: "Save" }).click();
  await second.getByText("while you were typing").waitFor();
  assert.equal(await second.getByLabel("Title").inputValue(), "Mine");
  await second.close();
  await go(`${PROJECT}/template/versions`);
  assert.match(await page.locator("main").textContent(), /Version 2/);
});

test("a table of leads: previewed, taken, the bad row told", async () => {
  await go(`${PROJECT}/leads/import`);
  const csv = "email,name\njane@harbourpine.example,Jane\nnot an address,Tom\n";
  await page.locator("input[type=file]").setInputFiles({ name: "leads.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
  await page.locator("main button.primary").click();
  await page.getByText("jane@harbourpine.example").first().waitFor();
  await page.locator("main button.primary").last().click();
  await page.getByText(/1 lead/).first().waitFor({ timeout: 20_000 });
  await page.getByText("must be a valid e-mail address").first().waitFor();
});

test("usage tells the requests that were made, as a table and as CSV", async () => {
  await page.waitForTimeout(2_500);
  await go(`${PROJECT}/usage`);
  await page.getByText("/health").first().waitFor();
  const csv = await (await page.request.get(`${server.base}${PROJECT}/usage.csv`)).text();
  assert.match(csv, /health/);
});

test("nothing left the server and nothing broke", () => assert.deepEqual(page.wrongs, []));
