// The programs of the guides do what the guides say, as they are printed.
import { after, before, test } from "node:test";
import { randomBytes } from "node:crypto";
import assert from "node:assert/strict";
import { extract, run, signed, startReceiver, startServer, unreadable } from "./support.mjs";

const files = extract();
const done = new Set();
const sample = (name) => { assert(files.has(name), `no guide has ${name}`); done.add(name); return files.get(name); };

let server;
before(async () => { server = await startServer(); });
after(async () => { await server?.stop(); });

test("a key is checked in four languages", () => {
  for (const ending of ["sh", "mjs", "py", "php"]) assert.match(run(sample(`health.${ending}`), server.env), /\bok\b/, ending);
});

test("the fields of a project are asked for in four languages", () => {
  for (const ending of ["sh", "mjs", "py", "php"]) assert.match(run(sample(`fields.${ending}`), server.env), /email/, ending);
});

test("one lead is sent in four languages, and its job is followed to the end", () => {
  const jobs = ["sh", "mjs", "py", "php"].map((ending) => {
    const printed = run(sample(`generate.${ending}`), server.env);
    assert.match(printed, /https?:\/\/\S+\/go\/acme\/lead_\w{22}/, ending);
    return printed.match(/job_\w{22}/)[0];
  });
  assert.equal(new Set(jobs).size, 1, "the same Idempotency-Key made several leads");
  for (const ending of ["mjs", "py", "php", "sh"]) {
    assert.match(run(sample(`status.${ending}`), { ...server.env, JOB_ID: jobs[0] }), /Completed/, ending);
  }
});

test("a repeated request makes one lead", () => {
  for (const ending of ["mjs", "py"]) assert.equal(run(sample(`repeat.${ending}`), server.env).trim(), "one lead", ending);
});

test("every example of the reference is a program in its language", async () => {
  const origin = new URL(server.env.API_URL).origin;
  const map = await (await fetch(`${origin}/llms.txt`)).text();
  const pages = [...map.matchAll(/\((\S+\/docs\/reference\/\S+\.md)\)/g)].map((found) => new URL(new URL(found[1]).pathname, origin));
  assert(pages.length > 3, map);
  const examples = [];
  for (const page of pages) {
    const text = await (await fetch(page)).text();
    for (const [, language, code] of text.matchAll(/^```(curl|js|python|php)\n([\s\S]*?)^```$/gm)) examples.push({ name: `${page.pathname} ${examples.length}`, language, code });
  }
  assert(examples.length >= 4 * pages.length);
  assert.deepEqual(unreadable(examples), []);
});

// In another script and with a line break inside: the signature is over bytes.
const BODY = JSON.stringify({
  id: "evt_1", event: "lead.completed", createdAt: 1795500000000, sequence: 5, projectId: "proj_1", workspace: "acme",
  lead: { id: "lead_1", email: "zoë@例え.example", fullName: "Zoë \"Z\" O'Neil", company: null, domain: null, customFields: { note: "a\nb ₤" } },
  job: { id: "job_1", status: "completed", error: null }, magnet: null, data: {},
}, null, 1);

const receivers = { simple: ["receiver.mjs", "receiver.py", "receiver.php", "receiver.go", "receiver.rs"], standard: ["receiver-standard.mjs", "receiver_standard.py", "receiver-standard.php", "receiver_standard.go", "receiver_standard.rs"] };

for (const [way, names] of Object.entries(receivers)) {
  for (const name of names) {
    test(`${name} takes what is signed and nothing else`, async () => {
      const secret = "whsec_" + randomBytes(24).toString("base64");
      const receiver = await startReceiver(sample(name), secret);
      const post = async (headers, body = BODY) => (await fetch(receiver.url, { method: "POST", headers, body })).status;
      try {
        const good = signed(BODY, secret);
        assert.equal(await post(good), 204, `${name}: a good signature. ${receiver.printed()}`);
        assert.equal(await post(good), 204, `${name}: the same once more`);
        assert.equal(await post(good, BODY.replace("evt_1", "evt_2")), 401, `${name}: another body`);
        assert.equal(await post(signed(BODY, "whsec_" + randomBytes(24).toString("base64"))), 401, `${name}: another secret`);
        assert.equal(await post({ "content-type": "application/json" }), 401, `${name}: no signature`);
        if (way === "standard") {
          const now = Math.floor(Date.now() / 1000);
          assert.equal(await post(signed(BODY, secret, { seconds: now - 600 })), 401, `${name}: ten minutes old`);
          assert.equal(await post({ ...good, "webhook-id": "evt_2" }), 401, `${name}: another id`);
          const bad = "v1," + Buffer.alloc(32).toString("base64");
          assert.equal(await post({ ...good, "webhook-signature": `${bad} ${good["webhook-signature"]}` }), 204, `${name}: two signatures`);
        }
        assert.match(receiver.printed(), /lead\.completed/, `${name} has read the event`);
      } finally {
        receiver.stop();
      }
    });
  }
}

test("no program of the guides was left out", () => {
  assert.deepEqual([...files.keys()].filter((name) => !done.has(name)), []);
});
