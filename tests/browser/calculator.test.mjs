// The page's script reckons as the program does: the same examples, in a real browser.
import { test } from "node:test";
import { readFileSync } from "node:fs";
import assert from "node:assert/strict";
import { launch } from "./support.mjs";

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const escape = (text) => text.replaceAll("&", "&amp;").replaceAll("\"", "&quot;").replaceAll("<", "&lt;");

test("the script of a document agrees with the program on every example", async () => {
  const examples = JSON.parse(read("tests/formulas.json"));
  const box = ({ formula, unit, names }) => {
    const inputs = Object.entries(names).map(([name, [low, high, of]]) => {
      const field = (value) => `<input type="number" step="any" min="-1000000" max="1000000" value="${value}">`;
      return `<p data-input="${name}" data-unit="${of}">${field(low)}${field(high)}</p>`;
    });
    return `<div class="calculator" data-thousands="," data-decimal=".">${inputs.join("")}<input type="hidden">
      <output data-formula="${escape(formula)}" data-name="result" data-unit="${unit}" data-behind="">?</output></div>`;
  };
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.setContent(`<script>${read("crates/magnetite-document/assets/report.js")}</script>${examples.map(box).join("\n")}`);
    const shown = await page.evaluate(() => [...document.querySelectorAll(".calculator")].map((one) => {
      one.dispatchEvent(new Event("input"));
      return one.querySelector("output").textContent;
    }));
    const number = (value) => {
      const rounded = Math.sign(value) * Math.round(Math.abs(value) * 100) / 100;
      return rounded.toLocaleString("en-GB", { maximumFractionDigits: 2 });
    };
    examples.forEach(({ formula, value }, at) => {
      const [low, high] = (value || []).map(number);
      assert.equal(shown[at], value ? (low === high ? low : `${low}–${high}`) : "–", formula);
    });
  } finally {
    await browser.close();
  }
});
