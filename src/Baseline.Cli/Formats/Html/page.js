"use strict";
(() => {
  const chunk = 100;
  const byId = id => document.getElementById(id);
  const data = JSON.parse(byId("data").textContent);
  const text = place => place < 0 ? "" : data.texts[place];
  const lastOf = id => id.slice(id.lastIndexOf("/") + 1);

  const make = (tag, className, ...children) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...children.filter(child => child !== ""));
    return element;
  };

  const changes = data.changes.map(([id, action, resource, type, irreversible, after, properties, because]) => ({
    id: text(id), action: text(action), resource: text(resource), type: text(type), irreversible,
    after: after.map(text), properties: properties.map(row => row.map(text)), because: because.map(row => row.map(text)),
  }));
  const changeOf = new Map(changes.map(change => [change.id, change]));
  const findings = data.findings.map(([control, resource, state, reason, blocked, excuse, incomplete, details, fixes]) => ({
    control: text(control), resource: text(resource), state: text(state), reason: text(reason), blocked: text(blocked),
    excuse: text(excuse), incomplete, details: details.map(row => row.map(text)), changes: fixes.map(text),
  }));
  const urgency = finding => finding.state === "unknown" || finding.incomplete ? 0 : finding.blocked ? 1
    : ["noncompliant", "exempt", "compliant", "notApplicable"].indexOf(finding.state) + 2;
  findings.sort((one, other) => urgency(one) - urgency(other));
  const wordOf = state => state === "notApplicable" ? "not applicable" : state;

  const cell = (className, label, value) => {
    const made = make("td", className, value);
    made.dataset.label = label;
    return made;
  };
  const propertyTable = change => {
    if (change.properties.length === 0) return "";
    const heads = ["Property", "Before", "After"].map(name => {
      const head = make("th", "", name);
      head.scope = "col";
      return head;
    });
    const rows = change.properties.map(([path, before, after]) => make("tr", "",
      cell("path", "Property", path), cell("value", "Before", before), cell("value", "After", after)));
    return make("table", "properties", make("thead", "", make("tr", "", ...heads)), make("tbody", "", ...rows));
  };
  const linkTo = id => {
    const link = make("a", "", id);
    link.href = "#change-" + id;
    return link;
  };
  const changeLine = change => make("p", "", linkTo(change.id), " ", make("span", change.action, change.action), " ",
    make("span", "id", change.resource), change.irreversible ? make("strong", "irreversible", " can't be taken back") : "");
  const row = (summary, rest) => make("li", "", make("details", "", make("summary", "", ...summary), make("div", "rest", ...rest)));

  const findingRow = finding => row(
    [make("span", "chip " + finding.state, wordOf(finding.state)), make("strong", "", lastOf(finding.resource)), finding.control, " ",
      finding.blocked ? make("span", "chip blocked", "blocked") : "", finding.incomplete ? make("span", "chip unknown", "incomplete") : "",
      make("span", "id", finding.resource)],
    [make("p", "", finding.reason),
      finding.blocked ? make("p", "", make("strong", "blocked", "Blocked: "), finding.blocked) : "",
      finding.excuse ? make("p", "", make("strong", "", "Exempt: "), finding.excuse) : "",
      finding.details.length ? make("ul", "", ...finding.details.map(([resource, state, reason]) =>
        make("li", "", make("strong", state, wordOf(state)), " ", make("span", "id", resource), ": ", reason))) : "",
      ...finding.changes.map(id => changeOf.get(id)).filter(Boolean).flatMap(change => [changeLine(change), propertyTable(change)])]);

  const changeRow = change => {
    const made = row(
      [make("strong", change.action, change.id + " " + change.action), " ", lastOf(change.resource), " ",
        make("span", "faint", change.type + (change.after.length ? ", after " + change.after.join(", ") : "")), " ",
        change.irreversible ? make("span", "chip irreversible", "can't be taken back") : "", make("span", "id", change.resource)],
      [propertyTable(change),
        change.after.length ? make("p", "", "After ", ...change.after.flatMap((id, at) => at ? [", ", linkTo(id)] : [linkTo(id)])) : "",
        make("ul", "", ...change.because.map(([control, resource, account]) =>
          make("li", "", "Because ", make("strong", "", control), ": ", make("span", "id", resource), account ? " (" + account + ")" : "")))]);
    made.id = "change-" + change.id;
    return made;
  };
  const noticeRow = ([code, control, resource, message, warns]) => make("li", "notice",
    make("strong", warns ? "noncompliant" : "faint", (warns ? "Warning " : "Note ") + text(code)), " " + text(control) + " ",
    make("span", "id", text(resource)), make("p", "", text(message)));

  const list = (id, all, render) => {
    const [items, count, more] = [byId(id), byId(id + "-count"), byId(id + "-more")];
    if (!items) return null;
    let rows = all;
    const show = upTo => {
      const from = items.children.length;
      items.append(...rows.slice(from, upTo).map(render));
      const shown = items.children.length;
      count.textContent = (shown < rows.length ? shown + " of " + rows.length : rows.length) + " shown"
        + (rows.length < all.length ? ", " + all.length + " in all" : "");
      more.hidden = shown >= rows.length;
    };
    more.addEventListener("click", () => {
      const first = items.children.length;
      show(first + chunk);
      const next = items.children[first]?.querySelector("summary");
      if (more.hidden && next) next.focus();
    });
    const use = chosen => {
      rows = chosen;
      items.replaceChildren();
      show(chunk);
    };
    use(all);
    return { use, showAll: () => show(rows.length), items };
  };

  const findingList = list("finding-list", findings, findingRow);
  const changeList = list("changes-list", changes, changeRow);
  const noticeList = list("notices-list", data.notices, noticeRow);

  const form = byId("filter");
  const filter = () => {
    const words = byId("words").value.toLowerCase().split(/\s+/).filter(Boolean);
    const states = new Set([...form.querySelectorAll("[name=state]:checked")].map(box => box.value));
    const onlyBlocked = byId("blocked").checked;
    findingList.use(findings.filter(finding => {
      finding.sought ??= [finding.control, finding.resource, finding.reason, finding.blocked, finding.excuse,
        ...finding.details.flat()].join(" ").toLowerCase();
      return states.has(finding.state) && (!onlyBlocked || finding.blocked) && words.every(word => finding.sought.includes(word));
    }));
  };
  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 120);
  });
  form.addEventListener("submit", event => event.preventDefault());

  const reveal = () => {
    if (!location.hash.startsWith("#change-") || !changeList) return;
    const id = location.hash.slice(1);
    if (!byId(id)) changeList.showAll();
    const target = byId(id);
    if (!target) return;
    target.querySelector("details").open = true;
    target.scrollIntoView();
    target.querySelector("summary").focus();
  };
  addEventListener("hashchange", reveal);
  reveal();

  let opened = [];
  addEventListener("beforeprint", () => {
    for (const one of [findingList, changeList, noticeList]) one?.showAll();
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of opened) one.open = false;
  });
})();
