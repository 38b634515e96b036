// The comment as GitHub shows it: its style sheet, in a box as wide as a comment.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { marked } from "marked";

const require = createRequire(import.meta.url);
const style = scheme => readFileSync(require.resolve(`github-markdown-css/github-markdown-${scheme}.css`), "utf8");

// marked knows nothing of GitHub's alerts: a quotation whose first line says of which kind it is.
const alerts = html =>
  html.replaceAll(
    /<blockquote>\s*<p>\[!([A-Z]+)\]\s*/g,
    (_, kind) =>
      `<blockquote class="markdown-alert markdown-alert-${kind.toLowerCase()}"><p class="markdown-alert-title">${kind[0]}${kind.slice(1).toLowerCase()}</p><p>`,
  );

export const page = (markdown, scheme) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Comment</title>
<style>${style(scheme)} body { margin: 0 } .markdown-body { box-sizing: border-box; width: 800px; padding: 16px; font-size: 14px }</style></head>
<body><main class="markdown-body">${alerts(marked.parse(markdown, { gfm: true }))}</main></body></html>`;

// What needs scrolling sideways: a table or block of code that is wider than its box, or anything that leaves the comment.
export const tooWide = () =>
  [...document.querySelectorAll("main, main *")]
    .filter(
      element =>
        (element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0 && getComputedStyle(element).display !== "inline") ||
        element.getBoundingClientRect().right > 801,
    )
    .map(
      element =>
        `${element.tagName.toLowerCase()} is ${element.scrollWidth} px wide in ${element.clientWidth}: ${element.textContent.slice(0, 80)}`,
    );
