"use strict";
(() => {
  const chunk = 100;
  const worst = 20;
  const manyChanges = 50;
  const byId = id => document.getElementById(id);
  const data = JSON.parse(byId("data").textContent);
  const text = place => (place < 0 ? "" : data.texts[place]);

  const make = (tag, className, ...children) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...children.filter(child => child !== "" && child !== null));
    return element;
  };
  const button = (className, label, action) => {
    const made = make("button", className, label);
    made.type = "button";
    made.addEventListener("click", action);
    return made;
  };
  const number = count => count.toLocaleString("en");
  const counted = (count, noun) => number(count) + " " + noun + (count === 1 ? "" : "s");

  // What the plan says.
  const subscriptions = data.subscriptions.map(([guid, name], place) => ({ place, guid: text(guid), name: text(name) }));
  const outside = { place: -1, guid: "none", name: "Outside subscriptions" };
  const subscriptionAt = place => (place < 0 ? outside : subscriptions[place]);
  const controls = data.controls.map(([id, title]) => ({ id: text(id), title: text(title) }));
  const findings = data.findings.map(([control, name, group, id, subscription, verdict, lines, changes], place) => ({
    place,
    control: text(control),
    name: text(name),
    group: text(group),
    id: text(id),
    subscription: subscriptionAt(subscription),
    verdict: text(verdict),
    lines: lines.map(([line, verb]) => [text(line), text(verb)]),
    changes: changes.map(text),
  }));
  const groups = data.groups.map(([action, noun, shared, many, control, origin, irreversible, grants, properties, members]) => {
    const group = {
      action: text(action),
      noun: text(noun),
      shared: text(shared),
      many: text(many),
      control: text(control),
      origin: text(origin),
      irreversible,
      grants,
      properties: properties.map(row => row.map(place => (place < 0 ? null : data.texts[place]))),
    };
    group.members = members.map(([name, child, inGroup, id, why, subscription, ids, after, paths]) => ({
      owner: group,
      name: text(name),
      child: text(child),
      group: text(inGroup),
      id: text(id),
      why: text(why),
      subscription: subscriptionAt(subscription),
      ids: ids.map(text),
      after: after.map(text),
      paths: paths.map(row => row.map(text)),
    }));
    return group;
  });
  const changes = groups.flatMap(group => group.members);
  const writes = changes.reduce((sum, change) => sum + change.ids.length, 0);
  const changeOf = new Map(changes.flatMap(change => change.ids.map(id => [id, change])));
  const order = ["unknown", "blocked", "fixed", "later", "exempt", "not-applicable", "compliant"];
  const word = {
    unknown: "unknown",
    blocked: "blocked",
    fixed: "noncompliant",
    later: "left for a later plan",
    exempt: "exempt",
    "not-applicable": "not applicable",
    compliant: "compliant",
  };
  const shape = { unknown: "?", blocked: "▲", fixed: "✕", later: "…", exempt: "◌", "not-applicable": "–", compliant: "✓" };
  const sign = { create: "+", update: "~", delete: "-" };

  // What is looked at: all of it is kept in the address, so that a view can be linked.
  const shownAtFirst = order.slice(0, 5).some(verdict => findings.some(finding => finding.verdict === verdict))
    ? order.slice(0, 5)
    : order;
  const columns = [
    ["verdict", "Verdict", finding => order.indexOf(finding.verdict)],
    ["resource", "Resource", finding => finding.name.toLowerCase()],
    ["subscription", "Subscription", finding => (finding.subscription.name + " / " + finding.group).toLowerCase()],
    ["control", "Control", finding => finding.control],
    ["why", "Why", finding => (finding.lines[0] ?? [""])[0].toLowerCase()],
  ];
  const start = () => ({
    words: "",
    control: "",
    subscription: "",
    verdicts: new Set(shownAtFirst),
    sort: "verdict",
    down: false,
    view: writes > manyChanges ? "change" : "subscription",
    at: "",
  });
  let state = start();
  const addressOf = wanted => {
    const [first, parts] = [start(), new URLSearchParams()];
    for (const key of ["words", "control", "subscription", "sort", "view", "at"])
      if (wanted[key] !== first[key]) parts.set(key, wanted[key]);
    if (wanted.down) parts.set("down", "1");
    const verdicts = order.filter(verdict => wanted.verdicts.has(verdict));
    if (verdicts.join() !== order.filter(verdict => first.verdicts.has(verdict)).join()) parts.set("verdict", verdicts.join());
    return parts.size === 0 ? "" : parts.size === 1 && wanted.at ? wanted.at : parts.toString();
  };
  const read = () => {
    const hash = location.hash.slice(1);
    state = start();
    if (!hash.includes("=")) {
      state.at = hash;
      return;
    }
    const parts = new URLSearchParams(hash);
    for (const key of ["words", "control", "subscription", "at"]) state[key] = parts.get(key) ?? state[key];
    if (columns.some(([name]) => name === parts.get("sort"))) state.sort = parts.get("sort");
    if (["change", "subscription"].includes(parts.get("view"))) state.view = parts.get("view");
    state.down = parts.get("down") === "1";
    if (parts.has("verdict"))
      state.verdicts = new Set(
        parts
          .get("verdict")
          .split(",")
          .filter(verdict => order.includes(verdict)),
      );
  };
  let written = location.hash;
  const write = () => {
    written = "#" + addressOf(state);
    if (location.hash !== written && location.hash + "#" !== written) location.replace(written);
  };

  // Links.
  const linkTo = (id, name, className) => {
    const place = id.toLowerCase();
    if (!data.portal || !place.startsWith("/subscriptions/")) return make("span", className, name);
    const link = make("a", className, name);
    link.href = data.portal + id.split("/").map(encodeURIComponent).join("/");
    link.rel = "noreferrer";
    return link;
  };
  const changeLink = (id, label) => {
    const link = make("a", "", label ?? id);
    link.href = "#change-" + id;
    return link;
  };

  // Changes.
  const signOf = action => make("span", "sign " + action, sign[action]);
  const values = group =>
    make(
      "dl",
      "values",
      ...group.properties.flatMap(([label, before, after]) => [
        make("dt", "", label),
        group.action === "create"
          ? make("dd", "", make("b", "", after ?? "none"))
          : group.action === "delete"
            ? make("dd", "", before ?? "none", " → none")
            : before === after
              ? make("dd", "", before ?? "none")
              : make("dd", "", before ?? "none", " → ", make("b", "", after ?? "none")),
      ]),
    );
  const heading = (group, title, level) =>
    make(
      level,
      "",
      title,
      group.irreversible ? make("span", "tag danger", "cannot be undone") : "",
      group.grants ? make("span", "tag", "grants access") : "",
      group.origin === "document" ? make("span", "tag", "from the document") : "",
    );
  const capital = words => words.slice(0, 1).toUpperCase() + words.slice(1);
  const whyOf = change => [
    change.why || "",
    ...(change.after.length
      ? [" After ", ...change.after.flatMap((id, at) => (at ? [", ", changeLink(id)] : [changeLink(id)])), "."]
      : []),
  ];
  const pathsOf = change =>
    make(
      "pre",
      "paths",
      ...change.paths.flatMap(([path, before, after]) => [
        before !== "(none)" ? make("span", "before", "- " + path + ": " + before + "\n") : "",
        after !== "(none)" ? make("span", "after", "+ " + path + ": " + after + "\n") : "",
      ]),
    );
  const nameOf = change => {
    const made = make("p", "name", make("span", "", linkTo(change.id, change.name), change.child ? " / " + change.child : ""));
    made.id = "change-" + change.ids[0];
    made.tabIndex = -1;
    return made;
  };
  const block = (group, members, level) => {
    const reasonOf = member => member.why + "\n" + member.after.join();
    const sameWhy = members.every(member => reasonOf(member) === reasonOf(members[0]));
    let since = 0;
    const made = make(
      "article",
      "group",
      signOf(group.action),
      make("div", "what", heading(group, capital(group.noun) + (group.shared ? " " + group.shared : ""), level), values(group)),
    );
    members.forEach((member, at) => {
      const name = nameOf(member);
      name.append(make("span", "faint place", member.group), make("span", "faint place", member.ids.join(", ")));
      made.append(name);
      name.style.gridRow = at + 1;
      // Neighbours with one reason have it once, beside all of them.
      const isLast = at === members.length - 1 || reasonOf(members[at + 1]) !== reasonOf(member);
      if (!sameWhy && isLast) {
        const why = make("div", "why", make("p", "", ...whyOf(member)));
        why.style.gridRow = since + 1 + " / " + (at + 2);
        made.append(why);
      }
      if (isLast) since = at + 1;
    });
    if (sameWhy) made.append(make("div", "why", make("p", "", ...whyOf(members[0]))));
    made.append(make("p", "control faint", group.control));
    made.style.gridTemplateRows = "repeat(" + members.length + ", min-content) 1fr";
    if (byId("paths").getAttribute("aria-pressed") === "true") made.append(...members.map(pathsOf));
    return made;
  };
  const gather = (all, key) => {
    const made = new Map();
    for (const one of all) {
      const bucket = made.get(key(one));
      if (bucket) bucket.push(one);
      else made.set(key(one), [one]);
    }
    return made;
  };
  const actionsOf = members =>
    ["create", "update", "delete"]
      .map(action => [
        action,
        members.filter(member => member.owner.action === action).reduce((sum, member) => sum + member.ids.length, 0),
      ])
      .filter(([, count]) => count > 0)
      .map(([action, count]) => number(count) + " " + action)
      .join(", ");
  const open = gather(
    findings.filter(finding => finding.verdict === "blocked" || finding.verdict === "unknown"),
    finding => finding.subscription,
  );
  const notInPlan = subscription => {
    const stuck = open.get(subscription) ?? [];
    return stuck.length === 0
      ? ""
      : make(
          "p",
          "stuck",
          "Not in this plan: ",
          ...stuck
            .slice(0, 8)
            .map(finding => make("span", finding.verdict, shape[finding.verdict] + " " + finding.name + " " + finding.verdict)),
          stuck.length > 8 ? "and " + number(stuck.length - 8) + " more" : "",
        );
  };
  const firstOf = members => Math.min(...members.map(member => Number(member.ids[0].slice(1))));
  const bySubscription = shown =>
    [...gather(shown, change => change.subscription)]
      .sort(([, one], [, other]) => firstOf(one) - firstOf(other))
      .map(([subscription, members]) =>
        make(
          "section",
          "subscription",
          make(
            "h3",
            "",
            subscription.name,
            " ",
            make("span", "faint id", subscription.name.includes(subscription.guid) || subscription === outside ? "" : subscription.guid),
            make(
              "span",
              "faint count",
              counted(
                members.reduce((sum, member) => sum + member.ids.length, 0),
                "change",
              ) +
                ": " +
                actionsOf(members),
            ),
          ),
          ...[...gather(members, member => member.owner)].map(([group, alike]) => block(group, alike, "h4")),
          notInPlan(subscription),
        ),
      );
  const byChange = shown =>
    [...gather(shown, change => change.owner)].map(([group, members]) => {
      if (members.length === 1) return block(group, members, "h3");
      const reasons = [...gather(members, member => member.why)].sort((one, other) => other[1].length - one[1].length);
      const made = make(
        "article",
        "group alike",
        signOf(group.action),
        make(
          "div",
          "what",
          heading(
            group,
            capital(
              members.length === group.members.length
                ? group.many
                : (group.noun + " " + group.shared).trim() + " (" + number(members.length) + " of " + number(group.members.length) + ")",
            ),
            "h3",
          ),
          values(group),
        ),
        make(
          "div",
          "why",
          ...reasons.slice(0, 6).map(([why, alike]) => make("p", "", reasons.length > 1 ? number(alike.length) + " of " + number(members.length) + ": " : "", why)),
          reasons.length > 6 ? make("p", "", "and " + counted(reasons.length - 6, "other reason")) : "",
        ),
        make("p", "control faint", group.control),
        make(
          "div",
          new Set(members.map(member => member.subscription)).size > 2 ? "names several" : "names",
          ...[...gather(members, member => member.subscription)].map(([subscription, alike]) =>
            make(
              "div",
              "",
              make("p", "", make("b", "", subscription.name), " ", make("span", "faint", "(" + number(alike.length) + ")")),
              make("div", "columns", ...[...alike].sort((one, other) => one.name.localeCompare(other.name)).map(nameOf)),
            ),
          ),
        ),
      );
      if (byId("paths").getAttribute("aria-pressed") === "true") made.append(pathsOf(members[0]));
      return made;
    });

  // Findings.
  const cell = (className, label, ...children) => {
    const made = make("td", className, ...children);
    made.setAttribute("role", "cell");
    made.dataset.label = label;
    return made;
  };
  const findingRow = finding => {
    const why = finding.lines.map(([line, verb], at) =>
      make(
        "p",
        "",
        verb ? make("b", "", verb + ": ") : "",
        line,
        at === finding.lines.length - 1 && finding.changes.length
          ? make("span", "", " Fixed by ", ...finding.changes.flatMap((id, index) => (index ? [", ", changeLink(id)] : [changeLink(id)])))
          : "",
      ),
    );
    const row = make(
      "tr",
      "",
      cell("verdict " + finding.verdict, "Verdict", make("span", "shape", shape[finding.verdict]), " " + word[finding.verdict]),
      cell("resource", "Resource", linkTo(finding.id, finding.name)),
      cell(
        "place",
        "Subscription",
        finding.subscription === outside ? "" : finding.subscription.name,
        make("span", "faint", finding.group ? " / " + finding.group : ""),
      ),
      cell("control faint", "Control", finding.control),
      cell("why", "Why", ...why),
    );
    row.setAttribute("role", "row");
    return row;
  };
  const list = (id, render, noun) => {
    const [items, count, more] = [byId(id), byId(id + "-count"), byId(id + "-more")];
    if (!items) return null;
    let [rows, total] = [[], 0];
    const show = upTo => {
      const from = items.children.length;
      items.append(...rows.slice(from, upTo).map(render));
      const shown = items.children.length;
      if (count)
        count.textContent =
          (shown < rows.length ? number(shown) + " of " + number(rows.length) : number(rows.length)) +
          " shown" +
          (rows.length < total ? ", " + number(total) + " in all" : "");
      more.hidden = shown >= rows.length;
      more.textContent = "Show " + number(Math.min(chunk, rows.length - shown)) + " more " + noun;
    };
    more.addEventListener("click", () => {
      const first = items.children.length;
      show(first + chunk);
      items.children[first]?.querySelector("a")?.focus();
    });
    return {
      use: (chosen, all, first = chunk) => {
        [rows, total] = [chosen, all];
        items.replaceChildren();
        show(first);
      },
      all: () => show(rows.length),
    };
  };
  const findingList = list("finding-list", findingRow, "findings");
  const noticeList = list(
    "notice-list",
    ([code, about, message, warns]) =>
      make(
        "li",
        "",
        make("b", warns ? "blocked" : "faint", (warns ? "Warning " : "Note ") + text(code)),
        " ",
        make("b", "", text(about)),
        text(about) ? ": " : "",
        text(message),
      ),
    "notes",
  );

  // Posture.
  const share = (part, whole) => Math.floor((100 * part) / whole) + " %";
  const parts = ["compliant", "fixed", "later", "blocked", "unknown", "exempt", "not-applicable"];
  const picture = counts => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    for (const [name, value] of [
      ["class", "share"],
      ["viewBox", "0 0 100 1"],
      ["preserveAspectRatio", "none"],
      ["aria-hidden", "true"],
    ])
      svg.setAttribute(name, value);
    const total = parts.reduce((sum, part) => sum + counts[part], 0);
    let before = 0;
    for (const part of parts.filter(one => counts[one] > 0)) {
      const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      for (const [name, value] of [
        ["class", part],
        ["x", (100 * before) / total],
        ["width", (100 * counts[part]) / total],
        ["height", 1],
      ])
        rect.setAttribute(name, value);
      svg.append(rect);
      before += counts[part];
    }
    return svg;
  };
  const countsOf = some => {
    const counts = Object.fromEntries(parts.map(part => [part, 0]));
    for (const finding of some) counts[finding.verdict]++;
    counts.known = counts.compliant + counts.fixed + counts.later + counts.blocked + counts.unknown;
    return counts;
  };
  const postureRow = ({ name, title, counts, choose }) => {
    const after = counts.compliant + counts.fixed;
    const details = [
      counts.known ? number(counts.compliant) + " of " + number(counts.known) : "",
      counts.fixed ? number(counts.fixed) + " to fix" : "",
      counts.later ? number(counts.later) + " left for a later plan" : "",
      counts.blocked ? number(counts.blocked) + " blocked" : "",
      counts.unknown ? number(counts.unknown) + " unknown" : "",
      counts.exempt ? number(counts.exempt) + " exempt" : "",
      counts["not-applicable"] ? number(counts["not-applicable"]) + " not applicable" : "",
    ]
      .filter(Boolean)
      .join(" · ");
    return make(
      "li",
      "",
      button("name", name, choose),
      title ? make("span", "faint", title) : "",
      picture(counts),
      make(
        "span",
        "share-now",
        counts.known === 0
          ? ""
          : counts.compliant === after
            ? share(after, counts.known)
            : share(counts.compliant, counts.known) + " → " + share(after, counts.known),
      ),
      make("span", "faint", details),
    );
  };
  const choose = (key, value) => {
    state[key] = value;
    state.at = "findings";
    show();
    reveal();
  };
  const posture = () => {
    if (!byId("control-posture")) return;
    const byControl = gather(findings, finding => finding.control);
    byId("control-posture").append(
      ...controls.map(control =>
        postureRow({
          name: control.id,
          title: control.title,
          counts: countsOf(byControl.get(control.id) ?? []),
          choose: () => choose("control", control.id),
        }),
      ),
    );
    const rows = [...gather(findings, finding => finding.subscription)].map(([subscription, some]) => ({
      name: subscription.name,
      counts: countsOf(some),
      choose: () => choose("subscription", subscription.guid),
    }));
    const rate = ({ counts }) => (counts.known === 0 ? 2 : counts.compliant / counts.known);
    rows.sort((one, other) => rate(one) - rate(other) || other.counts.known - one.counts.known || one.name.localeCompare(other.name));
    const [items, more] = [byId("subscription-posture"), byId("subscription-posture-more")];
    items.append(...rows.slice(0, worst).map(postureRow));
    more.hidden = rows.length <= worst;
    more.textContent = "Show all " + number(rows.length);
    more.addEventListener("click", () => {
      items.append(...rows.slice(worst).map(postureRow));
      more.hidden = true;
    });
  };

  // The view.
  const form = byId("filter");
  const fill = (select, options) =>
    select.append(
      ...options.map(([value, label]) => {
        const option = make("option", "", label);
        option.value = value;
        return option;
      }),
    );
  fill(
    byId("control"),
    controls.map(control => [control.id, control.id]),
  );
  fill(
    byId("subscription"),
    [...subscriptions].sort((one, other) => one.name.localeCompare(other.name)).map(({ guid, name }) => [guid, name]),
  );
  const head = byId("sort");
  columns.forEach(([key, label]) => {
    const made = make(
      "th",
      key,
      button("", label, () => {
        state.down = state.sort === key && !state.down;
        state.sort = key;
        show();
      }),
      make("span", "print", label),
    );
    made.setAttribute("role", "columnheader");
    made.scope = "col";
    head.append(made);
  });

  const visible = () => {
    const sought = state.words.toLowerCase().split(/\s+/).filter(Boolean);
    const holds = (one, words) =>
      (!state.subscription || one.subscription.guid === state.subscription) && sought.every(part => words().includes(part));
    const someFindings = findings.filter(
      finding =>
        state.verdicts.has(finding.verdict) &&
        (!state.control || finding.control === state.control) &&
        holds(
          finding,
          () =>
            (finding.sought ??= [finding.control, finding.name, finding.id, finding.subscription.name, ...finding.lines.flat()]
              .join(" ")
              .toLowerCase()),
        ),
    );
    const someChanges = changes.filter(
      change =>
        (!state.control || change.owner.control.split(", ").includes(state.control)) &&
        holds(
          change,
          () =>
            (change.sought ??= [
              change.name,
              change.child,
              change.id,
              change.subscription.name,
              change.why,
              change.owner.noun,
              change.owner.shared,
              change.owner.control,
              ...change.ids,
              ...change.owner.properties.flat().filter(Boolean),
            ]
              .join(" ")
              .toLowerCase()),
        ),
    );
    const key = columns.find(([name]) => name === state.sort)[2];
    const keys = new Map(someFindings.map(finding => [finding, key(finding)]));
    someFindings.sort(
      (one, other) =>
        (keys.get(one) < keys.get(other) ? -1 : keys.get(one) > keys.get(other) ? 1 : one.place - other.place) * (state.down ? -1 : 1),
    );
    return { someFindings, someChanges };
  };
  const show = () => {
    const { someFindings, someChanges } = visible();
    byId("words").value = byId("words").value.trim() === state.words ? byId("words").value : state.words;
    byId("control").value = state.control;
    byId("subscription").value = state.subscription;
    byId("clear").hidden = !state.words && !state.control && !state.subscription;
    for (const box of document.querySelectorAll("[name=state]")) box.checked = state.verdicts.has(box.value);
    [...head.children].forEach((cellOf, at) =>
      cellOf.setAttribute("aria-sort", columns[at][0] !== state.sort ? "none" : state.down ? "descending" : "ascending"),
    );
    findingList.use(someFindings, findings.length);
    const causes = [
      ...gather(
        someFindings.filter(finding => finding.verdict === "blocked" || finding.verdict === "unknown"),
        finding => (finding.lines[0] ?? [""])[0].replaceAll(finding.name, "it"),
      ),
    ]
      .filter(([, alike]) => alike.length > 3)
      .sort((one, other) => other[1].length - one[1].length);
    byId("causes").replaceChildren(
      ...causes.slice(0, 4).map(([cause, alike]) => make("span", "", make("b", "", number(alike.length) + " × "), cause)),
    );
    if (byId("change-list")) {
      byId("by-subscription").setAttribute("aria-pressed", String(state.view === "subscription"));
      byId("by-change").setAttribute("aria-pressed", String(state.view === "change"));
      byId("change-list").replaceChildren(...(state.view === "change" ? byChange(someChanges) : bySubscription(someChanges)));
      const count = someChanges.reduce((sum, change) => sum + change.ids.length, 0);
      byId("change-list-count").textContent = count === writes ? "" : number(count) + " of " + number(writes) + " shown";
    }
    write();
  };
  const reveal = () => {
    if (!state.at) return;
    let target = byId(state.at);
    const change = state.at.startsWith("change-") ? changeOf.get(state.at.slice(7)) : null;
    if (change && !byId("change-" + change.ids[0])) {
      Object.assign(state, { words: "", control: "", subscription: "" });
      show();
    }
    target = change ? byId("change-" + change.ids[0]) : target;
    if (!target) return;
    target.scrollIntoView();
    target.focus({ preventScroll: true });
  };
  document.addEventListener("click", event => {
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    event.preventDefault();
    state.at = link.getAttribute("href").slice(1);
    write();
    reveal();
  });
  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      Object.assign(state, {
        words: byId("words").value.trim(),
        control: byId("control").value,
        subscription: byId("subscription").value,
      });
      show();
    }, 120);
  });
  form.addEventListener("submit", event => event.preventDefault());
  byId("clear").addEventListener("click", () => {
    Object.assign(state, { words: "", control: "", subscription: "" });
    byId("words").value = "";
    show();
    byId("words").focus();
  });
  byId("verdicts").addEventListener("change", () => {
    state.verdicts = new Set([...document.querySelectorAll("[name=state]:checked")].map(box => box.value));
    show();
  });
  for (const view of ["subscription", "change"])
    byId("by-" + view)?.addEventListener("click", () => {
      state.view = view;
      show();
    });
  byId("paths")?.addEventListener("click", event => {
    event.target.setAttribute("aria-pressed", String(event.target.getAttribute("aria-pressed") !== "true"));
    show();
  });
  addEventListener("hashchange", () => {
    if (location.hash === written) return;
    read();
    show();
    reveal();
  });

  // Copying.
  const copy = async (from, what) => {
    const label = from.textContent;
    try {
      await navigator.clipboard.writeText(what);
      from.textContent = "Copied";
    } catch {
      const code = byId(from.dataset.from);
      if (code) getSelection().selectAllChildren(code);
      from.textContent = code ? "Selected" : "Copy the address";
    }
    setTimeout(() => {
      from.textContent = label;
    }, 1500);
  };
  for (const one of document.querySelectorAll(".copy"))
    one.addEventListener("click", () => copy(one, byId(one.dataset.from).textContent));
  byId("copy-view").addEventListener("click", event => copy(event.target, location.href));

  // The page stays as it was written; how long ago that was, only the reader's clock knows. Exemptions say themselves how long they
  // count, from the day by which they were judged.
  for (const time of document.querySelectorAll("header time")) {
    const days = -Math.ceil((new Date(time.dateTime) - Date.now()) / 86_400_000);
    if (days > 0) time.after(make("span", "faint", " · " + counted(days, "day") + " ago"));
  }

  addEventListener("beforeprint", () => {
    findingList.all();
    noticeList?.all();
    if (!byId("subscription-posture-more")?.hidden) byId("subscription-posture-more")?.click();
  });

  read();
  noticeList?.use(data.notices, data.notices.length, 20);
  posture();
  show();
  reveal();
})();
