// Every sample in every theme, light and dark, on a phone and on a desk: nothing that axe-core finds, nothing that moves or sticks out, no request
// to anywhere else, small. Then what a reader does with a page: opens a source, ticks, goes without script.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { get } from "node:http";
import { assertAccessible, launch, open, startServer, startSites } from "./support.mjs";

const THEMES = ["journal", "ledger", "signal"];
const SIZES = [{ width: 390, height: 844 }, { width: 1280, height: 900 }];
const PAGE_BYTES = 60_000;
let sites, server, browser, names;

before(async () => {
  sites = await startSites();
  server = await startServer(sites);
  browser = await launch();
  const page = await open(browser, server);
  await page.goto(server.base + "/samples");
  await assertAccessible(page, "the gallery");
  names = await page.$$eval(".cards h2", (heads) => heads.map((head) => head.id));
  assert.ok(names.length >= 11, `${names.length} samples`);
  await page.context().close();
});
after(async () => { await browser?.close(); await server?.stop(); sites?.stop(); });

const packed = (url) => new Promise((done, failed) => get(url, { headers: { "accept-encoding": "gzip" } }, (response) => {
  let size = 0;
  response.on("data", (data) => { size += data.length; }).on("end", () => done([response.headers["content-encoding"], size]));
}).on("error", failed));

for (const theme of THEMES) {
  for (const colorScheme of ["light", "dark"]) {
    test(`every sample in ${theme}, ${colorScheme}, is accessible, stands still and asks for nothing from elsewhere`, async () => {
      for (const viewport of SIZES) {
        const page = await open(browser, server, { viewport, colorScheme });
        for (const name of names) {
          await page.goto(`${server.base}/samples/${name}/${theme}`);
          const moved = await page.evaluate(() => new Promise((done) => {
            let sum = 0;
            new PerformanceObserver((list) => { for (const one of list.getEntries()) sum += one.value; }).observe({ type: "layout-shift", buffered: true });
            requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
          }));
          // Rows of a long table that arrive later may still widen a column by a pixel, far down: what is shown as 0.
          assert.ok(moved < 0.0005, `${name} moved by ${moved}`);
          await assertAccessible(page, `${name} in ${theme}, ${colorScheme}, ${viewport.width}`);
        }
        assert.deepEqual(page.wrongs, []);
        await page.context().close();
      }
    });
  }
}

test("a page with its fonts is at most 60 kB on its way", async (t) => {
  for (const theme of THEMES) {
    let largest = 0;
    for (const name of names) {
      const address = `${server.base}/samples/${name}/${theme}`;
      const sheet = (await (await fetch(address)).text()).match(/<link rel="stylesheet" href="([^"]+)">/)[1];
      const [[coding, page], [, fonts]] = [await packed(address), await packed(server.base + sheet)];
      const size = page + fonts;
      assert.equal(coding, "gzip");
      assert.ok(size <= PAGE_BYTES, `${name} in ${theme}: ${size} bytes`);
      largest = Math.max(largest, size);
    }
    t.diagnostic(`${theme}: the largest page is ${largest} bytes packed with gzip`);
  }
});

test("a number opens its source beside it, Escape closes it, and the focus goes back", async () => {
  const page = await open(browser, server);
  for (const theme of THEMES) {
    await page.goto(`${server.base}/samples/scorecard/${theme}`);
    const number = page.locator(".ref a").first();
    await number.click();
    const card = page.getByRole("dialog");
    await card.waitFor();
    assert.match(await card.innerText(), /Fitted kitchens/);
    assert.equal(await card.getByRole("link").count(), 1);
    const [box, at] = [await card.boundingBox(), await number.boundingBox()];
    assert.ok(Math.abs(box.y - at.y) < 500 && box.x >= 0 && box.x + box.width <= 1280, "the card stands beside its number");
    await assertAccessible(page, `an open source in ${theme}`);
    await page.keyboard.press("Escape");
    assert.equal(await card.count(), 0);
    assert.ok(await number.evaluate((link) => link === document.activeElement), "the focus is back on the number");
    // With the keyboard: the card shows in focus, Enter goes into it, Tab comes out behind the number.
    await page.keyboard.press("Enter");
    await card.waitFor();
    for (let stop = 0; stop < 3; stop++) await page.keyboard.press("Tab");
    assert.ok(await page.evaluate(() => document.activeElement.closest(".ref, a") && !document.activeElement.closest("#card")), "Tab leaves the card");
  }
  assert.deepEqual(page.wrongs, []);
  await page.context().close();
});

test("a number opens its source without script, and leads back", async () => {
  const page = await open(browser, server, { javaScriptEnabled: false, viewport: SIZES[0] });
  await page.goto(`${server.base}/samples/scorecard/signal`);
  await page.locator(".ref a").first().click();
  await page.waitForURL(/#source-1$/);
  const card = page.locator("#source-1");
  const box = await card.boundingBox();
  assert.ok(box.y >= 0 && box.y + box.height <= SIZES[0].height, "the source stands in the window");
  await card.getByRole("doc-backlink").or(card.locator(".back")).first().click();
  await page.waitForURL(/#ref-1$/);
  await page.context().close();
});

test("ticks are still there after the page was closed", async () => {
  const context = await browser.newContext();
  const address = `${server.base}/samples/checklist-de/ledger`;
  let page = await context.newPage();
  await page.goto(address);
  await page.getByRole("checkbox").nth(1).check();
  assert.equal(await page.locator(".ticked").innerText(), "1 von 5 erledigt");
  await page.close();
  page = await context.newPage();
  await page.goto(address);
  assert.deepEqual(await page.getByRole("checkbox").evaluateAll((boxes) => boxes.map((box) => box.checked)), [false, true, false, false, false]);
  await context.close();
});

test("what leads from left to right is turned round in Arabic and Hebrew", async () => {
  const page = await open(browser, server);
  for (const name of ["scorecard-ar", "checklist-he"]) {
    await page.goto(`${server.base}/samples/${name}/ledger`);
    const [from, date] = await Promise.all([".masthead .from", ".masthead .date"].map((part) => page.locator(part).boundingBox()));
    assert.ok(from.x > date.x, `${name} begins on the right`);
  }
  await page.context().close();
});
