// Every screen, empty and filled, in light and dark, wide and on a phone: axe-core finds nothing, nothing leaves the server, nothing is heavy.
// SHOTS=folder keeps a picture of each; LOOKS=light,phone takes only these.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { assertAccessible, launch, open, setUp, startServer, startSites } from "./support.mjs";

/** Most bytes that a page with all that it loads may transfer. */
const BYTES_MAX = 150_000;
const LOOKS = [
  { name: "light", viewport: { width: 1280, height: 900 }, colorScheme: "light" },
  { name: "dark", viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
  { name: "phone", viewport: { width: 390, height: 844 }, colorScheme: "light" },
  { name: "phone-dark", viewport: { width: 390, height: 844 }, colorScheme: "dark" },
];
const SHOWN = process.env.LOOKS ? LOOKS.filter((look) => process.env.LOOKS.split(",").includes(look.name)) : LOOKS;
const PROJECT = "/dashboard/projects/spring";
const SETTINGS = ["", "/offer", "/brand", "/fields", "/research", "/writer", "/links", "/domains", "/alerts", "/data", "/api", "/api/new", "/webhooks", "/webhooks/new", "/credits", "/limits", "/danger"].map(
  (path) => `${PROJECT}/settings${path}`,
);
const SCREENS = [
  "/dashboard/styleguide", "/dashboard/projects", "/dashboard/projects/new", "/dashboard/account", "/dashboard/members", "/dashboard/audit",
  PROJECT, `${PROJECT}/leads`, `${PROJECT}/leads/new`, `${PROJECT}/leads/import`, `${PROJECT}/template`, `${PROJECT}/template/versions`, `${PROJECT}/template/golden`, `${PROJECT}/usage`, `${PROJECT}/views`, `${PROJECT}/requests`, "/dashboard/review",
  `${PROJECT}/welcome`, `${PROJECT}/welcome/key`, `${PROJECT}/welcome/magnet`, "/dashboard/nothing-here", ...SETTINGS,
];

let sites, browser, server, state;
before(async () => {
  [sites, browser] = [await startSites(), await launch()];
  server = await startServer(sites);
  const page = await open(browser, server);
  await setUp(page, server);
  state = await page.context().storageState();
  await page.context().close();
});
after(async () => { await browser?.close(); await server?.stop(); sites?.stop(); });

/** Opens each address in each look and checks it. Returns what is wrong with any. */
async function visit(paths, label, options = {}) {
  const wrongs = [];
  for (const look of SHOWN) {
    const page = await open(browser, server, { storageState: state, ...look, ...options });
    const wire = await page.context().newCDPSession(page);
    await wire.send("Network.enable");
    for (const path of paths) {
      // What the page before is still loading is not this one's.
      await page.goto("about:blank");
      let bytes = 0;
      const count = (event) => { bytes += event.encodedDataLength; };
      await wire.send("Network.clearBrowserCache");
      wire.on("Network.loadingFinished", count);
      await page.goto(server.base + path);
      await page.waitForTimeout(150);
      wire.off("Network.loadingFinished", count);
      const name = `${look.name} ${label} ${path}`;
      if (process.env.SHOTS) {
        mkdirSync(process.env.SHOTS, { recursive: true });
        await page.screenshot({ path: join(process.env.SHOTS, `${label}${path.replace(/\/dashboard/, "").replace(/lead_\w+/, "lead").replace(/(we|dlv)_\w+/g, "$1").replace(/[^a-z0-9]+/gi, "-")}-${look.name}.png`), fullPage: true });
      }
      await assertAccessible(page, name).catch((error) => wrongs.push(error.message));
      // The gallery is pictures.
      if (bytes > BYTES_MAX && path !== "/samples") wrongs.push(`${name}: ${bytes} bytes`);
      wrongs.push(...page.wrongs.splice(0).map((text) => `${name}: ${text}`));
    }
    await page.context().close();
  }
  return wrongs;
}

test("screens of somebody who is not logged in", async () => {
  const nobody = { storageState: { cookies: [], origins: [] } };
  const paths = ["/", "/dashboard/login", "/dashboard/forgot", "/dashboard/reset/made-up", "/dashboard/join/made-up", "/errors/NOT_FOUND", "/bot", "/samples"];
  const docs = ["", "/quickstart", "/webhooks", "/errors", "/events", "/reference", "/reference/generate", "/reference/jobs"].map((path) => `/docs${path}`);
  assert.deepEqual(await visit([...paths, ...docs], "nobody", nobody), []);
});

test("empty screens", async () => {
  assert.deepEqual(await visit(SCREENS, "empty"), []);
});

test("filled screens", async () => {
  const page = await open(browser, server, { storageState: state });
  await page.goto(`${server.base}${PROJECT}/welcome/key`);
  await page.getByRole("button", { name: "Generate API Key" }).click();
  const key = await page.locator("#key").textContent();
  for (const email of ["jane@harbourpine.example", "tom@tidelog.example", "info@parked.example"]) {
    const answer = await fetch(`${server.base}/api/projects/generate`, {
      method: "POST", headers: { authorization: `Bearer ${key}`, "content-type": "application/json" }, body: JSON.stringify({ email, fullName: "Jane Miller" }),
    });
    assert.equal(answer.status, 200);
  }
  const first = await (await fetch(`${server.base}/api/projects/generate`, {
    method: "POST", headers: { authorization: `Bearer ${key}`, "content-type": "application/json" }, body: JSON.stringify({ email: "anna@harbourpine.example", company: "Harbour & Pine" }),
  })).json();
  for (let tries = 0; tries < 55; tries += 1) {
    const { job } = await (await fetch(`${server.base}/api/generation/${first.jobId}/status`, { headers: { authorization: `Bearer ${key}` } })).json();
    if (job.status === "completed") break;
    await page.waitForTimeout(1100);
  }
  const aboutThisPage = `${new URL(first.leadMagnetUrl).pathname}/about-this-page`;
  await page.goto(first.leadMagnetUrl.replace(/^http:\/\/[^/]+/, server.base));
  await page.goto(`${server.base}${PROJECT}/settings/domains`);
  await page.getByLabel("Host name").fill("reports.harbourpine.example");
  await page.getByRole("button", { name: "Add" }).click();
  await page.getByText("reports.harbourpine.example").first().waitFor();
  await page.context().close();
  const api = async (path, body) => (await fetch(`${server.base}/api${path}`, {
    method: "POST", headers: { authorization: `Bearer ${key}`, "content-type": "application/json" }, body: JSON.stringify(body),
  })).json();
  const { webhook } = await api("/webhooks", { url: `${sites.origin}/hooks/${"long-".repeat(30)}`, description: "CRM" });
  const { deliveryId } = await api(`/webhooks/${webhook.id}/test`, {});
  const hook = `${PROJECT}/settings/webhooks/${webhook.id}`;
  const hooks = ["", "/edit", "/rotate", "/delete", `/deliveries/${deliveryId}`].map((more) => hook + more);
  const lead = `${PROJECT}/leads/${first.leadId}`;
  const tabs = ["", "/findings", "/research", "/pages/1", "/history", "/views", "/link", "/erase", "/magnet", "/magnet/versions", "/magnet/edit/head"].map((more) => lead + more);
  assert.deepEqual(await visit([PROJECT, "/dashboard/projects", `${PROJECT}/leads`, `${PROJECT}/leads?q=harbour`, `${PROJECT}/leads?q=nobody`, `${PROJECT}/usage`, `${PROJECT}/settings/api`, `${PROJECT}/settings/domains`, `${PROJECT}/requests`, `${PROJECT}/views`, "/dashboard/audit", aboutThisPage, ...tabs, ...hooks], "filled"), []);
});
