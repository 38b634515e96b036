using System.Text;
using System.Text.Json.Nodes;
using Baseline.Conformance.Tests.Cases;
using Baseline.Controls;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.Plans;

namespace Baseline.Conformance.Tests.Rivals;

/// <summary>What seven tools say of every case, as a page of Markdown.</summary>
internal static class RivalReport
{
    private const string Introduction =
        """
        # What other tools say of the same cases

        Generated from the [conformance cases](../tests/conformance/README.md); `BASELINE_GOLDEN=update bash eng/test.sh` writes it anew, and a test keeps it as it is generated. The words of the tools come from a study of their sources and documentation, made in 2026, not from runs of the tools: their conditions are written anew in `tests/Baseline.Conformance.Tests/Rivals`, and a test holds those of KeyVault-004 to the table of that study; of Monitor-006 and Monitor-007 the study has words and no table, so that more is read into it: that an account passes by its key source, that the worst of several accounts counts, and that names of categories are compared letter for letter. A tool may have changed since.

        ## How to read it

        Each line is a case with one subject: a key vault for KeyVault-004, a subscription for Monitor-006 and Monitor-007, any resource for Monitor-008. *Must be* is what has to come of it by the case's document, *by the rule* what has to come of it by the rule's own page: for a vault a setting that sends AuditEvent to a storage account and says nothing of days, 0 or 365; for a resource of any type a setting that exports something; for a subscription a customer-managed key on each account that receives its log (Monitor-006), or one setting that sends Administrative, Alert, Policy and Security to a destination that exists (Monitor-007).

        | word | the tool |
        |---|---|
        | pass, fail | says so, and is right by the rule |
        | **pass**, **fail** | says so, and is wrong by the rule: it passes what is noncompliant, fails what is compliant, or is sure of what could not be read |
        | nothing | reports nothing about the subject |
        | ? | the study does not settle it |
        | – | has no such rule, or none is known |

        The tools do not know a baseline document. So they are measured by the rule alone, never by what only a document or a deeper look asks for: a certain destination, another retention, an exemption, the lifecycle rules of the account, whether the account of a vault still exists. (For Monitor-006 an account that is gone is one without the key.) A vault whose log goes to a workspace or an event hub alone is not measured, because the rule leaves that to whoever applies it, and neither is a subscription without an export. (CloudSploit passes such a subscription.) The cases are edge cases, so the sums say where tools go wrong, and not how often they do.

        Rows X of the specification are about plans, applies and failures; those with an estate of their own are among the cases below, and for the others, which [the table of rows](../tests/conformance/README.md#which-row-is-where) names, there is no verdict to compare: none of the seven writes to Azure.

        """;

    private static readonly string[] Measured = ["compliant", "noncompliant", "unknown"];

    private static readonly Lazy<string> Whole = new(Make);

    /// <summary>The page, made once for all who ask.</summary>
    public static string Page => Whole.Value;

    private static string Make()
    {
        var cases = CaseFile.All().SelectMany(file => CaseFile.CaseNames(file).Select(name => (Name: name, Lines: Lines(file, name).ToList()))).ToList();
        var lines = cases.SelectMany(one => one.Lines).ToList();
        var page = new StringBuilder(Introduction.ReplaceLineEndings("\n"));
        foreach (var control in (string[])["KeyVault-004", "Monitor-006", "Monitor-007", "Monitor-008"])
        {
            var here = lines.Where(line => line.Control == control).ToList();
            page.Append($"\n## {control}\n\n");
            Sums(page, here);
            page.Append("\n| case | subject | must be | by the rule | ").AppendJoin(" | ", Tools).Append(" |\n|---|---|---|---|").Insert(page.Length, "---|", Tools.Count).Append('\n');
            foreach (var line in here)
            {
                page.Append($"| {line.Case} | {line.Subject} | {line.MustBe} | {line.ByRule} | ")
                    .AppendJoin(" | ", line.Words.Select(word => Shown(word, line.ByRule))).Append(" |\n");
            }
        }

        page.Append("\n## Cases without a line\n\nThey are about lists, management groups, managed HSMs, vaults that are not looked at, or alerts, of which [the page of the controls](controls.md#activitylogalerts) says how other tools judge them:\n\n");
        foreach (var one in cases.Where(one => one.Lines.Count == 0))
        {
            page.Append($"- {one.Name}\n");
        }

        return page.ToString();
    }

    private static IReadOnlyList<string> Tools { get; } = [.. VaultRivals.All.Select(tool => tool.Name)];

    private static void Sums(StringBuilder page, IReadOnlyList<Line> lines)
    {
        var measured = lines.Where(line => Measured.Contains(line.ByRule)).ToList();
        page.Append($"Of {lines.Count} subjects, {measured.Count} are measured:\n\n| tool | right | passes what must fail | fails what must pass | sure of what is unknown | silent on what must fail | silent on the rest | ? |\n|---|---|---|---|---|---|---|---|\n");
        for (var tool = 0; tool < Tools.Count; tool++)
        {
            var words = measured.Select(line => (Word: line.Words[tool], line.ByRule)).Where(one => one.Word != Word.NoRule).ToList();
            if (words.Count == 0)
            {
                page.Append($"| {Tools[tool]} | – | – | – | – | – | – | – |\n");
                continue;
            }

            var right = words.Count(one => one.Word is (Word.Pass or Word.Fail) && !IsWrong(one.Word, one.ByRule));
            page.Append($"| {Tools[tool]} | {right} | {words.Count(one => one is (Word.Pass, "noncompliant"))} | {words.Count(one => one is (Word.Fail, "compliant"))} | ")
                .Append($"{words.Count(one => one is (Word.Pass or Word.Fail, "unknown"))} | {words.Count(one => one is (Word.Nothing, "noncompliant"))} | {words.Count(one => one is (Word.Nothing, not "noncompliant"))} | {words.Count(one => one.Word == Word.Open)} |\n");
        }
    }

    private static IEnumerable<Line> Lines(string file, string name)
    {
        var one = CaseFile.Load(name);
        var estate = one.Estate;
        var byRule = new Planner(ControlCatalogue.Product).Plan(ByTheRule(estate), estate, one.Today).Findings
            .ToDictionary(finding => (finding.Control, finding.Resource));
        var title = $"{string.Join(", ", CaseFile.Rows(file))}: {name[(file.Length + 2)..]}".Replace("|", "\\|", StringComparison.Ordinal);
        foreach (var finding in new Planner(ControlCatalogue.Product).Plan(one.Document, estate, one.Today).Findings)
        {
            if (finding.Control == "Monitor-008" && finding.Resource.ResourceGroup is not null)
            {
                yield return new Line(
                    finding.Control, title, finding.Resource.Name, Spelled(finding.State),
                    Spelled(ResourceRivals.ByTheRule(estate, finding.Resource)), [.. ResourceRivals.Words(estate, finding.Resource)]);
                continue;
            }

            var isVault = finding.Control != "Monitor-008" && finding.Resource.IsOfType("microsoft.keyvault/vaults");
            var isSubscription = finding.Control is "Monitor-006" or "Monitor-007" && finding.Resource.SubscriptionId is not null;
            if (isVault || isSubscription)
            {
                var words = isVault ? VaultRivals.Words(estate, finding.Resource)
                    : finding.Control == "Monitor-007" ? CategoryRivals.Words(estate, finding.Resource)
                    : ActivityLogRivals.Words(estate, finding.Resource);
                var rule = isVault ? VaultRivals.ByTheRule(estate, finding.Resource)
                    : byRule.TryGetValue((finding.Control, finding.Resource), out var judged) ? judged.State : ComplianceState.NotApplicable;
                yield return new Line(finding.Control, title, finding.Resource.Name, Spelled(finding.State), Spelled(rule), [.. words]);
            }
        }
    }

    /// <summary>The pages of Monitor-006 and Monitor-007 as a document, over the scope of the case.</summary>
    private static BaselineDocument ByTheRule(Estate estate)
    {
        var scope = new JsonObject
        {
            ["subscriptions"] = new JsonArray([.. estate.Subscriptions.Select(subscription => (JsonNode?)subscription.Id)]),
        };
        return ConformanceCase.DocumentOf(new JsonObject
        {
            ["apiVersion"] = "baseline/v1",
            ["kind"] = "Baseline",
            ["metadata"] = new JsonObject { ["name"] = "rule" },
            ["scope"] = scope,
            ["controls"] = new JsonObject
            {
                ["Monitor-006"] = new JsonObject { ["keySource"] = "Microsoft.Keyvault" },
                ["Monitor-007"] = new JsonObject
                {
                    ["categories"] = new JsonArray("Administrative", "Alert", "Policy", "Security"),
                    ["destination"] = new JsonObject { ["accept"] = "any" },
                },
            },
        });
    }

    private static string Shown(Word word, string byRule) => word switch
    {
        Word.Pass => IsWrong(word, byRule) ? "**pass**" : "pass",
        Word.Fail => IsWrong(word, byRule) ? "**fail**" : "fail",
        Word.Nothing => "nothing",
        Word.NoRule => "–",
        Word.Open => "?",
        _ => throw new ArgumentOutOfRangeException(nameof(word)),
    };

    private static bool IsWrong(Word word, string byRule) => (word, byRule) is
        (Word.Pass, "noncompliant") or (Word.Fail, "compliant") or (Word.Pass or Word.Fail, "unknown");

    private static string Spelled(ComplianceState state) =>
        state == ComplianceState.NotApplicable ? "not applicable" : $"{char.ToLowerInvariant(state.ToString()[0])}{state.ToString()[1..]}";

    private sealed record Line(string Control, string Case, string Subject, string MustBe, string ByRule, IReadOnlyList<Word> Words);
}
