using System.Text.Json;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Plans;
using Xunit;

namespace Baseline.Cli.Tests.Toy;

/// <summary>
/// A control and a resource type that only this assembly knows work in every command: the product names none of its own where it
/// could not name this one as well.
/// </summary>
public sealed class ToyControlTests : IDisposable
{
    private static readonly ControlCatalogue Catalogue = new(
        [.. ControlCatalogue.Product.All, new StreamDefinition()],
        new ResourceTypes([.. ControlCatalogue.Product.Types.All, new StreamType()]));

    private readonly string _root = Directory.CreateTempSubdirectory("baseline-toy-").FullName;
    private readonly ToyAzure _azure = new ToyAzure().Add("alpha", "off").Add("beta", "off").Add("gamma", "on");

    public ToyControlTests() => Document("mode: \"on\"");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task The_document_is_read_and_what_is_wrong_with_it_is_shown_with_an_example()
    {
        Assert.Equal((0, "baseline.yaml is valid.\n"), await Run("validate"));

        Document("moed: \"on\"");
        var (code, text) = await Run("validate");

        Assert.Equal(1, code);
        Assert.Contains("BL1101", text, StringComparison.Ordinal);
        Assert.Contains("Did you mean \"mode\"?", text, StringComparison.Ordinal);

        Document("{}");
        Assert.Contains("mode: \"on\"\n", (await Run("validate")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_is_applied_a_second_one_is_empty_and_the_run_is_taken_back()
    {
        var (code, plan) = await Run("plan", "--detailed-exitcode", "--out", "plan.json");
        Assert.Equal(2, code);
        Assert.Contains("2 to update", plan, StringComparison.Ordinal);
        Assert.Equal(["Contoso.Telemetry/alerts", StreamType.TypeName], _azure.Requests[^1].Needs.Types.Select(type => type.Name));

        Assert.Equal(0, (await Run("apply", "plan.json", "--auto-approve", "--journal", "run.jsonl")).Code);
        Assert.Equal(("on", "on"), (_azure.ModeOf("alpha"), _azure.ModeOf("beta")));
        Assert.Equal(0, (await Run("plan", "--detailed-exitcode")).Code);

        _azure.Add("beta", "standby");
        var (undone, said) = await Run("undo", "run.jsonl", "--auto-approve");

        Assert.Equal(0, undone);
        Assert.Equal(("off", "standby"), (_azure.ModeOf("alpha"), _azure.ModeOf("beta")));
        Assert.Contains("The mode is standby by now, and is left so.", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_saved_plan_for_another_mode_is_not_applied()
    {
        await Run("plan", "--out", "plan.json");
        var plan = PlanFile.Read(File.ReadAllBytes(At("plan.json")), "plan.json").Value ?? throw new InvalidOperationException();
        var loud = JsonDocument.Parse("""{"properties":{"mode":"loud"}}""").RootElement;
        File.WriteAllBytes(At("forged.json"), PlanFile.Write(plan with
        {
            Changes = [.. plan.Changes.Select(change => change with
        {
            Body = loud,
            Properties = [.. change.Properties.Select(property => property with { After = JsonDocument.Parse("\"loud\"").RootElement })],
        })]
        }));

        var (code, text) = await Run("apply", "forged.json", "--auto-approve");

        Assert.Equal(1, code);
        Assert.Equal("off", _azure.ModeOf("alpha"));
        Assert.Contains("BL5105", text, StringComparison.Ordinal);
        Assert.Contains("The document asks for mode on.", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("markdown")]
    [InlineData("sarif")]
    [InlineData("junit")]
    [InlineData("html")]
    public async Task Every_format_shows_it(string format)
    {
        var (_, text) = await Run("plan", "--format", format);

        Assert.Contains("Contoso-001", text, StringComparison.Ordinal);
        Assert.Contains("alpha", text, StringComparison.Ordinal);
        if (format == "sarif")
        {
            Assert.Contains("Every stream in scope is in the wanted mode.", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_verdict_is_explained()
    {
        var (code, text) = await Run("explain", "contoso-001", "alpha");

        Assert.Equal(0, code);
        Assert.Contains("The mode is off.\n", text, StringComparison.Ordinal);
        Assert.Contains("properties.mode", text, StringComparison.Ordinal);
        Assert.Contains("  `baseline plan` fixes it with 1 change:\n    ~ ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Roles_schema_catalogue_and_first_document_have_its_part()
    {
        Assert.Contains("\"Contoso.Telemetry/streams/write\"", (await Run("role", "apply")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("streams/write", (await Run("role", "plan")).Text, StringComparison.Ordinal);
        Assert.Contains("Contoso-001  Streams are on", (await Run("controls")).Text, StringComparison.Ordinal);
        Assert.Contains("  Contoso-001:                            # 3 streams were read\n", (await Run("init", "--out", "-")).Text, StringComparison.Ordinal);

        using var schema = JsonDocument.Parse((await Run("schema")).Text);
        var properties = schema.RootElement.GetProperty("properties");
        Assert.Equal(
            "on", properties.GetProperty("controls").GetProperty("properties").GetProperty("Contoso-001").GetProperty("properties")
                .GetProperty("mode").GetProperty("enum")[0].GetString());
        Assert.Contains(
            "Contoso-001",
            properties.GetProperty("exemptions").GetProperty("items").GetProperty("properties").GetProperty("control").GetProperty("enum")
                .EnumerateArray().Select(value => value.GetString()));
    }

    [Fact]
    public async Task What_is_exempt_is_left_and_a_limit_counts_what_was_judged()
    {
        Document("mode: \"on\"", $$"""
            exemptions:
              - { control: Contoso-001, resource: {{ToyAzure.IdOf("beta")}}, reason: Retires, owner: team-a, expires: 2027-06-30 }
            limits:
              maxChangedPercent: 10
            """);
        Assert.Contains("exempt", (await Run("plan")).Text, StringComparison.Ordinal);
        Assert.Equal(0, (await Run("apply", "--auto-approve")).Code);
        Assert.Equal(("on", "off"), (_azure.ModeOf("alpha"), _azure.ModeOf("beta")));

        Document("mode: \"off\"", "limits:\n  maxChangedPercent: 10\n");
        Assert.Equal(4, (await Run("apply", "--auto-approve")).Code);
    }

    [Fact]
    public async Task An_exemption_of_another_type_is_warned_about()
    {
        Document("mode: \"on\"", $$"""
            exemptions:
              - { control: Contoso-001, resource: {{Documents.OfAccount}}, reason: Retires, owner: team-a, expires: 2027-06-30 }
            """);

        Assert.Contains("Contoso-001 judges streams", (await Run("validate")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redacted_snapshot_keeps_the_words_of_the_type_and_no_names()
    {
        Assert.Equal(0, (await Run("snapshot", "--redact", "--out", "estate.json")).Code);

        var text = File.ReadAllText(At("estate.json"));
        Assert.Contains("\"off\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("alpha", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Grace", text, StringComparison.Ordinal);
    }

    private string At(string name) => Path.Combine(_root, name);

    private void Document(string control, string rest = "") => File.WriteAllText(At("baseline.yaml"), $$"""
        apiVersion: baseline/v1
        kind: Baseline
        metadata: { name: toy }
        scope:
          subscriptions: [{{ToyAzure.Subscription}}]
        controls:
          Contoso-001: { {{control.Trim('{', '}')}} }
        {{rest}}
        """);

    private async Task<(int Code, string Text)> Run(params string[] args)
    {
        var terminal = new FakeTerminal { WorkingDirectory = _root };
        var code = await new BaselineApp(_azure, Catalogue).RunAsync(args, terminal.Connect(), TestContext.Current.CancellationToken);
        return (code, terminal.Output.ToString() + terminal.Error);
    }

    private static class Documents
    {
        public const string OfAccount =
            $"/subscriptions/{ToyAzure.Subscription}/resourceGroups/rg-app/providers/Microsoft.Storage/storageAccounts/st";
    }
}
