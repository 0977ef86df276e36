// Review by keyboard, the kinds of the template, texts of the offer, and golden leads, in a real browser; each screen in light, dark and on a phone.
// SHOTS=folder keeps a picture of each.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { assertAccessible, launch, open, setUp, startServer, startSites } from "./support.mjs";

const PROJECT = "/dashboard/projects/spring";
const LOOKS = [
  { name: "light", width: 1280, scheme: "light" },
  { name: "dark", width: 1280, scheme: "dark" },
  { name: "phone", width: 390, scheme: "light" },
];

let sites, browser, server, page;
before(async () => {
  [sites, browser] = [await startSites(), await launch()];
  server = await startServer(sites);
  page = await open(browser, server);
  await setUp(page, server);
});
after(async () => { await browser?.close(); await server?.stop(); sites?.stop(); });

const go = (path) => page.goto(server.base + path);

/** The page as it is, in each look: accessible, and nothing sticks out. */
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

/** A new lead by form, as far as its magnet waits or is out. */
async function lead(email, state) {
  await go(`${PROJECT}/leads/new`);
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Make the magnet" }).click();
  await page.waitForURL(/\/leads\/lead_/);
  await page.locator(".page-head .tag", { hasText: state }).waitFor({ timeout: 90_000 });
  return new URL(page.url()).pathname;
}

test("what waits is approved, rejected and opened by single keys", async () => {
  await go("/dashboard/review");
  await page.getByText("Nothing waits").waitFor();
  await go(`${PROJECT}/settings`);
  await page.getByLabel("Wait for approval before publishing").check();
  await page.getByRole("button", { name: "Save" }).first().click();
  await page.getByText("Saved.").waitFor();
  const [one, two] = [await lead("jane@harbourpine.example", "Needs review"), await lead("tom@tidelog.example", "Needs review")];
  await go("/dashboard/review");
  await page.locator(".main-nav").getByText("2").waitFor();
  await look("review");
  await page.keyboard.press("?");
  await page.getByText("Reject, after a question").waitFor();
  await page.keyboard.press("j");
  await page.waitForURL(new RegExp(`lead=${two.split("/").pop()}`));
  await page.keyboard.press("k");
  await page.waitForURL(new RegExp(`lead=${one.split("/").pop()}`));
  await page.keyboard.press("a");
  await page.getByText("1 approved and public now.").waitFor();
  assert.equal(await page.locator(".queue li").count(), 1);
  await page.keyboard.press("x");
  await page.getByText("Turn this magnet down?").waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("o");
  await page.waitForURL((url) => url.pathname === two);
  await go("/dashboard/review");
  await page.keyboard.press("x");
  await page.getByRole("button", { name: "Reject it" }).click();
  await page.getByText("1 rejected. Nothing of it goes out.").waitFor();
  await go(one);
  await look("lead");
  await page.getByRole("button", { name: "Keep as golden lead" }).click();
  await page.getByText("Kept as a golden lead").waitFor();
});

test("another kind brings its own sections, and a change is tried on the golden leads", async () => {
  await go(`${PROJECT}/template`);
  await look("template");
  await page.getByLabel("Checklist", { exact: true }).check();
  await page.locator("input[name=kind_listed][value=checklist]").waitFor({ state: "attached" });
  assert.equal(await page.locator("input[type=hidden][name=shown]").inputValue(), "actions");
  await page.getByLabel("Scorecard", { exact: true }).check();
  await page.locator("input[name=kind_listed][value=scorecard]").waitFor({ state: "attached" });
  await page.getByLabel("Tone").selectOption("warm");
  await page.getByRole("button", { name: "Try on golden leads" }).click();
  await page.getByRole("heading", { name: "What the change does" }).waitFor();
  await look("golden-try");
  await page.getByRole("button", { name: "Back" }).click();
  assert.equal(await page.getByLabel("Tone").inputValue(), "warm", "what was typed is gone");
  await page.getByRole("button", { name: "Try on golden leads" }).click();
  await page.getByRole("button", { name: "Roll out" }).click();
  await page.getByText("Saved. The next magnets follow it").waitFor();
  await go(`${PROJECT}/template/golden`);
  await look("golden");
});

test("texts of the seller are added and removed", async () => {
  await go(`${PROJECT}/settings/offer`);
  await page.getByRole("button", { name: "Add a text" }).click();
  await page.getByLabel("Title", { exact: true }).fill("How a joinery got found");
  await page.getByLabel("Text", { exact: true }).fill("For {firm}.");
  await page.getByText("When it fits").click();
  await page.getByLabel("Owner or director").check();
  await look("offer-texts");
  await page.getByRole("button", { name: "Try on golden leads" }).click();
  await page.getByText("knows no {firm}", { exact: false }).first().waitFor();
  await page.getByLabel("Text", { exact: true }).fill("For {company}.");
  await page.getByRole("button", { name: "Try on golden leads" }).click();
  await page.getByRole("button", { name: "Roll out" }).click();
  await page.getByText("Saved. The next document uses it.").waitFor();
  assert.ok(await page.getByLabel("Owner or director").isChecked());
});

test("nothing left the server and nothing broke", () => assert.deepEqual(page.wrongs, []));
