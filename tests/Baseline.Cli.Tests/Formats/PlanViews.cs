using System.Text.Json;
using Baseline.Azure;
using Baseline.Cli.Formats;
using Baseline.Cli.Output;
using Baseline.Controls;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.Plans;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests.Formats;

/// <summary>Plans to render.</summary>
internal static class PlanViews
{
    /// <summary>Names that try to be more than names, in every form that there is.</summary>
    public static TheoryData<string> HostileNames =>
    [
        "<script>alert(1)</script>",
        "</script><img src=x onerror=alert(1)>",
        "<!-- --> --> ]]> <![CDATA[",
        "<!--<script>",
        "| a | b |",
        "`code` ``more`` \\| \\",
        "[link](https://example.com) ![x](y)",
        "@octocat #1 GH-1 octo/repo#2 https://example.com www.example.com a@example.com",
        "line\nbreak\r\nand\ttab",
        "# heading",
        "**bold** _it_ ~~gone~~ $math$ :smile:",
        "\u001b[31mred\u001b[0m \u0007\u0000\u0008",
        "right \u202Eto\u202C left \u2066x\u2069 \u200B\uFEFF",
        "half \uD800 of a pair \uDC00",
        "\uFFFE\uFFFF\u2028\u2029\u0085",
        "&lt;b&gt; &#64; &amp;",
        "\"quoted\" 'single'",
        "</details></summary></table>",
        "%s {0} ${c1.id} \\u003c",
        "Ключ 鍵 🔑",
    ];

    /// <summary>The plan of examples/fleet, as <c>baseline plan</c> makes it.</summary>
    public static PlanView Fleet { get; } = View(ExamplePlan("fleet")) with
    {
        Places = new DocumentPlaces(Document("fleet")),
        Standards = new StandardNumbersText(Document("fleet")),
    };

    /// <summary>The plan of examples/conformity, in which changes need values of others.</summary>
    public static PlanView Conformity { get; } = View(ExamplePlan("conformity"));

    /// <summary>The plan of examples/landing-zone, by its own document.</summary>
    public static PlanView LandingZone { get; } = View(ExamplePlan("landing-zone"));

    public static PlanView View(Plan plan) =>
        new(plan, "baseline.yaml", Palette.None, Width: null, Verbose: false)
        {
            Controls = ControlCatalogue.Product.All,
            Types = ControlCatalogue.Product.Types,
        };

    public static Plan Empty { get; } = new()
    {
        Baseline = new PlanBaseline("azure-logging", "sha256:0"),
        Estate = new PlanEstate("azure", null),
        Judged = 0,
        Findings = [],
        Changes = [],
        Notices = [],
        Exceeded = [],
    };

    /// <summary>A plan in which every text that can come from outside is the same one.</summary>
    public static PlanView Hostile(string text)
    {
        var resource = Vault(text);
        var value = JsonSerializer.SerializeToElement(text);
        return View(Empty with
        {
            Baseline = new PlanBaseline(text, "sha256:0"),
            Estate = new PlanEstate(text, null),
            Findings =
            [
                Finding(text, ComplianceState.Noncompliant) with { Changes = ["c1"], Obstacles = [new Obstacle("BL2108", text, text)], Incomplete = true },
                Finding(text, ComplianceState.Unknown) with { Details = [new FindingDetail(resource, ComplianceState.Unknown, text)] },
                Finding(text, ComplianceState.Exempt) with
                {
                    Exemption = new FindingExemption(text, text, new DateOnly(2027, 1, 31), 70),
                },
                Finding(text, ComplianceState.NotApplicable),
            ],
            Changes =
            [
                Change("c1", resource.Text) with
                {
                    Irreversible = true,
                    Properties = [new PropertyChange(text, value, value)],
                    Because = [new Cause(text, text, text)],
                },
            ],
            Notices = [new Notice("BL2002", text, text, text), new Notice("BL2007", text, text, text, IsWarning: false)],
            Exceeded = [new ExceededLimit("maxChanges", 0, 1)],
        });
    }

    /// <summary>A plan with many noncompliant vaults, one change each.</summary>
    public static PlanView Large(int count)
    {
        var numbers = Enumerable.Range(1, count).ToList();
        return View(Empty with
        {
            Findings =
            [
                .. numbers.Select(number => new Finding("KeyVault-004", Vault($"kv{number}"), ComplianceState.Noncompliant, "It has no diagnostic setting.")
                {
                    Changes = [$"c{number}"],
                    Obstacles = [new Obstacle("BL2105", "A part of it is locked", "remove the lock")],
                }),
            ],
            Changes =
            [
                .. numbers.Select(number => Change($"c{number}", Vault($"kv{number}").Text) with
                {
                    Because = [new Cause("KeyVault-004", Vault($"kv{number}").Text)],
                }),
            ],
            Notices = [.. numbers.Select(number => new Notice("BL2007", "KeyVault-004", Vault($"kv{number}").Text, "It still carries a policy."))],
        });
    }

    private static Finding Finding(string text, ComplianceState state) => new(text, Vault(text), state, text);

    private static ResourceId Vault(string name) => ResourceId.Parse(
        "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/" + name);

    private static Change Change(string id, string resource) => new()
    {
        Id = id,
        Action = ChangeAction.Create,
        Resource = resource,
        Type = "Microsoft.KeyVault/vaults",
        ApiVersion = "2024-11-01",
        Method = "PUT",
        Body = JsonSerializer.SerializeToElement("body"),
        Properties = [new PropertyChange("properties.logs[AuditEvent].enabled", default, JsonSerializer.SerializeToElement(true))],
        DependsOn = [],
        Because = [],
        Precondition = "sha256:0",
        Irreversible = false,
    };

    private static BaselineDocument Document(string example)
    {
        var document = new BaselineReader(new FileDocumentSource(Repo.DocumentFolder(example)), ControlCatalogue.Product.All).Read("baseline.yaml").Value;
        Assert.NotNull(document);
        return document;
    }

    private static Plan ExamplePlan(string example)
    {
        var estate = EstateFile.Read(File.ReadAllBytes(Repo.PathOf("examples", example, "estate.json")), "estate.json").Value;
        Assert.NotNull(estate);
        return new Planner(ControlCatalogue.Product).Plan(Document(example), estate, new DateOnly(2026, 11, 22));
    }
}
