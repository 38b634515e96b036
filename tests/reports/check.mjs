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
import { vaults } from "./estates.mjs";

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
const plan = (name, document, estate, ...more) => {
  const report = form => join(work, `${name}.${form}`);
  try {
    execFileSync(
      baseline,
      [
        "plan",
        "-f",
        document,
        "--estate",
        estate,
        ...more,
        "--format",
        `html=${report("html")}`,
        "--format",
        `sarif=${report("sarif")}`,
        "--format",
        `markdown=${report("md")}`,
      ],
      { stdio: "pipe" },
    );
  } catch (error) {
    if (error.status !== 3) throw error;
  }
  return report;
};

const made = (name, wanted) => {
  const { document, estate } = vaults(wanted);
  const [documentFile, estateFile] = [join(work, `${name}.yaml`), join(work, `${name}.json`)];
  writeFileSync(documentFile, document);
  writeFileSync(estateFile, JSON.stringify(estate));
  return plan(name, documentFile, estateFile);
};

const schemaFile = join(dirname(require.resolve("@microsoft/jest-sarif/package.json")), "lib/schemas/sarif-2.1.0-rtm.5.json");
const ajv = new Ajv({ schemaId: "auto", allErrors: true, unknownFormats: "ignore" });
ajv.addMetaSchema(require("ajv/lib/refs/json-schema-draft-04.json"));
const validate = ajv.compile(JSON.parse(readFileSync(schemaFile, "utf8")));
const checkSarif = (name, file) => {
  validate(JSON.parse(readFileSync(file, "utf8")));
  check(
    `${name}: the SARIF is valid by the schema`,
    (validate.errors ?? []).slice(0, 5).map(error => `${error.dataPath} ${error.message}`),
  );
};

const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const violations = async page => {
  // Through the protocol: the page's own policy lets in no other script.
  await page.evaluate(axe);
  const result = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return result.violations.map(rule => `${rule.id}: ${rule.help} (${rule.nodes.length}, first ${rule.nodes[0].html.slice(0, 120)})`);
};

const open = async (browser, file, scheme, { width = 1280, height = 900, view = "" } = {}) => {
  const page = await browser.newPage();
  await page.setViewport({ width, height });
  const said = [];
  page.on("console", message => said.push(message.text()));
  page.on("pageerror", error => said.push(error.message));
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  const start = performance.now();
  await page.goto(pathToFileURL(file).href + view, { waitUntil: "load" });
  await page.waitForSelector("#finding-list > tr");
  return { page, said, took: Math.round(performance.now() - start) };
};

const shown = page => page.$eval("#finding-list-count", status => status.textContent);
const search = async (page, words) => {
  await page.$eval("#words", box => {
    box.value = "";
  });
  await page.type("#words", words);
  await page.waitForNetworkIdle({ idleTime: 400 }).catch(() => {});
};

const checkAccessible = async (browser, name, file) => {
  for (const scheme of ["light", "dark"]) {
    for (const [form, width, height] of [
      ["desktop", 1280, 900],
      ["phone", 390, 800],
    ]) {
      const { page, said } = await open(browser, file, scheme, { width, height });
      const screen = `${name}, ${form}, ${scheme}`;
      check(`${screen}: no violation of axe-core's rules`, await violations(page));
      equal(
        `${screen}: nothing is wider than the screen`,
        await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
        true,
      );
      check(`${screen}: the browser has nothing to complain about`, said);
      if (pictures) await page.screenshot({ path: join(pictures, `${name}-${form}-${scheme}.png`), fullPage: name === "fleet" });
      await page.close();
    }
  }
};

const texts = (page, selector) => page.$$eval(selector, all => all.map(one => one.textContent));

// What a reader does with the page: sorts, filters, links a view, follows a finding to its change.
const checkUse = async (browser, file) => {
  const { page } = await open(browser, file, "light");
  equal(
    "use: changes stand before findings",
    await page.evaluate(
      () =>
        !!(
          document.querySelector("#changes").compareDocumentPosition(document.querySelector("#findings")) &
          Node.DOCUMENT_POSITION_FOLLOWING
        ),
    ),
    true,
  );
  equal("use: every change has its name on the page", (await page.$$eval("[id^=change-c]", all => all.length)) > 0, true);
  await page.click("th.resource button");
  const names = await texts(page, "#finding-list .resource");
  equal(
    "use: a click on a heading sorts",
    names.join(),
    [...names].sort((one, other) => (one.toLowerCase() < other.toLowerCase() ? -1 : 1)).join(),
  );
  equal("use: the order is said", await page.$eval("th.resource", head => head.ariaSort ?? head.getAttribute("aria-sort")), "ascending");
  await search(page, "kv-pay");
  const filtered = await shown(page);
  equal(
    "use: changes are filtered, too",
    (await texts(page, "#change-list .name a")).every(name => name.startsWith("kv-pay") || name === "stactshared"),
    true,
  );
  const address = await page.evaluate(() => location.hash);
  equal("use: what is looked at stands in the address", address, "#words=kv-pay&sort=resource");
  const { page: linked } = await open(browser, file, "light", { view: address });
  equal("use: a linked view is the same view", await shown(linked), filtered);
  await linked.click("#clear");
  await linked.click("#finding-list a[href^='#change-']");
  equal("use: a finding leads to its change", await linked.evaluate(() => document.activeElement?.id.startsWith("change-c")), true);
  await linked.click("#control-posture button");
  equal("use: a click on a bar filters", await linked.$eval("#control", select => select.value), "KeyVault-004");
  await linked.click("#by-change");
  equal("use: changes that are alike can be read together", (await linked.$$eval(".alike .names a", all => all.length)) > 0, true);
  await linked.click("#paths");
  equal("use: and as they are sent", (await linked.$$eval(".paths", all => all.length)) > 0, true);
  check("use: no violation of axe-core's rules in what was opened", await violations(linked));
  await page.close();
  await linked.close();
};

const checkComment = async (browser, name, file) => {
  for (const scheme of ["light", "dark"]) {
    const page = await browser.newPage();
    await page.setViewport({ width: 800, height: 900 });
    await page.setContent(commentPage(readFileSync(file, "utf8"), scheme));
    await page.$$eval("details", all =>
      all.forEach(one => {
        one.open = true;
      }),
    );
    check(`${name}, comment, ${scheme}: nothing is to be scrolled sideways at 800 pixels`, await page.evaluate(tooWide));
    if (pictures) await page.screenshot({ path: join(pictures, `${name}-comment-${scheme}.png`), fullPage: true });
    await page.close();
  }
};

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  headless: true,
  args: ["--no-sandbox", "--disable-gpu"],
});
try {
  const fleet = plan("fleet", join(root, "baseline.yaml"), join(root, "examples/fleet/estate.json"));
  const changed = join(work, "changed.yaml");
  writeFileSync(
    changed,
    readFileSync(join(root, "baseline.yaml"), "utf8")
      .replace("vaults/kv-pay-legacy", "vaults/kv-pay-fraud")
      .replace("rg-sandbox-*", "rg-retail"),
  );
  const review = plan("review", changed, join(root, "examples/fleet/estate.json"), "--against", `file:${join(root, "baseline.yaml")}`);
  const zone = plan("zone", join(root, "examples/landing-zone/baseline.yaml"), join(root, "examples/landing-zone/estate.json"));
  const large = made("many", { vaults: many, subscriptions: 1, withoutSetting: many, mapped: false });
  const wide = made("wide", { vaults: many, subscriptions: 300, withoutSetting: 900, mapped: true });
  checkSarif("fleet", fleet("sarif"));
  checkSarif("many", large("sarif"));
  await checkComment(browser, "fleet", fleet("md"));
  await checkComment(browser, "review", review("md"));
  await checkComment(browser, "zone", zone("md"));
  await checkComment(browser, "many", large("md"));
  await checkComment(browser, "wide", wide("md"));
  await checkAccessible(browser, "fleet", fleet("html"));
  await checkAccessible(browser, "zone", zone("html"));
  await checkAccessible(browser, "many", large("html"));
  await checkAccessible(browser, "wide", wide("html"));
  await checkUse(browser, fleet("html"));

  for (const [name, file] of [
    ["many", large("html")],
    ["wide", wide("html")],
  ]) {
    const { page, took } = await open(browser, file, "light");
    console.log(`        ${many} findings, ${(statSync(file).size / 1e6).toFixed(1)} MB, first shown after ${took} ms`);
    check(`${name}: the first rows are shown within 3 seconds`, took < 3_000 ? [] : [`${took} ms`]);
    await page.close();
  }
  const { page } = await open(browser, large("html"), "light");
  equal("many: a hundred rows at first", await shown(page), "100 of 10,000 shown");
  await search(page, "kv-many-9999");
  equal("many: a name is found", await shown(page), "1 shown, 10,000 in all");
  await search(page, "no-such-vault");
  equal("many: what is not there is not found", await shown(page), "0 shown, 10,000 in all");
  await search(page, "kv-many-12");
  await page.click("[name=state][value=blocked]");
  await page.waitForFunction(() => document.querySelectorAll("#finding-list > tr").length === 0);
  equal("many: a state that is switched off is not shown", await shown(page), "0 shown, 10,000 in all");

  const { page: broad } = await open(browser, wide("html"), "light");
  equal(
    "wide: every name that is written is on the page",
    await broad.$$eval("#change-list .name", all => new Set(all.map(one => one.id)).size),
    Number(await broad.$eval(".numbers b", changes => changes.textContent.replace(",", ""))),
  );
  equal("wide: the twenty worst subscriptions", await broad.$$eval("#subscription-posture > li", all => all.length), 20);
  await broad.click("#subscription-posture-more");
  equal("wide: and all of them", await broad.$$eval("#subscription-posture > li", all => all.length), 300);
  const answered = await broad.evaluate(() => {
    const start = performance.now();
    const select = document.querySelector("#subscription");
    select.value = select.options[5].value;
    document.querySelector("#filter").dispatchEvent(new Event("input", { bubbles: true }));
    return new Promise(resolve => {
      const look = () =>
        document.querySelector("#change-list-count").textContent ? resolve(performance.now() - start) : setTimeout(look, 5);
      look();
    });
  });
  check("wide: a filter answers within a second", answered < 1_000 ? [] : [`${answered} ms`]);

  for (const [name, file] of [
    ["fleet", fleet("html")],
    ["wide", wide("html")],
  ]) {
    const { page: sheet } = await open(browser, file, "light");
    await sheet.emulateMediaType("print");
    await sheet.evaluate(() => dispatchEvent(new Event("beforeprint")));
    if (name === "fleet") check("fleet, print: no violation of axe-core's rules", await violations(sheet));
    equal(`${name}, print: every chosen finding is there`, await sheet.$eval("#finding-list-more", more => more.hidden), true);
    if (pictures && name === "fleet") await sheet.pdf({ path: join(pictures, "fleet.pdf"), format: "A4", preferCSSPageSize: false });
    await sheet.close();
  }
} finally {
  await browser.close();
  rmSync(work, { recursive: true });
}
console.log(failed === 0 ? "The reports are as they should be." : `${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
