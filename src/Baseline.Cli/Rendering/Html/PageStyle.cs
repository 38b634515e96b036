namespace Baseline.Cli.Rendering.Html;

/// <summary>How the page looks: on a screen, on a phone, in the dark and on paper. Colours keep a contrast of 4.5 to 1.</summary>
internal static class PageStyle
{
    /// <summary>The style sheet.</summary>
    public const string Text = """

        :root {
          color-scheme: light dark;
          --page: #ffffff; --card: #f6f8fa; --line: #d0d7de; --text: #1f2328; --faint: #57606a; --link: #0550ae;
          --compliant: #116329; --noncompliant: #b42318; --unknown: #6f42c1; --exempt: #57606a; --notApplicable: #6e7781;
          --create: #116329; --update: #7d4e00; --delete: #b42318;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --page: #0d1117; --card: #161b22; --line: #30363d; --text: #e6edf3; --faint: #9ea7b3; --link: #79c0ff;
            --compliant: #56d364; --noncompliant: #ff8b82; --unknown: #d2a8ff; --exempt: #9ea7b3; --notApplicable: #8b949e;
            --create: #56d364; --update: #e3b341; --delete: #ff8b82;
          }
        }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 1rem; max-width: 72rem; background: var(--page); color: var(--text);
          font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
        h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .5rem; }
        h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
        p { margin: .25rem 0; }
        code, .id, .path, .value { font: .875em/1.5 ui-monospace, monospace; }
        a { color: var(--link); }
        :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
        .skip { position: absolute; left: -999rem; }
        .skip:focus { position: static; }
        .alarm { border-left: 4px solid var(--noncompliant); padding-left: .75rem; font-weight: 600; }
        .faint { color: var(--faint); }
        table { width: 100%; border-collapse: collapse; margin: .5rem 0 1rem; }
        th, td { text-align: left; vertical-align: top; padding: .35rem .5rem; border-bottom: 1px solid var(--line); }
        .properties { table-layout: fixed; }
        .properties th:first-child { width: 38%; }
        .properties th:nth-child(2) { width: 24%; }
        .posture th { width: 30%; font-weight: 600; }
        .bar { display: block; width: 100%; height: .75rem; border-radius: 3px; background: var(--line); }
        .counts { display: flex; flex-wrap: wrap; gap: 0 1rem; list-style: none; margin: .15rem 0 0; padding: 0; font-size: .875rem; }
        .compliant { color: var(--compliant); fill: var(--compliant); }
        .noncompliant { color: var(--noncompliant); fill: var(--noncompliant); }
        .unknown { color: var(--unknown); fill: var(--unknown); }
        .exempt { color: var(--exempt); fill: var(--exempt); }
        .notApplicable { color: var(--exempt); fill: var(--line); }
        .create { color: var(--create); } .update { color: var(--update); } .delete { color: var(--delete); }
        .blocked, .irreversible { color: var(--noncompliant); }
        form { background: var(--card); border: 1px solid var(--line); border-radius: 6px; padding: .75rem; }
        form > label { display: block; font-weight: 600; }
        input[type=search] { display: block; width: 100%; font: inherit; font-weight: 400; padding: .4rem .6rem; margin-top: .25rem;
          color: inherit; background: var(--page); border: 1px solid var(--faint); border-radius: 6px; }
        ::placeholder { color: var(--faint); opacity: 1; }
        fieldset { display: flex; flex-wrap: wrap; gap: .5rem; border: 0; margin: .75rem 0 0; padding: 0; }
        legend { float: left; font-weight: 600; padding: 0; margin-right: .5rem; }
        .chip { display: inline-block; border: 1px solid currentColor; border-radius: 1rem; padding: 0 .6rem; font-size: .8125rem;
          font-weight: 600; white-space: nowrap; }
        label.chip { padding: .15rem .6rem; cursor: pointer; }
        ol { list-style: none; margin: 0; padding: 0; }
        ol > li { border: 1px solid var(--line); border-radius: 6px; margin: .5rem 0; content-visibility: auto; contain-intrinsic-size: auto 3.5rem; }
        summary { cursor: pointer; padding: .5rem .75rem; }
        summary strong { margin: 0 .25rem; }
        summary .id { display: block; word-break: break-all; color: var(--faint); margin-left: 1.1rem; }
        .rest { padding: .25rem .75rem .75rem 1.85rem; border-top: 1px solid var(--line); }
        .rest ul { margin: .25rem 0; padding-left: 1.25rem; }
        .notice { padding: .5rem .75rem; }
        button { font: inherit; color: var(--link); background: var(--card); border: 1px solid var(--faint); border-radius: 6px; padding: .4rem 1rem; cursor: pointer; }
        [hidden] { display: none; }
        figure { margin: .5rem 0; }
        figcaption { color: var(--faint); font-size: .875rem; margin-bottom: .5rem; }
        .graph { max-width: 100%; height: auto; }
        .graph text { font: 13px system-ui, sans-serif; fill: var(--text); }
        .box { fill: var(--card); stroke: currentColor; stroke-width: 1.5; }
        .edge { fill: none; stroke: var(--faint); stroke-width: 1.5; }
        .tip { fill: var(--faint); }
        @media (max-width: 40rem) {
          .posture thead th + th { display: none; }
          .posture th, .posture td { display: block; width: 100%; }
          .posture th { border: 0; padding-bottom: 0; }
          .rest { padding-left: .75rem; }
          .properties thead { position: absolute; left: -999rem; }
          .properties td { display: block; border: 0; padding: 0; }
          .properties tr { display: block; padding: .35rem 0; border-bottom: 1px solid var(--line); }
          .properties td + td::before { content: attr(data-label) ": "; color: var(--faint); }
        }
        @media print {
          body { max-width: none; padding: 0; font-size: 10pt; }
          form, button, .skip, [role=status] { display: none; }
          ol > li { break-inside: avoid; content-visibility: visible; }
          .bar, rect { print-color-adjust: exact; }
        }

        """;
}
