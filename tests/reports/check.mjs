// Looks at reports as their readers do: the HTML in a browser, with axe-core's rules, and the SARIF with the schema.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import Ajv from "ajv";
import puppeteer from "puppeteer-core";
import { page as commentPage, tooWide } from "./comment.mjs";

const many = 10_000;
const require = createRequire(import.meta.url);
const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const baseline = process.env.BASELINE ?? join(root, "src/Baseline.Cli/bin/Debug/net10.0/baseline");
const pictures = process.argv[2];
const work = mkdtempSync(join(tmpdir(), "baseline-reports-"));
let failed = 0;

const check = (name, problems) => {
  failed += problems.length > 0 ? 1 : 0;
  console.log(`${problems.length > 0 ? "FAILED" : "ok    "}  ${name}`);
  problems.forEach(problem => console.log(`        ${problem}`));
};
const equal = (name, actual, wanted) => check(name, actual === wanted ? [] : [`${actual} instead of ${wanted}`]);

// Incomplete plans exit with 3; the reports are there all the same.
const plan = (name, document, estate) => {
  const report = form => join(work, `${name}.${form}`);
  try {
    execFileSync(baseline, ["plan", "-f", document, "--estate", estate, "--format", `html=${report("html")}`, "--format", `sarif=${report("sarif")}`, "--format", `markdown=${report("md")}`], { stdio: "pipe" });
  } catch (error) {
    if (error.status !== 3) throw error;
  }
  return report;
};

const manyVaults = () => {
  const subscription = "11111111-1111-1111-1111-111111111111";
  const resources = Array.from({ length: many }, (_, number) => ({
    id: `/subscriptions/${subscription}/resourceGroups/rg-app/providers/Microsoft.KeyVault/vaults/kv-many-${number}`,
    name: `kv-many-${number}`, type: "Microsoft.KeyVault/vaults", location: "westeurope", properties: {},
  }));
  const estate = join(work, "many.json");
  writeFileSync(estate, JSON.stringify({
    formatVersion: "1.0", source: "azure", subscriptions: [{ id: subscription, displayName: "Many" }], resources, unreadable: [],
  }));
  const document = join(work, "many.yaml");
  writeFileSync(document, `apiVersion: baseline/v1
kind: Baseline
metadata: { name: many }
scope: { subscriptions: [${subscription}] }
controls:
  KeyVault-004: { auditEvent: enabled, retentionDays: [365, 0] }
`);
  return plan("many", document, estate);
};

const schemaFile = join(dirname(require.resolve("@microsoft/jest-sarif/package.json")), "lib/schemas/sarif-2.1.0-rtm.5.json");
const ajv = new Ajv({ schemaId: "auto", allErrors: true, unknownFormats: "ignore" });
ajv.addMetaSchema(require("ajv/lib/refs/json-schema-draft-04.json"));
const validate = ajv.compile(JSON.parse(readFileSync(schemaFile, "utf8")));
const checkSarif = (name, file) => {
  validate(JSON.parse(readFileSync(file, "utf8")));
  check(`${name}: the SARIF is valid by the schema`, (validate.errors ?? []).slice(0, 5).map(error => `${error.dataPath} ${error.message}`));
};

const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const violations = async page => {
  // Through the protocol: the page's own policy lets in no other script.
  await page.evaluate(axe);
  const result = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return result.violations.map(rule => `${rule.id}: ${rule.help} (${rule.nodes.length}, first ${rule.nodes[0].html.slice(0, 120)})`);
};

const open = async (browser, file, scheme) => {
  const page = await browser.newPage();
  const said = [];
  page.on("console", message => said.push(message.text()));
  page.on("pageerror", error => said.push(error.message));
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  const start = performance.now();
  await page.goto(pathToFileURL(file).href, { waitUntil: "load" });
  await page.waitForSelector("#finding-list > li");
  return { page, said, took: Math.round(performance.now() - start) };
};

const shown = page => page.$eval("#finding-list-count", status => status.textContent);
const search = async (page, words) => {
  await page.$eval("#words", box => { box.value = ""; });
  await page.type("#words", words);
  await page.waitForNetworkIdle({ idleTime: 400 }).catch(() => {});
};

const checkAccessible = async (browser, name, file) => {
  for (const scheme of ["light", "dark"]) {
    for (const [form, width, height] of [["desktop", 1280, 900], ["phone", 375, 800]]) {
      const { page, said } = await open(browser, file, scheme);
      await page.setViewport({ width, height });
      await page.$$eval("details", all => all.slice(0, 30).forEach(one => { one.open = true; }));
      check(`${name}, ${form}, ${scheme}: no violation of axe-core's rules`, await violations(page));
      equal(`${name}, ${form}, ${scheme}: nothing is wider than the screen`, await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
      check(`${name}, ${form}, ${scheme}: the browser has nothing to complain about`, said);
      if (pictures) await page.screenshot({ path: join(pictures, `${name}-${form}-${scheme}.png`) });
      await page.close();
    }
  }
};

const checkComment = async (browser, name, file) => {
  for (const scheme of ["light", "dark"]) {
    const page = await browser.newPage();
    await page.setViewport({ width: 800, height: 900 });
    await page.setContent(commentPage(readFileSync(file, "utf8"), scheme));
    await page.$$eval("details", all => all.forEach(one => { one.open = true; }));
    check(`${name}, comment, ${scheme}: nothing is to be scrolled sideways at 800 pixels`, await page.evaluate(tooWide));
    if (pictures) await page.screenshot({ path: join(pictures, `${name}-comment-${scheme}.png`), fullPage: true });
    await page.close();
  }
};

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", headless: true, args: ["--no-sandbox", "--disable-gpu"],
});
try {
  const fleet = plan("fleet", join(root, "baseline.yaml"), join(root, "examples/fleet/estate.json"));
  const large = manyVaults();
  checkSarif("fleet", fleet("sarif"));
  checkSarif("many", large("sarif"));
  await checkComment(browser, "fleet", fleet("md"));
  await checkComment(browser, "many", large("md"));
  await checkAccessible(browser, "fleet", fleet("html"));
  await checkAccessible(browser, "many", large("html"));

  const { page, took } = await open(browser, large("html"), "light");
  console.log(`        ${many} findings, ${(statSync(large("html")).size / 1e6).toFixed(1)} MB, first shown after ${took} ms`);
  check("many: the first rows are shown within 3 seconds", took < 3_000 ? [] : [`${took} ms`]);
  equal("many: a hundred rows at first", await shown(page), `100 of ${many} shown`);
  await search(page, "kv-many-9999");
  equal("many: a name is found", await shown(page), `1 shown, ${many} in all`);
  await search(page, "no-such-vault");
  equal("many: what is not there is not found", await shown(page), `0 shown, ${many} in all`);
  await search(page, "kv-many-12");
  await page.click("[name=state][value=noncompliant]");
  await page.waitForFunction(() => document.querySelectorAll("#finding-list > li").length === 0);
  equal("many: a state that is switched off is not shown", await shown(page), `0 shown, ${many} in all`);

  const { page: sheet } = await open(browser, fleet("html"), "light");
  await sheet.emulateMediaType("print");
  check("fleet, print: no violation of axe-core's rules", await violations(sheet));
  if (pictures) {
    await sheet.setViewport({ width: 800, height: 1130 });
    await sheet.screenshot({ path: join(pictures, "fleet-print.png") });
    await sheet.pdf({ path: join(pictures, "fleet.pdf"), format: "A4" });
  }
} finally {
  await browser.close();
  rmSync(work, { recursive: true });
}
console.log(failed === 0 ? "The reports are as they should be." : `${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
